"""The clauses behind an entry: which 条款项 they are, quoted word for word, with what to mark in them."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lezr_extract.records import Article, Basis, Law, Paragraph, Power, PowerType, Span
from lezr_extract.text.numerals import to_chinese, to_int

_NUMERAL = "[零〇一二三四五六七八九十百千0-9０-９]+"
_PLACE = re.compile(
    rf"第(?P<article>{_NUMERAL})条(?:之(?P<sub>{_NUMERAL}))?"
    rf"|第(?P<paragraph>{_NUMERAL})款"
    rf"|(?:第)?[（(](?P<item>{_NUMERAL})[）)](?:项)?|第(?P<bare>{_NUMERAL})项"
    r"|(?P<to>至|到)|(?P<back>前款|前条|上款|上一款)|(?P<here>本条(?!例))|(?P<title>《[^》]*》)"
)
BEFORE = -1  # stands for the 款 of 前款, which only the citing 款 makes known
_FARTHEST = 60  # articles in one 至 range; beyond it the number was misread

SANCTION_WORDS: Mapping[PowerType, re.Pattern[str]] = {
    PowerType.PENALTY: re.compile(
        r"责令[^，。；、]{2,10}|警告|通报批评|罚款|没收[^，。；]{2,16}|吊销[^，。；]{2,16}|暂扣[^，。；]{2,12}|降低资质等级"
        r"|停产停业|停业整顿|限制从业|拘留|取缔|收缴|撤销[^，。；]{2,10}"
    ),
    PowerType.COERCION: re.compile(
        r"查封|扣押|冻结|封存|暂扣|代为[一-龥]{2}|代履行|强制[一-龥]{2}|加处罚款|滞纳金|拍卖|变卖|划拨|排除妨碍|隔离"
    ),
    PowerType.LICENCE: re.compile(r"批准|审批|核准|许可证?|核发|颁发|审查同意|同意|审核|登记|资质|资格|执照"),
    PowerType.LEVY: re.compile(r"征收|征用|缴纳|收取|代征|加收滞纳金"),
    PowerType.BENEFIT: re.compile(r"给予|发放|享受|补助|补贴|救助|抚恤|津贴|优待"),
    PowerType.INSPECTION: re.compile(
        r"监督检查|现场检查|抽样检[验测]|抽查|检查|巡查|查阅|复制|询问|进入[一-龥]{2,8}"
    ),
    PowerType.CONFIRMATION: re.compile(r"认定|登记|评定|核定|鉴定|确认|验收|证明|确定|划定"),
    PowerType.REWARD: re.compile(r"表彰|奖励|表扬|嘉奖"),
    PowerType.ADJUDICATION: re.compile(r"裁决|处理|裁定"),
    PowerType.OTHER: re.compile(
        r"责令[^，。；、]{2,10}|备案|报告|撤销|注销|收回|约谈|公布|公告|调解|指定|审查|审核|通报|记入[一-龥]{2,8}|限期[一-龥]{2}"
    ),
}


class Place(NamedTuple):
    """A cited provision: canonical article number, 款 from 1, `BEFORE` or None, 项 numeral or None."""

    article: str
    paragraph: int | None
    item: str | None


def places(
    words: str, article: Article, order: Mapping[str, int], numbers: tuple[str, ...]
) -> tuple[Place, ...]:
    """The provisions of the same law that ``words`` (违反本法第十条第二款、第十二条规定) cites; lists, ranges, 前款, 本条.

    Args:
        words: a citation as written.
        article: the article in which it stands (前款 and 前条 count from it).
        order: article number → index in the law.
        numbers: the law's article numbers in order.

    What stands after a title in 《》 belongs to another law and is left out.
    """
    found: list[Place] = []
    range_from: str | None = None
    elsewhere = False
    for match in _PLACE.finditer(words):
        if match["title"]:
            elsewhere = True
        elif match["back"]:
            found.extend(_before(match["back"], article, order, numbers))
        elif match["here"]:
            found.append(Place(article.number, None, None))
            elsewhere = False
        elif elsewhere:
            continue
        elif match["to"]:
            range_from = found[-1].article if found else None
        elif match["article"]:
            number = canonical(match["article"], match["sub"])
            if range_from in order and number in order:
                between = numbers[order[str(range_from)] + 1 : order[number]]
                found.extend(Place(n, None, None) for n in between[:_FARTHEST])
            range_from = None
            found.append(Place(number, None, None))
        elif found:
            found.append(_narrowed(found, match))
    return tuple(dict.fromkeys(p for p in found if p.article))


def canonical(number: str, sub: str | None = None) -> str:
    """``第一百三十三条之一`` from any numerals; empty when the numeral is none."""
    value = to_int(number)
    if value is None or not 1 <= value <= 9999:
        return ""
    part = to_int(sub) if sub else None
    return f"第{to_chinese(value)}条" + (f"之{to_chinese(part)}" if part and part <= 99 else "")


def _before(
    words: str, article: Article, order: Mapping[str, int], numbers: tuple[str, ...]
) -> Iterable[Place]:
    if words == "前条":
        at = order.get(article.number, 0)
        return [Place(numbers[at - 1], None, None)] if at else []
    return [Place(article.number, BEFORE, None)]


def _narrowed(found: list[Place], match: re.Match[str]) -> Place:
    """The last place made narrower by a 款 or 项, or the next of a list in the same article."""
    last = found[-1]
    if match["paragraph"]:
        number = to_int(match["paragraph"])
        if last.paragraph is None and last.item is None:
            found.pop()
        return Place(last.article, number, None)
    item = match["item"] or match["bare"]
    value = to_int(item)
    numeral = to_chinese(value) if value else item
    if last.item is None:
        found.pop()
    return Place(last.article, last.paragraph, numeral)


def quoted(
    law: Law,
    article: Article,
    paragraph: Paragraph | None,
    item: str | None,
    *,
    kind: str,
    marks: tuple[tuple[str, Span], ...] = (),
) -> Basis:
    """The clause as a `Basis`: the 款 with its items, or the whole article where no 款 is given.

    ``paragraph`` of the result is None where the article has only one 款: nobody cites 第一款 then.
    """
    span = paragraph.span if paragraph is not None else article.text_span
    several = len(article.paragraphs) > 1
    return Basis(
        law_id=law.id,
        law_title=law.title,
        rank=law.rank.value,
        article=article.number,
        paragraph=paragraph.number if paragraph is not None and several else None,
        item=item,
        kind=kind,
        text=span.of(law.text).strip(),
        span=_stripped(law.text, span),
        marks=tuple(sorted({m for m in marks if span.holds(m[1])}, key=lambda m: (m[1], m[0]))),
        law_version=law.version,
    )


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def marks(law: Law, power: Power, act: Span | None, within: Span) -> tuple[tuple[str, Span], ...]:
    """What to show in colour in the clause that carries ``power``: holder, act, sanction, amount."""
    found: list[tuple[str, Span]] = [("holder", s) for s in power.holder_spans]
    found += [("amount", a.span) for a in power.amounts]
    if act is not None:
        found.append(("act", act))
    elif power.act and (at := law.text.find(power.act, within.start, within.end)) >= 0:
        found.append(("act", Span(at, at + len(power.act))))
    carrying = power.span if within.holds(power.span) else within
    for match in SANCTION_WORDS[power.type].finditer(law.text, carrying.start, carrying.end):
        found.append(("sanction", Span(*match.span())))
    return tuple(found)
