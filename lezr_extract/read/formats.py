"""The formats that can be read, in the order in which they are tried. A new format is one module and one line here.

A format is a module with ``NAME``, ``recognises(sample) -> bool`` (by content, never by name) and
``documents(source) -> list[Document | Problem]``, which may raise `RefusedError` or `OSError`
(docs/do/add-a-format.md).
"""

from collections.abc import Sequence
from typing import Protocol, cast

from lezr_extract.errors import UnreadableError
from lezr_extract.read import (
    archives,
    download_folders,
    laws_database,
    markdown,
    ofd,
    old_word,
    pdf,
    picture,
    plain_text,
    spreadsheet,
    unsupported,
    web_page,
    word,
)
from lezr_extract.read.remarks import remarks
from lezr_extract.read.sample import Sample, look
from lezr_extract.read.source import RefusedError, Source, problem, problem_of
from lezr_extract.records import Document, Problem


class Format(Protocol):
    """What a format module offers."""

    NAME: str

    def recognises(self, sample: Sample) -> bool:
        """Whether the content is of this format."""
        ...

    def documents(self, source: Source) -> list[Document | Problem]:
        """What the source holds, and what is doubtful about it.

        Raises:
            OSError: the file cannot be opened or read.
            RefusedError: it can, but holds nothing of this format that makes a document.
        """
        ...


FORMATS: tuple[Format, ...] = cast(
    "tuple[Format, ...]",
    (
        laws_database,
        word,
        old_word,
        spreadsheet,
        pdf,
        ofd,
        picture,
        web_page,
        markdown,
        plain_text,
    ),
)


def read(source: Source) -> list[Document | Problem]:
    """The documents of a source, or the problem that it is. Never raises over what a file holds.

    A file gives one document, a laws database one per law, an archive one per member. A bad file gives one
    `Problem` whose Chinese cause says what to do.
    """
    found = _read(source, archives.Place())
    return [row for one in found for row in (one, *(remarks(one) if isinstance(one, Document) else ()))]


def _read(source: Source, place: archives.Place) -> list[Document | Problem]:
    if source.together:
        return _read_together(source.together, place)
    try:
        found = _documents(source, place)
    except RefusedError as refused:
        return [problem(source.file, refused.code, str(refused), refused.severity)]
    except UnreadableError as refused:
        return [problem(source.file, "unreadable", str(refused))]
    except OSError as error:
        return [problem_of(source.file, error)]
    return download_folders.with_facts(found, source)


def _documents(source: Source, place: archives.Place) -> list[Document | Problem]:
    sample = look(source)
    if archives.recognises(sample):
        inside = place.inside()
        return [
            found
            for batch in archives.batches(source, inside)
            for one in old_word.grouped(batch)
            for found in (_read(one, inside) if isinstance(one, Source) else [one])
        ]
    if download_folders.recognises(source.path):
        return download_folders.documents(source)
    return _format(sample).documents(source)


def _read_together(sources: Sequence[Source], place: archives.Place) -> list[Document | Problem]:
    """Files of one start of LibreOffice, in their order; what turns out to be of another kind is read alone."""
    old = [source for source in sources if _is_old_word(source)]
    made = dict(zip(old, old_word.together(old), strict=True)) if old else {}
    return [
        one
        for source in sources
        for one in (
            download_folders.with_facts(made[source], source) if source in made else _read(source, place)
        )
    ]


def _is_old_word(source: Source) -> bool:
    try:
        sample = look(source)
        return old_word.recognises(sample) and unsupported.refusal(sample) is None
    except (RefusedError, OSError):
        return False


def _format(sample: Sample) -> Format:
    if refusal := unsupported.refusal(sample):
        raise refusal
    for one in FORMATS:
        if one.recognises(sample):
            return one
    raise RefusedError(
        "unsupported-format",
        "内容不是任何可读取的文档格式",
        "能读的格式见 docs/lookup/formats.md：文本、网页、Word、Excel、PDF、OFD、图片、压缩包、法规库",
    )
