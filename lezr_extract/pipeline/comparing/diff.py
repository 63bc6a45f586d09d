"""Two versions of a law, or a law and the decision that amends it: what changes, and what that does to the list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lezr_extract.compare.amending import (
    ARTICLE,
    Agreement,
    Applied,
    agree,
    apply,
    is_amending,
    read_decision,
    same_law,
)
from lezr_extract.compare.versions import align
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.diff_effect import effects, entries_of
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options, documents, law_of
from lezr_extract.pipeline.job.place import finished_together
from lezr_extract.powerlist.export.side_by_side import Sheet, sheet_of
from lezr_extract.powerlist.export.side_by_side_html import write_side_by_side_page
from lezr_extract.powerlist.export.side_by_side_word import write_side_by_side_document
from lezr_extract.read import sources
from lezr_extract.records import (
    Aligned,
    Alignment,
    AmendingDecision,
    Article,
    Change,
    DisagreementKind,
    Document,
    EntryChange,
    Law,
    Operation,
    OperationKind,
    Problem,
    Severity,
    Stage,
)
from lezr_extract.text.numerals import to_chinese
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.addresses import cited_all

PAGE, DOCUMENT = "新旧对照表.html", "新旧对照表.docx"
NAMES = (PAGE, DOCUMENT)
_A_NAME = 4  # characters; a shorter word may belong to the next (县级 + 以上)
_JOINED = re.compile(r"[、，；。：（）“”《》和及或与并以等的]")


@dataclass(frozen=True, slots=True)
class Diff:
    """What comparing came to.

    Attributes:
        old, new: both versions; ``new`` is made by the decision where no new version was given.
        alignment: of both.
        effects: for each row of the alignment what it does to the entries of the list.
        decision: the amending decision, None without one.
        agreement: whether decision and versions say the same; None without both.
        derived: ``new`` was made by applying the decision.
        problems: what was doubtful in reading, and every operation and disagreement to look at.
    """

    old: Law
    new: Law
    alignment: Alignment
    effects: tuple[tuple[EntryChange, ...], ...]
    decision: AmendingDecision | None
    agreement: Agreement | None
    derived: bool
    problems: tuple[Problem, ...]

    def counts(self) -> dict[Change, int]:
        """Rows by change, in the order of `Change`, without zeros."""
        rows = [row.change for row in self.alignment.rows]
        return {change: rows.count(change) for change in Change if change in rows}


def diff(old: str, new: str, decision: str | None = None, options: Options = DEFAULTS) -> Diff:
    """Compares two versions of a law.

    Args:
        old: path of the older version.
        new: path of the newer version, or of an amending decision: then the new text is what it makes of the old.
        decision: path of the decision that made ``new`` of ``old``; None without one.
        options: for the powers of both versions.

    Raises:
        CannotRunError: a path does not exist, holds no law or several, or a decision that does not amend the law.
    """
    before, problems = _law(old)
    after, more = _law(new)
    problems += more
    if decision is None and is_amending(after.title) and not is_amending(before.title):
        return _decided(before, after, problems, options)
    read = None
    if decision is not None:
        law, more = _law(decision)
        problems += more
        read = _for(before, read_decision(law))
    problems += tuple(_odd(before, after))
    alignment = align(before, after)
    agreement = agree(before, after, read, alignment) if read else None
    changed = effects(before, after, alignment, entries_of(before, options), entries_of(after, options))
    problems += (
        tuple(_disagreements(agreement, law.file if decision is not None else new)) if agreement else ()
    )
    return Diff(before, after, alignment, tuple(changed), read, agreement, False, problems)


def _decided(law: Law, decision: Law, problems: tuple[Problem, ...], options: Options) -> Diff:
    """What a decision does to the law; the new text is the one that it makes."""
    read = _for(law, read_decision(decision))
    if any(one.kind is OperationKind.REPEAL for one in read.operations):
        return _ended(law, read, problems, options)
    made = derived_law(law, read)
    alignment = align(law, made)
    changed = effects(law, made, alignment, entries_of(law, options), entries_of(made, options))
    failed = apply(law, read, law.title).failed
    doubts = tuple(
        Problem(
            Stage.STRUCTURE,
            Severity.DOUBT,
            decision.file,
            one.operation.entry,
            "not-applied",
            f"未能按决定修改：{one.reason}（{one.operation.words[:80]}）",
        )
        for one in failed
    )
    bare = tuple(
        Problem(Stage.STRUCTURE, Severity.NOTE, decision.file, one.entry, "bare-join", words)
        for one, words in _bare_joins(read)
    )
    return Diff(law, made, alignment, tuple(changed), read, None, True, problems + doubts + bare)


def _bare_joins(decision: AmendingDecision) -> Iterator[tuple[Operation, str]]:
    """Words that a decision puts beside others with no mark between: the text that is promulgated may well have a 、."""
    for one in decision.operations:
        old, new = one.old_words, one.new_words
        if one.kind is not OperationKind.WORDS or len(old) < _A_NAME or old == new:
            continue
        behind = new.startswith(old)
        added = new.removeprefix(old) if behind else new.removesuffix(old)
        joint = old[-1] + added[:1] if behind else added[-1:] + old[0]
        if added != new and len(added) >= _A_NAME and not _JOINED.search(joint):
            place = "后" if behind else "前"
            yield (
                one,
                f"决定在“{old}”{place}增加“{added}”，没有写两者之间的标点；这里照决定连写，请与公布的文本核对",
            )


def _remarks(found: Diff) -> dict[str, str]:
    """By number of the new article what a reader of a text made from a decision should know."""
    if not found.derived or found.decision is None:
        return {}
    told: dict[str, str] = {}
    for operation, words in _bare_joins(found.decision):
        places = {one.article for one in operation.at}
        for row in found.alignment.rows:
            if any(found.old.articles[i].number in places for i in row.old):
                told.update((found.new.articles[j].number, words) for j in row.new)
    return told


def _ended(law: Law, read: AmendingDecision, problems: tuple[Problem, ...], options: Options) -> Diff:
    """A law that a decision ends: every article goes, and every entry that rests on it."""
    rows = tuple(Aligned(Change.DELETED, (i,), (), likeness=0.0) for i in range(len(law.articles)))
    alignment = Alignment(rows)
    changed = effects(law, law, alignment, entries_of(law, options), ())
    return Diff(law, law, alignment, tuple(changed), read, None, True, problems)


def derived_law(law: Law, decision: AmendingDecision) -> Law:
    """The law as ``decision`` makes it, built anew from its words.

    Raises:
        CannotRunError: the decision leaves no article.
    """
    # Where the decision itself words the new numbers of cited articles, it words all of them.
    words_them = any(
        re.search(ARTICLE, one.new_words) for one in decision.operations if one.kind is OperationKind.WORDS
    )
    made = apply(law, decision, law.title, follow=not words_them)
    text = "\n".join(_with_headings(law, made, decision))
    built, _ = law_of(
        Document(law.file, "text", law.sha256, text, facts={"title": law.title, "version": decision.version})
    )
    if built is None:
        raise CannotRunError(f"按决定修改后没有条文：{law.file}；请核对决定和旧文本是不是同一部法规")
    return built


def _with_headings(law: Law, made: Applied, decision: AmendingDecision) -> Iterator[str]:
    """The lines of the new text: headings of the old one, with what the decision adds, renumbered in their order."""
    added = {
        to.article: one
        for one in decision.operations
        if one.kind is OperationKind.HEADING and one.to and one.text
        for to in one.to[1:]
    }
    renumbers = bool(added)
    numbers: dict[str, int] = {}
    above: tuple[str, ...] = ()
    yield law.title
    for article in made.articles:
        path = above
        if article.number in added:
            one = added[article.number]
            path = (f"{one.to[0].heading}　{one.text}",)
        elif article.old is not None:
            path = tuple(heading.label for heading in law.articles[article.old].path)
        for n, label in enumerate(path):
            if above[: n + 1] != path[: n + 1]:
                yield _numbered(label, numbers) if renumbers else label
        above = path
        yield f"{article.number}　{article.words}"


def _numbered(label: str, numbers: dict[str, int]) -> str:
    """The heading with the number that it has after others went in; 节 count anew in each 章."""
    match = re.match(r"第[一二三四五六七八九十百]+(分?编|章|节)", label)
    if match is None:
        return label
    kind = match[1]
    numbers[kind] = numbers.get(kind, 0) + 1
    if kind == "章":
        numbers["节"] = 0
    return f"第{to_chinese(numbers[kind])}{kind}{label[match.end() :]}"


def _for(law: Law, decision: AmendingDecision) -> AmendingDecision:
    """The decision with what it does to ``law``.

    Raises:
        CannotRunError: it does nothing to it.
    """
    about = [one for one in decision.operations if same_law(one.law, law.title)]
    if not about:
        named = (
            "、".join(dict.fromkeys(in_marks(one.law) for one in decision.operations if one.law))
            or "别的法规"
        )
        raise CannotRunError(
            f"{in_marks(decision.title)}没有修改{in_marks(law.title)}，它修改的是{named}；请给出修改它的决定"
        )
    return AmendingDecision(
        decision.law_id, decision.title, decision.version, decision.in_force, tuple(about), decision.reorders
    )


def _law(path: str) -> tuple[Law, tuple[Problem, ...]]:
    laws: list[Law] = []
    problems: list[Problem] = []
    for source in sources([path]):
        for found in documents(source):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            law, doubts = law_of(found)
            problems += doubts
            laws += [law] if law else []
            if len(laws) > 1:
                raise CannotRunError(f"里面不止一部法规：{path}；请分别给出旧版本和新版本各一个文件")
    if not laws:
        why = f"（{problems[0].cause}）" if problems else ""
        raise CannotRunError(f"没有读出法规：{path}{why}；请给出法规的文件")
    return laws[0], tuple(problems)


def _odd(old: Law, new: Law) -> Iterator[Problem]:
    """What speaks for a slip in what was given: the older version is the newer one."""
    if "" < new.version < old.version:
        cause = f"旧版本的日期{old.version}比新版本的{new.version}晚；请确认没有把两个文件写反"
        yield Problem(Stage.STRUCTURE, Severity.DOUBT, new.file, "", "order", cause)


def _disagreements(agreement: Agreement, file: str) -> Iterator[Problem]:
    for one in agreement.disagreements:
        code = "not-applied" if one.kind is DisagreementKind.NOT_APPLIED else "disagreement"
        yield Problem(
            Stage.STRUCTURE, Severity.DOUBT, file, one.article, code, f"决定与两个文本不一致：{one.detail}"
        )


# Lines


def lines(found: Diff) -> Iterator[dict[str, Any]]:
    """A JSON object for each row, then one for each operation that belongs to no article and each disagreement."""
    used: set[int] = set()
    for row, effect in zip(found.alignment.rows, found.effects, strict=True):
        told = _operations(found, row)
        used |= {n for n, _ in told}
        yield _row_line(found, row, effect, [one for _, one in told])
    for n, operation in enumerate(found.decision.operations if found.decision else ()):
        if n not in used:
            yield _empty("decision") | {"operations": [operation_line(operation)]}
    for one in found.agreement.disagreements if found.agreement else ():
        yield _empty("disagreement") | {
            "kind": one.kind,
            "article": one.article,
            "detail": one.detail,
            "decision": one.decision,
            "versions": one.versions,
        }


def _empty(change: str) -> dict[str, Any]:
    return {"change": change, "old": [], "new": [], "effect": []}


def _row_line(
    found: Diff, row: Aligned, effect: Sequence[EntryChange], operations: Sequence[Operation]
) -> dict[str, Any]:
    old, new = found.old, found.new
    return {
        "change": row.change,
        "old": [_article(old.articles[i]) for i in row.old],
        "new": [_article(new.articles[j]) for j in row.new],
        "effect": [_effect(one) for one in effect],
        "likeness": round(row.likeness, 3),
        "crossing": row.crossing,
        "words": [
            {
                "old": one.old,
                "new": one.new,
                "deleted": one.old.of(old.text),
                "inserted": one.new.of(new.text),
            }
            for one in row.words
        ],
        "parts": [
            {
                "change": part.change,
                "old": cited_all((part.old,)) if part.old else None,
                "new": cited_all((part.new,)) if part.new else None,
            }
            for part in row.parts
        ],
        "carried": [
            {"part": cited_all((one.old_part,)), "to": new.articles[one.new].number}
            for one in found.alignment.carried
            if one.old in row.old
        ],
        "operations": [operation_line(one) for one in operations],
    }


def _article(article: Article) -> dict[str, Any]:
    return {"article": article.number, "text": article.text, "span": article.span}


def _effect(one: EntryChange) -> dict[str, Any]:
    return {
        "change": one.change,
        "type": one.type,
        "name": one.name,
        "agency": one.agency,
        "differences": [
            {"what": what, "before": before, "after": after} for what, before, after in one.differences
        ],
        "old_entry": one.old_id or None,
        "new_entry": one.new_id or None,
    }


def operation_line(one: Operation) -> dict[str, Any]:
    """An operation as JSON has it."""
    return {
        "entry": one.entry,
        "kind": one.kind,
        "law": one.law,
        "at": cited_all(one.at),
        "to": cited_all(one.to),
        "old_words": one.old_words,
        "new_words": one.new_words,
        "text": one.text,
        "span": one.span,
        "words": one.words,
    }


def _operations(found: Diff, row: Aligned) -> list[tuple[int, Operation]]:
    """The operations that speak of an article of the row, with their place in the decision."""
    if found.decision is None:
        return []
    olds = {found.old.articles[i].number for i in row.old}
    news = {found.new.articles[j].number for j in row.new}
    told = []
    for n, one in enumerate(found.decision.operations):
        if one.kind is OperationKind.HEADING or one.kind is OperationKind.UNREAD:
            continue
        new_article = one.kind is OperationKind.INSERT and all(
            not to.paragraph and not to.item for to in one.to
        )
        here = {to.article for to in one.to} & news
        if here or (not new_article and {at.article for at in one.at} & olds):
            told.append((n, one))
    return told


# The side-by-side table


def sheet(found: Diff, *, changed_only: bool = False) -> Sheet:
    """The 新旧对照表 of what was compared."""
    remarks = dict(found.agreement.remarks) if found.agreement else _remarks(found)
    return sheet_of(
        found.old,
        found.new,
        found.alignment,
        found.effects,
        decision=found.decision.title if found.decision else "",
        derived=found.derived,
        remarks=remarks,
        changed_only=changed_only,
    )


def write_side_by_side(found: Diff, out: Path, *, changed_only: bool = False) -> None:
    """Writes 新旧对照表.html and 新旧对照表.docx into ``out``.

    Raises:
        CannotRunError: the folder cannot be written, or the disk is full.
    """
    made = sheet(found, changed_only=changed_only)
    with finished_together(out, NAMES) as places:
        write_side_by_side_page(made, places[PAGE])
        write_side_by_side_document(made, places[DOCUMENT])
