"""The package of a Word file: a ZIP with XML parts, opened with care and only as far as it is needed."""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lezr_extract.read.source import FOREIGN_ERRORS, MEGABYTE, RefusedError
from lezr_extract.read.xml_parts import root_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

PACKAGE_LIMIT = 64 * MEGABYTE
"""A Word file larger than this is a picture book, no law."""
XML_LIMIT = 32 * MEGABYTE
"""All XML of a package, unpacked; 民法典 has 1.5 MB, and its tree in memory takes about ten times as much."""
UNPACKED_LIMIT = 256 * MEGABYTE
RATIO_LIMIT = 300
"""A part packed tighter than this and larger than `RATIO_FROM` is a bomb: real XML of Word packs 10 to 40 times."""
RATIO_FROM = 8 * MEGABYTE
PARTS_LIMIT = 10_000

_MAIN = "word/document.xml"
# The strict variant of the standard has the same parts under other names.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part names.

    Attributes:
        kind: the last word of its type, such as ``styles``.
        target: the name of the part inside the package; empty where it lies outside.
    """

    kind: str
    target: str


@dataclass
class Package:
    """An opened package.

    Attributes:
        file: the ZIP.
        unpacked: bytes of XML unpacked so far.
    """

    file: zipfile.ZipFile
    unpacked: int = field(default=0)

    @classmethod
    def of(cls, data: bytes) -> "Package":
        """Opens a package.

        Raises:
            RefusedError: it is a bomb, encrypted or no ZIP.
        """
        try:
            package = cls(zipfile.ZipFile(io.BytesIO(data)))
        except (zipfile.BadZipFile, RuntimeError, OSError, *FOREIGN_ERRORS) as error:
            raise broken(error) from error
        _check(package.file.infolist())
        return package

    @cached_property
    def main(self) -> str:
        """The name of the part that holds the text."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self.names:
                return relation.target
        return _MAIN

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self.file.namelist())

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part names, by id; none where that is missing or broken."""
        folder, name = posixpath.split(part)
        try:
            root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        except RefusedError as refused:
            if refused.code != "broken-file":
                raise
            return {}
        found = {}
        for one in root:
            target = unquote(str(one.get("Target") or ""))
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            outside = one.get("TargetMode") == "External"
            kind = str(one.get("Type") or "").rsplit("/", 1)[-1]
            found[str(one.get("Id"))] = Relation(kind, "" if outside else target)
        return found

    def beside(self, kind: str) -> "Element | None":
        """The root of the part of ``kind`` (``styles``, ``numbering``, ``footnotes``…); None without a sound one."""
        named = next((one.target for one in self.of_main.values() if one.kind == kind), "")
        name = named or f"word/{kind}.xml"
        if name not in self.names:
            return None
        try:
            return self.xml(name)
        except RefusedError as refused:
            # A broken list of styles must not cost the text of the law.
            if refused.code != "broken-file":
                raise
            return None

    @cached_property
    def of_main(self) -> dict[str, Relation]:
        """What the main part names."""
        return self.relations(self.main)

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            RefusedError: it is missing or broken.
        """
        try:
            return self.file.read(name)
        except (zipfile.BadZipFile, RuntimeError, OSError, *FOREIGN_ERRORS) as error:
            raise broken(error) from error

    def xml(self, name: str) -> "Element":
        """The root of an XML part.

        Raises:
            RefusedError: it is missing, broken, too large or declares a document type.
        """
        words = self.read(name)
        self.unpacked += len(words)
        if self.unpacked > XML_LIMIT:
            raise bomb()
        if b"purl.oclc.org" in words:
            for strict, usual in _STRICT:
                words = words.replace(strict, usual)
        return root_of(words, broken, remedy="请用 Word 另存后重试")


def broken(error: Exception) -> RefusedError:
    """The refusal of a package that cannot be opened."""
    return RefusedError(
        "broken-file",
        f"Word 文件已损坏，无法打开（{type(error).__name__}）",
        "请用 Word 或 WPS 打开修复并另存后重试",
    )


def bomb() -> RefusedError:
    """The refusal of a package that unpacks to more than any law."""
    return RefusedError(
        "zip-bomb", "压缩内容展开后异常庞大，疑似恶意文件，已拒绝打开", "请核实文件来源，或另存为文本后重试"
    )


def _check(parts: list[zipfile.ZipInfo]) -> None:
    """Refuses bombs and encrypted parts before any part is unpacked."""
    xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if (
        len(parts) > PARTS_LIMIT
        or sum(part.file_size for part in parts) > UNPACKED_LIMIT
        or sum(part.file_size for part in xml) > XML_LIMIT
        or any(
            part.file_size > RATIO_FROM and part.file_size > RATIO_LIMIT * max(part.compress_size, 1)
            for part in parts
        )
    ):
        raise bomb()
    if any(part.flag_bits & 1 for part in parts):
        raise RefusedError("encrypted", "文件内部已加密", "请去除密码后重试")
