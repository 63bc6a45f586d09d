"""The sentences of amending decisions as patterns over the masked text, in which a quotation is one sign."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lezr_extract.compare.amending.places import HEADING, NUMBER, PLACES
from lezr_extract.compare.amending.quotes import QUOTED
from lezr_extract.records import OperationKind
from lezr_extract.vocabulary.amending import alternation


@dataclass(frozen=True, slots=True)
class Form:
    """A form of sentence.

    Attributes:
        name: of the form.
        kind: what it does.
        pattern: with the groups ``refs`` (provisions changed), ``to`` (what they become), ``old`` and ``new``
            (quotations), ``law``, ``level`` (条, 款, 项), ``side`` (前, 后), as far as the form has them.
    """

    name: str
    kind: OperationKind
    pattern: re.Pattern[str]


class _Pieces(NamedTuple):
    """What the forms are put together from."""

    replace: str
    renumber: str
    insert: str
    delete: str
    every: str
    law: str
    refs: str
    refs_aside: str
    maybe: str
    inside: str
    run: str
    olds: str
    told: str


def _pieces() -> _Pieces:
    law = rf"(?:(?P<law>{alternation('itself')}|《(?:[^《》]|《[^《》]{{0,120}}》){{1,120}}+》)(?:第{NUMBER}章)?[，]?)?"
    q = QUOTED
    # What stands in front of a list of items and only describes it: 第六十二条“…行使下列职权”中, 职权第二十项.
    aside = rf"(?:(?:[\u4e00-\u9fff]{{0,16}}?(?:职权)?|{q})(?:中的?|里的?)?(?=第))?"
    refs = rf"(?:将|把|对|在|其中){{0,4}}+{law}(?:原)?(?P<refs>{PLACES})(?:的规定)?"
    refs_aside = rf"(?:将|把|对|在|其中){{0,4}}+{law}(?:原)?(?P<refs>{PLACES}{aside}(?:{PLACES})?)"
    maybe = rf"(?:(?:将|把|对|在|并|其中|同时){{0,4}}+{law}(?:原)?(?P<refs>{PLACES}{aside}(?:{PLACES})?)?)"
    inside = r"(?:当?中|里|内|其中|第[一二三四五六七八九十]+句)?的?[：:，]?"
    run = f"{q}{{1,40}}"
    olds = rf"(?P<old>{run}(?:(?:、|和|与|及|以及|，){run}){{0,40}})(?:等?(?:一词|字样|的表述|的规定))?"
    told = r"(?:[，。]?(?:规定|内容(?:如下|为|是)))?(?:[：:]\s*|，)?"
    return _Pieces(
        replace=alternation("replace"),
        renumber=alternation("renumber"),
        insert=alternation("insert"),
        delete=alternation("delete"),
        every=alternation("everywhere"),
        law=law,
        refs=refs,
        refs_aside=refs_aside,
        maybe=maybe,
        inside=inside,
        run=run,
        olds=olds,
        told=told,
    )


def _of_articles(p: _Pieces) -> dict[str, tuple[OperationKind, str]]:
    """Mergers and splits."""
    return {
        "merge": (
            OperationKind.MERGE,
            rf"{p.refs}{alternation('merge')}，?(?:作为|改为|为)?(?P<to>{PLACES})?"
            rf"(?:，?(?:并)?{p.replace}{p.told}(?P<new>{p.run})?)?",
        ),
        "split": (
            OperationKind.SPLIT,
            rf"{p.refs}{alternation('split')}{NUMBER}[条款项]，?(?:分别)?(?:作为|改为)(?P<to>{PLACES})"
            rf"(?:，?(?:分别)?{p.replace}{p.told}(?P<new>{p.run})?)?",
        ),
    }


def _of_headings(p: _Pieces) -> dict[str, tuple[OperationKind, str]]:
    """编, 章 and 节."""
    return {
        "insert-heading": (
            OperationKind.HEADING,
            rf"(?:在)?{p.law}(?P<where>{HEADING})?(?:{QUOTED})?(?:中|之?[后前])?{p.insert}{NUMBER}(?P<level>分?编|章|节)"
            rf"(?P<title>{QUOTED})?，?(?:分别)?(?:作为)?(?P<to_heading>{HEADING})?(?P<late>{QUOTED})?(?:{p.told}(?P<last>{QUOTED}))?"
            rf"(?:，分为{NUMBER}条)?(?:，包括(?P<to>{PLACES}))?",
        ),
        "heading": (
            OperationKind.HEADING,
            rf"(?:将|把)?{p.law}(?P<where>{HEADING})(?:的?(?:章名|节名|编名|标题|名称))?(?P<old>{QUOTED})?"
            rf"(?:{p.replace}|{p.renumber})[：:]?(?:(?P<title>{QUOTED})|(?P<to_heading>{HEADING}))",
        ),
        "delete-heading": (
            OperationKind.HEADING,
            rf"(?:{p.delete}{p.law}(?P<where>{HEADING})(?:的?(?:章名|节名|标题))?(?P<title>{QUOTED})?"
            rf"|(?:将)?(?P<where2>{HEADING}){p.delete})(?![条款项])",
        ),
    }


def _of_words(p: _Pieces) -> dict[str, tuple[OperationKind, str]]:
    """Single words."""
    return {
        "insert-words": (
            OperationKind.WORDS,
            rf"{p.maybe}{p.inside}(?P<old>{QUOTED})(?:一词|字样)?之?(?P<side>[后前])面?(?:相应|{p.every}){{0,3}}{p.insert}"
            rf"(?:一句|规定)?{p.told}(?P<new>{QUOTED})",
        ),
        "append-words": (
            OperationKind.WORDS,
            rf"{p.refs}的?(?P<side>末尾|最后|句末|开头|之?后){p.insert}(?:一句|规定){p.told}(?P<new>{QUOTED})",
        ),
        "words": (
            OperationKind.WORDS,
            rf"{p.maybe}{p.inside}(?:将|把)?{p.olds}(?:{p.every}){{0,3}}{p.replace}(?:[：:]\s*)?(?P<new>{p.run})",
        ),
        "words-renamed": (
            OperationKind.WORDS,
            rf"{p.maybe}{p.inside}(?:将|把)?{p.olds}(?:{p.every}){{0,3}}改为[：:]?(?P<new>{p.run})",
        ),
        "delete-words": (
            OperationKind.WORDS,
            rf"(?:并|同时)?{p.delete}{p.law}(?:原)?(?P<refs>{PLACES})?{p.inside}{p.olds}",
        ),
        "delete-words-after": (
            OperationKind.WORDS,
            rf"{p.maybe}{p.inside}{p.olds}(?:{p.every}|予以){{0,3}}{p.delete}",
        ),
    }


def _of_places(p: _Pieces) -> dict[str, tuple[OperationKind, str]]:
    """Articles, paragraphs and items."""
    return {
        "renumber": (
            OperationKind.RENUMBER,
            rf"{p.refs}(?:移至[^，。▣]{{2,20}}，)?(?:均|都|依次|相应地?|分别|顺延){{0,3}}{p.renumber}(?P<to>{PLACES})",
        ),
        "insert": (
            OperationKind.INSERT,
            rf"(?:在|将|把)?{p.law}(?:{HEADING}(?:{QUOTED})?中)?(?P<refs>{PLACES})?(?:{QUOTED})?(?P<side>之?[后前]|中)?的?"
            rf"{p.insert}(?P<number>{NUMBER})?(?P<level>条|款|项|目)?，?(?:分别)?(?:作为(?P<to>{PLACES}))?"
            rf"{p.told}(?P<new>{p.run})?",
        ),
        "delete": (
            OperationKind.DELETE,
            rf"(?:(?:并|同时)?{p.delete}{p.law}(?:原)?(?P<refs>{PLACES})|{refs2(p.law)}(?:予以|均)?{p.delete})(?!中|的|{QUOTED})",
        ),
        "replace": (
            OperationKind.REPLACE,
            rf"(?:{p.refs_aside}|将?(?:这一|该)(?P<level>自然段|条|款|项)|并)?(?:的规定)?(?:相应地?)?{p.replace}"
            rf"(?:[：:]\s*)?(?P<new>{p.run})?",
        ),
    }


def refs2(law: str) -> str:
    """The provisions of a sentence whose verb comes last (将第五条删去); their group has a name of its own."""
    return rf"(?:将|把)?{law.replace('(?P<law>', '(?P<law2>')}(?:原)?(?P<refs2>{PLACES})"


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in the order in which they are tried: the more particular ones first."""
    p = _pieces()
    patterns = _of_articles(p) | _of_headings(p) | _of_words(p) | _of_places(p)
    return tuple(Form(name, kind, re.compile(pattern)) for name, (kind, pattern) in patterns.items())


@cache
def repeal_form() -> re.Pattern[str]:
    """A sentence that ends whole laws: 废止《…》, 《…》同时废止."""
    title = r"《(?:[^《》]|《[^《》]{0,120}》){1,120}+》(?:（[^（）]{0,120}）)?"
    titles = rf"{title}(?:(?:、|和|以及|及|，)?(?:[^，。；《》▣]{{0,30}}(?:发布|公布|通过|批准)的)?{title}){{0,80}}"
    ends = alternation("repeal")
    return re.compile(rf"(?:{ends}(?P<before>{titles})|(?P<after>{titles})(?:[^。；《》▣]{{0,20}})?{ends})")


TITLES = re.compile(r"《((?:[^《》]|《[^《》]{0,120}》){1,120}+)》")
