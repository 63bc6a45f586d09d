"""Subjects carried over: who acts in a clause that does not say so.

Two thirds of the clauses that carry a power do not name their subject. An organ goes on acting until another is
named; a party that is only the topic of a condition never becomes the one who orders and fines.
"""

import re
from typing import Final

from lezr_extract.norms.acting import KINDS
from lezr_extract.norms.carry import Carry, Subject, inherited, unnamed
from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.kinds import (
    CONDITION,
    COURT,
    LEANING_VERB,
    ORGAN,
    ORGAN_VERB,
    PARTY,
    PARTY_VERB,
    STAFF,
    STATE,
    THING,
    UNKNOWN,
    VERB,
)
from lezr_extract.norms.plain import plainly
from lezr_extract.norms.weighing import signs_of
from lezr_extract.records import ActorKind, HeadKind, SubjectSource
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.clause_words import VERBS, WordKind, words_of

_DECIDES: Final = re.compile("作出[^，]*(?:决定|裁定|认定)$")
_ORGANS_ACT: Final = re.compile(
    "(?:从重|从轻|减轻|加重)[^，]{0,12}(?:处分|处罚)$|强制措施|(?:进行|实施|给予|作出)[^，]{0,6}(?:处罚|行政检查|行政强制|查封|扣押)$|申请C+强制|(?:举行|组织)[^，]{0,4}听证|方式审理$|采取[^，]{0,4}[下以]列[^，]{0,8}措施|^(?:并|予以|应当)?(?:依照|按照|依据|依法)[^，]*(?:处理|处罚|查处)$"
)
_CORRECTED: Final = ("责令改正", "责令限期改正")
_LIABLE: Final = re.compile("承担[^，]{0,10}(?:责任|费用)|赔偿损失")
_MATTER: Final = re.compile("(?:视为|视同|属于|不属于|按照?|依照|参照|适用|从其规定|从其约定)")
_BY_RULE: Final = re.compile("(?:执行|办理|管理|规定|约定|处理|适用§?[^，]{0,12})$|^从其")
_BEARING: Final = ("承担", "负担", "支付", "负责赔偿", "赔偿", "自负")
_DISCIPLINE: Final = ("处分", "任免", "问责")
_HAS: Final = re.compile("(?:应当|应|必须|须)?具备|[^，]*停止使用$")
_SETTING_UP: Final = re.compile(
    "(?:实施|实行|建立|推行|构建|开展|组建|完善|形成|打造|推动|对[^，]+?(?:实行|实施|进行|开展|给予|予以))"
)
_REST: Final = re.compile("(?:规定|授权|交办|委托|赋予|确定|禁止|约定)的(?:其他|有关|相关)?[^的，]{1,10}$")
_HELD: Final = (HeadKind.PROHIBITION, HeadKind.MEANS, HeadKind.DUTIES)
_OFFICIAL: Final = ("制定", "修订", "修改", "处理", "审理", "办理")
_BY_ALL: Final = ("遵守", "配合", "取得", "改正", "具备", "申请", "申报", "承担")
_FOUNDING: Final = ("设立", "成立", "组建", "设置")
_TASKED: Final = ("负责", "具体负责", "统一负责", "承担", "履行", "行使")
_FOR_ALL: Final = ("建立", "完善", "促进", "推动", "维护", "保障", "营造", "形成", "实现", "提高", "提升")
_WITHIN_TIME: Final = ("限期", "并限期")
"""Begin what is ordered after 责令: 责令停止违法行为，限期恢复原状."""
_FAVOURING: Final = ("鼓励", "支持", "引导")
_NEAR: Final = 12
_CONDUCT: Final = re.compile(
    "(?:从事|设立|申请|变更|举办|开办|使用|确需|因[^，]{0,20}需要|擅自|未经|占用|挖掘|新建|改建|扩建|拟|违反|不服|对[^，]{1,30}不服)[^，]*的$"
)
_ORGANS_CASE: Final = re.compile(
    "发现|认为|认定|符合|具备|属于|经|收到|接到|决定|准予|批准|审查|受理|查|调查|检查|需要"
)


