"""What an organ does by a decision of its own (撤销, 审计, 定价, 确定, 取缔), read from the clause for a name."""

import re

from lezr_extract.powerlist.naming.conduct import ORGAN_END, plain, shorten, subject_of_head
from lezr_extract.powerlist.naming.filings import event
from lezr_extract.powerlist.naming.matter import ORGAN, is_bare, is_joined
from lezr_extract.powerlist.naming.words import LONGEST_CORE, Clause, clean_object, field_of, with_dui

_REVOKES = re.compile(
    r"(?<![更立记册散]、)(?<![册记]和)(?P<verb>撤销|注销|撤回|取消|收回|吊销)"
    r"(?:其(?!他)|该|原|有关|相关|相应的?|依法|对其|已(?:经)?|取得的|颁发的|核发的|作出的|发给的)*(?P<thing>[^，。；：、（）()]{0,24})"
)
_REVOKED_ALONE = re.compile(
    r"^(?:(?:行政|业务|相关|设立)?(?:登记|许可|注册|证书|证|资格|资质|决定|手续|批准|称号|待遇|婚姻)|许可证|许可证书|备案|备案登记|登记手续|执业注册|"
    r"[的或和并及，].*|或者.*|.{0,1})$"
)
_NAMES_ONLY = re.compile(r"名单|情形|违法行为|公告|报告")
"""A list or a case of what was taken back, which is no taking back (注销注册的人员名单)."""
_APPLIES = re.compile(r"(?:申请|办理)[^，。；]{0,12}注销(?P<thing>[^，。；、]{0,10}?)(?:登记|手续)")


def revoked(clause: Clause, act: str, kinds: str) -> str:
    """对…许可证的撤销 with the verb of the clause and what is taken back; empty where nothing is."""
    asked = _APPLIES.search(clause.quote)
    if asked:
        return _asked(asked, clause, act)
    matches = [m for m in _REVOKES.finditer(clause.quote) if not _NAMES_ONLY.search(m["thing"])]
    main = next((m for m in matches if m["verb"] in ("撤销", "注销", "撤回", "取消")), None)
    if main is None or (kinds and "撤销" not in kinds and "注销" not in kinds):
        return ""
    others = [m for m in _REVOKES.finditer(clause.sentence) if not _NAMES_ONLY.search(m["thing"])]
    things = [_thing(m["thing"]) for m in (main, *matches, *others)]
    thing = next((t for t in things if not _REVOKED_ALONE.match(t)), "")
    if thing:
        return f"{with_dui(thing)}的{main['verb']}"
    words = _who(clause, act)
    rest = (
        ""
        if re.match(r"^(?:[的或和并及，]|或者)", things[0]) or things[0] in words or len(things[0]) < 2
        else things[0]
    )
    return f"{with_dui(words)}的{main['verb']}{rest}" if words else ""


def _asked(asked: re.Match[str], clause: Clause, act: str) -> str:
    """…注销登记 that the party asks for: what is struck off, else whose entry it is."""
    taken = [_thing(m["thing"]) for m in _REVOKES.finditer(clause.sentence)]
    office = re.search(r"(?:向|到|原)(?P<x>[^，。；原当地]{2,6}?)(?:登记机关|登记机构)", clause.sentence)
    office = office or re.search(r"为(?P<x>[^，。；其]{2,6})办理", clause.quote)
    full = next((t for t in taken if not _REVOKED_ALONE.match(t) and "登记" not in t), "")
    thing = asked["thing"].removeprefix("原") or full or (office["x"] if office else "")
    if thing:
        return f"{thing}注销登记"
    words = re.sub(r"，.*$", "", _who(clause, act))
    return f"{words}注销登记" if words and "注销" not in words else ""


def _thing(words: str) -> str:
    return re.sub(r"(?:并|和|或者|以及|的行政处罚|处罚|，).*$|等?手续$|的$", "", words)


def _who(clause: Clause, act: str) -> str:
    """Whose registration it is or what was got wrongly: the head of a list, else the condition."""
    head = subject_of_head(clause.sentence) or ""
    if head:
        return re.sub(r"(?:有|发生|具有|存在)$", "", head)
    if clause.conduct is not None and not re.match(r"^(?:逾期|发现|经)", clause.conduct.words):
        words = clause.conduct.words
    else:
        words = "" if re.match(r"^(?:或者|和|注销|撤销|变更|纠正|逾期|有规定)", act) else act
    if not words:
        match = re.match(
            r"^(?P<x>[^，。；]{2,30}?)(?:因|由于|发生|有|自|，|应当|必须|可以)", clause.sentence.strip()
        )
        words = match["x"] if match and not re.search(rf"(?:{ORGAN_END})$", match["x"]) else ""
    words = re.sub(r"^.*的(?=(?:不适当|违法|错误|不当)的)", "", words)
    words = re.sub(rf"^(?:对|{ORGAN}(?:应当|对|发现|经审查认为|查明))", "", plain(words))
    if is_joined(words) or is_bare(words) or len(words) < 2:
        wrong = re.search(r"的(?P<x>(?:不适当|违法|错误|不当)的?[^，。；]{2,20})", clause.sentence)
        return wrong["x"] if wrong else ""
    return shorten(event(words) or words, LONGEST_CORE)[0]


