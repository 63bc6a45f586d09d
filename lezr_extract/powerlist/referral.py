"""What an entry takes from the clauses to which its own clause leaves the penalty (依照前款规定处罚)."""

from collections.abc import Iterable, Sequence

from lezr_extract.powerlist.export.columns import amount_text
from lezr_extract.records import Amount, Followed, Power, Referral, Span
from lezr_extract.text.numerals import to_chinese

MOST_CLAUSES = 3
"""Of more cited clauses (依照第一百六十条至第一百七十条处罚) the sums are not taken: each belongs to its own conduct."""


def of_powers(referrals: Sequence[Referral], powers: Sequence[Power], text: str) -> tuple[Referral, ...]:
    """The referrals that stand in the sentences of ``powers``.

    Args:
        referrals: of the article.
        powers: those that the entry rests on.
        text: of the law.
    """
    spans = [span for power in powers for span in (power.span, *power.clauses)]
    return tuple(r for r in referrals if any(_together(r.span, span, text) for span in spans))


def kinds_of(referrals: Iterable[Referral]) -> tuple[str, ...]:
    """The kinds of the cited penalties."""
    return tuple(dict.fromkeys(kind for r in referrals for kind in r.kinds))


def amounts_of(referrals: Sequence[Referral]) -> tuple[Amount, ...]:
    """The sums of the cited penalties; none where too many clauses are cited to tell whose they are."""
    followed = [r for r in referrals if r.outcome is Followed.FOLLOWED]
    if len(followed) > MOST_CLAUSES:
        return ()
    return tuple(dict.fromkeys(amount for r in followed for amount in r.amounts))


def targets_of(referrals: Sequence[Referral]) -> tuple[Span, ...]:
    """The cited clauses of the same law, to be quoted beside the entry's own."""
    targets = tuple(dict.fromkeys(target for r in referrals for target in r.targets))
    return targets[:MOST_CLAUSES]


def remarks_of(referrals: Sequence[Referral]) -> tuple[str, ...]:
    """What the reviewer must know: where the penalty stands, and what it is where that is at hand."""
    followed = [r for r in referrals if r.outcome is Followed.FOLLOWED]
    others = [r for r in referrals if r.outcome is not Followed.FOLLOWED]
    if len(followed) > MOST_CLAUSES:
        kinds = "、".join(kinds_of(followed))
        words = [f"处罚依照{place_of(followed[0])}等{len(followed)}条（款）：{kinds}；数额见各条"]
    else:
        words = [remark(r) for r in followed]
    return tuple(dict.fromkeys([*words, *(remark(r) for r in others[:MOST_CLAUSES])]))


def remark(referral: Referral) -> str:
    """What one referral came to, in words."""
    place = place_of(referral)
    match referral.outcome:
        case Followed.FOLLOWED:
            sums = "；".join(dict.fromkeys(amount_text(amount) for amount in referral.amounts))
            return f"处罚依照{place}：{'、'.join(referral.kinds)}" + (f"（{sums}）" if sums else "")
        case Followed.NO_PENALTY:
            return f"处罚依照{place}，该处未见处罚种类和幅度，待核"
        case Followed.NOT_FOUND:
            return f"处罚依照{place}，所引条款未找到，种类和幅度待核"
        case Followed.LAW_ONLY:
            return f"处罚依照{place}，条文未写明条款，种类、幅度和主体应查该法"
        case Followed.NOT_AT_HAND:
            return f"处罚依照{place}，该法不在所读法规之列，种类和幅度应查该法"
        case Followed.WAITS:
            return f"处罚依照{place}，种类和幅度应查该条"


def place_of(referral: Referral) -> str:
    """The cited provision: 《…法》第三十条第一款, without the title inside the same law."""
    cited = referral.cited
    title = f"《{cited.full_title}》" if cited.full_title else ""
    paragraph = f"第{to_chinese(cited.paragraph)}款" if cited.paragraph else ""
    item = f"第（{cited.item}）项" if cited.item else ""
    return f"{title}{cited.article or ''}{paragraph}{item}" or f"《{cited.law}》"


def _together(one: Span, other: Span, text: str) -> bool:
    """Whether no 。 or ； stands between two stretches."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return not any(stop in between for stop in "。；\n")
