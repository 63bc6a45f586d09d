"""Trains the closer look at two articles (`compare/relating/closer.py`), and measures it fold by fold.

Run: ``build/training/bin/python -m bench.train_closer models ../shared/corpora`` (needs scikit-learn, as ``make
model`` installs it). Learns from ``pairs_by_parts.tsv``, ``pairs_by_parts_more.tsv`` and ``groups_by_parts.tsv``, whose
readers named the parts that match, and from the readings of the same pairs as a whole (``pairs.tsv``,
``pairs_by_likeness.tsv``, ``pairs_more.tsv``, ``pairs_by_guide.tsv``): what both found holds more than what one did. Writes ``lezr_extract/vocabulary/data/closer_weights.tsv``; the same readings and the same libraries
give the same file. ``pairs.dev`` and ``held_out_pairs.jsonl`` have no part in it.
"""

import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from lezr_extract.compare.relating.closer import parts_and_context
from lezr_extract.compare.relating.judgement import Table
from lezr_extract.compare.relating.one_pair import Relater, outcome_measures
from lezr_extract.compare.same_act.matter import Matter
from lezr_extract.compare.same_act.part_pairs import gathered
from lezr_extract.records import ComparedArticle

from bench.train_relations import Weights, cases, lines, rows_of

TARGET = Path(__file__).parents[1] / "lezr_extract" / "vocabulary" / "data" / "closer_weights.tsv"
WHOLE_READINGS = ("pairs.tsv", "pairs_by_likeness.tsv", "pairs_more.tsv", "pairs_by_guide.tsv")
"""By which the guide's line between the same act and a part of it is drawn; those by parts draw it elsewhere."""
OF_PART, OF_COMMON, OF_SAME = (
    ("apart", "meet", "same"),
    ("common", "related", "unrelated"),
    ("yes", "partial"),
)
STRENGTHS = {"part": 0.1, "common": 0.05, "same": 0.02, "whole": 1.0}
"""Inverse of the penalty on weights (C of scikit-learn)."""
FOLDS, INNER = 8, 4
AGAIN, ALSO = 0.35, 0.15
"""What the answer of a second reading weighs beside the first one where it names another defensible one, and that."""
_MEANS = {"=": "same", "<": "meet", ">": "meet", "~": "meet"}
_LINK = re.compile(r"(-?\d+)([=<>~x])(-?\d+)")
HEAD = """# Weights of the closer look at a pair of articles, made by bench/train_closer.py from {count} readings
# (models/README.md). Folds: same act {act:.3f}, common act {common:.3f}. Question, measure, a weight for each answer.
"""
_UNTOLD = {"answer": "unrelated", "also": "", "parts": ""}
"""What the readers of a group meant by a pair that they did not name."""
Cells = list[list[dict[str, float]]]


@dataclass(frozen=True)
class Example:
    """A pair that was read part by part.

    Attributes:
        file: of the first article; pairs of one file stay in one fold.
        files: of both.
        measures: of the pair.
        cells, context: of its parts, as `parts_and_context` gives them.
        matched: what the reader said of each pair of parts.
        matters: both articles.
        answers: what was answered on the act, with its weight; they sum to 1.
        first: the first reading, empty without one.
        full: the first reading stands in ``pairs.tsv``.
        never: the acts are two whatever their words share (`Case.two_acts`).
    """

    file: str
    files: tuple[str, str]
    measures: Mapping[str, float]
    cells: Cells
    context: Mapping[str, float]
    matched: list[list[str]]
    matters: tuple[Matter, Matter]
    answers: Mapping[str, float]
    first: str
    full: bool
    never: bool


