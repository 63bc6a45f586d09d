"""One article of a law against the rules on who may set what, with the provisions of higher law that match it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lezr_extract.compare.checks.alarm import Outcome, Test, cleared, lowered, stands, untested
from lezr_extract.compare.checks.order import made
from lezr_extract.compare.checks.titles import plain_title
from lezr_extract.compare.checks.words import likeness, matter
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed, Related
from lezr_extract.vocabulary.checks import Cap

Matched = Sequence[tuple[ComparedLaw, int, Related]]
"""Provisions of higher law that match an article: the law, the index of its article, and how they relate."""

_BASIS = re.compile(r"(?:根据|依据|依照|按照|实施|执行|贯彻)[^。]{0,400}?(?:制定|结合|规定如下|特)")
_TITLE = re.compile(r"《([^《》]*(?:[〈＜<][^〉＞>]*[〉＞>])?[^《》]*)》")


class Setting:
    """A law with what of higher law is at hand; built once for all its articles.

    Args:
        law: the law under review.
        higher: the matching provisions of higher law by article of ``law``. An article that is absent was not
            compared with higher law; an empty row says that none of what is at hand matches.
        caps: the caps of fines, None for those that we know.
    """

    def __init__(
        self, law: ComparedLaw, higher: Mapping[int, Matched], caps: Sequence[Cap] | None = None
    ) -> None:
        self.law = law
        self.higher = higher
        self.caps = caps
        self.day = made(law)

    @cached_property
    def at_hand(self) -> tuple[ComparedLaw, ...]:
        """The higher laws with which any article was matched."""
        found: dict[str, ComparedLaw] = {}
        for rows in self.higher.values():
            for other, _, _ in rows:
                found.setdefault(other.id, other)
        return tuple(found.values())

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The titles of the laws that the first articles name as the basis of this one (根据《…》制定)."""
        found: dict[str, None] = {}
        for article in self.law.articles[:3]:
            if match := _BASIS.search(article.text):
                found.update(dict.fromkeys(_TITLE.findall(match.group())))
        return tuple(found)

    @cached_property
    def bases_missing(self) -> tuple[str, ...]:
        """The bases of this law of which no provision matched anything in it."""
        held = {plain_title(law.title) for law in self.at_hand}
        return tuple(title for title in self.bases if plain_title(title) not in held)


@dataclass(frozen=True, slots=True)
class Case:
    """One act of one article of the law under review."""

    setting: Setting
    index: int
    deed: Deed

    @property
    def law(self) -> ComparedLaw:
        """The law under review."""
        return self.setting.law

    @property
    def article(self) -> ComparedArticle:
        """The article."""
        return self.setting.law.articles[self.index]

    def restated(self, pattern: str) -> Test:
        """Guard: no higher law already sets what words of ``pattern`` name for this act.

        First the provisions that were matched, then all articles of the laws that they stand in.
        """
        found = re.compile(pattern)
        rows = self.setting.higher.get(self.index)
        for law, i, related in rows or ():
            if related.same_act != "no" and found.search(law.articles[i].text):
                return cleared("restated", f"《{law.title}》{law.articles[i].number}已有规定")
        best, where = 0.0, ""
        words = matter(self.deed)
        for law in self.setting.at_hand:
            for article in law.articles:
                if found.search(article.text):
                    alike = likeness(words, article.text)
                    if alike > best:
                        best, where = alike, f"《{law.title}》{article.number}"
        if best >= 0.45:
            return cleared("restated", f"{where}对相似的行为已有规定")
        return self._not_restated(rows, best, where)

    def _not_restated(self, rows: Matched | None, best: float, where: str) -> Test:
        if rows is None:
            return untested("restated", "上位法不在手，或者没有与上位法比较")
        if missing := self.setting.bases_missing:
            return untested("restated", f"没有对照其立法依据《{missing[0]}》")
        if best >= 0.3:
            return lowered("restated", f"{where}或许已有规定")
        if any(related.same_act == "yes" for _, _, related in rows):
            law, i, _ = next(row for row in rows if row[2].same_act == "yes")
            return stands("restated", f"《{law.title}》{law.articles[i].number}规定了同一行为而没有这一规定")
        return stands("restated", "手头的上位法都没有这一规定")


def weak(test: Test) -> bool:
    """Whether a guard left anything less than a full alarm."""
    return test.outcome is not Outcome.STANDS
