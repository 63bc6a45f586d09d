"""Which organs share acts: the articles that give entries to two of them, in the law, between laws, and in present lists.

Organs are counted by system (水行政主管部门, whatever the level), as the registry names them; an entry that names several
counts for each; one that names none of its own (有关部门) for nobody.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from threading import Lock

from lezr_extract.agencies import identify
from lezr_extract.agencies.mentions import is_generic
from lezr_extract.compare.overlaps import DECIDED_BY, WORDS, Sort, divides
from lezr_extract.pipeline.deciding.review import Review, file_state
from lezr_extract.pipeline.deciding.suggest import OVERLAPS
from lezr_extract.store.ledger import Held, Overview
from lezr_extract.vocabulary.registry import RegistryEntry, registry

Place = tuple[str, str]
"""Id of a law, and an article of it."""


APART = "同条分列"
"""One article, and an entry of its own for each organ: whether they regulate the same act is for people to say."""


class Ground(StrEnum):
    """What makes an act a shared one."""

    ARTICLE = "同一条文"
    LAWS = "两处条文"
    LISTS = "现有清单"


@dataclass(frozen=True, slots=True)
class Side:
    """What one organ has of a shared act.

    Attributes:
        place: the article; the law's id is empty for a list whose law is named by title only.
        law: title, for a list; else empty.
        entries: numbers of the organ's entries on it.
        listed: of a present list: name, holder and place of each entry.
    """

    place: Place
    entries: tuple[int, ...] = ()
    law: str = ""
    listed: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """An act that two organs share.

    Attributes:
        ground: see there.
        a, b: what each organ has of it, in the order of the pair.
        sort, why: what comparing or checking said of it; empty for one article, which its page judges.
    """

    ground: Ground
    a: Side
    b: Side
    sort: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SharedActs:
    """All shared acts of a run as it stands.

    Attributes:
        organs: name → entries.
        pairs: two names, in the order of their characters → the acts that they share.
        crowded: articles on which three organs or more have entries, with the organs, the most crowded first.
        unnamed: entries whose holder is no organ of its own.
        entries: all that were counted.
    """

    organs: Mapping[str, int]
    pairs: Mapping[tuple[str, str], tuple[Share, ...]]
    crowded: tuple[tuple[Place, tuple[str, ...]], ...]
    unnamed: int
    entries: int

    def between(self, one: str, other: str) -> tuple[Share, ...]:
        """What ``one`` and ``other`` share, ``one`` on side a."""
        if one <= other:
            return self.pairs.get((one, other), ())
        turned = self.pairs.get((other, one), ())
        return tuple(Share(share.ground, share.b, share.a, share.sort, share.why) for share in turned)

    def weights(self) -> list[tuple[str, int]]:
        """The organs that share acts, each with how many, those with most first."""
        sums: Counter[str] = Counter()
        for (one, other), shares in self.pairs.items():
            sums[one] += len(shares)
            sums[other] += len(shares)
        return sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))

    def ranked(self, of: str = "") -> list[tuple[str, str, int]]:
        """The pairs with how many acts they share, the most first; those of one organ where it is named."""
        found = [
            (one, other, len(shares))
            for (one, other), shares in self.pairs.items()
            if not of or of in (one, other)
        ]
        return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))


@lru_cache(maxsize=65536)
def organs_of(agency: str) -> tuple[str, ...]:
    """The organs that a holder's name means, by system and today's name; empty where it means none of its own."""
    found = tuple(dict.fromkeys(_today(entry).plain for entry in identify(agency).entries))
    if found:
        return found
    return () if not agency or is_generic(agency) else (agency,)


def _today(entry: RegistryEntry) -> RegistryEntry:
    """What became of an organ; one whose duties went to several keeps its old name, for nobody chooses among them."""
    while entry.former and len(entry.agency.successors) == 1:
        entry = registry()[entry.agency.successors[0]]
    return entry


class Sharing:
    """The shared acts of a review, counted anew only when something has changed."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._lock = Lock()
        self._run: tuple[str, tuple[Held, ...]] = ("", ())
        self._made: dict[str, SharedActs] = {}
        self._state: tuple[object, ...] = ()

    def warm(self) -> None:
        """Counts before anybody asks: after a start or a new run the first count takes longest."""
        with self._review.overview() as overview:
            self.acts(overview)

    def acts(self, overview: Overview, kind: str = "") -> SharedActs:
        """The shared acts as everything stands now; of one type of power where ``kind`` names it."""
        path = self._review.database.with_name(OVERLAPS)
        state = overview.state()
        with self._lock:
            if (now := (*state, file_state(path))) != self._state:
                self._made, self._state = {}, now
            if self._run[0] != state[0] or not self._run[1]:
                self._run = (state[0], tuple(overview.held()))
            if kind not in self._made:
                self._made[kind] = _counted(_standing(self._run[1], overview), overview, path, kind)
            return self._made[kind]


