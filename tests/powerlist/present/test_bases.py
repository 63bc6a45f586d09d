"""The cell of legal bases: which articles it cites and what it quotes of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.powerlist.present.bases import cited_bases


def cited(cell):
    return [(b.law, b.article, b.paragraphs, b.items, b.quotation) for b in cited_bases(cell, 3)]


def test_rank_title_edition_article_and_quotation_are_told_apart():
    (basis,) = cited_bases(
        "【法规】《示范水渠条例》（2010年3月2日通过，根据2018年9月1日修正）\n    第二十条第二款：填埋水渠的，处一千元罚款。",
        7,
    )
    assert (basis.rank, basis.law, basis.row) == ("法规", "示范水渠条例", 7)
    assert basis.edition == "2010年3月2日通过，根据2018年9月1日修正"
    assert (basis.article, basis.paragraphs, basis.words) == ("第二十条", (2,), "第二十条第二款")
    assert basis.quotation == "填埋水渠的，处一千元罚款。"


CELLS = [
    # several laws in one cell, the second on the same line as the end of the first
    (
        "【法律】《甲法》\n第一条：甲。   【规章】《乙办法》\n第二条：乙。",
        [("甲法", "第一条", (), (), "甲。"), ("乙办法", "第二条", (), (), "乙。")],
    ),
    # titles without 【】 at the head of lines, numbered
    (
        "1.《甲法》第三条：甲。\n2.《乙条例》第四条：乙。",
        [("甲法", "第三条", (), (), "甲。"), ("乙条例", "第四条", (), (), "乙。")],
    ),
    # a citation inside the quotation is no basis of its own
    (
        "【法律】《甲法》\n第五条：违反本法第三条规定的，依照《乙法》第九条处罚。",
        [("甲法", "第五条", (), (), "违反本法第三条规定的，依照《乙法》第九条处罚。")],
    ),
    # no colon, the words follow at once
    ("【法律】《甲法》\n第六条 取水应当许可。", [("甲法", "第六条", (), (), "取水应当许可。")]),
    ("【法律】《甲法》\n第六条取水应当许可。", [("甲法", "第六条", (), (), "取水应当许可。")]),
    # two articles on one line
    (
        "【法律】《甲法》第六条：甲。第八条：乙。",
        [("甲法", "第六条", (), (), "甲。"), ("甲法", "第八条", (), (), "乙。")],
    ),
    # the 条 that a careless copy left out
    ("【法律】《甲法》\n第二十七第二款：甲。", [("甲法", "第二十七条", (2,), (), "甲。")]),
    ("【法律】《甲法》\n第十九：甲。", [("甲法", "第十九条", (), (), "甲。")]),
    # ranges and lists of 款 and 项
    ("【法律】《甲法》\n第九条第三项至第五项：甲。", [("甲法", "第九条", (), ("三", "四", "五"), "甲。")]),
    ("【法律】《甲法》\n第九条第一、二款：甲。", [("甲法", "第九条", (1, 2), (), "甲。")]),
    ("【法律】《甲法》\n第九条第一款、第二款：甲。", [("甲法", "第九条", (1, 2), (), "甲。")]),
    ("【法律】《甲法》\n第九条第（四）（五）项：甲。", [("甲法", "第九条", (), ("四", "五"), "甲。")]),
    # articles that share one quotation
    (
        "【法律】《甲法》\n第九条、第十条：甲。",
        [("甲法", "第九条", (), (), "甲。"), ("甲法", "第十条", (), (), "甲。")],
    ),
    # announced first, then quoted one by one: each counts once
    (
        "【法律】《甲法》第九条、第十条\n第九条　甲。\n第十条　乙。",
        [("甲法", "第九条", (), (), "甲。"), ("甲法", "第十条", (), (), "乙。")],
    ),
    # a whole law
    ("【法律】《甲法》\n全文适用。", [("甲法", None, (), (), "")]),
    # a bracket that is never closed, a bracket for 《
    ("【法律】《甲法》（2018年修正\n第九条：甲。", [("甲法", "第九条", (), (), "甲。")]),
    (
        "【法规】（禁止填埋水渠规定》（2018年）\n第九条：甲。",
        [("禁止填埋水渠规定", "第九条", (), (), "甲。")],
    ),
    # a law inside the title
    (
        "【法规】《青溪省实施〈水渠法〉办法》\n第九条：甲。",
        [("青溪省实施〈水渠法〉办法", "第九条", (), (), "甲。")],
    ),
    # the list's own remark on the edition
    ("【法规】《甲条例》\n第九条（2016修改版，原第十二条）：甲。", [("甲条例", "第九条", (), (), "甲。")]),
    # a chapter before the article
    ("【法规】《甲条例》\n第三章第九条：甲。", [("甲条例", "第九条", (), (), "甲。")]),
    # nothing
    ("按照有关规定执行。", []),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=range(len(CELLS)))
def test_a_cell_is_read_in_whichever_manner_it_is_written(cell, expected):
    assert cited(cell) == expected


@given(st.text(alphabet="《》（【】第一二十条款项：。、，\n 法规甲乙0）—至", max_size=300))
@settings(max_examples=200, deadline=None)
def test_no_cell_however_shuffled_raises_and_every_basis_has_a_title(cell):
    assert all(basis.law for basis in cited_bases(cell, 1))


def test_a_cell_of_a_hundred_thousand_characters_is_read_in_a_moment():
    cell = "【法律】《甲法》\n" + "第九条、" * 12_000 + "（" * 30_000
    assert len(cited_bases(cell, 1)) <= 400
