"""What a licence, a filing or a registration is for, read from its clause: the matter that a name says first.

The words of the power are often the end of the matter only (…方可销售或者提供; …，以及其他活动，应当报经…批准;
因工程建设确需挖掘的，报…批准). The matter then stands at the beginning of the sentence, or in the ban before it.
"""

import re

from lezr_extract.powerlist.naming.conduct import ORGAN_END, plain
from lezr_extract.vocabulary.word_forms import word_cuts, word_forms

_FORMS = word_forms("matters", ORGAN_END)
_CUTS = word_cuts("matters", ORGAN_END)
_NO_MATTER = re.compile(
    "|".join(form.pattern.pattern for form in word_forms("no_matter", ORGAN_END).values())
)
ORGAN = rf"[^，。；：]{{2,60}}?(?:{ORGAN_END}|主管单位|管理处|站|所|院|海关)"
_MATTERS = tuple(
    (re.compile(needs), re.compile(pattern))
    for needs, pattern in (
        (
            "不得|禁止",
            r"未(?:经|取得|依法)[^，。；]{0,60}?(?:批准|许可|同意|审批|核准|审查|验收)[^，。；]{0,14}，?"
            r"(?:任何)?(?:单位)?(?:和|或者)?(?:个人)?(?:均|一律)?(?:不得|禁止)(?P<x>[^。；]+)",
        ),
        (
            "(?:应当|应(?=[报经向由征])|必须|须|可以)[^。；]{0,40}?(?:经|报|向|由|征得|取得)",
            r"(?P<x>[^。；，]+?)(?:的(?:单位|企业|个人|经营者|机构)[^，]{0,8}|的|时|前)?，(?:[^，。；]{2,12}?)?(?:应当|应(?=[报经向由征])|必须|须|可以)"
            r"[^。；]{0,40}?(?:经|报|向|由|征得|取得)",
        ),
        (
            "(?:应当|应(?=[报经向征])|必须|须)(?:依法|事先|事前)?(?:经|报|向|征得)",
            rf"(?P<x>[^。；，]+?)(?:应当|必须|须)(?:依法|事先|事前)?(?:经|报|向|征得){ORGAN}",
        ),
        (
            "由[^，。；：]{2}",
            rf"(?P<x>[^。；，]+?)(?:的)?，?由{ORGAN}[^，。；]{{0,16}}?(?:审批|批准|核准|许可|审核|审查|核发)",
        ),
        ("申请", r"申请(?P<x>(?:从事|设立|开办|举办|使用)?[^，。；]{2,40}?)(?:的|，|$)"),
        (
            "[经报][^，。；]*?(?:批准|同意|审批|核准|审查)",
            rf"(?P<x>[^。；，]+?)(?:，|的|须|需)*(?:经|报){ORGAN}(?:批准|同意|审批|核准|审查)",
        ),
        (
            "，[^。；]{0,40}?(?:经|报|征得)",
            r"(?P<x>[^。；，]+?)(?:的)?，[^。；]{0,40}?(?:经|报|征得)[^。；，]{2,24}?(?:批准|审批|核准|许可|同意)",
        ),
        (
            "方可|可以?|方能|才能",
            rf"经{ORGAN}[^，。；]{{0,6}}?(?:批准|同意|核准|许可)(?:后)?，?(?:方可|可以?|方能|才能)(?:依法)?(?P<x>[^。；，]{{4,}})",
        ),
    )
)
"""How a clause says for what leave is given: what is found quickly wherever the pattern is, and the pattern."""


def names_none(words: str) -> bool:
    """Whether ``words`` stand where a matter may stand and name none (提出申请, 由主管部门审批)."""
    return _NO_MATTER.search(words) is not None


def licensed(sentence: str) -> str:
    """What must not be done, or is done only, with leave."""
    sentence = re.sub(r"[（(]以下[^）)]*[）)]|^\s*[（(][一二三四五六七八九十]+[）)]", "", sentence)
    for needs, pattern in _MATTERS:
        if not needs.search(sentence):
            continue
        for match in pattern.finditer(sentence):
            words = _CUTS["opening"].of(_CUTS["need"].of(match["x"]).strip())
            words = plain(words)
            for name in ("who-does", "particle", "who-decides", "of-the-verb"):
                words = _CUTS[name].of(words)
            words = _from_the_first(words, match.start("x"), sentence) if is_joined(words) else words
            if len(words) >= 3 and not names_none(words) and not is_joined(words):
                return words
    return ""


def _from_the_first(words: str, at: int, sentence: str) -> str:
    """The whole list of which ``words`` at ``at`` are the last member (，以及其他作业)."""
    start = max(sentence.rfind(mark, 0, max(at - 1, 0)) for mark in "。；\n") + 1
    before = plain(sentence[start:at])
    return f"{before}，{words}" if before and not names_none(before) else ""


