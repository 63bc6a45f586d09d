"""C12: fees without a law or an 行政法规 behind them."""

import re
from collections.abc import Iterator

from lezr_extract.compare.checks.alarm import Test, alarm, cleared, notice, side, stands
from lezr_extract.compare.checks.case import Case
from lezr_extract.compare.checks.order import varies, was_law
from lezr_extract.compare.checks.words import any_of
from lezr_extract.records import Finding, PowerType, Rank, Role
from lezr_extract.vocabulary.checks import Answer, checks, grants, may_set

_FEE = r"(?:收取|征收|缴纳|交纳|缴|收)[^，。；]{0,24}(?:费|基金|保证金|资金)|[\u4e00-\u9fff]{2,10}(?:补偿费|占用费|开发费|管理费|配套费|保证金)"
_BACKED = re.compile(
    r"(?:依照|按照|按|根据)[^，。；]{0,16}(?:国家|国务院|财政|物价|价格|有关|法律|法规|规定|省)[^，。；]{0,24}(?:规定|标准|批准|核定|目录)"
    r"|依法[^，。；]{0,12}(?:收取|征收|缴纳|交纳)|国务院批准|国家规定"
)
_PRIVATE = re.compile(
    r"征地|安置补助|征收[^，。；]{0,10}(?:土地|房屋|农民|集体)|自我管理|物业|学费|水费|电费|燃气费|供热|票|停车(?:服务)?费|服务费|有线电视|租金|租赁|押金|诊疗|检[测验]费|会费|保险费|出让金|价款|经营者|不得(?:向|再|收|另|以|违|乱)|禁止|免收|免缴|减免|减征|滞纳金|拒[不绝]|服务成本|体育设施|补缴|不缴|未缴|逾期|罚款|用途|专款|使用"
)

# What is paid under a contract is no fee of the administration.
_CONTRACT = re.compile(r"(?:签订|订立|按照|依照|履行)[^。；]{0,12}(?:合同|协议|约定)[^。；]*$")

# 国务院决定 may approve fees; 规范性文件 are C06.
_ELSEWHERE = (Rank.STATE_COUNCIL_DECISION, Rank.NORMATIVE_DOCUMENT)


def fee_without_basis(case: Case) -> Iterator[Finding]:
    """C12 (行政许可法 art. 58; 优化营商环境条例 art. 25)."""
    deed, law = case.deed, case.law
    cell = may_set("licence_fee", law.rank, law.territory, "")
    if cell is None or cell.answer is not Answer.NO or law.rank in _ELSEWHERE:
        return
    match = re.search(_FEE, deed.quote)
    if deed.type is not PowerType.LEVY or deed.role is not Role.BASIS or match is None:
        return
    finding = alarm(
        "C12",
        None,
        side(law, case.article, deed),
        f"行政收费应当有法律、行政法规的依据或者经国务院批准，{law.rank.value}规定了“{match.group()}”。",
        (
            _backed(case),
            _a_fee(case),
            _granted(case),
            case.restated(re.escape(match.group()[-3:]), "licence_fee"),
            was_law(checks()["C12"].valid_from, law),
            varies(law),
        ),
        day=case.setting.day,
    )
    if finding is not None:
        yield finding


def _backed(case: Case) -> Test:
    match = _BACKED.search(case.deed.quote) or _BACKED.search(case.article.text)
    if match:
        return cleared("reference", f"写明“{match.group()}”")
    return stands("reference", "条文没有写明收费的依据")


def _a_fee(case: Case) -> Test:
    start = case.deed.span.start - case.article.span.start
    match = _PRIVATE.search(case.deed.quote) or _CONTRACT.search(case.article.text[: max(0, start)])
    if match:
        return cleared("not_a_fee", f"“{match.group()[:30]}”不是设定行政收费")
    return stands("not_a_fee", "向行政机关缴纳")


def _granted(case: Case) -> Test:
    for grant in grants("fee"):
        if word := any_of(grant.words, case.deed.quote):
            return notice("granted", f"“{word}”：{grant.article}已有规定")
    return stands("granted", "不在已知的国家收费项目之内")
