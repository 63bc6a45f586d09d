"""``lezr compare``: laws set side by side."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from lezr_extract.cli import chinese, log, office, shown
from lezr_extract.text.titles import in_marks

if TYPE_CHECKING:
    from lezr_extract.pipeline.comparing.compare import Comparison, Counted
    from lezr_extract.pipeline.comparing.compare_output import Wanted
    from lezr_extract.pipeline.comparing.corpus import Corpus
    from lezr_extract.records import Finding, Side

LEVELS = ("冲突", "疑似", "提示")
KINDS = {
    "duplicate": "重复",
    "refine": "细化",
    "conflict": "抵触",
    "overlap": "职责交叉",
    "power_to_set": "设定权",
    "citation": "引用",
    "agency_name": "机关名称",
}


@click.command(cls=chinese.AgainstCommand)
@click.argument("paths", metavar="路径…", nargs=-1, required=True)
@click.option(
    "--against", metavar="路径…", multiple=True, help="对照的上位法（可列几个）；不给则在路径之内互相比较"
)
@click.option("--count", "count_only", is_flag=True, help="只数有多少对条文要比较、各因什么成为候选，不比较")
@click.option(
    "--level",
    metavar="程度",
    type=click.Choice(LEVELS),
    help="最低程度：冲突、疑似或提示；默认显示疑似以上，--jsonl 和 -o 为全部",
)
@click.option(
    "--kind",
    "kinds",
    metavar="种类",
    type=click.Choice([*KINDS]),
    multiple=True,
    help=f"只要这些种类（可重复）：{' '.join(KINDS)}",
)
@click.option("--rule", "rules", metavar="编号", multiple=True, help="只要这些规则（可重复），如 C01")
@click.option(
    "-o",
    "--out",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="写 findings.jsonl 和两边条文并列的网页 findings.html",
)
@click.option("--jsonl", is_flag=True, help="每处一行 JSON，供程序用")
@office.options
@click.option("--rules-only", is_flag=True, help="认权力时只用规则，不用训练得到的模型")
@shown.workers
@log.option
def compare(
    *,
    paths: tuple[str, ...],
    against: tuple[str, ...],
    count_only: bool,
    level: str | None,
    kinds: tuple[str, ...],
    rules: tuple[str, ...],
    out: Path | None,
    jsonl: bool,
    rulings: str | None,
    offices: str | None,
    rules_only: bool,
    workers: int | None,
) -> int:
    """找出法律文件之间的抵触、重复、职责交叉，超越设定权的规定，失效的引用和旧机关名。

    路径是法规文件、文件夹、法规库，或 national（内置全国法律库）。地方法规对照上位法：lezr compare 地方法规 --against
    national。只比较现行和尚未施行的版本；同一规定在两个不同的省不比较。每处都附两边的条文和所依据的规则，是否抵触由审查机关认定。
    """
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline.comparing import compare as pipeline  # noqa: PLC0415
    from lezr_extract.pipeline.comparing import compare_output as output  # noqa: PLC0415
    from lezr_extract.pipeline.comparing.corpus import read_corpus  # noqa: PLC0415
    from lezr_extract.records import FindingKind, Level  # noqa: PLC0415

    report, stdout = shown.ProblemReport(), shown.output(jsonl)
    options = Options(workers=workers, office=office.chosen(rulings, offices), rules_only=rules_only)
    lowest = level or ("提示" if jsonl or out is not None else "疑似")
    wanted = output.Wanted(
        Level(lowest), frozenset(map(FindingKind, kinds)), frozenset(rule.upper() for rule in rules)
    )
    with shown.progress() as progress:
        corpus = read_corpus(paths, against, options, progress)
        report.add(corpus.problems)
        _tell_left_out(corpus)
        if count_only:
            counted = pipeline.count(corpus, options, progress)
            stdout.writelines(_counts(corpus, counted, jsonl=jsonl))
            stdout.flush()
            return report.status()
        shown.tell_without_encoder()
        found = pipeline.compare(corpus, options, progress)
        kept, total = _gone_through(
            found, wanted, stdout if jsonl else None, keep=not jsonl or out is not None
        )
    report.add(found.problems)
    if out is not None:
        scope = f"{'、'.join(paths)} 对照 {'、'.join(against)}" if against else f"{'、'.join(paths)} 之内"
        for path in output.write(kept, corpus, found.counted, out, scope):
            log.told(f"已写 {path}")
    elif not jsonl:
        stdout.writelines(words + "\n" for words in _readable(output.sorted_by_level(kept)))
    stdout.flush()
    click.echo(_summary(total, len(corpus.unknown)), err=jsonl)
    if total["提示"] and level is None and not (jsonl or out):
        log.told(f"提示 {total['提示']:,} 处没有显示：加 --level 提示 显示，或用 -o 文件夹 写成网页")
    return report.status()


def _counts(corpus: "Corpus", counted: "Counted", *, jsonl: bool) -> Iterator[str]:
    from lezr_extract.pipeline.comparing import compare_output as output  # noqa: PLC0415

    if jsonl:
        yield json.dumps(output.count_line(corpus, counted), ensure_ascii=False) + "\n"
    else:
        yield from (words + "\n" for words in output.count_lines(corpus, counted))


def _gone_through(
    found: "Comparison", wanted: "Wanted", lines: TextIO | None, *, keep: bool
) -> tuple[list["Finding"], Counter[str]]:
    """The wanted findings, where they are to be kept, and the numbers of all by level; writes lines as they come."""
    from lezr_extract.pipeline.comparing import compare_output as output  # noqa: PLC0415

    kept: list[Finding] = []
    total: Counter[str] = Counter()
    for finding in found.findings:
        total[finding.level] += 1
        if wanted.takes(finding):
            if lines is not None:
                lines.write(json.dumps(output.line(finding), ensure_ascii=False) + "\n")
            if keep:
                kept.append(finding)
    return kept, total


def _tell_left_out(corpus: "Corpus") -> None:
    if corpus.left_out:
        for one in corpus.left_out[: shown.MOST_PROBLEMS]:
            log.told(
                f"没有比较：{in_marks(one.title)}（{one.version or '版本不明'}，{one.file}）：{one.reason}"
            )
        if len(corpus.left_out) > shown.MOST_PROBLEMS:
            log.told(f"……另有 {len(corpus.left_out) - shown.MOST_PROBLEMS} 件没有比较")


def _readable(findings: Iterable["Finding"]) -> Iterator[str]:
    from lezr_extract.compare.checks import reliability  # noqa: PLC0415
    from lezr_extract.vocabulary.checks import checks  # noqa: PLC0415

    for finding in findings:
        check = checks().get(finding.rule)
        name = f"{finding.rule} {check.name}" if check else KINDS.get(finding.kind, finding.kind)
        sort = f"（{finding.sort}）" if finding.sort else ""
        yield f"【{finding.level}】{name}{sort}"
        if finding.a is not None:
            yield f"    甲　{_side(finding.a)}"
        yield f"    乙　{_side(finding.b)}"
        yield f"    {finding.explanation}"
        if finding.authority:
            yield f"    依据　{finding.authority}"
        if read := reliability(finding):
            yield f"    核对　{read}"
        if finding.not_compared:
            yield f"    没有比较　{'；'.join(finding.not_compared)}"


def _side(side: "Side") -> str:
    facts = "，".join(word for word in (side.rank, side.version) if word)
    return f"{in_marks(side.law)}{side.article}（{facts}）：{' '.join(side.text.split())}"


def _summary(total: Counter[str], unknown: int) -> str:
    counted = "，".join(f"{level} {total[level]:,}" for level in LEVELS)
    return f"共 {total.total():,} 处：{counted}" + (
        f"；效力状态不明而仍然比较的文件 {unknown:,} 件" if unknown else ""
    )
