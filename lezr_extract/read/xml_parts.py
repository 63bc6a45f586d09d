"""The XML parts of packages (Word, OFD), parsed so that a hostile one reaches nothing outside itself."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from lezr_extract.read.source import FOREIGN_ERRORS, RefusedError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DOCTYPE_WIDE = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def root_of(words: bytes, broken: Callable[[Exception], RefusedError], *, remedy: str) -> "Element":
    """The root of an XML part.

    No part of either format declares a document type; one that does can make a parser read files or grow without end.

    Args:
        words: the part as the package holds it.
        broken: the refusal of a package whose part is no XML.
        remedy: what helps against a declared document type, in Chinese.

    Raises:
        RefusedError: it is no XML, or declares a document type.
    """
    from lxml import etree  # noqa: PLC0415

    if _DOCTYPE.search(words) or any(wide in words for wide in _DOCTYPE_WIDE):
        raise RefusedError("hostile-xml", "文件内含外部实体定义（DOCTYPE），疑似恶意文件，已拒绝打开", remedy)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        return etree.fromstring(words, parser)
    except (etree.LxmlError, *FOREIGN_ERRORS) as error:
        raise broken(error) from error
