"""The planted cases of ``corpora/planted``: laws that we wrote, and what comparing them must say or must not say."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.pipeline.comparing.compare import compare
from lezr_extract.pipeline.comparing.compared import compared_laws
from lezr_extract.pipeline.comparing.corpus import read_corpus
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.present.check import check
from lezr_extract.records import (
    Amount,
    CheckedEntry,
    ComparedArticle,
    ComparedLaw,
    Finding,
    Level,
    Problem,
    Related,
    Role,
    Side,
)

PLANTED = Path(__file__).parents[2] / "corpora" / "planted"
LEVELS = tuple(Level)[::-1]  # 提示, 疑似, 冲突
TODAY = "2025-12-31"


@dataclass(frozen=True)
class Folder:
    """One folder of cases, with its ``expected.toml``."""

    path: Path
    told: dict[str, Any]

    @property
    def name(self) -> str:
        """The folder's name, by which a test names its cases."""
        return self.path.name

    @property
    def laws(self) -> list[str]:
        """The titles (without ending) of its law files, in order."""
        return sorted(file.stem for file in self.path.glob("*.md"))

    def file(self, title: str) -> str:
        """The path of one of its laws."""
        return str(self.path / f"{title}.md")

    def rows(self, table: str) -> list[dict[str, Any]]:
        """The rows of one table, empty where it has none."""
        return list(self.told.get(table, ()))


@cache
def folders() -> tuple[Folder, ...]:
    """All folders, by path."""
    files = sorted(PLANTED.glob("*/*/expected.toml"))
    return tuple(Folder(file.parent, tomllib.loads(file.read_text("utf-8"))) for file in files)


@cache
def read_folder(path: Path) -> dict[str, ComparedLaw]:
    """The laws of a folder as comparing needs them, by the name of their file.

    示范 stands in every title to say that the law is made up; it is no field that an orchard and a lift have in common.
    """
    files = [str(file) for file in sorted(path.glob("*.md"))]
    found = list(compared_laws(files, Options(workers=1)))
    lost = [one for one in found if isinstance(one, Problem)]
    assert not lost, lost
    laws = [one for one in found if isinstance(one, ComparedLaw)]
    return {Path(one.file).stem: replace(one, field=one.field.replace("示范", "")) for one in laws}


def place(words: str) -> tuple[str, str]:
    """File and article of ``浙江省示范古井保护条例 第七条``."""
    file, _, article = words.rpartition(" ")
    return file, article


def article_of(path: Path, words: str) -> ComparedArticle | None:
    """The article that a case names; None where the law or the article is not there."""
    file, number = place(words)
    law = read_folder(path).get(file)
    if law is None:
        return None
    return next((article for article in law.articles if article.number == number), None)


@cache
def checked_list(folder: Path, name: str) -> tuple[CheckedEntry, ...]:
    """The entries of the folder's list, checked against its laws."""
    laws = [str(file) for file in sorted(folder.glob("*.md"))]
    done = check([str(folder / name)], laws, Options(workers=1))
    return tuple(entry for one in done.lists for entry in one.entries)


@cache
def findings(path: Path) -> tuple[Finding, ...]:
    """All that comparing the laws of a folder with each other says."""
    files = [str(file) for file in sorted(path.glob("*.md"))]
    corpus = read_corpus(files, options=Options(workers=1), today=TODAY)
    done = compare(corpus, Options(workers=1))
    found = tuple(done.findings)
    assert not done.problems, done.problems
    return found


@cache
def relater() -> Relater:
    """One for all, which keeps what it has read."""
    return Relater()


def related(path: Path, case: Mapping[str, Any]) -> Related:
    """How the two articles of a case relate."""
    laws = read_folder(path)
    sides = []
    for side in ("a", "b"):
        file, number = place(case[side])
        numbers = [article.number for article in laws[file].articles]
        sides.append((laws[file], numbers.index(number)))
    (a, i), (b, j) = sides
    return relater().relate(a, i, b, j)


def about(found: Finding, case: Mapping[str, Any]) -> bool:
    """Whether a finding speaks of the articles of a case; of two laws of one rank either may be called a."""
    wanted = {place(case[side]) for side in ("a", "b") if side in case}
    spoken = {where(side) for side in (found.a, found.b) if side is not None}
    if "a" not in case:
        return where(found.b) in wanted
    return spoken == wanted or (found.a is None and spoken == {place(case["b"])})


def where(side: Side) -> tuple[str, str]:
    """File and article of one side."""
    return Path(side.file).stem, side.article


def shown(found: Finding) -> str:
    """All words that a finding shows."""
    sides = [side.text for side in (found.a, found.b) if side is not None]
    guards = [guard.words for guard in found.guards]
    return "\n".join([*sides, found.explanation, *guards, *(one.detail for one in found.differences)])


def read_as(folder: Folder) -> str:
    """What the product reads in the laws of a folder: every power with its kinds, fines and conduct clause."""
    lines = []
    for file, law in sorted(read_folder(folder.path).items()):
        where = f"{law.rank.value}，{law.territory}，{law.effective or '日期不明'}起施行"
        lines.append(f"{file}（{where}）")
        for article in law.articles:
            for deed in article.deeds:
                if deed.type is not None and deed.role is Role.BASIS:
                    said = [deed.type.value, *deed.kinds, *map(_fine, deed.amounts)]
                    said += [f"违反{clause.words}" for clause in deed.conduct]
                    lines.append(f"  {article.number}  {'，'.join(said)}")
    return "\n".join(lines) + "\n"


def _fine(amount: Amount) -> str:
    ends = [str(end) for end in (amount.min, amount.max) if end is not None]
    of = "".join(
        filter(None, (amount.base, amount.party and f"（{amount.party}）", amount.per and f"每{amount.per}"))
    )
    return "至".join(dict.fromkeys(ends)) + amount.unit + of


if (
    __name__ == "__main__"
):  # after a change of the laws: writes anew what is read in them, to be looked through
    for one in folders():
        (one.path / "读作.txt").write_text(read_as(one), "utf-8")
