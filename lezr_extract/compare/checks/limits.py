"""C11: time limits longer than higher law allows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lezr_extract.compare.checks.alarm import Test, alarm, cleared, lowered, side, stands, untested
from lezr_extract.compare.checks.case import Case
from lezr_extract.compare.checks.order import is_in_force, made, newer, varies, was_law
from lezr_extract.compare.checks.pair import Pair, same_conduct
from lezr_extract.records import (
    ComparedArticle,
    Difference,
    DifferenceKind,
    Finding,
    PowerType,
    Rank,
    Role,
)
from lezr_extract.text.numerals import to_int
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.checks import checks

_DECIDES = re.compile(
    r"(?P<n>[一二三四五六七八九十百\d]{1,4})个?(?P<unit>工作日|日|天|个月|月)(?:之|以)?内，?"
    r"(?P<what>[^。；：\n]{0,40}?(?:作出|决定是否|予以批准|审批|核准|核发|颁发|答复|办结|批准|准予|审查完毕|提出审查意见))"
)
_NOT_DECIDING = re.compile(
    r"受理|补正|告知|送达|公示|公告|备案|报告|申请人应当|听证|现场|勘察|验收合格后|缴纳|复议|起诉|办理|未|持|领取"
)
_OTHER_MATTER = re.compile(r"投诉|举报|裁决|处罚|复议|异议|程序启动|依职权|调解|信访|事故|赔偿|撤销|申诉")
_SEAL = re.compile(
    r"(?:查封|扣押|暂扣)[^。；]{0,20}(?:期限|时间)[^。；]{0,10}(?:不得超过|为|最长)[^。；]{0,4}?(?P<n>[一二三四五六七八九十百\d]{1,4})个?(?P<unit>工作日|日|天|个月|月)"
)
_LONGER = re.compile(
    r"延长[^。；]{0,30}?(?:不得超过|不超过|最长)[^。；]{0,6}?(?P<n>[一二三四五六七八九十百\d]{1,4})个?(?P<unit>工作日|日|天|个月|月)"
)
_TESTING = re.compile(r"检测|检验|检疫|鉴定|评审|论证|专家|勘验")
_OTHERWISE = re.compile(r"法律、(?:行政)?法规另有规定")
_RULES = (Rank.MINISTRY_RULE, Rank.LOCAL_RULE, Rank.NORMATIVE_DOCUMENT)
_JOINT = re.compile(r"联合|统一办理|集中办理|报[^，。；]{0,12}(?:人民政府|上级)|初审|转报")
_LICENCE_DAYS = 20
_SEAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class _Limit:
    """A time limit in days with the words that set it.

    Working days count as days: licences count both that way (行政许可法 art. 82).
    """

    days: int
    words: str


def longer_than_higher_law(pair: Pair) -> Iterator[Finding]:
    """C11: the same licence takes longer than a allows."""
    a, b = pair.a_deed, pair.b_deed
    if pair.same_act != "yes" or a is None or b is None:
        return
    if a.type is not PowerType.LICENCE or b.type is not PowerType.LICENCE:
        return
    one, other = _decision(pair.a_article), _decision(pair.b_article)
    if one is None or other is None or other.days <= one.days:
        return
    finding = alarm(
        "C11",
        side(pair.a, pair.a_article),
        side(pair.b, pair.b_article),
        f"上位法规定“{one.words}”，下位法规定“{other.words}”。{newer(pair.a, pair.b)}",
        (
            same_conduct(pair),
            _of_one_case(pair, one),
            _not_counted(pair.b_article),
            _otherwise(pair.a_article),
            is_in_force(pair.a),
            varies(pair.b),
        ),
        day=made(pair.b),
        not_compared=pair.left_out,
        differences=(
            Difference(
                DifferenceKind.TIME_LIMIT, f"上位法{one.words}，下位法{other.words}"[:60], a.span, b.span
            ),
        ),
    )
    if finding is not None:
        yield finding


def longer_than_the_general_law(case: Case) -> Iterator[Finding]:
    """C11: a rule's licence takes more than 20 days, or things are held for more than 30.

    行政许可法 art. 42; 行政强制法 art. 25.
    """
    yield from _licence(case)
    yield from _seal(case)


def _licence(case: Case) -> Iterator[Finding]:
    limit = _decision(case.article)
    if case.deed.type is not PowerType.LICENCE or case.law.rank not in _RULES or limit is None:
        return
    if case.deed.role is not Role.BASIS or case.law.title.endswith("条例"):
        return
    if limit.days <= _LICENCE_DAYS:
        return
    finding = alarm(
        "C11",
        None,
        side(case.law, case.article, case.deed),
        f"许可应当自受理之日起二十日内作出决定，只有法律、法规可以另行规定，{case.law.rank.value}规定“{limit.words}”。",
        (
            _not_counted(case.article),
            _joint(case.article, limit),
            _as_long(case, limit),
            was_law(checks()["C11"].valid_from, case.law),
            varies(case.law),
        ),
        day=case.setting.day,
    )
    if finding is not None:
        yield finding


def _seal(case: Case) -> Iterator[Finding]:
    if case.law.rank in (Rank.LAW, Rank.ADMINISTRATIVE_REGULATION) or case.deed is not case.article.deeds[0]:
        return
    for pattern, what in (
        (_SEAL, "查封、扣押的期限不得超过三十日"),
        (_LONGER, "查封、扣押延长的期限不得超过三十日"),
    ):
        match = pattern.search(case.article.text)
        if match is None or not re.search(r"查封|扣押", case.article.text):
            continue
        days = _days(match["n"], match["unit"])
        if days is None or days <= _SEAL_DAYS:
            continue
        finding = alarm(
            "C11",
            None,
            side(case.law, case.article, case.deed),
            f"{what}，只有法律、行政法规可以另行规定，这里规定“{match.group()}”。",
            (
                _otherwise(case.article),
                case.restated(r"(?:查封|扣押)[^。]{0,40}期限", "measure_seal"),
                was_law("2012-01-01", case.law),
                varies(case.law),
            ),
            day=case.setting.day,
        )
        if finding is not None:
            yield finding


def _decision(article: ComparedArticle) -> _Limit | None:
    """The longest time in which an article lets an organ decide; what is not the decision does not count."""
    return max(_decisions(article), key=lambda limit: limit.days, default=None)


def _decisions(article: ComparedArticle) -> list[_Limit]:
    found = []
    for match in _DECIDES.finditer(article.text):
        first = max(article.text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
        if re.search(
            r"(?:作出|批准)[^，。；]{0,16}之日起$", article.text[max(0, match.start() - 30) : match.start()]
        ):
            continue  # a time for delivery
        if _OTHER_MATTER.search(article.text, first, match.end()):
            continue
        days = _days(match["n"], match["unit"])
        if days is not None and not _NOT_DECIDING.search(match["what"]):
            found.append(_Limit(days, match.group()))
    return found


def _days(number: str, unit: str) -> int | None:
    count = to_int(number)
    if count is None:
        return None
    return count * 30 if unit in ("个月", "月") else count


def _of_one_case(pair: Pair, allowed: _Limit) -> Test:
    """Guard: b has one limit; where it has several by level or case, the longest may be of a case that a has not."""
    within = [limit for limit in _decisions(pair.b_article) if limit.days <= allowed.days]
    if within:
        return lowered("same_conduct", f"下位法另有“{within[0].words}”，较长的期限或许适用于别的情形")
    return stands("same_conduct", "下位法只有这一个期限")


def _not_counted(article: ComparedArticle) -> Test:
    if match := _TESTING.search(article.text):
        return cleared("not_counted", f"“{match.group()}”所需时间不计算在内")
    return stands("not_counted", "没有检验、评审等不计入的时间")


def _otherwise(article: ComparedArticle) -> Test:
    if match := _OTHERWISE.search(article.text):
        return cleared("otherwise_set", f"写明“{match.group()}”")
    return stands("otherwise_set", "没有写明法律、行政法规另有规定")


def _as_long(case: Case, limit: _Limit) -> Test:
    """Guard: no higher law at hand allows as long a time."""
    for law in case.setting.at_hand:
        for article in law.articles:
            other = _decision(article)
            if other is not None and other.days >= limit.days:
                return cleared("otherwise_set", f"{in_marks(law.title)}{article.number}规定“{other.words}”")
    return case.restated(re.escape(limit.words[:4]), "licence_detail")


def _joint(article: ComparedArticle, limit: _Limit) -> Test:
    if limit.days <= 45 and (match := _JOINT.search(article.text)):
        return cleared("otherwise_set", f"“{match.group()}”：统一、联合办理可以四十五日")
    if _OTHERWISE.search(article.text):
        return untested("otherwise_set", "写明法律、法规另有规定，没有查对")
    return stands("otherwise_set", "不是统一、联合办理")
