"""Whether two articles regulate the same act (行为、事项): what they share, as numbers with names.

Every measure is between 0 and 1, so that one table of weights reads them all.
"""

from math import log
from operator import add

from rapidfuzz import fuzz

from lezr_extract.compare.same_act.matter import About, Matter, Part
from lezr_extract.compare.same_act.nearest import standing
from lezr_extract.compare.same_act.titles_apart import articles_apart, laws_apart, words_apart
from lezr_extract.compare.wording.one_text import (
    UNIT,
    Wording,
    alike,
    heaviest,
    longest_block,
    weight,
    weight_of,
    worn_likeness,
)

SOME = 0.08
"""Likeness from which the longest common stretch of two parts is looked for."""
ALIKE = 0.75
"""Parts that are nearest to each other, and as much alike as this share of the best pair, belong to the same act."""
RAREST_SHARED = 52 * UNIT
_SHORTEST_ACT = 4
"""Characters that an act has at least beside the party whose act it is."""
STEPS = (3, 6)
"""In tenths, where a likeness begins to count otherwise."""
OWN, PARTIAL = ("own_act", "own_part"), ("part_partial",)
DEAR = (*OWN, *PARTIAL)
"""The measures that take longest to find."""
_OF_PAIR = ("text", "act", "part", "part_wording", "part_single")
OF_PENALTIES = (*_OF_PAIR, "wording", "ways", "block_weight", "field_none")
BENT = frozenset((*_OF_PAIR, "own_part", "topic"))
PUNISHED = frozenset((*OF_PENALTIES, "own_part"))
"""The measures that count above each step for themselves, and those that count for themselves between two penalties."""


class Matched:
    """What two articles share.

    Most pairs are settled by what is quickly found; the rest is found when it is asked for.

    Attributes:
        first: measures by name, each about 0 to 1: all but those that follow from `DEAR`.
        a, b: the deeds that are most alike, None without.
        pairs: deeds of a and b that are alike, with how much.
    """

    __slots__ = ("_dear", "_laws", "_matters", "_near", "_parts", "_places", "a", "b", "first", "pairs")

    def __init__(
        self,
        first: dict[str, float],
        parts: tuple[Part, Part],
        matters: tuple[Matter, Matter],
        pairs: tuple[tuple[int, int, float], ...],
        laws: "Laws",
        *,
        places: tuple[int, int],
    ) -> None:
        self.first = first
        self.a, self.b = parts[0].deed, parts[1].deed
        self.pairs = pairs
        self._parts, self._matters, self._laws, self._places = parts, matters, laws, places
        self._dear: dict[str, float] | None = None
        self._near: dict[str, float] | None = None

    @property
    def dear(self) -> dict[str, float]:
        """The measures that follow from `DEAR`."""
        if self._dear is None:
            one, other = self._parts
            acts = self._matters[0].act, self._matters[1].act
            own_act = _own(*acts, self._laws)
            alone = one.wording is acts[0] and other.wording is acts[1]
            own_part = own_act if alone else _own(one.wording, other.wording, self._laws)
            partial = fuzz.partial_ratio(one.said, other.said) / 100
            punished = bool(self.first["both_punish"])
            self._dear = {}
            for name, value in zip(DEAR, (own_act, own_part, partial), strict=True):
                self._dear |= counted(name, value, punished=punished)
        return self._dear

    @dear.setter
    def dear(self, measures: dict[str, float]) -> None:
        """Takes over what was found of them elsewhere."""
        self._dear = measures

    @property
    def near(self) -> dict[str, float]:
        """The measures of `NEAREST`: whether each is the other's nearest in its law."""
        if self._near is None:
            (a, b), (i, j), laws = self._matters, self._places, self._laws
            self._near = standing(laws.a.rivals.likeness(b.text), i, laws.b.rivals.likeness(a.text), j)
        return self._near

    @near.setter
    def near(self, measures: dict[str, float]) -> None:
        """Takes over what was found of them elsewhere."""
        self._near = measures

    @property
    def party_alone(self) -> bool:
        """Whether two punished acts begin with the same words, mostly the party, and then share no two characters.

        集市开办者未设置复秤台 and 集市开办者使用不合格秤具 are two acts of one party.
        """
        if not self.first["both_punish"]:
            return False
        said_a, said_b = (part.act for part in self._parts)
        both = zip(said_a, said_b, strict=False)
        begin = next(
            (n for n, (one, other) in enumerate(both) if one != other), min(len(said_a), len(said_b))
        )
        rest_a, rest_b = said_a[begin:], said_b[begin:]
        if not begin or min(len(rest_a), len(rest_b)) < _SHORTEST_ACT:
            return False
        return not any(pair in rest_b for pair in map(add, rest_a, rest_a[1:]))

    @property
    def measures(self) -> dict[str, float]:
        """All measures."""
        return self.first | self.dear | self.near


