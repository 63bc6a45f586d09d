"""Training the model from labelled articles and from law without labels."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lezr_extract import norms, powers, read
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.job.one_source import documents, law_of
from lezr_extract.powers.context import Surroundings, law_flags
from lezr_extract.powers.features import ArticleFeatures, Classes, candidates
from lezr_extract.powers.learned import HUNDREDTHS, TYPES
from lezr_extract.powers.match import barred
from lezr_extract.powers.model import Example, classes_of_words, fit
from lezr_extract.powers.model_file import load_network, save
from lezr_extract.powers.network import Reading
from lezr_extract.records import Document, Law, Norm, PowerType, Role

READINGS = "readings.tsv"
OF_FOLDS = "network_folds.tsv"
"""What networks that never saw the document read in each labelled article, made by ``bench/second_look``."""
VERSION = "clauses-1"
THRESHOLD = 0.42
"""Probability from which an article counts as basis; F1 is flat around it (docs/decide/model.md)."""
_OF_TEXT = 2  # of so many files without labels one is read for the classes of words


@dataclass(frozen=True, slots=True)
class Label:
    """A power as a reader marked it.

    Attributes:
        type: of the power.
        basis: a basis, not only related.
        words: that carry it, or their span in the article's text; empty where not marked.
    """

    type: PowerType
    basis: bool
    words: str | tuple[int, int]

    def span(self, text: str) -> tuple[int, int] | None:
        """Where the marked words stand in the article's ``text``; None where none are marked or found."""
        if not isinstance(self.words, str):
            return self.words
        at = text.find(self.words) if self.words else -1
        return (at, at + len(self.words)) if at >= 0 else None


Labels = Mapping[str, Mapping[str, Sequence[Label]]]
"""File → article → its labels; an article that was read and holds no power is there with none."""


def train(labels: Path, corpora: Path, models: Path, tell: Callable[[str], None]) -> int:
    """Trains the model and writes it.

    Args:
        labels: JSON lines as of ``powers.train.jsonl``.
        corpora: the folder to which the files in the labels are relative; its Markdown gives the classes of words.
        models: holds ``readings.tsv``, further labels, where there are any; gets the model.
        tell: is told of each step.

    Returns:
        The number of labelled articles that were used.

    Raises:
        CannotRunError: a path or scikit-learn is missing.
    """
    if find_spec("sklearn") is None:
        raise CannotRunError("训练模型需要 scikit-learn；请运行 make model，它另建一个环境装好再训练")
    for path in (labels, corpora, models):
        if not path.exists():
            raise CannotRunError(f"找不到 {path}")
    known = merged(read_labels(labels), read_readings(models / READINGS))
    tell("读没有标注的法规，把用法相同的词归类")
    classes = classes_of_words(sentences(corpora, known))
    tell(f"读标注过的 {sum(map(len, known.values()))} 条")
    network, of_folds = load_network(models), read_folds(models / OF_FOLDS)
    examples = list(examples_of(known, corpora, classes, of_folds))
    tell("拟合，并分五份检验")
    trained = fit(examples, classes, VERSION, THRESHOLD, network)
    facts = {
        "articles": len(examples),
        "documents": len({e.document for e in examples}),
        "folds": trained.folds,
        "trained with": {name: version(name) for name in ("scikit-learn", "scipy", "numpy")},
    }
    save(trained.model, models, facts)
    of = trained.folds
    looked = f"，疑难的再读一遍 {of['looked']}（{of['doubted']:.0%} 的条）" if "looked" in of else ""
    tell(f"五份检验，依据类型的 F1：只用规则 {of['rules']}，加模型 {of['judged']}{looked}")
    return len(examples)


