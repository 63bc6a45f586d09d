"""C04 and C05: penalties that the rank may not create."""

import re
from collections.abc import Iterator
from decimal import Decimal

from lezr_extract.compare.checks.alarm import Test, alarm, lowered, notice, side, stands
from lezr_extract.compare.checks.case import Case
from lezr_extract.compare.checks.order import varies, was_law
from lezr_extract.compare.checks.penalties import KINDS, OF_RULES, kinds_of, listed, reference, refers, sets
from lezr_extract.compare.checks.sums import Range
from lezr_extract.records import Amount, Finding, PowerType, Rank, Role
from lezr_extract.vocabulary.checks import Answer, Cap, cap_on, checks, may_set

_PROCEDURE = re.compile(r"处罚(?:程序|办法|实施|案件|听证)|程序规定|裁量|听证|信息公示")
_BUSINESS_LICENCE = r"吊销[^，。；]{0,16}营业执照"
_DETENTION = r"(?<!司法)拘留"
_RULES = (Rank.MINISTRY_RULE, Rank.LOCAL_RULE)


def kind_above_rank(case: Case) -> Iterator[Finding]:
    """C04: 限制人身自由 below 法律, 吊销营业执照 from 地方性法规 down (行政处罚法 arts. 10.2, 12.1)."""
    if case.deed.type is not PowerType.PENALTY or case.deed.role is not Role.BASIS:
        return
    for power, pattern, what in (
        ("penalty_liberty", _DETENTION, "限制人身自由的处罚"),
        ("penalty_business_licence", _BUSINESS_LICENCE, "吊销营业执照"),
    ):
        cell = may_set(power, case.law.rank, case.law.territory, "")
        if cell is None or cell.answer is not Answer.NO or not re.search(pattern, case.deed.quote):
            continue
        if case.law.rank is Rank.NORMATIVE_DOCUMENT or not sets(case.article, case.deed, pattern):  # C06
            continue
        finding = alarm(
            "C04",
            None,
            side(case.law, case.article, case.deed),
            f"{case.law.rank.value}不得设定{what}。",
            (
                reference(case.article, case.deed, pattern),
                case.restated(pattern, power),
                was_law(checks()["C04"].valid_from, case.law),
                varies(case.law),
            ),
            day=case.setting.day,
        )
        if finding is not None:
            yield finding


def rule_beyond_its_kinds(case: Case) -> Iterator[Finding]:
    """C05: a 规章 creates more than 警告, 通报批评 and 罚款, or a fine above the cap (arts. 13.2, 14.2)."""
    if (
        case.law.rank not in _RULES
        or case.deed.type is not PowerType.PENALTY
        or case.deed.role is not Role.BASIS
    ):
        return
    if _PROCEDURE.search(case.law.title):  # it regulates how penalties are given and sets none
        return
    beyond = [
        kind
        for kind in KINDS
        if kind in kinds_of((case.deed,)) - OF_RULES
        and sets(case.article, case.deed, KINDS[kind])
        and not refers(case.article, case.deed, KINDS[kind])
    ]
    if beyond:
        words = f"规章只能设定警告、通报批评和罚款，这里设定了{listed(beyond)}。"
        yield from _rule_alarm(case, "penalty_other", KINDS[beyond[0]], words, more=(_general(beyond),))
        return
    cap = cap_on(case.law.rank, case.law.territory, case.setting.day, case.setting.caps)
    for amount in case.deed.amounts:
        if amount.unit == "元" and amount.per is None and amount.max is not None:
            if cap is None:
                return
            if amount.max > cap.usual:
                words = f"规章设定的罚款为{_fine(amount)}，超过限额{_money(cap.usual)}（{cap.source}）。"
                tests = (_cap(case, cap, amount),)
                yield from _rule_alarm(
                    case, "penalty_fine", KINDS["罚款"], words, more=tests, left_out=_unread(cap)
                )
                return


def _rule_alarm(
    case: Case,
    power: str,
    pattern: str,
    words: str,
    *,
    more: tuple[Test, ...] = (),
    left_out: tuple[str, ...] = (),
) -> Iterator[Finding]:
    finding = alarm(
        "C05",
        None,
        side(case.law, case.article, case.deed),
        words,
        (
            reference(case.article, case.deed, pattern),
            case.restated(pattern, power),
            *more,
            was_law(checks()["C05"].valid_from, case.law),
        ),
        day=case.setting.day,
        not_compared=left_out,
    )
    if finding is not None:
        yield finding


def _general(beyond: list[str]) -> Test:
    """Guard: the sanction is more than what 行政处罚法 (2021) art. 28.2 lets every organ confiscate."""
    if beyond == ["没收违法所得"]:
        return lowered("general_rule", "《行政处罚法》第二十八条第二款已规定当事人的违法所得一律没收")
    return stands("general_rule", "没有法律对这类处罚作一般规定")


def _cap(case: Case, cap: Cap, amount: Amount) -> Test:
    """Guard: whether the higher cap for safety, environment and the like applies."""
    if cap.raised is None or amount.max is None or amount.max > cap.raised:
        return stands("cap", "也超过较高的限额" if cap.raised else "没有较高的限额")
    word = next(
        (word for word in cap.raised_for if word in case.law.title + case.deed.act + case.deed.quote), ""
    )
    if word:
        return notice("cap", f"条文涉及“{word}”，或许适用较高的限额{_money(cap.raised)}")
    return lowered("cap", f"没有超过较高的限额{_money(cap.raised)}，条文看不出属于那些领域")


def _unread(cap: Cap) -> tuple[str, ...]:
    return () if cap.checked else (f"限额的原文没有核对过：{cap.source}",)


def _fine(amount: Amount) -> str:
    return Range(amount.min or Decimal(0), amount.max, "元").words


def _money(value: Decimal) -> str:
    return Range(value, value, "元").words
