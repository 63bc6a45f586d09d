"""Every pair that was read, with titles, texts and answers; of the topics left out what the closer look says.

The closer look is taught anew without those topics, so that it knows no more of them than the encoder.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from lezr_extract.compare.relating.closer import closer
from lezr_extract.compare.relating.one_pair import Relater, outcome_measures

from bench import train_closer
from bench.encoder import left_out, topic
from bench.encoder.groups import grouped
from bench.train_relations import cases, rows_of

_BY_PARTS = ("pairs_by_parts.tsv", "pairs_by_parts_more.tsv")


def main() -> None:
    work, models, corpora = map(Path, sys.argv[1:4])
    rows = [row for name in train_closer.WHOLE_READINGS for row in rows_of(models / name)]
    hidden = {topics[0] for topics in map(_topics, rows) if left_out({"topics": topics})}
    examples = [e for e in train_closer.read(models, corpora) if not hidden.intersection(map(topic, e.files))]
    taught = {name: train_closer.table_of(weights) for name, weights in train_closer.fit(examples).items()}
    again = {row["id"]: (row["answer"], row["also"]) for name in _BY_PARTS for row in rows_of(models / name)}
    relater, pairs = Relater(), []
    for row, case in cases(rows, corpora, relater):
        other = "unrelated" if row["relation"] == "unrelated" else "related"
        first = row["same_act"] if row["same_act"] != "no" else other
        second = again.get(row["id"])
        pair = {
            "id": row["id"],
            "topics": _topics(row),
            "titles": (case.a.title, case.b.title),
            "texts": (case.article_a.text, case.article_b.text),
            "first": first,
            "answers": train_closer.answers(first, *second) if second else {first: 1.0},
            "never": case.two_remedies,
        }
        if left_out(pair):
            matters = relater.read(case.a, case.i).matter, relater.read(case.b, case.j).matter
            articles = case.article_a, case.article_b
            laws = relater.beside(case.a, case.b).laws
            pair["closer"] = closer(outcome_measures(case), matters, articles, laws, taught.__getitem__)
        pairs.append(pair)
    print(len(pairs), "pairs,", sum(map(left_out, pairs)), "on topics left out")
    lines = (json.dumps(pair, ensure_ascii=False) + "\n" for pair in (*pairs, *grouped(models, corpora)))
    (work / "pairs.jsonl").write_text("".join(lines), "utf-8")


def _topics(row: Mapping[str, str]) -> tuple[str, str]:
    return topic(row["a_file"]), topic(row["b_file"])


if __name__ == "__main__":
    main()
