"""Names of national laws that texts use without 《》."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def law_names() -> dict[str, str]:
    """Every known name and short name, without 中华人民共和国, with the title that it stands for."""
    source = files("lezr_extract.vocabulary").joinpath("data", "law_names.toml").read_text("utf-8")
    table = tomllib.loads(source)
    return {name: name for name in (*table["laws"], *table["former"])} | dict(table["short"])


def known_name_at(text: str, at: int) -> str:
    """The longest known name that begins at ``at``; empty where none does."""
    for name in _by_start().get(text[at : at + 2], ()):
        if text.startswith(name, at):
            return name
    return ""


def known_name_before(text: str, at: int) -> str:
    """The longest known name that ends at ``at``; empty where none does."""
    for name in _by_end().get(text[max(0, at - 2) : at], ()):
        if text.endswith(name, 0, at):
            return name
    return ""


@cache
def _by_start() -> dict[str, tuple[str, ...]]:
    return _grouped(slice(0, 2))


@cache
def _by_end() -> dict[str, tuple[str, ...]]:
    return _grouped(slice(-2, None))


def _grouped(part: slice) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for name in sorted(law_names(), key=len, reverse=True):
        groups.setdefault(name[part], []).append(name)
    return {start: tuple(names) for start, names in groups.items()}