class Laws:
    """Two laws as their articles are matched: what the laws share is found once for all pairs of their articles.

    Args:
        a, b: the laws.
    """

    __slots__ = ("_apart", "_words_apart", "a", "b", "measures")

    def __init__(self, a: About, b: About) -> None:
        self.a, self.b = a, b
        self._words_apart = words_apart(a.named, b.named)
        self._apart: dict[str, float] | None = None
        within = a.field.within(b.field), b.field.within(a.field)
        self.measures = {
            "field": max(within),
            "field_both": min(within),
            "field_none": float(not a.field.shared(b.field)),
            "field_same": float(a.named == b.named),
            **counted("topic", a.usage.topic.likeness(b.usage.topic), punished=False),
        }

    def apart(self, a: str, b: str) -> dict[str, float]:
        """How far apart the laws are, and two articles of them: see `titles_apart`.

        Args:
            a: what the article of the first law says.
            b: what that of the second one says.
        """
        if self._apart is None:
            self._apart = laws_apart(self._words_apart, self.a.text, self.b.text)
        return self._apart | articles_apart(self._words_apart, a, b)


def matched(a: Matter, b: Matter, laws: Laws, places: tuple[int, int]) -> Matched:
    """What two articles share, measured.

    Args:
        a: an article.
        b: one of the other law.
        laws: in which they stand.
        places: theirs in either law.
    """
    table = [[one.wording.likeness(other.wording) for other in b.parts] for one in a.parts]
    best, i, j = max((value, -x, -y) for x, row in enumerate(table) for y, value in enumerate(row))
    near_a = [max(row) for row in table]
    near_b = [max(column) for column in zip(*table, strict=True)]
    one, other = a.parts[-i], b.parts[-j]
    measures = laws.measures | {
        "part": best,
        "covered_a": sum(near_a) / len(near_a),
        "covered_b": sum(near_b) / len(near_b),
        "some_apart": 1.0 - min(*near_a, *near_b),
        "many_a": 1.0 - 1.0 / len(near_a),
        "many_b": 1.0 - 1.0 / len(near_b),
        "field_a_in_b": laws.a.field.within(b.text),
        "field_b_in_a": laws.b.field.within(a.text),
    }
    measures |= _of_articles(a, b)
    measures |= _of_parts(one, other, best)
    pairs = tuple(
        (first, second, value)
        for x, row in enumerate(table)
        for y, value in enumerate(row)
        if value >= ALIKE * best and value >= near_a[x] and value >= near_b[y]
        for first, second in ((a.parts[x].deed, b.parts[y].deed),)
        if first is not None and second is not None
    )
    return Matched(_bent(measures), (one, other), (a, b), pairs, laws, places=places)


def _own(one: Wording, other: Wording, laws: Laws) -> float:
    return worn_likeness(one, other, laws.a.usage.worn, laws.b.usage.worn)


