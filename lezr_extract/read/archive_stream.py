"""Archives that are read from front to back: .rar and .7z through bsdtar (libarchive), .tar and its packed kin.

bsdtar turns the archive into a plain tar on its output and writes no file, so that no name of a member can
lead anywhere.
"""

import bz2
import gzip
import io
import lzma
import os
import select
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from lezr_extract.read import archive_rar, programs
from lezr_extract.read.archive_member import PIECE, Budget, Member
from lezr_extract.read.sample import Sample
from lezr_extract.read.source import FOREIGN_ERRORS, RefusedError, Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

PATIENCE = 25.0
_RAR, _SEVEN = b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"
_GZIP, _BZIP, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_BROKEN = (tarfile.TarError, lzma.LZMAError, OSError, *FOREIGN_ERRORS)


def recognises(sample: Sample) -> bool:
    """By the first bytes."""
    head = sample.head
    return head.startswith((_RAR, _SEVEN, _GZIP, _BZIP, _XZ)) or head[257:262] == b"ustar"


def members(source: Source, budget: Budget) -> Iterator[Member]:  # noqa: ARG001 - as of a ZIP
    """The members of an archive, in its order; each must be taken before the next.

    Raises:
        RefusedError: it is broken, encrypted, or bsdtar is not installed.
    """
    with open(source.path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
        head = file.read(16)
    if head.startswith((_RAR, _SEVEN)):
        yield from _through_bsdtar(source, "RAR" if head.startswith(_RAR) else "7z")
        return
    try:
        with _opened(source.path, head) as unpacked:
            first = unpacked.read(512)
        if first[257:262] == b"ustar":
            with _opened(source.path, head) as unpacked:
                watched = _Watched(unpacked)
                with tarfile.open(fileobj=cast("IO[bytes]", watched), mode="r|") as archive:
                    yield from _of_tar(archive)
            if watched.last.strip(b"\0"):
                raise _cut_off()
        else:
            name = source.file.rsplit("/", 1)[-1].rsplit("#", 1)[-1].rpartition(".")[0] or "member"
            yield Member(name, -1, 0, partial(_unpacked, source.path, head))
    except _BROKEN as error:
        raise _broken() from error


def _opened(path: str, head: bytes) -> IO[bytes]:
    """A file as it was before it was packed."""
    if head.startswith(_GZIP):
        return cast("IO[bytes]", gzip.open(path, "rb"))
    if head.startswith(_BZIP):
        return cast("IO[bytes]", bz2.open(path, "rb"))
    return cast("IO[bytes]", lzma.open(path, "rb")) if head.startswith(_XZ) else open(path, "rb")  # noqa: PTH123


def _unpacked(path: str, head: bytes) -> Iterator[bytes]:
    try:
        with _opened(path, head) as file:
            while piece := file.read(PIECE):
                yield piece
    except _BROKEN as error:
        raise _broken() from error


def _through_bsdtar(source: Source, kind: str) -> Iterator[Member]:
    bsdtar = _bsdtar()
    if bsdtar is None:
        raise RefusedError(
            "needs-unpacker",
            f"{kind} 压缩包需要 bsdtar 才能读取",
            "请安装 libarchive-tools（apt install libarchive-tools），或先解压缩再读取其中的文件",
        )
    with tempfile.TemporaryDirectory(prefix="lezr-") as folder:
        command = [bsdtar, "-cf", "-", "--format=pax", f"@{Path(source.path).absolute()}"]
        process = programs.start(command, folder, piped=True)
        if process.stdout is None:
            raise _broken()
        try:
            sums = archive_rar.checksums(source.path)
            with tarfile.open(fileobj=io.BufferedReader(_Patient(process.stdout)), mode="r|") as archive:
                yield from _of_tar(archive, sums)
            process.wait(PATIENCE)
            said = programs.errors_of(folder)
        except _BROKEN as error:
            programs.end(process)
            raise _refused(programs.errors_of(folder), source.path) from error
        finally:
            programs.end(process)
        if process.returncode != 0:
            raise _refused(said, source.path)
    if archive_rar.cut_off(source.path):
        raise archive_rar.refused(source.path) or _cut_off()
    if kind == "7z" and not _agrees(bsdtar, source.path):
        cause = "压缩文件里有内容与校验值不符，已损坏，从中读出的文字可能有误"
        raise RefusedError("broken-file", cause, "请重新下载后重试")


def _agrees(bsdtar: str, path: str) -> bool:
    """Whether the contents agree with their checksums: bsdtar compares them when it unpacks, not when it repacks."""
    with tempfile.TemporaryDirectory(prefix="lezr-") as folder:
        process = programs.start([bsdtar, "-xOf", str(Path(path).absolute())], folder, piped=True)
        try:
            stream = _Patient(process.stdout) if process.stdout else io.BytesIO()
            while stream.read(PIECE):
                pass
            process.wait(PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            return False
        finally:
            programs.end(process)
    return process.returncode == 0


def _bsdtar() -> str | None:
    found = programs.find("bsdtar")
    if (
        found is None
        and (tar := programs.find("tar"))
        and b"bsdtar" in programs.printed([tar, "--version"], 5)[1]
    ):
        return tar  # Windows and macOS call it so
    return found


class _Patient(io.RawIOBase):
    """Reads what a program prints, but does not wait for ever."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        if os.name == "posix" and not select.select([self._stream], [], [], PATIENCE)[0]:
            raise TimeoutError
        room = memoryview(buffer)
        piece = os.read(self._stream.fileno(), len(room))
        room[: len(piece)] = piece
        return len(piece)


class _Watched:
    """A stream whose last bytes are remembered: a tar that is whole ends with zeros, one cut off does not."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.last = b""

    def read(self, size: int) -> bytes:
        piece = self._stream.read(size)
        self.last = (self.last + piece[-512:])[-512:]
        return piece


def _of_tar(archive: tarfile.TarFile, sums: Sequence[tuple[int, int]] = ()) -> Iterator[Member]:
    """The members; ``sums``: size and CRC-32 of those that have one, in their order."""
    at = 0
    for info in archive:
        if info.isreg():
            here = next((i for i in range(at, len(sums)) if sums[i][0] == info.size), None)
            at = at if here is None else here + 1
            yield Member(
                info.name,
                info.size,
                0,
                partial(_pieces, archive, info, None if here is None else sums[here][1]),
            )


def _pieces(archive: tarfile.TarFile, info: tarfile.TarInfo, checksum: int | None) -> Iterator[bytes]:
    found = 0
    try:
        file = archive.extractfile(info)
        if file is None:
            return
        with closing(file):
            while piece := file.read(PIECE):
                found = zlib.crc32(piece, found)
                yield piece
    except _BROKEN as error:
        raise _broken() from error
    if checksum not in (None, found):
        raise _broken()


def _refused(said: str, path: str) -> RefusedError:
    if reason := archive_rar.refused(path):
        return reason
    words = said.lower()
    if "ncrypt" in words or "passphrase" in words:
        return RefusedError("encrypted", "压缩包设有密码", "请输入密码解压后再读取")
    if "rar solid" in words:
        return archive_rar.solid()
    return _broken()


def _cut_off() -> RefusedError:
    return RefusedError(
        "broken-file", "压缩文件不完整，在末尾之前中断，其后的文件没有读到", "请重新下载后重试"
    )


def _broken() -> RefusedError:
    return RefusedError("broken-file", "压缩文件已损坏，无法解开", "请重新下载，或用解压软件修复后重试")