def resolve(clause: Clause, masked: str, carry: Carry, head: HeadKind | None) -> Subject:
    """The subject of ``clause``; what it says of later clauses goes into ``carry``."""
    own = _own(clause)
    if head in _HELD and clause.unit.depth and clause.modal is None:
        if own is not None and own.kind is THING:
            own = None  # items of duties and prohibitions begin with acts, not with things
        if own is None and _is_the_rest(clause, masked):
            return unnamed(THING)
    if clause.kind is CONDITION:
        subject = _in_condition(clause, masked, carry, own)
    elif own is not None:
        subject = own
        carry.defining = carry.defining or clause.defines
        if not _passes(own, masked[clause.start : clause.end]):
            _keep(own, carry, conditional=False)
        if own.kind is not ORGAN:
            _keep_attached(clause, carry)
        _give_tasks(clause, masked, own, carry)
    elif carry.defining and clause.modal is None:
        subject = unnamed(THING)  # what the meaning of a term goes on with
    else:
        subject = _unsaid(clause, masked, carry, head)
    carry.last = subject.kind, clause.kind
    return subject


def _is_the_rest(clause: Clause, masked: str) -> bool:
    """Whether an item only names what stands elsewhere: 法律、法规规定的其他措施, 本法第四十条规定的措施."""
    first = clause.words[0] if clause.words else None
    acts = first is not None and first[0] == clause.start and first[2] in VERBS
    return not acts and clause.closing != "，" and _REST.search(masked, clause.start, clause.end) is not None


def _in_condition(clause: Clause, masked: str, carry: Carry, own: Subject | None) -> Subject:
    """The subject of a condition, and whom it serves in the clauses after."""
    if own is not None and (own.kind is not STATE or masked[clause.end - 1] in "时后"):
        _keep(own, carry, conditional=True)
        if own.kind is STAFF and masked[clause.end - 1] != "的":
            carry.authority = own  # 执法人员检查时，可以…; but not 工作人员滥用职权的，给予处分
    elif own is None and _is_conduct(clause, masked):
        carry.implied_party = True
        if carry.subject is not None and carry.subject.kind is ORGAN:
            carry.conditional = False  # another case: 举办其他活动的
    carry.case = True
    carry.toward = own is None and masked[clause.start] == "对"
    _keep_attached(clause, carry)
    return own or _of_condition(carry)


def _unsaid(clause: Clause, masked: str, carry: Carry, head: HeadKind | None) -> Subject:
    """The subject of an operative clause that names none: from the grammar, or weighed where that names nobody."""
    words = masked[clause.start : clause.end]
    plain = plainly(clause, masked, words, carry)
    found = _dropped(clause, masked, words, carry, head) if plain is None else plain
    if (plain is None or clause.topic) and _doubtful(clause, masked, found, carry):
        kind = carry.weigh(clause, signs_of(clause, masked, found, carry, head), carry.law)
        known = found.kind is not UNKNOWN and kind is THING and _acts(clause, masked, carry)
        if kind is not None and kind is not found.kind and not known:
            found = _of_kind(kind, carry)
    _go_on(found, clause.verb[2] if clause.verb else VERB, carry)
    bare = found.start < 0 and found.kind in (UNKNOWN, PARTY)
    if bare and clause.modal is None and clause.closing == "，":
        # 设立企业，应当…
        carry.implied_party = carry.implied_party or _begins_with_conduct(clause, masked)
    _keep_attached(clause, carry)
    _give_tasks(clause, masked, found, carry)
    return found


def _doubtful(clause: Clause, masked: str, found: Subject, carry: Carry) -> bool:
    """Whether the grammar only guesses: it has a thing, or names nobody, and neither a verb nor the clause before tells."""
    if found.kind is THING:
        return True
    if found.kind is UNKNOWN and clause.closing == "，" and clause.after is not None and clause.after.actors:
        first = clause.after.actors[0]
        if first.start == clause.after.start and not first.via:
            return False  # 危害茶园的枯树，主管部门可以…: whoever acts in the next
    if found.start >= 0 or found.kind not in (ORGAN, PARTY, UNKNOWN):
        return False
    if found.kind is not ORGAN:
        # 从事X的，应当经Y批准: whoever does X.
        return not (
            carry.implied_party and clause.modal and any(a.via in words_of("asking") for a in clause.actors)
        )
    words = masked[clause.start : clause.end]
    told = carry.acting is not None and carry.acting.kind is ORGAN
    toward = "对其" in words or any(actor.kind == "P" and actor.via == "对" for actor in clause.actors)
    return not (told or toward or _ordered(clause, masked) or _ORGANS_ACT.search(words))


