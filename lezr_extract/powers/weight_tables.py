"""The weights of the learned model, laid out by word, class and what stands side by side.

A weight is named by its feature as `features.ArticleFeatures` writes it; here it is found by numbers of words and
classes instead, so that nothing has to be written to find it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lezr_extract.powers.features import BEGIN, BREAK, END, OTHER, Classes, acting
from lezr_extract.powers.packing import rows_of
from lezr_extract.records import ActorKind, ClauseKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_OTHER_WORD, _OTHER_CHARACTER = 0, 1
"""The numbers of the words that no weight and no class knows."""
BETWEEN, NO_WORD = -1, -2


class Words(dict[str, int]):
    """The numbers of the words that a weight or class knows; any other has that of its like.

    `BETWEEN` is that of the break between two clauses, `NO_WORD` that of white space.
    """

    def __missing__(self, word: str) -> int:
        if not word.strip():
            return BETWEEN if word == BREAK else NO_WORD
        return _OTHER_CHARACTER if len(word) == 1 else _OTHER_WORD


class SideBySide:
    """The rows of the weights of things side by side, found by the number that their own numbers make.

    Attributes:
        number: how many things there are; (a, b) has the number ``a * number + b``, and so on.
    """

    def __init__(self, rows: Mapping[int, int], number: int) -> None:
        import numpy as np  # noqa: PLC0415

        self.number = number
        self._keys = np.array([-1, *sorted(rows)], np.int64)
        self._rows = np.array([0, *(rows[key] for key in sorted(rows))], np.int64)

    def rows(self, keys: "Numbers") -> "Numbers":
        """The row of each, 0 for what has no weight."""
        at = self._keys.searchsorted(keys, "right") - 1
        found: Numbers = self._rows[at] * (self._keys[at] == keys)
        return found


class WeightTables:
    """The weights by number. A weight is a row of ten; row 0 is that of no weight.

    Attributes:
        weights: the rows, one below the other.
        words: numbers by word.
        begin, end, coarse_begin, coarse_end: the numbers of what stands before the first word and behind the last.
        fine, coarse: the numbers of the classes of a word, by its number; a character without a class is one itself.
        near: the number of its fine class as the clauses around see it.
        of_word, of_class: row of a word and of a fine class of the clause itself, by their numbers.
        acting: number of a kind of clause with a kind of subject.
        of_acting: row of a fine class of the clause itself with these, by ``acting * number of fine classes + class``.
        of_pair: of two words side by side.
        of_fine_pair, of_coarse_triple: of classes side by side.
        of_word_before, of_class_before: of a word and a class of the clause before.
        of_word_behind, of_class_behind: the same of the clause behind.
        of_word_further: of a word of the other clauses of the sentence.
    """

    def __init__(self, weights: Mapping[str, int], classes: Classes) -> None:
        row = {feature: i for i, feature in enumerate(weights, 1)}
        self.weights = rows_of([0, *weights.values()])
        pairs, fine_pairs = list(_in_two(row, "i")), list(_in_two(row, "e"))
        triples = [(f[1:].split("_"), i) for f, i in row.items() if f[0] == "h" and f.count("_") == 2]
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
        self._give_alone(row, of_fine)
        size = len(number) + 2
        self.of_pair = SideBySide({number[a] * size + number[b]: i for a, b, i in pairs}, size)
        size = len(of_fine) + 1
        self.of_fine_pair = SideBySide({of_fine[a] * size + of_fine[b]: i for a, b, i in fine_pairs}, size)
        size = len(of_coarse) + 1
        self.of_coarse_triple = SideBySide(
            {
                (of_coarse[a] * size + of_coarse[b]) * size + of_coarse[c]: i
                for (a, b, c), i in triples
                if {a, b, c} <= of_coarse.keys()
            },
            size,
        )

    def _give_classes(
        self, classes: Classes, of_fine: Mapping[str, int], of_coarse: Mapping[str, int]
    ) -> None:
        none = (OTHER, OTHER)
        other, unknown = of_fine[OTHER], 0
        fine_of, coarse_of, near = [other, unknown], [of_coarse[OTHER]] * 2, [other] * 2
        for word in self.words:
            fine, coarse = classes.get(word, none)
            own = word if word not in classes and len(word) == 1 else fine
            fine_of.append(of_fine.get(own, unknown))
            coarse_of.append(of_coarse[coarse])
            near.append(of_fine[fine])
        self.fine, self.coarse, self.near = _array(fine_of), _array(coarse_of), _array(near)

    def _give_alone(self, row: Mapping[str, int], of_fine: Mapping[str, int]) -> None:
        import numpy as np  # noqa: PLC0415

        def of_words(group: str) -> "Numbers":
            found: Numbers = np.zeros(len(self.words) + 2, np.int64)
            known = [(self.words[f[1:]], i) for f, i in row.items() if f[0] == group and f[1:] in self.words]
            if known:
                at, rows = zip(*known, strict=True)
                found[list(at)] = rows
            return found

        def of_classes(group: str) -> "Numbers":
            return _array([0, *(row.get(group + name, 0) for name in of_fine)])

        self.of_word, self.of_word_further = of_words("i"), of_words("s")
        self.of_word_before, self.of_word_behind = of_words("p"), of_words("n")
        self.of_class, self.of_class_before, self.of_class_behind = map(of_classes, ("d", "pc", "nc"))
        kinds = [(kind, subject) for kind in ClauseKind for subject in ActorKind]
        self.acting = {(kind[0], subject): i for i, (kind, subject) in enumerate(kinds)}
        self.of_acting = _array(
            [one for kind, subject in kinds for one in of_classes(acting(kind, subject)).tolist()]
        )


def _array(numbers: Sequence[int]) -> "Numbers":
    import numpy as np  # noqa: PLC0415

    return np.array(numbers, np.int64)


def _numbered(names: Iterable[str], first: int) -> dict[str, int]:
    return {name: i for i, name in enumerate(sorted(names), first)}


def _in_two(rows: Mapping[str, int], group: str) -> Iterator[tuple[str, str, int]]:
    """The rows of a group that may be those of two names side by side; a name may hold the sign that joins them."""
    for feature, row in rows.items():
        if feature[0] == group:
            for at in range(2, len(feature) - 1):
                if feature[at] == "_":
                    yield feature[1:at], feature[at + 1 :], row
