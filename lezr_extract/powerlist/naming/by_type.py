"""How the name of an entry is made, type by type, in the wording of published lists (domain rules 3.3)."""

import re
from collections.abc import Callable

from lezr_extract.powerlist.naming import matter
from lezr_extract.powerlist.naming.coercion import coercion
from lezr_extract.powerlist.naming.conduct import NO_NAMES, plain, shorten
from lezr_extract.powerlist.naming.licences import licence
from lezr_extract.powerlist.naming.matter import ORGAN
from lezr_extract.powerlist.naming.others import other
from lezr_extract.powerlist.naming.words import (
    LONGEST_CORE,
    Clause,
    bare_act,
    clean_object,
    conduct_words,
    field_of,
    object_of,
    quoted,
    what_follows,
    with_dui,
)
from lezr_extract.records import Power, PowerType


def _penalty(power: Power, clause: Clause) -> str:
    words, several = conduct_words(clause, power.act)
    if not words:
        return f"对违反{quoted(clause.title)}行为的行政处罚"
    if several:
        return f"{with_dui(words)}等行为的行政处罚"
    return f"{with_dui(words.removesuffix('行为'))}行为的行政处罚"


_CHECKS = r"监督检查|专项检查|现场检查|日常检查|监督抽查|抽样检[验测]|检查|抽查|巡查|检测|监测|监督管理|监督|核查|稽查"


_MEASURE = r"(?:对|可以|有权)*(?:进入|查阅|复制|调阅|询问|要求|采取|了解|向|抽样|检查时|实施现场)"


def _inspection(power: Power, clause: Clause) -> str:
    for words in (clause.quote, clause.sentence, power.act):
        match = re.search(
            r"(?<!针)对(?!象|于)(?P<x>[^。；，：]+(?:，[^。；，：对]+){0,2}?)(?:的)?(?:依法)?(?:进行|实施|开展|组织|予以|加强|的)(?:[^。；，]{0,10}?)"
            rf"(?P<v>{_CHECKS})",
            words,
        )
        found = clean_object(match["x"]).replace("本法", quoted(clause.title)) if match else ""
        found = re.sub(r"^(?:各类|下列|全部)|(?:实施|进行|开展)(?:监督)?检查，.*$", "", found)
        if match and len(found) >= 2 and not NO_NAMES["not-inspected"].fits(found):
            verb = "监督检查" if match["v"] in ("检查", "监督", "监督管理") else match["v"]
            return f"对{shorten(found, LONGEST_CORE)[0]}的{verb}"
    act = bare_act(power.act)
    if re.search(rf"(?:{_CHECKS})$", act) and not NO_NAMES["not-inspected"].fits(act):
        return (
            f"{field_of(clause.title)}{act}"
            if _CHECK_ALONE.fullmatch(act) and clause.title
            else _checked(act)
        )
    if clause.title and (not act or NO_NAMES["not-inspected"].fits(act) or re.match(_MEASURE, act)):
        field = re.sub(r"(?<=..)(?:监督)?管理$", "", field_of(clause.title))
        return f"对{field}法律、法规执行情况的监督检查"
    return f"{with_dui(act)}的监督检查" if act else ""


_CHECK_ALONE = re.compile(r"(?:现场|专项|日常|监督|实地)?(?:检查|巡查|抽查|核查)")
_PLACES = re.compile(
    r"^(?P<x>.{2,}?(?:场所|现场|场地|单位|企业|设施|船舶|车辆))(?:进行|实施|开展)(?P<v>.*?检查)$"
)


def _checked(act: str) -> str:
    """An act that ends with its verb, with 对 (被调查的经营者的营业场所进行检查 → 对…的营业场所的检查)."""
    place = _PLACES.match(act)
    if place is None:
        return act.replace("实行", "")
    verb = "监督检查" if place["v"] == "检查" else place["v"]
    return f"对{re.sub(r'^(?:被调查的?|有关)', '', place['x'])}的{verb}"


