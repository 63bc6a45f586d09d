"""C17 two organs for one act, C18 one power twice, C21 a copy of higher law, C23 部门规章 against 地方性法规."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lezr_extract.compare.checks.alarm import Test, alarm, notice, side, stands, untested
from lezr_extract.compare.checks.fines import departure_of
from lezr_extract.compare.checks.order import Order, is_in_force, made, order, varies
from lezr_extract.compare.checks.pair import Pair, same_conduct
from lezr_extract.compare.checks.penalties import KINDS, kinds_of, listed, penalties_of
from lezr_extract.compare.checks.words import sameness
from lezr_extract.compare.consequences.overlaps import WORDS, shared_duty
from lezr_extract.records import Difference, DifferenceKind, Finding, Rank, Relation
from lezr_extract.text.titles import in_marks

_DIVIDED = re.compile(
    r"(?:按照|根据|依照|在)?(?:各自的?)?职责(?:分工|范围|权限)|各自(?:的)?职责|会同|配合|协助|共同"
)
_CONCENTRATED = re.compile(r"综合(?:行政)?执法|城市管理|城管")
# Who asks the court enforces nothing; how the congress works is no power over a party.
_NO_POWER = re.compile(r"申请人民法院(?:强制)?执行")
_OF_CONGRESS = re.compile(r"人民代表大会|常务委员会|主任会议|主席团")
# Share of the words from which two acts are one entry of a list.
_ONE_ACT = 0.5
_COPY = 0.8
_LONG_ENOUGH = 40


def two_organs(pair: Pair) -> Iterator[Finding]:
    """C17 (行政处罚法 arts. 25, 29): the deciding rules are named, the choice stays with the office."""
    a, b = pair.a_deed, pair.b_deed
    if pair.same_act == "no" or a is None or b is None or not a.holder or not b.holder:
        return
    sort = shared_duty(pair.a_article, pair.b_article, pair.related)
    if sort is None or _NO_POWER.search(b.quote) or any(map(_OF_CONGRESS.search, (*a.holder, *b.holder))):
        return
    one, other = (deed.resolved or "、".join(deed.holder) for deed in (a, b))
    who = Difference(
        DifferenceKind.AGENCY,
        f"{in_marks(pair.a.title)}由{one}，{in_marks(pair.b.title)}由{other}"[:60],
        a.span,
        b.span,
    )
    further = (one for one in pair.related.conflicts if one.kind is not DifferenceKind.AGENCY)
    finding = alarm(
        "C17",
        side(pair.a, pair.a_article, a),
        side(pair.b, pair.b_article, b),
        f"同一行为，{in_marks(pair.a.title)}由{one}处理，{in_marks(pair.b.title)}由{other}处理。{WORDS[sort]}。",
        (same_conduct(pair), _divided(pair), _levels(pair), _concentrated(pair)),
        day=made(pair.b),
        not_compared=(*pair.left_out, "没有查对“三定”规定"),
        differences=(who, *further),
    )
    if finding is not None:
        yield replace(finding, sort=sort)


def one_power_twice(pair: Pair) -> Iterator[Finding]:
    """C18: two bases of one entry (国家综合行政执法事项指导目录)."""
    a, b = pair.a_deed, pair.b_deed
    if pair.related.relation is not Relation.DUPLICATE or pair.same_act != "yes" or a is None or b is None:
        return
    if a.type is None or a.type is not b.type or pair.share < _ONE_ACT:
        return
    equal = order(pair.a, pair.b) is not Order.HIGHER
    if equal and shared_duty(pair.a_article, pair.b_article, pair.related):  # not the power of one organ
        return
    finding = alarm(
        "C18",
        side(pair.a, pair.a_article, pair.a_deed),
        side(pair.b, pair.b_article, pair.b_deed),
        "两条规定的是同一机关的同一权力：清单中并为一条，两条都列为依据。",
        (same_conduct(pair),),
        day=made(pair.b),
    )
    if finding is not None:
        yield finding


def copy_of_higher_law(pair: Pair) -> Iterator[Finding]:
    """C21 (立法法 art. 82.4; 规章制定程序条例 art. 8.2)."""
    one, other = pair.a_article.text, pair.b_article.text
    if pair.b.rank is Rank.ADMINISTRATIVE_REGULATION or len(other) < _LONG_ENOUGH:
        return
    share = sameness(one, other, _COPY)
    if share < _COPY:
        return
    finding = alarm(
        "C21",
        side(pair.a, pair.a_article),
        side(pair.b, pair.b_article),
        f"下位法的条文与上位法几乎相同（{share:.0%}），一般不作重复性规定。",
        (stands("adds_something", "没有看出增加的内容"),),
        day=made(pair.b),
    )
    if finding is not None:
        yield finding


def ministry_against_province(pair: Pair) -> Iterator[Finding]:
    """C23 (立法法 art. 106.1(2)): neither wins by itself."""
    theirs, mine = penalties_of(pair.a_article), penalties_of(pair.b_article)
    if pair.same_act == "no" or not theirs or not mine:
        return
    differing = kinds_of(theirs) ^ kinds_of(mine)
    fine = departure_of(pair)
    if fine is not None:
        words = f"罚款不同：{in_marks(pair.a.title)}为{fine.allowed.words}，{in_marks(pair.b.title)}为{fine.found.words}"
        difference = Difference(DifferenceKind.FINE_RANGE, words[:60], None, fine.amount.span)
    elif differing:
        words = f"处罚种类不同：相差{listed(kind for kind in KINDS if kind in differing)}"
        difference = Difference(DifferenceKind.MEASURE, words[:60], None, None)
    else:
        return
    local = pair.a if pair.a.rank is not Rank.MINISTRY_RULE else pair.b
    finding = alarm(
        "C23",
        side(pair.a, pair.a_article, pair.a_deed),
        side(pair.b, pair.b_article, pair.b_deed),
        f"{words}。部门规章与地方性法规没有当然的高下，不能确定如何适用时由国务院提出意见。",
        (
            same_conduct(pair),
            stands("same_party", "处罚的是同一类当事人"),
            stands("same_base", "计罚的单位和基数相同"),
            stands("open_fine", "两者都规定了幅度" if fine else "比较的是种类"),
            is_in_force(pair.a),
            varies(local),
        ),
        day=made(pair.b),
        not_compared=pair.left_out,
        differences=(difference,),
    )
    if finding is not None:
        yield finding


def _divided(pair: Pair) -> Test:
    for law, article in ((pair.a, pair.a_article), (pair.b, pair.b_article)):
        if match := _DIVIDED.search(article.text):
            return notice("divided", f"{in_marks(law.title)}写明“{match.group()}”")
    return stands("divided", "两条都没有写明分工")


def _levels(pair: Pair) -> Test:
    a, b = pair.a_deed, pair.b_deed
    if a is None or b is None or not a.agency_ids or not b.agency_ids:
        return untested("different_levels", "有一方的机关没有识别出来")
    if set(a.agency_ids) == set(b.agency_ids):
        return notice("different_levels", "是同一机关的不同层级")
    return stands("different_levels", "不是同一机关的不同层级")


def _concentrated(pair: Pair) -> Test:
    for deed in (pair.a_deed, pair.b_deed):
        if deed is not None and (match := _CONCENTRATED.search("".join(deed.holder))):
            return notice(
                "concentrated", f"“{match.group()}”行使，多因相对集中处罚权（《行政处罚法》第十八条）"
            )
    return stands("concentrated", "不是综合执法机关")
