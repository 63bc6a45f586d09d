"""Clauses about a thing, and verb phrases as topic: where no actor is the subject although one is named."""

import re
from typing import Final

from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.kinds import ADVERB, COURT, MODAL, OPERATIVE, ORGAN, PARTY, STAFF, STATE, THING
from lezr_extract.norms.statements import equates, states
from lezr_extract.norms.verbs import after_adverbials
from lezr_extract.records import ActorKind
from lezr_extract.vocabulary.clause_words import VERBS, Word, words_of

_BEFORE_THING: Final = frozenset(
    "供使对在自按根依向到经报因为从以于就凡除当与同由将把被受未不有无逾拒该视情并也还且但均都一又仍即则再必未非"
)
_NO_PREPOSITION: Final = (
    *("供水", "供电", "供热", "供气", "供应", "供货", "供养", "供销", "供需", "供暖"),
    "使用",
    "受理",
    "受益",
    "受赠",
    "受助",
    "受训",
    "受托",
    "对外",
    "报告",
    "报表",
    "报名",
    "报废",
    "经营",
    "经费",
    "经济",
)
_LEADING: Final = frozenset("使对在自按根依向到经因为从以于就凡除当与同由将把有无所通会如若不视")
_LIVING: Final = re.compile(
    "(?:[^本他为私别个当动名]人|[^官议动职复定雇超满]员|(?<![或再])者|(?<!地)[^地双多两东西南北对]方|双方|委员会|[^会]社|[大支]队|[用租住商客]户|[^区]院"
    "|学校|医院|协会|学会|商会|理事会|中心|小组|[^网]站|公司|单位|企业|主体|媒体|图书馆|班组|队伍|矫正对象|分行|支行)"
)
_ALIVE: Final = re.compile(_LIVING.pattern + "$")
_THEN: Final = re.compile(
    _LIVING.pattern
    + "(?=(?:按照?|依[照据法]|根据|在|由|对|向|就|以|与|自|从|不|未|均|将|把|为|经|持|应)[^的]*$)"
)
_BY_LETTER: Final = {"P": PARTY, "O": ORGAN, "C": COURT}
_DELEGATES: Final = re.compile("(?:代表|委员|常委|主席|主任|议员|秘书长|领导班子)$")
_OFFICERS: Final = re.compile(
    "(?:主任|委员|主席|部长|局长|科长|处长|院长|队长|秘书长|书记|干部|首长|领导|专员|参赞)$"
)
_LAST_OF_OFFICERS: Final = frozenset("任员席长记部首导赞")
_BY_OWNER: Final = {"O": STAFF, "P": PARTY, "C": COURT, "S": STAFF}
_OF_NAME: Final = re.compile(
    "的[^，的]{0,4}(?:方案|办法|标准|程序|申请书?|决定|规定|计划|规划|报告|期限|费用|证书?|合同|协议|项目|事项|范围|条件|收入)$"
)
_DUTIES: Final = re.compile("其?(?:主要|基本|具体)?(?:职责|任务|职权)(?:是|为|如下|包括|有)?$")
_DESCRIBED_THING: Final = re.compile(
    "的(?![^的]{0,10}(?:规定|要求|标准|程序|情况|原则|需要|期限|时候|同时|基础上|情节|结果|意见|申请|范围内|期间|时|前|后|内|日|的|因素|影响|方式|条件|情形|情况下)$)[^的，OPCSG]{2,12}$"
)
_NOMINAL_END: Final = re.compile(
    "(?:办法|规定|标准|程序|决定|工作|制度|文书|[证书表费款单簿]|标准|设施|设备|产品|场所|方案|计划|规划|机制|标志|信息|数据|结果|结论|金额|费用|材料|文件|记录|报告|证明|许可证|证书|事项|内容|范围|期限|义务|责任|条件|资格|情况|收入|日志|用地|活动)$"
)
_AFTER_ACTOR: Final = frozenset(
    "对在自按根依向经报因为从以于就与同由将把被未不应可须必有无接收认发依根会及有的和或、及每，"
)
_TIMELY: Final = re.compile(
    "[0-9一二三四五六七八九十]{1,3}(?:年|个?月|个?工作日|日|小时|天)[内前后向通告]"
)  # 一年内不受理
_ADVERBIAL_INSIDE: Final = re.compile("(?:按照?|依照|由|经|从|向|自|在)")
_INSIDE: Final = ("内", "上", "中", "里", "之间", "内部")
_SHORT: Final = 6
_MEASURE: Final = re.compile("(?:时间|期限?|日期|时限|次数|人数|数量|金额|比例|范围|地点)$")
_LIMITED: Final = (
    "少于",
    "多于",
    "低于",
    "高于",
    "大于",
    "小于",
    "超过",
    "超出",
    "早于",
    "晚于",
    "迟于",
    "短于",
    "长于",
)
_RULED_BY: Final = ("按照", "依照", "根据", "自", "由")
_ADDED: Final = ("均", "都", "也", "不", "未", "对", "具体", "主要", "统一", "一般", "分别", "共同", "同时")
_PLACES_THAT_RULE: Final = (
    *("直辖市", "自治州", "各地区", "条件的地区", "条件的地方", "省辖市"),
    *("试验区", "示范区", "合作区", "综试区", "新区", "实验区", "自由贸易港", "县级市", "市和区", "各区"),
    *("县（市、区）", "县（市）", "（市、区）两级", "乡（镇）两级"),
)
_PLACE_ACTS: Final = re.compile(f"(?:{'|'.join(_PLACES_THAT_RULE)})(?=(?:按照|依照|根据|对|在|实行)[^的]*$)")
_GIVEN: Final = ("批准的", "核准的", "审批的", "许可的", "登记的", "备案的")
_COUNTING: Final = frozenset("0123456789一二三四五六七八九十")  # 代表十人以上联名，可以…
_PLAINLY_ACTING: Final = frozenset("应可须必依会每对在自按根向经因为从以于就将把")


