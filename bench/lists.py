"""The twelve published lists: what importing and checking give: ``python -m bench.lists [--write] [--sample 50]``.

Entries of each sheet against the counts that it announces, the status of each basis, the entries that rest on the
environment laws which the 生态环境法典 ended, why quotations fit no edition held, articles that two departments cite.
``--sample`` prints that many ``misquoted`` bases drawn by ``--seed``, to be read by hand; what was found by reading is
docs/lookup/present-lists-read.md. ``--write`` sets docs/lookup/present-lists.md.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.present.check import Checked, check
from lezr_extract.powerlist.present.words import REASON_WORDS, STATUS_WORDS
from lezr_extract.records import BasisStatus, CheckedBasis, CheckedEntry

from bench.labels import CORPORA

PAGE = Path(__file__).parent.parent / "docs" / "lookup" / "present-lists.md"
LAWS = ("lawrefbook", "ministry_rules", "newer_laws")
CODE = "生态环境法典"
HEAD = """# 十二份公布的权责清单：导入和核对

<!-- 由 python -m bench.lists --write 生成，请勿手改 -->

清单是 `../shared/corpora/power_lists` 的十二份工作簿，法规是 `lawrefbook`、`ministry_rules`、`newer_laws` 和内置全国法律库。
引文不符的，另抽 50 处逐一对照原文读过，见[逐条阅读的结果](present-lists-read.md)。

