"""What a law does to other laws: the rows of the ledger, and the versions that they touch."""

import re
from collections.abc import Iterator, Sequence

from lezr_extract.compare.amending import is_amending, read_decision
from lezr_extract.records import Effect, Law, OperationKind, PartKind, Span
from lezr_extract.store import Store, effect_rows
from lezr_extract.store.rows import Rows
from lezr_extract.structure import LawIndex
from lezr_extract.structure.outline import Repeal

_HEADER = re.compile(
    r"(?P<y>[12]\d{3})年\s*(?P<m>\d{1,2})月\s*(?P<d>\d{1,2})日(?:(?![12]\d{3}年)[^\n]){0,160}?"
    r"(?:《(?P<by>(?:[^《》]|《[^》]*》)*(?:决定|修正案|决议)[^《》]{0,6})》)?"
    r"[^\n《》年]{0,12}?(?P<kind>修正|修订|修改)(?!案|[^\n]{0,40}的?决定)"
)


def effects_of(law: Law, repeals: Sequence[Repeal]) -> Rows:
    """The rows of ``effects`` that a law gives.

    Args:
        law: any law; most give none or one for each line of its header.
        repeals: the laws that it says it ends.
    """
    in_force = law.effective.value if law.effective else ""
    if is_amending(law.title):
        decision = read_decision(law)
        found = [
            Effect(
                law.id,
                law.title,
                law.version,
                one.law,
                one.kind.value,
                decision.in_force,
                one.at,
                one.to,
                one.old_words,
                one.new_words,
                one.text,
                one.entry,
                one.span,
                one.words,
                "decision",
            )
            for one in decision.operations
        ]
        named = {one.law for one in decision.operations if one.kind is OperationKind.REPEAL}
        found += _repealed(law, [one for one in repeals if one.title not in named], in_force)
        return effect_rows(law.id, found, reorders=decision.reorders)
    return effect_rows(law.id, [*_repealed(law, repeals, in_force), *_told(law)])


def _repealed(law: Law, repeals: Sequence[Repeal], in_force: str) -> Iterator[Effect]:
    articles = {article.number: article for article in law.articles}
    for one in repeals:
        article = articles.get(one.article)
        span = article.text_span if article else Span(0, 0)
        at = law.text.find(one.words, *span) if article else -1
        if at >= 0:
            span = Span(at, at + len(one.words))
        yield Effect(
            law.id,
            law.title,
            law.version,
            one.title,
            OperationKind.REPEAL.value,
            in_force,
            (),
            (),
            "",
            "",
            "",
            one.article,
            span,
            one.words,
            "repeal",
        )


def _told(law: Law) -> Iterator[Effect]:
    """What the header lines tell of the law's own amendments: by which decision, on which day."""
    for part in law.parts:
        if part.kind is not PartKind.HEADER or "修" not in part.span.of(law.text):
            continue
        for match in _HEADER.finditer(law.text, *part.span):
            day = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
            yield Effect(
                "",
                match["by"] or "",
                day,
                law.title,
                "revised" if match["kind"] == "修订" else "amended",
                "",
                (),
                (),
                "",
                "",
                "",
                "",
                Span(match.start(), match.end()),
                match.group().strip(),
                "header",
                law.id,
            )


def settle(store: Store, index: LawIndex) -> None:
    """Finds for every row of the ledger the version that it touches: the newest that is older than the affecting text."""
    found = {}
    for row in store.unsettled_effects():
        older = [
            law
            for law in index.find(row.affected, row.territory)
            if not row.by_version or law.version < row.by_version
        ]
        if older:
            found[row.id] = max(older, key=lambda law: law.version).id
    store.settle_effects(found)
