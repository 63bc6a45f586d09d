"""``lezr check``: the health of an office's present list."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, log, office, shown
from lezr_extract.text.titles import in_marks

if TYPE_CHECKING:
    from lezr_extract.pipeline.present.check import Checked, CheckedList
    from lezr_extract.records import BasisStatus, CheckedEntry

_MOST_MISSING = 30


@click.command(cls=chinese.LawsCommand)
@click.argument("lists", metavar="清单…", nargs=-1, required=True)
@shown.laws
@click.option("--missing", is_flag=True, help="另查漏项：法规给了本部门而清单没有引用的权力")
@shown.on_day
@click.option("--jsonl", is_flag=True, help="每个事项、漏项、交叉各一行 JSON，供程序用")
@click.option("-o", "--out", metavar="文件夹", help="把网页、表格和问题写到这里")
@office.options
@shown.workers
@log.option
def check(
    *,
    lists: tuple[str, ...],
    laws: tuple[str, ...],
    missing: bool,
    on: str | None,
    jsonl: bool,
    out: str | None,
    rulings: str | None,
    offices: str | None,
    workers: int | None,
) -> int:
    """核对现有的权责清单：每处依据是否现行、已改、移号、废止、引错，类型和主体是否与条文相符。

    清单是 .xls、.xlsx、.csv 或装有它们的文件夹；给几份时，另列两个部门都引用的条文。只提建议，不改清单。查出问题时退出码为 1。
    """
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline.present.check import check as check_lists  # noqa: PLC0415
    from lezr_extract.pipeline.present.check_lines import FILES, check_lines, write_check  # noqa: PLC0415

    day = shown.day(on)
    options = Options(workers=workers, office=office.chosen(rulings, offices))
    with shown.progress() as progress:
        checked = check_lists(
            lists, shown.default_paths(laws), options, missing=missing, day=day, progress=progress
        )
    output = shown.output(jsonl)
    output.writelines(line + "\n" for line in (check_lines(checked) if jsonl else _readable(checked)))
    output.flush()
    if out:
        write_check(checked, Path(out), (day or date.today()).isoformat())
        log.told(f"结果在 {out}：" + "；".join(f"{name} {what}" for name, what in FILES.items()))
    report = shown.ProblemReport()
    report.add(checked.problems)
    return max(report.status(), int(_faulty(checked)))


def _faulty(checked: "Checked") -> bool:
    from lezr_extract.records import BasisStatus  # noqa: PLC0415

    entries = [entry for one in checked.lists for entry in one.entries]
    return any(
        entry.faults or any(basis.status is not BasisStatus.CURRENT for basis in entry.bases)
        for entry in entries
    )


def _readable(checked: "Checked") -> Iterator[str]:
    for one in checked.lists:
        yield from _list(one)
    if checked.overlaps:
        yield f"两个以上部门都引用的条文 {len(checked.overlaps)} 条："
        for overlap in checked.overlaps:
            yield f"  {in_marks(overlap.law)}{overlap.article}　{overlap.sort.value}　{'、'.join(overlap.departments)}"
        yield ""
    yield _summary(checked)


def _list(one: "CheckedList") -> Iterator[str]:
    from lezr_extract.powerlist.present.words import STATUS_WORDS, place_words, type_words  # noqa: PLC0415

    yield f"{PurePath(one.list.file).name}　{len(one.entries):,} 项"
    for entry in one.entries:
        lines = list(_entry(entry, STATUS_WORDS))
        if lines:
            written = entry.entry
            yield f"  {place_words(written)}　{type_words(written)}　{written.full_name}"
            yield from lines
    absent = Counter(
        basis.cited.law
        for entry in one.entries
        for basis in entry.bases
        if basis.reason == "law_absent" and basis.status.value == "not_found"
    )
    if absent:
        names = "、".join(in_marks(title) for title, _ in absent.most_common(5))
        more = f"等 {len(absent)} 部" if len(absent) > 5 else ""
        yield f"  没有收入、未能核对的法规：{names}{more}，{sum(absent.values()):,} 处"
    for power in one.missing[:_MOST_MISSING]:
        yield f"  漏项［{power.level}］{in_marks(power.law)}{power.place}　{power.type.value}　{power.name}"
    if len(one.missing) > _MOST_MISSING:
        yield f"  漏项另有 {len(one.missing) - _MOST_MISSING:,} 处，用 -o 或 --jsonl 取全部"
    yield ""


def _entry(entry: "CheckedEntry", words: "dict[BasisStatus, str]") -> Iterator[str]:
    for basis in entry.bases:
        if basis.status.value == "current" or (
            basis.reason == "law_absent" and basis.status.value == "not_found"
        ):
            continue
        cited = basis.cited
        yield f"      {words[basis.status]}　{in_marks(cited.law)}{cited.words}：{basis.evidence}"
        if basis.proposal:
            yield f"          建议：{basis.proposal}"
    for fault in entry.faults:
        yield f"      ［{fault.level}］{fault.words}"


def _summary(checked: "Checked") -> str:
    from lezr_extract.powerlist.present.words import STATUS_WORDS  # noqa: PLC0415

    entries = [entry for one in checked.lists for entry in one.entries]
    counts = Counter(basis.status for entry in entries for basis in entry.bases)
    said = "，".join(f"{words} {counts[status]:,}" for status, words in STATUS_WORDS.items())
    missing = sum(len(one.missing) for one in checked.lists)
    return (
        f"{len(checked.lists)} 份清单，{len(entries):,} 项，依据 {sum(counts.values()):,} 处：{said}；"
        f"事项上的疑点 {sum(len(entry.faults) for entry in entries):,} 处"
        + (f"；漏项 {missing:,} 处" if missing else "")
        + f"。核对用了 {checked.laws:,} 件法规"
    )
