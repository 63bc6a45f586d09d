"""审查意见书.docx: the texts of both sides beside each other; the same findings give the same bytes."""

from collections.abc import Iterator
from pathlib import Path

from lezr_extract.powerlist.export import word_file
from lezr_extract.powerlist.export.opinion import Opinion, Remark
from lezr_extract.records import Level
from lezr_extract.text.titles import in_marks

_ROOM = word_file.A4[0] - 2 * word_file.MARGIN
_OBJECT_WIDTHS = (1.4, 10.7, 3.2, 2.8, 2.8, 1.6, 1.6, 1.6)
_OBJECT_HEADS = ("序号", "名称", "效力层级", "版本", "施行日期", *Level)
_SHADE, _GREY = "DDE6F0", "57606A"
_SIGNED = ("审查单位（盖章）：", "审查人：", "日期：　　　　年　　月　　日")


def write_opinion_document(opinion: Opinion, path: Path) -> None:
    """Writes the opinion to ``path``.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    document = word_file.new_document(opinion.title, word_file.A4)
    word_file.place_of_body(document)
    word_file.save(document, path, _body(opinion))


def _body(opinion: Opinion) -> Iterator[str]:
    yield word_file.paragraph("一、审查对象", size=14, bold=True)
    yield from _objects(opinion)
    yield word_file.paragraph("二、概述", size=14, bold=True)
    yield from (word_file.paragraph(words, indent=True) for words in opinion.summary)
    yield word_file.paragraph("三、审查意见", size=14, bold=True)
    for part in opinion.parts:
        yield word_file.paragraph(part.heading, size=12, bold=True)
        yield word_file.paragraph(part.meaning, size=9, colour=_GREY)
        for remark in part.remarks:
            yield from _remark(remark)
        if part.left_out:
            yield word_file.paragraph(f"另有{part.left_out}处没有列入本文件，见比对结果文件。", indent=True)
    yield word_file.paragraph("四、没有比较的内容", size=14, bold=True)
    for words in opinion.not_compared or ("比对结果没有注明。",):
        yield word_file.paragraph(words, indent=True)
    yield word_file.paragraph("五、落款", size=14, bold=True)
    yield from (word_file.paragraph(words, indent=True) for words in _SIGNED)


def _objects(opinion: Opinion) -> Iterator[str]:
    yield word_file.table_start(_OBJECT_WIDTHS)
    yield word_file.table_row(
        (
            word_file.table_cell(words, width, shade=_SHADE, bold=True)
            for words, width in zip(_OBJECT_HEADS, _OBJECT_WIDTHS, strict=True)
        ),
        head=True,
    )
    for number, one in enumerate(opinion.objects, 1):
        cells = (str(number), f"{in_marks(one.law)}\n{one.file}", one.rank, one.version, one.effective)
        counts = (str(count) for _, count in one.counts)
        yield word_file.table_row(map(word_file.table_cell, (*cells, *counts), _OBJECT_WIDTHS))
    yield word_file.TABLE_END


def _remark(remark: Remark) -> Iterator[str]:
    half = _ROOM / 2
    yield word_file.paragraph(remark.heading, bold=True)
    yield word_file.paragraph(remark.said, indent=True)
    yield word_file.table_start((half, half))
    heads = (f"甲　{remark.a[0]}" if remark.a[0] else "甲", f"乙　{remark.b[0]}")
    yield word_file.table_row(word_file.table_cell(words, half, shade=_SHADE, bold=True) for words in heads)
    yield word_file.table_row(word_file.table_cell(words, half) for words in (remark.a[1], remark.b[1]))
    yield word_file.TABLE_END
    for label, words in remark.paragraphs:
        yield word_file.paragraph(f"{label}：{words}", size=9.5)
