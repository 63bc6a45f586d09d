"""Numbers that Word counts itself stand in no paragraph; every way in which a list can be made must bring them back."""

import pytest
from lezr_extract.read.word_number_forms import written

LEVEL = "<w:lvl w:ilvl='{at}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"


def level(at, form, text, start=1, more=""):
    return LEVEL.format(at=at, form=form, text=text, start=start, more=more)


def abstract(number, *levels, more=""):
    return f"<w:abstractNum w:abstractNumId='{number}'>{more}{''.join(levels)}</w:abstractNum>"


def listed(number, base, more=""):
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{base}'/>{more}</w:num>"


def item(words, list_id, at=0, style=""):
    style = f"<w:pStyle w:val='{style}'/>" if style else ""
    numbered = (
        f"<w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{list_id}'/></w:numPr>" if list_id != "" else ""
    )
    return f"<w:p><w:pPr>{style}{numbered}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.fixture
def lines_of(document_of, build):
    def reading(body, numbering, styles=""):
        made = build.word((), body, numbering)
        if styles:
            made = build.repacked(
                made,
                lambda name, old: (
                    old.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
                    if name == "word/styles.xml"
                    else old
                ),
            )
        return [
            line.replace(" ", "") for line in document_of("a.docx", made).text.split("\n") if line.strip()
        ]

    return reading


ARTICLES = abstract(
    7,
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2条", more="<w:lvlRestart w:val='0'/>"),
    level(2, "chineseCounting", "（%3）"),
) + listed(3, 7)


def test_articles_count_on_through_chapters_and_items_begin_anew_in_each(lines_of):
    body = "".join(
        item(words, 3, at)
        for words, at in (
            ("总则", 0),
            ("甲。", 1),
            ("子；", 2),
            ("丑。", 2),
            ("罚则", 0),
            ("乙。", 1),
            ("寅。", 2),
        )
    )
    assert lines_of(body, ARTICLES) == [
        "第一章总则", "第一条甲。", "（一）子；", "（二）丑。", "第二章罚则", "第二条乙。", "（一）寅。",
    ]  # fmt: skip


def test_two_lists_of_one_definition_count_on_and_an_override_begins_anew_once(lines_of):
    numbering = (
        abstract(7, level(0, "decimal", "第%1条"))
        + listed(3, 7)
        + listed(4, 7)
        + listed(5, 7, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='10'/></w:lvlOverride>")
    )
    body = item("甲", 3) + item("乙", 4) + item("丙", 5) + item("丁", 5) + item("戊", 3)
    assert lines_of(body, numbering) == ["第1条甲", "第2条乙", "第10条丙", "第11条丁", "第12条戊"]


def test_an_override_may_bring_a_level_of_its_own(lines_of):
    own = f"<w:lvlOverride w:ilvl='0'>{level(0, 'chineseLegalSimplified', '第%1条')}</w:lvlOverride>"
    assert lines_of(item("甲", 3), abstract(7, level(0, "decimal", "%1.")) + listed(3, 7, own)) == [
        "第壹条甲"
    ]


STYLES = (
    "<w:style w:type='paragraph' w:styleId='Tiao'><w:name w:val='条'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Xiang'><w:name w:val='项'/><w:basedOn w:val='Tiao'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='Kuan'><w:name w:val='款'/><w:basedOn w:val='Tiao'/>"
    "<w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:style>"
)


def test_a_style_brings_its_list_and_hands_it_down(lines_of):
    numbering = abstract(
        7,
        level(0, "chineseCountingThousand", "第%1条", more="<w:pStyle w:val='Tiao'/>"),
        level(1, "chineseCountingThousand", "（%2）", more="<w:pStyle w:val='Xiang'/>"),
    ) + listed(3, 7)
    body = (
        item("甲：", "", style="Tiao")
        + item("子；", "", style="Xiang")
        + item("丑。", "", style="Xiang")
        + item("款。", "", style="Kuan")
        + item("非条。", 0, style="Tiao")
        + item("乙。", "", style="Tiao")
    )
    assert lines_of(body, numbering, STYLES) == [
        "第一条甲：", "（一）子；", "（二）丑。", "款。", "非条。", "第二条乙。",
    ]  # fmt: skip


def test_a_list_may_take_its_levels_from_a_style_of_lists(lines_of):
    numbering = (
        abstract(1, level(0, "japaneseCounting", "第%1条"), more="<w:styleLink w:val='Law'/>")
        + abstract(2, more="<w:numStyleLink w:val='Law'/>")
        + listed(3, 2)
    )
    assert lines_of(item("甲", 3), numbering) == ["第一条甲"]


def test_bullets_are_no_numbers_and_legal_numbering_is_in_digits(lines_of):
    numbering = (
        abstract(1, level(0, "bullet", "\uf0b7"))
        + abstract(2, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", more="<w:isLgl/>"))
        + listed(3, 1)
        + listed(4, 2)
    )
    body = item("点", 3) + item("甲", 4) + item("子", 4, 1)
    assert lines_of(body, numbering) == ["点", "一、甲", "1.1子"]


def test_numbers_in_cells_count_too(document_of, build):
    row = (
        "<w:tr>"
        + "".join(f"<w:tc>{item(words, list_id)}</w:tc>" for words, list_id in (("", 3), ("甲", "")))
        + "</w:tr>"
    )
    made = build.word(
        ("清单",), f"<w:tbl>{row}{row}</w:tbl>", abstract(7, level(0, "decimal", "%1")) + listed(3, 7)
    )
    assert document_of("a.docx", made).tables[0].rows == (("1", "甲"), ("2", "甲"))


def test_a_deleted_paragraph_is_not_counted(read_as, build):
    gone = (
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>旧。</w:delText></w:r></w:del></w:p>"
    )
    numbering = abstract(7, level(0, "chineseCounting", "第%1条")) + listed(3, 7)
    document, note = read_as("a.docx", build.word((), item("甲。", 3) + gone + item("乙。", 3), numbering))
    assert document.text.split() == ["第一条", "甲。", "第二条", "乙。"]
    assert note.code == "tracked-changes"


@pytest.mark.parametrize(
    ("form", "number", "words"),
    [
        ("chineseCountingThousand", 133, "一百三十三"),
        ("chineseCounting", 20, "二十"),
        ("japaneseCounting", 11, "十一"),
        ("ideographDigital", 108, "一〇八"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("decimalEnclosedCircleChinese", 5, "⑤"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalZero", 7, "07"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 49, "XLIX"),
        ("chineseCounting", 0, "零"),
        ("of no document", 3, "3"),
    ],
)
def test_numbers_are_written_as_word_shows_them(form, number, words):
    assert written(form, number) == words
