"""Files that are no readable document today: each is named for what its content shows."""

import re

from lezr_extract.read.sample import Sample
from lezr_extract.read.source import RefusedError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ASK_OCR = "请先做文字识别（OCR），再提供文字版"
_ASK_WORD = "请用 Word 或 WPS 另存为 .docx 后重试"
_ASK_OTHER = "请提供法规的文字版"
_MAGIC: tuple[tuple[bytes, int, str, str], ...] = (
    (b"ftypheic", 4, "HEIC 图片", _ASK_OCR),
    (b"AT&TFORM", 0, "DjVu 扫描件", _ASK_OCR),
    (b"\x7fELF", 0, "程序文件", _ASK_OTHER),
    (b"MZ", 0, "程序文件", _ASK_OTHER),
    (b"ID3", 0, "音频文件", _ASK_OTHER),
    (b"WAVE", 8, "音视频文件", _ASK_OTHER),
    (b"AVI ", 8, "音视频文件", _ASK_OTHER),
    (b"ftyp", 4, "音视频文件", _ASK_OTHER),
    (b"CAJ", 0, "CAJ 文档", "请用 CAJViewer 另存为 PDF 或文本后重试"),
    (b"HN\x00\x00", 0, "CAJ 文档", "请用 CAJViewer 另存为 PDF 或文本后重试"),
)
_SHAPES = (
    (
        re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\{\s*\"[^\"\n]{0,200}\"\s*:|\[\s*[{\[])"),
        "数据文件（JSON）",
        "该文件不是法规文本，可从输入中去掉",
    ),
)
# Two letters are a weak sign: a text may begin with BM or MZ as well.
_WORDS_BEHIND_MAGIC = re.compile(rb"\A(?:BM|MZ|ID3|RIFF|CAJ)[\x20-\x7e\r\n]{16}")


def refusal(sample: Sample) -> RefusedError | None:
    """Why this file is no readable document; None where its content is of none of the known other kinds."""
    kind, remedy = _kind(sample)
    if not kind:
        return None
    if kind == _ENCRYPTED:
        return RefusedError("encrypted", "Word 或 Excel 文件设有打开密码", "请去除密码后重试")
    return RefusedError("unsupported-format", f"内容是{kind}，暂不能读取", remedy)


_ENCRYPTED = "encrypted"


def _kind(sample: Sample) -> tuple[str, str]:
    head = sample.head
    if head.startswith(_OLE):
        return _ole(sample)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _package(sample.zip_names)
    if not _WORDS_BEHIND_MAGIC.match(head):
        for magic, at, kind, remedy in _MAGIC:
            if head.startswith(magic, at):
                return kind, remedy
    for pattern, kind, remedy in _SHAPES:
        if pattern.match(head):
            return kind, remedy
    return "", ""


def _ole(sample: Sample) -> tuple[str, str]:
    for stream, kind, remedy in (
        ("EncryptedPackage", _ENCRYPTED, ""),
        ("WordDocument", "", ""),
        ("Workbook", "", ""),
        ("PowerPoint Document", "旧版演示文稿（.ppt）", _ASK_OTHER),
    ):
        if sample.has_ole_stream(stream):
            return kind, remedy
    return "旧版 Office 文件（OLE）", _ASK_WORD


def _package(names: frozenset[str]) -> tuple[str, str]:
    if not names:
        return "", ""
    for member, kind, remedy in (
        ("ppt/presentation.xml", "演示文稿", _ASK_OTHER),
        ("mimetype", "OpenDocument 或 EPUB 文件", _ASK_WORD),
    ):
        if member in names:
            return kind, remedy
    if not names.isdisjoint(("OFD.xml", "xl/workbook.xml")) or any(
        name.startswith("word/") for name in names
    ):
        return "", ""
    return "其他办公软件的文件", _ASK_OTHER
