"""How named pairs of articles relate (`lezr relate`): each named file is read once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lezr_extract.compare import checks
from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.compared import compared_sources
from lezr_extract.pipeline.job.one_source import DEFAULTS, STAGE_FAILURES, Options
from lezr_extract.read import Source, sources
from lezr_extract.records import (
    ComparedArticle,
    ComparedLaw,
    Level,
    Problem,
    Related,
    Relation,
    Severity,
    Stage,
)
from lezr_extract.text.numerals import to_chinese, to_int
from lezr_extract.text.titles import in_marks

_NATIONAL = "national"
_TURNED = "所给的次序是下位法在前，这里以上位法为甲、下位法为乙。"


@dataclass(frozen=True, slots=True)
class Named:
    """An article as a line names it.

    Attributes:
        file: as written; ``article``: as written; ``title``: of the law, where the line gives it.
    """

    file: str
    article: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the input: ``number`` from 1, its ``id`` as written, and the two articles."""

    number: int
    id: Any
    a: Named
    b: Named


@dataclass(frozen=True, slots=True)
class Place:
    """An article that was found: its law and its index there."""

    law: ComparedLaw
    index: int

    @property
    def article(self) -> ComparedArticle:
        """The article."""
        return self.law.articles[self.index]


@dataclass(frozen=True, slots=True)
class PairRelated:
    """A pair with what was found.

    Attributes:
        pair: as the line names it.
        a: the article of the higher law, whichever the line names first; the first named where none is higher.
        b: the other one.
        related: how ``b`` relates to ``a``.
    """

    pair: Pair
    a: Place
    b: Place
    related: Related


def relate(
    lines: Path, corpora: Path | None = None, options: Options = DEFAULTS
) -> Iterator[PairRelated | Problem]:
    """How the pairs of a file relate, in the order of its lines; a line that cannot be answered gives a problem.

    Args:
        lines: JSON lines ``{id, a: {file, article}, b: {file, article}}``.
        corpora: the folder to which ``file`` is relative, and out of which no line may lead; None for the
            current folder.
        options: workers, office, rules only.

    Raises:
        CannotRunError: ``lines`` cannot be read, or ``corpora`` is no folder.
    """
    relater = Relater()
    for one in placed(list(read_pairs(lines)), corpora, options):
        if isinstance(one, Problem):
            yield one
        else:
            yield _related(relater, *one)


def _related(relater: Relater, pair: Pair, a: Place, b: Place) -> PairRelated | Problem:
    try:
        turned = checks.order(a.law, b.law) is checks.Order.LOWER
        if turned:
            a, b = b, a
        related = relater.relate(a.law, a.index, b.law, b.index, whole=2)
        if turned:
            related = replace(related, why=_TURNED + related.why)
        return PairRelated(pair, a, b, lowered_by_guards(a, b, related))
    except STAGE_FAILURES as error:
        cause = f"比较时程序出错（{type(error).__name__}: {error}），这一对没有比较；请把两份文件报告给开发者"
        return _problem(pair, pair.b, "stage-failed", cause)


def lowered_by_guards(a: Place, b: Place, related: Related) -> Related:
    """How two articles relate, a conflict at no higher level than the guards leave; the reason tells what lowers it.

    Args:
        a: an article; where one of the laws is higher, the article of that one.
        b: the other article.
        related: how they relate by themselves.
    """
    if related.relation is not Relation.CONFLICT or related.level == Level.NOTICE:
        return related
    pair = checks.Pair(a.law, a.index, b.law, b.index, related)
    level, guards = checks.departure_of_relation(pair, Level(related.level), Level.CONFLICT)
    if level == related.level:
        return related
    found = "；".join(guard.words for guard in guards if not guard.passed)
    return replace(related, level=level.value, why=f"{related.why}定为“{level}”：{found}。")


def line(found: PairRelated) -> dict[str, Any]:
    """What was found as ``lezr relate --jsonl`` prints it and labels are compared with."""
    related = found.related
    return {
        "id": found.pair.id,
        "relation": related.relation.value,
        "same_act": related.same_act,
        "same_agency": related.same_agency,
        "conflicts": [{"kind": one.kind.value, "detail": one.detail} for one in related.conflicts],
        "level": related.level,
        "why": related.why,
    }


def placed(
    rows: Sequence[Pair | Problem], corpora: Path | None = None, options: Options = DEFAULTS
) -> Iterator[tuple[Pair, Place, Place] | Problem]:
    """The articles that pairs name, in the order of the rows; each named file is read once.

    Raises:
        CannotRunError: ``corpora`` is no folder.
    """
    if corpora is not None and not corpora.is_dir():
        raise CannotRunError(f"找不到文件夹“{corpora}”：--corpora 要给出存在的文件夹")
    wanted = dict.fromkeys(side.file for row in rows if isinstance(row, Pair) for side in (row.a, row.b))
    library = _Library(wanted, corpora, options)
    yield from library.problems
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        a, b = library.place(row.a, row), library.place(row.b, row)
        yield from (place for place in (a, b) if isinstance(place, Problem))
        if isinstance(a, Place) and isinstance(b, Place):
            yield row, a, b


