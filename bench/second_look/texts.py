"""Laws without labels and labelled articles, as numbers of characters.

Writes ``articles.npz`` and ``labelled.npz`` (title with chapter, and text, one after the other with where each ends),
``labels.json`` (of each labelled article its labels as [type, basis, begin, end]), ``keys.json`` (its file and number)
and ``characters.txt``.
"""

import hashlib
import json
import random
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from lezr_extract.pipeline.train import READINGS, Label, laws, merged, read_labels, read_readings
from lezr_extract.powers.network import known, numbers_of
from lezr_extract.powers.second_look import parts
from lezr_extract.records import PowerType

from bench.frames import title_of
from bench.second_look import FOLDS

GOLD, MODELS = Path("../shared/gold"), Path("models")
HELD_OUT = (GOLD / "powers.dev.jsonl", MODELS / "held_out_powers.jsonl")
_RARE = 3  # a character that fewer articles have is any other one
_NOT_LAWS = {"README", "PROVENANCE", "_index"}


class Text(NamedTuple):
    """An article as the network reads it."""

    file: str
    number: str
    title: str
    chapter: str
    text: str


def unlabelled(corpora: Path) -> list[Text]:
    """Every article of the corpora once, without the laws of the held-out labels; in an order of chance."""
    held = {
        title_of(json.loads(line)["file"])
        for path in HELD_OUT
        for line in path.read_text("utf-8").splitlines()
    }
    found: dict[bytes, Text] = {}
    for path in sorted(corpora.rglob("*.md")):
        file = str(path.relative_to(corpora))
        if title_of(file) in held or path.stem in _NOT_LAWS:
            continue
        for law in laws(path):
            for article in law.articles:
                digest = hashlib.md5(article.text.encode(), usedforsecurity=False).digest()
                found.setdefault(digest, Text(file, article.number, *parts(law, article)))
    texts = list(found.values())
    random.Random(0).shuffle(texts)
    return texts


def labelled(corpora: Path, models: Path = MODELS) -> tuple[list[Text], list[list[list[int]]]]:
    """The labelled articles, those of ``models`` among them, and their labels."""
    of_files = merged(read_labels(GOLD / "powers.train.jsonl"), read_readings(models / READINGS))
    texts, labels = [], []
    for file, articles in of_files.items():
        waiting = dict(articles)
        for law in laws(corpora / file):
            for article in law.articles:
                of_article = waiting.pop(article.number, None)
                if of_article is not None:
                    texts.append(Text(file, article.number, *parts(law, article)))
                    labels.append([_as_numbers(label, article.text) for label in of_article])
    return texts, labels


def _as_numbers(label: Label, text: str) -> list[int]:
    span = label.span(text) or (-1, -1)
    return [list(PowerType).index(label.type), int(label.basis), *(span if span[1] > span[0] else (-1, -1))]


def arrays(texts: Sequence[Text], number: dict[str, int]) -> dict[str, np.ndarray]:
    """Heads and texts as numbers, each kind in one row with the ends of its parts."""
    read = [numbers_of(t.title, t.chapter, t.text, number) for t in texts]
    folds = [zlib.crc32(t.file.encode()) % FOLDS for t in texts]
    heads, bodies = zip(*read, strict=True)
    return {**_row("head", heads), **_row("text", bodies), "fold": np.array(folds)}


def _row(name: str, parts: Iterable[list[int]]) -> dict[str, np.ndarray]:
    kept = list(parts)
    ends = np.cumsum([0, *map(len, kept)])
    return {name: np.array([n for part in kept for n in part], np.int16), f"{name}.ends": ends}


def main() -> None:
    work, corpora = Path(sys.argv[1]), Path(sys.argv[2])
    texts = unlabelled(corpora)
    kept = work / "characters.txt"  # once a network is pre-trained on them, they stay
    if not kept.exists():
        counts = Counter(c for t in texts for c in set(t.text + t.title) if c.strip())
        kept.write_text("\n".join(c for c, n in counts.most_common() if n >= _RARE), encoding="utf-8")
    characters = kept.read_text(encoding="utf-8").split("\n")
    number = known(characters)
    with_labels, labels = labelled(corpora)
    np.savez_compressed(work / "articles.npz", **arrays(texts, number))
    np.savez_compressed(work / "labelled.npz", **arrays(with_labels, number))
    (work / "labels.json").write_text(json.dumps(labels))
    (work / "keys.json").write_text(json.dumps([(t.file, t.number) for t in with_labels]))
    print(len(texts), "articles,", len(with_labels), "labelled,", len(characters), "characters")


if __name__ == "__main__":
    main()
