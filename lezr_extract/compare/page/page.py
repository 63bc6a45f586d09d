"""Writing the page of findings: the template, our own style and script in it, a policy that allows nothing else."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from lezr_extract.compare.checks import reliability
from lezr_extract.records import KIND_WORDS, Difference, Finding, FindingKind, Level, Side
from lezr_extract.text.numerals import to_chinese
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.checks import checks

MOST_SHOWN = 3_000
"""Findings that the page holds, the gravest first; a browser shows so many without waiting."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """How the comparison was made.

    Attributes:
        title: of the page.
        scope: what was compared with what, in Chinese.
        figures: names with numbers for the head of the page.
        left_out: laws that were not compared, each with title, version, file and reason.
        total: all findings, those that the page does not hold included.
        by_level: their numbers.
    """

    title: str
    scope: str
    figures: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, str, str, str], ...]
    total: int
    by_level: dict[Level, int]


class Piece(NamedTuple):
    """Words of a clause: ``marked`` where they are what differs."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it.

    ``name`` of its rule, ``kind`` in Chinese, both texts cut into pieces, and how far such alarms were right when read.
    """

    finding: Finding
    name: str
    kind: str
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    read: str


def write_page(findings: Sequence[Finding], facts: PageFacts, path: Path) -> None:
    """Writes the page to ``path``; it needs no other file and no other host.

    Texts of laws are hostile input: the template escapes every word, and the page's content policy allows no script
    and no style but our own. Without JavaScript everything is there, only the filters are not.

    Args:
        findings: the gravest first; those after `MOST_SHOWN` are left out, and the page says so.
        facts: how they were found.
        path: where to write.

    Raises:
        OSError: the file cannot be written.
    """
    from jinja2 import Environment  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    style, script = _part("page.css"), _part("page.js")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_part("page.html.j2"))
    held = findings[:MOST_SHOWN]
    rules = Counter(finding.rule for finding in held)
    context = {
        "facts": facts,
        "held": len(held),
        "levels": list(Level),
        "chinese": to_chinese,
        "in_marks": in_marks,
        "rules": [(rule, rule_name(rule), number) for rule, number in sorted(rules.items())],
        "kinds": [
            (kind.value, KIND_WORDS[kind]) for kind in FindingKind if any(one.kind is kind for one in held)
        ],
        "findings": (_shown(finding) for finding in held),
        # Our own files, not data: the only words that go into the page as they are.
        "style": Markup(style),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
        for words in template.generate(**context):
            out.write(words)


def rule_name(rule: str) -> str:
    """The name of a check for the reader; of a bare relation that it is one."""
    check = checks().get(rule)
    return check.name if check else "条文关系"


def _shown(finding: Finding) -> Shown:
    differences = finding.differences
    return Shown(
        finding,
        rule_name(finding.rule),
        KIND_WORDS[finding.kind],
        tuple(_pieces(finding.a, differences, "a")) if finding.a else (),
        tuple(_pieces(finding.b, differences, "b")),
        reliability(finding),
    )


def _pieces(side: Side, differences: Sequence[Difference], which: str) -> Iterator[Piece]:
    """The words of a side, what differs marked where its place in them is known."""
    words, start = side.text, side.span.start if side.span else 0
    spans = [span for one in differences if (span := one.a if which == "a" else one.b) is not None]
    at = 0
    # A quoted clause is written without its line breaks, so places count only where no character was lost.
    if side.span is not None and side.span.end - start == len(words):
        for span in sorted(spans):
            first, last = max(span.start - start, at), min(span.end - start, len(words))
            if first < last:
                yield from _piece(words[at:first], marked=False)
                yield from _piece(words[first:last], marked=True)
                at = last
    yield from _piece(words[at:], marked=False)


def _piece(words: str, *, marked: bool) -> Iterator[Piece]:
    if words:
        yield Piece(words, marked)


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode()).digest()).decode("ascii")
