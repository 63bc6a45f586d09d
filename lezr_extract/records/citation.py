"""A citation (引用) of a law or of one of its provisions."""

from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.place import Span


class Reach(StrEnum):
    """Where a citation points: into the same law, into another law, or relative to where it stands."""

    SAME_LAW = "本法"
    OTHER_LAW = "他法"
    RELATIVE = "相对"


class Resolution(StrEnum):
    """Whether the cited provision was found, and if not, why not."""

    RESOLVED = "resolved"
    LAW_ABSENT = "law_absent"  # the cited law is not in the corpus
    ARTICLE_ABSENT = "article_absent"  # the law is here, the article is not
    PARAGRAPH_ABSENT = "paragraph_absent"
    ITEM_ABSENT = "item_absent"
    NO_ANTECEDENT = "no_antecedent"  # 前款 in a first paragraph, 前条 in a first article
    AMBIGUOUS = "ambiguous"  # several laws carry the cited title
    NAME_ONLY = "name_only"  # a law cited without an article, and the law is in the corpus
    UNRESOLVED = "unresolved"  # not tried yet


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited provision; lists and ranges are expanded into one record each.

    Attributes:
        span: of the words in the citing law's text (the whole list for each of its members).
        law: the law as written: ``本法``, ``本条例``, … or the title inside 《》.
        article: canonical ``第三十条``; None where only a law is named.
        paragraph: counted from 1; None when not given.
        item: Chinese numeral without brackets; None when not given.
        reach: same law, other law, or relative (前款, 前条, 本条第二款).
        resolution: found, or the reason why not.
        target_law: `Law.id` of the cited law where it is known.
        evidence: the words that decide a doubtful resolution, such as which of several versions was taken.
        full_title: the title by which the cited law is looked up: ``law`` itself, or what a short name
            (以下简称…) stands for; empty for the citing law.
    """

    span: Span
    law: str
    article: str | None
    paragraph: int | None
    item: str | None
    reach: Reach
    resolution: Resolution = Resolution.UNRESOLVED
    target_law: str | None = None
    evidence: str = ""
    full_title: str = ""
