"""The laws that the variants are made of, and what a variant must give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lezr_extract.read import Source, read
from lezr_extract.records import Document
from lezr_extract.structure import build_law

CORPUS = Path(__file__).parent.parent.parent.parent / "shared" / "corpora" / "word_and_pdf"
NAMES = [
    "国旗法",
    "国徽法",
    "反垄断法",
    "专利法",
    "仲裁法",
    "劳动法",
    "税收征收管理法",
    "选举法",
    "行政处罚法",
    "消费者权益保护法",
]


@dataclass(frozen=True)
class SourceLaw:
    """A law as its Word file gives it.

    Attributes:
        title: its name.
        lines: its paragraphs, in order.
        articles: number of each article and its words without blanks.
    """

    title: str
    lines: tuple[str, ...]
    articles: dict[str, str]


def laws(count: int) -> Iterator[SourceLaw]:
    """The first ``count`` laws."""
    for name in NAMES[:count]:
        path = CORPUS / f"中华人民共和国{name}" / f"中华人民共和国{name}.docx"
        document = next(one for one in read(Source(path.name, str(path))) if isinstance(one, Document))
        lines = tuple(line.strip() for line in document.text.split("\n") if line.strip())
        yield SourceLaw(f"中华人民共和国{name}", lines, articles_of(document))


def articles_of(document: Document) -> dict[str, str]:
    """Number of each article and its words without blanks; none where the document gives no law."""
    law, _ = build_law(document)
    return {one.number: re.sub(r"\s", "", one.text) for one in law.articles} if law else {}
