"""Who is said to act in one clause, by which modal and verb: what the clause itself shows, nothing carried over."""

import re
from typing import Final

from lezr_extract.norms.clauses import Clause
from lezr_extract.records import ActorKind, ClauseKind
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.clause_words import Word, WordKind

KINDS: Final = {
    "O": ActorKind.ORGAN,
    "P": ActorKind.PARTY,
    "C": ActorKind.COURT,
    "S": ActorKind.STAFF,
    "G": ActorKind.STATE,
}
_JOINED: Final = re.compile(
    "(?:、|和|或者?|及其?|以及其?|与|同|会同|或者其|和其|等|（[^）]{1,12}）|联合|协同|商)*"
)
_ADVERBIAL: Final = re.compile(
    "(?:自[^，]{1,40}?起[^，]{0,14}?(?:内|前|后)|自[^，]{1,40}?起|在[^，]{1,30}?(?:之?内|之?前|之?后|时|中|期间|基础上|范围内|条件下)"
    "|于[^，]{1,16}?(?:内|前|后)|(?:按照|依照|根据|依据|参照)[^，]{1,30}?(?:规定|要求|标准|程序|分工|原则|需要|情况|实际|职责|权限|情节轻重|计划|规划|规范)(?:的)?(?:职责|权限|分工)?"
    "|依法|及时|立即|定期|并|会同[OPC]+|及其?O+|向[OPCS]+|每[年月日季]|应当|可以)"
)
_BEFORE_THING: Final = frozenset(
    "对在自按根依向经报因为从以于就凡除当与同由将把被未不有无逾拒该情并也还且但均都一又仍即则再必未非"
)
_LEADING: Final = frozenset("对在自按根依向经因为从以于就凡除当与同由将把有无其所通会如若")
_ASKED: Final = frozenset(("经", "报", "报经", "须经", "应经", "先经", "并报", "并经", "报请", "必须经", "经由"))
_HANDED: Final = frozenset(("交由", "转由", "移交由"))
_TASKS: Final = re.compile("的(?:主要|具体|基本)?(?:职责|任务|职权|权限|义务|工作职责|管理职责)(?:是|为|如下|包括|有)?")
_STATED: Final = re.compile("有效期|分为|是指|期限为|标志为|的种类|组成$")
_DESCRIBED_THING: Final = re.compile(
    "的(?![^的]{0,10}(?:规定|要求|标准|程序|情况|原则|需要|期限|时候|同时|基础上|情节|结果|意见|申请|范围内|期间|时|前|后|内|日|的|因素|影响|方式|条件|情形|情况下)$)[^的，OPCSG]{2,12}$"
)
_NOUNLIKE: Final = frozenset(
    "鉴定 检验 检测 检疫 登记 申请 监测 评估 评价 审计 审查 审核 处罚 备案 规划 管理 运输 建设 施工 公告 通知 征收 补偿 安置 奖励 救助 培训 考核 发布 调查 处理 验收 保护 拍卖 招标 采购 监督".split()
)
_LIGHT: Final = frozenset(
    (
        "进行",
        "予以",
        "给予",
        "实施",
        "开展",
        "作出",
        "加以",
        "加强",
        "处¥",
        "处以",
        "责令",
        "没收",
        "处罚",
        "吊销",
    )
)
_NOMINAL_END: Final = re.compile(
    "(?:办法|规定|标准|程序|决定|工作|制度|文书|[证书表费款单簿]|标准|设施|设备|产品|场所|方案|计划|规划|机制|标志|信息|数据|结果|结论|金额|费用|材料|文件|记录|报告|证明|许可证|证书|事项|内容|范围|期限|义务|责任|条件|资格)$"
)
_AFTER_ACTOR: Final = frozenset(
    "对在自按根依向经报因为从以于就与同由将把被未不应可须必有无接收认发依根会及有的和或、及每，"
)


