"""How two articles relate: the act first, then the land, then what follows from the act.

The order is the law's own. What no place has in common is parallel at most. Of one act at one place the same
consequence is a duplicate, a narrower one refines, a departure of the lower law conflicts (立法法 arts. 98–100;
行政处罚法 arts. 11–14), and two organs over one matter overlap.
"""

from collections.abc import Mapping, Sequence

from lezr_extract.compare.acts import Laws, Matched, matched
from lezr_extract.compare.case import Case
from lezr_extract.compare.differences import consequences
from lezr_extract.compare.fines import Fines
from lezr_extract.compare.judgement import table
from lezr_extract.compare.matter import About, Matter, about, matter
from lezr_extract.compare.territory import Common, common, lower, variation
from lezr_extract.compare.why import reason
from lezr_extract.records import ComparedLaw, Deed, DifferenceKind, Related, Relation
from lezr_extract.records.finding import Level
from lezr_extract.vocabulary.territories import NATION

_MOST_KEPT = 6_000
"""Articles kept as they are matched, about 20 KB each; the one that was asked for longest ago goes first."""
_COPY = 0.9
_COPY_WITHIN = 0.95
_WHOLE_ACT = 4
_SURE = 0.8
_LIKELY = 0.5
_INTERSECTING = 0.7
"""How likely a common act must be for a pair that is merely related: most of these only share a field."""
_SETTLED = (Fines.SAME, Fines.INSIDE, Fines.NONE)
_READ_AS_SAME = 1.5
"""Where two readers differ between the same act and a part of it, most take it for the same."""


