"""漏项: powers that the laws give to the department of a list and that no entry of it cites."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lezr_extract.powerlist.present.faults import given_by
from lezr_extract.powerlist.present.powers import HeldPowers, ListedPower
from lezr_extract.records import CheckedBasis, CheckedEntry, Level, MissingPower, PowerType

_SHARE = 0.15
"""Share of the list's entries whose clauses must name an organ first for its duties to count as the department's."""
_LEAST = 3
_ABOVE = (
    "国务院",
    "国家",
    "总署",
    "总局",
    "省、自治区、直辖市",
    "省级",
    "自治区人民政府",
    "中国人民银行总行",
)
_PROVINCE = re.compile(r"省、自治区、直辖市|省、自治区|自治区|直辖市|省级")
# What nearly every list enters; reports, complaints and inspections are left out by many, on purpose.
_LISTED = frozenset(
    (
        PowerType.PENALTY,
        PowerType.LICENCE,
        PowerType.COERCION,
        PowerType.LEVY,
        PowerType.CONFIRMATION,
        PowerType.BENEFIT,
        PowerType.ADJUDICATION,
    )
)
_LOCAL = ("县级", "市", "地方", "各级", "区", "县", "乡")


def department_ids(
    checked: Sequence[CheckedEntry],
    powers: Mapping[str, HeldPowers],
    identified: Mapping[str, tuple[str, ...]],
) -> frozenset[str]:
    """The organs of the registry whose duties the department of a list has.

    Its own name, and the organs that the clauses of one entry in seven put first: a bureau of culture has the duties
    of 文物, 电影 and 广播电视 without bearing their names.
    """
    own = {
        key
        for one in checked
        for exercise in one.entry.exercises
        for key in identified.get(exercise.holder, ())
    }
    named: Counter[str] = Counter()
    for one in checked:
        given = [power for basis in one.bases for power in given_by(basis, powers).powers]
        named.update({power.agency_id for power in given if power.agency_id and power.type is one.entry.type})
    least = max(_LEAST, _SHARE * len(checked))
    return frozenset(
        own | {key for key, count in named.items() if count >= least and not key.startswith("government")}
    )


def missing_powers(
    checked: Sequence[CheckedEntry],
    candidates: Iterable[ListedPower],
    own: frozenset[str],
    key: Callable[[str], str],
) -> Iterator[MissingPower]:
    """The powers of ``own`` organs that no entry cites, those of laws that the list cites first.

    Args:
        checked: the entries of one list.
        candidates: draft entries of laws in force that count in the list's territory.
        own: see `department_ids`.
        key: what two spellings of a title share.
    """
    cited: dict[str, set[str]] = {}
    for one in checked:
        for basis in one.bases:
            law = key(basis.law or basis.cited.law)
            numbers = cited.setdefault(law, set())
            numbers |= {number for number in (basis.cited.article, _now(basis)) if number}
    ranked: list[tuple[int, int, ListedPower]] = []
    for order, power in enumerate(candidates):
        numbers_cited = cited.get(key(power.law))
        if numbers_cited is not None and numbers_cited & set(power.articles):
            continue
        known = bool(own & set(power.agency_ids))
        if not known and (numbers_cited is None or power.agency_ids):
            continue
        if not _local(power):
            continue
        urgency = 2
        if known:
            urgency = 1 if numbers_cited is None else 0
        ranked.append((urgency, order, power))
    for rank, _, power in sorted(ranked, key=lambda row: row[:2]):
        yield MissingPower(
            law=power.law,
            version=power.version,
            rank=power.rank,
            article=power.article,
            place=power.place,
            type=power.type,
            name=power.name,
            holder=power.holder or power.holder_written,
            text=power.text,
            level=(Level.SUSPECTED if rank == 0 and power.type in _LISTED else Level.NOTICE).value,
            why=_WHY[rank],
            score=power.score,
        )


_WHY = (
    "清单引用了这部法规，条文由本部门行使，但没有事项引用这一条",
    "条文由本部门行使，但清单没有引用这部法规",
    "清单引用了这部法规，但这一条没有事项引用；条文没有写明由谁行使，请确认",
)


def _now(basis: CheckedBasis) -> str | None:
    return basis.successor.article if basis.successor is not None else None


def _local(power: ListedPower) -> bool:
    """Whether the holder may be an organ below the State Council and the province."""
    return all(_may_be_local(written) for written in (power.holder_written, power.holder))


def _may_be_local(written: str) -> bool:
    if not any(words in written for words in _ABOVE):
        return True
    return any(words in _PROVINCE.sub("", written) for words in _LOCAL)
