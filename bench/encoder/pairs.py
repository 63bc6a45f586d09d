"""Every pair that was read, with both articles and the answers; of the topics left out what the closer look says.

The closer look is taught anew without those topics, so that it knows no more of them than the encoder.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lezr_extract.compare.relating.article_pair import Case
from lezr_extract.compare.relating.closer import closer
from lezr_extract.compare.relating.one_pair import Relater, outcome_measures
from lezr_extract.compare.relating.whole import as_read

from bench import train_closer
from bench.encoder import left_out, topic
from bench.encoder.groups import ALSO, grouped
from bench.train_relations import cases, rows_of

_LATER = "pairs_by_guide_more.tsv"
_BY_PARTS = ("pairs_by_parts.tsv", "pairs_by_parts_more.tsv")


def main() -> None:
    work, models, corpora = map(Path, sys.argv[1:4])
    rows = [row for name in train_closer.WHOLE_READINGS for row in rows_of(models / name)]
    hidden = {topics[0] for topics in map(_topics, rows) if left_out({"topics": topics})}
    examples = [e for e in train_closer.read(models, corpora) if not hidden.intersection(map(topic, e.files))]
    taught = {name: train_closer.table_of(weights) for name, weights in train_closer.fit(examples).items()}
    again = {row["id"]: (row["answer"], row["also"]) for name in _BY_PARTS for row in rows_of(models / name)}
    readings = defaultdict(list)
    for row in rows_of(models / _LATER):
        readings[row["id"]].append(row)
    relater, pairs = Relater(), []
    for row, case in cases(rows, corpora, relater):
        pair = _pair(row, case)
        if pair["id"] in again:
            pair["answers"] = train_closer.answers(pair["first"], *again[pair["id"]])
        if left_out(pair):
            told = _told(readings.pop(pair["id"], ()))
            pair["answers"] = _together(pair["answers"], told)
            pair["by_guide"] = _together({pair["first"]: 1.0}, told)
            matters = relater.read(case.a, case.i).matter, relater.read(case.b, case.j).matter
            articles = case.article_a, case.article_b
            laws = relater.beside(case.a, case.b).laws
            pair["closer"] = closer(outcome_measures(case), matters, articles, laws, taught.__getitem__)
        pairs.append(pair)
    print(len(pairs), "pairs,", sum(map(left_out, pairs)), "on topics left out")
    first = [rows[0] for rows in readings.values()]
    later = [
        _pair(row, case) | {"later": True, "answers": _told(readings[row["id"]])}
        for row, case in cases(first, corpora, relater)
    ]
    every = (*pairs, *grouped(models, corpora), *later)
    lines = (json.dumps(pair, ensure_ascii=False) + "\n" for pair in every)
    (work / "pairs.jsonl").write_text("".join(lines), "utf-8")


def _pair(row: Mapping[str, str], case: Case) -> dict[str, Any]:
    first = _answer(row, "same_act")
    return {
        "id": row["id"],
        "topics": _topics(row),
        "sides": (as_read(case.a, case.article_a), as_read(case.b, case.article_b)),
        "first": first,
        "answers": {first: 1.0},
        "never": case.two_remedies,
    }


def _told(rows: Sequence[Mapping[str, str]]) -> dict[str, float]:
    """The answers of the later readings of a pair, their second answers too; two readers count as much."""
    told: dict[str, float] = defaultdict(float)
    for row in rows:
        told[_answer(row, "same_act")] += 1 - ALSO if row["also"] else 1.0
        if row["also"]:
            told[_answer(row, "also")] += ALSO
    return told


def _together(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    return {name: one.get(name, 0.0) + other.get(name, 0.0) for name in {**one, **other}}


def _answer(row: Mapping[str, str], name: str) -> str:
    if row[name] != "no":
        return row[name]
    return "unrelated" if row["relation"] == "unrelated" else "related"


def _topics(row: Mapping[str, str]) -> tuple[str, str]:
    return topic(row["a_file"]), topic(row["b_file"])


if __name__ == "__main__":
    main()
