"""Who is said to act in one clause, by which modal and verb: what the clause itself shows, nothing carried over."""

import re
from typing import Final

from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.kinds import (
    CONDITION,
    COURT,
    LEANING_VERB,
    MODAL,
    OPERATIVE,
    ORGAN,
    ORGAN_VERB,
    PARTY,
    STAFF,
    STATE,
    VERB,
)
from lezr_extract.norms.statements import defines
from lezr_extract.norms.things import find_thing, instead_of_actor, kind_by_name
from lezr_extract.norms.verbs import after_adverbials, find_verb
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.clause_words import VERBS, Word, words_of

KINDS: Final = {
    "O": ORGAN,
    "P": PARTY,
    "C": COURT,
    "S": STAFF,
    "G": STATE,
}
_JOINED: Final = re.compile(
    "(?:(?:、|和|或者?|及其?|以及其?|与|同|会同|或者其|和其|等|（[^）]{1,12}）|联合|协同|商)*"
    "(?:(?<=[、和或者及与])[^，。；：的、OPCSG]{1,8}(?=[OPC]))?)"
)
_BY: Final = re.compile(
    "(?<![经理自事案缘])由(?P<who>[^，。；：的由其OPCSG¥§]{0,12}"
    "(?:P+|O+|[^本他为私别动个]人|[^官]员|者|(?<!地)方|[^会]社|[^网]站|[大支]队|用户|院|学校|协会|学会|理事会|中心|小组|专人|人民?法院|财政(?=[负承安解支拨予])))"
    "(?=(?:[应须]?当?[按依自在向负承提组主集共协自统分委指派编填签送报缴支出办保制提主]))"
)
_FAR: Final = 24
_RELATING: Final = frozenset("向供从同用以给")  # 向国内外游客提供服务
_RESTING: Final = frozenset("根按依")
_JOINING: Final = frozenset("的、和与及或同")
_CHOSEN: Final = re.compile(
    "(?:依法)?(?:指定|委托|授权|认定|确定|批准|设立|设置|组织|派出|认可|聘请|公布|任命|选定|确认)?的(?:有关|其他|具有[^，]{2,12}的)?"
)
_TASKS: Final = re.compile(
    "的(?:主要|具体|基本)?(?:职责|任务|职权|权限|义务|工作职责|管理职责)(?:是|为|如下|包括|有|主要|$)"
)


def read_acting(clause: Clause, masked: str) -> None:
    """Fills modal, verb, written subject, agent, thing and topic of ``clause``."""
    clause.modal = _modal(clause, masked)
    if defines(masked, clause.start, clause.end):
        clause.thing = (clause.start, clause.end)
        clause.defines = True
        return
    if clause.kind is not CONDITION and masked.find("由", clause.start, clause.end) >= 0:
        clause.agent = _agent(clause, masked) or _unlisted_agent(clause, masked)
    if clause.actors:
        _find_subject(clause, masked, clause.modal[0] if clause.modal else clause.end)
    approving = words_of("approving")
    asked = (
        next((actor for actor in clause.actors if actor.via in approving), None) if clause.actors else None
    )
    if asked is not None and not clause.agent:
        clause.verb = (asked.start - len(asked.via), asked.start, VERB)
    else:
        clause.verb = find_verb(clause, masked, _anchor(clause))
    if not clause.subject and not clause.agent:
        find_thing(clause, masked)
    if clause.thing == (clause.start, clause.end):
        clause.verb = None  # the words only name or state something


def _modal(clause: Clause, masked: str) -> Word | None:
    for word in clause.words:
        if word[2] is MODAL:
            if word[1] - word[0] == 1 and word[0] > clause.start and masked[word[0] - 1] in "、的":
                continue  # 完整性、可跟踪
            return word
        if word[0] <= clause.start + 1 and masked[word[0] : word[1]] in words_of("ordering_verbs"):
            return None
    return None


def _anchor(clause: Clause) -> int:
    """Where the words that say who acts, and the modal, are over."""
    acting = clause.agent or clause.subject
    end = acting[-1].end if acting else clause.start
    if clause.modal is not None and (clause.modal[1] > end or not clause.agent):
        return clause.modal[1]
    return end


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


def _agent(clause: Clause, masked: str) -> tuple[Actor, ...]:
    """The actors that 由 names; empty without."""
    if (
        masked.startswith(("组成", "构成"), clause.end - 2)
        or masked.rfind("的方式", clause.end - 8, clause.end) > 0
    ):
        return ()
    for at, actor in enumerate(clause.actors):
        if not actor.via.endswith("由") or actor.via in words_of("handing"):
            continue
        group = _group(clause, masked, at)
        rest = clause.actors[at + len(group) :]
        if clause.modal and any(
            not other.via and masked[other.start - 1] == "的" and other.end <= clause.modal[0]
            for other in rest
        ):
            continue  # 由X供水的用户应当: the user acts
        end = group[-1].end
        if end >= clause.end:
            return group if clause.closing == "，" else ()
        chosen = _CHOSEN.match(masked, end)
        if chosen is not None and rest and rest[0].start <= chosen.end():
            return _group(clause, masked, at + len(group))  # 由主管部门指定的机构代履行
        if masked[end] != "的":
            return () if masked.startswith(("组成", "构成"), end) else group
    return ()


