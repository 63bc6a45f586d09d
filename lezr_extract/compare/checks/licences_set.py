"""C09 licences that the rank may not create; C20 a licence without what a licence must say."""

import re
from collections.abc import Iterator

from lezr_extract.compare.checks.alarm import Outcome, Test, alarm, lowered, side, stands
from lezr_extract.compare.checks.case import Case
from lezr_extract.compare.checks.order import varies, was_law
from lezr_extract.compare.checks.penalties import reference
from lezr_extract.records import Finding, Level, PowerType, Rank, Role
from lezr_extract.vocabulary.checks import Answer, checks, column_of, may_set

_GRANTS = r"批准|许可|核准|审批|核发|颁发|审核同意|审查同意|备案(?=[^，。；]{0,8}方可)|登记"
_QUALIFICATION = re.compile(
    r"(?:执业|从业|职业|上岗)[^，。；]{0,8}(?:资格|资质|证书?)|资质(?:证书|等级)|资格证"
)
_BEFORE_REGISTRATION = re.compile(
    r"(?:方可|后[^，。；]{0,4}(?:再|可)?)[^，。；]{0,12}(?:办理|申请|申领|领取)[^，。；]{0,12}(?:工商|企业|市场主体|营业执照|设立)[^，。；]{0,6}(?:登记|注册|营业执照|(?=[，。；]|$))"
)
# 行政许可法 art. 15.2 protects trade between places, not persons as such.
_TRADE = re.compile(r"企业|商品|产品|经营|生产|服务|施工|承接|承包|投标|销售|从业|执业")
_OUTSIDERS = re.compile(
    r"(?:外地|外省|外埠|外市|非本[省市]|本[省市](?:行政区域)?以外|省外|市外)[^，。；]{0,30}(?:企业|单位|人员|机构|产品|商品|经营者)"
    r"|(?:外地|外省|外埠|非本[省市])的"
)
# To qualify is only for the nation to set; a local text that names its own issuer and no higher rule sets it.
_LOCAL_ISSUER = re.compile(
    r"(?:省|市|县|区|自治区)[^，。；]{0,24}(?:部门|机构|机关|局|厅)[^。；]{0,40}(?:颁发|核发|发给|考核|认定|评定|批准|审批)"
)
_NATIONAL = re.compile(r"国家|国务院|依法|法律|法规|统一|相应|《|具有|具备")
_APPROVES = re.compile(r"批准|许可|核准|审批|备案|登记|办理[^，。；]{0,10}(?:手续|证)|取得[^，。；]{0,16}证")
_CREATES = re.compile(
    r"(?:应当|必须|须)[^。；]{0,40}(?:批准|许可|核准|审批|同意|许可证|资质证书|资格证)|未经[^。；]{0,24}(?:批准|许可|同意)[^。；]{0,12}不得|方可"
)
# Renewal and change belong to a licence that is set elsewhere.
_GOES_ON = re.compile(r"延续|换发|换证|变更|补发|有效期|注销|复核")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:许可证|资格证书|资质证书|批准文号|合格证|登记证|执业证)")
# What governments report to one another, and help that is applied for, open no activity.
_INSIDE = re.compile(
    r"跨[^，。；]{0,6}行政区域|申报|援助|救助|评议|人民政府应当[^，。；]{0,20}(?:编制|制定|报)"
)
_CONDITIONS = re.compile(
    r"(?:具备|符合|满足)[^。；]{0,16}(?:条件|要求|标准|规划)|提[交供][^。；]{0,30}(?:材料|文件|资料|证明|申请书)"
)
_PROCEDURE = re.compile(
    r"受理|提出[^，。；]{0,10}申请|申请人|审查|提交[^。；]{0,20}申请|向[^，。；]{2,30}申请"
)
_LIMIT = re.compile(r"[一二三四五六七八九十百\d]{1,4}个?(?:工作)?日(?:内|以内|之内)|当场|即时办结")
_LEFT = re.compile(
    r"(?:具体|实施|管理|审批|许可|条件)[^。；]{0,16}(?:办法|规定|程序|条件|标准)[^。；]{0,12}由[^。；]{2,40}(?:规定|制定)"
    r"|(?:依照|按照)[^。；]{0,20}(?:行政许可法|法律、法规|有关规定|国家[^。；]{0,6}规定)"
)


def licence_beyond_rank(case: Case) -> Iterator[Finding]:
    """C09 (行政许可法 arts. 15.2, 16.4, 17)."""
    deed = case.deed
    if deed.type is not PowerType.LICENCE or deed.role is not Role.BASIS:
        return
    if case.law.rank is Rank.NORMATIVE_DOCUMENT:  # C06
        return
    found = _beyond(case)
    if found is None:
        return
    words, tests, most = found
    finding = alarm(
        "C09",
        None,
        side(case.law, case.article, deed),
        words,
        (
            reference(case.article, deed, _GRANTS),
            *tests,
            was_law(checks()["C09"].valid_from, case.law),
            varies(case.law),
        ),
        day=case.setting.day,
        most=most,
    )
    if finding is not None:
        yield finding


