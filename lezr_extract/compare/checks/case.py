"""One article of a law against the rules on who may set what, with the provisions of higher law that match it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lezr_extract.compare.checks.alarm import Test, cleared, lowered, notice, stands, untested
from lezr_extract.compare.checks.basis import bases_of, rests_on_more
from lezr_extract.compare.checks.order import made
from lezr_extract.compare.checks.pair import Pair, spoken
from lezr_extract.compare.checks.titles import plain_title
from lezr_extract.compare.checks.words import likeness, matter, own_pairs
from lezr_extract.compare.relating.one_pair import shared
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed, PowerType, Rank, Related
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.checks import Answer, Cap, may_set

Matched = Sequence[tuple[ComparedLaw, int, Related]]
"""Provisions of higher law that match an article: the law, the index of its article, and how they relate."""

_SURELY = 0.6
"""`Related.likely` of two licences that are one for certain; the words of procedure are the same of every licence."""
_COMES_NEAR = 0.45
_MAY_DETAIL = 0.25
_SAME = 0.6
_LIKE = 0.3
_TELLING = 4  # kinds and sums that two sanctions have in common
_RULES = (Rank.MINISTRY_RULE, Rank.LOCAL_RULE)
# What local law mostly restates of 法律 and 行政法规 (治安管理处罚法, 城市市容和环境卫生管理条例).
_OFTEN_RESTATED = ("penalty_liberty", "penalty_business_licence", "execution", "measure_liberty_freeze")
_NATIONAL = (Rank.LAW, Rank.ADMINISTRATIVE_REGULATION)


class Setting:
    """A law with what of higher law is at hand; built once for all its articles.

    Args:
        law: the law under review.
        higher: the matching provisions of higher law by article of ``law``. An article that is absent was not
            compared with higher law; an empty row says that none of what is at hand matches.
        caps: the caps of fines, None for those that we know.
        at_hand: further higher laws at hand, such as those of which nothing matched.
        nearby: by article of ``law`` provisions of other higher laws that are near in words and were found to be of
            another act; they may set the same sanction all the same.
    """

    def __init__(
        self,
        law: ComparedLaw,
        higher: Mapping[int, Matched],
        caps: Sequence[Cap] | None = None,
        at_hand: Sequence[ComparedLaw] = (),
        nearby: Mapping[int, Sequence[tuple[ComparedLaw, int]]] | None = None,
    ) -> None:
        self.law = law
        self.higher = higher
        self.caps = caps
        self.day = made(law)
        self._more = tuple(at_hand)
        self.nearby = nearby or {}

    @cached_property
    def at_hand(self) -> tuple[ComparedLaw, ...]:
        """The higher laws with which any article was matched, and those that are said to be at hand."""
        found = {law.id: law for law in self._more}
        for rows in self.higher.values():
            for other, _, _ in rows:
                found.setdefault(other.id, other)
        return tuple(found.values())

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """The titles of the laws that the first articles name as the basis of this one (根据《…》制定)."""
        return bases_of(self.law)

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

    def restated(self, pattern: str, power: str) -> Test:
        """Guard: no higher law that may set it already sets what words of ``pattern`` name for this act.

        Args:
            pattern: words by which an article sets it.
            power: id of the row in the matrix of 设定权.
        """
        found = re.compile(pattern)
        near = ""
        if same := self._matched(found, power):
            return cleared("restated", f"{same}已有规定")
        # A rule mostly details a higher law: what comes even half as near may be that.
        detail = self.law.rank in _RULES and power in ("penalty_fine", "penalty_other")
        least = _MAY_DETAIL if detail else _COMES_NEAR
        for law, i, beside in self._provisions(power):
            article = law.articles[i]
            share = self._share(law, article) if found.search(article.text) else 0.0
            if share < least:
                if beside and not near and found.search(article.text) and self._like_act(law, article):
                    near = f"{in_marks(law.title)}{article.number}"
                continue
            same = shared().relate(law, i, self.law, self.index, words=False).same_act
            if same == "yes" or (same == "partial" and share >= _SAME):
                return cleared("restated", f"{in_marks(law.title)}{article.number}已有规定")
            near = near or f"{in_marks(law.title)}{article.number}"
        return self._not_restated(self.setting.higher.get(self.index), near, power)

    def _provisions(self, power: str) -> Iterator[tuple[ComparedLaw, int, bool]]:
        """The provisions at hand of laws that may set a power, and whether each was set beside the article.

        Those that were have rare words of its act in common with it: a like act is enough to doubt an alarm.
        """
        rows = [(law, i) for law, i, _ in self.setting.higher.get(self.index, ())]
        rows += self.setting.nearby.get(self.index, ())
        beside = {(law.id, i) for law, i in rows}
        held = {law.id for law in self.setting.at_hand}
        for law in self.setting.at_hand:
            if _sets(law, power):
                yield from ((law, i, (law.id, i) in beside) for i in range(len(law.articles)))
        yield from ((law, i, True) for law, i in rows if law.id not in held and _sets(law, power))

    def _matched(self, pattern: re.Pattern[str], power: str) -> str:
        """The provision that was found to be of the same act and has words of ``pattern``; empty without."""
        for law, i, related in self.setting.higher.get(self.index, ()):
            mine = related.b is None or self.article.deeds[related.b] is self.deed
            if not mine or related.same_act != "yes" or not _sets(law, power):
                continue
            if self.deed.type is PowerType.LICENCE and related.likely < _SURELY:
                continue
            pair = Pair(law, i, self.law, self.index, related)
            if pattern.search(law.articles[i].text) and not pair.apart:
                return f"{in_marks(law.title)}{law.articles[i].number}"
        return ""

    def _detail_of(self, rows: Matched | None) -> str:
        """Why the act most likely details a higher law that was not compared; empty where nothing says so."""
        broken = next((clause.law for clause in self.deed.conduct if clause.law), "")
        if broken and plain_title(broken) not in {plain_title(law.title) for law in self.setting.at_hand}:
            return f"条文处理的是违反{in_marks(broken)}的行为，该法没有对照"
        if (rows is None or self.setting.bases_missing) and self.law.rank in _RULES and self.setting.bases:
            # Nearly all that a rule sets details the law on which it says that it rests.
            return f"没有对照其立法依据{in_marks(self.setting.bases[0])}，多为细化上位法"
        return ""

    def _share(self, law: ComparedLaw, article: ComparedArticle) -> float:
        """What the act and an article of a higher law have in common, apart from the field of either law."""
        field = f"{self.law.field}，{law.field}"
        if (
            self.deed.type is PowerType.LICENCE and self.deed.act
        ):  # licences are told apart by what they are for
            acts = [other.act for other in article.deeds if other.type is PowerType.LICENCE and other.act]
            return max((likeness(self.deed.act, act, field) for act in acts), default=0.0)
        return likeness(matter(self.deed), article.text, field)

    def _like_act(self, law: ComparedLaw, article: ComparedArticle) -> bool:
        """Whether an article has an act that shares with this one what either says beside the fields of the laws."""
        fields = tuple(sorted({self.law.field, law.field}))
        mine = own_pairs(spoken(self.deed, self.article), fields)
        others = [own_pairs(spoken(deed, article), fields) for deed in article.deeds]
        return any(mine and one and len(mine & one) >= _LIKE * min(len(mine), len(one)) for one in others)

    def _same_sanction(self) -> str:
        """A provision at hand with the same sums and all the kinds of penalties of the article; empty without.

        A rule that details a higher law takes over its sanction, and tells the acts in words of its own.
        """
        kinds, sums = _sanction(self.article)
        if self.law.rank not in _RULES or not sums or len(kinds) + len(sums) < _TELLING:
            return ""
        for law in self.setting.at_hand:
            for article in law.articles if _sets(law, "penalty_other") else ():
                theirs = _sanction(article)
                if kinds <= theirs[0] and sums <= theirs[1]:
                    return f"{in_marks(law.title)}{article.number}（罚则相同）"
        return ""

    def _not_restated(self, rows: Matched | None, near: str, power: str) -> Test:
        if detail := self._detail_of(rows):
            return notice("restated", detail)
        if rows is None:
            return untested("restated", "上位法不在手，或者没有与上位法比较")
        held = tuple(self._held)
        if power in _OFTEN_RESTATED and held and not any(law.rank in _NATIONAL for law in held):
            return untested("restated", "手头与本文件有关的上位法没有法律、行政法规，无从核对是否复述")
        if gap := self._gap():
            return untested("restated", gap)
        near = near or self._same_sanction()
        if near:
            return lowered("restated", f"{near}或许已有规定")
        same = next(
            (
                f"{in_marks(law.title)}{law.articles[i].number}"
                for law, i, one in rows
                if one.same_act == "yes"
            ),
            "",
        )
        return stands(
            "restated", f"{same}规定了同一行为而没有这一规定" if same else "手头的上位法都没有这一规定"
        )

    @property
    def _held(self) -> Iterator[ComparedLaw]:
        """The higher laws that were set beside anything in the law under review."""
        yield from self.setting.at_hand
        yield from (law for law, _ in self.setting.nearby.get(self.index, ()))

    def _gap(self) -> str:
        """What of the law's bases was not compared, or only in a text that came later; empty where nothing is."""
        if missing := self.setting.bases_missing:
            return f"没有对照其立法依据{in_marks(missing[0])}"
        if self.law.rank in _RULES and rests_on_more(self.law):
            return "还依据没有写明名称的法律、法规，无从对照"
        bases = {plain_title(title) for title in self.setting.bases}
        later = next(
            (law for law in self.setting.at_hand if plain_title(law.title) in bases and self._later(law)),
            None,
        )
        return f"{in_marks(later.title)}的版本晚于本文件，制定时的版本不在手" if later is not None else ""

    def _later(self, law: ComparedLaw) -> bool:
        """Whether the text of a higher law that is at hand was made after the law under review."""
        return bool(self.setting.day) and made(law) > self.setting.day


def _sanction(article: ComparedArticle) -> tuple[frozenset[str], frozenset[tuple[object, ...]]]:
    """The kinds of penalties of an article, and its sums."""
    deeds = [deed for deed in article.deeds if deed.type is PowerType.PENALTY and deed.kinds]
    sums = (one for deed in deeds for one in deed.amounts)
    return (
        frozenset(kind for deed in deeds for kind in deed.kinds),
        frozenset((one.min, one.max, one.unit, one.per) for one in sums),
    )


def _sets(law: ComparedLaw, power: str) -> bool:
    """Whether the rank of a law may set a power at all."""
    cell = may_set(power, law.rank, law.territory, "")
    return cell is not None and cell.answer is not Answer.NO
