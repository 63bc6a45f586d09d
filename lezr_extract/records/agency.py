"""An agency (机关) of the registry, with its names over time."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """An organ, by duty rather than by name: names change, duties move (domain rules 5).

    Attributes:
        id: stable, such as ``market-regulation``.
        name: today's State Council body or today's usual name.
        level: ``国务院``, ``省``, ``市``, ``县``, ``乡`` or ``各级``.
        territory: ``全国`` or a 行政区划.
        duties: words of the field by which statutes name it (``市场监督管理``, ``工商行政管理`` …).
        local_names: usual local forms (市场监督管理局 …).
        valid_from, valid_to: dates or empty.
        successors: ids, several where duties were split; a split is never silently chosen.
        note: what a reviewer must know, in Chinese.
    """

    id: str
    name: str
    level: str
    territory: str
    duties: tuple[str, ...]
    local_names: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()
    note: str = ""