_PRICE = re.compile(
    r"(?P<x>[^，。；]{0,30}?(?:收费标准|补偿标准|标准|价格(?!主管|行政|部门)|电价|水价(?!格)|租金|票价|门票|费率|收费(?!单位|公路|站|机构|员)))"
)
_SETS_PRICE = re.compile(
    r"(?:收费标准|价格(?!主管|行政|部门)|票价|电价|水价(?!格))[^。；]{0,60}(?P<verb>制定|核定|批准|核准|审批)"
)
_PRICED = re.compile(
    rf"^.*(?:应当|实行|缴纳|交纳|制定|核定|确定|由{ORGAN}|报{ORGAN}|按照|规定)(?=.{{4}})|^(?:具体|其|该|的|和|、|政府)+"
)
_RESPONSIBLE = re.compile(
    r"(?P<x>[^，。；]{2,40}?(?:责任|责任人|责任主体|权属|范围|界限|主体))(?:不清|不明|难以|有争议|无法|有异议)"
)
_DEALS = re.compile(
    r"对(?!外)(?P<x>[^。；，：]{2,60}?)，?(?:可以|应当|有权|依法|及时)*"
    r"(?:进行|予以|实行|实施|给予|采取|作出|开展)(?:必要的?|临时|相应的?|有关|特别)*(?P<verb>[^，。；、的]{2,8}?)(?:措施|工作)?$"
)
_DONE = (
    "制定|公布|公告|确定|决定|指定|划定|调整|征用|限制|取缔|收回|收缴|追缴|追回|扣回|缩短|监督|登记|调查处理|调查|核实|考核|评估|宣布|"
    "销毁|处置|拍卖|变卖|核定|编制|发布|通报|终止|中止|暂停|解除|移送|清退|驱逐|遣送|优先使用|公开|审计|检测|征集|批准|处理|审定|补正"
)
_DOES = re.compile(
    rf"(?:^|应当|应|可以|有权|负责|依法|须|由{ORGAN}|会同[^，。；]{{2,24}}?|(?:{ORGAN_END})|及时|并|，)(?:依法|无偿|组织|开展|决定|及时|科学合理地?|要求|责成)*"
    rf"(?P<verb>{_DONE})(?!的|者|人)(?P<x>[^，。；：]{{3,50}})"
)
_BY = re.compile(
    rf"^(?P<x>[^，。；]{{2,50}}?)(?:的)?，?(?:应当|应|必须)?(?:由|报(?![废告])|经){ORGAN}[^，。；]{{0,24}}?(?P<verb>{_DONE})$"
)
_ENDS_WITH = re.compile(
    rf"(?:应当|可以|予以|进行|依法|及时|要求[^，。；]{{0,8}}|规定|国家|{ORGAN_END})(?:依法|无偿|负责|组织|监督|及时)*"
    rf"(?P<verb>取缔|追回|收回|追缴|收缴|{_DONE}(?=$|[，。；并和或、]))"
)
_SYSTEM = re.compile(r"(?P<x>[^，。；]{2,20}?)实行(?P<how>[^，。；政府]{2,12})制度")


def named(clause: Clause, act: str, kinds: str) -> str:
    """The name that the verb of the clause gives: 对…的审计, …收费标准的制定, 对…的取缔; empty where none is known."""
    if "信用惩戒" in kinds or re.search(r"调解|约谈", kinds + clause.quote):
        return ""
    if "先行登记保存" in kinds or "先行登记保存" in clause.quote:
        return "对可能灭失或者以后难以取得的证据的先行登记保存"
    if "补偿" in clause.quote or "补偿" in kinds:
        return _compensated(clause, act)
    if "定价" in kinds or _SETS_PRICE.search(clause.sentence):
        return _priced(clause)
    if "取缔" in kinds + clause.quote and len(act) > len("予以取缔") and "取缔" not in act:
        return f"{with_dui(act)}的取缔"
    return (
        _agreed(clause)
        or _dealt(clause)
        or _by_condition(clause, act)
        or ("" if "限制措施" in kinds else _measure(clause))
    )


