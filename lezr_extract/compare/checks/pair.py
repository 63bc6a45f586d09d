"""Two articles that were found to relate, with the acts on which that judgement rests."""

import re
from dataclasses import dataclass

from lezr_extract.compare.checks.alarm import Test, cleared, lowered, notice, stands
from lezr_extract.compare.checks.words import all_pairs, likeness, matter, own_pairs, pairs_of
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed, Related
from lezr_extract.text.titles import in_marks

_ALIKE = 0.6
_SAME = 0.4
_CLOSE = 0.35
_APART = 0.1
_CHARACTERS = 0.5
_COPY = 0.85
_WHOLE_ACT = 4
# To change or to end a licence is another act than to have none.
_FOLLOWS = re.compile(r"变更|延续|换发|补领|补办|注销")
_CITING = re.compile(r"第[一二三四五六七八九十百]+条[^，。；]*(?:行为|情形|规定)")
_DECISION = re.compile(r"^(?:作出|是否|准予|不予|行政|同意|批准|核准|审批|许可|决定|或者|不|的)*$")
_PARTS = "建设|施工|监理|勘察|设计"
_PARTY = re.compile(
    rf"(?:{_PARTS}|使用|经营|生产|销售|养护|物业|供水|供电|用人|托运|承运|招标|投标|中标|发包|承包)(?:单位|企业|人|者)"
    r"|机动车驾驶人|行人|乘车人|非机动车|船长|船员|用户|业主"
)
_BUILDERS = re.compile(rf"({_PARTS})(?=(?:(?:、|和|或者|以及)(?:{_PARTS}))*单位)")
_POSTS = re.compile(r"(主要|分管)(?:[^，。；]{0,10})负责人")
# 定点医院以外的单位; 单位有下列行为之一的 beside 个人有下列行为之一的.
_OTHERS_THAN = re.compile(
    r"([\u4e00-\u9fff]{2,16}?)以外的(?:其他)?(?:单位|个人|组织|机构|人员|经营者|企业|公民|法人)"
)
_ANNOUNCED = re.compile(r"(单位|个人)(?:违反[^，。；]{1,24}，)?有(?:下列|前款|前两款|本条)")
_FURTHER = re.compile(
    r"(单位|个人)(?:违反[^，。；]{1,24}，)?有(?:前款|前两款|本条)(?:第[一二三]款)?(?:规定的?|所列)?((?:第[一二三四五六七八九十]+项[、和或者]*)*)"
)


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
    def same_act(self) -> str:
        """Whether the acts are the same (``yes``, ``partial``, ``no``).

        Words that are equal and speak of the field of either law (堵塞牧道) are one act, in whatever law they stand; equal
        words without it (未按照规定报告) may be of two.
        """
        a, b = self.a_deed, self.b_deed
        if a is None or b is None or a.type is not b.type or a.act != b.act or len(a.act) < _WHOLE_ACT:
            return self.related.same_act
        own = all_pairs(f"{self.a.field}，{self.b.field}") & all_pairs(a.act)
        return "yes" if own else self.related.same_act

    @property
    def share(self) -> float:
        """What both acts have in common in words, 0 to 1."""
        a, b = self.a_deed, self.b_deed
        if a is None or b is None:
            return likeness(self.a_article.text, self.b_article.text)
        return likeness(matter(a), matter(b))

    @property
    def closeness(self) -> float:
        """As `share`, but of all that both say."""
        a, b = self.a_deed, self.b_deed
        if a is None or b is None:
            return 0.0
        one = pairs_of(spoken(a, self.a_article))
        other = pairs_of(spoken(b, self.b_article))
        return len(one & other) / len(one | other) if one and other else 0.0

    @property
    def nearness(self) -> float:
        """As `closeness`, of what either act says beside the fields of both laws; 0 to 1.

        Laws in one field speak of one place and one thing throughout; two acts that have only that in common are the
        same act as little as any other two of the two laws.
        """
        one, other = self._own
        if one and other:
            return len(one & other) / len(one | other)
        return self.closeness if self.a_deed and self.b_deed else 0.0

    @property
    def apart(self) -> bool:
        """Whether no act of a shares anything with b's beside the fields, in single characters either.

        All acts of a's article count: the one on which the judgement rests is not always the one that is meant.
        """
        if self.a_deed is None or self.b_deed is None:
            return False
        mine = self._pairs(self.b_deed, self.b_article)
        return all(_apart(self._pairs(deed, self.a_article), mine) for deed in self.a_article.deeds)

    @property
    def _own(self) -> tuple[frozenset[str], frozenset[str]]:
        a, b = self.a_deed, self.b_deed
        if a is None or b is None:
            return frozenset(), frozenset()
        return self._pairs(a, self.a_article), self._pairs(b, self.b_article)

    def _pairs(self, deed: Deed, article: ComparedArticle) -> frozenset[str]:
        """The pairs of characters of an act that do not belong to the fields of both laws."""
        return own_pairs(spoken(deed, article), tuple(sorted({self.a.field, self.b.field})))

    @property
    def left_out(self) -> tuple[str, ...]:
        """What comparing only two articles leaves out, in Chinese."""
        return (f"只与{in_marks(self.a.title)}{self.a_article.number}比较，没有与其他上位法比较",)