def read_acting(clause: Clause, masked: str) -> None:
    """Fills modal, verb, written subject, agent and topic of ``clause``."""
    _find_modal(clause)
    _find_agent(clause, masked)
    limit = clause.modal[0] if clause.modal else clause.end
    _find_subject(clause, masked, limit)
    anchor = clause.start
    if clause.modal is not None:
        anchor = clause.modal[1]
    elif clause.agent:
        anchor = clause.agent[-1].end
    elif clause.subject:
        anchor = clause.subject[-1].end
    if clause.agent and clause.agent[-1].end > anchor:
        anchor = clause.agent[-1].end
    asked = next((a for a in clause.actors if a.start >= clause.start and a.via in _ASKED), None)
    if asked is not None and not clause.agent:
        clause.verb = (asked.start - len(asked.via), asked.start, WordKind.VERB)
    else:
        _find_verb(clause, masked, anchor)
    if not clause.subject and not clause.agent:
        _find_thing(clause, masked)


def _find_modal(clause: Clause) -> None:
    for word in clause.words:
        if word[2] is WordKind.MODAL:
            clause.modal = word
            return


def _group(clause: Clause, masked: str, at: int) -> tuple[Actor, ...]:
    """The actors joined to the one at ``at`` by 、和或者及其."""
    actors = clause.actors
    end = at + 1
    while end < len(actors):
        joint = _JOINED.match(masked, actors[end - 1].end)
        if joint is None or joint.end() != actors[end].start or joint.end() == actors[end - 1].end:
            break
        end += 1
    return tuple(actors[at:end])


def _find_agent(clause: Clause, masked: str) -> None:
    if clause.kind is ClauseKind.CONDITION:
        return
    for at, actor in enumerate(clause.actors):
        if actor.via.endswith("由") and actor.via not in _HANDED:
            group = _group(clause, masked, at)
            if any(
                not other.via and masked[other.start - 1] == "的" and clause.modal and other.end <= clause.modal[0]
                for other in clause.actors[at + len(group) :]
            ):
                continue  # 由X供水的用户应当: the user acts
            if masked[group[-1].end : group[-1].end + 1] != "的" and group[-1].end < clause.end:
                clause.agent = group
                return


def _find_subject(clause: Clause, masked: str, limit: int) -> None:
    """The bare actor that stands before the modal, or before everything."""
    best = None
    actors = clause.actors
    for at, actor in enumerate(actors):
        if actor.start >= limit:
            break
        if actor.via:
            continue
        if best is not None:
            if masked[actor.start - 1] != "的" or actors[best].end == actor.start - 1:
                continue
        elif not _may_lead(clause, masked, actor):
            break
        best = at
    if best is None:
        best = _described_party(clause, masked, limit)
    if best is None:
        return
    group = _group(clause, masked, best)
    end = group[-1].end
    after = masked[end : end + 1]
    if after == "的" and (clause.unit.has_items or clause.end - end < 16) and _TASKS.match(masked, end, clause.end):
        clause.subject = group
        return
    if _product(clause, masked, end, limit):
        clause.thing = (clause.start, limit)
        return
    if clause.modal is None and end < clause.end and _STATED.search(masked, end, clause.end):
        clause.thing = (clause.start, clause.end)
        return
    if after == "的" or (after and end < limit < clause.end and _is_thing(clause, masked, end, limit)):
        clause.thing = (clause.start, limit)
        return
    if (
        clause.kind is ClauseKind.OPERATIVE
        and clause.modal is None
        and end == clause.end
        and clause.closing != "，"
    ):
        return
    clause.subject = group


def _product(clause: Clause, masked: str, end: int, limit: int) -> bool:
    """人民政府批准的规划: what an actor made or gave, not the actor."""
    made = False
    for start, stop, kind in clause.words:
        if start < end or kind is WordKind.ADVERB:
            continue
        if start >= limit:
            break
        if masked[stop : stop + 1] == "的":
            made = made or start - end <= 2
        elif not made:
            return False
        elif kind is not WordKind.MODAL and start - limit < -6:
            return False
    return made and masked[limit - 1] != "的"


def _described_party(clause: Clause, masked: str, limit: int) -> int | None:
    """对山体造成破坏的单位(应当): 对 stands inside the description, the party acts."""
    for at, actor in enumerate(clause.actors):
        if actor.end == limit < clause.end and actor.kind == "P" and masked[actor.start - 1] == "的":
            return at
    return None


