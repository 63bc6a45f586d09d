"""A penalty that is left to another clause: the list has its kinds and sums, or says where to look."""

import pytest
from lezr_extract.pipeline import Options, run
from lezr_extract.store import Store

PARKS = (
    "示例公园条例\n第一章　法律责任\n第一条　折损花木的，由园林主管部门没收工具，处一千元以上二千元以下罚款。\n"
    "指使他人折损花木的，依照前款规定处罚。\n第二条　本条例自2020年1月1日起施行。\n"
)
GARDENS = (
    "示例花园办法\n第一章　法律责任\n第一条　采摘花朵的，由园林主管部门没收花朵，并依照《示例公园条例》第一条第一款的规定处以罚款。\n"
    "第二条　采石的，由园林主管部门没收石块，并依照《示例公园条例》第九条的规定处罚。\n"
    "第三条　采砂的，由园林主管部门没收砂石，并依照《示例采砂条例》第一条的规定处罚。\n"
    "第四条　本办法自2021年1月1日起施行。\n"
)


@pytest.fixture
def listed(tmp_path):
    """The entries of a run over the given laws, by article and paragraph."""

    def made(*laws):
        for number, text in enumerate(laws):
            (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
        run([str(tmp_path)], tmp_path / "out", Options(workers=1))
        with Store.read(tmp_path / "out" / "lezr.db") as store:
            entries = list(store.entries())
            outcomes = store.tally("referrals", "outcome")
        return {
            (e.bases[0].law_title, e.bases[0].article, e.bases[0].paragraph): e for e in entries
        }, outcomes

    return made


def sums(entry):
    return [(int(a.min), int(a.max)) for a in entry.amounts]


def test_a_clause_of_the_same_law_gives_kinds_sums_and_its_words(listed):
    entries, outcomes = listed(PARKS)
    entry = entries["示例公园条例", "第一条", 2]
    assert {"罚款", "没收非法财物"} <= set(entry.kinds)
    assert sums(entry) == [(1000, 2000)]
    assert [(b.kind, b.paragraph) for b in entry.bases] == [("liability", 2), ("referral", 1)]
    assert "处罚依照第一条第一款：罚款、没收非法财物（1000元以上2000元以下）" in entry.remarks
    assert outcomes == {"followed": 1}


def test_a_clause_of_another_law_of_the_run_gives_them_too(listed):
    entries, outcomes = listed(GARDENS, PARKS)
    entry = entries["示例花园办法", "第一条", None]
    assert sums(entry) == [(1000, 2000)]
    last = entry.bases[-1]
    assert (last.law_title, last.kind, last.article, last.paragraph) == (
        "示例公园条例",
        "referral",
        "第一条",
        1,
    )
    assert last.text.startswith("折损花木的，由园林主管部门")
    assert "处罚依照《示例公园条例》第一条第一款：罚款、没收非法财物（1000元以上2000元以下）" in entry.remarks
    assert outcomes == {"followed": 2, "not_at_hand": 1, "not_found": 1}


def test_what_is_not_at_hand_is_said_in_words(listed):
    entries, _ = listed(GARDENS)
    (first, second, third) = (entries["示例花园办法", f"第{n}条", None] for n in "一二三")
    assert "处罚依照《示例公园条例》第一条第一款，该法不在所读法规之列，种类和幅度应查该法" in first.remarks
    assert "处罚依照《示例采砂条例》第一条，该法不在所读法规之列，种类和幅度应查该法" in third.remarks
    assert (first.amounts, len(first.bases), second.amounts) == ((), 1, ())


def test_the_article_that_the_other_law_lacks_is_said_to_be_missing(listed):
    entries, _ = listed(GARDENS, PARKS)
    assert (
        "处罚依照《示例公园条例》第九条，所引条款未找到，种类和幅度待核"
        in entries["示例花园办法", "第二条", None].remarks
    )


def test_no_referral_is_left_waiting_when_the_run_ends(listed):
    _, outcomes = listed(GARDENS, PARKS)
    assert "waits" not in outcomes
