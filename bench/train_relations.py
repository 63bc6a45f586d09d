"""Trains the weights by which pairs of articles are judged, and measures them fold by fold.

Run: ``build/training/bin/python -m bench.train_relations models/pairs.tsv ../shared/corpora`` (needs scikit-learn,
as ``make model`` installs it). The readings in ``pairs_by_likeness.tsv`` beside them train too, at half the weight:
they were drawn from what is merely alike, so that three quarters of them are two acts. Writes
``lezr_extract/vocabulary/data/relation_weights.tsv``. The same readings and the same libraries give the same file.
``pairs.dev`` and ``held_out_pairs.jsonl`` have no part in it.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lezr_extract.compare.relating.article_pair import Case
from lezr_extract.compare.relating.judgement import Table
from lezr_extract.compare.relating.one_pair import Relater, decided, outcome_measures
from lezr_extract.pipeline.comparing.relate import Named, Pair, placed
from lezr_extract.records import Problem, Related

TARGET = Path(__file__).parents[1] / "lezr_extract" / "vocabulary" / "data" / "relation_weights.tsv"
ACTS = ("yes", "partial", "related", "unrelated")
OUTCOMES = ("duplicate", "refine", "conflict", "overlap")
STRENGTH = 0.05
"""Inverse of the penalty on weights (C of scikit-learn); accuracy is flat from 0.03 to 0.1."""
FOLDS = 8
FURTHER, HALF = "pairs_by_likeness.tsv", 0.5
"""Further readings, and what each of them weighs."""
HEAD = """# Weights of the two questions about a pair of articles, made by bench/train_relations.py from {count} readings
# (models/pairs*.tsv). Folds: relation {relation:.3f}, same act {act:.3f}. Question, measure, a weight for each answer.
"""


@dataclass(frozen=True)
class Example:
    """A pair that was read.

    Attributes:
        case, measures: what is known of it.
        relation, also, act: the reading.
        weight: of the pair in training; folds are measured on those of full weight.
    """

    case: Case
    measures: dict[str, float]
    relation: str
    also: frozenset[str]
    act: str
    weight: float = 1.0

    @property
    def answer(self) -> str:
        """The reading as an answer to the first question."""
        if self.act != "no":
            return self.act
        return "unrelated" if self.relation == "unrelated" else "related"


def main() -> int:
    """Reads, measures, trains, writes."""
    readings, corpora = Path(sys.argv[1]), Path(sys.argv[2])
    examples = read(readings, corpora) + read(readings.with_name(FURTHER), corpora, HALF)
    right = same = judged = 0
    misses: Counter[tuple[str, str]] = Counter()
    for example, found in folds(examples):
        judged += 1
        hit = found.relation.value in {example.relation, *example.also}
        right += hit
        same += found.same_act == example.act
        misses[example.relation, found.relation.value] += not hit
    relation, act = right / judged, same / judged
    print(
        f"{len(examples)} pairs, {judged} of them judged in {FOLDS} folds: relation {relation:.3f}, same act {act:.3f}"
    )
    for (gold, got), count in misses.most_common(12):
        print(f"  {gold} taken for {got}: {count}")
    tables = fit(examples)
    head = HEAD.format(count=len(examples), relation=relation, act=act)
    TARGET.write_text(head + "".join(lines(tables)), encoding="utf-8")
    return 0


def read(readings: Path, corpora: Path, weight: float = 1.0) -> list[Example]:
    """The readings with their cases."""
    examples = []
    for row, case in cases(rows_of(readings), corpora, Relater()):
        also = frozenset(filter(None, row["alt"].split(",")))
        examples.append(Example(case, outcome_measures(case), row["relation"], also, row["same_act"], weight))
    return examples


def rows_of(readings: Path) -> list[dict[str, str]]:
    """The rows of a table of readings."""
    with readings.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def cases(
    rows: Sequence[dict[str, str]], corpora: Path, relater: Relater
) -> Iterator[tuple[dict[str, str], Case]]:
    """Each row with what is known of its pair; what is not found is told on the standard error."""
    by_id = {row["id"]: row for row in rows}
    pairs = [
        Pair(n, r["id"], Named(r["a_file"], r["a_article"]), Named(r["b_file"], r["b_article"]))
        for n, r in enumerate(by_id.values(), 1)
    ]
    for one in placed(pairs, corpora):
        if isinstance(one, Problem):
            print(one.file, one.place, one.cause, file=sys.stderr)
            continue
        pair, a, b = one
        yield by_id[pair.id], relater.case(a.law, a.index, b.law, b.index)


def folds(examples: Sequence[Example]) -> list[tuple[Example, Related]]:
    """Every example of full weight with what was learned from the files of the others says of it."""
    from sklearn.model_selection import GroupKFold  # noqa: PLC0415

    groups = [example.case.a.file for example in examples]
    found: list[tuple[Example, Related]] = []
    for train, test in GroupKFold(FOLDS).split(examples, groups=groups):
        tables = fit([examples[k] for k in train])
        for k in (k for k in test if examples[k].weight == 1):
            answers = [_likely(table, examples[k].measures) for table in tables.values()]
            found.append((examples[k], decided(examples[k].case, *answers)))
    return found


Weights = tuple[tuple[str, ...], dict[str, list[float]]]


def fit(examples: Sequence[Example]) -> dict[str, Weights]:
    """The weights of both questions."""
    outcomes = [e for e in examples if e.act != "no" and e.case.common != "apart" and e.relation in OUTCOMES]
    return {
        "act": _fit(examples, [e.answer for e in examples], ACTS),
        "outcome": _fit(outcomes, [e.relation for e in outcomes], OUTCOMES),
    }


def _fit(examples: Sequence[Example], labels: Sequence[str], answers: tuple[str, ...]) -> Weights:
    import numpy as np  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    names = sorted({name for e in examples for name in e.measures})
    x = np.array([[e.measures.get(name, 0.0) for name in names] for e in examples])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    kept = spread > 1e-9
    scaled = (x[:, kept] - mean[kept]) / spread[kept]
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        scaled, labels, sample_weight=[e.weight for e in examples]
    )
    order = [list(model.classes_).index(answer) for answer in answers]
    weights = model.coef_[order] / spread[kept]
    constant = model.intercept_[order] - weights @ mean[kept]
    rows: dict[str, list[Any]] = {"one": list(constant)}
    rows |= {name: list(weights[:, k]) for k, name in enumerate(np.array(names)[kept])}
    return answers, {name: [round(float(v), 3) for v in row] for name, row in rows.items()}


def _likely(weights: Weights, measures: dict[str, float]) -> dict[str, float]:
    return Table(weights[0], {name: tuple(row) for name, row in weights[1].items()}).likely(measures)


def lines(tables: Mapping[str, Weights]) -> list[str]:
    """The tables as lines of a data file."""
    found = []
    for question, (answers, weights) in tables.items():
        found.append("\t".join((question, "answers", *answers)) + "\n")
        found += ["\t".join((question, name, *map(str, row))) + "\n" for name, row in weights.items()]
    return found


if __name__ == "__main__":
    sys.exit(main())
