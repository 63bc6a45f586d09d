"""What stands in a Word file and what the finished page shows are two things."""

import io
import zipfile

import pytest

W14 = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
RUN = "<w:r><w:t>{}</w:t></w:r>"
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"


def field(code, result):
    return (
        FIELD.format("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + RUN.format("代码") + FIELD.format("separate")
        + RUN.format(result) + FIELD.format("end")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("xml", "words", "note"),
    [
        (f"<w:p>{field('REF a', '第三条')}{RUN.format('规定')}</w:p>", "第三条规定", "of a field its result"),
        (f"<w:p>{FIELD.format('begin')}{RUN.format('未完')}</w:p>", "未完", "of a broken field everything"),
        (
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>",
            "显",
            "hidden text",
        ),
        (
            "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r></w:p>",
            "显",
            "text that is said not to be hidden",
        ),
        ("<w:p><w:r><w:t>条</w:t><w:softHyphen/><w:t>文</w:t></w:r></w:p>", "条文", "a soft hyphen"),
        (
            "<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>",
            "A-1",
            "a hyphen that does not break",
        ),
        (
            "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t>是</w:t></w:r></w:p>",
            "☑是",
            "a ticked box",
        ),
        (
            "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:t>5</w:t></w:r></w:p>",
            "≥5",
            "a sign of the Symbol font",
        ),
        ("<w:p><w:r><w:sym w:font='宋体' w:char='2460'/></w:r></w:p>", "①", "a sign by its number"),
        (
            "<w:p><w:r><w:sym w:font='宋体' w:char='zz'/><w:t>甲</w:t></w:r></w:p>",
            "甲",
            "a sign without a number",
        ),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zé</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>责</w:t></w:r></w:rubyBase>"
            "</w:ruby><w:t>任</w:t></w:r></w:p>",
            "责任",
            "pinyin above a character",
        ),
    ],
)
def test_the_words_are_those_that_the_page_shows(document_of, build, xml, words, note):
    assert document_of("a.docx", build.word(("题。",), xml)).text.split("\n")[1] == words, note


def test_tracked_changes_are_read_as_if_accepted_and_noted(read_as, build):
    xml = (
        "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
    )
    document, note = read_as("a.docx", build.word(("题。",), xml))
    assert document.text.split("\n")[1] == "新增移来"
    assert (note.code, note.severity.value) == ("tracked-changes", "note")
    assert "4 处" in note.cause


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(read_as, build):
    xml = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>第二条 甲</w:t></w:r></w:p><w:p><w:r><w:t>乙。</w:t></w:r></w:p>"
    document, _ = read_as("a.docx", build.word(("第一条。",), xml))
    assert document.text.split("\n") == ["第一条。", "第二条 甲乙。"]


BOX = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("drawn", "note"),
    [
        (
            f"<mc:AlternateContent {W14}><mc:Choice Requires='wps'><w:drawing>{BOX}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>",
            "a drawing with its double for old Word",
        ),
        (f"<w:pict>{BOX}</w:pict>", "a box of old Word alone"),
    ],
)
def test_a_text_box_is_read_once_after_its_paragraph(document_of, build, drawn, note):
    xml = f"<w:p><w:r><w:t>锚</w:t></w:r><w:r>{drawn}</w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>"
    assert document_of("a.docx", build.word((), xml)).text.split("\n") == ["锚", "框内文字", "后"], note


def cell(words, more=""):
    paragraphs = "".join(f"<w:p>{RUN.format(one)}</w:p>" for one in words.split("|"))
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{paragraphs}</w:tc>"


WIDE, DOWN, BELOW = "<w:gridSpan w:val='2'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"


def test_merged_cells_keep_their_columns_and_deleted_rows_are_gone(read_as, build):
    xml = (
        f"<w:tbl><w:tr>{cell('违法行为', WIDE)}{cell('罚款')}</w:tr>"
        f"<w:tr>{cell('采砂', DOWN)}{cell('轻微')}{cell('一万元|以下')}</w:tr>"
        f"<w:tr>{cell('', BELOW)}{cell('严重')}{cell('五万元')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('旧')}{cell('旧')}</w:tr></w:tbl>"
    )
    document = read_as("a.docx", build.word(("表。",), xml))[0]
    assert document.tables[0].rows == (
        ("违法行为", "", "罚款"),
        ("采砂", "轻微", "一万元 以下"),
        ("", "严重", "五万元"),
    )


@pytest.mark.parametrize(
    ("xml", "note"),
    [
        (f"<w:tbl><w:tr>{cell('第一条 甲。|第二条 乙。')}</w:tr></w:tbl>", "a frame of one cell"),
        (
            f"<w:tbl><w:tr>{cell('')}{cell('第一条 甲。|第二条 乙。')}</w:tr></w:tbl>",
            "a page laid out as a table",
        ),
    ],
)
def test_a_table_that_frames_a_law_does_not_swallow_its_articles(document_of, build, xml, note):
    document = document_of("a.docx", build.word(("条例",), xml))
    assert [line for line in document.text.split("\n") if line] == ["条例", "第一条 甲。", "第二条 乙。"], (
        note
    )
    assert document.tables == ()


def test_notes_stand_beside_the_text_at_the_words_that_they_explain(document_of, build):
    xml = "<w:p><w:r><w:t>第一条 河道</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>管理。</w:t></w:r></w:p>"
    notes = (
        "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t> 含水库。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    made = build.repacked(build.word(("题。",), xml), lambda _, old: old)
    packed = io.BytesIO(made)
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr("word/footnotes.xml", notes)
    document = document_of("a.docx", packed.getvalue())
    ((at, words),) = document.notes
    assert (document.text[:at], words) == ("题。\n第一条 河道", "含水库。")
    assert "水库" not in document.text


def test_the_strict_variant_of_the_format_is_read(document_of, build):
    def strict(name, content):
        if not name.endswith((".xml", ".rels")):
            return content
        return content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    made = build.repacked(build.word(table=[("一", "二")]), strict)
    assert document_of("a.docx", made).text.startswith("云岭省河道采砂管理条例\n第一章")


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "word/styles.xml", "word/_rels/document.xml.rels"]
)
def test_a_package_that_lacks_a_part_beside_the_text_is_still_read(document_of, build, part):
    made = build.repacked(build.word(), lambda name, old: None if name == part else old)
    assert document_of("a.docx", made).text.startswith("云岭省河道采砂管理条例\n第一章")