def licence_incomplete(case: Case) -> Iterator[Finding]:
    """C20 (行政许可法 art. 18): once for a law, at its first licence."""
    deed, law = case.deed, case.law
    if deed.type is not PowerType.LICENCE or deed.role is not Role.BASIS:
        return
    cell = may_set("licence_create", law.rank, law.territory, "")
    if cell is None or cell.answer is Answer.NO or _earlier(case):
        return
    if not _CREATES.search(deed.quote) or _INSIDE.search(case.article.text):
        return
    # Conditions and procedure may stand in other articles: only those that speak of licences count.
    text = "\n".join(
        article.text
        for article in law.articles
        if article is case.article or any(other.type is PowerType.LICENCE for other in article.deeds)
    )
    missing = [
        what
        for what, there in (
            ("实施机关", bool(deed.holder or deed.resolved)),
            ("条件", bool(_CONDITIONS.search(text))),
            ("程序", bool(_PROCEDURE.search(text))),
            ("期限", bool(_LIMIT.search(text))),
        )
        if not there
    ]
    if not missing:
        return
    left = _LEFT.search(text)
    restated = case.restated(_GRANTS, "licence_create")
    sure = len(missing) > 1 and restated.outcome is Outcome.STANDS
    finding = alarm(
        "C20",
        None,
        side(law, case.article, deed),
        f"设定许可应当规定实施机关、条件、程序、期限，这里没有规定{'、'.join(missing)}。",
        (
            reference(case.article, deed, f"{_GRANTS}|取得"),
            restated,
            lowered("left_to_others", f"写明“{left.group()}”")
            if left
            else stands("left_to_others", "没有授权另行规定"),
            was_law(checks()["C20"].valid_from, law),
        ),
        day=case.setting.day,
        most=Level.SUSPECTED if sure else Level.NOTICE,
    )
    if finding is not None:
        yield finding


def _beyond(case: Case) -> tuple[str, tuple[Test, ...], Level] | None:
    column = column_of(case.law.rank, case.law.territory)
    if column in ("部门规章", "市级政府规章"):
        return _of_a_rule(case, column)
    return _of_a_local_text(case) if column in ("地方性法规", "省级政府规章") else None


def _of_a_rule(case: Case, column: str) -> tuple[str, tuple[Test, ...], Level] | None:
    """Nearly every licence of a rule details one of a higher law: only what none at hand comes near is an alarm."""
    if not _CREATES.search(case.deed.quote) or _GOES_ON.search(case.article.text):
        return None
    if _is_a_higher_licence(case):
        return None
    words = f"{column}不得设定许可，只能在上位法设定的许可事项之内作具体规定。"
    test = case.restated(_GRANTS, "licence_create")
    most = Level.CONFLICT if case.law.rank is Rank.LOCAL_RULE else Level.SUSPECTED
    return words, (test,), most if test.outcome is Outcome.STANDS else Level.NOTICE


def _is_a_higher_licence(case: Case) -> bool:
    """Whether the licence bears a name that a higher law at hand has too."""
    names = [name[-6:] for name in _NAME.findall(case.deed.quote) if len(name) >= 6]
    return any(
        name in article.text for law in case.setting.at_hand for article in law.articles for name in names
    )


def _of_a_local_text(case: Case) -> tuple[str, tuple[Test, ...], Level] | None:
    clause, text = case.deed.act + case.deed.quote, case.article.text
    if (match := _OUTSIDERS.search(clause)) and _APPROVES.search(clause):
        words = f"地方设定的许可不得限制外地的个人、企业和商品，这里写明“{match.group()}”。"
        trade = _TRADE.search(clause)
        most = Level.CONFLICT if trade else Level.NOTICE
        return words, (case.restated(match.group(), "licence_reserved"),), most
    if match := _BEFORE_REGISTRATION.search(text):
        words = f"地方不得设定企业或者其他组织设立登记的前置许可，这里写明“{match.group()}”。"
        return words, (case.restated(_GRANTS, "licence_create"),), Level.CONFLICT
    if (
        (match := _QUALIFICATION.search(clause))
        and _LOCAL_ISSUER.search(clause)
        and not _NATIONAL.search(text)
    ):
        words = f"地方不得设定应当由国家统一确定的资格、资质许可，这里写明“{match.group()}”。"
        return words, (case.restated(_QUALIFICATION.pattern, "licence_reserved"),), Level.SUSPECTED
    return None


def _earlier(case: Case) -> bool:
    """Whether an earlier act of the law is a licence already."""
    for article in case.law.articles[: case.index + 1]:
        for deed in article.deeds:
            if deed is case.deed:
                return False
            if deed.type is PowerType.LICENCE and deed.role is Role.BASIS:
                return True
    return False
