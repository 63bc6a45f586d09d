"""From a checked list to suggestions, in the order in which a careful officer works.

First what has no valid basis any more (行政处罚法 art. 38.1: a penalty without a basis is void), then what rests on
words that have changed, then type and holder, then what is listed twice, then what is missing, and last what only a
person can find out.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lezr_extract.powerlist.present.words import place_words
from lezr_extract.records import (
    BasisStatus,
    CheckedBasis,
    CheckedEntry,
    Clause,
    EntryFault,
    Field,
    Level,
    MissingPower,
    PresentEntry,
    Suggestion,
    SuggestionKind,
)

_ORDER = (
    SuggestionKind.DROP,
    SuggestionKind.CHANGE,
    SuggestionKind.MERGE,
    SuggestionKind.ADD,
    SuggestionKind.ASK,
)
_LEVELS = (Level.CONFLICT.value, Level.SUSPECTED.value, Level.NOTICE.value)
_FIELDS = (Field.WHOLE, Field.BASIS, Field.TYPE, Field.HOLDER, Field.NAME)
_FAULT_FIELDS = {"type": Field.TYPE, "holder": Field.HOLDER, "old_name": Field.HOLDER, "no_type": Field.TYPE}


def suggestions(
    entries: Sequence[CheckedEntry], missing: Sequence[MissingPower], department: str
) -> tuple[Suggestion, ...]:
    """What an office might do with its list.

    Args:
        entries: of the list, checked, in order.
        missing: what the laws give the department and the list lacks.
        department: whose list it is.
    """
    found = [
        *(one for entry in entries for one in _of_entry(entry, department)),
        *_twice(entries, department),
        *(_addition(power, department) for power in missing),
    ]
    places = {id(one): at for at, one in enumerate(found)}
    ordered = sorted(
        found,
        key=lambda one: (
            _ORDER.index(one.kind),
            _LEVELS.index(one.level),
            _FIELDS.index(one.field),
            places[id(one)],
        ),
    )
    return tuple(_with_ids(ordered))


def _with_ids(ordered: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Each with its id. Neither file nor row goes in: a list that was saved anew keeps what was decided on it."""
    seen: Counter[str] = Counter()
    for one in ordered:
        parts = [one.kind, one.field, one.department, one.name, one.type, one.about]
        same = json.dumps(parts, ensure_ascii=False)
        seen[same] += 1
        words = f"{same}{seen[same]}" if seen[same] > 1 else same
        yield replace(one, id=hashlib.sha256(words.encode()).hexdigest()[:16])


def present_words(entry: PresentEntry) -> tuple[tuple[str, str], ...]:
    """The entry as its list has it: heading and words of each cell that is filled."""
    bases = (
        f"《{basis.law}》{basis.edition}{basis.words}" + (f"：{basis.quotation}" if basis.quotation else "")
        for basis in entry.bases
    )
    cells = (
        ("序号", entry.number),
        ("职权名称", entry.full_name),
        ("职权类型", entry.type_written),
        ("行使主体", "；".join(dict.fromkeys(one.holder for one in entry.exercises if one.holder))),
        ("承办机构", "；".join(dict.fromkeys(one.department for one in entry.exercises if one.department))),
        ("实施依据", "\n".join(bases)),
        *entry.cells,
    )
    return tuple((heading, words) for heading, words in cells if words)


def _of_entry(checked: CheckedEntry, department: str) -> Iterator[Suggestion]:
    bases = checked.bases
    ended = [one for one in bases if one.status is BasisStatus.REPEALED]
    # Of an entry all of whose bases have ended without a successor nothing is left.
    if ended and len(ended) == len(bases) and not any(one.successor for one in ended):
        reason = "；".join(dict.fromkeys(one.evidence for one in ended))
        yield _suggestion(
            checked,
            department,
            SuggestionKind.DROP,
            Field.WHOLE,
            reason=f"全部依据都已废止，没有找到承接的条文：{reason}",
            level=Level.CONFLICT.value,
            about="依据都已废止",
        )
    else:
        yield from (one for basis in bases for one in _of_basis(checked, basis, department))
    yield from (_of_fault(checked, fault, department) for fault in checked.faults)