def _measure(clause: Clause) -> str:
    """采取限制用水措施, 能源审计: the measure or the check itself, where the clause says of whom in no known way."""
    taken = re.search(
        r"采取(?P<what>(?!下列|以下|必要|相应|有效)[^，。；]{2,30}?)(?:的临时)?措施", clause.quote
    )
    if taken:
        return f"采取{taken['what']}措施"
    audit = re.search(r"(?:开展|进行|实施)(?P<what>[^，。；]{2,14}审计)$", clause.quote)
    return audit["what"] if audit else ""


def _agreed(clause: Clause) -> str:
    """…协议的签订, …责任的确定, …年度检查 where the clause sets up a system of it."""
    agreed = re.search(r"(?:签订|订立)(?P<x>[^，。；]{2,20}(?:协议|合同))", clause.quote)
    if agreed:
        return f"{agreed['x']}的签订"
    if "确定" in clause.quote and (doubt := _RESPONSIBLE.search(clause.sentence)):
        return f"{clean_object(re.sub('^前款规定以外的', '其他', doubt['x']))}的确定"
    system = _SYSTEM.search(clause.quote)
    if system:
        return f"{clean_object(re.sub('^(?:国家)?对', '', system['x']))}{system['how']}"
    return ""


def _compensated(clause: Clause, act: str) -> str:
    words = "" if re.fullmatch(r"(?:给予|相应)*补偿", act) else act
    if not words or words.endswith(("前", "后", "时")) or re.search(r"^(?:根据|依法|当地|按照)|需要$", words):
        found = [c for c in clause.sentence.split("，") if re.search(r"的$", c)]
        words = found[0] if found else words or clause.sentence.strip().split("，")[0]
    words = re.sub(r"^因(?:前款|本条)?第[^，]{1,4}项(?:规定的)?情形", "", words).removesuffix("的")
    return f"{with_dui(shorten(plain(words), LONGEST_CORE)[0])}的行政补偿" if words else ""


def _priced(clause: Clause) -> str:
    for words in (clause.quote, clause.sentence, clause.before):
        for match in reversed(list(_PRICE.finditer(words))):
            found = clean_object(_PRICED.sub("", match["x"]))
            if found.startswith(("会同", "由", "报", "根据")) or re.search(rf"(?:{ORGAN_END})$", found):
                continue
            if len(found) >= 5 or (found and not _PRICE.fullmatch(found)):
                verb = _SETS_PRICE.search(clause.sentence)
                return f"{found}的{verb['verb'] if verb else '制定'}"
    return f"{field_of(clause.title)}收费标准的制定" if clause.title and "收费标准" in clause.sentence else ""


def _dealt(clause: Clause) -> str:
    """对X进行V → 对X的V; 应当V X → X的V; X由…V → X的V."""
    for part in re.split(r"[。；]", f"{clause.quote}。{clause.sentence}"):
        match = _DEALS.search(part)
        if match and not re.search(rf"(?:{ORGAN_END})$|^(?:其|此|下列)", match["x"]):
            return f"对{shorten(clean_object(match['x']) or match['x'], LONGEST_CORE)[0]}的{match['verb']}"
    upto = clause.sentence.find(clause.quote) + len(clause.quote)
    by = _BY.search(clause.sentence[:upto].strip())
    found = event(by["x"]) if by and not is_bare(by["x"]) else ""
    if by and found and not re.match(r"^[不未无没]", found):
        return f"{found}的{by['verb']}"
    for match in _DOES.finditer(clause.quote):
        found = clean_object(re.sub(r"^(?:其(?!他)|对|有关|相关|本行政区域内?的?)+", "", plain(match["x"])))
        if len(found) >= 3 and not is_joined(found) and not re.match(r"^(?:国务院|县级|省|市|区)", found):
            return f"{shorten(found, LONGEST_CORE)[0]}的{match['verb']}"
    return ""


def _by_condition(clause: Clause, act: str) -> str:
    """对X的V where the clause says X的，由…V (无证经营的，由…取缔)."""
    verbs = list(_ENDS_WITH.finditer(clause.quote))
    words = clause.conduct.words if clause.conduct is not None else act
    if not verbs or re.search(r"^(?:由|并|在|因|根据|按照|经|为)|后$|时$|应当|处理$|下列", words):
        return ""
    verb = verbs[-1]["verb"]
    words = re.sub(rf"(?:由[^，]*|进行|予以)?{verb}$", "", words)
    return f"{with_dui(shorten(words, LONGEST_CORE)[0])}的{verb}" if len(words) > 2 else ""
