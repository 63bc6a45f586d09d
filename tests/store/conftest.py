"""A fresh database for each test, and one small law with a power, an entry and a citation to put into it."""

import hashlib
from decimal import Decimal
from types import SimpleNamespace

import pytest
from lezr_extract.records import (
    Amount,
    Article,
    ArticlePowers,
    Basis,
    Citation,
    Competence,
    Entry,
    Evidence,
    Exclusion,
    Item,
    Law,
    Paragraph,
    Part,
    PartKind,
    Power,
    PowerType,
    Reach,
    Role,
    Span,
)
from lezr_extract.store import Store
from lezr_extract.store.postgresql import PostgresStore
from tests.postgresql_server import ABSENT, INSTALLED, server


@pytest.fixture(scope="session")
def postgresql():
    """The address of a server of our own."""
    if not INSTALLED:
        pytest.skip(ABSENT)
    with server() as address:
        yield address


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def store(request):
    """An empty database of each engine: what holds of the store holds of both."""
    if request.param == "SQLite":
        with Store.in_memory() as store:
            yield store
        return
    with PostgresStore.create(request.getfixturevalue("postgresql") + "&schema=each") as store:
        yield store


@pytest.fixture
def sqlite():
    """An empty database, for what only SQLite can be asked."""
    with Store.in_memory() as store:
        yield store


def law(
    title="示范水渠管理办法", version="2021-07-15", status="现行有效", words="", territory="全国", **changes
):
    """A law of two articles; ``words`` makes its text another one."""
    first = f"水利部门负责水渠的监督管理工作{words}。"
    head = "违反本办法，有下列行为之一的，由水利部门处一千元以上五千元以下罚款："
    items = ("填埋水渠的", "在水渠内停业整顿时继续取水的")
    text = f"{title}\n第一条　{first}\n第二条　{head}\n（一）{items[0]}；\n（二）{items[1]}。\n"
    a, b = text.index("第一条"), text.index("第二条")

    def span(part, start=0):
        at = text.index(part, start)
        return Span(at, at + len(part))

    second = text[b + 4 : -1]
    values = {
        "id": hashlib.sha256(f"{title}{version}{words}{territory}".encode()).hexdigest()[:16],
        "file": f"{title}.md",
        "title": title,
        "short_title": title,
        "rank": Evidence("部门规章", "办法"),
        "issuer": "水利部",
        "document_number": "",
        "territory": territory,
        "adopted": None,
        "published": Evidence("2021-07-15", "2021年7月15日公布", Span(0, 4)),
        "effective": None,
        "ended": None,
        "version": version,
        "status": Evidence(status, ""),
        "headings": (),
        "articles": (
            Article(
                "第一条", (1, 0), (), first, Span(a, b - 1), span(first),
                (Paragraph(1, first, span(first), span(first)),),
            ),
            Article(
                "第二条", (2, 0), (), second, Span(b, len(text) - 1), span(second),
                (
                    Paragraph(
                        1, head, span(second), span(head),
                        (
                            Item("一", items[0], span("（一）填埋水渠的；")),
                            Item("二", items[1], span("（二）在水渠内停业整顿时继续取水的。")),
                        ),
                    ),
                ),
            ),
        ),
        "annexes": (),
        "parts": (Part(PartKind.TITLE, Span(0, a)), Part(PartKind.ARTICLE, Span(a, len(text)))),
        "text": text,
        "sha256": "0" * 64,
    }  # fmt: skip
    return Law(**(values | changes))


def found(law):
    """The powers of `law`: a fine in its second article, competence in its first."""
    quote = "由水利部门处一千元以上五千元以下罚款"
    at = law.text.index(quote)
    span = Span(at, at + len(quote))
    amount = Amount(Decimal(1000), Decimal("5000.5"), "元", None, "单位", None, Span(at + 6, at + 16))
    power = Power(
        type=PowerType.PENALTY,
        alt=(PowerType.OTHER,),
        alt_reason="试",
        role=Role.BASIS,
        kinds=("罚款",),
        paragraph=1,
        item=None,
        act="填埋水渠",
        conduct=("本办法第一条",),
        holder=("水利部门",),
        holder_spans=(Span(at + 1, at + 5),),
        holder_source="article",
        agency_resolved="水利部门",
        agency_id="water",
        agency_reason="条文写明",
        amounts=(amount,),
        span=span,
        quote=quote,
        by="penalty.fine",
        score=0.9,
    )
    return (
        ArticlePowers(0, competence=(Competence("水利部门", "水渠的监督管理", law.articles[0].text_span),)),
        ArticlePowers(1, (power,), (Exclusion("criminal", span, "exclusions.criminal"),)),
    )


def entry(law, name="对填埋水渠行为的行政处罚", identity=""):
    """An entry of `law`'s fine; its id is the same for every version of the law."""
    article = law.articles[1]
    basis = Basis(
        law_id=law.id,
        law_title=law.title,
        rank=law.rank.value,
        article=article.number,
        paragraph=1,
        item=None,
        kind="liability",
        text=article.text,
        span=article.text_span,
        marks=(("sanction", found(law)[1].powers[0].span),),
        law_version=law.version,
    )
    return Entry(
        id=identity or f"entry-{law.title}",
        name=name,
        type=PowerType.PENALTY,
        alt=(PowerType.OTHER,),
        kinds=("罚款",),
        agency="水利部门",
        agency_written="水利部门",
        agency_id="water",
        bases=(basis,),
        amounts=found(law)[1].powers[0].amounts,
        territory=law.territory,
        law_status=law.status.value,
        score=0.9,
        by="penalty.fine",
        remarks=("请核对",),
    )


def citation(law, target=None):
    """A citation of another law in the second article."""
    at = law.articles[1].span.start
    return Citation(Span(at + 4, at + 9), "水法", "第九条", 2, "三", Reach.OTHER_LAW, target_law=target)


@pytest.fixture(scope="session")
def sample():
    """Makes records: `law`, and the `found` powers, an `entry` and a `citation` of a law."""
    return SimpleNamespace(law=law, found=found, entry=entry, citation=citation)