def _ordered(clause: Clause, masked: str) -> bool:
    """Whether the clause has a verb that only organs do: 责令改正, 予以激励."""
    return any(kind is ORGAN_VERB and not masked.startswith("的", end) for _, end, kind in clause.words)


def _acts(clause: Clause, masked: str, carry: Carry) -> bool:
    """Whether someone acts in a clause, so that it is no thing's: 设立企业应当…, but not 登记事项应当…."""
    if clause.modal is not None and masked.startswith("有权", clause.modal[0]):
        return True
    if _ordered(clause, masked):
        return True
    if carry.subject is not None and carry.subject.kind is THING and not carry.conditional:
        return False
    if carry.acting is not None:
        return True
    first = clause.words[0] if clause.words else None
    if first is None or first[0] != clause.start or first[2] not in VERBS:
        return False
    return masked[first[0] : first[1]] not in words_of("nounlike_verbs")


def _of_kind(kind: ActorKind, carry: Carry) -> Subject:
    """A subject of ``kind``: the one at hand, else one that nothing names."""
    if kind is ORGAN:
        found = _carried_organ(carry)
    elif kind is PARTY:
        found = _carried_party(carry)
    else:
        subject = carry.subject
        found = unnamed(kind) if subject is None else inherited(subject, SubjectSource.CARRIED)
    return found if found.kind is kind else unnamed(kind)


def _give_tasks(clause: Clause, masked: str, subject: Subject, carry: Carry) -> None:
    """Whoever the clause sets up or encourages does what the next clauses say."""
    if clause.verb is None or not clause.actors:
        return
    start, end, _ = clause.verb
    last = clause.actors[-1]
    if masked.startswith(_FOUNDING, start) and subject.kind in (STATE, ORGAN):
        if last.kind == "O" and start < last.start and last.end == clause.end:
            carry.founded = Subject(last.start, last.end, ORGAN, SubjectSource.CARRIED)
    elif start == clause.start and masked.startswith(_FAVOURING, start):
        named = next((a for a in clause.actors if a.kind == "P" and 0 <= a.start - end <= _NEAR), None)
        if named is not None:
            carry.encouraged = Subject(named.start, named.end, PARTY, SubjectSource.CARRIED)


def _go_on(found: Subject, verb: WordKind, carry: Carry) -> None:
    """Who acts by the verb alone goes on acting in the clauses after (鼓励利用X，探索Y)."""
    if verb is LEANING_VERB and carry.case:
        return  # only a guess where a case has been put
    if found.kind is STATE and found.start < 0:
        carry.acting = found
        return
    nobody = carry.subject is None or carry.subject.kind is THING
    if found.kind is ORGAN or (found.kind is PARTY and nobody):
        carry.acting = found


_PERMITTED: Final = re.compile("(?:依法)?经[^，]{0,14}(?:批准|同意|许可|核准)[^，]{2,}的$")


def _is_conduct(clause: Clause, masked: str) -> bool:
    """Whether a condition is something that a party does: 从事X的, 搭建Y的."""
    if _CONDUCT.match(masked, clause.start, clause.end) or _PERMITTED.match(masked, clause.start, clause.end):
        return True
    return masked[clause.end - 1] == "的" and _begins_with_conduct(clause, masked)


def _begins_with_conduct(clause: Clause, masked: str) -> bool:
    first = clause.words[0] if clause.words else None
    return (
        first is not None
        and first[0] == clause.start
        and first[2] in (VERB, PARTY_VERB)
        and not _ORGANS_CASE.match(masked, clause.start)
    )


