"""The learned step: measures of a pair to how likely each answer is, by one table of weights.

A softmax over sums of weighted measures, nothing more: the table is plain text that a person can read, and every
answer can be traced to the measures that speak for it. Trained by ``bench/train_relations.py`` on readings of pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp
from operator import mul

from lezr_extract.errors import DataFileError

FILES = ("relation_weights.tsv", "closer_weights.tsv", "whole_weights.tsv")
"""The quick look at a pair and what follows from the act; the closer look; the reading as a whole."""
ONE = "one"
"""The name of the constant."""

_MOST_ORDERS = 1_000


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one question.

    Attributes:
        answers: the possible answers.
        weights: measure → one weight for each answer; `ONE` is the constant.
        columns: the same for measures in the orders that were met, one row for each answer.
    """

    answers: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]
    columns: dict[tuple[str, ...], Sequence[Sequence[float]]] = field(default_factory=dict, repr=False)

    def sums(self, measures: Mapping[str, float], base: Sequence[float] | None = None) -> list[float]:
        """The weighed sum of each answer.

        Args:
            measures: by name.
            base: what to add them to; None for the constants.
        """
        if base is None:
            base = self.weights.get(ONE, (0.0,) * len(self.answers))
        columns = self.columns_of(tuple(measures))
        values = measures.values()
        return [sum(map(mul, column, values), one) for column, one in zip(columns, base, strict=True)]

    def columns_of(self, names: tuple[str, ...]) -> Sequence[Sequence[float]]:
        """The weights of some measures, answer by answer; pairs mostly have the same measures in the same order."""
        found = self.columns.get(names)
        if found is None:
            none = (0.0,) * len(self.answers)
            rows = [self.weights.get(name, none) for name in names]
            found = tuple(zip(*rows, strict=True)) if rows else (none[:0],) * len(self.answers)
            if len(self.columns) < _MOST_ORDERS:
                self.columns[names] = found
        return found

    def likely(self, measures: Mapping[str, float]) -> dict[str, float]:
        """How likely each answer is; they sum to 1."""
        return self.shares(self.sums(measures))

    def shares(self, sums: Sequence[float]) -> dict[str, float]:
        """As `likely`, from the sums."""
        top = max(sums)
        shares = [exp(one - top) for one in sums]
        total = sum(shares)
        return {answer: share / total for answer, share in zip(self.answers, shares, strict=True)}

    def room(self, unknown: Iterable[Iterable[Mapping[str, float]]]) -> dict[str, dict[str, float]]:
        """Answer → other answer → how far the other one can at most gain on it by measures that are not known yet.

        Args:
            unknown: of each unknown measure all that can stand for it, with what follows from it. Between two that
                are given the sums run straight, so that the ends are enough.
        """
        none = (0.0,) * len(self.answers)
        gains = [[self.sums(one, none) for one in choices] for choices in unknown]
        return {
            answer: {
                other: sum(max(gain[n] - gain[k] for gain in choices) for choices in gains)
                for n, other in enumerate(self.answers)
            }
            for k, answer in enumerate(self.answers)
        }


@cache
def table(question: str) -> Table:
    """The table of a question, from `FILES` in ``vocabulary/data``.

    Raises:
        DataFileError: a file is malformed or none has such a question.
    """
    data = files("lezr_extract.vocabulary").joinpath("data")
    source = "".join(data.joinpath(name).read_text("utf-8") for name in FILES)
    answers: tuple[str, ...] = ()
    weights: dict[str, tuple[float, ...]] = {}
    for line in source.splitlines():
        if not line or line.startswith("#"):
            continue
        name, measure, *values = line.split("\t")
        if name != question:
            continue
        if measure == "answers":
            answers = tuple(values)
        else:
            weights[measure] = tuple(map(float, values))
    if not answers or any(len(row) != len(answers) for row in weights.values()):
        raise DataFileError(f"{'、'.join(FILES)}：“{question}”的权重不完整")
    return Table(answers, weights)
