"""The formats that can be read, in the order in which they are tried. A new format is one module and one line here.

A format is a module with ``NAME``, ``recognises(sample) -> bool`` (by content, never by name) and
``documents(source) -> list[Document | Problem]``, which may raise `RefusedError` or `OSError`.
"""

from typing import Protocol, cast

from lezr_extract.errors import UnreadableError
from lezr_extract.read import laws_database, markdown, pdf, plain_text, unsupported, web_page, word
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
        """What the source holds."""
        ...


FORMATS: tuple[Format, ...] = cast(
    "tuple[Format, ...]",
    (
        laws_database,
        word,
        pdf,
        web_page,
        markdown,
        plain_text,
    ),
)


def read(source: Source) -> list[Document | Problem]:
    """The documents of a source, or the problem that it is. Never raises over what a file holds.

    A file gives one document, a laws database one per law. A bad file gives one `Problem` whose Chinese
    cause says what to do.
    """
    try:
        return _format(source).documents(source)
    except RefusedError as refused:
        return [problem(source.file, refused.code, str(refused), refused.severity)]
    except UnreadableError as refused:
        return [problem(source.file, "unreadable", str(refused))]
    except OSError as error:
        return [problem_of(source.file, error)]


def _format(source: Source) -> Format:
    sample = look(source)
    if refusal := unsupported.refusal(sample):
        raise refusal
    for one in FORMATS:
        if one.recognises(sample):
            return one
    raise RefusedError(
        "unsupported-format",
        "内容不是任何可读取的文档格式",
        "可读取：Markdown、文本、.docx、网页、有文字层的 PDF、法规库",
    )