def same_conduct(pair: Pair) -> Test:
    """Guard: both regulate the same act; acts that only touch are no case."""
    if pair.same_act == "yes":
        return apart(pair) if pair.apart else _of_one_act(pair)
    if pair.share < _ALIKE:
        return cleared("same_conduct", "两条规定的行为只是有所交叉")
    if pair.closeness >= _COPY:
        return stands("same_conduct", "两条规定的行为写法相同")
    return apart(pair) if pair.apart else lowered("same_conduct", "两条规定的行为只有部分相同")


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two acts have few pairs of characters in common, and few characters (建房 and 建设房屋 share both)."""
    if not one or not other or len(one & other) >= _APART * len(one | other):
        return False
    first, second = frozenset("".join(one)), frozenset("".join(other))
    return len(first & second) < _CHARACTERS * min(len(first), len(second))


def _of_one_act(pair: Pair) -> Test:
    if _other_party(pair.a_article.text, pair.b_article.text):
        return lowered("same_conduct", "两条所说的当事人或许不是同一类")
    if word := _only_follows(pair):
        return lowered("same_conduct", f"只有一条所说的是“{word}”，或许不是同一行为")
    if pair.share >= _SAME and pair.closeness >= _CLOSE:
        return stands("same_conduct", "两条规定的是同一行为")
    return lowered("same_conduct", "两条规定的行为写法相差较大，或许不是同一行为")


def _only_follows(pair: Pair) -> str:
    """The word by which one act, and nothing in the other article, is about what follows a licence; empty without."""
    sides = ((pair.a_deed, pair.b_article), (pair.b_deed, pair.a_article))
    for deed, other in sides:
        match = _FOLLOWS.search(deed.act) if deed is not None else None
        if match is not None and not _FOLLOWS.search(other.text):
            return match.group()
    return ""


def apart(pair: Pair) -> Test:
    """Guard: the acts have more in common than the field of both laws."""
    if pair.apart:
        return notice("same_conduct", "除本领域的用语以外，两条规定的行为没有相同之处")
    return stands("same_conduct", "两条规定的行为有相同之处")


def spoken(deed: Deed, article: ComparedArticle) -> str:
    """The words that tell an act.

    Of one that only announces a list (有下列行为之一的) those of the list; of one that cites what it punishes
    (有第十条规定的行为) those cited too; of one that only decides (准予许可的决定, 文物主管部门批准) those of its article
    before it.
    """
    act = deed.act
    if "下列" in act:
        at = article.text.find("：", article.text.find("下列"))
        return article.text[at + 1 :] if at >= 0 else act
    if any(clause.text for clause in deed.conduct) and _CITING.search(act):
        return matter(deed)
    rest = act
    for name in deed.holder:
        rest = rest.replace(name, "")
    if act and _DECISION.match(rest):
        before = article.text[: max(0, deed.span.start - article.span.start)]
        return before if len(before) > _WHOLE_ACT else article.text
    return act or matter(deed)


def _other_party(one: str, other: str) -> bool:
    """Whether both texts name parties by their part (建设单位, 投标人) and none of them is the same."""
    a, b = set(_PARTY.findall(one)), set(_PARTY.findall(other))
    return bool(a) and bool(b) and not a & b


def other_party(pair: Pair) -> Test:
    """Guard: neither clause is expressly about others than the other one is."""
    a, b = (
        said(deed, article)
        for deed, article in ((pair.a_deed, pair.a_article), (pair.b_deed, pair.b_article))
    )
    for one, other in ((a, b), (b, a)):
        for name in _OTHERS_THAN.findall(one):
            if name in other and f"{name}以外" not in other:
                return notice("same_party", f"一条所说的是{name}，另一条所说的是{name}以外的")
    for sort in (_BUILDERS, _POSTS):
        mine, theirs = frozenset(sort.findall(a)), frozenset(sort.findall(b))
        if mine and theirs and not mine & theirs:
            ends = "单位" if sort is _BUILDERS else "负责人"
            one, other = ("、".join(sorted(part + ends for part in parts)) for parts in (mine, theirs))
            return notice("same_party", f"一条所说的是{one}，另一条所说的是{other}")
    mine, theirs = frozenset(_ANNOUNCED.findall(a)), frozenset(_ANNOUNCED.findall(b))
    if mine and theirs and not mine & theirs and not theirs & _further(pair):
        words = f"一条所说的是{'、'.join(sorted(mine))}，另一条所说的是{'、'.join(sorted(theirs))}"
        return notice("same_party", words)
    return stands("same_party", "没有写明是两类当事人")


def _further(pair: Pair) -> frozenset[str]:
    """The parties whom a further 款 of a's article punishes for the same act (个人有前款第二项行为的)."""
    item = f"第{pair.a_deed.item}项" if pair.a_deed is not None and pair.a_deed.item else ""
    rows = _FURTHER.findall(pair.a_article.text)
    return frozenset(party for party, items in rows if not items or not item or item in items)


def said(deed: Deed | None, article: ComparedArticle) -> str:
    """The 款 in which an act stands, up to its end; of an item the item, after the line that opens its list."""
    if deed is None:
        return article.text
    start, stop = deed.span.start - article.span.start, deed.span.end - article.span.start
    if not 0 <= start <= stop <= len(article.text):
        return deed.quote
    own = article.text.rfind("\n", 0, start) + 1
    opening = article.text.rfind("：\n", 0, start) if deed.item is not None else -1
    if opening < 0:
        return article.text[own:stop]
    head = article.text[article.text.rfind("\n", 0, opening) + 1 : opening + 1]
    return f"{head}{article.text[own:stop]}"


def _at(article: ComparedArticle, index: int | None) -> Deed | None:
    return article.deeds[index] if index is not None and 0 <= index < len(article.deeds) else None
