"""Making many frozen records: the way a frozen dataclass makes itself looks up every field's name, field by field."""

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def maker(shape: type[T]) -> Callable[..., T]:
    """What makes a ``shape``, a dataclass with slots, of all its fields in their order, three times as fast.

    For the records of which a law has thousands; others are made by their class, which also knows the names of the
    fields and what they are without being said.
    """
    given: tuple[Any, ...] = fields(shape)  # type: ignore[arg-type]
    putting = tuple(getattr(shape, field.name).__set__ for field in given)
    new = shape.__new__

    def make(*cells: object) -> T:
        made = new(shape)
        for put, cell in zip(putting, cells, strict=True):
            put(made, cell)
        return made

    return make


def changer(shape: type[T]) -> Callable[..., T]:
    """What makes another ``shape`` (as for `maker`) of one, some fields by name changed, like `dataclasses.replace`."""
    given: tuple[Any, ...] = fields(shape)  # type: ignore[arg-type]
    names = [field.name for field in given]
    place = {name: at for at, name in enumerate(names)}
    cells_of, make = attrgetter(*names), maker(shape)

    def change(record: T, **changes: object) -> T:
        cells = list(cells_of(record))
        for name, cell in changes.items():
            cells[place[name]] = cell
        return make(*cells)

    return change
