"""Referrals (依照前款、依照第X条、依照《…》处罚): which clause sets the kinds and amounts, and what they are."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lezr_extract.records import (
    ArticlePowers,
    Citation,
    Followed,
    Law,
    Power,
    PowerType,
    Reach,
    Referral,
    Resolution,
    Role,
    Span,
)

_REFERS = re.compile(
    r"(?:依照|按照|依据|根据|适用|比照|按)(?:《[^》]{1,60}》|(?!依照|按照|违反)[^，。；：《]){1,120}?"
    r"(?:处\s*罚(?!决定|程序|种类|机关|标准|裁量)|论处|处理(?=[，。；：\s]|$)|处以(?:[^，。；]{0,12})罚款|(?:的|予以|给予|处)罚款)"
)
_OF_STAFF = re.compile(r"处分|不[得予]|免予|刑事|程序|办法处理|定罪")
# The punishments of 刑法 are the courts', and so are the fines of the procedural laws.
_CRIMINAL = re.compile(r"刑法|刑事|诉讼法|诉讼程序")
_LONGEST_CHAIN = 3  # 依照前条处罚, and there 依照第X条处罚


def find_referrals(
    law: Law, found: Sequence[ArticlePowers], citations: Sequence[Citation]
) -> tuple[Referral, ...]:
    """The referrals of ``law`` in the order of its text; those within the law are followed.

    Args:
        law: the law.
        found: its powers, from which kinds and amounts of the cited clauses come.
        citations: its citations in the order of the text, those of the law itself resolved.

    Returns:
        One record for each cited clause; those of other laws are `Followed.WAITS`.
    """
    penalties = _Penalties(law, found)
    if _CRIMINAL.search(law.title):
        return ()
    referrals = [
        penalties.started(article, span, number, citations[number])
        for article, span, numbers in _referring(law, citations)
        for number in numbers
    ]
    for _ in range(_LONGEST_CHAIN):
        chained = [penalties.chained(one, referrals) for one in referrals]
        if chained == referrals:
            break
        referrals = chained
    return tuple(r for r in referrals if not _is_no_penalty(r))


def _is_no_penalty(referral: Referral) -> bool:
    """依照第X条处理 with nothing punished there: a procedure."""
    return referral.outcome is Followed.NO_PENALTY and referral.words.endswith("处理")


def _referring(law: Law, citations: Sequence[Citation]) -> Iterator[tuple[int, Span, list[int]]]:
    """Article, span of 依照…处罚 and the numbers of the citations in it."""
    starts = [citation.span.start for citation in citations]
    for index, article in enumerate(law.articles):
        if "处" not in article.text:
            continue
        for match in _REFERS.finditer(law.text, *article.text_span):
            if _OF_STAFF.search(match.group()):
                continue
            span = Span(*match.span())
            first = bisect_left(starts, span.start)
            inside = [
                n
                for n in range(first, bisect_left(starts, span.end))
                if citations[n].span.end <= span.end and not _CRIMINAL.search(citations[n].full_title)
            ]
            if inside:
                yield index, span, inside


class _Penalties:
    """The penalties of one law by place."""

    def __init__(self, law: Law, found: Sequence[ArticlePowers]) -> None:
        self.law = law
        self.index = {article.number: i for i, article in reversed(list(enumerate(law.articles)))}
        self.powers = {
            row.article: [p for p in row.powers if p.type is PowerType.PENALTY and p.role is Role.BASIS]
            for row in found
        }

    def started(self, article: int, span: Span, number: int, cited: Citation) -> Referral:
        """The referral with what its clause sets, as far as it stands in the same law."""
        plain = Referral(article, span, span.of(self.law.text), number, cited, Followed.WAITS)
        if cited.reach is Reach.OTHER_LAW and cited.article and cited.resolution is Resolution.UNRESOLVED:
            return plain
        if cited.article is None:
            return replace(plain, outcome=Followed.LAW_ONLY)
        if cited.resolution is not Resolution.RESOLVED or cited.article not in self.index:
            return replace(plain, outcome=Followed.NOT_FOUND)
        within = self.place(cited)
        powers = [
            power
            for power in self.powers.get(self.index[cited.article], ())
            if _stands_in(power, within) and not power.span.overlaps(span)
        ]
        powers = [p for p in powers if p.kinds or p.amounts] or [
            replace(power, kinds=("罚款",))  # a 款 that only says how the fine of another is counted
            for power in self.powers.get(self.index[cited.article], ())
            if any(within.holds(amount.span) for amount in power.amounts) and not within.holds(span)
        ]
        return _with(plain, powers, within)

    def place(self, cited: Citation) -> Span:
        """The cited 条, 款 or 项 in the text."""
        article = self.law.articles[self.index[str(cited.article)]]
        paragraphs = [p for p in article.paragraphs if cited.paragraph in (None, p.number)]
        items = [i for p in paragraphs for i in p.items if i.no == cited.item]
        # The sanction stands in the head above the item, or in the item itself: the whole 款 has both.
        chosen = [p for p in paragraphs if any(i in p.items for i in items)] or paragraphs
        if not chosen or (cited.paragraph is None and cited.item is None):
            return article.text_span
        return Span(chosen[0].span.start, chosen[-1].span.end)

    def chained(self, one: Referral, referrals: Sequence[Referral]) -> Referral:
        """A referral to a clause that only refers itself takes what that one came to."""
        if one.outcome is not Followed.NO_PENALTY:
            return one
        within = self.place(one.cited)
        further = [r for r in referrals if within.holds(r.span) and r.outcome is Followed.FOLLOWED]
        if not further:
            return one
        return replace(
            one,
            outcome=Followed.FOLLOWED,
            kinds=tuple(dict.fromkeys(kind for r in further for kind in r.kinds)),
            amounts=tuple(dict.fromkeys(amount for r in further for amount in r.amounts)),
            targets=tuple(dict.fromkeys(target for r in further for target in r.targets)),
        )


def _stands_in(power: Power, within: Span) -> bool:
    return any(span.overlaps(within) for span in (power.clauses or (power.span,)))


def _with(referral: Referral, powers: Sequence[Power], within: Span) -> Referral:
    if not powers:
        return replace(referral, outcome=Followed.NO_PENALTY)
    amounts = (amount for power in powers for amount in power.amounts if within.holds(amount.span))
    return replace(
        referral,
        outcome=Followed.FOLLOWED,
        kinds=tuple(dict.fromkeys(kind for power in powers for kind in power.kinds)),
        amounts=tuple(dict.fromkeys(amounts)),
        targets=(within,),
    )