_FEE = re.compile(r"[一-龥]{2,18}?(?:费|税|基金|补偿金|保证金|出让金|滞纳金)")


def _levy(power: Power, clause: Clause) -> str:
    for words in (power.act, clause.quote, clause.sentence):
        for match in _FEE.finditer(words):
            fee = re.sub(r"^.*(?:缴纳|征收|收取|代征|交纳|缴|收|依法|规定|的)", "", match.group())
            if len(fee) >= 2 and fee not in ("收费", "税费", "纳税", "缴费", "免费", "经费", "有关税费"):
                return f"对{fee}的征收"
    if "滞纳金" in clause.quote:
        return "对滞纳金的加收"
    taking = re.search(r"征用|征收", clause.quote)
    if taking:
        found = object_of(clause.quote, "征用|征收") or what_follows(clause.quote, "(?:依法)?(?:征用|征收)")
        if found:
            return f"对{shorten(found, 30)[0]}的{taking.group()}"
    return ""


_RECIPIENTS = (
    re.compile(r"(?:为|向)(?P<x>[^，。；]{2,40}?)(?:依法|及时|免费)*(?:提供|发放|支付)"),
    re.compile(
        r"对(?!于|外)(?P<x>[^。；，]{2,60}?)(?:，(?:(?!对)[^，。；]){0,30}?)?(?:应当|可以|依法|(?:按照|依照|根据)[^，]{2,16}?)*"
        r"(?:给予|予以|发放|提供|支付|实行)"
    ),
    re.compile(
        r"^(?P<x>[^。；，]{2,40}?)(?:的)?，?(?:(?:可以|应当|依法|凭[^，]{2,20}|按照[^，]{2,16}?|依照[^，]{2,20}?)*"
        r"(?:享受|申请(?!人)(?=[^，。；]{0,12}(?:补助|救助|援助|补贴|津贴|资助))|获得|领取(?![^，]*期间)|享有))"
    ),
    re.compile(r"^(?P<x>[^。；，]{2,40}?)的，[^。；]{0,40}?(?:由|应当|可以|按照|依照)"),
)
"""How a clause says who gets something."""
_GIVES = re.compile(
    r"(?:给予|予以|发放|提供|支付|享受|申请|享有|获得|领取|拨付)(?:适当|必要|相应|一定|相关|同等)*的?(?P<what>[^。；，]{2,30})"
)
_BENEFIT = re.compile(
    r"补助金?|补贴|救助|救济|抚恤金?|优待|津贴|资助|援助|供养|安置|待遇|奖励|扶持|保障|保险金|补偿|慰问|贴息|保障金|免费[^，]{2,8}|减免|照顾|疫苗|支持"
)


def _benefit(power: Power, clause: Clause) -> str:
    """对…的…给付: who gets what; the act where the clause gives in other words."""
    sentence = clause.sentence.strip()
    act = bare_act(power.act)
    given = [m["what"] for words in (clause.quote, sentence) for m in _GIVES.finditer(words)]
    given = [
        re.sub(r"的(?:具体)?(?:办法|标准|决定).*$|不变$|的$", "", what)
        for what in (*given, re.sub(r"由[^，]*(?:支付|发放|给予)$|^.*?(?:给予|享受|提供|发放)", "", act))
    ]
    what = next((w for w in given if _BENEFIT.search(w) and not NO_NAMES["not-given"].fits(w)), "")
    what = re.sub(r"^(?:适当|必要|相应|一定|相关)的?|给付$", "", what)
    whom = _recipient(sentence)
    if not what:
        return "" if not act or NO_NAMES["not-given"].fits(act) else f"{act.removesuffix('给付')}给付"
    if whom and whom not in what:
        return f"对{whom}的{what}给付"
    return f"{field_of(clause.title) if len(what) <= len('补助费') else ''}{what}给付"


