"""The sentences of amending decisions as patterns over the masked text, in which a quotation is one sign."""

import re
from dataclasses import dataclass
from functools import cache

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


def _patterns() -> dict[str, tuple[OperationKind, str]]:
    replace, renumber, insert, delete = (
        alternation(group) for group in ("replace", "renumber", "insert", "delete")
    )
    every, itself = alternation("everywhere"), alternation("itself")
    law = rf"(?:(?P<law>{itself}|《(?:[^《》]|《[^》]*》)+》)(?:第{NUMBER}章)?[，]?)?"
    q = QUOTED
    # What stands in front of a list of items and only describes it: 第六十二条“…行使下列职权”中, 职权第二十项.
    aside = rf"(?:(?:[\u4e00-\u9fff]{{0,16}}?(?:职权)?|{q})(?:中的?|里的?)?(?=第))?"
    refs = rf"(?:将|把|对|在|其中)*{law}(?:原)?(?P<refs>{PLACES})(?:的规定)?"
    refs_aside = rf"(?:将|把|对|在|其中)*{law}(?:原)?(?P<refs>{PLACES}{aside}(?:{PLACES})?)"
    maybe = rf"(?:(?:将|把|对|在|并|其中|同时)*{law}(?:原)?(?P<refs>{PLACES}{aside}(?:{PLACES})?)?)"
    inside = r"(?:当?中|里|内|其中|第[一二三四五六七八九十]+句)?的?[：:，]?"
    olds = rf"(?P<old>{q}+(?:(?:、|和|与|及|以及|，){q}+)*)(?:等?(?:一词|字样|的表述|的规定))?"
    told = r"(?:[，。]?(?:规定|内容(?:如下|为|是)))?(?:[：:]\s*|，)?"
    kind = OperationKind
    return {
        "merge": (
            kind.MERGE,
            rf"{refs}{alternation('merge')}，?(?:作为|改为|为)?(?P<to>{PLACES})?"
            rf"(?:，?(?:并)?{replace}{told}(?P<new>{q}+)?)?",
        ),
        "split": (
            kind.SPLIT,
            rf"{refs}{alternation('split')}{NUMBER}[条款项]，?(?:分别)?(?:作为|改为)(?P<to>{PLACES})"
            rf"(?:，?(?:分别)?{replace}{told}(?P<new>{q}+)?)?",
        ),
        "insert-heading": (
            kind.HEADING,
            rf"(?:在)?{law}(?P<where>{HEADING})?(?:{q})?(?:中|之?[后前])?{insert}{NUMBER}(?P<level>分?编|章|节)"
            rf"(?P<title>{q})?，?(?:分别)?(?:作为)?(?P<to_heading>{HEADING})?(?P<late>{q})?(?:{told}(?P<last>{q}))?"
            rf"(?:，分为{NUMBER}条)?(?:，包括(?P<to>{PLACES}))?",
        ),
        "heading": (
            kind.HEADING,
            rf"(?:将|把)?{law}(?P<where>{HEADING})(?:的?(?:章名|节名|编名|标题|名称))?(?P<old>{q})?"
            rf"(?:{replace}|{renumber})[：:]?(?:(?P<title>{q})|(?P<to_heading>{HEADING}))",
        ),
        "delete-heading": (
            kind.HEADING,
            rf"(?:{delete}{law}(?P<where>{HEADING})(?:的?(?:章名|节名|标题))?(?P<title>{q})?"
            rf"|(?:将)?(?P<where2>{HEADING}){delete})(?![条款项])",
        ),
        "insert-words": (
            kind.WORDS,
            rf"{maybe}{inside}(?P<old>{q})(?:一词|字样)?之?(?P<side>[后前])面?(?:相应|{every})*{insert}"
            rf"(?:一句|规定)?{told}(?P<new>{q})",
        ),
        "append-words": (
            kind.WORDS,
            rf"{refs}的?(?P<side>末尾|最后|句末|开头|之?后){insert}(?:一句|规定){told}(?P<new>{q})",
        ),
        "words": (
            kind.WORDS,
            rf"{maybe}{inside}(?:将|把)?{olds}(?:{every})*{replace}(?:[：:]\s*)?(?P<new>{q}+)",
        ),
        "words-renamed": (
            kind.WORDS,
            rf"{maybe}{inside}(?:将|把)?{olds}(?:{every})*改为[：:]?(?P<new>{q}+)",
        ),
        "delete-words": (
            kind.WORDS,
            rf"(?:并|同时)?{delete}{law}(?:原)?(?P<refs>{PLACES})?{inside}{olds}",
        ),
        "delete-words-after": (
            kind.WORDS,
            rf"{maybe}{inside}{olds}(?:{every}|予以)*{delete}",
        ),
        "renumber": (
            kind.RENUMBER,
            rf"{refs}(?:移至[^，。▣]{{2,20}}，)?(?:均|都|依次|相应地?|分别|顺延)*{renumber}(?P<to>{PLACES})",
        ),
        "insert": (
            kind.INSERT,
            rf"(?:在|将|把)?{law}(?:{HEADING}(?:{q})?中)?(?P<refs>{PLACES})?(?:{q})?(?P<side>之?[后前]|中)?的?"
            rf"{insert}(?P<number>{NUMBER})?(?P<level>条|款|项|目)?，?(?:分别)?(?:作为(?P<to>{PLACES}))?"
            rf"{told}(?P<new>{q}+)?",
        ),
        "delete": (
            kind.DELETE,
            rf"(?:(?:并|同时)?{delete}{law}(?:原)?(?P<refs>{PLACES})|{refs2(law)}(?:予以|均)?{delete})(?!中|的|{q})",
        ),
        "replace": (
            kind.REPLACE,
            rf"(?:{refs_aside}|将?(?:这一|该)(?P<level>自然段|条|款|项)|并)?(?:的规定)?(?:相应地?)?{replace}"
            rf"(?:[：:]\s*)?(?P<new>{q}+)?",
        ),
    }


def refs2(law: str) -> str:
    """The provisions of a sentence whose verb comes last (将第五条删去); their group has a name of its own."""
    return rf"(?:将|把)?{law.replace('(?P<law>', '(?P<law2>')}(?:原)?(?P<refs2>{PLACES})"


@cache
def forms() -> tuple[Form, ...]:
    """All forms, in the order in which they are tried: the more particular ones first."""
    return tuple(Form(name, kind, re.compile(pattern)) for name, (kind, pattern) in _patterns().items())


@cache
def repeal_form() -> re.Pattern[str]:
    """A sentence that ends whole laws: 废止《…》, 《…》同时废止."""
    title = r"《(?:[^《》]|《[^》]*》)+》(?:（[^（）]*）)?"
    titles = rf"{title}(?:(?:、|和|以及|及|，)?(?:[^，。；《》▣]{{0,30}}(?:发布|公布|通过|批准)的)?{title})*"
    ends = alternation("repeal")
    return re.compile(rf"(?:{ends}(?P<before>{titles})|(?P<after>{titles})(?:[^。；《》▣]{{0,20}})?{ends})")


TITLES = re.compile(r"《((?:[^《》]|《[^》]*》)+)》")
