"""What is doubtful about an entry's holder: against the organs of its clauses, and old names of organs."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lezr_extract.powerlist.present.powers import NOTHING, Gives, HeldPowers
from lezr_extract.records import BasisStatus, CheckedBasis, EntryFault, Level, PresentEntry, Role
from lezr_extract.vocabulary.registry import RegistryEntry, registry

_STANDING = (BasisStatus.CURRENT, BasisStatus.AMENDED, BasisStatus.MOVED, BasisStatus.MISQUOTED)
_PART = re.compile(r"(?:机构|站|所|中心|总队|支队|大队|人员|组织)$|有关部门|其他部门|上级")
_DELEGATED = re.compile(r"综合行政执法|综合执法|街道|乡镇|人民政府|管委会|管理委员会")
_GOVERNMENT = re.compile(r"^(?:state-council|government)")
_NEIGHBOURS = (
    frozenset({"natural-resources", "forestry-grassland", "ocean"}),
    frozenset(
        {"culture-tourism", "radio-television", "press-publication", "sport", "cultural-relics", "film"}
    ),
    frozenset({"agriculture", "fisheries", "grain"}),
    frozenset({"development-reform", "grain", "energy"}),
    frozenset({"defence", "civil-defence", "national-defence-mobilisation"}),
    frozenset({"emergency", "fire-rescue", "mine-safety"}),
)
"""Organs that one local bureau often is: a difference between them says nothing."""


def given_by(one: CheckedBasis, powers: Mapping[str, HeldPowers]) -> Gives:
    """What the article that a basis now stands on gives."""
    number = (
        one.successor.article
        if one.successor and one.status is not BasisStatus.MISQUOTED
        else one.cited.article
    )
    return powers.get(one.law_id, {}).get(number or "", NOTHING)


def holder_faults(
    entry: PresentEntry,
    checked: Sequence[CheckedBasis],
    powers: Mapping[str, HeldPowers],
    identified: Mapping[str, tuple[str, ...]],
) -> Iterator[EntryFault]:
    """The holder against the organs of the clauses that give the entry's type, and old names of organs.

    Args:
        entry: the entry.
        checked: its bases.
        powers: what the laws give.
        identified: holder as written → ids of the registry.
    """
    given = [
        power
        for one in checked
        if one.status in _STANDING
        for power in given_by(one, powers).powers
        if power.role is Role.BASIS and power.type is entry.type
    ]
    # 植物检疫机构 and the like are mostly part of the bureau that the list names (授权组织); an inferred holder is
    # no word of the clause.
    if any(not power.holder or any(_PART.search(words) for words in power.holder) for power in given):
        given = []
    clause = dict.fromkeys(key for power in given for key in power.agency_ids)
    own = {key for exercise in entry.exercises for key in identified.get(exercise.holder, ())}
    if clause and own and all(power.agency_ids for power in given) and not _may_be_one(own, clause):
        written = "、".join(dict.fromkeys(words for power in given for words in power.holder))
        names = "、".join(registry()[key].agency.name for key in clause if key in registry())
        if not any(_DELEGATED.search(exercise.holder) for exercise in entry.exercises):
            yield EntryFault(
                "holder",
                Level.NOTICE.value,
                "",
                f"行使主体是{entry.holder}，条文所写是{_cut(written, 60)}（{names}）；如系划转、赋权或委托，请补引划转依据",
            )
    yield from _old_names(entry, identified)


def _may_be_one(own: set[str], clause: Mapping[str, None]) -> bool:
    if own & clause.keys() or any(_GOVERNMENT.match(key) for key in (*own, *clause)):
        return True
    widened = set(own)
    for group in _NEIGHBOURS:
        if widened & group:
            widened |= group
    successors = {new for key in clause if key in registry() for new in registry()[key].agency.successors}
    return bool(widened & (clause.keys() | successors))


def _old_names(entry: PresentEntry, identified: Mapping[str, tuple[str, ...]]) -> Iterator[EntryFault]:
    for holder in dict.fromkeys(exercise.holder for exercise in entry.exercises):
        for key in identified.get(holder, ()):
            old = registry().get(key)
            if old is not None and old.former and _names_it(holder, old):
                now = "、".join(
                    registry()[new].agency.name for new in old.agency.successors if new in registry()
                )
                yield EntryFault(
                    "old_name",
                    Level.NOTICE.value,
                    "C15",
                    f"行使主体“{holder}”用的是{old.agency.name}的旧称（{old.year} 年机构改革）；现为{now or '其他机关'}",
                )


def _names_it(holder: str, old: RegistryEntry) -> bool:
    """Whether the holder bears the old name itself; a merged bureau (文化体育广播电视和旅游局) only contains its field."""
    return any(holder.endswith(name) and len(name) > 3 for name in old.names)


def _cut(words: str, most: int = 40) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[:most] + "…"