def _passes(own: Subject, words: str) -> bool:
    """Whether an agent acts in its own clause only: 费用由当事人承担, 由其上级机关给予处分."""
    if own.source is not SubjectSource.AGENT:
        return False
    bears = own.kind is PARTY and any(word in words for word in _BEARING)
    return bears or any(word in words for word in _DISCIPLINE)


def _own(clause: Clause) -> Subject | None:
    if clause.agent:
        return _named(clause.agent, SubjectSource.AGENT)
    if clause.subject:
        return _named(clause.subject, SubjectSource.WRITTEN)
    if clause.thing is not None and clause.kind is not CONDITION:
        return Subject(*clause.thing, clause.thing_kind, SubjectSource.WRITTEN)
    return None


def _named(group: tuple[Actor, ...], source: SubjectSource) -> Subject:
    kinds = {actor.kind for actor in group}
    letter = group[0].kind
    if source is SubjectSource.AGENT and "O" in kinds:
        letter = "O"
    return Subject(group[0].start, group[-1].end, KINDS[letter], source)


def _keep(subject: Subject, carry: Carry, *, conditional: bool) -> None:
    carry.subject = subject
    carry.spoken = True
    if subject.kind is not THING:
        carry.named = subject.kind
    carry.acting = None
    carry.conditional = conditional
    if subject.kind in (ORGAN, COURT, STAFF):
        if not conditional or subject.kind is ORGAN:
            carry.authority = subject
    elif subject.kind is PARTY:
        carry.party = subject


def _keep_attached(clause: Clause, carry: Carry) -> None:
    """An organ that is asked, reported to or must agree is the one that acts next."""
    held = [actor for actor in clause.actors if actor.kind == "O" and actor.via in words_of("holding")]
    if held:
        last = len(held) - 1
        first = last
        while (
            first and held[first - 1].via == held[last].via and held[first].start - held[first - 1].end <= 3
        ):
            first -= 1
        carry.authority = Subject(held[first].start, held[last].end, ORGAN, SubjectSource.CARRIED)


def _of_condition(carry: Carry) -> Subject:
    if carry.subject is not None and carry.conditional:
        return inherited(carry.subject, SubjectSource.CARRIED)
    return unnamed(UNKNOWN)


def _dropped(clause: Clause, masked: str, words: str, carry: Carry, head: HeadKind | None) -> Subject:
    """The subject of an operative clause that names none, from its modal and verb and what was said before."""
    if carry.founded is not None and words.startswith(_TASKED):
        return carry.founded
    modal = masked[clause.modal[0] : clause.modal[1]] if clause.modal else ""
    kind = clause.verb[2] if clause.verb else None
    by_them = carry.encouraged is not None and modal in ("", "可以") and kind in (VERB, PARTY_VERB, None)
    if by_them and not words.startswith(_FOR_ALL):
        return carry.encouraged or unnamed(PARTY)
    if not modal and words.startswith(_WITHIN_TIME):
        return _carried_organ(carry)
    if head is HeadKind.PROHIBITION and carry.head is not None and clause.unit.depth:
        found: Subject | None = inherited(carry.head, SubjectSource.HEAD)
    elif kind is PARTY_VERB or _LIABLE.search(words):
        found = _complying(clause, masked, words, carry)
    elif (
        kind is ORGAN_VERB
        or words.startswith("由其")
        or words.endswith(_CORRECTED)
        or _ORGANS_ACT.search(words)
    ):
        found = _carried_organ(carry)
        if found.kind is STAFF and ("处分" in words or "追究" in words):
            found = unnamed(ORGAN)  # never by the officials themselves
    else:
        found = _carried(carry, clause, head)
        if kind is not LEANING_VERB and not _DECIDES.search(words):
            return _of_either(clause, words, modal, carry, found)
        if found is not None and found.kind is THING:
            found = None
    return found or _carried_organ(carry)


