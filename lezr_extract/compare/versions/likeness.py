"""How like the words of two articles are: pairs of characters, the rare ones counting for more.

A liability clause consists mostly of words that every liability clause has (由…责令改正，处…罚款). Weighted by how
few articles have them, the words of the act decide. Numbers of cited articles do not count: they change when a law
is renumbered.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

_CITED = re.compile(r"第[一二三四五六七八九十百千零〇0-9]+(?:条|款|项|章|节)(?:之[一二三四五六七八九十]+)?")
_COMMON = 24
"""A pair of characters in more articles than this leads to no candidate: it says nothing of any one of them."""
_CANDIDATES = 8
_EVERYWHERE = 0.12
"""Weight of a pair that every article has; in a law of one article all pairs weigh the same."""

Pairs = frozenset[str]


def pairs_of(words: str) -> Pairs:
    """The pairs of neighbouring characters of folded ``words``, citations closed to one sign."""
    plain = _CITED.sub("§", words)
    return frozenset(map("".join, pairwise(plain))) or frozenset((plain,))


class Likeness:
    """The articles of two versions, ready to be compared."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Takes the folded words of every article of the old and the new version."""
        self.old: list[Pairs] = [pairs_of(words) for words in old]
        self.new: list[Pairs] = [pairs_of(words) for words in new]
        # In how many articles of a version a pair stands: an article and its heir are not two.
        frequency = Counter(pair for pairs in self.old for pair in pairs) | Counter(
            pair for pairs in self.new for pair in pairs
        )
        count = max(len(self.old), len(self.new), 1)
        self._weight = {pair: _EVERYWHERE + log(count / many) for pair, many in frequency.items()}
        self._highest = _EVERYWHERE + log(count)
        self._old_weight = [self.weight(pairs) for pairs in self.old]
        self._new_weight = [self.weight(pairs) for pairs in self.new]
        self._with: dict[str, list[int]] = defaultdict(list)
        for j, pairs in enumerate(self.new):
            for pair in pairs:
                if frequency[pair] <= _COMMON:
                    self._with[pair].append(j)

    def weight(self, pairs: Iterable[str]) -> float:
        """The weight of some pairs together; a pair of neither version weighs most."""
        weight, highest = self._weight, self._highest
        return sum(weight.get(pair, highest) for pair in pairs)

    def of(self, i: int, j: int) -> float:
        """Likeness of article ``i`` of the old and ``j`` of the new version, from 0 to 1."""
        whole = self._old_weight[i] + self._new_weight[j]
        return 2 * self.weight(self.old[i] & self.new[j]) / whole if whole else 1.0

    def candidates(self, i: int) -> list[int]:
        """The few articles of the new version that share most rare pairs with article ``i`` of the old one."""
        return self.holding(self.old[i])

    def holding(self, pairs: Pairs) -> list[int]:
        """The few articles of the new version that share most rare pairs of characters with ``pairs``."""
        votes: dict[int, float] = defaultdict(float)
        for pair in pairs:
            for j in self._with.get(pair, ()):
                votes[j] += self._weight[pair]
        return sorted(votes, key=lambda j: (-votes[j], j))[:_CANDIDATES]
