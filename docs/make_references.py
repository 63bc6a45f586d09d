"""Makes commands.md, tables.md and checks.md in docs/lookup from code and data; a test fails when they differ.

.venv/bin/python docs/make_references.py
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
from lezr_extract.cli import lezr
from lezr_extract.store import TABLES, VERSION
from lezr_extract.vocabulary.checks import COLUMNS, Answer, checks, fine_caps, guards, relation_alone, rights

FOLDER = Path(__file__).parent / "lookup"
SAMPLES = Path(__file__).parents[1] / "corpora" / "samples"
MADE = "<!-- 由 docs/make_references.py 从代码生成，请勿手改 -->\n"


def commands() -> str:
    """The reference of commands: usage, what it does, options, exit statuses."""
    words = ["# 命令", MADE, _unwrapped(lezr), ""]
    context = click.Context(lezr, info_name="lezr")
    for name in lezr.list_commands(context):
        command = lezr.commands[name]
        own = click.Context(command, info_name=name, parent=context)
        words += [
            f"## lezr {name}",
            "",
            "```text",
            command.get_usage(own),
            "```",
            "",
            _unwrapped(command),
            "",
        ]
        words += ["| 选项 | 意思 |", "|---|---|"]
        for parameter in command.get_params(own):
            if isinstance(parameter, click.Option):
                words.append(f"| {_option(parameter, own)} | {parameter.help or ''} |")
        words.append("")
        if name in JSON_LINES:
            words += ["`--jsonl` 每行的键：", "", "```text", *_keys(JSON_LINES[name]()), "```", ""]
    return "\n".join(words)


def tables() -> str:
    """The reference of tables and columns."""
    words = ["# 数据库的表和列", MADE, f"结构版本 {VERSION}（`meta` 表的 `schema_version`）。", ""]
    words += [
        "各表的 `start`、`end` 是 `laws.text` 中的字符位置，从 0 起，`end` 不含。",
        "标“JSON”的列存 JSON，可用 SQLite 的 `json_each` 展开。",
        "",
    ]
    for table in TABLES:
        words += [f"## {table.name}", "", table.meaning + "。", "", "| 列 | 意思 |", "|---|---|"]
        words += [f"| `{name}` | {meaning} |" for name, meaning in table.columns.items()]
        words.append("")
    return "\n".join(words)


def checks_page() -> str:
    """The reference of the checks: what each says, its authority, guards and levels; who may set what; the caps."""
    asked = guards()
    words = ["# 检查", MADE, *CHECKS_HEAD, ""]
    for check in checks().values():
        words += [f"## {check.id} {check.name}", "", f"{check.says}。", "", "| | |", "|---|---|"]
        words.append(f"| 最高级别 | {check.highest.value} |")
        if told := check.reliability(check.highest):
            words.append(f"| 核对 | {told} |")
        words.append(f"| 施行 | {check.valid_from}起{f'至{check.valid_to}' if check.valid_to else ''} |")
        for one in check.authorities:
            until = f"{one.valid_from}至{one.valid_to}" if one.valid_to else f"{one.valid_from}起"
            words.append(f"| 依据（{until}） | {one.words} |")
        words += [f"| 防止误报 | {'；'.join(asked[guard] for guard in check.guards)} |", ""]
    told = "；".join(f"“{one.level}”级核对过{one.number}处，{one.right}处说得通" for one in relation_alone())
    words += ["## 没有检查报出、只凭两条关系的抵触", "", f"{told}。它们至多报“疑似”。", ""]
    return "\n".join([*words, *_rights(), *_caps(), ""])


def _rights() -> Iterator[str]:
    yield from ("## 谁可以设定什么", "", *RIGHTS_HEAD, "")
    yield "| 权力 | 期间 | " + " | ".join(COLUMNS) + " |"
    yield "|---" * (len(COLUMNS) + 2) + "|"
    for right in rights():
        until = f"{right.valid_from}至{right.valid_to}" if right.valid_to else f"{right.valid_from}起"
        cells = (right.cells[column] for column in COLUMNS)
        shown = (f"{ANSWERS[cell.answer]}{cell.condition}<br>{cell.article}" for cell in cells)
        yield f"| {right.name} | {until} | " + " | ".join(shown) + " |"
    yield ""


def _caps() -> Iterator[str]:
    yield from ("## 规章罚款的限额", "", *CAPS_HEAD, "")
    yield from (
        "| 规章 | 地域 | 期间 | 限额（元） | 较高的限额（元） | 出处 | 原文核对过 |",
        "|---|---|---|---|---|---|---|",
    )
    for cap in fine_caps():
        until = f"{cap.valid_from}至{cap.valid_to}" if cap.valid_to else f"{cap.valid_from}起"
        row = (
            cap.rank.value,
            cap.territory,
            until,
            cap.usual,
            cap.raised or "",
            cap.source,
            "是" if cap.checked else "否",
        )
        yield "| " + " | ".join(map(str, row)) + " |"


def _articles_line() -> dict[str, Any]:
    from lezr_extract.pipeline import articles  # noqa: PLC0415

    lines = (json.loads(line) for one in articles([str(SAMPLES)], workers=1) for line in one.lines)
    # Pages and boxes are those of PDF, OFD and scans, which the samples are not.
    return _fullest([*lines, {"page": 1, "boxes": [], "original": ""}])


def _powers_line() -> dict[str, Any]:
    from lezr_extract.pipeline import Options, powers  # noqa: PLC0415

    with powers([str(SAMPLES)], Options(workers=1)) as found:
        return _fullest(found.lines)


def _search_line() -> dict[str, Any]:
    from lezr_extract.store import Hit  # noqa: PLC0415

    return {field.name: [[0, 0]] if field.name == "marks" else "" for field in fields(Hit)}


def _diff_line() -> dict[str, Any]:
    from lezr_extract.pipeline.comparing.diff import diff, lines  # noqa: PLC0415

    folder = SAMPLES.parent / "planted" / "版本" / "修正"
    old, new, decision = (next(folder.glob(f"*{part}*.md")) for part in ("2012年", "2019年", "决定"))
    return _fullest(lines(diff(str(old), str(new), str(decision))))


def _compare_line() -> dict[str, Any]:
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline.comparing import compare  # noqa: PLC0415
    from lezr_extract.pipeline.comparing.compare_output import line  # noqa: PLC0415
    from lezr_extract.pipeline.comparing.corpus import read_corpus  # noqa: PLC0415

    corpus = read_corpus([str(SAMPLES.parent / "planted" / "检查" / "C01-罚款幅度")], (), Options(workers=1))
    return _fullest(map(line, compare.compare(corpus, Options(workers=1)).findings))


def _check_line() -> dict[str, Any]:
    from datetime import date  # noqa: PLC0415

    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline.present.check import check  # noqa: PLC0415
    from lezr_extract.pipeline.present.check_lines import check_lines  # noqa: PLC0415

    lists, day = str(SAMPLES.parent / "lists"), date(2026, 6, 1)
    checked = check([lists], [str(SAMPLES)], Options(workers=1), day=day)
    fault = {"code": "", "level": "", "rule": "", "words": ""}
    successor = dict.fromkeys(("law", "version", "article", "likeness", "text"), "")
    more = {"basis": [{"successor": [successor]}], "problems": [fault]}
    return _fullest(
        [*(line for line in map(json.loads, check_lines(checked)) if line["kind"] == "entry"), more]
    )


JSON_LINES: dict[str, Callable[[], dict[str, Any]]] = {
    "articles": _articles_line,
    "check": _check_line,
    "compare": _compare_line,
    "diff": _diff_line,
    "powers": _powers_line,
    "search": _search_line,
}


def _fullest(lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The keys of all lines in one: a list holds one element with every key that any of its elements has."""
    merged: dict[str, Any] = {}
    for line in lines:
        merged = _merged(merged, line)
    return merged


