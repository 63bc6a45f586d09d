"""The package of an OFD file: a ZIP with XML parts, opened with care; its pages in order."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from lezr_extract.read.source import FOREIGN_ERRORS, MEGABYTE, RefusedError
from lezr_extract.read.xml_parts import root_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

XML_LIMIT = 64 * MEGABYTE
"""All XML that is parsed; a page of full text has 40 KB."""
PART_LIMIT = 64 * MEGABYTE
PARTS_LIMIT = 50_000
PAGES_LIMIT = 5_000
POINTS = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
_A4 = (0.0, 0.0, 210.0, 297.0)
_FARTHEST = 100_000.0


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page.

    Attributes:
        part: the name of its content; empty where the document names none.
        templates: the names of the templates' content that it shows.
        box: left, top, width, height of the sheet, in millimetres.
        folder: of the document, against which names of resources stand.
        pictures: the name of the picture file of each resource id.
    """

    part: str
    templates: tuple[str, ...]
    box: tuple[float, float, float, float]
    pictures: dict[str, str]

    @property
    def area(self) -> float:
        """Of the sheet, in square points."""
        return self.box[2] * self.box[3] * POINTS * POINTS


@dataclass
class OfdPackage:
    """An opened package.

    Attributes:
        file: the ZIP.
        parsed: bytes of XML parsed so far.
    """

    file: zipfile.ZipFile
    parsed: int = field(default=0)

    @classmethod
    def of(cls, data: bytes) -> "OfdPackage":
        """Opens a package.

        Raises:
            RefusedError: it is a bomb, encrypted or broken.
        """
        try:
            package = cls(zipfile.ZipFile(io.BytesIO(data)))
        except (zipfile.BadZipFile, RuntimeError, OSError, *FOREIGN_ERRORS) as error:
            raise _broken(error) from error
        parts = package.file.infolist()
        if len(parts) > PARTS_LIMIT:
            raise _bomb()
        if any(part.flag_bits & 1 for part in parts):
            raise RefusedError("encrypted", "文件内部已加密", "请去除密码后重试")
        return package

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            RefusedError: it is missing, broken or too large.
        """
        try:
            # What the directory of the ZIP says of the size may be a lie.
            with self.file.open(name) as part:
                data = part.read(PART_LIMIT + 1)
        except (zipfile.BadZipFile, RuntimeError, OSError, *FOREIGN_ERRORS) as error:
            raise _broken(error) from error
        if len(data) > PART_LIMIT:
            raise _bomb()
        return data

    def xml(self, name: str) -> "Element":
        """The root of an XML part.

        Raises:
            RefusedError: it is missing, broken, too large or declares a document type.
        """
        words = self.read(name)
        self.parsed += len(words)
        if self.parsed > XML_LIMIT:
            raise _bomb()
        return root_of(words, _broken, remedy="请用 OFD 阅读器另存后重试")

    @cached_property
    def pages(self) -> list[OfdPage]:
        """The pages of all documents of the package, in order.

        Raises:
            RefusedError: there are none, or too many.
        """
        found: list[OfdPage] = []
        for root in _named(self.xml("OFD.xml"), "DocRoot"):
            for page in self._pages(_joined("", (root.text or "").strip())):
                found.append(page)
                if len(found) > PAGES_LIMIT:
                    raise RefusedError("too-large", f"OFD 超过 {PAGES_LIMIT} 页的上限", "请拆分后重试")
        if not found:
            raise RefusedError("broken-file", "OFD 文件里没有页面", "请重新下载该文件")
        return found

    def _pages(self, part: str) -> Iterator[OfdPage]:
        document = self.xml(part)
        folder = posixpath.dirname(part)
        usual = next((_box(area) for area in _named(document, "PhysicalBox")), _A4)
        templates = {
            one.get("ID", ""): _joined(folder, one.get("BaseLoc", ""))
            for one in _named(document, "TemplatePage")
        }
        pictures: dict[str, str] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for resource in _named(document, kind):
                pictures |= self._pictures(_joined(folder, (resource.text or "").strip()))
        for holder in _named(document, "Pages"):
            for page in _named(holder, "Page"):
                yield self._page(_joined(folder, page.get("BaseLoc", "")), usual, templates, pictures)

    def _page(
        self,
        part: str,
        usual: tuple[float, float, float, float],
        templates: dict[str, str],
        pictures: dict[str, str],
    ) -> OfdPage:
        content = self.xml(part)
        shown = [templates.get(one.get("TemplateID", ""), "") for one in _named(content, "Template")]
        own = {
            name: file
            for resource in _named(content, "PageRes")
            for name, file in self._pictures(
                _joined(posixpath.dirname(part), (resource.text or "").strip())
            ).items()
        }
        box = next((_box(area) for area in _named(content, "PhysicalBox")), usual)
        return OfdPage(part, tuple(name for name in shown if name), box, {**pictures, **own})

    def _pictures(self, part: str) -> dict[str, str]:
        """The picture files that a list of resources names; none where it is missing or broken."""
        try:
            root = self.xml(part)
        except RefusedError as refused:
            # A broken list of fonts and pictures must not cost the text.
            if refused.code != "broken-file":
                raise
            return {}
        folder = _joined(posixpath.dirname(part), root.get("BaseLoc", ""))
        return {
            one.get("ID", ""): _joined(folder, (file.text or "").strip())
            for one in _named(root, "MultiMedia")
            for file in _named(one, "MediaFile")
        }


def local(element: "Element") -> str:
    """The name of an element without its namespace: producers write different ones."""
    return str(element.tag).rpartition("}")[2]


def numbers(words: str | None, count: int) -> tuple[float, ...] | None:
    """``count`` numbers parted by blanks; None where they are fewer, or none that a page could hold."""
    try:
        found = tuple(float(one) for one in (words or "").split()[:count])
    except ValueError:
        return None
    return found if len(found) == count and all(abs(one) < _FARTHEST for one in found) else None


def _named(root: "Element", name: str) -> "Iterator[Element]":
    return (one for one in root.iter("{*}" + name))


def _box(area: "Element") -> tuple[float, float, float, float]:
    found = numbers(area.text, 4)
    return (found[0], found[1], found[2], found[3]) if found and found[2] > 0 and found[3] > 0 else _A4


def _joined(folder: str, name: str) -> str:
    """A name inside the package, seen from ``folder``; it can lead nowhere else, since only the ZIP is asked."""
    return posixpath.normpath(posixpath.join("/", folder, name.replace("\\", "/"))).lstrip("/")


def _broken(error: Exception) -> RefusedError:
    return RefusedError(
        "broken-file", f"OFD 文件已损坏，无法打开（{type(error).__name__}）", "请重新下载该文件"
    )


def _bomb() -> RefusedError:
    return RefusedError(
        "zip-bomb", "压缩内容展开后异常庞大，疑似恶意文件，已拒绝打开", "请核实文件来源，或另存为文本后重试"
    )
