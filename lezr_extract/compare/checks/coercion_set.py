"""C07 enforcement (强制执行) and C08 measures (强制措施) that only a law, or not this rank, may create."""

import re
from collections.abc import Iterator

from lezr_extract.compare.checks.alarm import Outcome, Test, alarm, cleared, lowered, notice, side, stands
from lezr_extract.compare.checks.case import Case
from lezr_extract.compare.checks.order import varies, was_law
from lezr_extract.compare.checks.penalties import clauses, reference
from lezr_extract.compare.checks.titles import plain_title
from lezr_extract.compare.checks.words import any_of, likeness, matter
from lezr_extract.records import ComparedLaw, Finding, Level, PowerType, Rank, Role
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.checks import Answer, checks, grants, may_set

# Enforcement of a decision that was not obeyed (行政强制法 art. 12).
_ENFORCES = (
    r"(?:强制|强行)(?:拆除|执行|清除|清理|履行|搬迁|迁出|平毁|恢复|划拨|扣缴|拖离|拖移|铲除|腾退|收回|停止|关闭|处理)"
    r"|代为(?:履行(?![^，。；]{0,12}(?:职责|职务|职权))|清除|清理|拆除|恢复|修复|治理|处置|补种|改正|整改|设置|复垦|养护)|代履行|加处罚款|划拨[^，。；]{0,8}(?:存款|汇款)"
    r"|予以强制拆除"
)
_REPLACES = r"代为|代履行"
_CHARGED = re.compile(r"人民政府[^，。；]{0,6}(?:责成|组织)[^，。；]{0,24}拆除")
_COMES_NEAR = 0.45
_SURCHARGE = r"滞纳金"
_TYPES = (PowerType.COERCION, PowerType.PENALTY, PowerType.LEVY)
_COURT = re.compile(r"人民法院[^，。；]{0,10}(?:强制|执行)|申请[^，。；]{0,6}(?:法院)?强制")
# Measures before a decision (行政强制法 art. 9), apart from 查封 and 扣押.
_SEAL = r"查封|扣押|(?:扣留|暂扣)(?![^，。；]{0,30}(?:证|照))"
_LIBERTY_OR_FREEZE = (
    r"冻结[^，。；]{0,16}(?:存款|汇款|账户|帐户|资金|财产)|限制[^，。；]{0,6}人身自由|强制(?:带离|约束|传唤)"
    # 强制隔离戒毒人员 and the like are spoken of; the measure is 禁毒法's.
    r"|强制(?:隔离戒毒|隔离(?!戒毒)|戒毒)(?!人员|期限|期间|期满|场所|所|决定|机构|执行)|约束至酒醒|强行带离"
)
# Words just before a measure by which a clause withholds or ends it, and procedures that give no measure.
_WITHHELD = re.compile(r"(?:不予|不得|不再|免予|免于|解除|停止|退还|返还|继续)[^，。；]{0,6}$")
# 被决定强制隔离戒毒的人员: who has come under a measure of another law; nothing is taken here.
_UNDERGONE = re.compile(r"被(?:依法)?(?:决定|责令|采取|执行|实施|处以|处)?(?:予以|给予)?$")
_CRIMINAL = re.compile(r"刑事")
_PROCEDURE = re.compile(r"程序")
_REGISTRATION = re.compile(r"先行登记保存|抽样取证")
_LOCAL_LAW = (Rank.LOCAL_REGULATION, Rank.ZONE_REGULATION, Rank.AUTONOMOUS_REGULATION)


def enforcement_below_law(case: Case) -> Iterator[Finding]:
    """C07 (行政强制法 art. 13): who does not hold it from a law asks the court."""
    deed = case.deed
    cell = may_set("execution", case.law.rank, case.law.territory, "")
    if cell is None or cell.answer is not Answer.NO or case.law.rank is Rank.NORMATIVE_DOCUMENT:  # C06
        return
    match = re.search(_SURCHARGE if deed.type is PowerType.LEVY else _ENFORCES, deed.quote)
    if match is None or deed.role is not Role.BASIS or deed.type not in _TYPES:
        return
    restated = case.restated(_kind_of(match.group()), "execution")
    finding = alarm(
        "C07",
        None,
        side(case.law, case.article, deed),
        f"行政强制执行只能由法律设定，{case.law.rank.value}规定了“{match.group()}”；法律没有授权的，应当申请人民法院强制执行。",
        (
            _court(case),
            reference(case.article, deed, _ENFORCES),
            restated,
            _told_higher(case, _kind_of(match.group())),
            _granted(case, match.group(), restated),
            was_law(checks()["C07"].valid_from, case.law),
            varies(case.law),
        ),
        day=case.setting.day,
    )
    if finding is not None:
        yield finding


def measure_beyond_rank(case: Case) -> Iterator[Finding]:
    """C08 (行政强制法 arts. 10, 11): 地方性法规 only 查封 and 扣押, 规章 none."""
    deed = case.deed
    if deed.type not in _TYPES[:2] or deed.role is not Role.BASIS or case.law.rank is Rank.NORMATIVE_DOCUMENT:
        return
    for power, pattern, what in (
        ("measure_liberty_freeze", _LIBERTY_OR_FREEZE, "限制人身自由或者冻结的强制措施"),
        ("measure_seal", _SEAL, "查封、扣押"),
    ):
        cell = may_set(power, case.law.rank, case.law.territory, "")
        match = re.search(pattern, deed.quote)
        if cell is None or match is None:
            continue
        if cell.answer is not Answer.NO:
            yield from _where_law_is_silent(case, pattern, match.group())
            return
        finding = alarm(
            "C08",
            None,
            side(case.law, case.article, deed),
            f"{case.law.rank.value}不得设定{what}，这里规定了“{match.group()}”。",
            (
                _given(case, pattern),
                reference(case.article, deed, pattern),
                _registration(case, pattern),
                _procedure(case.law),
                case.restated(pattern, power),
                was_law(checks()["C08"].valid_from, case.law),
                varies(case.law),
            ),
            day=case.setting.day,
        )
        if finding is not None:
            yield finding
            return


