"""The rows of a 新旧对照表: what stands in the cells, which words are marked, what is said beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lezr_extract.records import Aligned, Alignment, Article, Change, EntryChange, Law, Span
from lezr_extract.text.titles import in_marks

CHANGES = {
    Change.SAME: "未变",
    Change.MOVED: "条号变动",
    Change.AMENDED: "修改",
    Change.ADDED: "新增",
    Change.DELETED: "删去",
    Change.SPLIT: "分立",
    Change.MERGED: "合并",
}
_EFFECTS = {
    "added": "清单新增",
    "dropped": "清单删去",
    "changed": "清单要改",
    "moved": "清单依据条号要改",
    "reworded": "清单依据文字要改",
    "basis": "清单所依行为规范有变",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a cell: ``kind`` is empty, ``number``, ``deleted`` or ``inserted``."""

    words: str
    kind: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row.

    Attributes:
        change: `Change`, or empty for a row of headings.
        label: the change in Chinese.
        old, new: lines of either cell.
        notes: what is said in the third column.
    """

    change: str
    label: str
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A 新旧对照表.

    Attributes:
        title: of the law.
        old_head, new_head: headings of the columns, with the dates of the versions.
        about: sentences above the table.
        rows: in order.
        counts: changes in Chinese with their number.
    """

    title: str
    old_head: str
    new_head: str
    about: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    counts: tuple[tuple[str, int], ...]


def sheet_of(
    old: Law,
    new: Law,
    alignment: Alignment,
    effects: Sequence[Sequence[EntryChange]],
    *,
    decision: str = "",
    derived: bool = False,
    remarks: Mapping[str, str] | None = None,
    changed_only: bool = False,
) -> Sheet:
    """The table of two versions.

    Args:
        old: the older version.
        new: the newer one.
        alignment: of both.
        effects: for each row of the alignment what it does to the power list.
        decision: title of the decision, empty without.
        derived: the new text was made from the decision.
        remarks: by number of the new article what a reader should know.
        changed_only: rows of the same words are left out.
    """
    rows: list[SheetRow] = []
    above: tuple[str, ...] = ()
    for row, effect in zip(alignment.rows, effects, strict=True):
        if changed_only and row.change in (Change.SAME, Change.MOVED) and not effect:
            continue
        path = _path(old, new, row)
        if path != above:
            above = path
            heading = (Run("　".join(path), "number"),)
            rows.append(SheetRow("", "", (heading,), (heading,)))
        rows.append(_row(old, new, row, effect, remarks or {}))
    counts = tuple(
        (CHANGES[change], number)
        for change in Change
        if (number := sum(row.change is change for row in alignment.rows))
    )
    dates = "；".join(
        filter(
            None,
            (
                f"修改前：{old.version}" if old.version else "",
                f"修改后：{new.version}" if new.version else "",
            ),
        )
    )
    about = [dates] if dates else []
    if decision:
        about.append(
            f"依据：{in_marks(decision)}"
            + ("。修改后的文字由程序按决定得出，正式文本以公布的为准。" if derived else "")
        )
    if changed_only:
        about.append("只列有变化的条。")
    return Sheet(
        _titles(old, new), _head("修改前", old), _head("修改后", new), tuple(about), tuple(rows), counts
    )


def _head(words: str, law: Law) -> str:
    return f"{words}（{law.version}）" if law.version else words


def _titles(old: Law, new: Law) -> str:
    return old.title if old.title == new.title else f"{old.title}与{new.title}"


def _path(old: Law, new: Law, row: Aligned) -> tuple[str, ...]:
    article = new.articles[row.new[0]] if row.new else old.articles[row.old[0]]
    return tuple(heading.label for heading in article.path)


def _row(
    old: Law, new: Law, row: Aligned, effect: Sequence[EntryChange], remarks: Mapping[str, str]
) -> SheetRow:
    alone = {Change.ADDED: "inserted", Change.DELETED: "deleted"}.get(row.change, "")
    notes = [effect_words(one) for one in effect]
    notes += [remarks[number] for j in row.new if (number := new.articles[j].number) in remarks]
    if row.crossing:
        notes.insert(0, "位置有变动")
    return SheetRow(
        row.change.value,
        CHANGES[row.change],
        tuple(_lines(old, row.old, [one.old for one in row.words], "deleted", alone)),
        tuple(_lines(new, row.new, [one.new for one in row.words], "inserted", alone)),
        tuple(notes),
    )


def _lines(
    law: Law, articles: Sequence[int], marked: Sequence[Span], kind: str, whole: str
) -> Iterator[Line]:
    for i in articles:
        article = law.articles[i]
        spans = [article.text_span] if whole else [span for span in marked if span.end > span.start]
        yield from _article_lines(law, article, spans, whole or kind)


def _article_lines(law: Law, article: Article, marked: Sequence[Span], kind: str) -> Iterator[Line]:
    runs: list[Run] = [Run(f"{article.number}　", "number")]
    at = article.text_span.start
    for span in sorted(marked):
        start, end = max(span.start, at), min(span.end, article.text_span.end)
        if start >= end:
            continue
        runs += [Run(law.text[at:start]), Run(law.text[start:end], kind)]
        at = end
    runs.append(Run(law.text[at : article.text_span.end]))
    yield from _by_line(runs)


def _by_line(runs: Sequence[Run]) -> Iterator[Line]:
    """The runs cut at line breaks; lines without words are left out."""
    line: list[Run] = []
    for run in runs:
        first, *more = run.words.split("\n")
        line.append(Run(first, run.kind))
        for words in more:
            yield from _filled(line)
            line = [Run(words, run.kind)]
    yield from _filled(line)


def _filled(line: Sequence[Run]) -> Iterator[Line]:
    kept = tuple(run for run in line if run.words)
    if any(run.words.strip() for run in kept):
        yield kept


def effect_words(one: EntryChange) -> str:
    """What an entry of the list has to expect, in one phrase."""
    agency = f"（{one.agency}）" if one.agency else ""
    differences = "；".join(
        f"{what}：{before or '无'}→{after or '无'}"
        for what, before, after in one.differences
        if after or before
    )
    more = f"：{differences}" if differences and one.change != "basis" else ""
    return f"{_EFFECTS[one.change]}：{one.type}“{one.name}”{agency}{more}"
