"""A network on a ring: names left and right where they can be read, lines between those that share.

The places follow from the names and numbers alone, so the same list always gives the same picture, and no line runs
through a name (docs/decide/overview.md says what a layout by forces came to).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from lezr_extract.web.charts.words import fitted, organ

MOST_EDGES = 80


@dataclass(frozen=True, slots=True)
class Node:
    """An organ: ``label`` as it fits, ``name`` in full."""

    name: str
    label: str
    x: float
    y: float
    radius: float
    right: bool
    number: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """Two organs that share ``number`` acts; ``path`` is the curve between them."""

    one: str
    other: str
    number: int
    path: str
    thick: float
    strength: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Ring:
    """The network; ``dimmed`` where one organ is looked at and the others stand back, ``least`` of the lines drawn."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    dimmed: bool
    least: int


def ring(
    weights: Sequence[tuple[str, int]],
    numbers: Mapping[tuple[str, str], int],
    href: Callable[[str], str],
    edge_href: Callable[[str, str], str],
    *,
    chosen: str = "",
    width: float = 1236,
    height: float = 462,
) -> Ring:
    """The network of ``weights`` (organ and how many acts it shares) and ``numbers`` (pair → acts)."""
    ordered = _ordered([name for name, _ in weights], numbers)
    shared = dict(weights)
    highest = max(shared.values(), default=1)
    places = _places(ordered, width, height)
    nodes = tuple(
        Node(
            name,
            fitted(organ(name), 180, 14),
            *places[name][:2],
            round(5 + 11 * sqrt(shared[name] / highest), 1),
            places[name][2],
            shared[name],
            href(name),
            name == chosen,
        )
        for name in ordered
    )
    most = max(numbers.values(), default=1)
    edges = []
    # With every line drawn none could be followed. The strongest are drawn last, over the others.
    drawn = [pair for pair in numbers.items() if pair[0][0] in places and pair[0][1] in places]
    drawn.sort(key=lambda pair: (chosen in pair[0], pair[1], pair[0]))
    for (one, other), number in drawn[-MOST_EDGES:]:
        if not chosen or chosen in (one, other) or number >= most * 0.2:
            share = number / most
            path = _curve(places[one], places[other], width / 2, height / 2)
            strength = 3 if share >= 0.5 else 2 if share >= 0.2 else 1
            thick = round(1 + 8 * share, 1)
            edges.append(
                Edge(one, other, number, path, thick, strength, edge_href(one, other), chosen in (one, other))
            )
    return Ring(
        width, height, nodes, tuple(edges), bool(chosen), min((edge.number for edge in edges), default=0)
    )


def _ordered(names: Sequence[str], numbers: Mapping[tuple[str, str], int]) -> list[str]:
    """The names so that those that share much stand near: each next is the one tied most to the last few."""
    left = list(names)
    found: list[str] = []
    while left:
        near = found[-4:]

        def tied(name: str, near: list[str] = near) -> tuple[int, int]:
            """How much a name shares with those placed last; the earlier of two equals."""
            ties = sum(
                numbers.get((name, one), numbers.get((one, name), 0)) * (place + 1)
                for place, one in enumerate(near)
            )
            return ties, -names.index(name)

        following = max(left, key=tied)
        left.remove(following)
        found.append(following)
    return found


def _places(names: Sequence[str], width: float, height: float) -> dict[str, tuple[float, float, bool]]:
    """Where each name stands, going round from the top; evenly from top to bottom, so that no name covers another."""
    right = -(-len(names) // 2)
    found = {}
    for place, name in enumerate(names):
        on_right = place < right
        count = right if on_right else len(names) - right
        step = place if on_right else len(names) - 1 - place
        share = (step + 0.5) / max(1, count) * 2 - 1
        bulge = sqrt(max(0.0, 1 - share * share * 0.82))
        x = width / 2 + (1 if on_right else -1) * (width / 2 - 215) * bulge
        found[name] = (round(x, 1), round(height / 2 + share * (height / 2 - 6), 1), on_right)
    return found


def _curve(
    one: tuple[float, float, bool], other: tuple[float, float, bool], middle_x: float, middle_y: float
) -> str:
    """A line that bends towards the middle, more so between neighbours on one side."""
    pull = 0.12 + 0.6 * abs(one[1] - other[1]) / (2 * middle_y) if one[2] == other[2] else 0.3
    bend_x = (one[0] + other[0]) / 2 * (1 - pull) + middle_x * pull
    bend_y = (one[1] + other[1]) / 2 * (1 - pull * 0.5) + middle_y * pull * 0.5
    return f"M{one[0]} {one[1]}Q{bend_x:.1f} {bend_y:.1f} {other[0]} {other[1]}"