_MODAL = r"(?:方可|方能|方准|才能|才可以?|可以|不得|应当|必须)"
_SUBJECT = re.compile(
    rf"^(?P<x>[^。；，]+?)(?:的)?(?:，[^。；，]{{0,24}}?)?(?:应当|应(?=[报经向由征])|必须|须(?!知)|需要|可以|不得|方可|方能|经(?!营|济|过|常|费)|由{ORGAN}|按照|按规定|未经|竣工后)"
)
_NEED = re.compile(
    r"(?:确需|必须|确有必要|需要)(?P<verb>[一-龥]{2,4}?)(?:(?:、|或者)[一-龥]{2,4}?)*(?:的|时)?，[^。；]*?(?:经|报|向|由|征得|取得)"
)
_BAN = r"(?P<before>[^。；]*?)，?(?:任何(?:单位|组织)(?:和|或者|、)个人)?(?:均|都)?(?:不得|禁止|严禁)(?:擅自|随意|任意|自行)?"


def joined(words: str) -> str:
    """``words`` without a conjunction at the beginning (或者提供 → 提供)."""
    return _CUTS["conjunction"].of(words)


def is_joined(words: str) -> bool:
    """Whether ``words`` go on from others (或者提供, 以及其他活动)."""
    return _CUTS["conjunction"].pattern.match(words) is not None


def is_bare(words: str) -> bool:
    """Whether ``words`` are verbs without a thing (使用, 销售或者提供, 登记), which tell an official nothing."""
    return _FORMS["verbs-alone"].fits(words)


def with_object(words: str, sentence: str, before: str = "") -> str:
    """``words`` with the verb that they go on from and the thing from the beginning of the sentence.

    Args:
        words: verbs only, or the end of a list (或者提供).
        sentence: in which they stand.
        before: the sentences before it in the same 款, looked at where the sentence has no thing of its own.

    Returns:
        The thing and its verbs; empty where no thing is found.
    """
    verbs = _verbs(joined(words), sentence)
    last = re.split(r"[。；]", before.rstrip("。；\n"))[-1]
    for text in (sentence, last):
        found = thing(text)
        if found:
            return found if found.endswith((verbs, "验收")) else f"{found}{verbs}"
    return ""


def _verbs(words: str, sentence: str) -> str:
    """The whole of the verbs of which ``words`` are the end (提供 in 方可销售或者提供 → 销售或者提供)."""
    match = re.search(rf"{_MODAL}(?P<all>[^，。；]{{0,16}}{re.escape(words)})", sentence)
    whole = match["all"] if match and is_bare(match["all"]) else words
    return without_light_verb(whole)


def without_light_verb(words: str) -> str:
    """``words`` without a verb that says nothing at their beginning (投入使用 → 使用, 决定认定 → 认定)."""
    return re.sub(r"^(?:投入|开始|进行|实施|办理|属于|决定|不得)(?=.)", "", words)


def thing(sentence: str) -> str:
    """The noun or the act with which a sentence begins (工程竣工 of 工程竣工后，应当…); empty where it is who acts."""
    match = _SUBJECT.match(sentence.strip())
    if match is None:
        return ""
    words = _CUTS["needed"].of(_CUTS["need"].of(plain(match["x"])))
    if names_none(words):
        return ""
    words = _CUTS["time"].of(_CUTS["joint-doers"].of(words))
    if len(words) < 2 or len(words) > 40 or is_bare(words) or is_joined(words):
        return ""
    return "" if _FORMS["nobody-named"].fits(words) else words


_NEEDED = re.compile(r"(?:确需|需要)(?P<act>[一-龥、]{2,30}?)(?:的|时)，")


def needed(sentence: str, before: str = "") -> str:
    """What papers are for that a sentence only calls 手续 or 证书: the need, else the act or thing at its head.

    Args:
        sentence: in which they stand (确需出境的，按照规定办理审批手续).
        before: the sentences before it in the same 款.
    """
    need = _NEEDED.search(sentence)
    if need:
        return of_ban(need["act"], before) or need["act"]
    return thing(sentence)


def of_need(sentence: str, before: str) -> str:
    """What a clause before forbids, where ``sentence`` allows it in need (确需挖掘的，报…批准 → 挖掘城市道路).

    Args:
        sentence: with the need and the leave.
        before: the text up to the words of the power, the sentence's own included.
    """
    need = _NEED.search(sentence)
    return of_ban(need["verb"], before) if need else ""


def of_ban(verb: str, before: str) -> str:
    """What ``before`` forbids to do by a verb alone (拆除 → 监测设施拆除); empty where it forbids nothing by it."""
    if not 2 <= len(verb) <= 20:
        return ""
    found = ""
    for match in re.finditer(
        rf"{_BAN}(?P<mid>[^。；，]{{0,24}}?){re.escape(verb)}(?P<after>[^。；，]*)", before
    ):
        what = re.sub(r"^(?:任何)?(?:单位|组织)(?:(?:和|或者|、)个人)?$", "", plain(match["before"]))
        what = re.sub(r"，?任何(?:单位|组织)(?:(?:和|或者|、)个人)?$", "", what).strip("，")
        if re.search(r"未经|未取得", what):
            continue
        after = match["after"]
        mid = "" if re.search(r"(?:、|或者?|和)$", match["mid"]) else match["mid"]
        if after[:1] in ("、", "和", "或"):
            after = ""
        found = f"{what}{mid}{verb}{after}".replace("擅自", "") if what or after else ""
        if after:
            break
    return found if len(found) <= 50 else ""
