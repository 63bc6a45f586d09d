"""What a change of the law does to the power list: entries of both versions beside each other, row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from lezr_extract import powerlist, structure
from lezr_extract.compare.versions.folding import folded
from lezr_extract.pipeline.job.one_source import Options, powers_of
from lezr_extract.records import Aligned, Alignment, Amount, Change, Entry, EntryChange, Law, PowerType
from lezr_extract.text.numerals import to_chinese

_UNCHANGED = (Change.SAME,)


def entries_of(law: Law, options: Options) -> tuple[Entry, ...]:
    """The draft entries of one version."""
    citations = structure.find_citations(law)
    found = powers_of(law, citations, options)
    return powerlist.draft(law, found.found, options.granularity, found.referrals)


def effects(
    old: Law, new: Law, alignment: Alignment, before: Sequence[Entry], after: Sequence[Entry]
) -> list[tuple[EntryChange, ...]]:
    """For each row of ``alignment`` what it does to the entries.

    Args:
        old: the older version.
        new: the newer version.
        alignment: of both.
        before: the entries of ``old``.
        after: the entries of ``new``.
    """
    left, right = _by_article(old, before), _by_article(new, after)
    found = []
    for row in alignment.rows:
        ours = [entry for i in row.old for entry in left.get(old.articles[i].number, ())]
        theirs = [entry for j in row.new for entry in right.get(new.articles[j].number, ())]
        changes = list(_row(row, ours, theirs))
        if row.change not in (Change.SAME, Change.MOVED, Change.ADDED):
            changes += _resting(old, row, before, left)
        found.append(tuple(changes))
    return found


def _by_article(law: Law, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.bases and entry.bases[0].law_id == law.id:
            found.setdefault(entry.bases[0].article, []).append(entry)
    return found


def _row(row: Aligned, ours: Sequence[Entry], theirs: Sequence[Entry]) -> Iterator[EntryChange]:
    if row.change in _UNCHANGED:
        return
    # Words that stand as they stood give and take no power: where only one version was read to hold it, the readings
    # differ, not the law.
    reworded = row.change is not Change.MOVED
    left = list(theirs)
    for entry in ours:
        heir = _heir(entry, left)
        if heir is None:
            if reworded:
                yield _one("dropped", entry, entry.id, "")
            continue
        left.remove(heir)
        change = _changed(entry, heir)
        if change is not None:
            yield change
    for entry in left if reworded else ():
        yield _one("added", entry, "", entry.id)


def _heir(entry: Entry, entries: Sequence[Entry]) -> Entry | None:
    """The entry of the new version that is the same power: same type, then the nearest place and name."""
    same = [one for one in entries if one.type is entry.type]
    if not same:
        return None

    def distance(one: Entry) -> tuple[bool, bool, bool]:
        mine, its = entry.bases[0], one.bases[0]
        return one.name != entry.name, its.paragraph != mine.paragraph, its.item != mine.item

    return min(same, key=distance)


def _changed(entry: Entry, heir: Entry) -> EntryChange | None:
    differences = tuple(
        (what, before, after)
        for what, before, after in (
            ("名称", entry.name, heir.name),
            ("行使主体", entry.agency or entry.agency_written, heir.agency or heir.agency_written),
            ("种类", "、".join(entry.kinds), "、".join(heir.kinds)),
            ("数额", "；".join(map(amount_words, entry.amounts)), "；".join(map(amount_words, heir.amounts))),
        )
        if before != after
    )
    place = (
        (("依据", place_words(entry), place_words(heir)),) if place_words(entry) != place_words(heir) else ()
    )
    if differences:
        return _one("changed", heir, entry.id, heir.id, (*differences, *place))
    if folded(entry.bases[0].text) != folded(heir.bases[0].text):
        return _one("reworded", heir, entry.id, heir.id, place)
    return _one("moved", heir, entry.id, heir.id, place) if place else None


def _resting(
    law: Law, row: Aligned, entries: Iterable[Entry], own: Mapping[str, Sequence[Entry]]
) -> Iterator[EntryChange]:
    """The entries of other articles that also rest on an article of the row (行为规范)."""
    articles = {law.articles[i].number for i in row.old}
    here = {entry.id for number in articles for entry in own.get(number, ())}
    for entry in entries:
        if entry.id not in here and any(
            basis.law_id == law.id and basis.article in articles for basis in entry.bases[1:]
        ):
            yield _one("basis", entry, entry.id, "", (("自身依据", place_words(entry), ""),))


def _one(
    change: str, entry: Entry, old: str, new: str, differences: tuple[tuple[str, str, str], ...] = ()
) -> EntryChange:
    kind = "其他行政权力" if entry.type is PowerType.OTHER else str(entry.type)
    return EntryChange(change, kind, entry.name, entry.agency or entry.agency_written, differences, old, new)


def place_words(entry: Entry) -> str:
    """The number of an entry's own clause."""
    basis = entry.bases[0]
    paragraph = f"第{to_chinese(basis.paragraph)}款" if basis.paragraph else ""
    return basis.article + paragraph + (f"第（{basis.item}）项" if basis.item else "")


def amount_words(amount: Amount) -> str:
    """A fine in few words: 单位 1万元以上5万元以下."""
    low, high = _money(amount.min, amount.unit), _money(amount.max, amount.unit)
    if amount.min == amount.max and low:
        span = low
    else:
        span = (f"{low}以上" if low else "") + (f"{high}以下" if high else "")
    per = f"每{amount.per}" if amount.per else ""
    return f"{amount.party or ''}{amount.base or ''}{per}{span}"


def _money(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    if unit == "元" and value >= 10000:
        return f"{(value / 10000).normalize():f}万元"
    return f"{value.normalize():f}{unit}"