def instead_of_actor(clause: Clause, masked: str, end: int, limit: int) -> tuple[int, int] | None:
    """The thing that takes the place of the actor that ends at ``end``; None where the actor acts.

    ``limit`` is where the modal begins, or the end of a clause without one.
    """
    if _made(clause, masked, end, limit):
        return clause.start, limit
    told = clause.modal is None and clause.kind is OPERATIVE and clause.closing == "，"
    if told and _names_alone(clause, masked, end):
        return clause.start, clause.end
    if masked.startswith("的除外", clause.end - 3):
        return clause.start, clause.end
    if clause.modal is None and end < clause.end and states(masked, end, clause.end):
        return clause.start, clause.end
    if masked.startswith("的", end) or (end < limit < clause.end and _owned(clause, masked, end, limit)):
        return clause.start, limit
    return None


def _names_alone(clause: Clause, masked: str, end: int) -> bool:
    """Whether words after an actor make the name of a thing and say nothing: 经营者名称争议解决程序，."""
    if (
        end >= clause.end
        or masked[end] in _AFTER_ACTOR
        or masked[end] in _PLAINLY_ACTING
        or masked[end] in _COUNTING
    ):
        return False
    acts = any(start <= end + 1 and start >= end for start, _, _ in clause.words)
    if acts:
        return False
    short = clause.end - end <= 10 and masked.find("有", end, clause.end) < 0
    named = (
        short and clause.ordered_next and not any(kind in VERBS for at, _, kind in clause.words if at >= end)
    )
    return named or _NOMINAL_END.search(masked, end, clause.end) is not None


def kind_by_name(masked: str, start: int, end: int) -> ActorKind:
    """What a name that no list holds is, by its end: 汇交人 a party, 委员 a member of an assembly, else a thing."""
    if masked.endswith(("办公室", "办事处"), start, end):
        return ORGAN
    while end - start > 2 and masked.endswith(_ADDED, start, end):
        end -= 1 if masked[end - 1] in "均都也不未对" else 2
    if masked[end - 1] == "等" and end - start > 2:
        end -= 1
    officers = (
        masked[end - 1] in _LAST_OF_OFFICERS
        and _OFFICERS.search(masked, max(start, end - 8), end) is not None
    )
    living = not officers and _ALIVE.search(masked, max(start, end - 8), end) is not None
    kind = THING
    if living and (masked[start] == "O" or masked.find("OO、", start, end) >= 0):
        kind = ORGAN  # 卫生部门、红十字会等
    elif masked[end - 1] in _BY_LETTER:
        whole = masked[start] in _BY_LETTER and masked.find("的", start, end) < 0
        kind = _BY_LETTER[masked[start if whole else end - 1]]  # (政府的)部门以及协会
    elif masked.startswith("本人", start):
        kind = PARTY
    elif masked.endswith(_PLACES_THAT_RULE, start, end) or _PLACE_ACTS.search(masked, start, end):
        kind = STATE
    elif end - start > 1 and not masked.startswith(("本", "其"), start):
        if officers:
            kind = _of_officers(masked, start, end)
        elif living or (end - start > 5 and _THEN.search(masked, start, end)):
            kind = PARTY
        elif _DELEGATES.search(masked, max(start, end - 8), end):
            kind = COURT
    return kind