class Relater:
    """Relates articles; keeps what it has read of laws and articles, so that many pairs cost little."""

    def __init__(self) -> None:
        self._laws: dict[str, About] = {}
        self._articles: dict[tuple[str, int], Matter] = {}

    def relate(self, a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Related:
        """How article ``j`` of ``b`` (lower or equal) relates to article ``i`` of ``a``."""
        case = self.case(a, i, b, j)
        measures = outcome_measures(case)
        return decided(case, table("act").likely(measures), table("outcome").likely(measures))

    def case(self, a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Case:
        """All that the decision rests on."""
        found = self.shared(a, i, b, j)
        deeds_a, deeds_b = _concerned(a, i, b, j, found)
        copied = _copied(found, deeds_a, deeds_b)
        first, second = (a.articles[i], deeds_a), (b.articles[j], deeds_b)
        return Case(
            a,
            i,
            b,
            j,
            found,
            common(a, b),
            lower(a, b),
            deeds_a,
            deeds_b,
            consequences(a, first, b, second, copied=copied),
            copied,
        )

    def shared(self, a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Matched:
        """What the articles share, measured."""
        return matched(self._matter(a, i), self._matter(b, j), Laws(self._about(a), self._about(b)))

    def forget(self, law: ComparedLaw) -> None:
        """Lets go of what was read of a law that few pairs will ask for again, so that memory stays bounded."""
        self._laws.pop(law.id, None)
        for index in range(len(law.articles)):
            self._articles.pop((law.id, index), None)

    def _about(self, law: ComparedLaw) -> About:
        if law.id not in self._laws:
            self._laws[law.id] = about(law)
        return self._laws[law.id]

    def _matter(self, law: ComparedLaw, index: int) -> Matter:
        key = (law.id, index)
        found = self._articles.pop(key, None)
        if found is None:
            if len(self._articles) >= _MOST_KEPT:
                del self._articles[next(iter(self._articles))]
            found = matter(law.articles[index])
        # Put in again at the end: a dictionary keeps the order of its keys.
        self._articles[key] = found
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
        "variation": float(bool(variation(case.b))),
        "national_both": float(case.a.territory == case.b.territory == NATION),
        "apart": float(case.common is Common.APART),
    }
    return case.matched.measures | measures


def decided(case: Case, act: Mapping[str, float], outcome: Mapping[str, float]) -> Related:
    """The decision with its reason.

    Args:
        case: all that is known of the pair.
        act: how likely the acts are the same (``yes``, ``partial``), or only the field is (``related``), or nothing.
        outcome: of one act at one place: how likely each relation is.
    """
    on = act["yes"] + act["partial"]
    scores = {Relation.RELATED: act["related"], Relation.UNRELATED: act["unrelated"]}
    if case.common is Common.APART:
        scores[Relation.PARALLEL] = on
    else:
        possible = {one: share for one, share in outcome.items() if _possible(case, Relation(one))}
        total = sum(possible.values()) or 1.0
        for answer, share in possible.items():
            relation = Relation(answer)
            scores[relation] = scores.get(relation, 0.0) + on * share / total
    relation = _departing(case, max(scores, key=lambda one: scores[one]), act)
    same = "yes" if act["yes"] * _READ_AS_SAME >= act["partial"] else "partial"
    if relation is Relation.UNRELATED:
        same = "no"
    elif relation is Relation.RELATED:
        same = "partial" if on >= _INTERSECTING else "no"
    return _result(case, relation, same, act)


def _copied(found: Matched, a: Sequence[Deed], b: Sequence[Deed]) -> bool:
    """Whether the acts run alike nearly word for word, so that the lower law departs on purpose where it departs."""
    measures = found.measures
    same = bool(a and b) and len(a[0].act) >= _WHOLE_ACT and a[0].act == b[0].act
    return same or measures["part_wording"] >= _COPY or measures["part_within"] >= _COPY_WITHIN


def _departing(case: Case, relation: Relation, act: Mapping[str, float]) -> Relation:
    """What near copies show for certain, whatever is likely.

    A lower law that copies the higher one's act and departs from it is no duplicate and no refinement; two laws of
    one rank that give a copied act to two departments overlap.
    """
    if relation in (Relation.UNRELATED, Relation.PARALLEL) or case.common is not Common.SAME:
        return relation
    found = case.consequences
    kinds = {one.kind for one in found.differences}
    if not case.lower:
        punished = case.matched.measures["both_punish"] and act["yes"] >= _LIKELY
        two = case.copied and punished and found.agencies.same == "no" and found.agencies.written
        return Relation.OVERLAP if two else relation
    if relation not in (Relation.DUPLICATE, Relation.REFINE):
        return relation
    if kinds and (case.copied or DifferenceKind.SCOPE in kinds):
        return Relation.CONFLICT
    return Relation.REFINE if case.copied and found.tighter else relation


def _possible(case: Case, relation: Relation) -> bool:
    """No conflict without a departure, no overlap of one organ (PAIRGUIDE)."""
    if relation is Relation.CONFLICT:
        return bool(case.consequences.differences)
    if relation is Relation.OVERLAP:
        return case.consequences.agencies.same == "no"
    return True


def _level(case: Case, relation: Relation, act: Mapping[str, float]) -> str:
    """冲突 only where the text itself is enough.

    That is a sum outside the range for the same payer and act, or one more sanction for an act copied word for word.
    Another organ may rest on law that is not at hand (集中处罚权, 行政处罚法 art. 18), a condition or a time on what
    other clauses say: 提示. Everything else is 疑似, lawful variation 提示.
    """
    if relation is Relation.OVERLAP:
        return Level.NOTICE.value
    if relation is not Relation.CONFLICT:
        return ""
    found = case.consequences
    if variation(case.b) or case.common is not Common.SAME:
        return Level.NOTICE.value
    kinds = {one.kind for one in found.differences}
    same = act["yes"] >= act["partial"] or found.agencies.same == "yes"
    if same and found.fines.sort is Fines.OUTSIDE and found.fines.sure:
        return Level.CONFLICT.value
    if DifferenceKind.MEASURE in kinds:
        sure = case.copied and case.lower and act["yes"] >= _SURE and found.fines.sort in _SETTLED
        return Level.CONFLICT.value if sure else Level.SUSPECTED.value
    return Level.SUSPECTED.value if DifferenceKind.FINE_RANGE in kinds else Level.NOTICE.value


def _result(case: Case, relation: Relation, same: str, act: Mapping[str, float]) -> Related:
    level = _level(case, relation, act)
    departs = relation in (Relation.CONFLICT, Relation.OVERLAP)
    return Related(
        relation=relation,
        same_act=same,
        same_agency=case.consequences.agencies.same,
        conflicts=case.consequences.differences if departs else (),
        level=level,
        why=reason(case, relation, same),
        a=case.matched.a,
        b=case.matched.b,
    )


def _concerned(
    a: ComparedLaw, i: int, b: ComparedLaw, j: int, found: Matched
) -> tuple[list[Deed], list[Deed]]:
    """The deeds that regulate the shared act: those whose acts are most alike."""
    first, second = a.articles[i].deeds, b.articles[j].deeds
    return (
        [first[k] for k in sorted({pair[0] for pair in found.pairs})],
        [second[k] for k in sorted({pair[1] for pair in found.pairs})],
    )
