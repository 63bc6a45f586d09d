"""Who holds a power: the organs as the article writes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lezr_extract.powers.context import Surroundings
from lezr_extract.powers.match import Hit
from lezr_extract.records import ActorKind, Mention, Norm, PowerType, Span

_JOINED = frozenset({"会同", "和", "与", "或者", "商"})
_NOT_HOLDING = frozenset(
    {
        "接受",
        "被",
        "对",
        "会同",
        "商",
        "征求",
        "移送",
        "提请",
        "征得",
        "按照",
        "依照",
        "根据",
        "依据",
        "按",
        "违反",
        "符合",
    }
    | {"自", "为", "给", "属于", "服从", "配合", "协助"}
)
_HANDING = ("提请", "报请", "建议", "通知", "交由", "移交", "商请")
_DECIDES = re.compile(r"(?:依法|统一)?(?:批准|审批|核准|决定|确定|认定|核定|核发|裁决|裁定)")
_BESIDE = re.compile(r"、|和|与|及|以及|或者?")
EXCEPTION = re.compile("除[^，]*外$")  # 除依照前款规定处罚外: who acts there does not act here
_ASKED = frozenset({"向"})
_ASKING_NONE = (PowerType.INSPECTION, PowerType.COERCION, PowerType.PENALTY)  # whoever is asked does not act
_DEFAULT: dict[PowerType, tuple[str, ...]] = {
    PowerType.LICENCE: ("经", "报", "由", "向", "subject", "sentence", "before"),
    PowerType.PENALTY: ("由", "subject", "sentence", "before", "article"),
    PowerType.COERCION: ("由", "subject", "sentence", "before", "article", "staff"),
    PowerType.LEVY: ("由", "向", "subject", "sentence"),
    PowerType.BENEFIT: ("由", "subject", "向", "sentence"),
    PowerType.INSPECTION: ("由", "subject", "接受", "sentence", "before", "staff"),
    PowerType.CONFIRMATION: ("由", "经", "报", "向", "subject", "sentence", "before"),
    PowerType.REWARD: ("由", "subject", "sentence"),
    PowerType.ADJUDICATION: ("由", "向", "subject", "sentence", "before"),
    PowerType.OTHER: ("由", "向", "报", "到", "subject", "sentence", "before"),
}
# A mention that 向, 报 or 经 attaches stands for the organ that decides; one behind these words does not.


@dataclass(frozen=True, slots=True)
class Holder:
    """The organs that hold a power, in order; empty where the article names none."""

    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def source(self) -> str:
        """``article`` or ``none``, as in `Power.holder_source`."""
        return "article" if self.words else "none"


def find_holder(hit: Hit, around: Surroundings) -> Holder:
    """The organs that the article names as holder of the power that ``hit`` found.

    Looks where the rule says, in its order: a preposition (由, 经, 向 …) asks for an organ attached by it in the
    clause, ``subject`` for the clause's subject, ``sentence`` for the nearest organ of the sentence, ``before``
    for one of an earlier sentence of the article, ``article`` for any, ``staff`` for officials as subject.
    """
    norm = around.norms[hit.norm]
    handed = _handed_over(norm, hit)
    if handed.words:
        return handed
    order = hit.rule.holder or (_DEFAULT[hit.rule.type] if hit.rule.type else ())
    for where in order:
        holder = _look(where, hit, norm, around)
        if holder.words:
            return holder
    return Holder()


def _handed_over(norm: Norm, hit: Hit) -> Holder:
    """The organ to which the clause hands the act: 提请登记机关撤销登记, 由街道办事处报区人民政府确定; empty without."""
    for mention in norm.mentions:
        if mention.kind is not ActorKind.ORGAN or mention.span.end >= hit.span.end:
            continue
        after = norm.text[mention.span.end - norm.span.start :]
        handed = mention.via.endswith(_HANDING) and after[:1] not in "，。；的"
        decided = mention.via.endswith("报") and any(m.via.endswith("由") for m in norm.mentions)
        if handed or (decided and _DECIDES.match(after)):
            return Holder((mention.words,), (mention.span,))
    return Holder()


def _look(where: str, hit: Hit, norm: Norm, around: Surroundings) -> Holder:
    if where == "subject":
        return _subject(norm)
    if where == "staff":
        return _staff(around, hit.norm)
    if where == "sentence":
        return _nearest(around, hit.norm, around.sentence_norms(hit.norm), hit.rule.type)
    if where == "before":
        return _nearest(around, hit.norm, range(hit.norm), hit.rule.type)
    if where == "article":
        return _nearest(around, hit.norm, range(len(around.norms)), hit.rule.type)
    return _attached(norm, where, hit.span)


def _subject(norm: Norm) -> Holder:
    if norm.subject_kind is not ActorKind.ORGAN or norm.subject is None or norm.subject_span is None:
        return Holder()
    words, spans = [norm.subject], [norm.subject_span]
    for mention in norm.mentions:
        if (
            mention.via in _JOINED
            and mention.kind is ActorKind.ORGAN
            and not norm.subject_span.holds(mention.span)
        ):
            words.append(mention.words)
            spans.append(mention.span)
    return Holder(tuple(words), tuple(spans))


def _staff(around: Surroundings, norm: int) -> Holder:
    """The officials who act where no organ is named (人民警察, 监督检查人员): the nearest such subject before."""
    for i in range(norm, -1, -1):
        clause = around.norms[i]
        if (
            clause.subject_kind is ActorKind.STAFF
            and clause.subject is not None
            and clause.subject_span is not None
        ):
            return Holder((clause.subject,), (clause.subject_span,))
    return Holder()


def _attached(norm: Norm, via: str, at: Span) -> Holder:
    """The organs that ``via`` attaches in the clause, the ones nearest to the rule's words."""
    found = [m for m in norm.mentions if m.kind is ActorKind.ORGAN and m.via.endswith(via)]
    if not found:
        return Holder()
    before = [m for m in found if m.span.start < at.end] or found
    first = norm.mentions.index(before[-1])
    joined = [*_side_by_side(norm, before), *_followers(norm.mentions[first + 1 :])]
    return Holder(tuple(m.words for m in joined), tuple(m.span for m in joined))