def _of_officers(masked: str, start: int, end: int) -> ActorKind:
    """Whose officers they are: 货币政策委员会委员 are staff, 业主委员会主任 is of a party, of an assembly they are its members."""
    owner = next((letter for letter in masked[max(start - 2, 0) : end][::-1] if letter in _BY_OWNER), "")
    if owner:
        return _BY_OWNER[owner]
    if masked.endswith("委员", start, end):
        return PARTY
    return COURT if _DELEGATES.search(masked, start, end) else STAFF


def _made(clause: Clause, masked: str, end: int, limit: int) -> bool:
    """人民政府批准的规划: what an actor made or gave, not the actor."""
    if masked[limit - 1] in "OPCS" or (
        masked[end] in "按依根自在对向" and not masked.startswith("依法", end)
    ):
        return False
    if clause.modal is None:
        if clause.closing == "，" and _only_verbs(clause, masked, end):
            return True
        if not _NOMINAL_END.search(masked, end, limit):
            return False
    made = False
    for start, stop, kind in clause.words:
        if start < end or kind is ADVERB:
            continue
        if start >= limit:
            break
        if masked[stop : stop + 1] == "的":
            made = made or start - end <= 2
        elif not made or (clause.modal is not None and start - limit < -6):
            return False
    return made and masked[limit - 1] != "的"


def _only_verbs(clause: Clause, masked: str, at: int) -> bool:
    """Whether nothing but adverbials and verbs stands from ``at`` to a 的 that a name alone follows: 主管部门核发的证书，."""
    at = first = after_adverbials(masked, at, clause.end)
    if masked[at] in "因经通由以在" and clause.ordered_next:
        return _OF_NAME.search(masked, at, clause.end) is not None  # 企业因重整取得的收入，
    for start, stop, kind in clause.words:
        if start == at and kind is not MODAL:
            at = stop
    if masked.startswith(_GIVEN, at):
        at += 2  # 国家审批或者核准的项目，
    stop = at
    if masked[at : at + 1] != "的" or at == first or stop + 2 >= clause.end:
        return False
    last = clause.words[-1] if clause.words else None
    return (last is None or last[1] <= stop + 1 or last[1] == clause.end) and "的" not in masked[
        stop + 1 : clause.end
    ]


def _owned(clause: Clause, masked: str, end: int, limit: int) -> bool:
    """经营者名称(应当), 经营者提供的商品(应当): what follows an actor up to the modal is a thing of its own."""
    first = masked[end]
    if first == "等" and limit - end <= 3:
        return False
    for start, stop, kind in clause.words:
        if start == end and kind is ADVERB and stop < limit and first not in _AFTER_ACTOR:
            end, first = stop, masked[stop]  # 主管部门分别依照规定(负责)
    if first in "（，" or first in _PLAINLY_ACTING or masked.startswith(("主要", "具体", "全面"), end):
        return False
    between = masked[end:limit]
    if between in _INSIDE or _TIMELY.fullmatch(between):
        return False  # 旅馆内(不得), 医疗机构三年内(不得)
    if first in _AFTER_ACTOR:
        return "的" in between and _NOMINAL_END.search(between) is not None
    start, stop = next(((start, stop) for start, stop, _ in clause.words if start >= end), (limit, limit))
    made = _NOMINAL_END.search(masked, stop, limit) is not None  # 学校建设规划(应当)
    named = made and masked[end:stop] in words_of("nounlike_verbs")
    return start != end or named or ("的" in masked[stop:limit] and masked[limit - 1] != "的")


