"""The weights of the learned model, laid out by word, class and what stands side by side.

A weight is named by its feature as `features.ArticleFeatures` writes it; here it is found by numbers of words and
classes instead, so that nothing has to be written to find it. (Only a word that is written like the name of a class, c12,
beside a word of that class would count twice here and once there; no law has one.)
"""

from collections.abc import Iterable, Iterator, Mapping

from lezr_extract.powers.features import BEGIN, END, OTHER, Classes, acting
from lezr_extract.powers.packing import beside
from lezr_extract.records import ActorKind, ClauseKind

_OTHER_WORD, _OTHER_CHARACTER = 0, 1
"""The numbers of the words that no weight and no class knows."""


class Words(dict[str, int]):
    """The numbers of the words that a weight or class knows; any other has that of its like."""

    def __missing__(self, word: str) -> int:
        return _OTHER_CHARACTER if len(word) == 1 else _OTHER_WORD


class WeightTables:
    """The weights by number; each is ten in one (`packing.packed`).

    Attributes:
        words: numbers by word.
        begin, end, coarse_begin, coarse_end: the numbers of what stands before the first word and behind the last.
        fine, coarse: the numbers of the classes of a word, by its number; a character without a class is one itself.
        near: the number of its fine class as the clauses around see it.
        of_word: weight of a word of the clause itself, by its number.
        of_pair: of two words side by side.
        of_fine_pair, of_coarse_triple: of classes side by side.
        of_acting: of a fine class of the clause itself, by kind of clause and of subject, then by its number.
        of_word_around: of a word of the clause before and of the one behind, `packing.beside`.
        of_class_around: the same of a fine class, by its number.
        of_word_further: of a word of the other clauses of the sentence.
    """

    def __init__(self, weights: Mapping[str, int], classes: Classes) -> None:
        pairs, fine_pairs = _in_two(weights, "i"), _in_two(weights, "e")
        triples = [(f[1:].split("_"), w) for f, w in weights.items() if f[0] == "h" and f.count("_") == 2]
        words = {f[1:] for f in weights if f[0] in "ipns"} | {BEGIN, END, *classes}
        words.update(word for a, b, _ in pairs for word in (a, b))
        fine = {BEGIN, END, OTHER, *(one for one, _ in classes.values())}
        fine.update(f[1:] for f in weights if f[0] == "d")
        fine.update(f[-1] for f in weights if f[0] == "j")
        fine.update(name for a, b, _ in fine_pairs for name in (a, b))
        words.update(name for name in fine if len(name) == 1)
        coarse = {BEGIN, END, OTHER, *(one for _, one in classes.values())}
        number, of_fine, of_coarse = _numbered(words, 2), _numbered(fine, 1), _numbered(coarse, 1)
        self.words = Words(number)
        self.begin, self.end = number[BEGIN], number[END]
        self.coarse_begin, self.coarse_end = of_coarse[BEGIN], of_coarse[END]
        self._give_classes(classes, of_fine, of_coarse)
        self._give_alone(weights, of_fine)
        self.of_pair = {(number[a], number[b]): w for a, b, w in pairs}
        self.of_fine_pair = {(of_fine[a], of_fine[b]): w for a, b, w in fine_pairs}
        self.of_coarse_triple = {
            (of_coarse[a], of_coarse[b], of_coarse[c]): w
            for (a, b, c), w in triples
            if {a, b, c} <= of_coarse.keys()
        }

    def _give_classes(
        self, classes: Classes, of_fine: Mapping[str, int], of_coarse: Mapping[str, int]
    ) -> None:
        none = (OTHER, OTHER)
        other, unknown = of_fine[OTHER], 0
        self.fine, self.coarse, self.near = [other, unknown], [of_coarse[OTHER]] * 2, [other] * 2
        for word in self.words:
            fine, coarse = classes.get(word, none)
            own = word if word not in classes and len(word) == 1 else fine
            self.fine.append(of_fine.get(own, unknown))
            self.coarse.append(of_coarse[coarse])
            self.near.append(of_fine[fine])

    def _give_alone(self, weights: Mapping[str, int], of_fine: Mapping[str, int]) -> None:
        get = weights.get
        self.of_word = [0, 0, *(get("i" + word, 0) for word in self.words)]
        around = {i: beside(get("p" + word, 0), get("n" + word, 0)) for word, i in self.words.items()}
        self.of_word_around = {i: pair for i, pair in around.items() if pair}
        self.of_word_further = {
            i: weights["s" + word] for word, i in self.words.items() if "s" + word in weights
        }
        self.of_class_around = [0, *(beside(get("pc" + name, 0), get("nc" + name, 0)) for name in of_fine)]
        self.of_acting = {
            (kind[0], subject): [
                0,
                *(get("d" + name, 0) + get(acting(kind, subject) + name, 0) for name in of_fine),
            ]
            for kind in ClauseKind
            for subject in ActorKind
        }


def _numbered(names: Iterable[str], first: int) -> dict[str, int]:
    return {name: i for i, name in enumerate(sorted(names), first)}


def _in_two(weights: Mapping[str, int], group: str) -> list[tuple[str, str, int]]:
    """The weights of a group that may be those of two names side by side; a name may hold the sign that joins them."""
    return list(_split(weights, group))


def _split(weights: Mapping[str, int], group: str) -> Iterator[tuple[str, str, int]]:
    for feature, weight in weights.items():
        if feature[0] == group:
            for at in range(2, len(feature) - 1):
                if feature[at] == "_":
                    yield feature[1:at], feature[at + 1 :], weight
