"""Reads the golden cases of norms and draws norms as the cases do."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lezr_extract.norms import parse_law
from lezr_extract.records import Document, Law, Norm
from lezr_extract.structure import build_law

CASES = Path(__file__).parents[1] / "cases" / "norms.txt"


class Case(NamedTuple):
    """A note, an article and the lines that its norms must give."""

    note: str
    text: str
    expected: str


def law_of(*articles: str, title: str = "某市茶园保护条例") -> Law:
    """A law of these articles, numbered in order."""
    numbers = "一二三四五六七八九十"
    body = "\n".join(f"第{numbers[at]}条 {text}" for at, text in enumerate(articles))
    text = f"{title}\n{body}\n"
    law, _ = build_law(Document(file="case.txt", format="text", sha256="0" * 64, text=text))
    assert law is not None
    return law


def norms_of(*articles: str) -> list[Norm]:
    """The norms of a law of these articles."""
    return [norm for norms in parse_law(law_of(*articles)) for norm in norms]


def drawn(norm: Norm) -> str:
    """A norm on one line: kind, subject with kind and source, modal, verb, object with kind, head of the list."""
    subject = f"{norm.subject or '—'} {norm.subject_kind} {norm.subject_source}"
    fields = [norm.kind.value, subject, norm.modal or "—", norm.verb or "—"]
    fields.append(f"{norm.object} {norm.object_kind}" if norm.object else "—")
    if norm.head is not None:
        fields.append(("opens " if norm.opens_list else "in ") + norm.head)
    return " | ".join(fields)


def cases() -> Iterator[Case]:
    """The golden cases, in order."""
    for block in CASES.read_text("utf-8").split("\n== ")[1:]:
        note, _, rest = block.partition("\n")
        text, _, expected = rest.partition("\n---\n")
        yield Case(note.strip(), text.strip(), expected.strip())
