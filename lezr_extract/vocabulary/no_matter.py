"""The forms of ``data/no_matter.toml``: words that stand where a matter may stand and name none."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lezr_extract.vocabulary.word_forms import pattern_of


@dataclass(frozen=True, slots=True)
class MatterlessForm:
    """One kind of words that name no matter.

    Attributes:
        id: stable name.
        pattern: found in such words, alone and whole.
        none: examples of them.
        named: words that look alike and name a matter.
    """

    id: str
    pattern: str
    none: tuple[str, ...]
    named: tuple[str, ...]


@cache
def matterless_forms(organ: str) -> tuple[MatterlessForm, ...]:
    """The forms, in the order of the file.

    Args:
        organ: how the name of an organ ends, as an alternation.
    """
    text = files("lezr_extract.vocabulary").joinpath("data", "no_matter.toml").read_text(encoding="utf-8")
    found = []
    for form in tomllib.loads(text)["form"]:
        pattern = pattern_of(form, {"organ": organ})
        found.append(MatterlessForm(form["id"], pattern, tuple(form["none"]), tuple(form["named"])))
    return tuple(found)


@cache
def matterless(organ: str) -> re.Pattern[str]:
    """All forms in one pattern; argument as of `matterless_forms`."""
    return re.compile("|".join(form.pattern for form in matterless_forms(organ)))
