"""Whether two acts are given to the same organ: by its id, by the words of its field, by the law's competent organ."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lezr_extract.records import ComparedLaw, Deed
from lezr_extract.vocabulary.registry import registry

# What stands for whoever is competent: it names no organ by itself (domain rules 5.3).
_GENERIC = re.compile(
    r"^(?:县级以上|各级|上级|同级|本级|省|市|县|区|国务院|设区的|地方|级|自治区|直辖市|人民政府|政府|、|和|或者|（|）)*"
    r"(?:其他|有关|相关|各|依法)?(?:行政)?(?:主管|监督管理|监督检查|执法)?(?:部门|机关|机构)$"
    r"|负有[^，]*(?:职责|责任)的[^，]*部门|人民政府(?:确定|指定|授权)的|作出[^，]*(?:机关|机构|部门)$|^(?:原)?(?:发证|登记|批准|审批|制定|决定)机关$"
)
_GOVERNMENT = re.compile(r"(?:人民政府|国务院|管理委员会|管委会)$")
_PARTS = re.compile(r"、|和|或者|及其|以及|，")
_AROUND = re.compile(
    r"县级以上|国务院|设区的|各级|地方|本级|同级|上级|人民政府|自治区|自治县|直辖市|所属的?|其|授权的|派出机构|"
    r"行政|主管|监督管理|监督|管理|部门|机关|机构|委员会|分局|总局|局|厅|部$|总队|支队|大队|的|（[^）]*）|工作"
)
_LEVEL = re.compile(r"^(?:省|市|县|区|州|旗|国家|全国|自治|级|（市、区）)+")


@dataclass(frozen=True, slots=True)
class Agencies:
    """Whether two acts are given to the same organ.

    Attributes:
        same: ``yes``, ``no`` or ``unknown``.
        a, b: the organs in words, empty when unknown.
        written: both articles name a department of their own, so that nothing was inferred.
    """

    same: str
    a: str
    b: str
    written: bool


@dataclass(frozen=True, slots=True)
class Held:
    """The organs to which the acts of an article are given.

    Attributes:
        words: as written, or as the law says elsewhere; empty when unknown.
        ids: those of today's organs, where they are known.
        fields: the words that name what each is in charge of.
        named: the article names a department of its own.
    """

    words: str
    ids: frozenset[str]
    fields: frozenset[str]
    named: bool


def agencies(one: Held, other: Held) -> Agencies:
    """Whether the acts of two articles are given to the same organ."""
    written = one.named and other.named
    if not one.words or not other.words:
        return Agencies("unknown", one.words, other.words, written=False)
    if one.ids & other.ids or one.words == other.words or _near(one.fields, other.fields):
        return Agencies("yes", one.words, other.words, written)
    return Agencies("no", one.words, other.words, written)


def held(law: ComparedLaw, deeds: Sequence[Deed]) -> Held:
    """The organs to which acts of one article are given."""
    names = list(dict.fromkeys(name for deed in deeds for name in deed.holder))
    own = [name for name in names if not _GENERIC.search(name)]
    ids = frozenset(_today(i for deed in deeds for i in deed.agency_ids))
    if own:
        departments = any(not _GOVERNMENT.search(name) for name in own)
        return Held("、".join(names), ids, _fields(own, ids), named=departments and len(own) == len(names))
    resolved = next((deed.resolved for deed in deeds if deed.resolved), "")
    words = resolved or (law.competent[0][0] if law.competent else "")
    return Held(words or "、".join(names), ids, _fields([words], ids), named=False)


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two organs have a field in common: 水 and 水, 海洋 and 海洋发展."""
    return any(x == y or (min(len(x), len(y)) > 1 and (x in y or y in x)) for x in one for y in other)


def _fields(names: Iterable[str], ids: Iterable[str]) -> frozenset[str]:
    entries = registry()
    spoken = [*names, *(entries[one].plain for one in ids if one in entries)]
    parts = (_LEVEL.sub("", _AROUND.sub("", part)) for name in spoken for part in _PARTS.split(name))
    return frozenset(part for part in parts if part)


def _today(ids: Iterable[str]) -> Iterable[str]:
    """The ids of today's organs; those of an old organ's successors with its own."""
    entries = registry()
    for one in ids:
        yield one
        if one in entries and entries[one].former:
            yield from entries[one].agency.successors