def _merged(one: Any, other: Any) -> Any:  # noqa: ANN401
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _merged(one.get(key), other.get(key)) for key in one | other}
    if isinstance(other, list) and other and isinstance(other[0], dict):
        start = one[0] if isinstance(one, list) and one else {}
        for element in other:
            start = _merged(start, element)
        return [start]
    return one if other is None or other == [] else other


def _keys(value: dict[str, Any], depth: int = 0) -> Iterator[str]:
    for key, inner in value.items():
        below = inner[0] if isinstance(inner, list) and inner and isinstance(inner[0], dict) else None
        yield "  " * depth + key + ("：[" if below else "")
        if below:
            yield from _keys(below, depth + 1)
            yield "  " * depth + "]"


def _option(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    return "、".join(f"`{name}{value}`" for name in option.opts).replace("|", "\\|")


def _unwrapped(command: click.Command) -> str:
    paragraphs = (command.help or "").split("\n\n")
    joined = ("\n".join(line.strip() for line in paragraph.splitlines()) for paragraph in paragraphs)
    # Chinese lines run on without a space; between two Latin words (--against national) there is one.
    return "\n\n".join(re.sub(r"\n", "", re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", words)) for words in joined)


ANSWERS = {Answer.YES: "✔", Answer.NO: "✘", Answer.CONDITION: "△ "}
CHECKS_HEAD = (
    "`lezr compare` 和 `lezr check` 报出的 C01–C25。每一条报警都带两边原文、效力层级、日期、依据的条文、查过的防止误报的问题和没有比较的内容。",
    "",
    "- **冲突**：防止误报的问题全部查过，没有一项说明它不是问题。",
    "- **疑似**：有一项削弱了它，或者有一项查不了（例如上位法不在手，报警里写明）。",
    "- **提示**：依法可以（例如变通）、只是需要清理，或者应当知道的事情，不是说有错。",
    "",
    "“核对”一行是人工对照原文读过的报警：只算没有用来写规则的法规，读的人是大语言模型，没有经律师核对（[alarms.md](alarms.md)）。"
    "读过的“冲突”说得通的不到一半的检查，不论防止误报的问题结果如何，至多报“疑似”，并在报警里写明；“核对”也写在每一处报警旁边。",
    "",
    "制定时还没有这项规则的旧规定只给“提示”。规则的文字在 `lezr_extract/vocabulary/data/checks.toml`，判断在 `lezr_extract/compare/checks`。",
)
RIGHTS_HEAD = (
    "✔ 可以，✘ 不得，△ 附条件。经济特区法规、浦东新区法规、海南自由贸易港法规、自治条例和单行条例按地方性法规看，并可以依法变通（《立法法》第八十四条、第八十五条、第一百零一条）。",
    "以制定时的规则为准；表中最早的期间以前制定的，不按表判断。数据在 `lezr_extract/vocabulary/data/setting.toml`。",
)
CAPS_HEAD = (
    "上位法已有处罚、规章只作具体规定的，不受限额约束。表外的省没有限额可查，不报超限。",
    "本单位可以另备一个 TOML 文件，写法与 `lezr_extract/vocabulary/data/fine_caps.toml` 的 `[[cap]]` 相同，其中的行优先（`lezr_extract.vocabulary.checks.caps_with`）。",
)
REFERENCES = {"commands.md": commands, "tables.md": tables, "checks.md": checks_page}

if __name__ == "__main__":
    for file, make in REFERENCES.items():
        (FOLDER / file).write_text(make(), encoding="utf-8")
