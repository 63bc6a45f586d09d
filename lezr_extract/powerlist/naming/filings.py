"""What is filed or reported (备案, 报告, 申报), read from the clause: the thing or the event, not who is told of it.

公司应当将章程报登记机关备案 files 章程; 发生安全事故的，应当向…报告 reports 安全事故; 制定应急预案，并报…备案 files what the
clause before makes. Where the sentence has neither, the sentence before it may.
"""

import re
from collections.abc import Iterator

from lezr_extract.powerlist.naming import matter
from lezr_extract.powerlist.naming.conduct import ORGAN_END, plain, subject_of_head
from lezr_extract.powerlist.naming.matter import ORGAN
from lezr_extract.powerlist.naming.words import Clause

_WHO = "单位|企业|个人|机构|组织|人员|经营者|公民|公司|法人"
_NUMBER = r"[零一二两三四五六七八九十百\d]+"
_VERB = re.compile(r"备案|报告|报送|上报|通报|申报|汇报|报(?=[^，。；]{2,40}备案)|告知|提交")
_MANAGED = re.compile(r"对(?!外)(?P<x>[^，。；]{2,30}?)实行[^，。；]{0,4}(?:备案|报告)")
_HANDED = re.compile(
    r"将(?:其(?![他它])|本单位的?|(?:制定|编制)的|有关的?|所)*(?P<x>[^，。；]{2,50}?)，?(?:及时|书面|依法|定期|如实|一并|同时|每[年季月])*"
    r"(?:报(?![告表])|向|送|抄|告知|提交|报告(?=所在|当地|本级|上级))"
)
_TELLS = re.compile(
    rf"(?:向|报){ORGAN}(?:如实|及时|定期|书面|办理|进行)*(?:报告|报送|上报|提交|申报|报(?!告))(?!并|和|，)(?P<x>[^，。；]{{3,50}})"
)
_MADE = re.compile(
    r"(?:制定|编制|制订|拟定|拟订|修订|编写|签订|订立|建立|填写)(?!的)"
    r"(?:本[^，。；的]{1,6}的?|相应的?|具体的?|其(?![他它])|有关的?|[、和]?(?:健全|完善))*(?P<x>[^，。；]{3,40})"
)
_TIME = re.compile(
    rf"(?:(?:之日)?起|[前后满])?{_NUMBER}(?:个?(?:工作)?[日月年]|小时)(?:以|之)?[内前]$|之日起$"
)
_SEEN = re.compile(r"^[^，]*?(?:发现|获悉|得知|知悉|遇有|遇到|查明|获知)(?:有|了|存在)?(?!的|时|后)(?=.{4})")
_EVENT = r"(?:事件|事故|灾害|疫情|险情|灾情|火灾|火情|案件|故障|纠纷|污染|损坏|情形|情况|风险)"
_HAPPENS = re.compile(
    rf"(?:可能)?(?:发生|出现|造成|导致|引起|引发)(?:或者?可能(?:发生|出现|造成|导致))?了?(?![和或的、，])(?=[^，]*{_EVENT}(?:等)?$)"
)
_HAPPENED = re.compile(r"发生|发现|出现|造成|导致|^可能")
_PARTICULARS = re.compile(r"(?:品种|种类|数量|流向|名称).*(?:等|情况|信息|流向)$")
"""What a filing says of the business that is filed (将生产的品种、数量等情况报…备案)."""
_GENERAL = re.compile(
    r"^(?:有关|相关|以下|下列|其|该|上述|前款|所列|规定|基本|书面|详细|完成|处理|调查|整改|实施)*的?"
    r"(?:事项|情况|资料|材料|信息|手续|文件|报告|申请|结果)?$"
)
_TIER = re.compile(
    r"^(?:对)?(?:拒不[^，]{0,6}|不听劝阻|[^，]{0,6}无效|必要|紧急|同|及|届|此|情节严重|逾期[^，]{0,4}|涉嫌犯罪|符合[^，]*|不符合条件)(?:时|的|情况下)?$"
)
_SAYS_NO = re.compile(r"^(?:可能|不能|不|未|无法|拒|没有|难以|尚)")
_ACTOR = re.compile(rf"(?:{_WHO}|者|人|{ORGAN_END}|医院|学校|场|厂|站|小区)$")
_NOTHING = re.compile(
    rf"^(?!.*(?:设立|开办|变更|撤销|合并))(?:[^，的]{{0,40}}(?:{ORGAN_END}|海关))(?:备案|报告)?$|^(?:{_WHO})$"
    r"|^(?:应当|必须|并|且|向|报(?![告废刊纸警])|由|经(?![营济纪销])|按照|依照|根据|在[^，]*[前后中]$|自(?![行己有然来])|于|分别)"
    r"|应当|必须|第[^，]{1,6}[条款项]|^前款|[接收]到[^，]{0,8}(?:报告|举报|通知)|^[^《]*》"
)


def filed(clause: Clause, kind: str, act: str) -> str:
    """The thing filed or the event reported; empty where neither the sentence nor the one before it says.

    Args:
        clause: that gives the power.
        kind: 备案, 报告 or 申报.
        act: the act of the power, asked after the sentence itself.
    """
    for found in _readings(clause, kind, act):
        words = event(found)
        if words:
            no = _SAYS_NO.match(words) and not words.endswith(("情况", "事件", "行为"))
            return f"{words}的情况" if no else words
    return ""


