"""Which organs share acts: the articles that give entries to two of them, in the law, between laws, and in present lists.

Organs are counted by system (水行政主管部门, whatever the level), as the registry names them; an entry that names several
counts for each; one that names none of its own (有关部门) for nobody.
"""

import gc
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, combinations
from pathlib import Path
from threading import Lock
from typing import Any

from lezr_extract.agencies import identify
from lezr_extract.agencies.mentions import is_generic
from lezr_extract.compare.consequences.overlaps import DECIDED_BY, WORDS, Sort, divides
from lezr_extract.errors import CannotRunError, LezrError
from lezr_extract.pipeline.deciding.review import Review, file_state
from lezr_extract.pipeline.deciding.suggest import OVERLAPS
from lezr_extract.store.ledger import Held, NearLaws, Overview
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
    """The shared acts of a review, counted anew only where something has changed."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._lock = Lock()
        self._rows = _Rows("", ())
        self._near: tuple[str, list[NearLaws]] = ("", [])
        self._lists: tuple[str, list[_Pair]] = ("", [])
        self._made: dict[str, SharedActs] = {}
        self._state: tuple[object, ...] = ()

    def warm(self) -> None:
        """Counts before anybody asks: after a start or a new run the first count takes longest.

        A file that cannot be counted is named when somebody asks.
        """
        with self._review.overview() as overview, suppress(LezrError):
            self.acts(overview)
        # What was counted stays until the next run. Left to the collector of garbage, it would be walked through again
        # and again while people wait for their pages, for a quarter of a second at 50,000 entries.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def acts(self, overview: Overview, kind: str = "") -> SharedActs:
        """The shared acts as everything stands now; of one type of power where ``kind`` names it.

        Raises:
            CannotRunError: a line of overlaps.jsonl is none; the sentence names file and line.
        """
        path = self._review.database.with_name(OVERLAPS)
        run, findings, newest = overview.state()
        lists = file_state(path)
        with self._lock:
            if (now := (run, findings, newest, lists)) != self._state:
                self._made, self._state = {}, now
            if self._rows.run != run:
                self._rows = _Rows(run, overview.held())
            if self._near[0] != findings:
                self._near = (findings, overview.near_laws())
            if self._lists[0] != lists:
                self._lists = (lists, list(_between_lists(path)))
            if kind not in self._made:
                count = self._rows.count(kind).after(overview.changed(), overview.rejected())
                further = [*_between_laws(count.places, self._near[1]), *(() if kind else self._lists[1])]
                self._made[kind] = count.acts(further)
            return self._made[kind]


_Pair = tuple[tuple[str, str], Share]
"""Two organs and an act that they share."""
_Organs = Mapping[str, tuple[int, ...]]
"""The organs of an article, each with its entries there."""


class _Rows:
    """The entries of one run, as it proposes them: by article, and by number."""

    def __init__(self, run: str, held: Iterable[Held]) -> None:
        self.run = run
        self.by_place: dict[Place, list[Held]] = defaultdict(list)
        self.by_number: dict[int, list[Held]] = defaultdict(list)
        self._counts: dict[str, _Count] = {}
        for row in held:
            self.by_place[row.law_id, row.article].append(row)
            self.by_number[row.number].append(row)

    def count(self, kind: str) -> "_Count":
        """What was counted of the run for one type, or for all: once, since a run does not change."""
        if kind not in self._counts:
            found = _Count(self, kind, {}, {}, Counter(), 0, 0)
            for place, rows in self.by_place.items():
                found.keep(place, rows)
            for rows in self.by_number.values():
                found.add(rows[0], 1)
            self._counts[kind] = found
        return self._counts[kind]


@dataclass(slots=True)
class _Count:
    """What is counted of the entries, while it is counted.

    Attributes:
        rows, kind: of which entries.
        places: article → its organs, where it has any.
        shares: article → what its organs share, where it has two.
        organs, unnamed, entries: as in `SharedActs`.
    """

    rows: _Rows
    kind: str
    places: dict[Place, _Organs]
    shares: dict[Place, tuple[_Pair, ...]]
    organs: Counter[str]
    unnamed: int
    entries: int

    def add(self, row: Held, sign: int) -> None:
        """Counts an entry (1), or takes it out again (-1)."""
        if self.kind and row.type != self.kind:
            return
        organs = organs_of(row.agency)
        self.entries += sign
        self.unnamed += sign * (not organs)
        for organ in organs:
            self.organs[organ] += sign

    def keep(self, place: Place, rows: Iterable[Held]) -> None:
        """Notes the organs of an article, and what they share, in place of what was noted."""
        organs: dict[str, dict[int, None]] = {}
        for row in rows:
            if not self.kind or row.type == self.kind:
                for organ in organs_of(row.agency):
                    organs.setdefault(organ, {})[row.number] = None
        self.places[place] = {organ: tuple(numbers) for organ, numbers in organs.items()}
        self.shares[place] = tuple(
            (
                (one, other),
                Share(Ground.ARTICLE, Side(place, tuple(organs[one])), Side(place, tuple(organs[other]))),
            )
            for one, other in combinations(sorted(organs), 2)
        )

    def after(self, changed: Mapping[int, tuple[str, str]], rejected: frozenset[int]) -> "_Count":
        """The count as decisions have left it: with changed types and holders, without what is 不列入.

        Only the articles of entries on which such a decision was made are looked at.
        """
        touched = [
            number for number in (*(changed.keys() - rejected), *rejected) if number in self.rows.by_number
        ]
        if not touched:
            return self
        found = _Count(
            self.rows, self.kind, dict(self.places), dict(self.shares), self.organs.copy(), self.unnamed, self.entries
        )  # fmt: skip

        def now(row: Held) -> Held:
            """A row as it was decided."""
            kind, agency = changed.get(row.number, (row.type, row.agency))
            return row._replace(type=kind, agency=agency)

        for number in touched:
            row = self.rows.by_number[number][0]
            found.add(row, -1)
            if number not in rejected:
                found.add(now(row), 1)
        places = {(row.law_id, row.article) for number in touched for row in self.rows.by_number[number]}
        for place in places:
            found.keep(place, (now(row) for row in self.rows.by_place[place] if row.number not in rejected))
        return found

    def acts(self, further: Iterable[_Pair]) -> SharedActs:
        """All that is shared, with ``further`` acts than those of single articles."""
        pairs: dict[tuple[str, str], list[Share]] = defaultdict(list)
        for key, share in chain(chain.from_iterable(self.shares.values()), further):
            pairs[key].append(share)
        crowded = [(place, tuple(sorted(organs))) for place, organs in self.places.items() if len(organs) > 2]
        return SharedActs(
            {organ: number for organ, number in self.organs.items() if number},
            {key: tuple(shares) for key, shares in pairs.items()},
            tuple(sorted(crowded, key=lambda one: -len(one[1]))),
            self.unnamed,
            self.entries,
        )


def _between_laws(places: Mapping[Place, _Organs], found: Iterable[NearLaws]) -> Iterator[_Pair]:
    """Acts that comparing found in two articles, which give them to two organs.

    Where one organ has entries on both articles, what comparing found is about that organ, and nobody shares anything.
    """
    seen = set()
    for near in found:
        here, there = places.get(near.a, {}), places.get(near.b, {})
        if here.keys() & there.keys():
            continue
        for one, mine in here.items():
            for other, theirs in there.items():
                key = (min(one, other), max(one, other))
                if (key, near.a, near.b) in seen:
                    continue
                seen.add((key, near.a, near.b))
                sides = [Side(near.a, mine), Side(near.b, theirs)]
                if one > other:
                    sides.reverse()
                yield key, Share(Ground.LAWS, sides[0], sides[1], near.sort, near.explanation)


def _between_lists(path: Path) -> Iterator[_Pair]:
    """Articles that two departments' present lists both cite, as they were written beside the run.

    Raises:
        CannotRunError: a line is none.
    """
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as lines:
        for number, words in enumerate(lines, 1):
            try:
                line = json.loads(words)
                if line["kind"] == "overlap":
                    yield from _of_line(line)
            except (ValueError, TypeError, KeyError) as error:
                raise CannotRunError(
                    f"文件“{path}”第 {number} 行不是清单之间的交叉；请用 lezr suggest -o 重新生成，或移走这个文件"
                ) from error


def _of_line(line: Mapping[str, Any]) -> Iterator[_Pair]:
    rows: dict[str, list[tuple[str, str, str]]] = {}
    for row in line["entries"]:
        shown = (str(row["name"]), str(row["holder"]), str(row["where"]))
        rows.setdefault(str(row["department"]), []).append(shown)
    law, article = str(line["law"]), str(line["article"])
    sort, why = Sort(line["sort"]), str(line["explanation"])
    for one, other in combinations(rows, 2):
        sides = {
            name: Side(("", article), (), law, tuple(rows[department]))
            for name, department in zip(_systems(one, other), (one, other), strict=True)
        }
        first, second = sorted(sides)
        yield (first, second), Share(Ground.LISTS, sides[first], sides[second], sort.value, why)


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