def find_thing(clause: Clause, masked: str) -> None:
    """Fills thing or topic of a clause in which no actor is the subject: 许可证(应当), 设立企业(应当)."""
    if clause.kind is not OPERATIVE or clause.thing is not None:
        return
    start, end = clause.start, clause.end
    if _DUTIES.match(masked, start, end):
        return  # 其主要职责是：whose they are was said before
    if clause.closing == "，" and _names_what(clause, masked):
        clause.thing, clause.modal = (start, end), None
        return
    if clause.modal is not None and masked.startswith(_LIMITED, clause.modal[1]):
        clause.thing = (start, end)  # 保存期不得少于五年
        return
    pivot = clause.modal or _after_compound(clause, masked)
    excepted = masked.startswith("的除外", end - 3)
    if excepted or (clause.modal is None and (states(masked, start, end) or equates(masked, start, end))):
        clause.thing = (start, end)
    elif pivot is None:
        # 应税船舶，: a name that stands alone is what the next clause speaks of.
        first = start == clause.unit.start or masked[start - 1] in "。；"
        alone = first and clause.closing == "，" and end - start > 2 and not clause.actors
        if alone and masked[start] not in _LEADING:
            clause.thing = (start, end)
    elif clause.modal is None and clause.closing == "，" and _fragment(clause, masked):
        clause.thing = (start, end)
    elif start < pivot[0]:
        at = _after_adverbs(clause, masked)
        if at < pivot[0]:
            _before_pivot(clause, masked, at, pivot[0])


def _after_compound(clause: Clause, masked: str) -> Word | None:
    """The main verb; where verbs stand side by side and words before them, the first is part of a name: 项目管理(实行)."""
    pivot = clause.verb
    if pivot is None or pivot[0] == clause.start:
        return pivot
    for word in clause.words:
        if word[0] == pivot[1] and (word[2] in VERBS or masked.startswith(_RULED_BY, word[0])):
            if masked[pivot[0] : pivot[1]] not in words_of("nounlike_verbs") or masked.startswith(
                "组织", pivot[0]
            ):
                break
            pivot = word
    return pivot


def _names_what(clause: Clause, masked: str) -> bool:
    """Whether a clause only names what the next speaks of: 必须安装避雷装置的建筑物，; 普查报告、监测数据等，."""
    start, end = clause.start, clause.end
    if not clause.ordered_next or masked[start] in "对在因将把":
        return False
    if clause.modal is None:
        last = masked.rfind("的", start, end)
        opens = start == clause.unit.start or masked[start - 1] in "。；"
        named = opens and clause.ruled_next and start < last < end - 2 and end - last <= 15
        if named and not any(word[0] > last and word[2] is not ADVERB for word in clause.words):
            return True  # 清理枯树所需的采伐许可证，由…
        return masked[end - 1] == "等" and not clause.actors
    last = masked.rfind("的", clause.modal[1], end)
    after = any(word[0] > last for word in clause.words)
    return last > 0 and end - last > 2 and not after and clause.modal[0] > start + 1


def _fragment(clause: Clause, masked: str) -> bool:
    """Whether a clause that begins with a verb only names what the next speaks of: 配套建设的场所，; 收费标准，由…."""
    start, end = clause.start, clause.end
    if masked[start] in _BEFORE_THING:
        return False
    first = clause.words[0] if clause.words else (end, end)
    if first[0] == start and masked[start : first[1]] in words_of("nounlike_verbs") and clause.ordered_next:
        short = end - start <= 10 and not masked.startswith("，应", end)
        return short and len(clause.words) <= 2 and _NOMINAL_END.search(masked, start, end) is not None
    opens = start == clause.unit.start or masked[start - 1] in "。；"
    if opens and clause.ordered_next and _OF_NAME.search(masked, start, end):
        return True  # 撤销机构的方案，应当包括…
    return opens and _only_verbs(clause, masked, start)


def _after_adverbs(clause: Clause, masked: str) -> int:
    at = clause.start
    if masked[at] == "要" and masked[at + 1 : at + 2] not in "求素件点道害害目":
        at += 1  # 要严格检查
    manner = masked.find("地", at, at + 14)
    if (
        manner > 0
        and "、" in masked[at:manner]
        and any(start == manner + 1 and kind in VERBS for start, _, kind in clause.words)
    ):
        return manner + 1  # 科学、公正地开展鉴定
    for word in clause.words:
        leads = masked[at] in _LEADING and not masked.startswith(("如实", "如期"), at)
        if word[0] != at or word[2] is not ADVERB or leads:
            break
        at = word[1]
    return at


