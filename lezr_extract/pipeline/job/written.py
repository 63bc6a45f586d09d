"""Records → JSON → the same records: how a reading is written down, so that no run has to read that document again.

A record is a list of its fields in their order, without names; the program's own version stands over everything that
is written (see `lezr_extract.pipeline.job.keys`), so that a list is never read by a program of another shape.
"""

import json
import types
import typing
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from sys import intern
from typing import Any, TypeVar, Union, cast

T = TypeVar("T")
_Maker = Callable[[Any], Any]
_SHORT = 24


def written(value: object) -> bytes:
    """``value``, a record or a list of them, as JSON in UTF-8; characters that are none are kept as they are."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return words.encode("utf-8", "surrogatepass")


def read_back(shape: type[T], data: bytes) -> T:
    """What `written` wrote, as a ``shape`` (a record, or ``tuple[…]``, ``X | None`` … of them).

    Raises:
        ValueError, TypeError, LookupError: it is none.
    """
    return made(shape, json.loads(data.decode("utf-8", "surrogatepass")))


def made(shape: type[T], plain: object) -> T:
    """A ``shape`` from what JSON gave.

    Raises:
        ValueError, TypeError, LookupError: it is none.
    """
    return cast("T", _maker(cast("Hashable", shape))(plain))


def _plain(value: object) -> object:
    shape = type(value)
    if shape is Decimal:
        return str(value)
    return _cells(cast("Hashable", shape))(value)


@cache
def _cells(shape: Hashable) -> Callable[[object], object]:
    """What takes the fields of a record of ``shape``, in their order."""
    if not (isinstance(shape, type) and is_dataclass(shape)):
        raise TypeError(str(shape))
    names = [field.name for field in fields(shape)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]


@cache
def _maker(shape: Hashable) -> _Maker:
    """What makes a value of ``shape`` from plain JSON."""
    origin, arguments = typing.get_origin(shape), typing.get_args(shape)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if isinstance(shape, type):
        if is_dataclass(shape):
            hints = typing.get_type_hints(shape)
            return _record(shape, [_maker(hints[field.name]) for field in fields(shape)])
        if issubclass(shape, tuple) and hasattr(shape, "_fields"):
            hints = typing.get_type_hints(shape)
            return _record(shape, [_maker(hints[name]) for name in shape._fields])
        if issubclass(shape, (Enum, Decimal)):
            return shape
    return _word if shape is str else _as_it_is


def _as_it_is(value: object) -> object:
    return value


def _word(value: object) -> object:
    """The same short words (应当, an organ, a number of an article) as one string: a corpus has them many times."""
    # JSON gives every string anew; long ones seldom come twice.
    return intern(value) if type(value) is str and len(value) <= _SHORT else value


def _optional(shapes: tuple[Any, ...]) -> _Maker:
    (shape,) = (one for one in shapes if one is not type(None))
    make = _maker(shape)
    return lambda value: None if value is None else make(value)


def _tuple(shapes: tuple[Hashable, ...]) -> _Maker:
    if len(shapes) == 2 and shapes[1] is Ellipsis:
        make = _maker(shapes[0])
        return tuple if make is _as_it_is else lambda value: tuple(map(make, value))
    makers = [_maker(shape) for shape in shapes]
    return lambda value: tuple([make(one) for make, one in zip(makers, value, strict=True)])


def _record(shape: type, makers: list[_Maker]) -> _Maker:
    number = len(makers)
    if all(make is _as_it_is for make in makers):
        return lambda value: shape(*_of_number(value, number))

    def make(value: Sequence[object]) -> object:
        return shape(*[make(one) for make, one in zip(makers, value, strict=True)])

    return make


def _of_number(value: Sequence[object], number: int) -> Sequence[object]:
    if len(value) != number:
        raise ValueError(f"{len(value)} values for {number} fields")
    return value
