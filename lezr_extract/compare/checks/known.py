"""What is known of the laws that others cite: their editions with the articles, and which of them have ended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from lezr_extract.compare.checks.alarm import side
from lezr_extract.compare.checks.order import made
from lezr_extract.compare.checks.titles import plain_title
from lezr_extract.compare.checks.words import all_pairs
from lezr_extract.records import ComparedLaw, Side
from lezr_extract.vocabulary.territories import NATION, province_of, starts_with_territory

_NEAR = 0.85
# Laws of different fields share about 0.3 of their pairs of characters, of one field up to 0.5; a revision mostly
# keeps 0.75 and more.
_KEPT = 0.4
_TELLING = 10  # articles
_ABOUT = 4  # characters at the end of a title without its form
_FORMS = ("法典", "条例", "办法", "规定", "细则", "规则", "决定", "法")


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a law that is at hand.

    Attributes:
        title, territory: of the law.
        version: the day from which it is this text, ``YYYY-MM-DD`` or empty.
        effective: when it came into force, as far as it is known.
        articles: number → words.
        law_id, rank, file: of the law, empty where it is not at hand.
    """

    title: str
    territory: str
    version: str
    effective: str
    articles: Mapping[str, str]
    law_id: str = ""
    rank: str = ""
    file: str = ""

    @property
    def whole(self) -> bool:
        """Whether the text seems complete: its last article says when it comes into force."""
        return bool(self.articles) and "施行" in list(self.articles.values())[-1]

    def of_one_law(self, other: "Edition") -> bool:
        """Whether both can be texts of one law: they share words, or both say what the title says.

        A full revision may keep few of its law's words (0.3 of its pairs of characters), yet it speaks of what it is about. Short
        texts say too little to tell.
        """
        if min(len(self.articles), len(other.articles)) < _TELLING:
            return True
        texts = ["".join(edition.articles.values()) for edition in (self, other)]
        about = _stem(plain_title(self.title))[-_ABOUT:]
        if all(about in text for text in texts):
            return True
        one, two = map(all_pairs, texts)
        return len(one & two) >= _KEPT * min(len(one), len(two))


@dataclass(frozen=True, slots=True)
class Repealed:
    """A law that has ended.

    Attributes:
        title: of the law that ended.
        day: from when, ``YYYY-MM-DD``.
        by, article: the law that ended it and where it says so.
        words: the repeal clause.
        territory: of the law that ended it.
        clause: the repeal clause as a side of a finding, where the law in which it stands is at hand.
    """

    title: str
    day: str
    by: str
    article: str
    words: str
    territory: str
    clause: Side | None = None