def _recipient(sentence: str) -> str:
    """Who gets it: X of 对X给予, X享受, X的，由…给予; empty where the sentence does not say."""
    for pattern in _RECIPIENTS:
        match = pattern.search(sentence)
        if match is None or re.search(r"下列|以下", match["x"]):
            continue
        words = clean_object(match["x"])
        words = re.sub(r"^(?:凡|其中|中|对|因(?=前款))|在$", "", words)
        nobody = rf"{ORGAN}$|应当|可以|^(?:所需)?(?:费用|经费|资金)|前款|国家|^确有|认为|^(?:有关|相关|决定|根据|发生|以)|情形|收到|或者$|范围内$"
        if len(words) >= 2 and not re.search(nobody, words):
            return shorten(words, 40)[0]
    return ""


_REWARDED = (
    r"对(?P<x>[^。；]+?)，?(?:由[^，。；]+?)?(?:应当|可以|按照[^，]{2,14}|依法)*(?:给予|予以|进行|按照|实行)[^，。；]{0,16}(?:表彰|奖)",
    r"(?P<x>[^。；]+?(?:单位|个人|集体|人员|公民|组织|者|的))，?(?:由[^，。；]+?|应当|可以|按照?[^，]{0,12}规定|按照[^，]{2,14})*"
    r"(?:给予|予以|可以获得|受到)[^，。；]{0,16}(?:表彰|奖)",
    r"(?:表彰|奖励)(?:和(?:表彰|奖励))?(?P<x>[^。；]{4,})",
)


def _reward(power: Power, clause: Clause) -> str:
    verb = "".join(word for word in ("表彰", "奖励") if word[0] in clause.quote) or "奖励"
    for pattern in _REWARDED:
        match = re.search(pattern, clause.sentence)
        if match is None:
            continue
        words = match["x"]
        if "对" in words:
            words = re.sub(rf"^{ORGAN}(?:应当|可以|依法)?对?", "", words)
        words = re.sub(rf"，(?:{ORGAN}|[^，]*(?:国家|人民政府|部门|机关))(?:应当?|可以|依法)?$", "", words)
        words = re.sub(r"^.*(?:给予|进行|应当|开展)[^，]*，对", "", words)
        if "下列" in words or "以下" in words or matter.is_joined(words):
            return f"对在{field_of(clause.title)}工作中成绩显著的单位和个人的{verb}"
        words, cut = shorten(plain(words), LONGEST_CORE)
        return f"{with_dui(words.removesuffix('的'))}{'等' if cut else ''}的{verb}"
    act = bare_act(power.act)
    return f"{with_dui(act)}的奖励" if act and not act.endswith("奖励") else act


_DISPUTE = re.compile(r"(?P<x>[^。；，：]*?(?:争议|纠纷|异议))")


def _adjudication(power: Power, clause: Clause) -> str:
    """…纠纷裁决, 对…争议的裁决; where no dispute is named, by what the parties could not settle."""
    for text in (clause.sentence, clause.before, clause.above):
        match = _DISPUTE.search(text)
        if match is None:
            continue
        words = re.sub(r"^.*(?:发生|因|受理|处理|引起|对|的，)(?=.{3})", "", match["x"])
        words = re.sub(r"^(?:单位之间|个人之间|当事人)(?:的|因)?", "", words)
        words = re.sub(r"有(?=异议$|争议$)|^的", "", words)
        if len(words) > 2:
            return f"{words}裁决"
    if "侵权" in clause.sentence:
        return "侵权纠纷裁决"
    unsettled = re.search(r"(?P<x>[^，。；的]{2,12}?)由双方(?:协商|商定)", clause.sentence + clause.before)
    if unsettled:
        return f"{re.sub(r'^其', '', unsettled['x'])}争议裁决"
    act = bare_act(power.act)
    if not act or (act.endswith("裁决") and not act.startswith("由") and len(act) > len("裁决")):
        return act
    return f"{field_of(clause.title)}争议裁决" if clause.title else f"{act}裁决"


