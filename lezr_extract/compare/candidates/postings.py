"""Where each term stands: the acts by term, and within a term by sort of law, as arrays of numbers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.wording.arrays import changes, spread

_Numbers = NDArray[np.int32]
_Places = NDArray[np.int64]

MOST_HERE = 400
"""Acts of one territory that share a term; a commoner one finds nothing, it only adds to the weight."""
_ROWS_AT_ONCE = 1 << 20


class Rows(NamedTuple):
    """Which term stands in which act, a row each, in the order of the terms and then of the acts."""

    terms: _Numbers
    acts: _Numbers


class Looks(NamedTuple):
    """What looking terms up gave.

    Attributes:
        acts: that were found, one term behind the other.
        bounds: where those of each term begin, with the end of the last.
    """

    acts: _Numbers
    bounds: _Places


class Postings:
    """The acts in which terms stand.

    Args:
        parts: rows; the acts of a later part have higher numbers. Emptied, so that nothing is held twice.
        terms: number of all terms.
        sorts: of each act the sort of its law; the acts of one sort stand together.
        territories: of each sort where it is law; the sorts of one territory stand together.
    """

    def __init__(self, parts: list[Rows], terms: int, sorts: _Numbers, territories: _Numbers) -> None:
        self._acts, lengths = _by_term(parts, terms)
        ends = np.cumsum(lengths)
        group_sorts, group_sizes, groups = (
            [np.zeros(0, np.int32)],
            [np.zeros(0, np.int64)],
            [np.zeros(1, np.int64)],
        )
        kept = first = 0
        while first < terms:
            start = int(ends[first] - lengths[first])
            last = max(first + 1, int(np.searchsorted(ends, start + _ROWS_AT_ONCE, "right")))
            acts = self._acts[start : ends[last - 1]]
            of_term = np.repeat(np.arange(last - first, dtype=np.int32), lengths[first:last])
            of_sort = sorts[acts]
            few = _in_few(of_term, territories[of_sort])
            acts, of_term, of_sort = acts[few], of_term[few], of_sort[few]
            # What stays is laid into the place of what was there: it is never longer.
            self._acts[kept : kept + len(acts)] = acts
            kept += len(acts)
            begins = changes(of_term, of_sort)
            group_sorts.append(of_sort[begins])
            group_sizes.append(np.diff(np.append(begins, len(acts))))
            groups.append(np.bincount(of_term[begins], minlength=last - first))
            first = last
        self._acts = self._acts[:kept].copy()
        self._sorts = np.concatenate(group_sorts)
        self._starts = np.concatenate(([0], np.cumsum(np.concatenate(group_sizes)))).astype(np.int32)
        self._groups = np.cumsum(np.concatenate(groups)).astype(np.int32)

    def look_up(self, terms: _Numbers, sorts: NDArray[np.bool_]) -> Looks:
        """The acts in which terms stand.

        Args:
            terms: in any order.
            sorts: of each sort whether its acts are looked for.
        """
        groups, bounds = spread(self._groups[terms], self._groups[terms + 1])
        open_ = sorts[self._sorts[groups]]
        before = np.concatenate(([0], np.cumsum(open_)))
        groups = groups[open_]
        places, ends = spread(self._starts[groups], self._starts[groups + 1])
        return Looks(self._acts[places], ends[before[bounds]])


def _by_term(parts: list[Rows], terms: int) -> tuple[_Numbers, _Places]:
    """The acts of all rows, one term behind the other, and how many acts each term has."""
    lengths = np.zeros(terms, np.int64)
    for part in parts:
        lengths += np.bincount(part.terms, minlength=terms)
    filled = np.cumsum(lengths) - lengths
    acts = np.zeros(int(lengths.sum()), np.int32)
    parts.reverse()
    while parts:
        part = parts.pop()
        begins = changes(part.terms)
        sizes = np.diff(np.append(begins, len(part.terms)))
        known = part.terms[begins]
        places, _ = spread(filled[known], filled[known] + sizes)
        acts[places] = part.acts
        filled[known] += sizes
    return acts, lengths


def _in_few(of_term: _Numbers, of_territory: _Numbers) -> NDArray[np.bool_]:
    """Of each row whether its term stands in few acts of its territory."""
    begins = changes(of_term, of_territory)
    sizes = np.diff(np.append(begins, len(of_term)))
    return np.repeat(sizes <= MOST_HERE, sizes)