def _before_pivot(clause: Clause, masked: str, at: int, limit: int) -> None:
    """What stands from ``at`` up to the modal or verb: an adverbial, a verb phrase or a thing."""
    modal = clause.modal is not None
    if masked[at] == "、":
        return  # 全面、独立评审: the adverb before was known, this one is not
    if masked[at] in _BEFORE_THING and not masked.startswith(_NO_PREPOSITION, at):
        if modal and masked[at] not in "对自根" and _DESCRIBED_THING.search(masked, at, limit):
            clause.thing, clause.thing_kind = (at, limit), kind_by_name(masked, at, limit)
        return
    if _is_time(masked, at, limit, modal=modal):
        return
    first = next((word for word in clause.words if word[0] >= at), None)
    acts = first is not None and first[0] == at and _acts(first, masked)
    if modal and first is not None and acts and _may_name(masked, first, at, limit):
        acts = kind_by_name(masked, at, limit) is THING  # 登记中心(应当)
    if first is None or not acts:
        if limit - at > (1 if modal else 2):
            clause.thing = (at, limit)
            clause.thing_kind = kind_by_name(masked, at, limit)
    elif modal and masked[limit - 1] in "POC" and "的" in masked[at:limit]:
        clause.thing, clause.thing_kind = (
            (at, limit),
            kind_by_name(masked, at, limit),
        )  # 注销登记的出版单位(不得)
    elif modal:
        clause.topic = _is_topic(clause, masked, first, at, limit)
        if not clause.topic:
            clause.thing = (at, limit)
    else:
        # 培训补贴按实际费用支付: what begins like an act is the thing of which the clause speaks.
        inside = _ADVERBIAL_INSIDE.search(masked, first[1], clause.end)
        if inside and inside.start() - at <= 10 and _NOMINAL_END.search(masked, at, inside.start()):
            clause.thing = (at, inside.start())


def _may_name(masked: str, first: Word, at: int, limit: int) -> bool:
    """Whether words that begin with a verb may be a short name."""
    nounlike = masked[first[0] : first[1]] in words_of("nounlike_verbs")
    return nounlike and limit - at <= 10 and "的" not in masked[at:limit]


def _is_time(masked: str, at: int, limit: int, *, modal: bool) -> bool:
    """Whether the words say when, not who or what: 一年内, 工程施工时(禁止), 年度终了后(清算)."""
    if masked[limit - 1] in "时后" and limit - at > 2:
        return True
    if _TIMELY.match(masked, at, limit) or masked.startswith(("会同", "每"), at):
        return True
    return modal and masked[limit - 1] in "时后前内间起" and not masked.endswith("时间", at, limit)


def _acts(word: Word, masked: str) -> bool:
    return word[2] in VERBS and not masked.startswith("的", word[1])


def _all_nounlike(clause: Clause, masked: str, at: int, limit: int) -> bool:
    """Whether every verb from ``at`` to ``limit`` may be a noun, the last one ends there and words stand between."""
    inside = [(start, end) for start, end, _ in clause.words if at <= start < limit]
    nouns = words_of("nounlike_verbs")
    return (
        len(inside) > 1
        and inside[-1][1] == limit
        and inside[0][1] < inside[1][0]
        and "、" not in masked[at:limit]
        and all(masked[start:end] in nouns for start, end in inside)
    )


def _is_topic(clause: Clause, masked: str, first: Word, at: int, limit: int) -> bool:
    """Whether words that begin with a verb are an act (设立企业) and not the name of a thing (鉴定文书)."""
    named = (
        masked[first[0] : first[1]] in words_of("nounlike_verbs")
        and limit - at <= 14
        and _NOMINAL_END.search(masked, at, limit) is not None
    )
    if first[1] == limit and masked[at:limit] in words_of("nounlike_verbs"):
        return False  # 评估(应当)
    if limit - at <= _SHORT and _MEASURE.search(masked, at, limit):
        return False  # 立案时间(可以)
    if clause.words[-1][0] >= limit and _all_nounlike(clause, masked, at, limit):
        return False  # 合作区建设(应当)
    last = masked.rfind("的", at, limit)
    if 0 < last < limit - 1 and not any(last < start < limit for start, _, _ in clause.words):
        return False  # 征求意见的情况(应当)
    return masked[limit - 1] != "的" and not named and not _DESCRIBED_THING.search(masked, at, limit)
