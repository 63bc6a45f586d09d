"""A pair of articles with all that is known of it before the decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.compare.consequences.differences import Consequences
from lezr_extract.compare.relating.state_organs import not_for_places
from lezr_extract.compare.relating.territory import Common
from lezr_extract.compare.same_act.matter import only_frames, only_remedies
from lezr_extract.compare.same_act.measures import Matched
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed


@dataclass(frozen=True, slots=True)
class Case:
    """A pair of articles with all that is known of it before the decision.

    Attributes:
        a, b: the laws; ``i``, ``j``: the articles' indexes.
        matched: what the articles share.
        common: whether both can hold at one place.
        lower: b stands below a.
        deeds_a, deeds_b: the deeds that regulate the shared act.
        consequences: what follows, set against each other.
        copied: the acts run alike nearly word for word.
    """

    a: ComparedLaw
    i: int
    b: ComparedLaw
    j: int
    matched: Matched
    common: Common
    lower: bool
    deeds_a: Sequence[Deed]
    deeds_b: Sequence[Deed]
    consequences: Consequences
    copied: bool = False

    @property
    def article_a(self) -> ComparedArticle:
        """The article of the higher or equal law."""
        return self.a.articles[self.i]

    @property
    def article_b(self) -> ComparedArticle:
        """The article of the lower or equal law."""
        return self.b.articles[self.j]

    @property
    def two_acts(self) -> bool:
        """Whether the acts are two whatever their words share: the same words say so of every law and every organ."""
        return (
            self.matched.party_alone
            or not_for_places(self.a, self.i, self.b)
            or only_frames(self.article_a)
            or only_frames(self.article_b)
            or self.two_remedies
        )

    @property
    def two_remedies(self) -> bool:
        """Whether both articles only say how decisions are contested: each law's are those against its own decisions."""
        return only_remedies(self.article_a) and only_remedies(self.article_b)
