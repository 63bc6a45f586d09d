"""Forms and cuts of data files: words that stand where a name is looked for, and what goes from them before it.

They are tried on words that are already cut from their clause, so a pattern says where in the words it stands.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class WordForm:
    """A kind of words.

    Attributes:
        id: stable name.
        pattern: found in such words, alone and whole.
        finds: examples of them.
        never: words that look alike and are none.
    """

    id: str
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    never: tuple[str, ...]

    def fits(self, words: str) -> bool:
        """Whether ``words`` are of this kind."""
        return self.pattern.search(words) is not None


@dataclass(frozen=True, slots=True)
class WordCut:
    """What goes from words before they name a matter.

    Attributes:
        id: stable name.
        pattern: what goes, wherever it is found.
        gives: pairs of words and what is left of them.
        keeps: words that look alike and stay as they are.
    """

    id: str
    pattern: re.Pattern[str]
    gives: tuple[tuple[str, str], ...]
    keeps: tuple[str, ...]

    def of(self, words: str) -> str:
        """What is left of ``words``."""
        return self.pattern.sub("", words)


@cache
def word_forms(file: str, organ: str = "") -> dict[str, WordForm]:
    """The forms of a data file by their ids.

    Args:
        file: in ``vocabulary/data``, without its ending.
        organ: how the name of an organ ends, as an alternation; needed where the file has ``{organ}``.
    """
    terms = _terms(file, organ)
    return {
        form["id"]: WordForm(
            form["id"], re.compile(pattern_of(form, terms)), tuple(form["finds"]), tuple(form["never"])
        )
        for form in _data(file).get("form", ())
    }


@cache
def word_cuts(file: str, organ: str) -> dict[str, WordCut]:
    """The cuts of a data file by their ids; arguments as of `word_forms`."""
    terms = _terms(file, organ)
    return {
        cut["id"]: WordCut(
            cut["id"],
            re.compile(pattern_of(cut, terms)),
            tuple((words, left) for words, left in cut["gives"]),
            tuple(cut["keeps"]),
        )
        for cut in _data(file).get("cut", ())
    }


def pattern_of(entry: Mapping[str, Sequence[str]], terms: Mapping[str, str]) -> str:
    """The patterns of one entry of a data file, as one.

    Args:
        entry: with patterns under ``whole``, ``starts``, ``ends`` and ``holds`` (the whole of the words, their
            beginning, their end, anywhere), and under ``leading`` and ``trailing`` such as may stand at the
            beginning or the end one after another.
        terms: what ``{term}`` stands for in them, as an alternation.
    """
    parts = [f"^(?:{p})$" for p in entry.get("whole", ())]
    parts += [f"^(?:{'|'.join(entry['leading'])})+"] if "leading" in entry else []
    parts += [f"^(?:{p})" for p in entry.get("starts", ())]
    parts += [f"(?:{p})$" for p in entry.get("ends", ())]
    parts += [f"(?:{'|'.join(entry['trailing'])})+$"] if "trailing" in entry else []
    parts += entry.get("holds", ())
    pattern = "|".join(parts)
    for term, words in terms.items():
        pattern = pattern.replace(f"{{{term}}}", f"(?:{words})")
    return pattern


@cache
def _data(file: str) -> dict[str, Any]:
    where = files("lezr_extract.vocabulary").joinpath("data", f"{file}.toml")
    return tomllib.loads(where.read_text(encoding="utf-8"))


def _terms(file: str, organ: str) -> dict[str, str]:
    return {"organ": organ, **{name: "|".join(words) for name, words in _data(file).get("terms", {}).items()}}
