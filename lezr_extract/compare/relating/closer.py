"""The closer look at two articles: each part with each part, and then whether there is a common act, and the same one.

Most pairs of a bulk comparison are told apart by what is quickly counted (`one_pair`). The rest is looked at here: a
table says of two parts whether they are apart, meet or are the same, learned from readings that name the parts that
match; a second one says from all of them whether the articles have an act in common, a third whether it is the same.
"""

from collections.abc import Callable, Mapping

from lezr_extract.compare.relating.judgement import Table, table
from lezr_extract.compare.same_act.matter import Matter
from lezr_extract.compare.same_act.measures import Laws
from lezr_extract.compare.same_act.part_pairs import CONTEXT, gathered, of_each_pair
from lezr_extract.records import ComparedArticle


def closer(
    measures: Mapping[str, float],
    matters: tuple[Matter, Matter],
    articles: tuple[ComparedArticle, ComparedArticle],
    laws: Laws,
    tables: Callable[[str], Table] = table,
) -> dict[str, float]:
    """How likely the acts are the same (``yes``, ``partial``), or only the field is (``related``), or nothing.

    Args:
        measures: all that is known of the pair, by name.
        matters: the articles as they are matched.
        articles: the same as they stand.
        laws: in which they stand.
        tables: of the three questions ``part``, ``common`` and ``same``.
    """
    of_parts, context = parts_and_context(measures, matters, articles, laws)
    part = tables("part")
    base = part.sums(context)
    likely = [[part.shares(part.sums(cell, base)) for cell in row] for row in of_parts]
    known = {**measures, **gathered(likely, *matters)}
    common, same = tables("common").likely(known), tables("same").likely(known)
    return {
        "yes": common["common"] * same["yes"],
        "partial": common["common"] * same["partial"],
        "related": common["related"],
        "unrelated": common["unrelated"],
    }


def parts_and_context(
    measures: Mapping[str, float],
    matters: tuple[Matter, Matter],
    articles: tuple[ComparedArticle, ComparedArticle],
    laws: Laws,
) -> tuple[list[list[dict[str, float]]], dict[str, float]]:
    """The measures of each pair of parts, and those that bear on all of them; arguments as of `closer`."""
    a, b = matters
    context = {f"pair_{name}": measures.get(name, 0.0) for name in CONTEXT}
    context |= laws.apart(articles[0].text, articles[1].text)
    strange = [
        other.rivals.never_said(one.text) / one.text.total if one.text.total else 0.0
        for one, other in ((a, laws.b), (b, laws.a))
    ]
    context |= {
        "strange_a": strange[0],
        "strange_b": strange[1],
        "strange_either": max(strange),
        "strange_both": min(strange),
    }
    return of_each_pair(a, b, laws), context
