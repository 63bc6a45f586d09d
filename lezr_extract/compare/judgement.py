"""The learned step: measures of a pair to how likely each answer is, by one table of weights.

A softmax over sums of weighted measures, nothing more: the table is plain text that a person can read, and every
answer can be traced to the measures that speak for it. Trained by ``bench/train_relations.py`` on readings of pairs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from operator import mul

from lezr_extract.errors import DataFileError

ONE = "one"
"""The name of the constant."""


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of one question.

    Attributes:
        answers: the possible answers.
        weights: measure → one weight for each answer; `ONE` is the constant.
    """

    answers: tuple[str, ...]
    weights: Mapping[str, tuple[float, ...]]

    def likely(self, measures: Mapping[str, float]) -> dict[str, float]:
        """How likely each answer is; they sum to 1."""
        found = [
            (weights, value)
            for name, value in measures.items()
            if value and (weights := self.weights.get(name))
        ]
        constants = self.weights.get(ONE, (0.0,) * len(self.answers))
        values = [value for _, value in found]
        columns = zip(*(weights for weights, _ in found), strict=True) if found else ((),) * len(self.answers)
        sums = [sum(map(mul, column, values), one) for column, one in zip(columns, constants, strict=True)]
        top = max(sums)
        shares = [exp(one - top) for one in sums]
        total = sum(shares)
        return {answer: share / total for answer, share in zip(self.answers, shares, strict=True)}


@cache
def table(question: str) -> Table:
    """The table of a question, from ``vocabulary/data/relation_weights.tsv``.

    Raises:
        DataFileError: the file is malformed or has no such question.
    """
    source = files("lezr_extract.vocabulary").joinpath("data", "relation_weights.tsv").read_text("utf-8")
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
        raise DataFileError(f"relation_weights.tsv：“{question}”的权重不完整")
    return Table(answers, weights)
