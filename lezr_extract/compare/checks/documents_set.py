"""C06: powers that a 规范性文件 creates.

Nearly all that such documents say of penalties and licences is policy, an order within the administration, or what a
law sets: only a clause that plainly creates a power over a citizen or an enterprise, in a document of a ministry or of
a local government, is sure.
"""

import re
from collections.abc import Iterator

from lezr_extract.compare.checks.alarm import Outcome, Test, alarm, lowered, notice, side, stands
from lezr_extract.compare.checks.case import Case
from lezr_extract.compare.checks.order import was_law
from lezr_extract.compare.checks.penalties import KINDS, LIGHT, kinds_of, listed, reference, sets
from lezr_extract.records import Deed, Finding, PowerType, Rank, Role
from lezr_extract.vocabulary.checks import checks

_CENTRE = re.compile(r"^国务院(?!各|有关)")
_CENTRE_NUMBER = re.compile(r"^国[发办函]")
# The parties of acts within the administration: organs, their staff, what the state owns itself.
_WITHIN = re.compile(
    r"(?:行政|执法|主管|监管|有关|责任)(?:部门|机关|单位|机构)|(?:下级|各级|地方)[^，。；]{0,6}(?:政府|部门)|工作人员|领导干部|执法人员|责任人员"
)
_OWNED = re.compile(r"国有(?:文化)?(?:资产|资本|股权|产权)|出资人|清产核资|行政决策")
_ABOUT_DECIDING = re.compile(r"裁量|听证|告知|公示|公开|记录|随意|送达|审核|评议")
_CREATES = re.compile(
    r"(?:应当|必须|须)[^。；]{0,40}(?:批准|许可|核准|审批|同意|许可证|资质证书|资格证)|未经[^。；]{0,24}(?:批准|许可|同意)[^。；]{0,12}不得|方可"
)
_GOES_ON = re.compile(r"延续|换发|换证|变更|补发|注销|免修|统一由")
_SPARES = re.compile(r"免[征收缴交费税]|减[征免半]|不再(?:收|征|缴|补)|停征|取消[^，。；]{0,10}费|降低")
_PROCEDURE = re.compile(r"程序|裁量|听证|公示|责任制")


def document_sets_powers(case: Case) -> Iterator[Finding]:
    """C06 (行政处罚法 art. 16; 行政许可法 art. 17; 行政强制法 art. 10.4): a document below 规章 creates a power."""
    deed = case.deed
    if case.law.rank is not Rank.NORMATIVE_DOCUMENT or deed.role is not Role.BASIS:
        return
    if case.law.title.endswith(
        ("条例", "法")
    ):  # no 规范性文件 and no 规章 bears such a title: the rank is in doubt
        return
    said = _power(deed)
    if said is None:
        return
    pattern, what, power = said
    finding = alarm(
        "C06",
        None,
        side(case.law, case.article, deed),
        f"规范性文件不得设定{what}。",
        (
            reference(case.article, deed, pattern),
            _restates(case, pattern, power),
            _issued_by(case),
            _addressee(case),
            _creates(case, pattern),
            was_law(checks()["C06"].valid_from, case.law),
        ),
        day=case.setting.day,
    )
    if finding is not None:
        yield finding


def _power(deed: Deed) -> tuple[str, str, str] | None:
    """The words that carry the power of a deed, its name, and its row in the matrix of 设定权."""
    kinds = kinds_of((deed,))
    if deed.type is PowerType.PENALTY and kinds:
        first = next(kind for kind in KINDS if kind in kinds)
        return KINDS[first], f"处罚（{listed(kinds)}）", "penalty_detail"
    if deed.type is PowerType.COERCION:
        return r"查封|扣押|冻结|强制|代为|代履行|加处|滞纳金", "行政强制", "measure_seal"
    if deed.type is PowerType.LICENCE:
        return r"批准|许可|核准|审批|登记|核发|认定|同意", "行政许可", "licence_detail"
    if deed.type is PowerType.LEVY:
        return r"收取|征收|缴纳|交纳|费|基金", "收费", "fee"
    return None


def _restates(case: Case, pattern: str, power: str) -> Test:
    """Guard: as for other ranks; but a document that names no higher law is no basis by itself, at hand or not."""
    test = case.restated(pattern, power)
    if test.outcome is Outcome.UNTESTED and not case.article.cites and not case.setting.bases:
        return stands("restated", "文件没有写明任何上位法依据")
    return test


def _issued_by(case: Case) -> Test:
    """Guard: the document is not of 国务院, which may decide on licences (行政许可法 art. 14.2) and approve fees."""
    law = case.law
    if not any(_CENTRE.search(words) for words in (law.issuer, law.title)) and not _CENTRE_NUMBER.search(
        law.document_number
    ):
        return stands("issued_by", "不是国务院、国务院办公厅的文件")
    if case.deed.type in (PowerType.LICENCE, PowerType.LEVY):
        return lowered(
            "issued_by",
            "国务院、国务院办公厅的文件：国务院可以用决定设定许可（《行政许可法》第十四条第二款）、批准收费",
        )
    return lowered("issued_by", "国务院、国务院办公厅的文件，多为对各地区、各部门的工作部署")


def _addressee(case: Case) -> Test:
    """Guard: the act is over a citizen or an enterprise, not over organs, their staff or what the state owns."""
    start = case.deed.span.start - case.article.span.start
    text = case.article.text
    words = text[text.rfind("。", 0, max(0, start)) + 1 : case.deed.span.end - case.article.span.start]
    for name in case.deed.holder:
        words = words.replace(name, "")
    match = _WITHIN.search(words) if kinds_of((case.deed,)) <= LIGHT else None
    if case.deed.type is PowerType.PENALTY and match is not None:
        return notice("addressee", f"涉及“{match.group()}”，是行政机关内部的处理")
    if case.deed.type is PowerType.LICENCE and (match := _OWNED.search(words)):
        return notice("addressee", f"涉及“{match.group()}”，是行政机关内部或者出资人的审批")
    return stands("addressee", "针对公民、法人或者其他组织")


def _creates(case: Case, pattern: str) -> Test:
    """Guard: the clause itself gives the power and does not speak of how it is used, of less of it, or of policy."""
    deed = case.deed
    if match := _PROCEDURE.search(case.law.title):
        return notice("creates", f"文件规定的是“{match.group()}”，不设定权力")
    if deed.type is PowerType.LEVY and (match := _SPARES.search(deed.quote)):
        return notice("creates", f"写明“{match.group()}”，不是设定收费")
    if deed.type is PowerType.LICENCE:
        if not _CREATES.search(deed.quote) or _GOES_ON.search(deed.quote):
            return lowered("creates", "条文没有写明未经批准不得从事，或许不是新设许可")
    elif match := _ABOUT_DECIDING.search(deed.act + deed.quote):
        return lowered("creates", f"条文说的是“{match.group()}”，或许不是设定")
    elif not sets(case.article, deed, pattern):
        return lowered("creates", "条文只是说到这一措施")
    return stands("creates", "条文为当事人设定")
