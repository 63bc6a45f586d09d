"""C15: old names of organs, resolved and told, never called an error (全国人大常委会 2018-04-27; 国发〔2018〕17号)."""

import re
from collections.abc import Iterator
from functools import cache

from lezr_extract.compare.checks.alarm import alarm, lowered, side, stands
from lezr_extract.compare.checks.order import made
from lezr_extract.records import ComparedLaw, Finding
from lezr_extract.text.phrases import PhraseFinder
from lezr_extract.vocabulary.checks import still_used
from lezr_extract.vocabulary.registry import RegistryEntry, registry

_ENDINGS = (
    "行政主管部门",
    "主管部门",
    "行政管理部门",
    "行政部门",
    "管理部门",
    "监督管理部门",
    "部门",
    "管理机关",
    "行政管理机关",
)
_TITLE = re.compile(r"《[^《》]*(?:[〈＜<][^〉＞>]*[〉＞>])?[^《》]*》")
_FORMER = re.compile(r"原(?:来的?|国家|省|市|县|地方|有的?)?$")
# Who once issued a text keeps the name under which it did.
_ISSUED = re.compile(
    r"(?:[、和及与][\u4e00-\u9fff]{2,16}){0,8}(?:联合)?(?:发布|公布|批准|印发|颁布|制定)的?《"
)


def old_names(law: ComparedLaw) -> Iterator[Finding]:
    """A notice for each old name in a law, at the article where it stands first, with how often it stands."""
    first: dict[str, tuple[int, str]] = {}
    counts: dict[str, int] = {}
    day = made(law)
    for number, article in enumerate(law.articles):
        for key, words in _found(article.text):
            if day[:4] > str(registry()[key].year) and words in still_used():
                continue
            first.setdefault(key, (number, words))
            counts[key] = counts.get(key, 0) + 1
    for key, (number, words) in first.items():
        entry = registry()[key]
        heirs = _heirs(entry, law.articles[number].text)
        finding = alarm(
            "C15",
            None,
            side(law, law.articles[number]),
            f"“{words}”是旧名称，{_became(entry, heirs)}{_when(entry, day)}本法中出现{counts[key]}次。",
            (
                stands("in_a_title", "不在文件名称之中"),
                stands("called_former", "没有写明“原”"),
                lowered("split", f"职责分给了{'、'.join(heirs)}，由审查人确定")
                if len(heirs) > 1
                else stands("split", "只有一个承接机关" if heirs else "没有承接机关"),
            ),
            day=max(day, f"{entry.year}-12-31") if day else "",
        )
        if finding is not None:
            yield finding


def _found(text: str) -> Iterator[tuple[str, str]]:
    finder, keys = _finder()
    hits = finder.find(text)
    if not hits:
        return
    titles = [match.span() for match in _TITLE.finditer(text)]
    for index, start, end in hits:
        key = keys[index]
        if not key or any(a <= start and end <= b for a, b in titles):
            continue
        if _FORMER.search(text[max(0, start - 4) : start]) or _ISSUED.match(text, end):
            continue
        yield key, text[start:end]


@cache
def _finder() -> tuple[PhraseFinder, tuple[str, ...]]:
    """Names of old organs with their ids, and names of today's that hold an old one with an empty id."""
    keys: dict[str, str] = {}
    for key, entry in registry().items():
        if entry.former and entry.year:
            for name in _names(entry):
                keys.setdefault(name, key)
    for entry in registry().values():
        if not entry.former:
            for name in _names(entry):
                keys[name] = ""
    finder = PhraseFinder(keys)
    return finder, tuple(keys[phrase] for phrase in finder.phrases)


def _names(entry: RegistryEntry) -> Iterator[str]:
    """Complete names, and the words of a field with the ends by which a statute makes an organ of them."""
    yield entry.plain
    yield from (name for name in entry.names if len(name) > 3)
    for duty in entry.agency.duties:
        if len(duty) > 2:
            yield from (duty + ending for ending in _ENDINGS)


def _heirs(entry: RegistryEntry, text: str) -> tuple[str, ...]:
    """The organs of today: the successors, and who took over a duty that the article names."""
    moved = (one.to for one in entry.moved if any(word in text for word in one.words))
    keys = dict.fromkeys((*entry.agency.successors, *moved))
    return tuple(registry()[key].plain for key in keys if key in registry())


def _became(entry: RegistryEntry, heirs: tuple[str, ...]) -> str:
    if not heirs:
        return f"{entry.agency.note or '已不存在'}。"
    if len(heirs) == 1:
        return f"{entry.year}年机构改革后为{heirs[0]}。"
    return f"{entry.year}年机构改革后职责分别归{'、'.join(heirs)}，待确认，不代为选择。"


def _when(entry: RegistryEntry, day: str) -> str:
    if day and day[:4] > str(entry.year):
        return f"本法{day}制定时已经没有这一名称。"
    return ""