def _of_basis(checked: CheckedEntry, basis: CheckedBasis, department: str) -> Iterator[Suggestion]:
    cited = basis.cited
    now = f"《{cited.law}》{cited.words}"
    match basis.status:
        case BasisStatus.REPEALED | BasisStatus.MOVED | BasisStatus.AMENDED:
            kind = SuggestionKind.CHANGE
            level = Level.CONFLICT if basis.status is BasisStatus.REPEALED else Level.SUSPECTED
        case BasisStatus.MISQUOTED:
            kind, level = SuggestionKind.CHANGE, Level.NOTICE
        case BasisStatus.NOT_FOUND if basis.reason != "law_absent":
            kind, level = SuggestionKind.ASK, Level.SUSPECTED
        case _:
            return
    yield _suggestion(
        checked,
        department,
        kind,
        Field.BASIS,
        now=now,
        new=basis.proposal,
        reason=basis.evidence,
        level=level.value,
        clauses=_clauses(basis),
        score=basis.successor.likeness if basis.successor is not None else None,
        about=now,
    )


def _clauses(basis: CheckedBasis) -> tuple[Clause, ...]:
    successor = basis.successor
    if successor is not None:
        article = successor.article
        return (Clause(successor.law, successor.version, article, successor.text, article),)
    if basis.text:
        cited = basis.cited
        return (Clause(basis.law, basis.version, cited.words, basis.text, cited.article or ""),)
    return ()


def _of_fault(checked: CheckedEntry, fault: EntryFault, department: str) -> Suggestion:
    if fault.code == "no_sanction":
        kind, field = SuggestionKind.DROP, Field.WHOLE
    elif fault.code in _FAULT_FIELDS:
        kind, field = SuggestionKind.CHANGE, _FAULT_FIELDS[fault.code]
    else:
        kind, field = SuggestionKind.ASK, Field.WHOLE
    entry = checked.entry
    now = {Field.TYPE: entry.type_written, Field.HOLDER: entry.holder}.get(field, "")
    # What is only a notice takes nothing off the list.
    if kind is SuggestionKind.DROP and fault.level == Level.NOTICE.value:
        kind = SuggestionKind.ASK
    return _suggestion(
        checked,
        department,
        kind,
        field,
        now=now,
        reason=fault.words,
        level=fault.level,
        clauses=_standing_clauses(checked),
        about=fault.code,
    )


def _standing_clauses(checked: CheckedEntry) -> tuple[Clause, ...]:
    """The provisions in force that the entry cites, each once."""
    return tuple(dict.fromkeys(clause for basis in checked.bases for clause in _clauses(basis)))


def _twice(entries: Sequence[CheckedEntry], department: str) -> Iterator[Suggestion]:
    """Entries of one type on the very same provisions: one entry, or two that differ in nothing but their names."""
    same: dict[tuple[object, ...], list[CheckedEntry]] = defaultdict(list)
    for checked in entries:
        entry = checked.entry
        bases = frozenset(
            (basis.law, basis.article, basis.paragraphs, basis.items)
            for basis in entry.bases
            if basis.article
        )
        if bases and len(bases) == len(entry.bases) and not entry.sub:
            same[entry.type, bases, entry.holder].append(checked)
    for first, *others in same.values():
        if others:
            yield _suggestion(
                first,
                department,
                SuggestionKind.MERGE,
                Field.WHOLE,
                reason="类型、行使主体和所引条款项完全相同；如是同一事项，宜并为一项",
                level=Level.SUSPECTED.value if _one_name((first, *others)) else Level.NOTICE.value,
                clauses=_standing_clauses(first),
                others=tuple(f"{place_words(one.entry)}　{one.entry.full_name}" for one in others),
                about="重复",
            )


def _one_name(entries: Iterable[CheckedEntry]) -> bool:
    return len({"".join(one.entry.full_name.split()) for one in entries}) == 1


def _addition(power: MissingPower, department: str) -> Suggestion:
    return Suggestion(
        kind=SuggestionKind.ADD,
        field=Field.WHOLE,
        list="",
        sheet="",
        row=0,
        department=department,
        name=power.name,
        type=power.type.value,
        now="",
        new=f"{power.type.value}　{power.name}　{power.holder}",
        reason=power.why,
        level=power.level,
        clauses=(Clause(power.law, power.version, power.place, power.text, power.article),),
        score=power.score,
        about=f"《{power.law}》{power.place}",
    )


def _suggestion(
    checked: CheckedEntry,
    department: str,
    kind: SuggestionKind,
    field: Field,
    *,
    reason: str,
    level: str,
    now: str = "",
    new: str = "",
    clauses: tuple[Clause, ...] = (),
    others: tuple[str, ...] = (),
    score: float | None = None,
    about: str,
) -> Suggestion:
    entry = checked.entry
    return Suggestion(
        kind=kind,
        field=field,
        list=entry.file,
        sheet=entry.sheet,
        row=entry.row,
        department=department,
        name=entry.full_name,
        type=entry.type_written,
        now=now,
        new=new,
        reason=reason,
        level=level,
        clauses=clauses,
        others=others,
        score=score,
        about=about,
        present=present_words(entry),
    )
