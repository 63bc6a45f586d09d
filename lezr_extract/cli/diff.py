"""``lezr diff``: two versions of a law, or a law and the decision that amends it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, log, shown
from lezr_extract.text.titles import in_marks

if TYPE_CHECKING:
    from lezr_extract.pipeline.comparing.diff import Diff
    from lezr_extract.records import Aligned, EntryChange, Law, Operation


@click.command(cls=chinese.Command)
@click.argument("old", metavar="旧版本")
@click.argument("new", metavar="新版本|修改决定")
@click.option("--decision", metavar="文件", help="由旧版本得出新版本的修改决定，核对它与两个文本是否一致")
@click.option(
    "-o", "--out", metavar="文件夹", type=click.Path(path_type=Path), help="写新旧对照表（.html 和 .docx）"
)
@click.option("--changed-only", is_flag=True, help="对照表只列有变化的条")
@click.option("--jsonl", is_flag=True, help="每条一行 JSON，供程序用")
def diff(
    *, old: str, new: str, decision: str | None, out: Path | None, changed_only: bool, jsonl: bool
) -> int:
    """比较一部法规的两个版本：哪些条修改、新增、删去、移动、分立、合并，清单里哪些事项受影响。

    第二个参数也可以是修改决定：读出它作了哪些修改，改在旧版本上，再比较。
    """
    from lezr_extract.pipeline.comparing import diff as pipeline  # noqa: PLC0415

    report, stdout = shown.ProblemReport(), shown.output(jsonl)
    found = pipeline.diff(old, new, decision)
    if jsonl:
        stdout.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in pipeline.lines(found))
    else:
        stdout.writelines(words + "\n" for words in _readable(found))
    if out is not None:
        pipeline.write_side_by_side(found, out, changed_only=changed_only)
        log.told(f"已写 {out / pipeline.PAGE} 和 {out / pipeline.DOCUMENT}")
    stdout.flush()
    report.add(found.problems)
    for problem in found.problems:
        if problem.code == "bare-join":
            log.told(f"注：{problem.place}：{problem.cause}")
    return report.status()


def _readable(found: "Diff") -> Iterator[str]:
    from lezr_extract.powerlist.export.side_by_side import CHANGES  # noqa: PLC0415
    from lezr_extract.records import Change  # noqa: PLC0415

    other = in_marks(found.new.title) if found.new.title != found.old.title else ""
    yield f"{in_marks(found.old.title)}　{found.old.version or '旧版本'} → {other}{found.new.version or '新版本'}"
    yield "，".join(f"{CHANGES[change]} {number} 条" for change, number in found.counts().items())
    if found.decision:
        yield from _decision(found)
    for row, effect in zip(found.alignment.rows, found.effects, strict=True):
        if row.change is Change.SAME or (row.change is Change.MOVED and not effect and not row.crossing):
            continue
        yield f"{CHANGES[row.change]}　{_numbers(found, row)}"
        yield from _words(found.old, found.new, row)
        yield from (f"    {_effect(one)}" for one in effect)


def _decision(found: "Diff") -> Iterator[str]:
    decision = found.decision
    if decision is None:
        return
    when = f"，自{decision.in_force}起施行" if decision.in_force else ""
    yield f"{in_marks(decision.title)}{when}，读出 {len(decision.operations)} 项："
    yield from (f"  {_operation(one)}" for one in decision.operations)
    if found.agreement:
        agreed = found.agreement
        total = len(found.new.articles)
        yield f"按决定修改旧文本，{total} 条中 {agreed.same_text} 条与新文本文字相同；不一致 {len(agreed.disagreements)} 处"
        yield from (f"  {one.article}　{one.detail}" for one in agreed.disagreements)
    yield ""


def _operation(one: "Operation") -> str:
    from lezr_extract.records import OperationKind  # noqa: PLC0415
    from lezr_extract.vocabulary.addresses import cited_all  # noqa: PLC0415

    at, to = cited_all(one.at), cited_all(one.to)
    forms = {
        OperationKind.REPLACE: f"{at} 修改为“{_short(one.text)}”",
        OperationKind.DELETE: f"删去 {at}",
        OperationKind.INSERT: f"增加 {to or at}“{_short(one.text)}”",
        OperationKind.RENUMBER: f"{at} 改为 {to}",
        OperationKind.MERGE: f"{at} 合并为 {to}",
        OperationKind.SPLIT: f"{at} 分为 {to}",
        OperationKind.WORDS: f"{at or '全文'} “{_short(one.old_words)}”改为“{_short(one.new_words)}”",
        OperationKind.HEADING: f"编章节：{at}{' → ' if at and to else ''}{to} {_short(one.text)}",
        OperationKind.REPEAL: f"废止{in_marks(one.law)}",
        OperationKind.UNREAD: f"未读懂：{_short(one.words, 120)}",
    }
    return f"{one.entry}　{forms[one.kind]}" if one.entry else forms[one.kind]


def _short(words: str, most: int = 40) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else f"{plain[: most - 8]}……{plain[-6:]}"


def _numbers(found: "Diff", row: "Aligned") -> str:
    old = "、".join(found.old.articles[i].number for i in row.old)
    new = "、".join(found.new.articles[j].number for j in row.new)
    return f"{old} → {new}" if old and new and old != new else old or new


def _words(old: "Law", new: "Law", row: "Aligned") -> Iterator[str]:
    for i in () if row.new else row.old:
        yield f"    － {' '.join(old.articles[i].text.split())}"
    for j in () if row.old else row.new:
        yield f"    ＋ {' '.join(new.articles[j].text.split())}"
    for one in row.words:
        before, after = (
            " ".join(span.of(law.text).split()) for span, law in ((one.old, old), (one.new, new))
        )
        if before and after:
            yield f"    “{before}”→“{after}”"
        elif before:
            yield f"    删“{before}”"
        else:
            yield f"    增“{after}”"


def _effect(one: "EntryChange") -> str:
    from lezr_extract.powerlist.export.side_by_side import effect_words  # noqa: PLC0415

    return f"【{effect_words(one)}】"
