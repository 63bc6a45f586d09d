"""The first look into a file: enough of its bytes to tell what it is."""

import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lezr_extract.read.encoding import decode_beginning
from lezr_extract.read.source import MEGABYTE, RefusedError, Source

HEAD = 16_384
TEXT_LIMIT = 32 * MEGABYTE
"""A text larger than this is no law: the longest statute (民法典) has 0.35 MB."""
FILE_LIMIT = 256 * MEGABYTE
"""Larger binary documents are refused before they are opened."""


@dataclass(frozen=True)
class Sample:
    """What the formats are told of a file.

    Attributes:
        path: to open.
        size: in bytes.
        head: its first `HEAD` bytes.
    """

    path: str
    size: int
    head: bytes

    @cached_property
    def words(self) -> str | None:
        """The beginning of the file as text; None where no encoding makes one of it."""
        try:
            return decode_beginning(self.head)
        except RefusedError:
            return None

    @cached_property
    def zip_names(self) -> frozenset[str]:
        """The names inside a ZIP package; empty where it is none or is broken."""
        if not self.head.startswith(b"PK"):
            return frozenset()
        try:
            with zipfile.ZipFile(self.path) as package:
                return frozenset(package.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, zlib.error, EOFError):
            return frozenset()

    def has_ole_stream(self, name: str) -> bool:
        """Whether an OLE file has a stream of this name; the directory of streams may stand anywhere in it."""
        return name.encode("utf-16-le") in self._beginning

    @cached_property
    def _beginning(self) -> bytes:
        with Path(self.path).open("rb") as file:
            return file.read(8 * MEGABYTE)


def look(source: Source) -> Sample:
    """The sample of a file.

    Raises:
        OSError: it cannot be opened.
        RefusedError: it is empty or larger than `FILE_LIMIT`.
    """
    with Path(source.path).open("rb") as file:
        head = file.read(HEAD)
        size = file.seek(0, 2) if file.seekable() else len(head)
    if not head:
        raise RefusedError("empty-file", "文件是空的（0 字节）", "请重新下载或删除该文件")
    if size > FILE_LIMIT:
        raise too_large(size, FILE_LIMIT)
    return Sample(source.path, size, head)


def whole(path: str, limit: int = TEXT_LIMIT) -> bytes:
    """All bytes of a file.

    Raises:
        OSError: it cannot be read.
        RefusedError: it has more than ``limit`` bytes (read no further, whatever its size claims).
    """
    with Path(path).open("rb") as file:
        data = file.read(limit + 1)
        if len(data) > limit:
            raise too_large(file.seek(0, 2) if file.seekable() else len(data), limit)
    return data


def too_large(size: int, limit: int) -> RefusedError:
    """The refusal of a file that is larger than any law."""
    return RefusedError(
        "too-large",
        f"文件有 {size / MEGABYTE:.0f} MB，超过单个文件 {limit / MEGABYTE:.0f} MB 的上限",
        "请确认是否选错文件，或拆分后重试",
    )
