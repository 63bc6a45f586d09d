"""The words of ``data/actors.toml`` with what each may do in the name of an actor."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from lezr_extract.text.phrases import PhraseFinder

# A word may do several things.
FIELD: Final = 1
LEVEL: Final = 2
QUALIFIER: Final = 4
MODIFIER: Final = 8
ORGAN: Final = 16
BOUND: Final = 32  # part of a name only with a field before it; alone it ends every name
LINKER: Final = 64
ATTACHING: Final = 128
STOP: Final = 256
COURT: Final = 512
STAFF: Final = 1024
PARTY: Final = 2048
STATE: Final = 4096
OPENER: Final = 8192
BREAK: Final = 16384  # punctuation, 的, modals: no description of an organ reaches over it
STRONG: Final = 32768  # 由 经 报 向 被 对: begin what they attach
CLOSING: Final = 65536  # ） may close a bracket inside a name: 县（市、区）

_GROUPS: Final = {
    "organ_names": ORGAN,
    "organ_tails": ORGAN,
    "bound_tails": BOUND,
    "fields": FIELD,
    "levels": LEVEL,
    "qualifiers": QUALIFIER,
    "linkers": LINKER,
    "openers": OPENER,
    "courts": COURT,
    "staff": STAFF,
    "state": STATE,
    "parties": PARTY,
    "party_modifiers": MODIFIER,
    "prepositions": ATTACHING,
    "stops": STOP,
}
TAILS: Final = ORGAN | COURT | STAFF | PARTY | STATE
NAME: Final = FIELD | LEVEL | QUALIFIER
STRONGLY: Final = frozenset("由经报向被对")
_REPORTING: Final = frozenset(("报", "并报"))  # 举报, 申报 are acts of their own
_FOR: Final = frozenset(("对于", "关于"))
_BREAKING: Final = frozenset("，。；：？！“”《》的") | {"应当", "必须", "不得", "可以", "有权", "\n"}

Token = tuple[int, int, int]
"""Number, start and end of a word in a text, as the finder gives them; a law has many thousands."""
_BEGINNING: Final = (0, 0, 0)


class _Words(NamedTuple):
    """The words with their flags (parallel to ``finder.phrases``).

    ``cuts`` says of a phrase that is two words where they part and the flags of each; its own flags are the
    negative ``~n`` for the nth of them.
    """

    finder: PhraseFinder
    flags: tuple[int, ...]
    cuts: tuple[tuple[int, int, int], ...]


@cache
def groups() -> dict[str, dict[str, object]]:
    """The groups of ``data/actors.toml`` as they stand there, examples included."""
    text = files("lezr_extract.vocabulary").joinpath("data", "actors.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words_in(group: str) -> frozenset[str]:
    """The words of one group of ``data/actors.toml``.

    Raises:
        KeyError: there is no such group.
    """
    return frozenset(_listed(group))


@cache
def forms_of(group: str) -> tuple[str, ...]:
    """The same words as `words_in`, as ``str.startswith`` and ``str.endswith`` take them."""
    return tuple(_listed(group))


def find_tokens(text: str) -> tuple[list[Token], list[int]]:
    """The known words of ``text`` in order, without overlap, the longest at each place; and the flags of each.

    The first is the beginning of the text, an empty word that ends every name.
    """
    finder, flags_of, cuts = _words()
    tokens = [_BEGINNING, *finder.find(text)]
    flags = [flags_of[word] for word, _, _ in tokens]
    flags[0] = STOP
    for at in [at for at, flag in enumerate(flags) if flag < 0][::-1]:
        word, start, end = tokens[at]
        length, left, right = cuts[~flags[at]]
        tokens[at : at + 1] = ((word, start, start + length), (word, start + length, end))
        flags[at : at + 1] = (left, right)
    return tokens, flags


@cache
def _words() -> _Words:
    flags: dict[str, int] = {}
    for name, flag in _GROUPS.items():
        for word in _listed(name):
            flags[word] = flags.get(word, 0) | flag
    for word in [word for word, flag in flags.items() if flag & ORGAN and word.endswith("部")]:
        flags.setdefault(word + "门", ORGAN)  # 财政部门 is no 财政部
    flags["\n"] = STOP
    for word, flag in flags.items():
        flags[word] = flag | _place(word, flag)
    for field in _listed("fields"):
        for tail in _listed("bound_tails"):
            flags.setdefault(field + tail, ORGAN)
    cuts: list[tuple[int, int, int]] = []
    for pair in _listed("cuts"):
        left, right = pair.split("|")
        cuts.append((len(left), flags.get(left, FIELD), flags[right]))
        flags[left + right] = ~(len(cuts) - 1)
    return _Words(PhraseFinder(flags), tuple(flags.values()), tuple(cuts))


def _listed(group: str) -> list[str]:
    return str(groups()[group]["words"]).split()


def _begins_attachment(word: str) -> bool:
    if word.endswith("报"):
        return word in _REPORTING
    return (word[-1] in STRONGLY and len(word) <= 3) or word in _FOR


def _place(word: str, flag: int) -> int:
    """Flags that follow from the word itself."""
    more = STOP | BREAK if word in _BREAKING else 0
    if word == "）":
        more |= CLOSING
    if flag & ATTACHING and _begins_attachment(word):
        more |= STRONG
    return more