def _where_law_is_silent(case: Case, pattern: str, found: str) -> Iterator[Finding]:
    """C08 (行政强制法 art. 11.2): a law governs the act and sets no such measure, so a 法规 may not either."""
    bases = {plain_title(title) for title in case.setting.bases}
    law = next(
        (one for one in case.setting.at_hand if one.rank is Rank.LAW and plain_title(one.title) in bases),
        None,
    )
    if law is None or case.law.rank not in _LOCAL_LAW:
        return
    finding = alarm(
        "C08",
        side(law),
        side(case.law, case.article, case.deed),
        f"{in_marks(law.title)}对该行为没有设定强制措施，{case.law.rank.value}不得设定，这里规定了“{found}”。",
        (
            _given(case, pattern),
            reference(case.article, case.deed, pattern),
            _registration(case, pattern),
            case.restated(pattern, "measure_seal"),
            was_law(checks()["C08"].valid_from, case.law),
            varies(case.law),
        ),
        day=case.setting.day,
        most=Level.SUSPECTED,
    )
    if finding is not None:
        yield finding


def _court(case: Case) -> Test:
    for clause in clauses(case.article, case.deed, f"{_ENFORCES}|{_SURCHARGE}"):
        if not _COURT.search(clause.before + clause.words + clause.after):
            return stands("court", "由行政机关自己执行")
    return cleared("court", "申请人民法院强制执行")


def _told_higher(case: Case, pattern: str) -> Test:
    """Guard: no 行政法规 has the same enforcement; it may not create it either, but then the fault is not only here."""
    for law, i, related in case.setting.higher.get(case.index) or ():
        if related.same_act != "no" and re.search(pattern, law.articles[i].text):
            return lowered("granted", f"{in_marks(law.title)}{law.articles[i].number}有同样的规定")
    words = matter(case.deed)
    for law in case.setting.at_hand:
        for article in law.articles:
            if re.search(pattern, article.text) and likeness(words, article.text) >= _COMES_NEAR:
                return lowered("granted", f"{in_marks(law.title)}{article.number}对相近的行为有同样的规定")
    if match := _CHARGED.search(case.deed.quote):
        return lowered("granted", f"写明“{match.group()}”，对违法建设《城乡规划法》第六十八条已有授权")
    return stands("granted", "与该条相当的上位法没有同样的规定")


def _granted(case: Case, found: str, restated: Test) -> Test:
    """Guard: no law gives this enforcement already, as 行政强制法 arts. 50 and 52 do for harm to traffic and nature."""
    if case.deed.type is PowerType.LEVY:
        return notice("granted", "税费的滞纳金随征收办理，是否属于强制执行有争议")
    power = "replacement" if re.search(_REPLACES, found) else "execution"
    words = case.article.text
    for grant in grants(power):
        if word := any_of(grant.words, words):
            said = f"涉及“{word}”，{grant.article}已有授权"
            if power == "replacement":
                return cleared("granted", said)
            # What a law at hand does not set was tested; only where none is at hand the grant may lie there.
            return (
                notice("granted", said) if restated.outcome is Outcome.UNTESTED else lowered("granted", said)
            )
    return stands("granted", "不属于《行政强制法》第五十条、第五十二条等已经授权的情形")


def _kind_of(found: str) -> str:
    """The words by which a higher law would give this enforcement."""
    if "拆除" in found:
        return r"强制拆除|强行拆除|代为拆除|代履行"
    if found.startswith(("代", "代为")):
        return r"代为|代履行|所需费用由|费用由违法"
    return _ENFORCES


def _given(case: Case, pattern: str) -> Test:
    """Guard: a clause lets the organ take the measure; one that withholds, ends or goes on with it sets none."""
    last = ""
    for clause in clauses(case.article, case.deed, pattern):
        match = _WITHHELD.search(clause.before) or (
            _UNDERGONE.search(clause.before) if clause.after.startswith("的") else None
        )
        if match is None:
            return stands("given", "条文规定采取这一措施")
        last = match.group() + clause.words
    return cleared("given", f"写明“{last}”，不是设定措施")


def _procedure(law: ComparedLaw) -> Test:
    """Guard: the text creates measures and does not only say how those of other laws are taken.

    Measures against crime rest on 刑事诉讼法 and are none of 行政强制法 (its art. 2).
    """
    if _CRIMINAL.search(law.title):
        return notice("procedure", "规定的是刑事程序，不是行政强制")
    if _PROCEDURE.search(law.title):
        return lowered("procedure", "只规定程序，措施多由所依据的法律设定")
    return stands("procedure", "不是程序规定")


def _registration(case: Case, pattern: str) -> Test:
    for clause in clauses(case.article, case.deed, pattern):
        if not _REGISTRATION.search(clause.before + clause.after):
            return stands("registration", "不是先行登记保存")
    return cleared("registration", "先行登记保存是取证措施（《行政处罚法》第五十六条）")