def _unlisted_agent(clause: Clause, masked: str) -> tuple[Actor, ...]:
    """The actor after 由 that no list holds, known by the end of its name (由汇交人承担)."""
    match = _BY.search(masked, clause.start, clause.end)
    if match is None and masked[clause.start] == "由":
        return _far_agent(clause, masked)
    if match is None or any(not actor.via and actor.start < match.start() for actor in clause.actors):
        return ()
    start, end = match.span("who")
    return (
        Actor(start, end, "O" if masked[end - 1] == "O" or masked.startswith("财政", end - 2) else "P", "由"),
    )


def _far_agent(clause: Clause, masked: str) -> tuple[Actor, ...]:
    """The actor that 由 names over words that no list holds: 由请求机关与协助机关共同的上一级机关决定."""
    if masked.startswith("其", clause.start + 1) or any(masked[a.start - 1] == "的" for a in clause.actors):
        return ()
    for actor in clause.actors:
        after = masked[actor.end : actor.end + 1]
        if actor.start - clause.start <= _FAR and after not in _JOINING and actor.end < clause.end:
            return (actor,)
    return ()


def _find_subject(clause: Clause, masked: str, limit: int) -> None:
    """The actor that stands unattached before the modal, or before everything; or the thing in its place."""
    best = _leading(clause, masked, limit)
    if best is None:
        return
    group = _group(clause, masked, best)
    end = group[-1].end
    tasks = clause.unit.has_items or clause.end - end < 16
    if tasks and _TASKS.match(masked, end, clause.end):
        clause.subject = group
        return
    clause.thing = instead_of_actor(clause, masked, end, limit)
    if clause.thing is not None and (limit < clause.end or (clause.closing == "，" and clause.ordered_next)):
        clause.thing_kind = kind_by_name(masked, end + 1 if masked[end] == "的" else end, clause.thing[1])
    named_alone = end == clause.end and clause.closing != "，" and clause.modal is None
    if clause.thing is None and not (named_alone and clause.kind is OPERATIVE):
        clause.subject = group


def _leading(clause: Clause, masked: str, limit: int) -> int | None:
    """Index of the actor that leads the clause; None where none does."""
    best = None
    actors = clause.actors
    for at, actor in enumerate(actors):
        if actor.start >= limit:
            break
        if actor.via:
            continue
        if best is None:
            if not _may_lead(clause, masked, actor):
                break
            best = at
        elif (
            masked[actor.start - 1] == "的"
            and masked[actors[best].end] != "、"  # 主任会议、提议案的机关
            and not _goes_on(clause, masked, actors[best].end, actor.start)
            and (actors[best].end != actor.start - 1 or actor.kind in "PS" or actors[best].kind == "P")
        ):
            best = at  # 持有X颁发的许可证的企业: the last that is described acts
    if best is None:
        # 对山体造成破坏的单位应当: 对 stands inside the description, the party acts.
        for at, actor in enumerate(actors):
            if actor.end == limit < clause.end and actor.kind == "P" and masked[actor.start - 1] == "的":
                return at
    return best


def _goes_on(clause: Clause, masked: str, end: int, stop: int) -> bool:
    """Whether the actor that ends at ``end`` acts with what stands before ``stop``: 国家建立专门的公务员培训机构, 政府根据国家规定的学校."""
    return clause.modal is None and (
        masked[end] in _RESTING
        or any(
            start == end and kind in VERBS and not masked.startswith("的", last)
            for start, last, kind in clause.words
            if start < stop
        )
    )


def _may_lead(clause: Clause, masked: str, actor: Actor) -> bool:
    """Whether only adverbials and descriptions stand before the actor."""
    if actor.start == clause.start:
        return True
    if (
        masked[clause.start] in "将把"
        or masked.startswith("由其", clause.start)
        or (masked[clause.start] == "对" and clause.modal is None)
    ):
        return actor.end == clause.end
    at = after_adverbials(masked, clause.start, actor.start)
    if at == actor.start:
        return True
    toward = masked[clause.start] in _RELATING and masked[actor.start - 1] != "的" and actor.end != clause.end
    return not toward and _led_up_to(clause, masked, actor, at)


def _led_up_to(clause: Clause, masked: str, actor: Actor, at: int) -> bool:
    """Whether what stands from ``at`` up to the actor describes it, and is no act with the actor as its object."""
    before = [word for word in clause.words if at <= word[0] < actor.start]
    if masked[actor.start - 1] in "的和、":
        return _described(clause, masked, actor, at, before)
    if clause.modal is None and before and before[0][0] == at and before[0][2] in VERBS:
        return False  # 鼓励区内企业引进人才
    return not any(
        kind in VERBS and (kind is not LEANING_VERB or end == actor.start) for _, end, kind in before
    )


def _described(clause: Clause, masked: str, actor: Actor, at: int, before: list[Word]) -> bool:
    """Whether an actor after 的 or a link is the one described, not the object of what stands before.

    指定有能力的单位代为治理: without a modal the first verb has the actor as its object; 从事监理的单位， names who acts
    in the clauses after.
    """
    ordered = bool(before) and before[0][0] == at and before[0][2] in (LEANING_VERB, ORGAN_VERB)
    opens = clause.start == clause.unit.start or masked[clause.start - 1] in "。；："
    last = clause.closing == "，" and _group(clause, masked, clause.actors.index(actor))[-1].end == clause.end
    topic = opens and last and not ordered
    if clause.modal is not None or topic:
        return True
    if masked[at] == "被" or (before and before[0][0] == at and masked.startswith("的", before[0][1])):
        return True  # 被投诉的单位, 投诉的单位
    toward = masked.find("对", clause.start, actor.start) >= 0  # 对浪费行为和责任主体予以处理
    return not toward and not any(kind in VERBS for _, _, kind in before)
