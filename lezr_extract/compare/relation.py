"""How two articles relate: the act first, then the land, then what follows from the act.

The order is the law's own. What no place has in common is parallel at most. Of one act at one place the same
consequence is a duplicate, a narrower one refines, a departure of the lower law conflicts (立法法 arts. 98–100;
行政处罚法 arts. 11–14), and two organs over one matter overlap.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.compare import why
from lezr_extract.compare.acts import About, Matched, Matter, about, matched, matter
from lezr_extract.compare.differences import Consequences, consequences
from lezr_extract.compare.fines import Fines
from lezr_extract.compare.judgement import table
from lezr_extract.compare.territory import Common, common, lower, variation
from lezr_extract.records import ComparedLaw, Deed, Related, Relation
from lezr_extract.records.finding import Level

_MOST_KEPT = 300_000
_ALIKE = 0.6
"""Deeds that are so much as alike as this share of the best pair belong to the same act."""


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of articles with all that is known of it before the decision.

    Attributes:
        a, b: the laws; ``i``, ``j``: the articles' indexes.
        matched: what the articles share.
        likely: how likely the acts are the same (yes, partial), or only the field (related), or nothing (unrelated).
        common: whether both can hold at one place.
        lower: b stands below a.
        deeds_a, deeds_b: the deeds that regulate the shared act.
        consequences: what follows, set against each other.
    """

    a: ComparedLaw
    i: int
    b: ComparedLaw
    j: int
    matched: Matched
    likely: dict[str, float]
    common: Common
    lower: bool
    deeds_a: Sequence[Deed]
    deeds_b: Sequence[Deed]
    consequences: Consequences


class Relater:
    """Relates articles; keeps what it has read of laws and articles, so that many pairs cost little."""

    def __init__(self) -> None:
        self._laws: dict[str, About] = {}
        self._articles: dict[tuple[str, int], Matter] = {}

    def relate(self, a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Related:
        """How article ``j`` of ``b`` (lower or equal) relates to article ``i`` of ``a``."""
        return decided(self.case(a, i, b, j))

    def case(self, a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Case:
        """All that the decision rests on."""
        found = self.shared(a, i, b, j)
        deeds_a, deeds_b = _concerned(a, i, b, j, found)
        texts = (a.articles[i].text, b.articles[j].text)
        return Case(
            a,
            i,
            b,
            j,
            found,
            table("act").likely(found.measures),
            common(a, b),
            lower(a, b),
            deeds_a,
            deeds_b,
            consequences(a, deeds_a, b, deeds_b, texts),
        )

    def shared(self, a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Matched:
        """What the articles share, measured."""
        return matched(self._matter(a, i), self._matter(b, j), self._about(a), self._about(b))

    def _about(self, law: ComparedLaw) -> About:
        if law.id not in self._laws:
            self._laws[law.id] = about(law)
        return self._laws[law.id]

    def _matter(self, law: ComparedLaw, index: int) -> Matter:
        key = (law.id, index)
        found = self._articles.get(key)
        if found is None:
            if len(self._articles) >= _MOST_KEPT:
                self._articles.clear()
            found = self._articles[key] = matter(law.articles[index])
        return found


def relate(a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Related:
    """How article ``j`` of ``b`` (lower or equal) relates to article ``i`` of ``a``; of many pairs use `Relater`."""
    return Relater().relate(a, i, b, j)


def outcome_measures(case: Case) -> dict[str, float]:
    """What the consequences come to, as numbers with names, beside what the articles share."""
    found = case.consequences
    measures = {
        f"fine_{found.fines.sort.value}": 1.0,
        "fine_sure": float(found.fines.sure and found.fines.sort is Fines.OUTSIDE),
        "added": float(bool(found.added)),
        "dropped": float(bool(found.dropped)),
        "same_sanctions": float(not found.added and not found.dropped),
        "softer": float(found.softer),
        "limits": float(found.limits is not None),
        f"agency_{found.agencies.same}": 1.0,
        "agency_written": float(found.agencies.same == "no" and found.agencies.written),
        "lower": float(case.lower),
        "act_yes": case.likely["yes"],
        "variation": float(bool(variation(case.b))),
        "national_both": float(case.a.territory == case.b.territory == "全国"),
    }
    return case.matched.measures | measures


def decided(case: Case) -> Related:
    """The decision with its reason."""
    likely = case.likely
    act = "yes" if likely["yes"] >= likely["partial"] else "partial"
    if likely["yes"] + likely["partial"] < likely["related"] + likely["unrelated"]:
        relation = Relation.RELATED if likely["related"] >= likely["unrelated"] else Relation.UNRELATED
        return _result(case, relation, "no")
    if case.common is not Common.SAME:
        return _result(case, Relation.PARALLEL, act)
    outcome = table("outcome").likely(outcome_measures(case))
    return _result(case, _settled(case, outcome), act)


def _settled(case: Case, outcome: dict[str, float]) -> Relation:
    """The likeliest outcome that the facts allow: no conflict without a departure, no overlap of one organ."""
    for answer in sorted(outcome, key=lambda one: -outcome[one]):
        relation = Relation(answer)
        if relation is Relation.CONFLICT and not case.consequences.differences:
            continue
        if relation is Relation.OVERLAP and case.consequences.agencies.same != "no":
            continue
        return relation
    return Relation.RELATED


def _level(case: Case, relation: Relation, act: str) -> str:
    if relation is Relation.OVERLAP:
        return Level.NOTICE
    if relation is not Relation.CONFLICT:
        return ""
    found = case.consequences
    if variation(case.b):
        return Level.NOTICE
    sure = found.fines.sort is Fines.OUTSIDE and found.fines.sure and act == "yes" and case.lower
    return Level.CONFLICT if sure else Level.SUSPECTED


def _result(case: Case, relation: Relation, act: str) -> Related:
    level = _level(case, relation, act)
    departs = relation in (Relation.CONFLICT, Relation.OVERLAP)
    return Related(
        relation=relation,
        same_act=act,
        same_agency=case.consequences.agencies.same,
        conflicts=case.consequences.differences if departs else (),
        level=level,
        why=why.reason(case, relation, act),
        a=case.matched.a,
        b=case.matched.b,
    )


def _concerned(
    a: ComparedLaw, i: int, b: ComparedLaw, j: int, found: Matched
) -> tuple[list[Deed], list[Deed]]:
    """The deeds that regulate the shared act: the best pair and those about as much alike."""
    first = [deed for deed in a.articles[i].deeds if deed.act or deed.conduct]
    second = [deed for deed in b.articles[j].deeds if deed.act or deed.conduct]
    if not found.pairs:
        return list(a.articles[i].deeds), list(b.articles[j].deeds)
    best = max(pair[2] for pair in found.pairs)
    chosen = [pair for pair in found.pairs if pair[2] >= _ALIKE * best]
    return (
        [first[k] for k in sorted({pair[0] for pair in chosen})],
        [second[k] for k in sorted({pair[1] for pair in chosen})],
    )
