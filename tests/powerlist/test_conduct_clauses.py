"""The conduct clause beside the liability clause: 违反本法第X条 leads to the words of that clause."""

import pytest
from lezr_extract.norms import parse_law
from lezr_extract.powerlist import draft
from lezr_extract.powers import find_powers
from tests.powerlist.building import law_of

RULES = "第一条 禁止在河道倾倒垃圾。\n排污应当经水行政主管部门批准。\n第二条 禁止毒鱼。\n禁止电鱼。\n"


def conducts(words):
    """The conduct clauses of the first penalty of the third article, as (article, paragraph)."""
    law = law_of(f"{RULES}第三条 {words}")
    entries = draft(law, find_powers(law, parse_law(law)))
    first = next(e for e in entries if e.type == "行政处罚" and e.bases[0].article == "第三条")
    return [(b.article, b.paragraph) for b in first.bases if b.kind == "conduct"]


FINE = "由水行政主管部门处一千元罚款"


@pytest.mark.parametrize(
    ("words", "found", "note"),
    [
        (f"违反本条例第一条规定的，{FINE}。", [("第一条", None)], "the whole article"),
        (f"违反本条例第一条第二款规定的，{FINE}。", [("第一条", 2)], "one 款 of it"),
        (f"违反第二条第一款规定的，{FINE}。", [("第二条", 1)], "without 本条例"),
        (f"违反本条例第一条、第二条第二款规定的，{FINE}。", [("第一条", None), ("第二条", 2)], "two clauses"),
        ("违反本条例第二条第一款规定的，责令改正；拒不改正的，由水行政主管部门处一千元罚款。", [("第二条", 1)], "the sanction in a tier"),
        (f"有下列行为之一的，{FINE}：\n（一）违反本条例第一条第一款规定，倾倒垃圾的；\n（二）违反本条例第二条第二款规定，电鱼的。", [("第一条", 1), ("第二条", 2)], "cited in the items"),
        ("违反本条例第一条规定的，按照下列规定处罚：\n（一）倾倒垃圾的，由水行政主管部门处一千元罚款；\n（二）排污的，由水行政主管部门处二千元罚款。", [("第一条", None)], "cited in the head, punished in the items"),
        (f"禁止炸鱼。\n违反本条第一款规定的，{FINE}。", [("第三条", 1)], "本条"),
        (f"禁止炸鱼。\n违反前款规定的，{FINE}。", [("第三条", 1)], "前款"),
        (f"违反《示例渔业法》第一条规定的，{FINE}。", [], "another law's clause is not our first article"),
    ],
)  # fmt: skip
def test_the_clause_that_is_broken_is_quoted_beside_the_penalty(words, found, note):
    assert conducts(words) == found, note
