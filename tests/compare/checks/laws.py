"""Made-up laws for the tests of the checks: read from their words as real ones are, with standing and dates given."""

from dataclasses import replace

from lezr_extract.compare.checks import of_pair
from lezr_extract.pipeline.comparing.compared import compared_law
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.records import (
    ComparedLaw,
    Document,
    Finding,
    Rank,
    Related,
    Relation,
    Status,
)
from lezr_extract.text.numerals import to_chinese

_RANKS = {
    "法律": Rank.LAW,
    "行政法规": Rank.ADMINISTRATIVE_REGULATION,
    "地方性法规": Rank.LOCAL_REGULATION,
    "特区法规": Rank.ZONE_REGULATION,
    "单行条例": Rank.AUTONOMOUS_REGULATION,
    "部门规章": Rank.MINISTRY_RULE,
    "地方政府规章": Rank.LOCAL_RULE,
    "规范性文件": Rank.NORMATIVE_DOCUMENT,
}


def law(
    title: str,
    *articles: str,
    rank: str = "法律",
    territory: str = "",
    made: str = "2022-06-01",
    effective: str | None = None,
    status: Status = Status.CURRENT,
    issuer: str = "",
    repeals: tuple[str, ...] = (),
) -> ComparedLaw:
    """A law of the given articles; national ranks hold for 全国, others for 浙江省 unless a place is given."""
    lines = [title, *(f"第{to_chinese(n)}条　{words}" for n, words in enumerate(articles, 1))]
    built, _ = law_of(Document(f"{title}.txt", "text", "", "\n".join(lines) + "\n"))
    assert built is not None
    found, problems = compared_law(built)
    assert found is not None
    assert not problems
    local = rank in ("地方性法规", "特区法规", "单行条例", "地方政府规章", "规范性文件")
    return replace(
        found,
        rank=_RANKS[rank],
        territory=territory or ("浙江省" if local else "全国"),
        version=made,
        published=made,
        effective=made if effective is None else effective,
        status=status,
        issuer=issuer,
        repeals=repeals or found.repeals,
    )


def related(
    relation: Relation = Relation.CONFLICT, same_act: str = "yes", same_agency: str = "yes"
) -> Related:
    """How two articles relate, resting on the first act of either."""
    return Related(relation, same_act, same_agency, (), "", "", 0, 0)


def compared(
    a: ComparedLaw,
    b: ComparedLaw,
    rule: str,
    how: Related | None = None,
    i: int = 0,
    j: int = 0,
) -> Finding | None:
    """The alarm of one check on article i of a and article j of b; None where it is silent."""
    found = of_pair(a, i, b, j, how or related())
    return next((finding for finding in found if finding.rule == rule), None)


def alarmed(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    """The findings of one check."""
    return [finding for finding in findings if finding.rule == rule]