class _Library:
    """The laws that the lines name."""

    def __init__(self, wanted: Mapping[str, None], corpora: Path | None, options: Options) -> None:
        self.laws: dict[str, list[ComparedLaw]] = {}
        self.problems: list[Problem] = []
        self.absent: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        found: list[Source | Problem] = []
        for file in wanted:
            path = self._path(file, corpora)
            if path is None:
                continue
            try:
                found += list(sources([path]))
            except CannotRunError as error:
                self.absent[file] = str(error)
            else:
                self._shown[file] = path
        for one in compared_sources(_once(found), options):
            if isinstance(one, Problem):
                self.problems += [one] if one.severity is Severity.LOST else []
            else:
                self.laws.setdefault(one.file, []).append(one)

    def place(self, named: Named, pair: Pair) -> Place | Problem:
        """The article that a line names, or why it is not there."""
        if named.file in self.absent:
            return _problem(pair, named, "no-such-file", self.absent[named.file])
        shown = self._shown[named.file]
        laws = self.laws.get(shown) or [
            law for file, some in self.laws.items() if file.startswith(shown + "#") for law in some
        ]
        if member := named.file.partition("#")[2]:
            laws = [law for law in laws if law.file.partition("#")[2] == member] or laws
        if named.title and len(laws) > 1:
            laws = [law for law in laws if named.title in (law.title, law.short_title)] or laws
        if not laws:
            return _problem(pair, named, "no-law", "这份文件没有读出法规，无法比对")
        number = _canonical(named.article)
        for law in laws:
            for index, article in enumerate(law.articles):
                if article.number == number:
                    return Place(law, index)
        return _problem(pair, named, "no-such-article", f"{in_marks(laws[0].title)}没有“{named.article}”")

    def _path(self, file: str, corpora: Path | None) -> str | None:
        """The path to open; None, with the reason kept, where a line leads nowhere or out of the folder."""
        if file == _NATIONAL or file.startswith(_NATIONAL + "#"):
            return _NATIONAL
        plain = file if corpora is None else str(corpora / file)
        with suppress(OSError, ValueError):
            if corpora is not None and not Path(plain).resolve().is_relative_to(corpora.resolve()):
                self.absent[file] = "文件不在 --corpora 给出的文件夹里"
                return None
            if not Path(plain).exists() and "#" in file:
                plain = plain.partition("#")[0]
            if Path(plain).is_dir():
                self.absent[file] = "这是文件夹，要给出一份法规文件"
                return None
        return plain


def _once(found: Sequence[Source | Problem]) -> list[Source | Problem]:
    seen: dict[tuple[object, ...], Source | Problem] = {}
    for one in found:
        key = (one.path, one.members) if isinstance(one, Source) else (one.file, one.code)
        seen.setdefault(key, one)
    return list(seen.values())


def read_pairs(lines: Path) -> Iterator[Pair | Problem]:
    """The lines of a file of pairs; a line that is none becomes a problem.

    Raises:
        CannotRunError: the file cannot be read.
    """
    try:
        rows = lines.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise CannotRunError(f"读不了“{lines}”（{error}）：要给出 UTF-8 的文件，每行一个 JSON") from error
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        try:
            pair = _pair(number, json.loads(row))
        except (ValueError, RecursionError):
            pair = None
        yield pair or Problem(
            Stage.COMPARE,
            Severity.LOST,
            str(lines),
            f"第{number}行",
            "bad-line",
            "不是 {id, a:{file, article}, b:{file, article}} 这样的一行 JSON",
        )


def _pair(number: int, row: object) -> Pair | None:
    if not isinstance(row, dict):
        return None
    a, b = _named(row.get("a")), _named(row.get("b"))
    return Pair(number, row.get("id", number), a, b) if a and b else None


def _named(side: object) -> Named | None:
    if not isinstance(side, dict):
        return None
    file, article, title = side.get("file"), side.get("article"), side.get("title", "")
    if not isinstance(file, str) or not isinstance(article, str) or not file or not article:
        return None
    return Named(file, article, title if isinstance(title, str) else "")


def _canonical(article: str) -> str:
    """``第三十条`` for 第30条 and 30; what is no number stays as it is."""
    words = article.strip()
    head, mark, tail = words.removeprefix("第").partition("条")
    number = to_int(head)
    if number is None or not 0 < number < 10_000 or (not mark and not words.isdigit() and "第" not in words):
        return words
    return f"第{to_chinese(number)}条{tail}"


def _problem(pair: Pair, named: Named, code: str, cause: str) -> Problem:
    place = f"第{pair.number}行（{pair.id}）{named.article}"
    return Problem(Stage.COMPARE, Severity.LOST, named.file, place, code, cause)
