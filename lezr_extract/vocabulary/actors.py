"""Finding who acts in a text: organs, parties, courts, staff, the state, each with the word that attaches it.

A name is read from its tail to the left (县级以上人民政府 + 水行政 + 主管部门) over the words of
``data/actors.toml``; prepositions, verbs and punctuation end it. So the many names that no list holds are found
whole, and words that only look like a preposition (经济, 对外, 由于) never cut one.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from lezr_extract.text.phrases import PhraseFinder

# What a word may do in a name; a word may do several things.
FIELD: Final = 1
LEVEL: Final = 2
QUALIFIER: Final = 4
MODIFIER: Final = 8
ORGAN: Final = 16
BOUND: Final = 32
LINKER: Final = 64
ATTACHING: Final = 128
STOP: Final = 256
COURT: Final = 512
STAFF: Final = 1024
PARTY: Final = 2048
STATE: Final = 4096
OPENER: Final = 8192
BREAK: Final = 16384  # punctuation, 的, modals: no description of an organ reaches over it
CLOSING: Final = 65536  # ） may close a bracket inside a name: 县（市、区）
STRONG: Final = 32768  # 由 经 报 向 被 对: begin what they attach

GROUPS: Final = {
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
TAILS: Final = ORGAN | BOUND | COURT | STAFF | PARTY | STATE
NAME: Final = FIELD | LEVEL | QUALIFIER
BREAKING: Final = frozenset("，。；：？！“”《》的") | {"应当", "必须", "不得", "可以", "有权", "\n"}
STRONGLY: Final = frozenset("由经报向被对")
PARTY_UNLESS_BARE: Final = frozenset({"机构"})  # 养老机构, 检测机构: a party unless nothing qualifies it
AFTER_PARTY: Final = frozenset("应不可的、和或，。；有在对及与必等为是依") | {""}
LONGEST_GAP: Final = 6  # characters of a field that no list holds
PLACE_LEVELS: Final = frozenset("省市县区乡镇州旗盟")
LONGEST_PLACE: Final = 5
LONGEST_BRACKET: Final = 10
LONGEST_MODIFIER: Final = 24
LONGEST_DESCRIPTION: Final = 80


class Actor(NamedTuple):
    """An actor in a text.

    Attributes:
        start, end: where it stands, in characters.
        kind: ``O`` organ, ``P`` party, ``C`` court and the like, ``S`` staff, ``G`` the state.
        via: the word that attaches it (由 经 报 向 …, or the verb whose object it is); empty without one.
    """

    start: int
    end: int
    kind: str
    via: str


class Vocabulary(NamedTuple):
    """The words with what each may do (parallel to ``finder.phrases``).

    ``cuts`` says of a phrase that is two words where they part and what each may do.
    """

    finder: PhraseFinder
    flags: tuple[int, ...]
    cuts: dict[int, tuple[int, int, int]]


@cache
def groups() -> dict[str, dict[str, object]]:
    """The groups of ``data/actors.toml`` as they stand there, examples included."""
    text = files("lezr_extract.vocabulary").joinpath("data", "actors.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def vocabulary() -> Vocabulary:
    """All words by which actors are found."""
    flags: dict[str, int] = {}
    for name, flag in GROUPS.items():
        for word in str(groups()[name]["words"]).split():
            flags[word] = flags.get(word, 0) | flag
    for word in [word for word, flag in flags.items() if flag & ORGAN and word.endswith("部")]:
        flags.setdefault(word + "门", ORGAN)  # 财政部门 is no 财政部
    flags["\n"] = STOP
    for word, flag in flags.items():
        if word in BREAKING:
            flags[word] = flag | STOP | BREAK
        if word == "）":
            flags[word] = flag | CLOSING
        if flag & ATTACHING and word[-1] in STRONGLY and len(word) <= 3:
            flags[word] = flag | STRONG
    for field in str(groups()["fields"]["words"]).split():
        for tail in str(groups()["bound_tails"]["words"]).split():
            flags.setdefault(field + tail, ORGAN)
    cuts = {}
    for pair in str(groups()["cuts"]["words"]).split():
        left, right = pair.split("|")
        cuts[left + right] = (len(left), flags[left], flags[right])
        flags[left + right] = 0
    index = {word: at for at, word in enumerate(flags)}
    return Vocabulary(
        PhraseFinder(flags), tuple(flags.values()), {index[word]: cut for word, cut in cuts.items()}
    )


def _tokens(text: str) -> list["Token"]:
    """Places of the words in ``text`` with what each may do."""
    finder, flags, cuts = vocabulary()
    tokens: list[Token] = []
    for index, start, end in finder.find(text):
        if index in cuts:
            at, left, right = cuts[index]
            tokens += ((start, start + at, left), (start + at, end, right))
        else:
            tokens.append((start, end, flags[index]))
    return tokens


def find_actors(text: str) -> list[Actor]:
    """The actors of ``text`` in order, without overlap; names joined by 、和或者会同 are separate actors.

    Brackets and punctuation are expected full-width, as cleaning leaves them.
    """
    tokens = _tokens(text)
    found: list[Actor] = []
    for at, token in enumerate(tokens):
        if token[2] & TAILS:
            _take(text, tokens, at, found)
    return found


Token = tuple[int, int, int]


def _take(text: str, tokens: list[Token], at: int, found: list[Actor]) -> None:
    """Appends the actor whose tail is token ``at``, if it is one."""
    start, end, flag = tokens[at]
    if flag & ORGAN:
        kind = "O"
    elif flag & COURT:
        kind = "C"
    elif flag & STAFF:
        kind = "S"
    elif flag & PARTY:
        kind = "P"
    elif flag & STATE:
        _take_state(text, tokens, at, found)
        return
    else:
        return
    first, start = _leftmost(text, tokens, at, kind)
    if (
        kind == "P"
        and flag & ATTACHING
        and (start == tokens[at][0] or text[end : end + 1] not in AFTER_PARTY)
    ):
        return  # 组织 as a verb
    if kind == "O":
        if (
            first == at
            and start == tokens[at][0]
            and text[tokens[at][0] : end] == "机关"
            and _is_partys(text, end)
        ):
            kind = "P"
        elif text[tokens[at][0] : end] in PARTY_UNLESS_BARE and start < tokens[at][0]:
            inner = tokens[at - 1] if at else None
            if inner is None or inner[1] < tokens[at][0] or not inner[2] & (QUALIFIER | LEVEL):
                kind = "P"
        if (
            first
            and tokens[first - 1][1] == start
            and tokens[first - 1][2] & BREAK
            and text[start - 1] == "的"
        ):
            first, start = _described(text, tokens, first, start)
    while found and found[-1].end >= start and (found[-1].kind == kind or _widens(found[-1].kind, kind)):
        before = found.pop()
        if before.start < start:
            start = before.start
            while first and tokens[first - 1][0] >= start:
                first -= 1
    if found and found[-1].end > start:
        start = found[-1].end
    if start >= end:
        return
    found.append(Actor(start, end, kind, _via(text, tokens, first, start, found)))


def _widens(before: str, kind: str) -> bool:
    """Whether an actor right before belongs to the name: 公安机关 in 公安机关工作人员, 公司 in 公司股东."""
    return kind in "SC" or (kind == "O" and before == "G") or (kind == before == "P")


def _is_partys(text: str, end: int) -> bool:
    return text[end : end + 1] == "、" and text[end + 1 : end + 3] in {
        "团体",
        "企业",
        "事业",
        "学校",
        "部队",
        "社会",
        "人民",
    }


def _take_state(text: str, tokens: list[Token], at: int, found: list[Actor]) -> None:
    """国家 and 本市 act only where nothing but punctuation, 由 or a link stands before them."""
    start, end, _ = tokens[at]
    word = text[start:end]
    if len(word) == 1 or word in {"自治区", "自治州", "自治县"}:
        if start and text[start - 1] not in "，。；：\n":
            return
        if text[end : end + 2] not in {"应当", "鼓励", "支持", "设立", "建立", "实行", "对在"}:
            return
    if (
        at + 1 < len(tokens)
        and tokens[at + 1][0] == end
        and tokens[at + 1][2] & (NAME | TAILS | LINKER)
        and (not tokens[at + 1][2] & (ATTACHING | STOP))
    ):
        return
    before = text[start - 1] if start else "\n"
    if text[end : end + 1] in "的（" or before not in "，。；：\n由和与是在被经":
        return
    found.append(Actor(start, end, "G", before if before in STRONGLY else ""))


def _leftmost(text: str, tokens: list[Token], at: int, kind: str) -> tuple[int, int]:
    """Index of the first token of the name with tail ``at``, and where the name begins."""
    accepted = NAME | MODIFIER if kind == "P" else NAME
    first, start = at, tokens[at][0]
    while first:
        left_start, left_end, flag = tokens[first - 1]
        if left_end < start:
            if not _gap_belongs(text, tokens, first, start, at, kind):
                break
            start = left_end
            if not flag & accepted or flag & LINKER or start == left_start:
                break
            continue
        if flag & TAILS and not flag & (STATE | LEVEL | QUALIFIER | FIELD):
            break
        if flag & ATTACHING or (flag & STOP and not flag & CLOSING and not flag & accepted):
            if not flag & accepted or not _inside(tokens, first - 1, accepted):
                break
        elif flag & CLOSING:
            opened = _bracket(text, tokens, first - 1)
            if opened is None:
                break
            first, start = opened, tokens[opened][0]
            continue
        elif flag & LINKER and not flag & accepted:
            joined = _joins(text, tokens, first, at, accepted)
            if joined is None:
                break
            first, start = joined, tokens[joined][0]
            continue
        elif not flag & (accepted | STATE) and not (flag & MODIFIER and _inside_or_attached(tokens, first - 1)):
            break
        first, start = first - 1, left_start
    return first, start


def _inside(tokens: list[Token], at: int, accepted: int) -> bool:
    """Whether a word that may also attach stands inside a name: 保护 in 文物保护部门."""
    return (
        at > 0
        and tokens[at - 1][1] == tokens[at][0]
        and bool(tokens[at - 1][2] & (FIELD | LEVEL | MODIFIER) & accepted)
    )


def _inside_or_attached(tokens: list[Token], at: int) -> bool:
    """Whether a party's modifier may stand in an organ's name here: 运营 in 由轨道交通运营主管部门."""
    return at > 0 and tokens[at - 1][1] == tokens[at][0] and bool(tokens[at - 1][2] & (NAME | MODIFIER | STRONG))


def _gap_belongs(text: str, tokens: list[Token], first: int, start: int, at: int, kind: str) -> bool:
    """Whether the unknown characters left of token ``first`` belong to the name: a field or a place."""
    gap = text[tokens[first - 1][1] : start]
    if not gap.isalpha() or gap.isascii():
        return False
    if tokens[first][2] & LEVEL:
        return text[tokens[first][0]] in PLACE_LEVELS and len(gap) <= LONGEST_PLACE
    if first == at:
        return len(gap) <= (LONGEST_GAP if kind in "OP" else 0)
    return kind == "O" and bool(tokens[first][2] & FIELD) and len(gap) <= LONGEST_GAP


def _joins(text: str, tokens: list[Token], first: int, at: int, accepted: int) -> int | None:
    """Index of the token before the link left of ``first`` if the link lies inside the name, else None.

    市和区、县人民政府 and 农业、卫生等监督管理部门 are one name each; 公安机关、财政部门 are two.
    """
    link = first - 1
    if not link or tokens[link - 1][1] != tokens[link][0]:
        return None
    flag, right = tokens[link - 1][2], tokens[first][2]
    if flag & TAILS and not flag & (LEVEL | FIELD | QUALIFIER):
        return None
    if flag & LEVEL and right & LEVEL:
        return link - 1
    word = text[tokens[link][0] : tokens[link][1]]
    if flag & (FIELD | MODIFIER) & accepted and first < at + (1 if accepted & MODIFIER else 0):
        if word in {"、", "和", "及", "与", "或", "或者"} and right & (
            FIELD | MODIFIER | QUALIFIER | ORGAN | PARTY
        ):
            return link - 1
    return None


def _bracket(text: str, tokens: list[Token], at: int) -> int | None:
    """Index of the token before the bracket that token ``at`` closes, if only levels and places stand inside."""
    for index in range(at - 1, max(at - 8, 0), -1):
        left, _, flag = tokens[index]
        if text[left] == "（":
            before = tokens[index - 1]
            inside = (
                before[1] == left and before[2] & (LEVEL | FIELD) and tokens[at][0] - left <= LONGEST_BRACKET
            )
            return index - 1 if inside else None
        if not flag & (LEVEL | LINKER | FIELD):
            return None
    return None


def _described(text: str, tokens: list[Token], first: int, start: int) -> tuple[int, int]:
    """The name widened by a description before it: 负责审批的(部门), 作出决定的(机关)."""
    best = None
    for index in range(first - 2, -1, -1):
        left, right, flag = tokens[index]
        if start - left > LONGEST_MODIFIER or (flag & (BREAK | STRONG)):
            break
        if flag & OPENER:
            best = index
        elif flag & TAILS and best is not None and right == tokens[best][0]:
            break
    if best is None:
        return first, start
    while best and tokens[best - 1][1] == tokens[best][0] and tokens[best - 1][2] & (QUALIFIER | LEVEL):
        best -= 1
    return best, tokens[best][0]


def _via(text: str, tokens: list[Token], first: int, start: int, found: list[Actor]) -> str:
    """The word that attaches the actor that begins at token ``first``."""
    if not first:
        return ""
    left_start, left_end, flag = tokens[first - 1]
    if left_end != start:
        return ""
    if flag & ATTACHING:
        return text[left_start:left_end]
    if flag & LINKER and found and found[-1].end == left_start:
        return found[-1].via
    if text[left_start:left_end] == "的":
        for index in range(first - 2, -1, -1):
            left, right, flag = tokens[index]
            if start - left > LONGEST_DESCRIPTION or (flag & BREAK and not flag & STRONG and text[left] != "的"):
                break
            if flag & STRONG:
                # 被授予专利权的单位, 由X批准的企业: the words between describe, they do not attach.
                inner = found[-1] if found and found[-1].start <= right < found[-1].end else None
                if inner is not None and inner.end == start - 1:
                    return inner.via  # 对单位的负责人
                return "" if text[right - 1] in "经被" or inner is not None else text[left:right]
    return ""