"""


def bases_of(checked: Checked) -> Iterator[tuple[CheckedEntry, CheckedBasis]]:
    """Every basis with its entry."""
    return ((entry, basis) for one in checked.lists for entry in one.entries for basis in entry.bases)


def page(checked: Checked, seconds: float) -> str:
    """The page in Markdown."""
    parts = (_imported(checked), _statuses(checked), _ended(checked), _misquoted(checked), _faults(checked))
    lines = [line for part in (*parts, _overlaps(checked)) for line in part]
    lines += ["", f"核对用了 {checked.laws:,} 件法规，{seconds:.0f} 秒（两个进程）。"]
    return "\n".join(lines) + "\n"


def _imported(checked: Checked) -> Iterator[str]:
    yield from (
        "## 导入",
        "",
        "| 清单 | 工作表 | 有字的行 | 事项 | 条目（子项分开） | 清单自称 | 依据 |",
        "|---|---|---|---|---|---|---|",
    )
    entries = matters = 0
    for one in checked.lists:
        for sheet in one.list.sheets:
            said = "；".join(
                f"{a.count}{'' if a.count == a.found else f'（不符，导入 {a.found}）'}"
                for a in sheet.announced
            )
            bases = sum(len(entry.bases) for entry in sheet.entries)
            name = _name(one.list.file)
            yield f"| {name} | {sheet.name} | {sheet.rows} | {sheet.matters} | {len(sheet.entries)} | {said} | {bases} |"
            entries, matters = entries + len(sheet.entries), matters + sheet.matters
    codes = Counter(p.code for one in checked.lists for p in one.list.problems)
    told = "、".join(f"{code} {count}" for code, count in sorted(codes.items()))
    yield from ("", f"共 {matters:,} 项，{entries:,} 个条目。不属于任何事项的行都有一条记录：{told}。", "")


def _statuses(checked: Checked) -> Iterator[str]:
    heads = " | ".join(STATUS_WORDS.values())
    yield from ("## 依据的状态", "", f"| 清单 | {heads} |", "|---|" + "---|" * len(STATUS_WORDS))
    for one in checked.lists:
        counts = Counter(basis.status for entry in one.entries for basis in entry.bases)
        cells = " | ".join(str(counts[s]) for s in STATUS_WORDS)
        yield f"| {_name(one.list.file)} | {cells} |"
    everything = Counter(basis.status for _, basis in bases_of(checked))
    yield "| 全部 | " + " | ".join(f"{everything[s]:,}" for s in STATUS_WORDS) + " |"
    absent = Counter(
        b.cited.law
        for _, b in bases_of(checked)
        if b.status is BasisStatus.NOT_FOUND and b.reason == "law_absent"
    )
    local = sum(count for law, count in absent.items() if "自治区" in law)
    yield from (
        "",
        f"“没有找到”的，{sum(absent.values())} 处是所给法规中没有这一部（{len(absent)} 部；其中新疆的地方性法规和规章 {local} 处，"
        "语料里没有新疆的法规），其余是条号不存在。",
        "",
    )


def _ended(checked: Checked) -> Iterator[str]:
    found = [
        (entry, basis)
        for entry, basis in bases_of(checked)
        if basis.status is BasisStatus.REPEALED and CODE in basis.evidence
    ]
    entries = {(entry.entry.file, entry.entry.sheet, entry.entry.row) for entry, _ in found}
    yield from (f"## 依据已被《{CODE}》废止的事项", "", f"{len(entries)} 项，{len(found)} 处依据。", "")
    yield from ("| 清单 | 行 | 事项 | 依据 | 建议 |", "|---|---|---|---|---|")
    for entry, basis in found:
        cited = f"《{basis.cited.law}》{basis.cited.words}"
        cells = (_name(entry.entry.file), str(entry.entry.row), entry.entry.full_name, cited, basis.proposal)
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
    others = Counter(
        basis.cited.law
        for _, basis in bases_of(checked)
        if basis.status is BasisStatus.REPEALED and CODE not in basis.evidence
    )
    yield from (
        "",
        "另有已废止的：" + "、".join(f"《{law}》{count} 处" for law, count in others.items()) + "。",
        "",
    )


def _misquoted(checked: Checked) -> Iterator[str]:
    reasons = Counter(b.reason for _, b in bases_of(checked) if b.status is BasisStatus.MISQUOTED)
    quoted = sum(bool(b.cited.quotation) and bool(b.law_id) for _, b in bases_of(checked))
    total = sum(reasons.values())
    yield from (
        "## 引文不符的原因",
        "",
        f"引了原文而法规在手的 {quoted:,} 处中，{total} 处与所给各版都不相同（{total / max(1, quoted):.1%}）。",
        "",
        "| 原因 | 处 | 占比 | 怎样判定 |",
        "|---|---|---|---|",
    )
    for reason, count in reasons.most_common():
        yield f"| {REASON_WORDS[reason]} | {count} | {count / max(1, total):.0%} | {_HOW[reason]} |"
    yield ""


_HOW = {
    "edition": "清单所注的修改年份不是所给任何一版的年份，或引文里有条文已不再用的旧机关名",
    "typing": "不同的字不多于引文的百分之三（至少两字）",
    "changed": "版本在手，不同的字更多，条文仍是同一条",
    "cut": "所有不同都是引文少了句中的字，又没有省略号",
    "other_text": "与这一条（及最近的一条）相同的三字组不到四分之一",
    "paraphrase": "相同的三字组不到一半",
}


def _faults(checked: Checked) -> Iterator[str]:
    faults = Counter(
        (f.code, f.rule, f.level) for one in checked.lists for entry in one.entries for f in entry.faults
    )
    yield from ("## 事项上的疑点", "", "| 疑点 | 检查 | 级别 | 项 |", "|---|---|---|---|")
    for (code, rule, level), count in sorted(faults.items()):
        yield f"| {_FAULTS.get(code, code)} | {rule} | {level} | {count} |"
    yield ""


_FAULTS = {
    "type": "类型与条文不符",
    "no_sanction": "列为处罚而条文没有处罚",
    "holder": "主体与条文所写不同",
    "old_name": "主体用旧称",
    "no_basis": "没有法规名称",
    "no_type": "没有类型",
}


def _overlaps(checked: Checked) -> Iterator[str]:
    yield from (
        f"## 两个部门都引用的条文 {len(checked.overlaps)} 条",
        "",
        "| 法规 | 条文 | 部门 | 分类 | 事项 |",
        "|---|---|---|---|---|",
    )
    for one in checked.overlaps:
        yield f"| {one.law} | {one.article} | {'、'.join(one.departments)} | {one.sort.value} | {len(one.entries)} |"


def _name(file: str) -> str:
    return PurePath(file).name


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "｜")


def sample(checked: Checked, count: int, seed: int) -> Iterator[str]:
    """``misquoted`` bases drawn by lot, with both texts, for reading by hand."""
    rows = [(entry, basis) for entry, basis in bases_of(checked) if basis.status is BasisStatus.MISQUOTED]
    for at, (entry, basis) in enumerate(random.Random(seed).sample(rows, min(count, len(rows))), 1):
        cited = basis.cited
        yield f"{at}. {_name(entry.entry.file)} {entry.entry.sheet} 第 {cited.row} 行 《{cited.law}》（{cited.edition}）{cited.words}"
        yield f"   判定：{basis.reason}；{basis.evidence}"
        yield f"   清单：{_cell(cited.quotation)}"
        yield f"   条文（{basis.version}）：{_cell(basis.text)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the page, or writes it, or prints a sample."""
    asked = argparse.ArgumentParser(prog="python -m bench.lists", description=__doc__)
    asked.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing")
    asked.add_argument("--sample", type=int, default=0, help="print so many misquoted bases instead")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args(arguments)
    started = time.perf_counter()
    laws = [str(CORPORA / name) for name in LAWS]
    checked = check([str(CORPORA / "power_lists")], [*laws, "national"], Options(workers=2))
    if options.sample:
        print("\n".join(sample(checked, options.sample, options.seed)))
        return
    text = HEAD + page(checked, time.perf_counter() - started)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