def _side_by_side(norm: Norm, mentions: list[Mention]) -> list[Mention]:
    """The last of ``mentions`` with those that stand beside it in one list (由A、B或者C处罚)."""
    chosen = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        between = norm.text[mention.span.end - norm.span.start : chosen[0].span.start - norm.span.start]
        if not _BESIDE.fullmatch(between):
            break
        chosen.insert(0, mention)
    return chosen


def _followers(mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    for mention in mentions:
        if mention.via not in _JOINED or mention.kind is not ActorKind.ORGAN:
            return
        yield mention


def _nearest(
    around: Surroundings, norm: int, where: tuple[int, ...] | range, type_: PowerType | None
) -> Holder:
    """The subject or organ nearest before the clause among ``where``; else the nearest after it.

    The items after 有下列行为之一的，处…罚款 tell the conducts: an organ in them punishes nothing.
    """
    listed = type_ is PowerType.PENALTY and around.norms[norm].item is None
    after = [i for i in where if i > norm and not (listed and around.norms[i].item is not None)]
    order = [i for i in reversed(where) if i <= norm] + after
    barred = _NOT_HOLDING | _ASKED if type_ in _ASKING_NONE else _NOT_HOLDING
    for i in order:
        if i != norm and EXCEPTION.match(around.norms[i].masked):
            continue
        holder = _subject(around.norms[i])
        if holder.words:
            return holder
        for mention in around.norms[i].mentions:
            if mention.kind is ActorKind.ORGAN and mention.via not in barred:
                return Holder((mention.words,), (mention.span,))
    return Holder()
