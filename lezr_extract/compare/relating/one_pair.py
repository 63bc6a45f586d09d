"""The decision on one pair of articles, with what was read of laws and articles kept for the next one.

The order is the law's own. What no place has in common is parallel at most. Of one act at one place the same
consequence is a duplicate, a narrower one refines, a departure of the lower law conflicts (立法法 arts. 98–100;
行政处罚法 arts. 11–14), and two organs over one matter overlap.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from math import exp, prod, sqrt
from typing import Any

from lezr_extract.compare.consequences.differences import Consequences, Followed, followed
from lezr_extract.compare.consequences.fines import Fines
from lezr_extract.compare.relating.article_pair import Case
from lezr_extract.compare.relating.closer import closer
from lezr_extract.compare.relating.judgement import table
from lezr_extract.compare.relating.reason import reason
from lezr_extract.compare.relating.territory import Common, common, lower, variation
from lezr_extract.compare.relating.whole import as_a_whole
from lezr_extract.compare.same_act.matter import About, Matter, about, matters
from lezr_extract.compare.same_act.measures import DEAR, STEPS, Laws, counted, matched
from lezr_extract.compare.same_act.nearest import NEAREST
from lezr_extract.records import ComparedLaw, Deed, DifferenceKind, Related, Relation
from lezr_extract.records.finding import Level
from lezr_extract.vocabulary.territories import NATION

_MOST_ARTICLES = 8_000
"""Articles kept as they are matched, about 5 KB each; the one that was asked for longest ago goes first."""
_MOST_LAWS = 2_000
"""Laws kept as they are matched, about 25 KB each."""
_COPY = 0.9
_COPY_WITHIN = 0.95
_WHOLE_ACT = 4
_SURE = 0.8
_LIKELY = 0.5
COMMON_ACT = 0.5
"""How likely it must be that the acts are the same or intersect: only then what follows from them is looked at.

By what is quickly counted first: only then the parts of the articles are held against each other, and must say so too.
"""
AHEAD = 1.0
"""By how much the sum of an answer that is ahead counts at most: it settles nothing, and its power would be too large."""
SLACK = 1e-9
"""Room for what is lost in adding."""
_SETTLED = (Fines.SAME, Fines.INSIDE, Fines.NONE)
_READ_AS_SAME = 1.2
"""Where two readers differ between the same act and a part of it, most take it for the same."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two laws beside each other, found once for all pairs of their articles.

    Attributes:
        kept: both laws, so that no other law can come to be taken for one of them.
        laws: as their articles are matched.
        common, lower: see `Case`.
        measures: what the outcome rests on.
    """

    kept: tuple[ComparedLaw, ComparedLaw]
    laws: Laws
    common: Common
    lower: bool
    measures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it is matched, and what follows from those of its deeds that were asked for."""

    law: ComparedLaw
    matter: Matter
    followed: dict[tuple[int, ...], Followed] = field(default_factory=dict)

    def follow(self, index: int, concerned: Iterable[int]) -> Followed:
        """What follows from the deeds that regulate the shared act: those whose acts are most alike.

        Args:
            index: of the article.
            concerned: indexes of the deeds, any number of times.
        """
        deeds = tuple(sorted(set(concerned)))
        found = self.followed.get(deeds)
        if found is None:
            article = self.law.articles[index]
            found = self.followed[deeds] = followed(self.law, article, [article.deeds[k] for k in deeds])
        return found