def main() -> int:
    """Reads, measures, trains, writes."""
    models, corpora = Path(sys.argv[1]), Path(sys.argv[2])
    examples = read(models, corpora)
    found = list(folds(examples))
    told = [(e, _act(likely, e)) for e, likely in found if e.first]
    act = sum(got == _of(e.first) for e, got in told) / len(told)
    common = sum((got == "no") == (_of(e.first) == "no") for e, got in told) / len(told)
    own = [got == _of(e.first) for e, got in told if e.full]
    print(
        f"{len(examples)} pairs; in {FOLDS} folds, against {len(told)} first readings: same act {act:.3f}, ",
        end="",
    )
    print(f"common act {common:.3f}; pairs.tsv {sum(own) / len(own):.3f}")
    head = HEAD.format(count=len(examples), act=act, common=common)
    TARGET.write_text(head + "".join(lines(fit(examples))), encoding="utf-8")
    return 0


def read(models: Path, corpora: Path) -> list[Example]:
    """The readings with what is measured of their pairs."""
    first = {}
    for name in WHOLE_READINGS:
        for row in rows_of(models / name):
            unrelated = row["relation"] == "unrelated"
            other = "unrelated" if unrelated else "related"
            first[row["id"]] = (
                row["same_act"] if row["same_act"] != "no" else other,
                name == WHOLE_READINGS[0],
            )
    relater, examples = Relater(), []
    for row, case in cases(_by_parts(models, first), corpora, relater):
        matters = relater.read(case.a, case.i).matter, relater.read(case.b, case.j).matter
        measures, articles = outcome_measures(case), (case.article_a, case.article_b)
        cells, context = parts_and_context(measures, matters, articles, relater.beside(case.a, case.b).laws)
        earlier, full = first.get(row["id"], ("", False))
        matched = _matched(row["parts"], matters, articles, cells)
        told = answers(earlier, row["answer"], row["also"])
        examples.append(
            Example(
                row["a_file"],
                (row["a_file"], row["b_file"]),
                measures,
                cells,
                context,
                matched,
                matters,
                told,
                earlier,
                full,
                case.two_acts,
            )
        )
    return examples


def _by_parts(models: Path, read_whole: Iterable[str]) -> list[dict[str, str]]:
    """The readings part by part; of the pairs of a group those that were read as a whole too."""
    rows = rows_of(models / "pairs_by_parts.tsv") + rows_of(models / "pairs_by_parts_more.tsv")
    articles = {row["group"] + row["letter"]: row for row in rows_of(models / "groups.tsv")}
    told = {row["group"] + row["pair"]: row for row in rows_of(models / "groups_by_parts.tsv")}
    for number in read_whole:
        group, pair = number[:-2], number[-2:]  # two letters name the articles of the group
        if group + pair[0] not in articles:
            continue
        one, other = (articles[group + letter] for letter in pair)
        places = {"a_file": one["file"], "a_article": one["article"]}
        places |= {"b_file": other["file"], "b_article": other["article"]}
        rows.append({"id": number} | places | told.get(number, _UNTOLD))
    return rows


def answers(first: str, again: str, also: str) -> dict[str, float]:
    """What two readings answer, together 1."""
    found: dict[str, float] = defaultdict(float)
    found[again] += AGAIN if also else AGAIN + ALSO
    if also:
        found[also] += ALSO
    found[first or again] += 1 - AGAIN - ALSO
    return dict(found)


def _matched(
    links: str,
    matters: tuple[Matter, Matter],
    articles: tuple[ComparedArticle, ComparedArticle],
    cells: Cells,
) -> list[list[str]]:
    """What the reader said of each pair of parts, which are named by the characters at which they begin."""
    said = {(int(m[1]), int(m[3])): _MEANS.get(m[2], "apart") for m in _LINK.finditer(links)}
    begins = [
        [article.text.find(part.begins) for part in matter.parts]
        for matter, article in zip(matters, articles, strict=True)
    ]
    return [
        [said.get((begins[0][x], begins[1][y]), "apart") for y in range(len(row))]
        for x, row in enumerate(cells)
    ]


def _of(answer: str) -> str:
    return answer if answer in OF_SAME else "no"


def _act(likely: Mapping[str, float], example: Example) -> str:
    if likely["common"] < 0.5 or example.never:
        return "no"
    return "yes" if likely["yes"] >= likely["partial"] else "partial"


