"""The type of a list's entry against its clauses: checks C24 and C25, fed with what the clauses give."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lezr_extract.compare.checks.entries import penalty_without_sanction, type_against_clause
from lezr_extract.powerlist.present.faults import given_by
from lezr_extract.powerlist.present.powers import HeldPowers
from lezr_extract.records import (
    BasisStatus,
    CheckedBasis,
    EntryFault,
    Finding,
    Level,
    PowerType,
    PresentEntry,
    Side,
)

_STANDING = (BasisStatus.CURRENT, BasisStatus.AMENDED, BasisStatus.MOVED)
_SLIGHT = ("typing", "cut", "changed")
# Wider than the closed list of 行政处罚法 art. 9: what some statute calls a penalty (限期拆除, 土地管理法 art. 83) is no
# ground for the claim that there is none.
_SANCTION = re.compile(
    r"罚款|没收|吊销|暂扣|扣留|警告|通报批评|停产|停业|停止营业|关闭|拘留|处罚|处分|降低.{0,6}等级|限制.{0,8}(?:活动|从业)|撤销"
    r"|取消.{0,20}资格|暂停.{0,16}(?:业务|经营|执业|资格)|收回.{0,12}(?:使用权|许可|证)|禁止.{0,10}从事|不得.{0,10}从事|罚则|取缔"
    r"|限期拆除|责令拆除"
)
# Words that speak for a type although no power of it was found: the difference is then only worth a look.
_CUES = {
    PowerType.LICENCE: re.compile(r"批准|许可|审批|核准|同意|登记"),
    PowerType.PENALTY: _SANCTION,
    PowerType.COERCION: re.compile(r"查封|扣押|冻结|强制|代履行|代为|征用|滞纳金|加处"),
    PowerType.LEVY: re.compile(r"征收|征用|缴纳|收取"),
    PowerType.BENEFIT: re.compile(r"补偿|补助|补贴|救助|给予|发放|抚恤"),
    PowerType.INSPECTION: re.compile(r"检查|监督|督导|抽查|检验|巡查"),
    PowerType.CONFIRMATION: re.compile(r"认定|划定|确认|登记|核定|评定|鉴定|命名"),
    PowerType.REWARD: re.compile(r"奖励|表彰|奖"),
    PowerType.ADJUDICATION: re.compile(r"裁决|仲裁|处理"),
}
_CODES = {"C24": "type", "C25": "no_sanction"}


def type_faults(
    entry: PresentEntry, checked: Sequence[CheckedBasis], powers: Mapping[str, HeldPowers]
) -> Iterator[EntryFault]:
    """C24: the type is another one than the clauses give; C25: a penalty whose clauses name no sanction.

    Both speak only where every basis was found: a clause that is not at hand may be the one that counts. C25 also
    wants that no word of a sanction stands in any clause, for what finding powers misses is no proof.
    """
    if entry.type is None or not checked or not all(map(_stands, checked)):
        return
    given = [given_by(one, powers) for one in checked]
    found = [power for one in given for power in one.powers]
    referrals = [referral for one in given for referral in one.referrals]
    side, texts = (
        _side(entry),
        [words for one in checked for words in (one.text, one.older, one.cited.quotation)],
    )
    cue = _CUES.get(entry.type)
    spoken_for = cue is not None and any(cue.search(words) for words in texts)
    penalty = entry.type is PowerType.PENALTY
    # A disputed type is the office's to choose; only that 责令改正 alone is no penalty is said (C24 itself).
    chosen = not penalty and any(entry.type in power.alt for power in found)
    if not chosen and not (spoken_for and penalty):
        for finding in type_against_clause(side, entry.type, found, referrals, at_hand=True):
            yield _fault(replace(finding, level=Level.NOTICE) if spoken_for else finding)
    if penalty and not spoken_for:
        yield from map(_fault, penalty_without_sanction(side, entry.type, (), referrals, at_hand=True))


def _stands(one: CheckedBasis) -> bool:
    """Whether it is sure that the basis means the article whose powers are known."""
    slightly_off = one.status is BasisStatus.MISQUOTED and one.reason in _SLIGHT and one.successor is None
    return bool(one.text) and (one.status in _STANDING or slightly_off)


def _side(entry: PresentEntry) -> Side:
    return Side("", "", "", "", "", "", "", None, None, entry.full_name, None, entry.file)


def _fault(finding: Finding) -> EntryFault:
    guards = "；".join(guard.words for guard in finding.guards)
    words = f"{finding.explanation}（{finding.authority}；已查：{guards}）" if guards else finding.explanation
    return EntryFault(_CODES.get(finding.rule, finding.rule), finding.level.value, finding.rule, words)
