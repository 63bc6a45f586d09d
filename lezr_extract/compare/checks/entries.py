"""C24 an entry's type against its clauses; C25 a penalty whose clauses name no sanction."""

from collections.abc import Iterator, Sequence

from lezr_extract.compare.checks.alarm import Test, alarm, cleared, notice, stands, untested
from lezr_extract.compare.checks.penalties import KINDS
from lezr_extract.records import Finding, Followed, Power, PowerType, Referral, Role, Side

_OPEN = frozenset((Followed.LAW_ONLY, Followed.NOT_AT_HAND, Followed.WAITS))


def type_against_clause(
    entry: Side,
    claimed: PowerType | None,
    powers: Sequence[Power],
    referrals: Sequence[Referral],
    *,
    at_hand: bool,
) -> Iterator[Finding]:
    """C24 (行政处罚法 arts. 2, 9, 28.1): none of the cited clauses holds a power of the type that the list claims."""
    held = [power for power in powers if power.role is Role.BASIS] or list(powers)
    if claimed is None or not held or any(power.type is claimed and _is_full(power) for power in held):
        return
    best = held[0]
    orders = "、".join(dict.fromkeys(kind for power in held for kind in power.kinds)) or best.type.value
    finding = alarm(
        "C24",
        None,
        entry,
        f"清单列为“{claimed.value}”，所引条文规定的是{orders}，应为“{_type(held).value}”。",
        (_ruling(held), _disputed(held, claimed), _referral(claimed, referrals), _at_hand(at_hand=at_hand)),
        day="",
    )
    if finding is not None:
        yield finding


def penalty_without_sanction(
    entry: Side,
    claimed: PowerType | None,
    powers: Sequence[Power],
    referrals: Sequence[Referral],
    *,
    at_hand: bool,
) -> Iterator[Finding]:
    """C25 (行政处罚法 art. 38.1): no cited clause sets any penalty, references followed."""
    if claimed is not PowerType.PENALTY or any(power.type is PowerType.PENALTY for power in powers) or powers:
        return
    finding = alarm(
        "C25",
        None,
        entry,
        "清单列为行政处罚，所引条文都没有规定处罚；没有依据的处罚无效。",
        (
            _referral(claimed, referrals),
            _at_hand(at_hand=at_hand),
            stands("office_ruling", "没有本单位的裁定"),
        ),
        day="",
    )
    if finding is not None:
        yield finding


def _is_full(power: Power) -> bool:
    """A penalty of which only orders (责令改正) are known is none of the closed kinds."""
    return (
        power.type is not PowerType.PENALTY or not power.kinds or any(kind in KINDS for kind in power.kinds)
    )


def _type(held: Sequence[Power]) -> PowerType:
    """The type that the clauses bear: that of the first one that is not only an order."""
    return next((power.type for power in held if _is_full(power)), PowerType.OTHER)


def _ruling(held: Sequence[Power]) -> Test:
    ruled = next((power.ruling for power in held if power.ruling), None)
    if ruled:
        return notice("office_ruling", f"类型按本单位的裁定（{ruled}）")
    return stands("office_ruling", "没有本单位的裁定")


def _disputed(held: Sequence[Power], claimed: PowerType) -> Test:
    for power in held:
        if claimed in power.alt:
            return notice("disputed", f"也有列为{claimed.value}的：{power.alt_reason or '类型有争议'}")
    return stands("disputed", "类型没有争议")


def _referral(claimed: PowerType, referrals: Sequence[Referral]) -> Test:
    if claimed is not PowerType.PENALTY:
        return stands("referral", "不是处罚，不用援引")
    for one in referrals:
        if one.outcome is Followed.FOLLOWED:
            return cleared("referral", f"“{one.words}”：所援引的条文规定了处罚")
    for one in referrals:
        if one.outcome in _OPEN:
            return untested("referral", f"“{one.words}”所援引的条文不在手")
    return stands("referral", "没有援引其他条文" if not referrals else "所援引的条文也没有罚则")


def _at_hand(*, at_hand: bool) -> Test:
    if at_hand:
        return stands("clause_at_hand", "所引条文都在手")
    return untested("clause_at_hand", "有的所引条文不在手")