class Known:
    """Titles, editions and repeals, looked up by title however it is written.

    Args:
        editions: of all laws at hand.
        repealed: the laws that have ended.
        today: ``YYYY-MM-DD``; what comes into force later counts not yet. Empty for the present day.
    """

    def __init__(
        self, editions: Iterable[Edition], repealed: Iterable[Repealed] = (), today: str = ""
    ) -> None:
        self.today = today or date.today().isoformat()
        self._editions: dict[str, list[Edition]] = {}
        self._repealed: dict[str, list[Repealed]] = {}
        self._titles: dict[str, set[str]] = {}
        for edition in editions:
            self._editions.setdefault(plain_title(edition.title), []).append(edition)
        for ended in repealed:
            self._repealed.setdefault(plain_title(ended.title), []).append(ended)
        for rows in self._editions.values():
            rows.sort(key=lambda edition: edition.version)
        for title in self._editions:
            for pair in all_pairs(title):
                self._titles.setdefault(pair, set()).add(title)

    @classmethod
    def of(cls, laws: Iterable[ComparedLaw], repealed: Iterable[Repealed] = (), today: str = "") -> "Known":
        """What the laws at hand tell: themselves, and what their own clauses say that they end."""
        held = tuple(laws)
        editions = (
            Edition(
                law.title,
                law.territory,
                made(law),
                law.effective,
                {one.number: one.text for one in law.articles},
                law.id,
                law.rank.value,
                law.file,
            )
            for law in held
        )
        return cls(editions, (*repealed, *(ended for law in held for ended in _ended_by(law))), today)

    def editions(self, title: str, territory: str = "") -> tuple[Edition, ...]:
        """The editions of a title that are law in a territory, oldest first."""
        return tuple(
            one for one in self._editions.get(plain_title(title), ()) if _meets(one.territory, territory)
        )

    def in_force(self, title: str, territory: str, day: str) -> Edition | None:
        """The newest edition of a title that was made by ``day``."""
        rows = [one for one in self.editions(title, territory) if one.version and one.version <= day]
        return rows[-1] if rows else None

    def newest(self, title: str, territory: str = "") -> Edition | None:
        """The newest edition in force today."""
        rows = [
            one for one in self.editions(title, territory) if (one.effective or one.version) <= self.today
        ]
        return rows[-1] if rows else None

    def part(self, edition: Edition, territory: str, number: str) -> Edition:
        """The file that has an article, of an edition kept as one file to each part (编); ``edition`` where none has."""
        if number in edition.articles:
            return edition
        parts = (one for one in self.editions(edition.title, territory) if one.version == edition.version)
        return next((one for one in parts if number in one.articles), edition)

    def repealed(self, title: str, territory: str = "") -> Repealed | None:
        """The repeal of a title that has taken effect and after which no text of that title came; None without."""
        for ended in sorted(self._repealed.get(plain_title(title), ()), key=lambda one: one.day):
            if not ended.day or ended.day > self.today or not _meets(ended.territory, territory):
                continue
            if plain_title(ended.by) == plain_title(title):
                continue
            # A version is the day of adoption: a text that was made before the repeal and came into force with it is new.
            again = any(
                (one.effective or one.version) >= ended.day for one in self.editions(title, territory)
            )
            if not again:
                return ended
        return None

    def holds(self, title: str) -> bool:
        """Whether the title is known at all, in force or ended."""
        plain = plain_title(title)
        return plain in self._editions or plain in self._repealed

    def near(self, title: str) -> str:
        """The known title that is most like an unknown one; empty where none is near.

        Titles of different places are never near. Of two forms (法 and 条例) all that stands before must agree.
        """
        plain = plain_title(title)
        counts: dict[str, int] = {}
        for pair in all_pairs(plain):
            for other in self._titles.get(pair, ()):
                counts[other] = counts.get(other, 0) + 1
        best, share = "", _NEAR
        for other, common in sorted(counts.items()):
            if common >= len(plain) // 2 and abs(len(other) - len(plain)) <= 3 and _one_place(plain, other):
                alike = SequenceMatcher(None, _stem(plain), _stem(other), autojunk=False).ratio()
                if alike >= share and (alike == 1 or plain[-2:] == other[-2:]):
                    best, share = other, alike
        return best


def _ended_by(law: ComparedLaw) -> Iterable[Repealed]:
    day = law.effective or made(law)
    for title in law.repeals:
        article = next((one for one in law.articles if "废止" in one.text and title in one.text), None)
        number = article.number if article else ""
        words = _sentence(article.text, title) if article else ""
        clause = replace(side(law), article=number, text=words)
        yield Repealed(title, day, law.title, number, words, law.territory, clause)


def _sentence(text: str, title: str) -> str:
    """The sentence of a repeal clause that names the title, cut to what a reader needs."""
    at = text.find(title)
    start = text.rfind("。", 0, at) + 1
    end = text.find("废止", at)
    words = text[start : end + 3 if end >= 0 else start + 200].strip()
    return (
        words
        if len(words) <= 160
        else f"…{text[max(start, at - 20) : at + len(title) + 20].strip()}…同时废止"
    )


def _meets(one: str, other: str) -> bool:
    if not one or not other or NATION in (one, other) or one == other:
        return True
    return one == province_of(other) or other == province_of(one)


def _one_place(one: str, other: str) -> bool:
    return one[:2] == other[:2] or not (starts_with_territory(one) or starts_with_territory(other))


def _stem(title: str) -> str:
    return next((title.removesuffix(form) for form in _FORMS if title.endswith(form)), title)
