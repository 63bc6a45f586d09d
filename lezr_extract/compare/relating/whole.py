"""Two articles read as a whole by the encoder, held against the closer look that goes part by part.

The encoder knows words that mean the same, the closer look knows the articles' parts and what else the two laws say.
Three tables, learned from pairs on topics that the encoder had not seen, say how far either is to be trusted.
"""

from collections.abc import Callable, Mapping
from math import log

from lezr_extract.compare.encoder.kept import standard_encoder
from lezr_extract.compare.encoder.pair import Article
from lezr_extract.compare.relating.article_pair import Case
from lezr_extract.compare.relating.judgement import Table, table
from lezr_extract.records import ComparedArticle, ComparedLaw, PowerType

_LEAST = 0.005
"""No answer is taken for less likely: what is surer than this is not surer by much."""


def as_a_whole(case: Case, closer: Mapping[str, float], times: int) -> Mapping[str, float]:
    """How likely the acts are the same (``yes``, ``partial``), or only the field is (``related``), or nothing.

    Args:
        case: the pair.
        closer: the same by the closer look; given back where the product came without an encoder.
        times: 1 to read the pair with the higher law first, 2 to read it the other way round too.

    Raises:
        CannotRunError: the encoder's files are not as they were registered.
    """
    encoder = standard_encoder()
    if encoder is None:
        return closer
    a, b = as_read(case.a, case.article_a), as_read(case.b, case.article_b)
    return weighed(closer, encoder.likely(a, b, times))


def as_read(law: ComparedLaw, article: ComparedArticle) -> Article:
    """An article as the encoder reads it; one that punishes with the provisions on whose breach it speaks."""
    broken = (one.text for deed in article.deeds if deed.type is PowerType.PENALTY for one in deed.conduct)
    cited = dict.fromkeys(words for words in broken if words and words not in article.text)
    return Article(law.title, article.text, tuple(cited))


def weighed(
    closer: Mapping[str, float], read: Mapping[str, float], tables: Callable[[str], Table] = table
) -> dict[str, float]:
    """Both held against each other; the result as of `as_a_whole`.

    Args:
        closer: what the closer look says.
        read: what the encoder says.
        tables: of the three questions ``whole``, ``whole_same`` and ``whole_field``.
    """
    measures = known(closer, read)
    common = tables("whole").likely(measures)["common"]
    same, field = tables("whole_same").likely(measures), tables("whole_field").likely(measures)
    return {
        "yes": common * same["yes"],
        "partial": common * same["partial"],
        "related": (1 - common) * field["related"],
        "unrelated": (1 - common) * field["unrelated"],
    }


def known(closer: Mapping[str, float], read: Mapping[str, float]) -> dict[str, float]:
    """What both say as measures by name: the logarithms of how much likelier one answer is than another."""
    return {
        f"{name}_{question}": log(max(sum(of[one] for one in ones), _LEAST))
        - log(max(sum(of[one] for one in others), _LEAST))
        for name, of in (("closer", closer), ("read", read))
        for question, (ones, others) in _QUESTIONS.items()
    }


_QUESTIONS = {
    "common": (("yes", "partial"), ("related", "unrelated")),
    "same": (("yes",), ("partial",)),
    "field": (("related",), ("unrelated",)),
}
