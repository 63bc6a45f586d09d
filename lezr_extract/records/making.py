"""Making many frozen records: the way a frozen dataclass makes itself looks up every field's name, field by field."""

from collections.abc import Callable
from dataclasses import fields
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
