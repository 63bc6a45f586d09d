"""Random operative clauses with the frame that we read in them, to be judged by eye.

usage: python -m bench.frames COUNT SEED [--words PATTERN] — one clause each of that many random laws without any
label (the files of powers.dev, powers.train, pairs.dev and models/readings.tsv, and files of the same name, are left
out; of the labels only the names of files are read). PATTERN keeps clauses with these words (罚款|责令).
"""

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from lezr_extract.norms import parse_law
from lezr_extract.read import read, sources
from lezr_extract.records import ClauseKind, Document, Law, Norm
from lezr_extract.structure import build_law

from bench.labels import CORPORA

GOLD = CORPORA.parent / "gold"
READINGS = Path(__file__).parent.parent / "models" / "readings.tsv"
FOLDERS = ("lawrefbook", "ministry_rules")
BEFORE, BEHIND = 90, 25  # characters shown around the clause


def without_labels() -> list[str]:
    """The files of the corpora that no label names, nor another file of the same title."""
    labelled: set[str] = set()
    for name in ("powers.dev.jsonl", "powers.train.jsonl", "pairs.dev.jsonl"):
        for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
            labelled.update(_files(json.loads(line)))
    with READINGS.open(encoding="utf-8", newline="") as lines:
        labelled.update(row["file"] for row in csv.DictReader(lines, delimiter="\t"))
    titles = set(map(title_of, labelled))
    paths = (path for top in FOLDERS for path in sorted((CORPORA / top).rglob("*.md")))
    files = (
        str(path.relative_to(CORPORA))
        for path in paths
        if path.stem not in ("README", "PROVENANCE", "_index")
    )
    return [file for file in files if file not in labelled and title_of(file) not in titles]


def _files(row: dict[str, object]) -> Iterator[str]:
    """The files that a label names, on either side of a pair."""
    for key in ("file", "a", "b"):
        value = row.get(key)
        if isinstance(value, dict):
            yield from _files(value)
        elif isinstance(value, str) and value.endswith(".md"):
            yield value


def title_of(file: str) -> str:
    """The title in a file's name, the same for every version of a law."""
    return re.sub(r"\(.*?\)|（.*?）", "", Path(file).stem).replace("中华人民共和国", "")


def clauses(count: int, seed: str, words: str = "") -> Iterator[tuple[Law, list[Norm], int]]:
    """Law, clauses of the article and index of the chosen one."""
    chosen, files = random.Random(seed), without_labels()
    seen: set[str] = set()
    while count and len(seen) < len(files):
        file = chosen.choice(files)
        if file in seen:
            continue
        seen.add(file)
        for source in sources([str(CORPORA / file)]):
            for document in read(source) if not hasattr(source, "cause") else ():
                law = build_law(document)[0] if isinstance(document, Document) else None
                norms = parse_law(law) if law else ()
                places = [
                    (i, k)
                    for i, article in enumerate(norms)
                    for k, norm in enumerate(article)
                    if norm.kind is ClauseKind.OPERATIVE and re.search(words, norm.text)
                ]
                if law and places and count:
                    article, at = chosen.choice(places)
                    count -= 1
                    yield law, list(norms[article]), at


def main() -> None:
    """Prints each clause in its surroundings, and its frame."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", type=int)
    asked.add_argument("seed")
    asked.add_argument("--words", default="")
    given = asked.parse_args()
    for number, (law, article, at) in enumerate(clauses(given.count, given.seed, given.words), 1):
        norm = article[at]
        span = law.articles[norm.article].text_span
        start, end = max(span.start, norm.span.start - BEFORE), min(span.end, norm.span.end + BEHIND)
        head = next((n.text for n in reversed(article[:at]) if n.opens_list), "") if norm.item else ""
        print(
            f"{number} {law.title} {law.articles[norm.article].number}{f'（列举之首：{head}）' if head else ''}"
        )
        print(
            f"   {law.text[start : norm.span.start]}【{norm.text}】{law.text[norm.span.end : end]}".replace(
                "\n\n", " / "
            )
        )
        print(
            f"   => {norm.subject or '—'} [{norm.subject_kind.value}, {norm.subject_source.value}]"
            f" {norm.modal} {norm.verb} {norm.object or '—'} [{norm.object_kind.value}]"
        )


if __name__ == "__main__":
    main()