def read_labels(path: Path) -> Labels:
    """The labels of a JSON-lines file."""
    found: dict[str, dict[str, list[Label]]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        found[row["file"]][row["article"]] = [
            Label(PowerType(p["type"]), p["role"] == Role.BASIS, p.get("quote") or "") for p in row["powers"]
        ]
    return found


def read_readings(path: Path) -> Labels:
    """The labels of ``readings.tsv``; none where the file is absent."""
    found: dict[str, dict[str, list[Label]]] = defaultdict(dict)
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            labels = found[row["file"]].setdefault(row["article"], [])
            if row["type"]:
                start, end = row["span"].split(":")
                labels.append(
                    Label(PowerType(row["type"]), row["role"] == Role.BASIS, (int(start), int(end)))
                )
    return found


def merged(first: Labels, second: Labels) -> Labels:
    """Both, the first where both know an article."""
    return {file: {**second.get(file, {}), **first.get(file, {})} for file in sorted({*first, *second})}


def sentences(corpora: Path, known: Labels) -> Iterator[list[str]]:
    """The words of the sentences of every second Markdown file below ``corpora``, and of all labelled ones."""
    files = sorted(corpora.rglob("*.md"))
    for path in sorted({*files[::_OF_TEXT], *(corpora / file for file in known)}):
        for law in laws(path):
            for around in surroundings(law):
                features = ArticleFeatures(around, {})
                seen = -1
                for i, sentence in enumerate(around.sentence_of):
                    if sentence != seen:
                        yield [w for k in around.sentence_norms(i) for w in features.words(k)]
                        seen = sentence


def read_folds(path: Path) -> dict[tuple[str, str], Reading]:
    """The readings of ``network_folds.tsv`` by file and article; none where the file is absent."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))[1:]
    nowhere = (0,) * len(TYPES)
    return {
        (file, article): Reading(_numbers(whole), _numbers(words), nowhere)
        for file, article, whole, words in rows
    }


def _numbers(hundredths: str) -> tuple[float, ...]:
    return tuple(int(n) / HUNDREDTHS for n in hundredths.split(" "))


def examples_of(
    known: Labels,
    corpora: Path,
    classes: Classes,
    of_folds: Mapping[tuple[str, str], Reading] = MappingProxyType({}),
) -> Iterator[Example]:
    """The labelled articles with what the model sees of them, and what a network read that never saw their document."""
    for file, articles in known.items():
        waiting = dict(articles)
        for law in laws(corpora / file):
            for around in surroundings(law):
                labels = waiting.pop(around.article.number, None)
                if labels is not None:
                    example = _example(file, around, labels, classes)
                    yield replace(example, reading=of_folds.get((file, around.article.number)))


def laws(path: Path) -> Iterator[Law]:
    """The laws of a file or folder; what cannot be read is left out."""
    for source in read.sources([str(path)]):
        for found in documents(source):
            law = law_of(found)[0] if isinstance(found, Document) else None
            if law is not None:
                yield law


def surroundings(law: Law) -> Iterator[Surroundings]:
    """Each article of a law that has clauses."""
    parsed, flags = norms.parse_law(law), law_flags(law)
    for number, clauses in enumerate(parsed):
        if clauses:
            yield Surroundings(law, number, clauses, flags)


def _example(file: str, around: Surroundings, labels: Sequence[Label], classes: Classes) -> Example:
    hits, standing, _ = powers.rules_in(around)
    features, chosen = ArticleFeatures(around, classes), candidates(around, hits)
    spans = [(label.type, label.span(around.article.text)) for label in labels if label.basis]
    carried = [
        frozenset(t for t, span in spans if span and _carries(around.norms[i], span, around)) for i in chosen
    ]
    return Example(
        document=file,
        features=tuple(frozenset(features.of(i)) for i in chosen),
        barred=tuple(barred(around, i) for i in chosen),
        carried=tuple(carried),
        basis=frozenset(label.type for label in labels if label.basis),
        hits=tuple(hits),
        standing=tuple(standing),
    )


def _carries(norm: Norm, span: tuple[int, int], around: Surroundings) -> bool:
    """The clause holds six characters of the marked words, or half of them."""
    begin = around.article.text_span.start
    shared = min(span[1], norm.span.end - begin) - max(span[0], norm.span.start - begin)
    return shared >= min(6, (span[1] - span[0]) / 2)
