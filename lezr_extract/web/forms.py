"""Fields of a form → values, or a refusal that says what is wrong."""

from enum import StrEnum
from typing import TypeVar

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

MOST_WORDS = 2000
"""Characters of a reason, a comment or a name."""
_INCOMPLETE = "请求不完整；请刷新页面后重试"
_Choice = TypeVar("_Choice", bound=StrEnum)


def words(form: FormData, name: str) -> str:
    """The text of a field without white space around it; empty where the form lacks it.

    Raises:
        HTTPException: it is too long (400).
    """
    value = form.get(name)
    text = value.strip() if isinstance(value, str) else ""
    if len(text) > MOST_WORDS:
        raise HTTPException(400, f"文字太长，最多 {MOST_WORDS} 字")
    return text


def number(form: FormData, name: str) -> int:
    """A field that the page itself filled with a number.

    Raises:
        HTTPException: it holds none (400).
    """
    return whole_number(words(form, name))


def whole_number(text: str) -> int:
    """``text`` as a number of at most fifteen digits.

    Raises:
        HTTPException: it is none (400).
    """
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise HTTPException(400, _INCOMPLETE)
    return int(text)


def one_of(form: FormData, name: str, choices: type[_Choice]) -> _Choice:
    """A field whose value is one of ``choices``.

    Raises:
        HTTPException: it is none of them (400).
    """
    try:
        return choices(words(form, name))
    except ValueError as error:
        raise HTTPException(400, _INCOMPLETE) from error
