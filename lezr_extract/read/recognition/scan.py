"""A document whose pages, or some of them, are pictures: read by an engine, mended, with boxes and doubts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import floor
from typing import TYPE_CHECKING

from lezr_extract.read.assemble import document
from lezr_extract.read.pdf_lines import paragraphs
from lezr_extract.read.pdf_words import Line
from lezr_extract.read.recognition.engines import engine
from lezr_extract.read.recognition.order import in_order
from lezr_extract.read.recognition.pages import PageWords, read_pages
from lezr_extract.read.recognition.wording import mended
from lezr_extract.read.recognition.words import Engine
from lezr_extract.read.source import RefusedError, problem
from lezr_extract.records import Document, Problem, Severity
from lezr_extract.text.clean import Steps, compose

if TYPE_CHECKING:
    from PIL.Image import Image

INSTALL = (
    "安装文字识别引擎后重试：在本软件的文件夹里运行 make ocr（RapidOCR，较准），"
    "或 apt-get install tesseract-ocr tesseract-ocr-chi-sim；也可以改为提供文字版"
)
_NAMED = 8


@dataclass(frozen=True, slots=True)
class Sheets:
    """A file of pages.

    Attributes:
        file: as `Source.file`.
        sha256: of the file.
        lines: of each page as its text layer gives them; none for a page that is a picture.
        pictures: the numbers, from 1, of the pages to be read by the engine.
        picture: gives the picture of such a page and its pixels per unit of the page; may raise RefusedError.
        made: makes the document of the lines of all pages, with the lines in order as `Document.source_text`.
    """

    file: str
    sha256: str
    lines: Sequence[list[Line]]
    pictures: Sequence[int]
    picture: "Callable[[int], tuple[Image, float]]"
    made: Callable[[list[list[Line]]], Document]


def no_engine() -> bool:
    """Whether no engine is installed."""
    return engine() is None


def recognised_document(sheets: Sheets) -> list[Document | Problem]:
    """The document of all pages, and what is doubtful about those that the engine read.

    Raises:
        RefusedError: ``needs-ocr`` where no engine is installed, ``no-text`` where it found no words.
    """
    reader = engine()
    if reader is None:
        raise RefusedError("needs-ocr", f"第 {_numbers(sheets.pictures)} 页是图片，没有文字", INSTALL)
    read = read_pages(sheets.file, sheets.sha256, sheets.pictures, sheets.picture, reader)
    pages = [
        in_order(read[number].words) if number in read else lines
        for number, lines in enumerate(sheets.lines, 1)
    ]
    if not any(page for page in pages):
        raise RefusedError(
            "no-text",
            next((page.failure for page in read.values() if page.failure), "文字识别没有认出文字"),
            "请确认文件内容，或换一份清晰的扫描件",
        )
    return [_document(sheets, pages, frozenset(read)), *_doubts(sheets.file, read, reader)]


def laid_out_document(file: str, kind: str, sha256: str, pages: Sequence[list[Line]]) -> Document:
    """The document of the lines of pages, joined into paragraphs.

    Raises:
        RefusedError: ``no-text`` where there are no words.
    """
    laid_out = paragraphs(list(pages))
    return document(
        file,
        kind,
        laid_out.text,
        edits=laid_out.edits,
        sha256=sha256,
        pages=laid_out.pages,
        boxes=laid_out.boxes,
        lines_are_paragraphs=False,
    )


def _document(sheets: Sheets, pages: list[list[Line]], read: frozenset[int]) -> Document:
    """The document, with what the engine gave, before it was mended, as its source."""
    mended_pages, steps = _mended(pages, read)
    made = sheets.made(mended_pages)
    if not steps or made.source_text != _text(mended_pages):
        return made
    steps = compose(made.source_map.steps, steps)
    return replace(made, source_text=_text(pages), source_map=replace(made.source_map, steps=steps))


def _text(pages: Sequence[list[Line]]) -> str:
    return "\n".join(line.text for page in pages for line in page)


def _mended(pages: list[list[Line]], read: frozenset[int]) -> tuple[list[list[Line]], Steps]:
    """The pages with the words of the recognised ones mended, and the way back.

    Neighbouring pages of one kind are mended together, since the numbers of their articles run on.
    """
    texts: list[str] = []
    steps: list[tuple[int, int]] = []
    new = old = 0
    groups: list[tuple[bool, list[Line]]] = []
    for number, page in enumerate(pages, 1):
        recognised = number in read
        if groups and groups[-1][0] == recognised:
            groups[-1][1].extend(page)
        else:
            groups.append((recognised, list(page)))
    for recognised, lines in groups:
        if not lines:
            continue
        text = "\n".join(line.text for line in lines)
        done = mended(text) if recognised else None
        after = done.text if done else text
        steps += [(new + to, old + back) for to, back in (done.steps if done and done.steps else ((0, 0),))]
        texts += after.split("\n")
        new += len(after) + 1
        old += len(text) + 1
    words = iter(texts)
    changed = any(one[0] != one[1] for one in steps) or texts != [
        line.text for page in pages for line in page
    ]
    return [[line._replace(text=next(words)) for line in page] for page in pages], tuple(
        steps
    ) if changed else ()


def _below(share: float) -> float:
    """``share`` cut to two places: 0.899 is shown below 0.90, not as 0.90."""
    return floor(share * 100 + 1e-9) / 100


def _doubts(file: str, read: Mapping[int, PageWords], reader: Engine) -> list[Problem]:
    found = [
        problem(
            file, "recognition-failed", f"第 {number} 页：{page.failure}", Severity.DOUBT, f"第{number}页"
        )
        for number, page in read.items()
        if page.failure
    ]
    sure = {number: page.confidence for number, page in read.items() if page.confidence is not None}
    found += [
        problem(
            file,
            "low-confidence-page",
            f"第 {number} 页文字识别的平均置信度为 {_below(share):.2f}，低于 {reader.doubtful:.2f}；请与原件核对，或换一份清晰的扫描件",
            Severity.DOUBT,
            f"第{number}页",
        )
        for number, share in sure.items()
        if share < reader.doubtful
    ]
    if sure:
        mean = sum(sure.values()) / len(sure)
        cause = f"第 {_numbers(list(sure))} 页的文字由 {reader.name} 识别得到，平均置信度 {mean:.2f}"
        found.append(problem(file, "recognised-text", cause, Severity.NOTE))
    return found


def _numbers(pages: Sequence[int]) -> str:
    """Page numbers as people write them: 1–3、7."""
    runs: list[list[int]] = [[pages[0], pages[0]]] if pages else []
    for before, page in pairwise(pages):
        if page == before + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    named = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return "、".join(named[:_NAMED]) + (" 等" if len(named) > _NAMED else "")
