"""Linking on real laws: nothing is lost, and well-known holders come out."""

from pathlib import Path

import pytest
from lezr_extract.agencies import link
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.read import read, sources
from lezr_extract.records import Document, Law, PowerType
from lezr_extract.structure import build_law
from lezr_extract.vocabulary.registry import registry

pytestmark = pytest.mark.corpus


def laws_of(path: Path) -> list[Law]:
    documents = [d for source in sources([str(path)]) for d in read(source)]
    built = [build_law(d)[0] for d in documents if isinstance(d, Document)]
    return [law for law in built if law is not None]


def test_linking_loses_no_power_and_names_only_organs_of_the_registry(shared):
    files = sorted((shared / "corpora" / "lawrefbook").rglob("*.md"))[::120]
    seen = 0
    for law in (law for file in files for law in laws_of(file)):
        norms = parse_law(law)
        found = find_powers(law, norms)
        linked = {row.article: row for row in link(law, norms, found)}
        for row in found:
            assert [(p.type, p.holder, p.span) for p in linked[row.article].powers] == [
                (p.type, p.holder, p.span) for p in row.powers
            ]
        for row in linked.values():
            article = law.articles[row.article]
            for power in row.powers:
                seen += 1
                assert set(power.agency_ids) <= set(registry())
                assert power.agency_resolved or power.agency_reason.startswith("待确认"), (
                    law.title,
                    article.number,
                )
            assert all(article.text_span.holds(c.span) and c.agency and c.matter for c in row.competence)
    assert seen > 200


@pytest.mark.parametrize(
    ("pattern", "article", "type_", "agency_id"),
    [
        ("药品管理法(2019*", "第一百一十九条", PowerType.PENALTY, "drug"),  # named in other articles only
        ("测绘法(2017*", "第六十条", PowerType.PENALTY, "natural-resources"),  # old name, one successor
        ("海关行政处罚实施条例(20*", "第二十八条", PowerType.PENALTY, "customs"),  # by the title
        (
            "渔业法(2013*",
            "第四十条",
            PowerType.PENALTY,
            "agriculture",
        ),  # 渔业行政主管部门 of the general part
        ("耕地占用税法(*", "第十二条", PowerType.LEVY, "taxation"),
    ],
)
def test_a_holder_that_the_article_does_not_name_comes_from_the_law(
    shared, pattern, article, type_, agency_id
):
    (path, *_) = sorted((shared / "corpora" / "lawrefbook").rglob(pattern))
    (law,) = laws_of(path)
    norms = parse_law(law)
    rows = link(law, norms, find_powers(law, norms))
    powers = [
        p
        for row in rows
        if law.articles[row.article].number == article
        for p in row.powers
        if p.type is type_
    ]
    assert agency_id in {power.agency_id for power in powers}
