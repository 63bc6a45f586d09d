"""Which organ of the registry a mention names: 县级以上人民政府水行政主管部门 → ``water``."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from lezr_extract.text.phrases import PhraseFinder
from lezr_extract.vocabulary.registry import RegistryEntry, no_organs, registry

_MORE = r"(?=$|[、，；（]|和|及|与|或|的|等|会同|局长|依)"
# What may follow the word of a field so that both name an organ: an ending, or the next member of a list.
_ENDING = re.compile(
    r"(?:工作|行业|职责)?的?(?:等|有关|相关|具体)?的?"
    r"(?:行政|业务|综合|监督|监察|执法|稽查|主管|管理|监管|协调|指导|登记|领导|事务|专业|保护|安全|检查|市级|县级|工作)*的?"
    rf"(?:部门|机关|机构|总局|委员会|办公室|总队|支队|大队|人员|中心|(?:局|厅|委|办|署|部|队|处|站|所|司){_MORE})"
    r"|(?:工作|管理|行政)?(?:[、，（]|和|及|与|或|以及|等)"
    r"|$"
)
# A field's word starts a mention, or stands after a level, a list mark or 负责 …: in 农村经济管理机构 经济 is no field.
_BEFORE = re.compile(
    r"(?:^|[府院家级省市县区州旗盟国、，和及与或者其的上方地央各他关厅（）]|负责|主管|承担|履行|(?:^|[府院的市县区家责])管理)$"
)
_GOVERNMENT = re.compile(r"人民政府|国务院|(?<=[省市县区镇])政府")
_AFTER_GOVERNMENT = re.compile(r"$|[、，（；]|和|及|与|或|会同|依")
_PLACE = re.compile(r"^.{1,24}?所在地?的?(?=.)")
_OWNED = re.compile(r"(?<!其)(?:所属的?|下设的|设立的|设置的|派出的)")
_JOINT = re.compile(r"会同|征求|商同")
_LEVELS = (
    ("乡镇", "government-town"),
    ("县区旗", "government-county"),
    ("市州盟", "government-city"),
    ("省", "government-province"),
)
_LONGEST = 400  # characters; a longer "mention" is a parse gone wrong


GOVERNMENTS = frozenset(
    {
        "state-council",
        "government-province",
        "government-city",
        "government-county",
        "government-town",
        "government",
    }
)


@dataclass(frozen=True, slots=True)
class Identified:
    """The organs that a mention names, in its order; empty where it names no specific one (有关部门)."""

    entries: tuple[RegistryEntry, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the entries."""
        return tuple(entry.agency.id for entry in self.entries)


def identify(mention: str) -> Identified:
    """The organs of the registry that ``mention`` names.

    A mention without a field (有关部门, 登记机关) gives none; an old name gives its own entry, never a
    successor's. Of 「A会同B」 the organ is A, of 「A所属的B」 it is B where B is known.
    """
    return _identify(mention) if len(mention) <= _LONGEST else Identified(())


@lru_cache(maxsize=65536)
def _identify(mention: str) -> Identified:
    words = _PLACE.sub("", _plain(mention))
    hits = sorted([*_fields(words), *_governments(words)], key=lambda hit: hit[1])
    joint = _JOINT.search(words)
    if joint and any(end <= joint.start() for _, _, end in hits):
        hits = [hit for hit in hits if hit[2] <= joint.start()]
    owned = {
        i for i, (hit, following) in enumerate(pairwise(hits)) if _OWNED.search(words, hit[2], following[1])
    }
    keys = dict.fromkeys(key for i, (key, _, _) in enumerate(hits) if i not in owned)
    return Identified(tuple(registry()[key] for key in keys))


def _plain(mention: str) -> str:
    return re.sub(r"\s", "", mention).replace("(", "（").replace(")", "）").replace(",", "，")


@cache
def _finder() -> tuple[PhraseFinder, tuple[tuple[str, bool], ...]]:
    """All phrases with (entry id, whether the phrase is a complete name)."""
    meaning: dict[str, tuple[str, bool]] = {}
    for key, entry in registry().items():
        if entry.kind == "人民政府":  # by level, see _governments
            continue
        for duty in entry.agency.duties:
            meaning.setdefault(duty, (key, False))
        for name in entry.names:
            meaning[name] = (key, True)
    meaning.update((words, ("", True)) for words in no_organs())
    finder = PhraseFinder(meaning)
    return finder, tuple(meaning[phrase] for phrase in finder.phrases)


def _fields(words: str) -> list[tuple[str, int, int]]:
    finder, meaning = _finder()
    hits = []
    for index, start, end in finder.find(words):
        key, complete = meaning[index]
        if key and (
            complete or (_BEFORE.search(words[max(0, start - 4) : start]) and _ENDING.match(words, end))
        ):
            hits.append((key, start, end))
    return hits


def _governments(words: str) -> list[tuple[str, int, int]]:
    """Governments named as such, not as the level of a department (县级以上人民政府教育部门 is none)."""
    hits = []
    last = 0
    for match in _GOVERNMENT.finditer(words):
        if _AFTER_GOVERNMENT.match(words, match.end()):
            key = "state-council" if match[0] == "国务院" else _level(words[last : match.start()])
            hits.append((key, match.start(), match.end()))
        last = match.end()
    return hits


def _level(before: str) -> str:
    """Id of the government whose level the words before 人民政府 give; several levels are 各级."""
    before = re.sub(r"（[^（）]*）|民族乡|自治(?=[区州县])|设区的|直辖", "", before)
    if "以上" in before or "各级" in before or "区域" in before:
        return "government"
    tail = re.search(r"[省区市州盟县旗乡镇级、和或者与及]*$", before)
    run = tail[0] if tail else ""
    if "省、区" in run or run.endswith("省、区、市"):  # 省、自治区、直辖市
        return "government-province"
    found = [key for marks, key in _LEVELS if any(mark in run for mark in marks)]
    named_city = found == ["government-city"] and run in ("市",) and before not in ("市", "城市", "同级市")
    return found[0] if len(found) == 1 and not named_city else "government"