def _standing(held: Iterable[Held], overview: Overview) -> list[Held]:
    """``held`` as decisions have left it: changed types and holders, without what is 不列入."""
    changed, rejected = overview.changed(), overview.rejected()
    if not changed and not rejected:
        return list(held)
    return [
        one._replace(type=changed[one.number][0], agency=changed[one.number][1])
        if one.number in changed
        else one
        for one in held
        if one.number not in rejected
    ]


def _counted(held: list[Held], overview: Overview, path: Path, kind: str) -> SharedActs:
    places: dict[Place, dict[str, dict[int, None]]] = defaultdict(dict)
    agencies: dict[int, str] = {}
    for row in held:
        if kind and row.type != kind:
            continue
        agencies[row.number] = row.agency
        for organ in organs_of(row.agency):
            places[row.law_id, row.article].setdefault(organ, {})[row.number] = None
    pairs: dict[tuple[str, str], list[Share]] = defaultdict(list)
    crowded = []
    for place, organs in places.items():
        if len(organs) < 2:
            continue
        for one, other in combinations(sorted(organs), 2):
            sides = (Side(place, tuple(organs[one])), Side(place, tuple(organs[other])))
            pairs[one, other].append(Share(Ground.ARTICLE, *sides))
        if len(organs) > 2:
            crowded.append((place, tuple(sorted(organs))))
    for key, share in _between_laws(places, overview):
        pairs[key].append(share)
    if not kind:
        for key, share in _between_lists(path):
            pairs[key].append(share)
    entries: Counter[str] = Counter()
    for agency in agencies.values():
        entries.update(organs_of(agency))
    return SharedActs(
        entries,
        {key: tuple(shares) for key, shares in pairs.items()},
        tuple(sorted(crowded, key=lambda one: -len(one[1]))),
        sum(not organs_of(agency) for agency in agencies.values()),
        len(agencies),
    )


def _between_laws(
    places: Mapping[Place, Mapping[str, Mapping[int, None]]], overview: Overview
) -> Iterable[tuple[tuple[str, str], Share]]:
    """Acts that comparing found in two articles, which give them to two organs.

    Where one organ has entries on both articles, what comparing found is about that organ, and nobody shares anything.
    """
    seen = set()
    for near in overview.near_laws():
        here, there = places.get(near.a, {}), places.get(near.b, {})
        if here.keys() & there.keys():
            continue
        for one, mine in here.items():
            for other, theirs in there.items():
                key = (min(one, other), max(one, other))
                if (key, near.a, near.b) in seen:
                    continue
                seen.add((key, near.a, near.b))
                sides = [Side(near.a, tuple(mine)), Side(near.b, tuple(theirs))]
                if one > other:
                    sides.reverse()
                yield key, Share(Ground.LAWS, sides[0], sides[1], near.sort, near.explanation)


def _between_lists(path: Path) -> Iterable[tuple[tuple[str, str], Share]]:
    """Articles that two departments' present lists both cite, as they were written beside the run."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as lines:
        for words in lines:
            line = json.loads(words)
            if line.get("kind") != "overlap":
                continue
            rows: dict[str, list[tuple[str, str, str]]] = {}
            for row in line["entries"]:
                shown = (str(row["name"]), str(row["holder"]), str(row["where"]))
                rows.setdefault(str(row["department"]), []).append(shown)
            law, article = str(line["law"]), str(line["article"])
            for one, other in combinations(rows, 2):
                sides = {
                    name: Side(("", article), (), law, tuple(rows[department]))
                    for name, department in zip(_systems(one, other), (one, other), strict=True)
                }
                first, second = sorted(sides)
                why = str(line["explanation"])
                yield (
                    (first, second),
                    Share(Ground.LISTS, sides[first], sides[second], str(line["sort"]), why),
                )


def _systems(one: str, other: str) -> tuple[str, str]:
    """Two departments by system, so that they stand where their laws stand; as they are where that tells none apart."""
    systems = [organs_of(name) for name in (one, other)]
    if all(len(found) == 1 for found in systems) and systems[0] != systems[1]:
        return systems[0][0], systems[1][0]
    return one, other


def judged(share: Share, clauses: Iterable[str]) -> tuple[str, str, str]:
    """The sort of a shared act, why, and the articles of law that decide it.

    Args:
        share: what two organs share.
        clauses: the words of the entries on it, on both sides.
    """
    if share.ground is Ground.LAWS:
        sort = next((one for one in Sort if one.value == share.sort), None)
        return share.sort, share.why, DECIDED_BY[sort] if sort else ""
    if share.ground is Ground.LISTS:
        sort = Sort(share.sort)
        return sort.value, share.why, DECIDED_BY[sort]
    if any(map(divides, clauses)):
        sort = Sort.DIVIDED
    elif set(share.a.entries) & set(share.b.entries):
        sort = Sort.TWO_HOLDERS
    else:
        return APART, "同一条文给了两个机关各自的条目；是否管同一行为，请对照两边标色的行为核对", ""
    return sort.value, WORDS[sort], DECIDED_BY[sort]
