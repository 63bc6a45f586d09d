"""Two articles that were found to relate, with the acts on which that judgement rests."""

from dataclasses import dataclass

from lezr_extract.compare.checks.alarm import Test, lowered, notice, stands
from lezr_extract.compare.checks.words import likeness, matter
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed, Related

_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """Article ``i`` of a (higher or equal) beside article ``j`` of b.

    Attributes:
        a, b: the laws.
        i, j: indexes of the articles.
        related: how they relate.
    """

    a: ComparedLaw
    i: int
    b: ComparedLaw
    j: int
    related: Related

    @property
    def a_article(self) -> ComparedArticle:
        """The article of a."""
        return self.a.articles[self.i]

    @property
    def b_article(self) -> ComparedArticle:
        """The article of b."""
        return self.b.articles[self.j]

    @property
    def a_deed(self) -> Deed | None:
        """The act of a on which the judgement rests."""
        return _at(self.a_article, self.related.a)

    @property
    def b_deed(self) -> Deed | None:
        """The act of b on which the judgement rests."""
        return _at(self.b_article, self.related.b)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What comparing only two articles leaves out, in Chinese."""
        return (f"只与《{self.a.title}》{self.a_article.number}比较，没有与其他上位法比较",)


def same_conduct(pair: Pair) -> Test:
    """Guard: both regulate the same act; acts that only touch are told, not alarmed."""
    if pair.related.same_act == "yes":
        return stands("same_conduct", "两条规定的是同一行为")
    a, b = pair.a_deed, pair.b_deed
    if a is not None and b is not None and likeness(matter(a), matter(b)) >= _ALIKE:
        return lowered("same_conduct", "两条规定的行为只有部分相同")
    return notice("same_conduct", "两条规定的行为只是有所交叉")


def _at(article: ComparedArticle, index: int | None) -> Deed | None:
    return article.deeds[index] if index is not None and 0 <= index < len(article.deeds) else None
