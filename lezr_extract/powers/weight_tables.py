"""The weights of the learned model, laid out by word, class and what stands side by side.

A weight is named by its feature as `features.ArticleFeatures` writes it; here it is found by numbers of words and
classes instead, so that nothing has to be written to find it. (Only a word that is written like the name of a class, c12,
beside a word of that class would count twice here and once there; no law has one.)
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lezr_extract.powers.features import BEGIN, END, OTHER, Classes, acting
from lezr_extract.powers.packing import beside
from lezr_extract.records import ActorKind, ClauseKind

NOTHING = 0
"""The number of a word or class that no weight knows."""


class Numbers(NamedTuple):
    """A word as the tables know it: its own number, and those of its fine and of its coarse class."""

    word: int
    fine: int
    coarse: int


class Words(dict[str, Numbers]):
    """The numbers of the words that a weight or class knows; of any other what can be said of it."""

    def __init__(self, known: Mapping[str, Numbers], characters: Mapping[str, int], other: Numbers) -> None:
        super().__init__(known)
        self._characters = characters
        self._other = other

    def __missing__(self, word: str) -> Numbers:
        # A character without a class is its own fine class.
        if len(word) == 1:
            return self._other._replace(fine=self._characters.get(word, NOTHING))
        return self._other


class WeightTables:
    """The weights by number; each is ten in one (`packing.packed`).

    Attributes:
        words: numbers by word.
        begin, end: the numbers of what stands before the first word and behind the last.
        of_word: weight of a word of the clause itself, by its number.
        of_pair: of two words side by side.
        of_fine_pair, of_coarse_triple: of classes side by side.
        of_acting: of a fine class of the clause itself, by kind of clause and of subject, then by its number.
        of_word_around: of a word of the clause before and of the one behind, `packing.beside`.
        of_class_around: the same of a fine class, by its number; 0 where it is none but a character.
        of_word_further: of a word of the other clauses of the sentence.
        classes: the numbers of the fine classes without the characters.
        other: the number of the class of words without one.
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
        coarse = {BEGIN, END, OTHER, *(one for _, one in classes.values())}
        self._word, self._fine, self._coarse = (
            {name: i for i, name in enumerate(sorted(names), 1)} for names in (words, fine, coarse)
        )
        self._give_words(classes)
        self._give_alone(weights)
        number, of_fine, of_coarse = self._word, self._fine, self._coarse
        self.of_pair = {(number[a], number[b]): w for a, b, w in pairs}
        self.of_fine_pair = {(of_fine[a], of_fine[b]): w for a, b, w in fine_pairs}
        self.of_coarse_triple = {
            (of_coarse[a], of_coarse[b], of_coarse[c]): w
            for (a, b, c), w in triples
            if {a, b, c} <= of_coarse.keys()
        }

    def _give_words(self, classes: Classes) -> None:
        fine, coarse = self._fine, self._coarse
        self.other = fine[OTHER]
        self.classes = frozenset({self.other, *(fine[one] for one, _ in classes.values())})
        other = Numbers(NOTHING, self.other, coarse[OTHER])
        characters = {name: i for name, i in fine.items() if len(name) == 1}
        unclassed = Words({}, characters, other)
        known = {
            word: Numbers(i, fine[classes[word][0]], coarse[classes[word][1]])
            if word in classes
            else unclassed[word]._replace(word=i)
            for word, i in self._word.items()
        }
        self.words = Words(known, characters, other)
        self.begin, self.end = (Numbers(self._word[mark], fine[mark], coarse[mark]) for mark in (BEGIN, END))

    def _give_alone(self, weights: Mapping[str, int]) -> None:
        get = weights.get
        self.of_word = [0, *(get("i" + word, 0) for word in self._word)]
        around = {i: beside(get("p" + word, 0), get("n" + word, 0)) for word, i in self._word.items()}
        self.of_word_around = {i: pair for i, pair in around.items() if pair}
        self.of_word_further = {
            i: get("s" + word, 0) for word, i in self._word.items() if "s" + word in weights
        }
        self.of_class_around = [
            0,
            *(
                beside(get("pc" + name, 0), get("nc" + name, 0)) if i in self.classes else 0
                for name, i in self._fine.items()
            ),
        ]
        self.of_acting = {
            (kind[0], subject): [
                0,
                *(get("d" + name, 0) + get(acting(kind, subject) + name, 0) for name in self._fine),
            ]
            for kind in ClauseKind
            for subject in ActorKind
        }


def _in_two(weights: Mapping[str, int], group: str) -> list[tuple[str, str, int]]:
    """The weights of a group that may be those of two names side by side; a name may hold the sign that joins them."""
    return list(_split(weights, group))


def _split(weights: Mapping[str, int], group: str) -> Iterator[tuple[str, str, int]]:
    for feature, weight in weights.items():
        if feature[0] == group:
            for at in range(2, len(feature) - 1):
                if feature[at] == "_":
                    yield feature[1:at], feature[at + 1 :], weight