def _of_articles(a: Matter, b: Matter) -> dict[str, float]:
    types = a.types | b.types
    text = a.text.shared(b.text)
    # Of an article that punishes nothing the act is the text.
    acts = text if a.act is a.text and b.act is b.text else a.act.shared(b.act)
    a_in_text = acts if b.act is b.text else a.act.shared(b.text)
    b_in_text = acts if a.act is a.text else b.act.shared(a.text)
    return {
        "text": alike(text, a.text.total, b.text.total),
        "text_within": _larger(text, a.text, b.text),
        "act": alike(acts, a.act.total, b.act.total),
        "act_in_a": _share(acts, b.act),
        "act_in_b": _share(acts, a.act),
        "a_in_text": _share(a_in_text, a.act),
        "b_in_text": _share(b_in_text, b.act),
        "wording": fuzz.ratio(a.plain, b.plain) / 100,
        "types": len(a.types & b.types) / len(types) if types else 0.5,
        "both_punish": float(a.punishes and b.punishes),
        "one_punishes": float(a.punishes != b.punishes),
        "no_types": float(not types),
        "forms": float(bool(a.forms & b.forms)),
        "forms_apart": float(bool(a.forms ^ b.forms)),
        "lengths": min(1.0, abs(log((a.length + 1) / (b.length + 1))) / 3),
        "cite_same": float(bool(a.cites & b.cites)),
    }


def _share(shared: int, of: Wording) -> float:
    return shared / of.total if of.total else 0.0


def _larger(shared: int, one: Wording, other: Wording) -> float:
    return max(_share(shared, one), _share(shared, other))


def _of_parts(one: Part, other: Part, likeness: float) -> dict[str, float]:
    """The two parts that are most alike, closer."""
    said_a, said_b = one.said, other.said
    ways_a, ways_b = one.ways, other.ways
    block = longest_block(said_a, said_b) if likeness > SOME else ""
    both = one.wording.pairs & other.wording.pairs
    shared = weight(both)
    return {
        "part_within": _larger(shared, one.wording, other.wording),
        "part_weight": min(1.0, shared / (600 * UNIT)),
        "part_wording": fuzz.ratio(said_a, said_b) / 100,
        "part_single": one.signs.likeness(other.signs),
        "ways": len(ways_a & ways_b) / len(ways_a | ways_b) if ways_a or ways_b else 0.5,
        "ways_apart": float(bool(ways_a and ways_b) and not ways_a & ways_b),
        "block": min(1.0, len(block) / 40),
        "block_share": len(block) / (1 + min(len(said_a), len(said_b))),
        "block_weight": min(1.0, weight_of(block) / (800 * UNIT)),
        # The mean weight of the six rarest pairs that both have.
        "rare": sum(heaviest(both, 6)) / (6 * RAREST_SHARED),
        "short": min(1.0, 30 / (1 + min(len(said_a), len(said_b)))),
    }


def _bent(measures: dict[str, float]) -> dict[str, float]:
    punished = bool(measures["both_punish"])
    for name in OF_PENALTIES if punished else _OF_PAIR:
        measures |= counted(name, measures[name], punished=punished)
    return measures | {
        "part_and_field": measures["part"] * max(measures["field"], measures["topic"]),
        "part_and_none": measures["part"] * measures["field_none"],
        "text_and_none": measures["text"] * measures["field_none"],
    }


def counted(name: str, value: float, *, punished: bool) -> dict[str, float]:
    """A measure as it counts, with the measures that follow from it.

    Likenesses count otherwise when they are high: what lies above each step is a measure of its own. Two penalties
    share their formulas, whatever they punish: there the acts must speak.

    Args:
        name: of the measure.
        value: of it.
        punished: both articles carry a penalty.
    """
    found = {name: value}
    if name in BENT:
        for step in STEPS:
            found[f"{name}_over_{step}"] = max(0.0, value - step / 10)
    if punished and name in PUNISHED:
        found[f"punished_{name}"] = value
    return found