class Relater:
    """Relates articles; keeps what it has read of laws and articles, so that many pairs cost little."""

    def __init__(self) -> None:
        # By the identity of the law, which is kept with what was read of it: two laws may bear one id.
        self._laws: OrderedDict[int, tuple[ComparedLaw, About]] = OrderedDict()
        self._articles: OrderedDict[tuple[int, int], Read] = OrderedDict()
        self._besides: dict[tuple[int, int], Beside] = {}
        self._asked: ComparedLaw | None = None

    def relate(
        self, a: ComparedLaw, i: int, b: ComparedLaw, j: int, *, words: bool = True, whole: int = 0
    ) -> Related:
        """How article ``j`` of ``b`` (lower or equal) relates to article ``i`` of ``a``.

        Args:
            a: the higher or equal law.
            i: index of its article.
            b: the lower or equal law.
            j: index of its article.
            words: False where the reason is not needed of a pair that is related at most; most pairs are told apart
                in a fraction of the time then.
            whole: how often the articles are read as a whole too, twice with either first; each time takes some
                hundred times as long as all the rest.
        """
        case = self.case(a, i, b, j)
        outcome = self._besides[id(a), id(b)].measures | of_consequences(case.consequences)
        act, found = table("act"), case.matched
        sums = act.sums(found.first | outcome)
        if not words:
            punished = bool(found.first["both_punish"])
            relation = _settled(sums, room(DEAR, punished=punished))
            if relation is None:
                relation = _settled(act.sums(found.dear, sums), room((), punished=punished))
            if relation is None:
                relation = _settled(act.sums(found.near, act.sums(found.dear, sums)), _NO_ROOM)
            if relation is not None:
                return Related(
                    relation, "no", case.consequences.agencies.same, (), "", "", found.a, found.b, 0.0
                )
        likely: Mapping[str, float] = act.shares(act.sums(found.near, act.sums(found.dear, sums)))
        measures = found.measures | outcome
        if whole or likely["yes"] + likely["partial"] >= COMMON_ACT:
            likely = self.look_closer(case, measures)
        read = as_a_whole(case, likely, whole) if whole else likely
        return decided(case, read, table("outcome").likely(measures), understood=read is not likely)

    def look_closer(self, case: Case, measures: Mapping[str, float]) -> dict[str, float]:
        """How likely the acts of a pair are the same, part by part: see `closer`.

        Args:
            case: the pair.
            measures: all that is known of it.
        """
        matters = self.read(case.a, case.i).matter, self.read(case.b, case.j).matter
        laws = self.beside(case.a, case.b).laws
        return closer(measures, matters, (case.article_a, case.article_b), laws)

    def case(self, a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Case:
        """All that the decision rests on."""
        beside = self.beside(a, b)
        first, second = self.read(a, i), self.read(b, j)
        found = matched(first.matter, second.matter, beside.laws, (i, j))
        one = first.follow(i, (pair[0] for pair in found.pairs))
        other = second.follow(j, (pair[1] for pair in found.pairs))
        measures = found.first
        copied = is_copied(measures["part_wording"], measures["part_within"], one.deeds, other.deeds)
        return Case(
            a,
            i,
            b,
            j,
            found,
            beside.common,
            beside.lower,
            one.deeds,
            other.deeds,
            Consequences(one, other, copied=copied),
            copied,
        )

    def clear(self) -> None:
        """Lets go of all that was read."""
        self._laws.clear()
        self._articles.clear()
        self._besides.clear()

    def beside(self, a: ComparedLaw, b: ComparedLaw) -> Beside:
        """Two laws beside each other."""
        found = self._besides.get((id(a), id(b)))
        if found is None:
            # One law after the other is asked about.
            if self._besides and self._asked is not b:
                self._besides.clear()
            self._asked = b
            land = common(a, b)
            stands = lower(a, b)
            measures = {
                "lower": float(stands),
                "variation": float(bool(variation(b))),
                "national_both": float(a.territory == b.territory == NATION),
                "apart": float(land is Common.APART),
            }
            found = Beside((a, b), Laws(self._about(a), self._about(b)), land, stands, measures)
            self._besides[id(a), id(b)] = found
        return found

    def _about(self, law: ComparedLaw) -> About:
        kept = self._laws.get(id(law))
        if kept is None:
            _make_room(self._laws, _MOST_LAWS)
            kept = self._laws[id(law)] = law, about(law)
        else:
            self._laws.move_to_end(id(law))
        return kept[1]

    def read(self, law: ComparedLaw, index: int) -> Read:
        """An article as it is matched."""
        return self.read_all([(law, index)])[0]

    def read_all(self, wanted: Sequence[tuple[ComparedLaw, int]]) -> list[Read]:
        """Articles as they are matched, each named by its law and index; many at once cost less."""
        keys = [(id(law), index) for law, index in wanted]
        new = {key: one for key, one in zip(keys, wanted, strict=True) if key not in self._articles}
        found = matters([law.articles[index] for law, index in new.values()]) if new else []
        reads = {key: Read(new[key][0], one) for key, one in zip(new, found, strict=True)}
        for key in dict.fromkeys(keys):
            if key not in new:
                self._articles.move_to_end(key)
                reads[key] = self._articles[key]
        for key in new:
            _make_room(self._articles, _MOST_ARTICLES)
            self._articles[key] = reads[key]
        return [reads[key] for key in keys]


def _make_room(kept: OrderedDict[Any, Any], most: int) -> None:
    """Lets go of what was asked for longest ago where no more may be kept."""
    if len(kept) >= most:
        kept.popitem(last=False)


@cache
def shared() -> Relater:
    """The one that all of one comparison use, so that nothing is read twice; cleared when it ends."""
    return Relater()


def relate(a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Related:
    """How article ``j`` of ``b`` (lower or equal) relates to article ``i`` of ``a``; of many pairs use `Relater`."""
    return Relater().relate(a, i, b, j)


def outcome_measures(case: Case) -> dict[str, float]:
    """What the consequences come to, as numbers with names, beside what the articles share."""
    return (
        case.matched.measures
        | {
            "lower": float(case.lower),
            "variation": float(bool(variation(case.b))),
            "national_both": float(case.a.territory == case.b.territory == NATION),
            "apart": float(case.common is Common.APART),
        }
        | of_consequences(case.consequences)
    )


def of_consequences(found: Consequences) -> dict[str, float]:
    """What two consequences come to, set against each other, as measures by name."""
    return {
        f"fine_{found.fines.sort.value}": 1.0,
        "fine_sure": float(found.fines.sure and found.fines.sort is Fines.OUTSIDE),
        "added": float(bool(found.added)),
        "dropped": float(bool(found.dropped)),
        "same_sanctions": float(not found.added and not found.dropped),
        "softer": float(found.softer),
        "limits": float(found.limits is not None),
        f"agency_{found.agencies.same}": 1.0,
        "agency_written": float(found.agencies.same == "no" and found.agencies.written),
    }


Room = Mapping[str, Mapping[str, float]]
"""Answer → other answer → how far the other one can still gain on it."""


def _settled(sums: Sequence[float], room: Room) -> Relation | None:
    """The relation of a pair where what is known leaves no doubt what `decided` would say; else None.

    A pair that is of another act is unrelated or merely related whatever follows from the acts.

    Args:
        sums: of the answers on the act.
        room: by what is not known of them yet.
    """
    of = dict(zip(table("act").answers, sums, strict=True))

    def beats(answer: str, others: Sequence[str]) -> bool:
        """Whether an answer is likelier than all the others together."""
        most = (min(of[one] + room[answer][one] - of[answer], AHEAD) for one in others)
        return sum(map(exp, most)) < 1 - SLACK

    if beats("unrelated", ("yes", "partial", "related")):
        return Relation.UNRELATED
    if beats("related", ("yes", "partial")) and beats("related", ("unrelated",)):
        return Relation.RELATED
    return None


@cache
def room(unknown: tuple[str, ...], *, punished: bool) -> Room:
    """How far the answers can move by how the pair stands among its rivals, and by some of `DEAR`.

    Args:
        unknown: these.
        punished: both articles carry a penalty.
    """
    ends = (0.0, *(step / 10 for step in STEPS), 1.0)
    dear = ([counted(name, end, punished=punished) for end in ends] for name in unknown)
    return table("act").room(chain(dear, _ENDS_OF_NEAREST))


_ENDS_OF_NEAREST = [[{name: 0.0}, {name: 1.0}] for name in NEAREST]
_NO_ROOM: Room = defaultdict(lambda: defaultdict(float))


def decided(
    case: Case, act: Mapping[str, float], outcome: Mapping[str, float], *, understood: bool = False
) -> Related:
    """The decision with its reason: whether the acts have anything in common, and only then what follows from them.

    Two articles of another act are related or unrelated and nothing else (PAIRGUIDE).

    Args:
        case: all that is known of the pair.
        act: how likely the acts are the same (``yes``, ``partial``), or only the field is (``related``), or nothing.
        outcome: of one act at one place: how likely each relation is.
        understood: whether ``act`` comes of reading the articles as a whole, which knows better than the words that they
            share whether an organ's rules and the like are of one act.
    """
    two = case.two_remedies if understood else case.two_acts
    if act["yes"] + act["partial"] < COMMON_ACT or two:
        relation = max(Relation.RELATED, Relation.UNRELATED, key=lambda one: act[one.value])
        return _result(case, relation, "no", act)
    if case.common is Common.APART:
        relation = Relation.PARALLEL
    else:
        possible = [Relation(one) for one in outcome if _possible(case, Relation(one))]
        relation = _departing(case, max(possible, key=lambda one: outcome[one.value]), act)
    same = "yes" if act["yes"] * _READ_AS_SAME >= act["partial"] else "partial"
    return _result(case, relation, same, act)


def is_copied(alike: float, within: float, a: Sequence[Deed], b: Sequence[Deed]) -> bool:
    """Whether the acts run alike nearly word for word, so that the lower law departs on purpose where it departs.

    Args:
        alike: the measure ``part_wording``.
        within: the measure ``part_within``.
        a: the deeds of the higher or equal law that regulate the shared act.
        b: those of the lower or equal law.
    """
    same = bool(a and b) and len(a[0].act) >= _WHOLE_ACT and a[0].act == b[0].act
    return same or alike >= _COPY or within >= _COPY_WITHIN


def _departing(case: Case, relation: Relation, act: Mapping[str, float]) -> Relation:
    """What near copies show for certain, whatever is likely.

    A lower law that copies the higher one's act and departs from it is no duplicate and no refinement; two laws of
    one rank that give a copied act to two departments overlap.
    """
    if case.common is not Common.SAME:
        return relation
    found = case.consequences
    kinds = {one.kind for one in found.differences}
    if not case.lower:
        punished = case.matched.first["both_punish"] and act["yes"] >= _LIKELY
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
        likely=_surely(case, act) if same != "no" else 0.0,
    )


def _surely(case: Case, act: Mapping[str, float]) -> float:
    """See `Related.likely`; rounded, so that it is the same in whatever order it was added up."""
    return round((act["yes"] + act["partial"] / 2) * sqrt(prod(case.matched.near.values())), 6)
