"""Articles alone: reading and structure, a line for each article, in the order of reading."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lezr_extract.pipeline.job import many
from lezr_extract.pipeline.job.fill import Progress, heard_by, quiet
from lezr_extract.pipeline.job.one_source import documents, law_of
from lezr_extract.read import Source, sources
from lezr_extract.records import Article, Document, Law, Problem
from lezr_extract.store import paragraph_json
from lezr_extract.text.original import original


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles of one document.

    Attributes:
        lines: a JSON object each, with the keys of `lezr articles --jsonl`.
        problems: what went wrong or is doubtful.
    """

    lines: tuple[str, ...]
    problems: tuple[Problem, ...]


def articles(
    paths: Sequence[str], workers: int | None = None, progress: Progress = quiet
) -> Iterator[Articles]:
    """What each document under ``paths`` gives, as soon as it is read.

    Raises:
        CannotRunError: a path does not exist.
    """
    items = list(sources(paths))
    done = 0
    progress("读法规", 0, len(items))
    for count, found in many.each(_batch, items, _crashed, workers, heard_by(progress)):
        yield from found
        done += count
        progress("读法规", done, len(items))


def lines(law: Law, document: Document | None = None) -> tuple[str, ...]:
    """A JSON object for each article of ``law``.

    Args:
        law: as built.
        document: what it was built from: with it a line carries the ``page``, the ``line`` of the file and the
            ``boxes`` (page, left, top, right, bottom) where they are known, and under ``original`` the words of
            the source where cleaning changed them.
    """
    head = {"file": law.file, "law": law.title, "version": law.version, "rank": law.rank.value}
    return tuple(
        json.dumps(
            head
            | {
                "article": article.number,
                "path": [heading.label for heading in article.path],
                "text": article.text,
                "paragraphs": [paragraph_json(paragraph) for paragraph in article.paragraphs],
                "span": article.span,
            }
            | _placed(law, article, document),
            ensure_ascii=False,
        )
        for article in law.articles
    )


def _batch(items: Sequence[Source | Problem]) -> list[Articles]:
    return [_articles(found) for item in items for found in documents(item)]


def _articles(found: Document | Problem) -> Articles:
    if isinstance(found, Problem):
        return Articles((), (found,))
    law, problems = law_of(found)
    return Articles(lines(law, found) if law else (), problems)


def _placed(law: Law, article: Article, document: Document | None) -> dict[str, object]:
    """What is known of where the article stands, and its words as they stand there if they were mended."""
    if document is None:
        return {}
    place = document.source_map.place(law.file, article.span, law.text)
    known = {"page": place.page, "line": place.line, "boxes": place.boxes}
    words = original(document, article.text_span)
    return {key: value for key, value in known.items() if value} | ({"original": words} if words else {})


def _crashed(item: Source | Problem) -> Articles:
    return Articles((), many.crashed_problems(item))
