"""C01 a fine outside the higher law's range; C19 different fines of laws of the same rank."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lezr_extract.compare.checks.alarm import Test, alarm, lowered, side, stands, untested
from lezr_extract.compare.checks.order import is_in_force, made, newer, varies
from lezr_extract.compare.checks.pair import Pair, same_conduct
from lezr_extract.compare.checks.penalties import kinds_of, other_basis, other_clause, own_leave, penalties_of
from lezr_extract.compare.checks.scope import within
from lezr_extract.compare.checks.sums import Outside, alike, amounts, outside, party, ranged, same_party
from lezr_extract.compare.checks.words import likeness
from lezr_extract.records import Deed, Difference, DifferenceKind, Finding, Related
from lezr_extract.text.titles import in_marks

_A_GRADE = 0.4
_FOREGOING = re.compile(r"前款|前两款|前三款|上款|第[一二三四]款")


def fine_outside_range(pair: Pair) -> Iterator[Finding]:
    """C01 (行政处罚法 arts. 11.2, 12.2, 13.1, 14.1): for one alarm per deed of b the widest departure."""
    found = departures(pair)
    if found is None:
        return
    deed, worst = found
    base = pair.a_deed or penalties_of(pair.a_article)[0]
    words = (
        f"上位法罚款幅度为{worst.allowed.words}，下位法为{worst.found.words}，{worst.words}上位法。"
        f"{newer(pair.a, pair.b)}"
    )
    tests = (
        same_conduct(pair),
        within(pair),
        _party(pair, worst),
        stands("same_base", "计罚的单位和基数相同"),
        stands("open_fine", "上位法规定了幅度"),
        _other(pair, worst),
        other_basis(pair, deed, unnamed=False),
        own_leave(pair),
        is_in_force(pair.a),
        varies(pair.b),
    )
    finding = alarm(
        "C01",
        side(pair.a, pair.a_article, base),
        side(pair.b, pair.b_article, deed),
        words,
        tests,
        day=made(pair.b),
        not_compared=pair.left_out,
        differences=(difference(worst),),
    )
    if finding is not None:
        yield finding


def different_fines(pair: Pair) -> Iterator[Finding]:
    """C19 (行政处罚法 art. 29; 立法法 arts. 103, 105, 106): neither range holds the other."""
    mine = penalties_of(pair.b_article) if pair.b_deed is None else (pair.b_deed,)
    theirs = penalties_of(pair.a_article) if pair.a_deed is None else (pair.a_deed,)
    differing = outside(amounts(theirs), amounts(mine)) or outside(amounts(mine), amounts(theirs))
    if not differing or pair.same_act == "no":
        return
    one, other = ranged([*amounts(theirs)][:1]), ranged([*amounts(mine)][:1])
    finding = alarm(
        "C19",
        side(pair.a, pair.a_article, theirs[0]),
        side(pair.b, pair.b_article, mine[0]),
        f"同级的两部规范对同一行为的罚款不同：一为{one.words}，一为{other.words}；同一行为不得两次罚款，按照数额高的规定处罚。",
        (
            same_conduct(pair),
            stands("same_base", "计罚的单位和基数相同"),
            stands("open_fine", "两者都规定了幅度"),
            _special_or_new(pair),
            is_in_force(pair.a),
        ),
        day=made(pair.b),
        not_compared=pair.left_out,
        differences=(
            Difference(
                DifferenceKind.FINE_RANGE,
                f"甲{one.words}，乙{other.words}"[:60],
                amounts(theirs)[0].span,
                amounts(mine)[0].span,
            ),
        ),
    )
    if finding is not None:
        yield finding


def departures(pair: Pair) -> tuple[Deed, Outside] | None:
    """The first deed of b whose fine lies outside all tiers of a's article, and its widest departure."""
    theirs = of_same_paragraph(pair, penalties_of(pair.a_article))
    mine = (pair.b_deed,) if pair.b_deed is not None else penalties_of(pair.b_article)
    if pair.same_act == "no" or not theirs or "罚款" not in kinds_of(theirs):
        return None
    if any("罚款" in deed.kinds and not deed.amounts for deed in theirs):
        return None  # 处罚款 without a sum: no range that could be left
    for deed in mine:
        if found := outside(amounts(theirs), amounts((deed,))):
            return deed, max(found, key=lambda one: (one.above, one.found.high or one.found.low))
    return None


def of_same_paragraph(pair: Pair, deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """The deeds of a in the 款 on which the judgement rests, and those of a 款 that goes on about the same acts.

    Another 款 punishes another act; one that points back (个人有前款第二项行为的) punishes other parties for the same.
    Of a list whose 项 have sums of their own those 项 that are no grades of the same act (情节较轻的, 情节严重的) are too.
    """
    base = pair.a_deed
    if base is None:
        return deeds
    if base.item is not None and base.amounts:
        deeds = tuple(
            deed
            for deed in deeds
            if deed.paragraph != base.paragraph
            or deed.item in (None, base.item)
            or deed.amounts == base.amounts
            or likeness(deed.act, base.act) >= _A_GRADE
        )
    text, start = pair.a_article.text, pair.a_article.span.start
    return tuple(
        deed
        for deed in deeds
        if deed.paragraph == base.paragraph
        or _FOREGOING.search(
            text, text.rfind("\n", 0, max(0, deed.span.start - start)) + 1, deed.span.end - start
        )
    )


def departure_of(pair: Pair) -> Outside | None:
    """The widest departure of b's fine from a's range, or of a's from b's; None where they agree."""
    found = departures(pair)
    if found is not None:
        return found[1]
    swapped = departures(Pair(pair.b, pair.j, pair.a, pair.i, _turned(pair)))
    if swapped is None:
        return None
    one = swapped[1]
    return Outside(one.amount, one.found, one.allowed, one.below, one.above)


def _turned(pair: Pair) -> Related:
    return replace(pair.related, a=pair.related.b, b=pair.related.a)


def difference(one: Outside) -> Difference:
    """The departure as a record; ``a`` keeps no place where its range stands in several clauses."""
    detail = f"上位法{one.allowed.words}，下位法{one.found.words}"
    return Difference(
        DifferenceKind.FINE_RANGE, detail[:60], one.like.span if one.like else None, one.amount.span
    )


def _party(pair: Pair, worst: Outside) -> Test:
    theirs = amounts(penalties_of(pair.a_article))
    if any(same_party(one, worst.amount) for one in theirs):
        return stands("same_party", "处罚的是同一类当事人")
    who = {"person": "个人", "body": "单位"}.get(party(worst.amount), "未区分单位和个人")
    return lowered("same_party", f"下位法处罚的是{who}，上位法没有同样区分")


def _other(pair: Pair, worst: Outside) -> Test:
    """Guard: no other clause of a sets a fine that holds this one for the same act."""

    def fits(deed: Deed) -> bool:
        like = [one for one in deed.amounts if alike(one, worst.amount)]
        return bool(like) and not outside(like, (worst.amount,))

    return other_clause(pair, fits)


def _special_or_new(pair: Pair) -> Test:
    a, b = pair.a, pair.b
    if a.issuer and a.issuer == b.issuer and made(a) and made(b) and made(a) != made(b):
        late = a if made(a) > made(b) else b
        return lowered(
            "special_or_new", f"同一机关制定，{made(late)}的{in_marks(late.title)}较新，适用新的规定"
        )
    if not a.issuer or not b.issuer:
        return untested("special_or_new", "制定机关不明")
    return stands("special_or_new", "不是同一机关先后制定，不能按新旧决定")
