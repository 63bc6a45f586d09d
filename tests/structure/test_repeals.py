"""A law that ends another says so; whose mark is only a claim stays."""

from datetime import date

import pytest
from lezr_extract.records import Document
from lezr_extract.structure import LawIndex, build_law, ended_laws, find_repeals, outline

TODAY = date(2026, 1, 1)


def law_of(title, date_line, closing):
    text = f"{title}\n{date_line}\n第一条　为了规范河埠，制定本法。\n第二条　{closing}"
    law, _ = build_law(Document(f"{title}.txt", "text", title, text))
    assert law is not None
    return law


def outlines_of(*laws):
    return [outline(law, find_repeals(law)) for law in laws]


@pytest.mark.parametrize(
    ("closing", "titles", "note"),
    [
        ("本法自2020年1月1日起施行。《河埠法》同时废止。", ["河埠法"], "one law"),
        (
            "本法自2020年1月1日起施行。《河埠法》、《渡船法》和《实施〈河埠法〉办法》同时废止。",
            ["河埠法", "渡船法", "实施〈河埠法〉办法"],
            "several, one with inner marks",
        ),
        ("《河埠法》第三条同时废止。", [], "an article ends, not the law"),
        ("本办法的修改、废止，由市人民政府决定。", [], "废止 as a matter"),
        ("依照《河埠法》的规定，机关应当及时清理、废止有关文件。", [], "a duty to end things"),
        ("本法自2020年1月1日起施行。", [], "nothing ends"),
    ],
)
def test_the_laws_that_a_law_ends_are_named_in_its_own_words(closing, titles, note):
    law = law_of("中华人民共和国示范航道法", "（2019年6月1日全国人民代表大会常务委员会通过）", closing)
    assert [repeal.title for repeal in find_repeals(law)] == titles, note


OLD = law_of(
    "中华人民共和国示范河埠法", "（2001年6月1日全国人民代表大会常务委员会通过）", "本法自2001年7月1日起施行。"
)
NEW_WORDS = "《中华人民共和国示范河埠法》同时废止。"
BY = "（2019年6月1日全国人民代表大会常务委员会通过）"


@pytest.mark.parametrize(
    ("title", "line", "closing", "ended", "note"),
    [
        ("中华人民共和国示范航道法", BY, f"本法自2020年1月1日起施行。{NEW_WORDS}", True, "in force"),
        ("中华人民共和国示范航道法", BY, f"本法自2027年1月1日起施行。{NEW_WORDS}", False, "not yet in force"),
        (
            "中华人民共和国示范航道法",
            BY,
            NEW_WORDS,
            False,
            "no date of entry into force: unknown is not in force",
        ),
        (
            "中华人民共和国示范航道法",
            "（1999年6月1日全国人民代表大会常务委员会通过）",
            f"本法自2000年1月1日起施行。{NEW_WORDS}",
            False,
            "an older law ends no younger one",
        ),
        (
            "浙江省示范航道条例",
            "（2019年6月1日浙江省人民代表大会常务委员会通过）",
            f"本条例自2020年1月1日起施行。{NEW_WORDS}",
            False,
            "a local regulation ends no national law",
        ),
    ],
)
def test_a_law_has_ended_when_a_younger_one_in_force_says_so(title, line, closing, ended, note):
    outlines = outlines_of(OLD, law_of(title, line, closing))
    found = ended_laws(outlines, LawIndex(outlines), TODAY)
    assert [one.law_id for one in found] == ([OLD.id] if ended else []), note
    if ended:
        assert (found[0].by_title, found[0].article, found[0].day) == (title, "第二条", "2020-01-01")
        assert found[0].words == NEW_WORDS
