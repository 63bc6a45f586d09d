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
from lezr_extract.vocabulary.word_forms import word_cuts, word_forms

_VERB = re.compile(r"备案|报告|报送|上报|通报|申报|汇报|报(?=[^，。；]{2,40}备案)|告知|提交")
_MANAGED = re.compile(r"对(?!外)(?P<x>[^，。；]{2,30}?)实行[^，。；]{0,4}(?:备案|报告)")
_HANDED = re.compile(
    r"将(?:其(?![他它])|本单位的?|(?:制定|编制)的|有关的?|所)*(?P<x>[^，。；]{2,50}?)，?(?:及时|书面|依法|定期|如实|一并|同时|每[年季月])*"
    r"(?:报(?![告表])|(?<![流去方走导趋意])向|送|抄|告知|提交|报告(?=所在|当地|本级|上级))"
)
_TELLS = re.compile(
    rf"(?:向|报){ORGAN}(?:如实|及时|定期|书面|办理|进行)*(?:报告|报送|上报|提交|申报|报(?!告))(?!并|和|，)(?P<x>[^，。；]{{3,50}})"
)
_MADE = re.compile(
    r"(?:制定|编制|制订|拟定|拟订|修订|编写|签订|订立|建立|填写)(?!的)"
    r"(?:本[^，。；的]{1,6}的?|相应的?|具体的?|其(?![他它])|有关的?|[、和]?(?:健全|完善))*(?P<x>[^，。；]{3,40})"
)
_HAPPENED = re.compile(r"发生|发现|出现|造成|导致|^可能")
_PARTICULARS = re.compile(r"(?:品种|种类|数量|流向|名称).*(?:等|情况|信息|流向)$")
"""What a filing says of the business that is filed (将生产的品种、数量等情况报…备案)."""
_SAYS_NO = re.compile(r"^(?:可能|不能|不|未|无法|拒|没有|难以|尚)")
_FORMS = word_forms("filings", ORGAN_END)
_CUTS = word_cuts("filings", ORGAN_END)
_NO_MATTER = ("nothing-said", "who-is-told", "who-tells", "rest-of-a-clause")


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
    words = plain(words)
    for name in ("item-mark", "opening", "who-learns", "who-does", "particle", "or-is-told"):
        words = _CUTS[name].of(words)
    timed = _CUTS["time-to-tell"].of(words)
    words = _CUTS["from-when"].of(timed) if timed != words else words
    for name in ("when", "at-an-event", "happens", "rest"):
        words = _CUTS[name].of(words)
    words = _CUTS["conjunction"].of(matter.joined(words).strip("，、"))
    nothing = len(words) < 2 or matter.is_bare(words) or any(_FORMS[name].fits(words) for name in _NO_MATTER)
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
        if re.search(r"(?:的|时|后)$|^(?:发现|发生)", c) and not _FORMS["tier"].fits(c) and not c.endswith("同时")
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
    return "" if _FORMS["actor"].fits(words) and "设立的" not in words else words
