"""Which texts among the handed-in laws are editions of one law, and the 新旧对照表 of two of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lezr_extract.compare.amending import is_amending
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.diff import DOCUMENT, PAGE, diff, write_side_by_side
from lezr_extract.pipeline.deciding.days import time_in_china
from lezr_extract.pipeline.deciding.intake import LAWS, Intake
from lezr_extract.store import Store
from lezr_extract.store.provisions import FileLaw
from lezr_extract.structure.resolve import title_key

_TITLES = re.compile("《([^《》]+)》")
FORMS = {"docx": DOCUMENT, "html": PAGE}


@dataclass(frozen=True, slots=True)
class TwoEditions:
    """Two texts to set side by side.

    Attributes:
        title: of the law.
        old, new: their files; what stands in a page's address is only the number of the pair among all.
        old_words, new_words: what tells each, in Chinese.
    """

    title: str
    old: Path
    new: Path
    old_words: str
    new_words: str

    @property
    def key(self) -> str:
        """What names the pair on a page: the names of both files, which lead nowhere by themselves."""
        return f"{self.old.name}|{self.new.name}"


def editions(intake: Intake, database: Path) -> tuple[TwoEditions, ...]:
    """All pairs among the handed-in laws: a file and the one that it replaced, two dates, a law and its amendment."""
    with Store.read(database) as store:
        laws = store.laws_under(str(intake.folder / LAWS))
    return (*_replaced(intake, laws), *_of_two_dates(laws), *_amended(laws))


def write_editions(pair: TwoEditions, form: str, folder: Path) -> Path:
    """Writes the 新旧对照表 of a pair into ``folder``; gives the file of ``form`` (docx or html).

    Raises:
        CannotRunError: one of the two is no law, or holds several.
    """
    if form not in FORMS:
        raise CannotRunError(f"没有这种格式：{form}；可用 {'、'.join(FORMS)}")
    try:
        write_side_by_side(diff(str(pair.old), str(pair.new)), folder)
    except CannotRunError as error:
        words = str(error).replace(str(pair.old), pair.old_words).replace(str(pair.new), pair.new_words)
        raise CannotRunError(words) from error
    return folder / FORMS[form]


def _replaced(intake: Intake, laws: Sequence[FileLaw]) -> Iterator[TwoEditions]:
    by_name = {Path(law.file).name: law for law in laws}
    for old in intake.old_files():
        if (law := by_name.get(old.name)) is not None:
            until = f"{time_in_china(old.until)} 以前交来的文本"
            yield TwoEditions(law.title, old.path, Path(law.file), until, _dated(law))


def _of_two_dates(laws: Sequence[FileLaw]) -> Iterator[TwoEditions]:
    by_title: dict[tuple[str, str], list[FileLaw]] = {}
    for law in laws:
        by_title.setdefault((title_key(law.title), law.territory), []).append(law)
    for same in by_title.values():
        ordered = sorted(same, key=lambda law: law.version)
        for old, new in pairwise(ordered):
            if old.version != new.version:
                yield TwoEditions(new.title, Path(old.file), Path(new.file), _dated(old), _dated(new))


def _amended(laws: Sequence[FileLaw]) -> Iterator[TwoEditions]:
    decisions = [law for law in laws if is_amending(law.title)]
    for decision in decisions:
        named = {title_key(title) for title in _TITLES.findall(decision.title)}
        for law in laws:
            if law not in decisions and title_key(law.title) in named:
                yield TwoEditions(law.title, Path(law.file), Path(decision.file), _dated(law), decision.title)


def _dated(law: FileLaw) -> str:
    return f"{law.version or '日期不明'}的文本（{Path(law.file).name}）"
