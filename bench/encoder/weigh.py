"""Writes ``vocabulary/data/whole_weights.tsv``: how far the encoder and the closer look are to be trusted.

Learned on the topics that neither has seen; prints how many of their pairs each of them alone and both together judge
as the reader did, by halves of the topics, so that no pair is judged by weights that it taught.
"""

import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lezr_extract.compare.encoder.kept import FOLDER, load
from lezr_extract.compare.relating.whole import known, weighed

from bench.encoder import read
from bench.train_closer import fit_one, table_of
from bench.train_relations import Weights, lines

TARGET = Path(__file__).parents[2] / "lezr_extract" / "vocabulary" / "data" / "whole_weights.tsv"
HEAD = """# Weights of what the encoder makes of a pair beside the closer look, made by bench/encoder/weigh.py from {count} readings
# (models/README.md). By halves: same act {act:.3f}, closer look alone {closer:.3f}. Question, measure, a weight for each answer.
"""
QUESTIONS = {
    "whole": {"yes": "common", "partial": "common", "related": "apart", "unrelated": "apart"},
    "whole_same": {"yes": "yes", "partial": "partial"},
    "whole_field": {"related": "related", "unrelated": "unrelated"},
}
Likely = Mapping[str, float]


def main() -> None:
    work, models = Path(sys.argv[1]), Path(sys.argv[2])
    encoder = load(models / FOLDER)
    pairs = [pair for pair in read(work) if "closer" in pair]
    said = [encoder.likely(*pair["sides"]) for pair in pairs]
    both: list[Likely] = [{}] * len(pairs)
    for half in (0, 1):
        inside = [_half(pair) == half for pair in pairs]
        tables = taught(
            (pair, read_) for pair, read_, mine in zip(pairs, said, inside, strict=True) if not mine
        )
        own = {name: table_of(weights) for name, weights in tables.items()}
        for k in (k for k, mine in enumerate(inside) if mine):
            both[k] = weighed(pairs[k]["closer"], said[k], own.__getitem__)
    for name, likely in (
        ("closer look", [pair["closer"] for pair in pairs]),
        ("encoder", said),
        ("both", both),
    ):
        print(
            f"{name}: same act {right(pairs, likely):.3f}, common act {right(pairs, likely, common=True):.3f}"
        )
    head = HEAD.format(
        count=len(pairs), act=right(pairs, both), closer=right(pairs, [pair["closer"] for pair in pairs])
    )
    TARGET.write_text(head + "".join(lines(taught(zip(pairs, said, strict=True)))), "utf-8")


def taught(rows: Iterable[tuple[Mapping[str, Any], Likely]]) -> dict[str, Weights]:
    """The weights of the three questions; of a part of the act only the readings that draw the guide's line."""
    found: dict[str, list[tuple[Mapping[str, float], str, float]]] = {name: [] for name in QUESTIONS}
    for pair, said in rows:
        measures = known(pair["closer"], said)
        for question, means in QUESTIONS.items():
            answers = pair["by_guide" if question == "whole_same" else "answers"]
            found[question] += [(measures, means[a], weight) for a, weight in answers.items() if a in means]
    return {name: fit_one("whole", examples, _answers(name)) for name, examples in found.items()}


def _answers(question: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(QUESTIONS[question].values()))


def _half(pair: Mapping[str, Any]) -> int:
    return zlib.adler32(pair["topics"][0].encode()) % 2


def right(pairs: Sequence[Mapping[str, Any]], likely: Sequence[Likely], *, common: bool = False) -> float:
    """The share of the pairs that are judged as the first reader did.

    Args:
        pairs: as `read` gives them.
        likely: what is said of each.
        common: True to ask only whether there is a common act.
    """
    hits = 0
    for pair, of in zip(pairs, likely, strict=True):
        act = "no"
        if of["yes"] + of["partial"] >= 0.5 and not pair["never"]:
            act = "yes" if of["yes"] * 1.2 >= of["partial"] else "partial"
        wanted = pair["first"] if pair["first"] in ("yes", "partial") else "no"
        hits += (act == "no") == (wanted == "no") if common else act == wanted
    return hits / len(pairs)


if __name__ == "__main__":
    main()
