"""An office's present power list (权责清单) as it stands in its workbook, and what checking says of it."""

from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.power import PowerType
from lezr_extract.records.problem import Problem


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet as its file holds it; nothing is filled in, no line break is lost.

    Attributes:
        name: of the sheet.
        rows: the words of the cells, row by row, from the first row of the sheet.
        merged: ``(first row, first column, last row, last column)`` of merged cells, counted from 0.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CitedBasis:
    """A legal basis (实施依据) as the list cites it: one article, with the words that it quotes.

    Attributes:
        rank: as the list says (法律, 法规, 规章 …), empty without.
        law: title as written, without 《》.
        edition: what the list says of its edition, in the brackets behind the title; empty without.
        article: canonical number; None where only a law is cited.
        paragraphs: the 款 cited, from 1; empty for the whole article.
        items: numerals of the 项 cited.
        words: the citation as written (第七十六条第（三）项).
        quotation: the quoted words, empty where the list quotes none.
        row: of the sheet, from 1, in which it stands.
    """

    rank: str
    law: str
    edition: str
    article: str | None
    paragraphs: tuple[int, ...]
    items: tuple[str, ...]
    words: str
    quotation: str
    row: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """Who exercises an entry's power at one level: a row of the entry.

    Attributes:
        row: of the sheet, from 1.
        holder: 行使主体 as written.
        department: 承办机构 as written.
        level: 实施层级 as written.
    """

    row: int
    holder: str
    department: str
    level: str


@dataclass(frozen=True, slots=True)
class PresentEntry:
    """An entry (事项, or 子项 where a matter has several) of a present list.

    Attributes:
        file: of the list, as it was given.
        sheet: its name.
        row, last_row: of the sheet, from 1, both inclusive.
        number: 序号 of the matter as written; a sub-matter carries that of its matter.
        name: of the matter (事项名称).
        sub: of the sub-matter (子项名称), empty without.
        type_written: 权力类型 as written, line breaks taken out.
        type: the national type that this names; None where it names none.
        exercises: who exercises it, at least one row.
        bases: in the order of the list.
        cells: ``(heading, words)`` of all further cells with words.
        first_of_matter: whether it is the first (or only) entry of its matter, so that matters can be counted.
    """

    file: str
    sheet: str
    row: int
    last_row: int
    number: str
    name: str
    sub: str
    type_written: str
    type: PowerType | None
    exercises: tuple[Exercise, ...]
    bases: tuple[CitedBasis, ...]
    cells: tuple[tuple[str, str], ...] = ()
    first_of_matter: bool = True

    @property
    def holder(self) -> str:
        """行使主体 of its first row."""
        return self.exercises[0].holder

    @property
    def department(self) -> str:
        """承办机构 of its first row."""
        return self.exercises[0].department

    @property
    def full_name(self) -> str:
        """Matter and sub-matter, as one would say them."""
        return f"{self.name}：{self.sub}" if self.sub else self.name


@dataclass(frozen=True, slots=True)
class Announced:
    """What a list itself says of how many matters (项) it has.

    Attributes:
        count: number of matters.
        words: where it says so (行政处罚（254项）).
        row: of the sheet, from 1; None for the name of the sheet.
        found: how many matters were imported of those that it speaks of.
    """

    count: int
    words: str
    row: int | None
    found: int


