"""The type of a list's entry against its clauses: checks C24 and C25, fed with what the clauses give."""

import re
from collections.abc import Iterator, Mapping, Sequence

from lezr_extract.compare.checks.entries import penalty_without_sanction, type_against_clause
from lezr_extract.powerlist.present.faults import given_by
from lezr_extract.powerlist.present.powers import HeldPowers
from lezr_extract.records import BasisStatus, CheckedBasis, EntryFault, Finding, PowerType, PresentEntry, Side

_STANDING = (BasisStatus.CURRENT, BasisStatus.AMENDED, BasisStatus.MOVED, BasisStatus.MISQUOTED)
_SANCTION = re.compile(
    r"罚款|没收|吊销|暂扣|扣留|警告|通报批评|停产|停业|停止营业|关闭|拘留|处罚|处分|降低.{0,6}等级|限制.{0,8}(?:活动|从业)|撤销"
    r"|取消.{0,6}资格|禁止.{0,10}从事|不得.{0,10}从事|罚则|取缔"
)
_CODES = {"C24": "type", "C25": "no_sanction"}


def type_faults(
    entry: PresentEntry, checked: Sequence[CheckedBasis], powers: Mapping[str, HeldPowers]
) -> Iterator[EntryFault]:
    """C24: the type is another one than the clauses give; C25: a penalty whose clauses name no sanction.

    Both speak only where every basis was found: a clause that is not at hand may be the one that counts. C25 also
    wants that no word of a sanction stands in any clause, for what finding powers misses is no proof.
    """
    if entry.type is None or not checked or any(one.status not in _STANDING for one in checked):
        return
    if any(not one.text for one in checked):
        return
    given = [given_by(one, powers) for one in checked]
    found = [power for one in given for power in one.powers]
    referrals = [referral for one in given for referral in one.referrals]
    side = _side(entry)
    yield from map(_fault, type_against_clause(side, entry.type, found, referrals, at_hand=True))
    if entry.type is PowerType.PENALTY and not any(
        _SANCTION.search(words) for one in checked for words in (one.text, one.older, one.cited.quotation)
    ):
        yield from map(_fault, penalty_without_sanction(side, entry.type, (), referrals, at_hand=True))


def _side(entry: PresentEntry) -> Side:
    return Side("", "", "", "", "", "", "", None, None, entry.full_name, None, entry.file)


def _fault(finding: Finding) -> EntryFault:
    guards = "；".join(guard.words for guard in finding.guards)
    words = f"{finding.explanation}（{finding.authority}；已查：{guards}）" if guards else finding.explanation
    return EntryFault(_CODES.get(finding.rule, finding.rule), finding.level.value, finding.rule, words)
