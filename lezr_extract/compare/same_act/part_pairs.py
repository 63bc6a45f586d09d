"""Each part of an article held against each part of another one: which of them regulate the same act.

A whole article may share little with another one and yet hold one item that is the very same act; and two articles
of one formula share nearly all and yet punish two things. So the parts are held against each other, and what either
says that the other law never says counts against them: 公司 in a law that knows only 合作社.
"""

from collections.abc import Mapping, Sequence
from math import fsum, log, prod, sqrt
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.compare.same_act.matter import Matter, Part
from lezr_extract.compare.same_act.measures import RAREST_SHARED, Laws
from lezr_extract.compare.wording.one_text import UNIT, Signs, Usage, alike, pair_weights

if TYPE_CHECKING:
    from lezr_extract.compare.same_act.nearest import Rivals

_MOST = 15
"""Parts of an article that are looked at; few have more."""
_FEW_RARE, _MANY_RARE = 2, 6
_HEAVY = 600 * UNIT
_LONG = 200
_BRIEF = 30
_EDGE = 0.01
"""Keeps the logarithm of odds finite."""
CONTEXT = (
    *("text", "near_a", "near_b", "field", "field_both", "topic", "both_punish", "one_punishes", "types"),
    *("cite_same", "many_a", "many_b", "field_a_in_b", "field_b_in_a", "act", "covered_a", "covered_b"),
)
"""The measures of the two articles that bear on each pair of their parts."""


class _Side(NamedTuple):
    """A part beside a law that is not its own.

    Attributes:
        pairs, total: of its wording.
        worn: what each pair weighs where what either law says everywhere weighs little.
        worn_total: what they weigh so together.
        foreign: what those of them weigh that the other law never says.
        signs: its single characters.
        length: of its words.
    """

    pairs: frozenset[int]
    total: int
    worn: Mapping[int, float]
    worn_total: float
    foreign: int
    signs: Signs
    length: int


def of_each_pair(a: Matter, b: Matter, laws: Laws) -> list[list[dict[str, float]]]:
    """The measures of each part of ``a`` (rows) with each part of ``b`` (columns)."""
    usages = laws.a.usage, laws.b.usage
    ones, others = _sides(a, laws.b.rivals, usages), _sides(b, laws.a.rivals, usages)
    cells = [[_measures(one, other) for other in others] for one in ones]
    likeness = [[cell["likeness"] for cell in row] for row in cells]
    best_of_row = [max(row) for row in likeness]
    best_of_column = [max(column) for column in zip(*likeness, strict=True)]
    best = max(best_of_row)
    for row, of_row in zip(cells, best_of_row, strict=True):
        for cell, of_column in zip(row, best_of_column, strict=True):
            found = cell["likeness"]
            cell["of_best_a"] = _share(found, of_row)
            cell["of_best_b"] = _share(found, of_column)
            cell["of_best"] = _share(found, best)
    return cells


def _sides(matter: Matter, others: "Rivals", usages: tuple[Usage, Usage]) -> list[_Side]:
    return [_side(part, others, usages) for part in matter.parts[:_MOST]]


def _side(part: Part, others: "Rivals", usages: tuple[Usage, Usage]) -> _Side:
    # Brings in numpy, which nobody waits for who compares nothing.
    from lezr_extract.compare.wording.many_texts import worn_weights  # noqa: PLC0415

    words = part.wording
    worn = dict(zip(words.numbers, worn_weights(words, usages), strict=True))
    total = fsum(worn.values())
    return _Side(words.pairs, words.total, worn, total, others.never_said(words), part.signs, len(part.said))


def _measures(one: _Side, other: _Side) -> dict[str, float]:
    both = one.pairs & other.pairs
    weights = sorted(pair_weights(both), reverse=True)
    shared = sum(weights)
    in_a, in_b = _share(shared, one.total), _share(shared, other.total)
    return {
        "likeness": alike(shared, one.total, other.total),
        "own": alike(fsum(map(one.worn.__getitem__, both)), one.worn_total, other.worn_total),
        "in_a": in_a,
        "in_b": in_b,
        "in_either": max(in_a, in_b),
        "in_both": min(in_a, in_b),
        "single": one.signs.likeness(other.signs),
        "rare": sum(weights[:_MANY_RARE]) / (_MANY_RARE * RAREST_SHARED),
        "rarest": sum(weights[:_FEW_RARE]) / (_FEW_RARE * RAREST_SHARED),
        "weight": min(1.0, shared / _HEAVY),
        "long_a": min(1.0, one.length / _LONG),
        "long_b": min(1.0, other.length / _LONG),
        "lengths": abs(log((one.length + 1) / (other.length + 1))) / 3,
        "brief": min(1.0, _BRIEF / (1 + min(one.length, other.length))),
        "foreign_a": _share(one.foreign, one.total),
        "foreign_b": _share(other.foreign, other.total),
        "rest_foreign_a": _share(one.foreign, one.total - shared),
        "rest_foreign_b": _share(other.foreign, other.total - shared),
    }


def _share(of: float, whole: float) -> float:
    return of / whole if whole > 0 else 0.0


def gathered(likely: Sequence[Sequence[Mapping[str, float]]], a: Matter, b: Matter) -> dict[str, float]:
    """What the pairs of parts come to for the two articles.

    Args:
        likely: how likely each pair of parts is ``apart``, to ``meet`` or the ``same``, rows and columns as in
            `of_each_pair`.
        a: the article of the rows.
        b: that of the columns.
    """
    common = [[1 - cell["apart"] for cell in row] for row in likely]
    same = [[cell["same"] for cell in row] for row in likely]
    of_a, of_b = ([sqrt(part.wording.total + 1) for part in one.parts[:_MOST]] for one in (a, b))
    found = {
        "parts_common": max(map(max, common)),
        "parts_same": max(map(max, same)),
        "parts_any": 1 - prod(1 - value for row in common for value in row),
        "common_a": _covered(_highest(common), of_a),
        "common_b": _covered(_highest([*zip(*common, strict=True)]), of_b),
        "same_a": _covered(_highest(same), of_a),
        "same_b": _covered(_highest([*zip(*same, strict=True)]), of_b),
    }
    odds = {f"{name}_odds": log((value + _EDGE) / (1 + _EDGE - value)) for name, value in found.items()}
    ends = {
        "common_both": min(found["common_a"], found["common_b"]),
        "same_both": min(found["same_a"], found["same_b"]),
        "same_either": max(found["same_a"], found["same_b"]),
    }
    return found | odds | ends


def _highest(rows: Sequence[Sequence[float]]) -> list[float]:
    return [max(row) for row in rows]


def _covered(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(value * one for value, one in zip(values, weights, strict=True)) / sum(weights)
