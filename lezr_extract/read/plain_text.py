"""Plain text in any encoding of the field."""

import hashlib

from lezr_extract.read.assemble import document
from lezr_extract.read.encoding import decode, doubts
from lezr_extract.read.sample import Sample, whole
from lezr_extract.read.source import RefusedError, Source
from lezr_extract.records import Document, Problem

NAME = "text"


def recognises(sample: Sample) -> bool:
    """Bytes that some encoding turns into usual characters."""
    return sample.words is not None


def documents(source: Source) -> list[Document | Problem]:
    """The one document of the file.

    Raises:
        OSError, RefusedError: see `read`.
    """
    data = whole(source.path)
    text, _ = decode(data)
    if not text.strip():
        raise RefusedError("empty-file", "文件里只有空白", "请重新下载或删除该文件")
    return [
        document(source.file, NAME, text, sha256=hashlib.sha256(data).hexdigest(), counts_lines=True),
        *doubts(source.file, text),
    ]
