"""The words and sentences of amending decisions, from ``data/amending.toml``."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    text = files("lezr_extract.vocabulary").joinpath("data", "amending.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def alternation(group: str) -> str:
    """The words of a group as an alternation for a pattern.

    Raises:
        KeyError: there is no such group.
    """
    return f"(?:{'|'.join(map(re.escape, _table()['words'][group]))})"


@cache
def sentence_patterns(group: str) -> tuple[re.Pattern[str], ...]:
    """The whole sentences of a group (``opening``, ``closing``) that change nothing by themselves."""
    return tuple(re.compile(pattern) for pattern in _table()["sentences"][group])


@cache
def reorders() -> re.Pattern[str]:
    """What says that the articles are renumbered in their order."""
    return re.compile(_table()["sentences"]["reorders"])
