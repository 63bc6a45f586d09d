"""What is doubtful about an entry beside its bases: its type and holder against the clauses, old names."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lezr_extract.powerlist.present.powers import HeldPower, HeldPowers
from lezr_extract.records import BasisStatus, CheckedBasis, EntryFault, Level, PowerType, PresentEntry
from lezr_extract.vocabulary.registry import RegistryEntry, registry

_SANCTION = re.compile(
    r"罚款|没收|吊销|暂扣|警告|通报批评|停产|停业|停止营业|关闭|拘留|处罚|降低.{0,6}等级|限制.{0,8}(?:活动|从业)|撤销|取消.{0,6}资格|从业|罚则"
)
_STANDING = (BasisStatus.CURRENT, BasisStatus.AMENDED, BasisStatus.MOVED, BasisStatus.MISQUOTED)
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


def type_faults(
    entry: PresentEntry, checked: Sequence[CheckedBasis], powers: Mapping[str, HeldPowers]
) -> Iterator[EntryFault]:
    """C24: the type is another one than the clauses give; C25: a penalty whose clauses name no sanction.

    Both speak only where every basis was found in the laws at hand (行政处罚法 art. 38: a penalty without a basis is
    void); a clause in which nothing was found proves nothing.
    """
    if entry.type is None or not checked:
        return
    if any(one.status not in _STANDING or not one.text for one in checked):
        return
    given = [power for one in checked for power in given_by(one, powers)]
    texts = [one.text for one in checked] + [one.cited.quotation for one in checked]
    if entry.type is PowerType.PENALTY and not any(_SANCTION.search(text) for text in texts):
        yield EntryFault(
            "no_sanction",
            Level.SUSPECTED.value,
            "C25",
            "列为行政处罚，但所引各条文都没有写处罚的种类；行政处罚法第三十八条：没有依据的处罚无效。请补引罚则",
        )
        return
    found = [power for power in given if power.basis]
    if not found or any(entry.type is power.type or entry.type in power.alt for power in given):
        return
    types = "、".join(dict.fromkeys(_named(power) for power in found))
    yield EntryFault(
        "type",
        Level.NOTICE.value,
        "C24",
        f"列为{_type(entry.type)}，所引条文给出的是{types}（“{_cut(found[0].quote)}”）；请核对类型，或按本单位裁定",
    )


def given_by(one: CheckedBasis, powers: Mapping[str, HeldPowers]) -> tuple[HeldPower, ...]:
    """What the article that a basis now stands on gives."""
    number = (
        one.successor.article
        if one.successor and one.status is not BasisStatus.MISQUOTED
        else one.cited.article
    )
    return powers.get(one.law_id, {}).get(number or "", ())


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
        for power in given_by(one, powers)
        if power.basis and power.type is entry.type
    ]
    clause = dict.fromkeys(key for power in given for key in power.agency_ids)
    own = {key for exercise in entry.exercises for key in identified.get(exercise.holder, ())}
    if clause and own and all(power.agency_ids for power in given) and not _may_be_one(own, clause):
        written = "、".join(dict.fromkeys(words for power in given for words in power.holder)) or "（未写明）"
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


def _named(power: HeldPower) -> str:
    kinds = f"（{'、'.join(power.kinds)}）" if power.kinds else ""
    return f"{_type(power.type)}{kinds}"


def _type(kind: PowerType) -> str:
    return "其他行政权力" if kind is PowerType.OTHER else kind.value


def _cut(words: str, most: int = 40) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[:most] + "…"
