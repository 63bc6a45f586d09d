"""What an archive holds, before it is unpacked, and how much of it is let out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lezr_extract.read.source import MEGABYTE, RefusedError

MEMBERS_LIMIT = 50_000
EXPANDED_LIMIT = 2048 * MEGABYTE
RATIO_LIMIT = 300
"""A member packed tighter than this and larger than `RATIO_FROM` is a bomb: texts pack 3 to 20 times."""
RATIO_FROM = 8 * MEGABYTE
PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive.

    Attributes:
        name: as the archive gives it, decoded; nothing is ever written under it.
        size: in bytes, as the archive claims; -1 where it does not say.
        packed: bytes that it takes in the archive; 0 where that is not known.
        pieces: its content, bit by bit; may raise `RefusedError`.
        aside: not to be read for itself, only unpacked beside the others.
    """

    name: str
    size: int
    packed: int
    pieces: Callable[[], Iterator[bytes]]
    aside: bool = False


@dataclass
class Budget:
    """What one archive that was found, with those inside it, may still give; counted down.

    Attributes:
        members: files.
        bytes: expanded.
    """

    members: int = MEMBERS_LIMIT
    bytes: int = EXPANDED_LIMIT

    def spend(self, member: Member) -> None:
        """Counts a member.

        Raises:
            RefusedError: ``archive-too-large`` where the archive has given all that it may, ``zip-bomb`` where
                the member is packed tighter than any text.
        """
        if member.packed and member.size > RATIO_FROM and member.size > RATIO_LIMIT * member.packed:
            raise RefusedError(
                "zip-bomb", "压缩内容展开后异常庞大，疑似恶意文件，已拒绝打开", "请核实文件来源"
            )
        self.members -= 1
        self.bytes -= max(member.size, 0)
        if self.members < 0 or self.bytes < 0:
            raise RefusedError(
                "archive-too-large",
                f"压缩包内文件超过 {MEMBERS_LIMIT} 个，或展开后超过 {EXPANDED_LIMIT // MEGABYTE} MB，其余未读",
                "请先解压缩，再读取其中的文件",
            )
