"""What a comparison leaves: a line of JSON for each finding, and the page."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lezr_extract.compare.page import PageFacts, write_page
from lezr_extract.pipeline.comparing.compare import Counted
from lezr_extract.pipeline.comparing.corpus import Corpus
from lezr_extract.powerlist.finished import whole_file
from lezr_extract.records import Finding, FindingKind, Level, Side

LINES, PAGE = "findings.jsonl", "findings.html"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings are wanted.

    Attributes:
        level: the lowest.
        kinds: none for all.
        rules: none for all.
    """

    level: Level = Level.NOTICE
    kinds: frozenset[FindingKind] = frozenset()
    rules: frozenset[str] = frozenset()

    def takes(self, finding: Finding) -> bool:
        """Whether a finding is wanted."""
        return (
            height(finding.level) >= height(self.level)
            and (not self.kinds or finding.kind in self.kinds)
            and (not self.rules or finding.rule in self.rules)
        )


def height(level: Level) -> int:
    """The place of a level, the gravest highest."""
    return -list(Level).index(level)


def line(finding: Finding) -> dict[str, Any]:
    """A finding as `lezr compare --jsonl` prints it; nothing of the record is left out."""
    return {
        "kind": finding.kind.value,
        "level": finding.level.value,
        "rule": finding.rule,
        "a": _side(finding.a),
        "b": _side(finding.b),
        "explanation": finding.explanation,
        "authority": finding.authority,
        "guards": [asdict(guard) for guard in finding.guards],
        "not_compared": list(finding.not_compared),
        "differences": [
            {"kind": one.kind.value, "detail": one.detail, "a": one.a, "b": one.b}
            for one in finding.differences
        ],
        "sort": finding.sort,
    }


def json_line(finding: Finding) -> str:
    """`line` as it stands in ``findings.jsonl``."""
    return json.dumps(line(finding), ensure_ascii=False) + "\n"


def sorted_by_level(findings: Iterable[Finding]) -> list[Finding]:
    """The gravest first, each level in the order in which its findings came."""
    return sorted(findings, key=lambda finding: -height(finding.level))


def write(
    findings: Sequence[Finding], corpus: Corpus, counted: Counted, folder: Path, scope: str
) -> tuple[Path, Path]:
    """Writes ``findings.jsonl`` and ``findings.html`` into a folder; gives their paths.

    Args:
        findings: as found.
        corpus: what was compared.
        counted: how many candidates there were.
        folder: made where it is absent.
        scope: what was compared with what, in Chinese.

    Raises:
        OSError: the folder or a file cannot be written; older files of these names are then untouched.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines, page = folder / LINES, folder / PAGE
    with (
        whole_file(lines) as partial,
        partial.open("w", encoding="utf-8", errors="replace", newline="\n") as out,
    ):
        out.writelines(map(json_line, findings))
    with whole_file(page) as partial:
        write_findings_page(
            findings, Counter(one.level for one in findings), corpus, counted, path=partial, scope=scope
        )
    return lines, page


def write_findings_page(
    findings: Sequence[Finding],
    by_level: Mapping[Level, int],
    corpus: Corpus,
    counted: Counted,
    *,
    path: Path,
    scope: str,
) -> None:
    """Writes the page.

    Args:
        findings: as found; of each level the first `MOST_SHOWN` are enough.
        by_level: the numbers of all.
        corpus: what was compared.
        counted: how many candidates there were.
        path: where to.
        scope: what was compared with what, in Chinese.

    Raises:
        OSError: the file cannot be written.
    """
    facts = PageFacts(
        title="法律文件比对",
        scope=scope,
        figures=(("法律文件", counted.laws), ("条文", counted.articles), ("比较的条文对", counted.pairs)),
        left_out=tuple((one.title, one.version, one.file, one.reason) for one in corpus.left_out),
        total=sum(by_level.values()),
        by_level=dict(by_level),
    )
    write_page(sorted_by_level(findings), facts, path)


def count_lines(corpus: Corpus, counted: Counted) -> Iterator[str]:
    """The counts for a reader."""
    yield f"法律文件 {counted.laws:,} 件，条文 {counted.articles:,} 条；对照 {counted.against:,} 件，条文 {counted.against_articles:,} 条"
    yield f"效力和地域允许比较的条文对 {counted.possible:,}"
    yield f"候选 {counted.pairs:,} 对（每条至多取最相近的若干条，另有 {counted.left_out:,} 对没有取）"
    for reason, number in sorted(counted.by_reason.items(), key=lambda pair: -pair[1]):
        yield f"    {reason}　{number:,}"
    if corpus.left_out:
        yield f"没有比较的旧版本和已失效的文件 {len(corpus.left_out):,} 件"
    if corpus.unknown:
        yield f"效力状态不明而仍然比较的文件 {len(corpus.unknown):,} 件"


def count_line(corpus: Corpus, counted: Counted) -> dict[str, Any]:
    """The counts for a program."""
    return {
        "laws": counted.laws,
        "articles": counted.articles,
        "against_laws": counted.against,
        "against_articles": counted.against_articles,
        "possible_pairs": counted.possible,
        "candidates": counted.pairs,
        "by_reason": {str(reason): number for reason, number in sorted(counted.by_reason.items())},
        "candidates_left_out": counted.left_out,
        "laws_left_out": [one._asdict() for one in corpus.left_out],
        "status_unknown": list(corpus.unknown),
    }


def _side(side: Side | None) -> dict[str, Any] | None:
    # asdict would take the span apart no further, but copies deeply, which costs more than all the rest.
    return {name: getattr(side, name) for name in Side.__slots__} if side is not None else None
