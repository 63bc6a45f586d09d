import io
import zipfile

import pytest
from lezr_extract.read import word as module
from lezr_extract.read import word_package

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def test_paragraphs_and_tables_come_in_the_order_of_the_page(document_of, build):
    document = document_of("a.docx", build.word(table=[("等次", "罚款"), ("轻微", "一万元")]))
    assert document.text.rstrip() == "\n".join((*build.lines, "等次\t罚款", "轻微\t一万元"))
    (table,) = document.tables
    assert table.rows == (("等次", "罚款"), ("轻微", "一万元"))
    assert table.span.of(document.text) == "等次\t罚款\n轻微\t一万元"


@pytest.mark.parametrize(
    ("xml", "words", "note"),
    [
        (
            "<w:sdt><w:sdtContent>" + P.format("控件里的条文") + "</w:sdtContent></w:sdt>",
            "控件里的条文",
            "a content control",
        ),
        (
            "<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:t>之后</w:t></w:r></w:p>",
            "链接之后",
            "a link",
        ),
        ("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>", "上\n下", "a break inside a paragraph"),
        ("<w:p><w:r><w:t>条</w:t><w:tab/><w:t>文</w:t></w:r></w:p>", "条\t文", "a tab"),
        (
            "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>字</w:t></w:r></w:p>",
            "字",
            "a field code",
        ),
    ],
)
def test_the_words_are_those_of_the_finished_document(document_of, build, xml, words, note):
    assert (
        document_of("a.docx", build.word(("第一条 为了。",), xml)).text.rstrip() == f"第一条 为了。\n{words}"
    ), note


NUMBERED = "<w:p><w:pPr><w:numPr><w:ilvl w:val='{1}'/><w:numId w:val='{0}'/></w:numPr></w:pPr><w:r><w:t>{2}</w:t></w:r></w:p>"
LISTS = (
    "<w:abstractNum w:abstractNumId='7'>"
    "<w:lvl w:ilvl='0'><w:start w:val='{start}'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='第%1条'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>"
    "</w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
)


def test_numbers_that_word_counts_itself_are_written_out(document_of, build):
    body = "".join(
        NUMBERED.format(3, level, words)
        for level, words in [
            (0, "目的。"),
            (0, "下列行为："),
            (1, "采砂；"),
            (2, "水下；"),
            (2, "岸上；"),
            (1, "堆砂。"),
            (0, "施行。"),
            (1, "甲。"),
        ]
    )
    text = document_of("a.docx", build.word(("条例",), body, LISTS.format(start=1))).text.split()
    assert (
        "".join(text)
        == "条例第一条目的。第二条下列行为：（一）采砂；1.水下；2.岸上；（二）堆砂。第三条施行。（一）甲。"
    )


def test_a_list_may_begin_at_another_number_and_number_zero_is_no_list(document_of, build):
    body = NUMBERED.format(3, 0, "甲。") + NUMBERED.format(0, 0, "乙。") + NUMBERED.format(99, 0, "丙。")
    text = document_of("a.docx", build.word(("条例",), body, LISTS.format(start=99))).text.split()
    assert text == ["条例", "第九十九条", "甲。", "乙。", "丙。"]


def test_headings_of_word_are_marked(document_of, build):
    body = "<w:p><w:pPr><w:pStyle w:val='Heading2'/></w:pPr><w:r><w:t>第一章 总则</w:t></w:r></w:p>"
    document = document_of("a.docx", build.word(("云岭省条例",), body))
    assert [(document.text[at : at + 6], level) for at, level in document.marked_headings] == [
        ("第一章 总则", 2)
    ]


def test_a_text_embedded_as_a_page_is_read(document_of, build):
    rels = "word/_rels/document.xml.rels"
    page = "<html><body><h1>云岭省条例</h1><p>第一条 为了。<br/>第二条 本条例。</p></body></html>"

    def embedding(name, content):
        if name == "word/document.xml":
            return content.replace(b"<w:sectPr", b'<w:altChunk r:id="rChunk"/><w:sectPr', 1)
        if name == rels:
            relation = (
                b'<Relationship Id="rChunk" Target="afchunk.htm"'
                b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk"/></Relationships>'
            )
            return content.replace(b"</Relationships>", relation)
        if name == "[Content_Types].xml":
            return content.replace(
                b"<Default ", b'<Default Extension="htm" ContentType="text/html"/><Default ', 1
            )
        return content

    made = io.BytesIO(build.repacked(build.word(("题记",)), embedding))
    with zipfile.ZipFile(made, "a") as package:
        package.writestr("word/afchunk.htm", page)
    document = document_of("a.docx", made.getvalue())
    assert document.text.split("\n") == ["题记", "云岭省条例", "第一条 为了。", "第二条 本条例。"]
    assert [(document.text[at : at + 5], level) for at, level in document.marked_headings] == [
        ("云岭省条例", 1)
    ]


def changed(build, part, change):
    return build.repacked(build.word(), lambda name, content: change(content) if name == part else content)


@pytest.mark.parametrize(
    ("part", "change", "code", "note"),
    [
        (
            "word/document.xml",
            lambda c: b"<a>" + b" " * (9 << 20) + b"</a>",
            "zip-bomb",
            "one part packed a thousand times",
        ),
        (
            "word/document.xml",
            lambda c: c.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1),
            "hostile-xml",
            "entities",
        ),
        (
            "word/styles.xml",
            lambda c: c.replace(b"?>", b'?><!DOCTYPE x SYSTEM "file:///etc/passwd">', 1),
            "hostile-xml",
            "a document type in another part",
        ),
        ("word/document.xml", lambda c: c[:-40], "broken-file", "XML cut off"),
        ("word/document.xml", lambda c: None, "broken-file", "the main part is missing"),
        ("word/document.xml", lambda c: b"<x/>", "broken-file", "another kind of XML"),
    ],
)
def test_a_hostile_or_broken_package_becomes_a_row(problem_of, build, part, change, code, note):
    assert problem_of("a.docx", changed(build, part, change)).code == code, note


def test_a_bomb_of_many_parts_is_refused(problem_of, build, monkeypatch):
    monkeypatch.setattr(word_package, "PARTS_LIMIT", 3)
    assert problem_of("a.docx", build.word()).code == "zip-bomb"


def test_a_package_larger_than_any_law_is_refused(problem_of, build, monkeypatch):
    monkeypatch.setattr(module, "PACKAGE_LIMIT", 1000)
    assert problem_of("a.docx", build.word()).code == "too-large"


def test_a_file_cut_off_is_broken(problem_of, build):
    assert problem_of("a.docx", build.word()[:9000]).code == "broken-file"