def _of_either(clause: Clause, words: str, modal: str, carry: Carry, found: Subject | None) -> Subject:
    """The subject of a verb that organs and parties both do."""
    asking = words_of("asking")
    asks = any(actor.via in asking for actor in clause.actors)
    other = carry.subject is None or carry.subject.kind in (ORGAN, THING)
    # 从事X的，应当向Y备案: a conduct without a doer is a party's, and organs are not asked by organs alone.
    implied = carry.implied_party and (modal != "" or asks)
    if not carry.conditional and other and (implied or (modal and asks and found is None)):
        return _carried_party(carry)
    if found is not None and found.kind is not UNKNOWN:
        return found
    if not modal and clause.closing == "，" and clause.ordered_next and words.startswith(_OFFICIAL):
        kind = ORGAN  # 制定地方性法规，应当…
    elif _MATTER.match(words) and (clause.verb is None or _BY_RULE.search(words)):
        kind = THING  # 参照本条例执行
    elif clause.upward or (carry.toward and modal not in ("不得", "") and not asks):
        kind = ORGAN
    elif (
        not modal
        and carry.subject is None
        and not carry.case
        and clause.closing in "。；"
        and _SETTING_UP.match(words)
    ):
        kind = ORGAN  # 建立举报制度。
    elif modal or asks or (not modal and clause.closing == "，" and _prepares(clause, words, carry)):
        kind = PARTY
    else:
        kind = UNKNOWN
    return unnamed(kind)


def _prepares(clause: Clause, words: str, carry: Carry) -> bool:
    """Whether a clause without a doer names the conduct for which the next says what must be done: 新建项目，应当…."""
    first = clause.words[0] if clause.words else None
    conduct = first is not None and first[0] == clause.start and first[2] is VERB
    return (conduct or words.startswith("对")) and carry.subject is None and clause.ordered_next


def _carried(carry: Carry, clause: Clause, head: HeadKind | None) -> Subject | None:
    own = carry.spoken and carry.subject is not None and carry.subject.kind is not THING
    if (
        carry.head is not None
        and head is not None
        and clause.unit.depth
        and not carry.conditional
        and not own
    ):
        return inherited(carry.head, SubjectSource.HEAD)
    if carry.acting is not None and (
        carry.subject is None or carry.conditional or carry.subject.kind is THING
    ):
        return inherited(carry.acting, SubjectSource.CARRIED)
    if carry.subject is not None:
        source = SubjectSource.CONDITION if carry.conditional else SubjectSource.CARRIED
        return inherited(carry.subject, source)
    return None


def _carried_organ(carry: Carry) -> Subject:
    if carry.conditional and carry.subject is not None and carry.subject.kind is ORGAN:
        return inherited(carry.subject, SubjectSource.CONDITION)
    if carry.subject is not None and carry.subject.kind is COURT and not carry.conditional:
        return inherited(carry.subject, SubjectSource.CARRIED)  # 人民法院应当发出通知，责令其搬迁
    if carry.authority is not None:
        in_head = carry.head is not None and carry.head.start == carry.authority.start
        return inherited(carry.authority, SubjectSource.HEAD if in_head else SubjectSource.CARRIED)
    if carry.subject is not None and carry.subject.kind is STATE:
        return inherited(carry.subject, SubjectSource.CARRIED)
    return unnamed(ORGAN)


def _complying(clause: Clause, masked: str, words: str, carry: Carry) -> Subject:
    """The subject of what parties do: a party, unless a thing or an organ has just been spoken of that may do it too."""
    found = _carried_party(carry)
    before = carry.subject or carry.acting
    if found.start >= 0 or before is None:
        return found
    thing = before.kind is THING and _HAS.match(words)  # 设施验收，应当具备下列条件
    verb = clause.verb[0] if clause.verb else 0
    # 主管部门负责X，配合Y: organs comply and obtain as well.
    organ = before.kind is ORGAN and not carry.case and masked.startswith(_BY_ALL, verb)
    return inherited(before, SubjectSource.CARRIED) if thing or organ else found


def _carried_party(carry: Carry) -> Subject:
    if carry.conditional and carry.subject is not None and carry.subject.kind is not THING:
        return inherited(carry.subject, SubjectSource.CONDITION)
    if carry.party is not None:
        return inherited(carry.party, SubjectSource.CARRIED)
    if carry.head is not None and carry.head.kind is PARTY:
        return inherited(carry.head, SubjectSource.HEAD)
    return unnamed(PARTY)
