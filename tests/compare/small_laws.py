"""Small laws as comparing needs them, for tests that need no reading."""

from dataclasses import replace

from lezr_extract.records import (
    CitedClause,
    ComparedArticle,
    ComparedLaw,
    Deed,
    PowerType,
    Rank,
    Role,
    Span,
    Status,
)


def deed(act, holder=("水行政主管部门",), ids=("water",), quote="", **more):
    made = Deed(
        paragraph=1, item=None, type=PowerType.PENALTY, role=Role.BASIS, modal="", kinds=("罚款",), act=act,
        conduct=(), conditions=(), holder=holder, agency_ids=ids, resolved=None, amounts=(),
        span=Span(0, len(quote or act)), quote=quote or act,
    )  # fmt: skip
    return replace(made, **more)


def article(number, text, *deeds, cites=()):
    cited = tuple(CitedClause(law, where, None, None, f"《{law}》{where}") for law, where in cites)
    return ComparedArticle(number, "", text, Span(0, len(text)), deeds, cited)


def law(
    title, *articles, rank=Rank.LOCAL_REGULATION, territory="浙江省", version="2020-01-01", field="", **more
):
    made = ComparedLaw(
        id=f"{title}-{version}", file=f"{title}.md", title=title, short_title=title, rank=rank, issuer="",
        document_number="", territory=territory, version=version, published=version, effective=version,
        status=Status.CURRENT, articles=articles, field=field,
    )  # fmt: skip
    return replace(made, **more)
