"""What the headers of a RAR say that bsdtar does not: why it cannot unpack a sound one, whether the end is missing.

libarchive reads no password, no archive cut into volumes, no solid one of WinRAR 4 and earlier and nothing older than
WinRAR 2.9, and calls them all damaged; one that is cut off inside a header it takes for complete, and stored content is
never compared with its checksum. Forms after the descriptions that the maker publishes.
"""

import os
import struct
from collections.abc import Iterator
from typing import IO, NamedTuple

from lezr_extract.read.archive_member import MEMBERS_LIMIT
from lezr_extract.read.source import RefusedError

_OLD, _NEW = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_OLD_MAIN, _OLD_FILE, _OLD_END = 0x73, 0x74, 0x7B
_NEW_MAIN, _NEW_FILE, _NEW_ENCRYPTION, _NEW_END = 1, 2, 4, 5
_OLD_FOLDER = 0xE0
_OLDEST = 29
_LONGEST = 1 << 16
_REMEDY = "请用 WinRAR 等软件解压后再读取其中的文件"


class _Block(NamedTuple):
    """A header.

    Attributes:
        new: of RAR 5; the numbers of kinds and the places of marks differ from those of before.
        kind: what it heads.
        marks: its flags.
        rest: what stands behind them; of a new one behind its sizes.
        extra: the extra area of a new one.
    """

    new: bool
    kind: int
    marks: int
    rest: bytes
    extra: bytes = b""


class _CutError(Exception):
    """The file ends before its archive does."""


def refused(path: str) -> RefusedError | None:
    """Why a sound archive cannot be unpacked; None where its headers name no reason.

    Raises:
        OSError: it cannot be read.
    """
    volume = solid_one = False
    version = _OLDEST
    with open(path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
        try:
            for block in _blocks(file):
                if _has_password(block):
                    return RefusedError("encrypted", "压缩包设有密码", "请输入密码解压后再读取")
                if block.kind == (_NEW_MAIN if block.new else _OLD_MAIN):
                    marks = _number(block.rest, 0)[0] if block.new else block.marks
                    volume, solid_one = bool(marks & 1), bool(not block.new and marks & 8)
                elif block.kind == _OLD_FILE and not block.new and len(block.rest) > _VERSION:
                    version = min(version, block.rest[_VERSION])
        except _CutError:
            pass
    if volume:
        return RefusedError(
            "needs-unpacker", "RAR 压缩包分成了几卷，不能直接读取", f"请集齐各卷，{_REMEDY[1:]}"
        )
    if solid_one:
        return solid()
    if version < _OLDEST:
        return RefusedError("needs-unpacker", "RAR 压缩包的版本过旧（2.9 以前），不能直接读取", _REMEDY)
    return None


def solid() -> RefusedError:
    """The refusal of an archive whose members were packed as one."""
    return RefusedError("needs-unpacker", "RAR 压缩包是旧版的“固实”格式，不能直接读取", _REMEDY)


def cut_off(path: str) -> bool:
    """Whether the file ends before its archive does; RAR before 2.9 wrote no block that ends one.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
        try:
            blocks = list(_blocks(file))
        except _CutError:
            return True
    if not blocks:
        return False
    last = blocks[-1]
    if last.new:
        return last.kind not in (_NEW_END, _NEW_ENCRYPTION)
    return last.kind == _OLD_FILE and last.rest[_VERSION : _VERSION + 1] >= bytes([_OLDEST])


def checksums(path: str) -> list[tuple[int, int]]:
    """Size and CRC-32 of each member that has one, in order; bsdtar looks at none of a member that is stored.

    Raises:
        OSError: it cannot be read.
    """
    found: list[tuple[int, int]] = []
    with open(path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
        try:
            for block in _blocks(file):
                if block.new and block.kind == _NEW_FILE:
                    marks, at = _number(block.rest, 0)
                    size, at = _number(block.rest, at)
                    _, at = _number(block.rest, at)
                    at += 4 if marks & 2 else 0
                    if marks & 4 and not marks & 1:
                        found.append((size, int.from_bytes(block.rest[at : at + 4], "little")))
                elif not block.new and block.kind == _OLD_FILE and len(block.rest) > _VERSION:
                    size, checksum = (
                        struct.unpack_from("<I", block.rest, 4)[0],
                        struct.unpack_from("<I", block.rest, 9)[0],
                    )
                    if block.marks & _OLD_FOLDER != _OLD_FOLDER:
                        found.append((size, checksum))
        except _CutError:
            pass
    return found


def _blocks(file: IO[bytes]) -> Iterator[_Block]:
    """The headers in order, up to the one that ends the archive or that hides all others.

    Raises:
        _CutError: the file ends inside a header or inside what follows one.
    """
    end = file.seek(0, os.SEEK_END)
    file.seek(0)
    mark = file.read(len(_NEW))
    new = mark == _NEW
    if not new and not mark.startswith(_OLD):
        return
    at = len(_NEW if new else _OLD)
    for _ in range(2 * MEMBERS_LIMIT):
        if at >= end:
            if at > end:
                raise _CutError
            return
        file.seek(at)
        size, block = (_new_block if new else _old_block)(file.read(_LONGEST))
        yield block
        if block.kind == (_NEW_END if new else _OLD_END) or _hides_all(block):
            return
        at += size


def _hides_all(block: _Block) -> bool:
    return (
        block.kind == _NEW_ENCRYPTION if block.new else bool(block.kind == _OLD_MAIN and block.marks & 0x80)
    )


_VERSION = 17
"""Where in a file's header the version that is needed stands, behind the seven bytes of every header."""


def _old_block(head: bytes) -> tuple[int, _Block]:
    """Checksum (2), kind (1), marks (2), size (2), size of what follows where the highest mark says so."""
    if len(head) < 7:
        raise _CutError
    kind, marks, size = struct.unpack_from("<BHH", head, 2)
    more = int.from_bytes(head[7:11], "little") if marks & 0x8000 else 0
    if kind == _OLD_FILE and marks & 0x100 and len(head) >= 36:
        more += int.from_bytes(head[32:36], "little") << 32
    if size > len(head):
        raise _CutError
    return max(7, size) + more, _Block(False, kind, marks, head[7:size])


def _new_block(head: bytes) -> tuple[int, _Block]:
    """Checksum (4), size, kind, marks, size of the extra area, size of what follows."""
    size, start = _number(head, 4)
    if len(head) < start + size or not size:
        raise _CutError
    kind, at = _number(head, start)
    marks, at = _number(head, at)
    extra, at = _number(head, at) if marks & 1 else (0, at)
    data, at = _number(head, at) if marks & 2 else (0, at)
    stop = start + size
    return stop + data, _Block(True, kind, marks, head[at:stop], head[max(at, stop - extra) : stop])


def _has_password(block: _Block) -> bool:
    if _hides_all(block):
        return True
    if not block.new:
        return block.kind == _OLD_FILE and bool(block.marks & 0x04)
    at = 0
    while block.kind == _NEW_FILE and at < len(block.extra):
        size, start = _number(block.extra, at)
        if _number(block.extra, start)[0] == 1:
            return True
        at = start + max(1, size)
    return False


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first; the number and the place behind it."""
    value = shift = 0
    while at < len(data) and shift < 70:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return value, at
