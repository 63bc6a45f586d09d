"""RAR archives, old and new form, with members as they are (method "store"): no free program writes them.

After the descriptions that the maker of the format publishes (RAR 4: technote.txt, RAR 5: rarlab.com/technote.htm).
"""

import struct
import zlib
from collections.abc import Sequence

Members = Sequence[tuple[str, bytes]]


def rar4(members: Members, *, marks: int = 0, file_marks: int = 0, version: int = 29) -> bytes:
    """As WinRAR 2.9 to 4 wrote it; names in the form that holds Chinese characters.

    ``marks`` say of the archive that it is a volume (1), solid (8) or encrypted (0x80), ``file_marks`` of a member
    that it has a password (4); the content stays as it is.
    """
    made = b"Rar!\x1a\x07\x00" + _old_block(0x73, marks, bytes(6))
    for name, content in members:
        plain = bytes(ord(sign) if sign.isascii() else 0x5F for sign in name)
        words = plain + b"\0" + _wide_name(name) if not name.isascii() else plain
        about = struct.pack(
            "<IIBIIBBHI",
            len(content),
            len(content),
            2,  # Windows
            zlib.crc32(content),
            0x58210000,  # 2024-01-01
            version,
            0x30,  # stored
            len(words),
            0x20,
        )
        flags = 0x8000 | file_marks | (0 if name.isascii() else 0x200)
        made += _old_block(0x74, flags, about + words) + content
    return made + _old_block(0x7B, 0x4000, b"")


def _old_block(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def _wide_name(name: str) -> bytes:
    """The name behind the one in plain letters: a sign byte for each four characters, all of two bytes."""
    units = name.encode("utf-16-le")
    made = b"\0"
    for at in range(0, len(units), 8):
        count = len(units[at : at + 8]) // 2
        made += bytes([sum(2 << (6 - 2 * place) for place in range(count))]) + units[at : at + 8]
    return made


def rar5(members: Members, *, marks: int = 0, password: bool = False) -> bytes:
    """As WinRAR from 5 on writes it; ``marks`` 1 for a volume, ``password`` says so of each member."""
    made = b"Rar!\x1a\x07\x01\x00" + _new_block(_number(1) + _number(0) + _number(marks))
    extra = _number(2) + _number(1) + _number(0) if password else b""  # as long as said, kind 1: encryption
    for name, content in members:
        words = name.encode()
        made += _new_block(
            b"".join(
                (
                    _number(2),  # a file
                    _number(2 | bool(extra)),  # its content follows
                    *([_number(len(extra))] if extra else []),
                    _number(len(content)),
                    _number(4),  # with a checksum
                    _number(len(content)),
                    _number(0o100644),
                    struct.pack("<I", zlib.crc32(content)),
                    _number(0),  # stored
                    _number(1),  # Unix
                    _number(len(words)),
                    words,
                    extra,
                )
            )
        )
        made += content
    return made + _new_block(_number(5) + _number(0) + _number(0))


def _new_block(body: bytes) -> bytes:
    sized = _number(len(body)) + body
    return struct.pack("<I", zlib.crc32(sized)) + sized


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first, the eighth where more follow."""
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*made, value])
