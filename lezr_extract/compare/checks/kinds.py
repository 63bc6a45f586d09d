"""C02 a kind of penalty that the higher law does not have; C03 a penalty without the higher law's precondition."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from lezr_extract.compare.checks.alarm import Outcome, Test, alarm, cleared, lowered, notice, side, stands
from lezr_extract.compare.checks.order import is_in_force, made, newer, varies
from lezr_extract.compare.checks.pair import Pair, same_conduct
from lezr_extract.compare.checks.penalties import (
    KINDS,
    LIGHT,
    at_once,
    has,
    kinds_of,
    listed,
    opens,
    other_basis,
    other_clause,
    own_leave,
    penalties_of,
    refers,
    supplement,
    with_some_condition,
)
from lezr_extract.compare.checks.scope import within
from lezr_extract.records import Deed, Difference, DifferenceKind, Finding, Level

_BUT_FOR_THE_CONDITION = 0.8
# 警告、记过 … are 处分 of staff and no penalty (公务员法 art. 62).
_DISCIPLINE = re.compile(r"警告(?:、|或者)记过|警告[^，。；]{0,30}处分")
# Other words by which a law takes a licence away.
_ALSO = {"吊销许可证件": r"|(?:撤销|取消)[^，。；]{0,24}(?:资质|资格|许可|证)"}
_ALL_GAINS = ["没收违法所得"]


def kind_not_in_higher_law(pair: Pair) -> Iterator[Finding]:
    """C02: what b adds for an act that a already punishes (行政处罚法 arts. 11.2, 12.2, 13.1, 14.1)."""
    theirs = penalties_of(pair.a_article)
    if pair.same_act == "no" or not theirs:
        return
    had = listed(kinds_of(theirs))
    for deed in _mine(pair):
        # A kind that a names in words which were not read as one is no addition.
        added = [
            kind
            for kind in KINDS
            if kind in kinds_of((deed,)) - kinds_of(theirs)
            and not re.search(KINDS[kind] + _ALSO.get(kind, ""), pair.a_article.text)
            and not (kind == "警告" and _DISCIPLINE.search(pair.b_article.text))
        ]
        kept, test = _not_elsewhere(pair, deed, added)
        if not kept:
            continue
        words = f"上位法对该行为规定的处罚是{had}，下位法增加了{listed(kept)}。{newer(pair.a, pair.b)}"
        detail = f"上位法：{had}；下位法增加{listed(kept)}"[:60]
        finding = alarm(
            "C02",
            side(pair.a, pair.a_article, _nearest(pair, theirs)),
            side(pair.b, pair.b_article, deed),
            words,
            (
                same_conduct(pair),
                within(pair),
                supplement(pair),
                test,
                stands("reference", "条文自行规定，没有援引其他法律、法规"),
                other_basis(pair, deed, unnamed=True),
                own_leave(pair),
                _general(kept),
                is_in_force(pair.a),
                varies(pair.b),
            ),
            day=made(pair.b),
            most=Level.SUSPECTED if set(kept) <= LIGHT else Level.CONFLICT,
            not_compared=pair.left_out,
            differences=(Difference(DifferenceKind.MEASURE, detail, None, deed.span),),
        )
        if finding is not None:
            yield finding
            return


def precondition_dropped(pair: Pair) -> Iterator[Finding]:
    """C03: a gives the penalty only where 情节严重, 拒不改正 …, b gives the same kind at once."""
    theirs = penalties_of(pair.a_article)
    if pair.same_act == "no" or not theirs:
        return
    shut = {
        kind: (deed, words)
        for kind in KINDS
        for deed in theirs
        if kind in deed.kinds and (words := opens(pair.a_article, deed, kind))
    }
    for deed in theirs:  # a kind that a gives at once anywhere in the article is open
        for kind in [kind for kind in shut if at_once(pair.a_article, deed, kind)]:
            del shut[kind]
    for deed in _mine(pair):
        bare = [kind for kind in shut if kind in deed.kinds and at_once(pair.b_article, deed, kind)]
        kept, test = _not_elsewhere(pair, deed, bare)
        if not kept:
            continue
        source, condition = shut[kept[0]]
        words = f"上位法以“{condition}”为{listed(kept)}的前提，下位法没有这一前提。{newer(pair.a, pair.b)}"
        detail = f"上位法以“{condition}”为{listed(kept)}的前提，下位法没有"[:60]
        finding = alarm(
            "C03",
            side(pair.a, pair.a_article, source),
            side(pair.b, pair.b_article, deed),
            words,
            (
                _but_for_it(pair),
                _at_once(pair, deed),
                within(pair),
                test,
                stands("reference", "条文自行规定，没有援引其他法律、法规"),
                other_basis(pair, deed, unnamed=True),
                own_leave(pair),
                is_in_force(pair.a),
                varies(pair.b),
            ),
            day=made(pair.b),
            not_compared=pair.left_out,
            differences=(Difference(DifferenceKind.CONDITION, detail, source.span, deed.span),),
        )
        if finding is not None:
            yield finding
            return


def _general(kept: Sequence[str]) -> Test:
    """Guard: b adds more than what 行政处罚法 (2021) art. 28.2 lets every organ confiscate."""
    if list(kept) == _ALL_GAINS:
        return notice("general_rule", "《行政处罚法》第二十八条第二款已规定当事人的违法所得一律没收")
    return stands("general_rule", "没有法律对这类处罚作一般规定")


def _mine(pair: Pair) -> tuple[Deed, ...]:
    mine = penalties_of(pair.b_article)
    return mine if pair.b_deed is None else tuple(deed for deed in mine if deed is pair.b_deed)


def _nearest(pair: Pair, theirs: tuple[Deed, ...]) -> Deed:
    return pair.a_deed if pair.a_deed is not None and pair.a_deed in theirs else theirs[0]


def _but_for_it(pair: Pair) -> Test:
    """Guard: the same act; one that is the same but for the condition in question is."""
    if pair.same_act == "partial" and pair.share >= _BUT_FOR_THE_CONDITION:
        return stands("same_conduct", "除这一前提外两条规定的是同一行为")
    return same_conduct(pair)


def _at_once(pair: Pair, deed: Deed) -> Test:
    """Guard: b names no condition of its own for the act, in whatever words."""
    if with_some_condition(pair.b_article, deed):
        return lowered("same_conduct", "下位法对该行为另有前提，写法不同")
    return stands("same_conduct", "下位法对该行为没有写任何前提")


def _not_elsewhere(pair: Pair, deed: Deed, kinds: Sequence[str]) -> tuple[list[str], Test]:
    """The kinds that b sets itself and that a does not set elsewhere for the same act, with the weakest such test."""
    kept: list[str] = []
    tests: list[Test] = []
    for kind in kinds:
        test = other_clause(pair, partial(has, kind))
        if test.outcome is Outcome.CLEARED or refers(pair.b_article, deed, KINDS[kind]):
            continue
        kept.append(kind)
        tests.append(test)
    weak = next((test for test in tests if test.outcome is not Outcome.STANDS), None)
    return kept, weak or (tests[0] if tests else cleared("other_clause", ""))