@dataclass(frozen=True, slots=True)
class PresentSheet:
    """A sheet of a list.

    Attributes:
        name: of the sheet.
        entries: in order.
        matters: number of matters (项): sub-matters of one count once, a row numbered 2、3 counts twice.
        announced: what the sheet says of itself.
        rows: number of rows with words.
    """

    name: str
    entries: tuple[PresentEntry, ...]
    matters: int
    announced: tuple[Announced, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class PresentList:
    """An imported list.

    Attributes:
        file: as it was given.
        sheets: those that hold entries, in order.
        problems: every row that belongs to no entry, with its cause, and every doubt.
    """

    file: str
    sheets: tuple[PresentSheet, ...]
    problems: tuple[Problem, ...]

    @property
    def entries(self) -> tuple[PresentEntry, ...]:
        """Of all sheets, in order."""
        return tuple(entry for sheet in self.sheets for entry in sheet.entries)


class BasisStatus(StrEnum):
    """What became of a basis; one of these for every basis that a list cites."""

    CURRENT = "current"  # the cited provision stands, the quotation is its words
    AMENDED = "amended"  # the quotation is an older edition's words, the present ones differ
    MOVED = "moved"  # the same words stand under another number now
    REPEALED = "repealed"  # another law has ended the cited law
    NOT_FOUND = "not_found"  # the law, or the article in it, is not among the laws given
    MISQUOTED = "misquoted"  # the quotation is no held edition's words


@dataclass(frozen=True, slots=True)
class QuoteDifference:
    """A place where quotation and provision part.

    Attributes:
        quoted: the list's words there, empty where it leaves some out.
        law: the law's words there, empty where the list has some of its own.
        before: the last words that both share before it.
    """

    quoted: str
    law: str
    before: str


@dataclass(frozen=True, slots=True)
class Successor:
    """The provision of a law in force that takes the place of a cited one, by likeness of words.

    Attributes:
        law, version: of the law.
        article: canonical.
        text: its words.
        likeness: share of the shorter text's 3-character stretches that both have, from 0 to 1.
    """

    law: str
    version: str
    article: str
    text: str
    likeness: float


@dataclass(frozen=True, slots=True)
class CheckedBasis:
    """A basis and what became of it.

    Attributes:
        cited: as the list has it.
        status: see there.
        reason: why, as a short stable word: ``law_absent``, ``article_absent``, ``edition`` (the edition cited is
            not held), ``cut`` (words left out without a mark), ``typing``, ``paraphrase``, ``other_article`` …;
            empty where the status says all.
        evidence: in Chinese: what was compared with what, and what it showed.
        proposal: in Chinese: what the office might do; empty where nothing needs doing.
        law_id, law, version: the edition compared; empty where none is held.
        text: the words of the cited provision in the edition in force, empty where it has none.
        older: words of the older edition that the quotation has, empty without.
        differences: between quotation and ``text``, in order.
        likeness: of quotation and ``text``, from 0 to 1; 1 without a quotation.
        successor: of a repealed, moved or lost provision; None without a likely one.
    """

    cited: CitedBasis
    status: BasisStatus
    reason: str
    evidence: str
    proposal: str
    law_id: str = ""
    law: str = ""
    version: str = ""
    text: str = ""
    older: str = ""
    differences: tuple[QuoteDifference, ...] = ()
    likeness: float = 1.0
    successor: Successor | None = None


@dataclass(frozen=True, slots=True)
class EntryFault:
    """What is doubtful about an entry beside its bases.

    Attributes:
        code: ``type`` (C24), ``no_sanction`` (C25), ``holder``, ``old_name``, ``no_basis``, ``no_type`` ….
        level: 冲突, 疑似 or 提示.
        rule: the check's number (C24), empty without.
        words: in Chinese, with what it rests on.
    """

    code: str
    level: str
    rule: str
    words: str


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """An entry, its bases with their status, and its faults."""

    entry: PresentEntry
    bases: tuple[CheckedBasis, ...]
    faults: tuple[EntryFault, ...]


@dataclass(frozen=True, slots=True)
class MissingPower:
    """漏项: a power that a law gives to the department of a list and that no entry of it cites.

    Attributes:
        law, version, rank: of the law.
        article: that carries it; ``place`` with 款 and 项.
        type, name, holder: as an entry would be drafted.
        text: the clause.
        level: 疑似 for laws that the list cites and a holder that is known, else 提示.
        why: in Chinese.
        score: how sure the draft is, from 0 to 1.
    """

    law: str
    version: str
    rank: str
    article: str
    place: str
    type: PowerType
    name: str
    holder: str
    text: str
    level: str
    why: str
    score: float = 0.0