def _readings(clause: Clause, kind: str, act: str) -> Iterator[str]:
    """What may be filed or reported, the best reading first."""
    quote, sentence = clause.quote, clause.sentence
    lead, last = _lead(quote, sentence), re.split(r"[。；\n]", clause.before.rstrip("。；\n"))[-1]
    condition = _condition(lead)
    around = sentence[max(sentence.find(quote) - 80, 0) :]
    yield from (match["x"] for match in _MANAGED.finditer(around))
    handed = [match["x"] for match in _HANDED.finditer(around)]
    if kind == "备案" and any(_PARTICULARS.search(x) for x in handed):
        yield condition
    yield from handed
    yield _listed(sentence, clause.first_item)
    if "确需" in condition:
        yield matter.licensed(sentence)
    yield condition if kind == "报告" and _HAPPENED.search(condition) else ""
    yield from (match["x"] for match in _TELLS.finditer(quote))
    yield condition
    yield from (match["x"] for match in reversed(list(_MADE.finditer(lead))))
    yield _subject(lead)
    yield matter.licensed(sentence)
    yield act
    yield _condition(f"{last}，")
    yield from (match["x"] for match in reversed(list(_MADE.finditer(last))))
    yield _subject(last)


def event(words: str) -> str:
    """``words`` as a name says them; empty where they name nothing.

    Gone are who finds it (养护人发现…), 发生 before an event, and the time that is left for telling of it.
    """
    words = re.sub(r"^[（(][一二三四五六七八九十]+[）)]", "", plain(words))
    words = re.sub(
        r"^(?:确?需要?(?=.{4})|拟(?![^，]{1,4}的)|对(?!外)|本单位的?|其(?![他它])|该|凡|经(?=依法)|(?:依照|根据|按照)(?:前款|本条)(?:的?规定)?)+", "", words
    )  # fmt: skip
    words = re.sub(
        rf"^规定的|的(?:{_WHO})(?:(?:和|或者|、)(?:{_WHO}))*$", "", _SEEN.sub("", words)
    ).removesuffix("的")
    words = re.sub(r"或者?(?:接|收)到[^，]{0,12}报告后?$", "", words)
    timed = _TIME.sub("", words)
    words = re.sub(r"^(?:自|在|于)|(?<=..)[自在][^，自在]{2,16}$", "", timed) if timed != words else words
    words = re.sub(r"(?:时|后|之?前|期间|的|情形之一|同时|的同|，)+$", "", words)
    words = _HAPPENS.sub("", re.sub(r"^(?:在|于)(?=发生|可能)", "", words))
    words = re.sub(
        r"^(?:有关|相关|有(?=发生|可能|[^，]*风险)|存在(?![^，]*的)|出现|如下|以下)(?=.{3})|^造成(?=[^，]{2,20}$)|(?:及时|立即)(?:采取|报|向|予以|通知)?[^，]{0,12}$|(?:书面|定期)$|(?<!未)(?:按照|依照)[^，]*$|(?:和|并|及)(?:提供|附|提交)[^，]*$|由[^，]{2,30}(?:制定|拟定|编制|规定)$", "", words
    )  # fmt: skip
    words = re.sub(r"(?:和|及|以及|或者|，|、)+$", "", matter.joined(words).strip("，、"))
    nothing = len(words) < 2 or _GENERAL.match(words) or _NOTHING.search(words) or matter.is_bare(words)
    return "" if nothing else words


def _lead(quote: str, sentence: str) -> str:
    """The sentence up to the verb of telling in ``quote``."""
    at = max(sentence.find(quote), 0)
    verb = _VERB.search(sentence, at)
    return sentence[: verb.start()] if verb else sentence


def _condition(lead: str) -> str:
    """The last condition before the verb (…的，…时); with 等情况 where it ends a list of them."""
    clauses = [c.strip() for c in lead.split("，")]
    found = [
        (n, c) for n, c in enumerate(clauses[:-1])
        if re.search(r"(?:的|时|后)$|^(?:发现|发生)", c) and not _TIER.match(c) and not c.endswith("同时")
    ]  # fmt: skip
    if not found:
        return ""
    if re.search(r"下列|以下", found[-1][1]):
        return ""
    at, words = next((f for f in reversed(found) if not f[1].endswith("后")), found[-1])
    if words.startswith(("造成", "导致", "致使")) and at and event(clauses[0]):
        return clauses[0]
    if not matter.is_joined(words) or not at:
        return words
    earlier = clauses[at - 1]
    whole = event(earlier if len(words) <= 8 or _HAPPENED.search(earlier) else words)
    return f"{whole}等情况" if whole else words


def _listed(sentence: str, item: str) -> str:
    """The subject of a list and its first item (经营者有下列情形之一的 and 终止经营 → 经营者终止经营等情况)."""
    if not re.search(r"下列|以下", sentence) or not item:
        return ""
    head = subject_of_head(sentence)
    return f"{head}{item.removesuffix('的')}等情况" if head is not None else ""


def _subject(lead: str) -> str:
    """The thing at the head of the clause that tells; empty where it is who tells."""
    match = re.match(
        rf"^(?P<x>[^，。；]{{2,40}}?)(?:，|应当|应(?![急税届])|必须|须(?!知)|可以|由{ORGAN}|按照|按规定)",
        lead,
    )
    if match is None:
        return ""
    words = event(match["x"])
    return "" if _ACTOR.search(words) and "设立的" not in words else words
