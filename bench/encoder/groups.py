"""The pairs of the groups that were not read as a whole: of them only whether there is a common act is learned.

Where readers of groups draw the line between the same act and a part of it is not where the guide draws it
(docs/decide/relations.md). All pairs with a common act are taken, of the others as many as `_RELATED` and `_UNRELATED`.
"""

import sys
from collections.abc import Iterator
from itertools import combinations, groupby
from pathlib import Path
from random import Random
from typing import Any

from lezr_extract.compare.relating.whole import as_read
from lezr_extract.pipeline.comparing.relate import Named, Pair, placed
from lezr_extract.records import Problem

from bench.encoder import topic
from bench.train_relations import rows_of

ALSO = 0.2
"""What a second answer counts that the reader calls defensible."""
_RELATED, _UNRELATED = 7500, 2000


def grouped(models: Path, corpora: Path) -> Iterator[dict[str, Any]]:
    """The pairs with both articles and the answers, as `bench.encoder.pairs` writes them."""
    articles = {row["group"] + row["letter"]: row for row in rows_of(models / "groups.tsv")}
    answers = _drawn(models, articles)
    pairs = [
        Pair(n, number, *(_named(articles[number[:-2] + letter]) for letter in number[-2:]))
        for n, number in enumerate(answers, 1)
    ]
    for one in placed(pairs, corpora):
        if isinstance(one, Problem):
            print(one.file, one.place, one.cause, file=sys.stderr)
            continue
        pair, a, b = one
        yield {
            "id": pair.id,
            "topics": (topic(a.law.file), topic(b.law.file)),
            "sides": (as_read(a.law, a.article), as_read(b.law, b.article)),
            "answers": answers[pair.id],
        }


def _drawn(models: Path, articles: dict[str, dict[str, str]]) -> dict[str, dict[str, float]]:
    """Number of a pair → its answers; a pair on which the reader wrote nothing is unrelated."""
    told = {row["group"] + row["pair"]: row for row in rows_of(models / "groups_by_parts.tsv")}
    whole = {row["id"] for row in rows_of(models / "pairs_by_guide.tsv")}
    found: dict[str, list[str]] = {"common": [], "related": [], "unrelated": []}
    for group, named in groupby(sorted(articles), key=lambda name: name[:-1]):
        for one, other in combinations([name[-1] for name in named], 2):
            number = group + one + other
            if number not in whole:
                answer = told[number]["answer"] if number in told else "unrelated"
                found["common" if answer in ("yes", "partial") else answer].append(number)
    chance = Random(0)
    drawn = found["common"] + chance.sample(found["related"], _RELATED)
    drawn += chance.sample(found["unrelated"], _UNRELATED)
    return {number: _answers(told.get(number)) for number in drawn}


def _answers(row: dict[str, str] | None) -> dict[str, float]:
    if row is None:
        return {"unrelated": 1.0}
    if row["also"]:
        return {row["answer"]: 1 - ALSO, row["also"]: ALSO}
    return {row["answer"]: 1.0}


def _named(row: dict[str, str]) -> Named:
    return Named(row["file"], row["article"])