def folds(examples: Sequence[Example]) -> Iterable[tuple[Example, dict[str, float]]]:
    """Every example with what was learned from the files of the others says of it."""
    for fold in range(FOLDS):
        rest = [e for e in examples if _fold(e.file, FOLDS) != fold]
        tables = {question: table_of(weights) for question, weights in fit(rest).items()}
        for example in (e for e in examples if _fold(e.file, FOLDS) == fold):
            known = _known(example, tables["part"])
            yield example, tables["common"].likely(known) | tables["same"].likely(known)


def _fold(file: str, folds: int) -> int:
    return zlib.crc32(file.encode()) % folds


def fit(examples: Sequence[Example]) -> dict[str, Weights]:
    """The weights of the three questions.

    The second and the third learn from what the first, taught by other files, says of the parts, so that they know
    how far it can be trusted.
    """
    known: dict[int, dict[str, float]] = {}
    for fold in range(INNER):
        taught = table_of(_of_parts([e for e in examples if _inner(e) != fold]))
        known |= {id(e): _known(e, taught) for e in examples if _inner(e) == fold}
    common = [(known[id(e)], _common(answer), w) for e in examples for answer, w in e.answers.items()]
    same = [(known[id(e)], e.first, 1.0) for e in examples if e.first in OF_SAME]
    return {
        "part": _of_parts(examples),
        "common": fit_one("common", common, OF_COMMON),
        "same": fit_one("same", same, OF_SAME),
    }


def _inner(example: Example) -> int:
    # Another hash than that of the outer folds, so that both are independent.
    return zlib.adler32(example.file.encode()) % INNER


def _common(answer: str) -> str:
    return "common" if answer in OF_SAME else answer


def _known(example: Example, parts: Table) -> dict[str, float]:
    base = parts.sums(example.context)
    likely = [[parts.shares(parts.sums(cell, base)) for cell in row] for row in example.cells]
    return {**example.measures, **gathered(likely, *example.matters)}


def _of_parts(examples: Sequence[Example]) -> Weights:
    rows = []
    for e in examples:
        cells, said = list(chain(*e.cells)), list(chain(*e.matched))
        rows += [
            ({**cell, **e.context}, answer, len(cells) ** -0.5)
            for cell, answer in zip(cells, said, strict=True)
        ]
    return fit_one("part", rows, OF_PART)


def fit_one(
    question: str, rows: Sequence[tuple[Mapping[str, float], str, float]], answers: tuple[str, ...]
) -> Weights:
    """The weights of one question.

    Args:
        question: a key of `STRENGTHS`.
        rows: measures, answer and weight of each example.
        answers: the possible ones.
    """
    import numpy as np  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    names = sorted({name for measures, _, _ in rows for name in measures})
    x = np.array([[measures.get(name, 0.0) for name in names] for measures, _, _ in rows])
    mean, spread = x.mean(axis=0), x.std(axis=0)
    kept = spread > 1e-9
    model = LogisticRegression(C=STRENGTHS[question], max_iter=5000).fit(
        (x[:, kept] - mean[kept]) / spread[kept],
        [answer for _, answer, _ in rows],
        sample_weight=[weight for _, _, weight in rows],
    )
    order = [list(model.classes_).index(answer) for answer in answers]
    # Of two answers scikit-learn gives one row of weights, for the second of them.
    coefficients = model.coef_ if len(answers) > 2 else np.vstack((-model.coef_ / 2, model.coef_ / 2))
    constants = (
        model.intercept_ if len(answers) > 2 else np.hstack((-model.intercept_ / 2, model.intercept_ / 2))
    )
    weights = coefficients[order] / spread[kept]
    constant = constants[order] - weights @ mean[kept]
    found = {"one": list(constant)} | {
        name: list(weights[:, k]) for k, name in enumerate(np.array(names)[kept])
    }
    return answers, {name: [round(float(v), 3) for v in row] for name, row in found.items()}


def table_of(weights: Weights) -> Table:
    """The weights of a question as the product has them."""
    return Table(weights[0], {name: tuple(row) for name, row in weights[1].items()})


if __name__ == "__main__":
    sys.exit(main())
