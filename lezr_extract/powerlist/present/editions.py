"""The laws against which a list is checked: all held editions of those that it cites, by title."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lezr_extract.powerlist.present.quotation import likeness
from lezr_extract.records import Law, Paragraph, Status
from lezr_extract.vocabulary.territories import starts_with_territory

_NATIONAL = "全国"
_NEAR = 0.84  # share of the characters of two titles in common from which one is asked about
_FURTHEST = 6
_LIKELY = 0.35
"""Likeness from which a provision is named as the successor of another one."""


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """An article as checking needs it.

    Attributes:
        number: canonical.
        text: its words.
        paragraphs: the words of its 款, items included.
    """

    number: str
    text: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldLaw:
    """One edition of a law; picklable.

    Attributes:
        id, file, title, version, territory: as in `Law`.
        effective: ``YYYY-MM-DD``, empty when unknown.
        rank, status: the values alone.
        status_words: what the status rests on.
        articles: in order.
    """

    id: str
    file: str
    title: str
    version: str
    territory: str
    effective: str
    rank: str
    status: str
    status_words: str
    articles: tuple[HeldArticle, ...]

    def article(self, number: str) -> HeldArticle | None:
        """The article of this number; laws numbered 一、二、三 are cited as 第一条 too."""
        for wanted in (number, number.removeprefix("第").removesuffix("条")):
            for article in self.articles:
                if article.number == wanted:
                    return article
        return None

    @property
    def name(self) -> str:
        """Title and edition, as one would say them."""
        return f"《{self.title}》" + (f"（{self.version}版）" if self.version else "")


@dataclass(frozen=True, slots=True)
class EndedBy:
    """Who ended a law: title of the ending law, where it says so, from when, and its words."""

    title: str
    article: str
    day: str
    words: str


def held(law: Law) -> HeldLaw:
    """What checking needs of ``law``."""
    return HeldLaw(
        id=law.id,
        file=law.file,
        title=law.title,
        version=law.version,
        territory=law.territory,
        effective=law.effective.value if law.effective else "",
        rank=law.rank.value,
        status=law.status.value,
        status_words=law.status.words,
        articles=tuple(
            HeldArticle(article.number, article.text, tuple(map(_words, article.paragraphs)))
            for article in law.articles
        ),
    )


def _words(paragraph: Paragraph) -> str:
    items = (
        f"（{item.no}）{item.text}" + "".join(f"{s.no}.{s.text}" for s in item.items)
        for item in paragraph.items
    )
    return "\n".join((paragraph.text, *items, paragraph.tail)).strip()


class Library:
    """All held editions by title.

    Args:
        laws: the editions of the cited laws, and the laws that end one of them.
        ended: `HeldLaw.id` → who ended it.
        ended_absent: key of a title that is not held → who ended the law of that title.
        titles: of all laws that were read, to name a near one where a title is not found.
        key: what two spellings of a title share.
        day: on which the check is made, ``YYYY-MM-DD``.
    """

    def __init__(
        self,
        laws: Iterable[HeldLaw],
        *,
        ended: Mapping[str, EndedBy],
        ended_absent: Mapping[str, EndedBy],
        titles: Sequence[str],
        key: Callable[[str], str],
        day: str,
    ) -> None:
        self.day = day
        self._key = key
        self._ended = ended
        self._ended_absent = ended_absent
        self._by_key: dict[str, list[HeldLaw]] = {}
        for law in laws:
            for name in names(key(law.title)):
                self._by_key.setdefault(name, []).append(law)
        self._titles = {key(title): title for title in titles}
        self._successors: dict[tuple[str, str], tuple[HeldArticle, float] | None] = {}

    def editions(self, title: str) -> tuple[HeldLaw, ...]:
        """The held editions of the law with this title, the latest first; national ones where places differ."""
        found: list[HeldLaw] = []
        for name in names(self._key(title)):
            found = self._by_key.get(name, [])
            if found:
                break
        places = {law.territory for law in found}
        if len(places) > 1 and _NATIONAL in places:
            found = [law for law in found if law.territory == _NATIONAL]
        # Of two copies of one edition the fuller one: some sources break off.
        ordered = sorted(found, key=lambda law: (law.version, len(law.articles)), reverse=True)
        return tuple(ordered)

    def in_force(self, editions: Sequence[HeldLaw]) -> HeldLaw | None:
        """The latest edition in force on the day of the check; else the latest of all."""
        now = [law for law in editions if law.status != Status.NOT_YET.value and law.effective <= self.day]
        return next(iter(now or editions), None)

    def ended_by(self, law: HeldLaw) -> EndedBy | None:
        """Who ended ``law``."""
        return self._ended.get(law.id)

    def absent_ended_by(self, title: str) -> EndedBy | None:
        """Who ended the law with this title, which is not held itself."""
        return self._ended_absent.get(self._key(title))

    def near_title(self, title: str) -> str:
        """The title most like ``title`` among all laws read; empty where none is near."""
        key = self._key(title)
        pairs = {key[i : i + 2] for i in range(len(key) - 1)}
        best, best_title = _NEAR, ""
        for other, full in self._titles.items():
            if abs(len(other) - len(key)) > _FURTHEST:
                continue
            if starts_with_territory(full) and not starts_with_territory(title):
                continue  # 北京市…规定 is not the ministry's …规定
            if 2 * sum(other[i : i + 2] in pairs for i in range(len(other) - 1)) < len(pairs):
                continue
            ratio = SequenceMatcher(None, key, other, autojunk=False).ratio()
            if ratio > best:
                best, best_title = ratio, full
        return best_title

    def most_like(self, words: str, law: HeldLaw) -> tuple[HeldArticle, float] | None:
        """The article of ``law`` that is most like ``words``, with the likeness; None where none is likely."""
        at = (words, law.id)
        if at not in self._successors:
            scored = [
                (likeness(words, article.text), article) for article in law.articles if len(article.text) > 8
            ]
            best = max(scored, key=lambda pair: pair[0], default=None)
            self._successors[at] = (best[1], best[0]) if best and best[0] >= _LIKELY else None
        return self._successors[at]


def names(key: str) -> tuple[str, ...]:
    """The keys by which a title may be cited: itself, and without its issuer (国务院关于… → 关于…)."""
    issuer, about, rest = key.partition("关于")
    return (key, about + rest) if about and issuer else (key,)
