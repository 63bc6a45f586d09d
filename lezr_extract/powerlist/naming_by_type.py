"""How the name of an entry is made, type by type, in the wording of published lists (domain rules 3.3)."""

import re
from collections.abc import Callable

from lezr_extract.powerlist import matter
from lezr_extract.powerlist.conduct import plain, shorten
from lezr_extract.powerlist.matter import ORGAN
from lezr_extract.powerlist.naming_coercion import coercion
from lezr_extract.powerlist.naming_licences import licence
from lezr_extract.powerlist.naming_others import other
from lezr_extract.powerlist.naming_words import (
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


_NOT_INSPECTED = re.compile(
    r"^(?:有关|相关|其|被检查|采取|可以|负有|检查)|措施$|职责的(?:部门|机关|机构)|(?:部门|机关)依法"
)
_MEASURE = r"(?:对|可以|有权)*(?:进入|查阅|复制|调阅|询问|要求|采取|了解|向|抽样|检查时|实施现场)"


def _inspection(power: Power, clause: Clause) -> str:
    for words in (clause.quote, clause.sentence, power.act):
        match = re.search(
            r"对(?!象|于)(?P<x>[^。；，：]+(?:，[^。；，：对]+){0,2}?)(?:的)?(?:依法)?(?:进行|实施|开展|组织|予以|加强|的)(?:[^。；，]{0,10}?)"
            rf"(?P<v>{_CHECKS})",
            words,
        )
        found = clean_object(match["x"]).replace("本法", quoted(clause.title)) if match else ""
        found = re.sub(r"^(?:各类|下列|全部)|(?:实施|进行|开展)(?:监督)?检查，.*$", "", found)
        if match and len(found) >= 2 and not _NOT_INSPECTED.search(found):
            verb = "监督检查" if match["v"] in ("检查", "监督", "监督管理") else match["v"]
            return f"对{shorten(found, LONGEST_CORE)[0]}的{verb}"
    act = bare_act(power.act)
    if re.search(rf"(?:{_CHECKS})$", act) and not _NOT_INSPECTED.search(act):
        return act
    if clause.title and (not act or _NOT_INSPECTED.search(act) or re.match(_MEASURE, act)):
        field = re.sub(r"(?<=..)(?:监督)?管理$", "", field_of(clause.title))
        return f"对{field}法律、法规执行情况的监督检查"
    return f"{with_dui(act)}的监督检查" if act else ""


_FEE = re.compile(r"[一-龥]{2,18}?(?:费|税|基金|补偿金|保证金|出让金|滞纳金)")


def _levy(power: Power, clause: Clause) -> str:
    for words in (power.act, clause.quote, clause.sentence):
        for match in _FEE.finditer(words):
            fee = re.sub(r"^.*(?:缴纳|征收|收取|代征|交纳|缴|收|依法|规定|的)", "", match.group())
            if len(fee) >= 2 and fee not in ("收费", "税费", "纳税", "缴费", "免费", "经费", "有关税费"):
                return f"对{fee}的征收"
    taking = re.search(r"征用|征收", clause.quote)
    if taking:
        found = object_of(clause.quote, "征用|征收") or what_follows(clause.quote, "(?:依法)?(?:征用|征收)")
        if found:
            return f"对{shorten(found, 30)[0]}的{taking.group()}"
    return ""


def _benefit(power: Power, clause: Clause) -> str:
    match = re.search(
        r"对(?P<whom>[^。；，]+?)，?(?:由[^，]+?)?(?:应当|可以|依法|按照[^，]{2,12})*(?:给予|发放|提供|支付)(?P<what>[^。；，]{2,24})",
        clause.sentence,
    )
    if match:
        what = re.sub(r"^(?:适当|必要|相应|一定)(?:的)?", "", match["what"])
        return f"对{shorten(clean_object(match['whom']), 30)[0]}的{what}给付"
    act = bare_act(power.act)
    return act if not act or act.endswith("给付") else f"{act}给付"


_REWARDED = (
    r"对(?P<x>[^。；]+?)，?(?:由[^，。；]+?)?(?:应当|可以|按照[^，]{2,14}|依法)*(?:给予|予以|进行|按照|实行)[^，。；]{0,16}(?:表彰|奖)",
    r"(?P<x>[^。；]+?(?:单位|个人|集体|人员|公民|组织|者|的))，?(?:由[^，。；]+?|应当|可以|按照[^，]{2,14})*"
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
        if "下列" in words or "以下" in words or matter.is_joined(words):
            return f"对在{field_of(clause.title)}工作中成绩显著的单位和个人的{verb}"
        words, cut = shorten(plain(words), LONGEST_CORE)
        return f"{with_dui(words.removesuffix('的'))}{'等' if cut else ''}的{verb}"
    act = bare_act(power.act)
    return f"{with_dui(act)}的奖励" if act and not act.endswith("奖励") else act


def _adjudication(power: Power, clause: Clause) -> str:
    match = re.search(r"(?P<x>[^。；，]*?(?:争议|纠纷))", clause.sentence)
    words = re.sub(r"^.*(?:发生|因|对|的，)(?=.{3})", "", match["x"]) if match else bare_act(power.act)
    words = re.sub(r"^(?:单位之间|个人之间|当事人)(?:的|因)?", "", words)
    return words if not words or words.endswith("裁决") else f"{words}裁决"


def _confirmation(power: Power, clause: Clause) -> str:
    verbs = r"认定|登记|评定|核定|鉴定|确认|划定|验收|证明|确定|确权|考核|评审|审定|检验|检定"
    act = bare_act(power.act)
    if re.search(rf"(?:{verbs})$", act):
        return act
    match = re.search(
        rf"(?P<x>[^。；，]{{2,30}}?)，?(?:的)?由{ORGAN}[^，。；]{{0,12}}?(?P<v>{verbs})", clause.sentence
    )
    if match and not match["x"].startswith(("向", "报", "经", "由", "并", "应当")):
        return f"{clean_object(match['x'])}{match['v']}"
    act = "" if act.startswith(("向", "报", "经", "由")) else act
    found = what_follows(clause.quote, f"(?:{verbs})")
    verb = re.search(verbs, clause.quote + power.act)
    return f"{act or found}{verb.group() if verb else '确认'}" if act or found else ""


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
