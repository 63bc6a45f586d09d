"""Builds small laws and powers out of readable cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lezr_extract.norms import parse_law
from lezr_extract.records import ArticlePowers, Document, Law, Norm, Power, PowerType, Role
from lezr_extract.structure import build_law

HOLDERS = Path(__file__).parents[1] / "cases" / "holders.txt"


@dataclass(frozen=True)
class Question:
    """A power by article, type, holder and kinds, with what linking must say of it."""

    article: str
    type: str
    holder: tuple[str, ...]
    kinds: tuple[str, ...]
    resolved: str | None
    ids: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Case:
    """A small law with its questions."""

    name: str
    text: str
    questions: tuple[Question, ...]


def law_of(text: str) -> Law:
    """The law that ``text`` (title, then articles) is."""
    law, _ = build_law(Document(file="case.txt", format="text", sha256="0" * 64, text=text))
    assert law is not None
    return law


def powers_of(law: Law, questions: Sequence[Question]) -> tuple[ArticlePowers, ...]:
    """The powers that the questions ask about, as the stage before gives them."""
    rows: dict[int, list[Power]] = {}
    for question in questions:
        index = next(i for i, article in enumerate(law.articles) if article.number == question.article)
        rows.setdefault(index, []).append(power_of(law, index, question))
    return tuple(ArticlePowers(index, tuple(rows[index])) for index in sorted(rows))


def power_of(law: Law, index: int, question: Question) -> Power:
    """One power whose words are the whole article."""
    article = law.articles[index]
    return Power(
        type=PowerType(question.type),
        alt=(),
        alt_reason="",
        role=Role.BASIS,
        kinds=question.kinds,
        paragraph=1,
        item=None,
        act="",
        conduct=(),
        holder=question.holder,
        holder_spans=(),
        holder_source="article" if question.holder else "none",
        agency_resolved=None,
        agency_id=None,
        agency_reason="",
        amounts=(),
        span=article.text_span,
        quote=article.text,
        by="case",
        score=1.0,
    )


def norms_of(law: Law) -> tuple[tuple[Norm, ...], ...]:
    """The law's clauses."""
    return parse_law(law)


def holder_cases() -> list[Case]:
    """The cases of ``tests/cases/holders.txt``."""
    blocks = HOLDERS.read_text(encoding="utf-8").split("\n== ")[1:]
    return [_case(block) for block in blocks]


def _case(block: str) -> Case:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    text = "\n".join(line for line in lines[1:] if not line.startswith(("问：", "答：")))
    return Case(lines[0], text, tuple(_questions(lines)))


def _questions(lines: list[str]) -> Iterator[Question]:
    asked = [line.removeprefix("问：") for line in lines if line.startswith("问：")]
    answered = [line.removeprefix("答：") for line in lines if line.startswith("答：")]
    for question, answer in zip(asked, answered, strict=True):
        words, _, kinds = question.partition(" / ")
        article, kind, holder = words.split(" ")
        resolved, ids, reason = (part.strip() for part in answer.split("|"))
        yield Question(
            article,
            kind,
            () if holder == "—" else tuple(holder.split("、")),
            tuple(kinds.split("、")) if kinds else (),
            None if resolved == "—" else resolved,
            () if ids == "—" else tuple(ids.split(" ")),
            reason,
        )
