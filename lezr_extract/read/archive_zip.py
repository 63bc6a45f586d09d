"""ZIP archives, through the standard library; names in UTF-8 or, from a Chinese Windows, in GB18030."""

import struct
import zipfile
from collections.abc import Iterator
from functools import partial

from lezr_extract.read.archive_member import EXPANDED_LIMIT, MEMBERS_LIMIT, PIECE, Budget, Member
from lezr_extract.read.download_folders import LISTS
from lezr_extract.read.file_names import is_litter_inside
from lezr_extract.read.sample import Sample
from lezr_extract.read.source import FOREIGN_ERRORS, MEGABYTE, RefusedError, Source, problem
from lezr_extract.records import Problem

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What the first member of an office package is called; then the list of members need not be read to find it out.
_OFFICE_FIRST = (b"[Content_Types].xml", b"_rels/", b"word/", b"xl/", b"ppt/", b"docProps/", b"customXml/", b"OFD.xml", b"Doc_0", b"mimetype")  # fmt: skip
_OFFICE = frozenset({"[Content_Types].xml", "word/document.xml", "OFD.xml", "mimetype", "xl/workbook.xml"})
_SHARE_MEMBERS = 64
_SHARE_BYTES = 2 * MEGABYTE
_UTF8_FLAG = 0x800
_UNICODE_NAME = 0x7075
_BROKEN = (zipfile.BadZipFile, RuntimeError, OSError, *FOREIGN_ERRORS)


def recognises(sample: Sample) -> bool:
    """A ZIP without the marks of an office package; a broken one counts where its first member has none."""
    if not sample.head.startswith(_MAGIC):
        return False
    return not (sample.zip_names & _OFFICE) if sample.zip_names else may_be_archive(sample.head)


def may_be_archive(head: bytes) -> bool:
    """Whether the first bytes of a file leave it open that it is a ZIP of documents."""
    return head.startswith(_MAGIC) and not head[30:60].startswith(_OFFICE_FIRST)


def shares(source: Source) -> Iterator[Source | Problem]:
    """The members in shares that workers can take; the file as it is where it is no sound archive."""
    try:
        with zipfile.ZipFile(source.path) as archive:
            infos = archive.infolist()
    except _BROKEN:
        yield source
        return
    if not infos or not _OFFICE.isdisjoint(info.filename for info in infos):
        yield source
        return
    share: list[str] = []
    size = total = 0
    for number, info in enumerate(infos):
        if info.is_dir() or is_litter_inside(_name(info)):
            continue
        total += info.file_size
        if number >= MEMBERS_LIMIT or total > EXPANDED_LIMIT:
            break
        share.append(str(number))
        size += info.file_size
        if len(share) == _SHARE_MEMBERS or size > _SHARE_BYTES:
            yield Source(source.file, source.path, tuple(share), size)
            share, size = [], 0
    if share:
        yield Source(source.file, source.path, tuple(share), size)
    if total > EXPANDED_LIMIT or len(infos) > MEMBERS_LIMIT:
        cause = (
            f"压缩包内文件超过 {MEMBERS_LIMIT} 个，或展开后超过 {EXPANDED_LIMIT // MEGABYTE} MB，其余未读；"
            "请先解压缩，再读取其中的文件"
        )
        yield problem(source.file, "archive-too-large", cause)


def members(source: Source, budget: Budget) -> Iterator[Member]:
    """The members of an archive, or of its share.

    Raises:
        RefusedError: it is broken, or all of it is encrypted.
    """
    try:
        archive = zipfile.ZipFile(source.path)
    except _BROKEN as error:
        raise _broken() from error
    with archive:
        infos = archive.infolist()
        wanted = [infos[int(at)] for at in source.members if int(at) < len(infos)] or infos
        asked = {id(info) for info in wanted}
        for info in infos:
            if id(info) not in asked and info.filename.rsplit("/", 1)[-1] in LISTS:
                yield Member(
                    _name(info),
                    info.file_size,
                    info.compress_size,
                    partial(_pieces, archive, info),
                    aside=True,
                )
        for info in wanted[: budget.members + 1]:
            if not info.is_dir():
                yield Member(_name(info), info.file_size, info.compress_size, partial(_pieces, archive, info))


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.flag_bits & 1:
        raise RefusedError("encrypted", "压缩包内的文件设有密码", "请输入密码解压后再读取")
    try:
        with archive.open(info) as file:
            while piece := file.read(PIECE):
                yield piece
    except NotImplementedError as error:
        raise RefusedError(
            "unsupported-format", "压缩方法不常见，无法解开", "请先解压缩，再读取其中的文件"
        ) from error
    except _BROKEN as error:
        raise _broken() from error


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the mark of UTF-8 it is UTF-8 all the same, or GB18030."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    raw = _unicode_name(info.extra) or info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_name(extra: bytes) -> bytes:
    """The UTF-8 name that some programs add beside the one in the system's encoding."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_NAME and size > 5:
            return extra[9 : 4 + size]
        extra = extra[4 + size :]
    return b""


def _broken() -> RefusedError:
    return RefusedError("broken-file", "压缩文件已损坏，无法解开", "请重新下载，或用解压软件修复后重试")