_CONFIRMED = r"认定|登记|评定|核定|鉴定|确认|划定|验收|证明|确定|确权|考核|评审|审定|检验|检定"
_OWN_KIND = re.compile(
    r"(?:办理|申请|进行|组织|开展|参加)(?P<x>[^，。；]{2,16}?(?:登记|鉴定|检验|验收|认定|考核|评定|检定))(?:手续)?"
)
_DONE_TO = re.compile(
    rf"对(?!外|于)(?P<x>[^，。；]{{2,40}}?)(?:进行|实施|组织|予以)(?:[^，。；]{{0,8}}、)?(?P<v>[^，。；、]{{0,6}}?(?:{_CONFIRMED}))"
)
_CONFIRMED_BY = re.compile(
    rf"(?P<x>[^。；，]{{2,40}}?)(?:的)?，?(?:应当|须|必须|分别)*(?:由|经){ORGAN}[^，。；]{{0,16}}?(?P<v>{_CONFIRMED})"
)


def _confirmation(power: Power, clause: Clause) -> str:
    """…登记, …认定, …鉴定: the kind's own name, the thing before 由…认定, else the object of the verb."""
    act = bare_act(power.act).removesuffix("手续")
    kind = _OWN_KIND.search(clause.quote)
    own = re.sub(r"^(?:并|其|对|相应的?|为|办理)+", "", kind["x"]) if kind else ""
    if (
        own
        and not matter.is_bare(own)
        and not NO_NAMES["nothing-confirmed"].fits(own)
        and not re.search(r"变更登记$|预验收", own)
    ):
        return own
    for match in (
        _DONE_TO.search(clause.quote) or _DONE_TO.search(clause.sentence),
        _CONFIRMED_BY.search(clause.sentence.strip()),
    ):
        found = (
            re.sub(r"^(?:[（(][一二三四五六七八九十]+[）)])?(?:对|凡|申请)?", "", match["x"]) if match else ""
        )
        found = clean_object(re.sub(r"(?:(?:竣工|完毕)?后|完毕)$", "", found))
        if (
            match
            and len(found) >= 2
            and not NO_NAMES["nothing-confirmed"].fits(found)
            and not matter.is_bare(found)
        ):
            return f"{found}{match['v']}"
    return _confirmed(power, clause, act)


def _confirmed(power: Power, clause: Clause, act: str) -> str:
    """By the act, the thing at the head of the sentence, or the law's field, with the verb."""
    verb = re.search(rf"(?:变更|注销|初始)登记|{_CONFIRMED}", clause.quote + power.act)
    given = verb.group() if verb else "确认"
    act = re.sub(
        rf"^(?:及时|组织|开展|完成|依法|为当事人|为|办理|{given}(?=.{{4}}))+(?:办理)?(?=.{{2}})", "", act
    )
    act = "" if NO_NAMES["nothing-confirmed"].fits(act) or matter.is_bare(act) else act
    if re.search(rf"(?:{_CONFIRMED})$", act):
        return act
    found = act or matter.thing(clause.sentence) or what_follows(clause.quote, f"(?:{_CONFIRMED})")
    if not found or NO_NAMES["nothing-confirmed"].fits(found):
        return f"{field_of(clause.title)}{given}" if clause.title else ""
    return found if found.endswith(given) else f"{found}{given}"


NAMERS: dict[PowerType, Callable[[Power, Clause], str]] = {
    PowerType.LICENCE: licence,
    PowerType.PENALTY: _penalty,
    PowerType.COERCION: coercion,
    PowerType.LEVY: _levy,
    PowerType.BENEFIT: _benefit,
    PowerType.INSPECTION: _inspection,
    PowerType.CONFIRMATION: _confirmation,
    PowerType.REWARD: _reward,
    PowerType.ADJUDICATION: _adjudication,
    PowerType.OTHER: other,
}
"""Each gives an empty name where the wording of the clause is not known."""
