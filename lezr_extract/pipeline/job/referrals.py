"""Referrals to other laws, followed when all laws are there: entries take kinds and sums from the cited clauses."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from lezr_extract.powerlist import referral as words
from lezr_extract.records import Basis, Citation, Followed, Referral, Resolution
from lezr_extract.store import CitedArticle, Store


class Waiting(NamedTuple):
    """A referral that waits for another law.

    Attributes:
        row: its id in the database.
        entry: number of the entry that it belongs to; None where its clause is in no entry.
        referral: with the citation resolved.
    """

    row: str
    entry: int | None
    referral: Referral


def follow(store: Store, waiting: Sequence[Waiting]) -> None:
    """Looks up the cited clauses of all ``waiting`` referrals and completes rows and entries."""
    wanted = {
        (cited.target_law, cited.article)
        for one in waiting
        for cited in [one.referral.cited]
        if cited.target_law and cited.article
    }
    articles = store.cited_articles(wanted)
    of_entry: dict[int, list[tuple[Referral, Referral]]] = defaultdict(list)
    for one in waiting:
        done = _followed(one.referral, articles)
        store.settle_referral(one.row, done)
        if one.entry is not None:
            of_entry[one.entry].append((one.referral, done))
    for entry, pairs in of_entry.items():
        done_all = [done for _, done in pairs]
        store.extend_entry(
            entry,
            kinds=words.kinds_of(done_all),
            amounts=words.amounts_of(done_all),
            remarks=[(words.remark(before), words.remark(done)) for before, done in pairs],
            bases=_quotes(done_all, articles),
        )


def _followed(referral: Referral, articles: dict[tuple[str, str], CitedArticle]) -> Referral:
    cited = referral.cited
    article = articles.get((cited.target_law or "", cited.article or ""))
    if article is None or cited.resolution is not Resolution.RESOLVED:
        absent = cited.resolution in (Resolution.LAW_ABSENT, Resolution.AMBIGUOUS, Resolution.NO_ANTECEDENT)
        return replace(referral, outcome=Followed.NOT_AT_HAND if absent else Followed.NOT_FOUND)
    penalties = [p for p in article.penalties if cited.paragraph in (None, p.paragraph) and p.kinds]
    if not penalties:
        return replace(referral, outcome=Followed.NO_PENALTY)
    return replace(
        referral,
        outcome=Followed.FOLLOWED,
        kinds=tuple(dict.fromkeys(kind for p in penalties for kind in p.kinds)),
        amounts=tuple(dict.fromkeys(amount for p in penalties for amount in p.amounts)),
    )


def _quotes(
    referrals: Sequence[Referral], articles: dict[tuple[str, str], CitedArticle]
) -> tuple[Basis, ...]:
    quotes = [
        _quote(articles[str(one.cited.target_law), str(one.cited.article)], one.cited)
        for one in referrals
        if one.outcome is Followed.FOLLOWED
    ]
    return tuple(dict.fromkeys(quotes))[: words.MOST_CLAUSES]


def _quote(article: CitedArticle, cited: Citation) -> Basis:
    """The cited 款, or the whole article."""
    span = article.paragraphs.get(cited.paragraph or 0)
    if span is None:
        return article.basis
    at = span.start - article.basis.span.start
    text = article.basis.text[at : at + span.end - span.start]
    several = len(article.paragraphs) > 1
    return replace(article.basis, span=span, text=text, paragraph=cited.paragraph if several else None)
