"""Which article of the old version became which of the new one: in order first, then those that changed place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from lezr_extract.compare.versions.likeness import Likeness

Pair = tuple[int, int]

SURE = 0.62
"""Two articles this much alike belong together wherever they stand."""
IN_PLACE = 0.27
"""Between the same neighbours this much will do: an article rewritten stays where it was."""
_NEARLY = 0.6
ELSEWHERE = 0.45
"""What stands elsewhere needs more than what stands in place."""


def pair(old: Sequence[str], new: Sequence[str], likeness: Likeness) -> dict[int, tuple[int, bool]]:
    """Index of the old article → index of the new one, and whether their order crosses that of the others.

    Args:
        old: the folded words of every article.
        new: of the new version.
        likeness: of the same articles.
    """
    same = _same(old, new)
    scores = _scores(likeness, set(same), set(same.values()))
    sure = same | _greedy(scores, SURE, taken=same.items())
    backbone = _in_order(sorted(sure.items()), dict.fromkeys(sure.items(), 1.0))
    sure = _rather_in_place(sure, same, backbone, scores)
    # What crosses goes on counting as a pair, but does not bind its neighbours.
    found = dict(sure)
    for chain in _between(backbone, scores, found):
        found.update(chain)
        backbone = sorted([*backbone, *chain])
    found.update(_greedy(scores, ELSEWHERE, taken=found.items()))
    straight = set(backbone)
    return {i: (j, (i, j) not in straight) for i, j in found.items()}


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Articles of the same words; of several with the same words the first goes with the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(new):
        places[words].append(j)
    counts: dict[str, int] = defaultdict(int)
    for words in old:
        counts[words] += 1
    found = {}
    for i, words in enumerate(old):
        if words and places.get(words):
            found[i] = (
                _nearest(places[words], i, len(old), len(new)) if counts[words] == 1 else places[words][0]
            )
            places[words].remove(found[i])
    return found


def _nearest(places: Sequence[int], i: int, old: int, new: int) -> int:
    return min(places, key=lambda j: (abs(i / old - j / new), j))


def _scores(likeness: Likeness, old: set[int], new: set[int]) -> dict[Pair, float]:
    """The likeness of every pair worth looking at, without those that have a partner of the same words."""
    scores = {}
    for i in range(len(likeness.old)):
        if i in old:
            continue
        for j in likeness.candidates(i):
            if j not in new and (score := likeness.of(i, j)) >= IN_PLACE:
                scores[i, j] = score
    return scores


def _greedy(scores: dict[Pair, float], least: float, taken: Iterable[Pair]) -> dict[int, int]:
    """The best pairs first, each article once."""
    pairs = list(taken)
    old, new = {i for i, _ in pairs}, {j for _, j in pairs}
    found = {}
    for (i, j), score in sorted(
        scores.items(), key=lambda one: (-one[1], abs(one[0][0] - one[0][1]), one[0])
    ):
        if score >= least and i not in old and j not in new:
            found[i] = j
            old.add(i)
            new.add(j)
    return found


def _in_order(pairs: Sequence[Pair], weight: dict[Pair, float]) -> list[Pair]:
    """The heaviest row of pairs that rises on both sides."""
    # best[k] is the heaviest row that ends at column ends[k]; both rise.
    ends: list[int] = []
    best: list[tuple[float, Pair]] = []
    before: dict[Pair, Pair | None] = {}
    for i in sorted({i for i, _ in pairs}):
        row = [one for one in pairs if one[0] == i] if len(pairs) < 64 else _row(pairs, i)
        reached = []
        for one in row:
            at = bisect_left(ends, one[1])
            base, previous = best[at - 1] if at else (0.0, None)
            reached.append((one, base + weight[one], previous))
        for one, total, previous in reached:
            before[one] = previous
            at = bisect_left(ends, one[1])
            if at and best[at - 1][0] >= total:
                continue
            if at < len(ends) and ends[at] == one[1]:
                if best[at][0] >= total:
                    continue
                best[at] = total, one
            else:
                ends.insert(at, one[1])
                best.insert(at, (total, one))
            while at + 1 < len(ends) and best[at + 1][0] <= total:
                del ends[at + 1], best[at + 1]
    chain: list[Pair] = []
    last = best[-1][1] if best else None
    while last is not None:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _rather_in_place(
    sure: dict[int, int], same: dict[int, int], backbone: Sequence[Pair], scores: dict[Pair, float]
) -> dict[int, int]:
    """Without the pairs that cross although an article in place is nearly as much alike."""
    straight, taken = set(backbone), set(sure.values())
    inside = _by_gap(backbone, scores)
    kept = dict(sure)
    for i, j in sure.items():
        if (i, j) in straight or same.get(i) == j:
            continue
        at = bisect_left(backbone, (i, -1))
        rivals = [scores[one] for one in inside.get(at, ()) if one[0] == i and one[1] not in taken]
        if max(rivals, default=0.0) >= _NEARLY * scores[i, j]:
            del kept[i]
    return kept


def _row(pairs: Sequence[Pair], i: int) -> list[Pair]:
    start = bisect_left(pairs, (i, -1))
    row = []
    for one in pairs[start:]:
        if one[0] != i:
            break
        row.append(one)
    return row


def _between(
    backbone: Sequence[Pair], scores: dict[Pair, float], found: dict[int, int]
) -> Iterable[list[Pair]]:
    """For each gap of the backbone the best row of pairs inside it."""
    taken = set(found.values())
    free = {one: score for one, score in scores.items() if one[0] not in found and one[1] not in taken}
    for pairs in _by_gap(backbone, free).values():
        yield _in_order(pairs, {one: scores[one] - IN_PLACE / 2 for one in pairs})


def _by_gap(backbone: Sequence[Pair], scores: dict[Pair, float]) -> dict[int, list[Pair]]:
    """The pairs that lie between two neighbours of the backbone on both sides, by the place of the gap in it."""
    starts = [i for i, _ in backbone]
    gaps: dict[int, list[Pair]] = defaultdict(list)
    for i, j in sorted(scores):
        at = bisect_left(starts, i)
        low = backbone[at - 1][1] if at else -1
        high = backbone[at][1] if at < len(backbone) else 1 << 60
        if low < j < high:
            gaps[at].append((i, j))
    return gaps