def _may_lead(clause: Clause, masked: str, actor: Actor) -> bool:
    """Whether only adverbials and descriptions stand before the actor."""
    if actor.start == clause.start:
        return True
    at = clause.start
    before = masked[actor.start - 1]
    while at < actor.start:
        match = _ADVERBIAL.match(masked, at, actor.start)
        if match is None or match.end() == at:
            break
        at = match.end()
    if at == actor.start:
        return True
    if before in "的和、":
        return clause.modal is not None or not any(
            kind is not WordKind.ADVERB and kind is not WordKind.MODAL
            for start, _, kind in clause.words
            if at <= start <= at + 1
        )
    for start, end, kind in clause.words:
        if start >= actor.start:
            break
        if start >= at and kind is not WordKind.ADVERB and kind is not WordKind.MODAL and end == actor.start:
            return False
    return not any(
        kind in (WordKind.ORGAN_VERB, WordKind.PARTY_VERB, WordKind.VERB)
        for start, _, kind in clause.words
        if at <= start < actor.start
    )


def _is_thing(clause: Clause, masked: str, end: int, limit: int) -> bool:
    """Whether what follows an actor up to the modal makes a thing of it: 经营者提供的商品(应当)."""
    if end == limit:
        return False
    between = masked[end:limit]
    if between[0] in "（，":
        return False
    if between[0] in _AFTER_ACTOR:
        return (
            between[0] not in "应可须必依会每"
            and "的" in between
            and _NOMINAL_END.search(between) is not None
            and between[0] not in "对在自按根依向经因为从以于就将把"
        )
    for start, stop, _ in clause.words:
        if start == end:
            return "的" in masked[stop:limit] and masked[limit - 1] != "的"
        if start > end:
            break
    return True


def _find_verb(clause: Clause, masked: str, anchor: int) -> None:
    at = anchor
    while True:
        match = _ADVERBIAL.match(masked, at, clause.end)
        if match is None or match.end() == at:
            break
        at = match.end()
    sanction = masked.startswith("以", at + 1) or "罚款" in masked[at : clause.end] or "¥" in masked[at : clause.end]
    if masked[at : at + 1] == "处" and sanction:
        clause.verb = (at, at + 1, WordKind.ORGAN_VERB)
        return
    first = last = None
    moved = masked[at : at + 1] in "对将把向为与就" and at < clause.end
    for word in clause.words:
        start, end, kind = word
        if start < at or kind is WordKind.MODAL or kind is WordKind.ADVERB:
            continue
        if end < clause.end and masked[end] == "的":
            continue  # it describes: 征收的税款
        if first is None:
            first = word
            if not moved:
                break
        if masked[start:end] in _LIGHT:
            first = word
            break
        last = word
    clause.verb = last if moved and last is not None and masked[first[0] : first[1]] not in _LIGHT else first  # type: ignore[index]


def _find_thing(clause: Clause, masked: str) -> None:
    """A thing as subject, or a verb phrase as topic: 设立企业(应当)."""
    pivot = clause.modal or clause.verb
    if clause.kind is not ClauseKind.OPERATIVE:
        return
    if pivot is None:
        named = clause.closing == "，" and clause.end - clause.start > 2 and masked[clause.start] not in _LEADING
        if (named and not clause.actors) or _STATED.search(masked, clause.start, clause.end):
            clause.thing = (clause.start, clause.end)
        return
    start, limit = clause.start, pivot[0]
    if clause.modal is None and _STATED.search(masked, start, clause.end):
        clause.thing = (start, clause.end)
        return
    if masked[start:limit] == "" or clause.thing is not None:
        return
    first: Word | None = None
    at = start
    for word in clause.words:
        if word[0] != at or word[2] is not WordKind.ADVERB or masked[at] in _LEADING:
            break
        at = word[1]
    if at >= limit:
        return
    if masked[at] in _BEFORE_THING:
        if clause.modal is not None and masked[at] not in "对自根" and _DESCRIBED_THING.search(masked, at, limit):
            clause.thing = (at, limit)
        return
    for word in clause.words:
        if word[0] >= at:
            first = word
            break
    if first is not None and first[0] == at and first[0] < limit and first[2] is not WordKind.ADVERB and masked[first[1]] != "的":
        compound = masked[first[0] : first[1]] in _NOUNLIKE and limit - at <= 8
        clause.topic = (
            clause.modal is not None
            and masked[limit - 1] != "的"
            and not (compound and _NOMINAL_END.search(masked, at, limit))
            and not _DESCRIBED_THING.search(masked, at, limit)
        )
        if not clause.topic and clause.modal is not None:
            clause.thing = (at, limit)
        return
    if limit - at > (1 if clause.modal else 2):
        clause.thing = (at, limit)
