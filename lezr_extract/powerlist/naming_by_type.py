"""How the name of an entry is made, type by type, in the wording of published lists (domain rules 3.3)."""

import re
from collections.abc import Callable, Iterator

from lezr_extract.powerlist import matter
from lezr_extract.powerlist.conduct import plain, shorten
from lezr_extract.powerlist.matter import ORGAN
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


_EXECUTION = re.compile(r"代履行|代为|强制拆除|加处罚款|滞纳金")
_SEIZURE = r"查封|扣押|冻结|封存|暂扣|隔离|强制[^，、；]{2,4}"
_SEIZES = r"(?:查封|扣押|冻结|封存|暂扣)(?:[、或者和]+(?:查封|扣押|冻结|封存))*(?:有关)?"


_MEASURE_TAKEN = re.compile(
    r"(?P<order>责令[^，。；]{0,20}撤出[^，。；、]{2,12})|(?:部门|机关)(?:依照|依据|根据|依)[^，。；]{0,10}采取(?P<taken>停止[^，。；]+?)措施"
)


def _coercion(power: Power, clause: Clause) -> str:
    kinds = "、".join(power.kinds[:2])
    suffix = f"（{kinds}）" if kinds else ""
    execution = _EXECUTION.search("".join(power.kinds) + clause.quote)
    words, several = conduct_words(clause, power.act)
    measure = _MEASURE_TAKEN.search(clause.quote)
    if measure and execution is None:
        return f"{measure['order'] or measure['taken']}的行政强制"
    if execution is None:
        thing = object_of(clause.quote, _SEIZURE) or what_follows(clause.quote, _SEIZES)
        if thing and (clause.conduct is None or len(thing) > 15):
            return f"{with_dui(shorten(thing, LONGEST_CORE)[0])}的行政强制{suffix if len(thing) < 30 else ''}"
    if not words:
        return ""
    what = execution.group() if execution else ""
    if what.startswith("代"):
        return f"{with_dui(words)}{'等行为' if several else ''}的代履行"
    if what in ("加处罚款", "滞纳金"):
        return f"{with_dui(words)}的{'加收' if what == '滞纳金' else ''}{what}"
    return f"{with_dui(words.removesuffix('行为'))}{'等' if several else ''}行为的行政强制{suffix if len(words) < 30 else ''}"


_DOCUMENT = re.compile(
    r"(?P<name>[一-龥（）()《]{0,24}?(?:许可证书?|执照|证书|批准书|批准文号|批准文件|批件|(?<![论公保认验查举])证))》?(?![明据券件实监照验人机条])"
)
_TAKES = re.compile(
    r"^.*(?:取得|领取|申请|申领|核发|颁发|发给|换发|发放|补发|办理|持有|持|签发|吊销|依法|相应的?|有关|具有|具备|凭|交回|出[示具]|提交|签注|《|"
    r"应当|必须|方可|(?:批准|审查|合格)后|及其|的)(?=.)"
)
_TOO_BARE = re.compile(
    r"^(?:生产|经营|安全|使用|采集|登记|资格|资质|合格|检验|批准|许可|营业|有效|该|其|原|证|本|临时|工作|行政)?"
    r"(?:许可证书?|执照|证书|批准书|批准文号|批准文件|批件|证|合格证|登记证|身份证|居民身份证)$"
)
_OPERATING = re.compile(
    r"(?<=经营|生产|使用|安装|业务|服务)许可证书?$"
)  # the State lists name these …经营许可
_APPROVALS = (
    ("核准", "核准"),
    ("审批", "审批"),
    ("批准", "审批"),
    ("许可", "许可"),
    ("同意", "审批"),
    ("审查", "审查"),
    ("审核", "审核"),
    ("验收", "验收"),
    ("登记", "登记"),
    ("认定", "认定"),
    ("考核", "考核"),
    ("检疫", "检疫"),
)
_PAPERS = re.compile(
    r"^(?:申请|办理|相应|有关|相关|或者|以及|和|、|许可|审批|批准|备案|登记|注册)*(?:手续|证书|证件)$"
)
"""What is handed out or gone through, which does not say for what (办理审批手续)."""
_ORGAN_ALONE = re.compile(r"[^，。；：]{2,60}?(?:委员会|部门|机关|机构)(?:认定|审批|批准|审核|核发)?")
_GIVEN = tuple(given for _, given in _APPROVALS)


def _licence(power: Power, clause: Clause) -> str:
    sentence = clause.sentence
    for words in (*power.kinds, clause.quote, power.act, sentence):
        document = _document(words)
        if document:
            return _OPERATING.sub("许可", document) if _OPERATING.search(document) else f"{document}核发"
    verb = next((given for seen, given in _APPROVALS if seen in clause.quote + power.act), "审批")
    act = bare_act(power.act)
    matters: tuple[tuple[str, tuple[str, ...]], ...] = tuple((words, (verb,)) for words in _matters(clause))
    papers = matter.needed(sentence, clause.before) if "手续" in clause.quote else ""
    for found, given in (*matters, (papers, (verb,)), ("" if matter.NO_MATTER.search(act) else act, _GIVEN)):
        about = re.sub(r"(?:或者|以及|和|、)+$", "", matter.joined(found))
        if _PAPERS.match(about):
            about = matter.needed(sentence, clause.before)
        elif matter.is_bare(about):
            about = matter.with_object(found, sentence, clause.before)
        if _ORGAN_ALONE.fullmatch(about):
            continue
        if about:
            about = shorten(about, LONGEST_CORE)[0]
            return about if about.endswith(given) else f"{about}{verb}"
    return f"{quoted(clause.title)}规定事项的{verb}" if act else ""


def _matters(clause: Clause) -> Iterator[str]:
    """What the licence may be for, the best reading first."""
    found = matter.licensed(clause.sentence)
    if found:
        yield matter.of_ban(found, clause.text[: max(clause.at, 0)]) or found
    yield matter.of_need(clause.sentence, clause.text[: max(clause.at, 0)])
    yield matter.licensed(clause.quote)
    yield matter.licensed(clause.text[: clause.at])


def _document(words: str) -> str:
    """The first document with a telling name (捕捞许可证); empty when there is none."""
    for match in _DOCUMENT.finditer(words):
        found = _TAKES.sub("", match["name"]).lstrip("（）()《")
        if found and not _TOO_BARE.match(found):
            return found
    return ""


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


_COMPLAINT = re.compile(r"(?!.*(?:接到|收到|处理))[^，]{6,}(?:投诉|举报)")
"""An act that says what is complained of (对危害房屋安全行为的举报)."""


def _other(power: Power, clause: Clause) -> str:
    kinds = "".join(power.kinds)
    act = bare_act(power.act)
    order = next((k for k in power.kinds if k.startswith("责令")), "")
    if not order and (written := re.search(r"责令(?:其|当事人)?(?P<what>[^，。；、其]{2,8})", clause.quote)):
        order = f"责令{written['what']}"
    if "投诉举报处理" in kinds and clause.title and not order:
        about = act if _COMPLAINT.fullmatch(act) else f"{field_of(clause.title)}方面投诉、举报"
        return f"{with_dui(about)}的处理"
    if order:
        words, several = conduct_words(clause, power.act)
        if words:
            return f"{with_dui(words)}{'等' if several else ''}行为的{order}"
    for seen in ("备案", "报告", "调解", "约谈", "撤销", "注销", "公告", "指定", "审查", "审核"):
        if seen not in kinds and seen not in clause.quote:
            continue
        if act.endswith(seen) and not re.search(r"应当|向|报(?!告)", act):
            return act
        if seen in ("备案", "报告"):
            act = _filed(clause.sentence) or matter.licensed(clause.sentence) or act
        act = re.sub(rf"(?:应当|必须|须)?(?:依法|及时|立即)*(?:向|报){ORGAN}{seen}$", "", act)
        if act:
            return f"{with_dui(act)}的{seen}" if seen in ("调解", "约谈", "撤销", "注销") else f"{act}{seen}"
    return ""


def _filed(sentence: str) -> str:
    """X of 将X报…备案, 报送X."""
    match = re.search(
        r"将(?:其|本单位的?|制定的|有关的?|所)*(?P<x>[^。；，]{2,30}?)(?:及时|书面|依法)*(?:报|向|送|抄)",
        sentence,
    )
    return clean_object(match["x"]) if match else ""


NAMERS: dict[PowerType, Callable[[Power, Clause], str]] = {
    PowerType.LICENCE: _licence,
    PowerType.PENALTY: _penalty,
    PowerType.COERCION: _coercion,
    PowerType.LEVY: _levy,
    PowerType.BENEFIT: _benefit,
    PowerType.INSPECTION: _inspection,
    PowerType.CONFIRMATION: _confirmation,
    PowerType.REWARD: _reward,
    PowerType.ADJUDICATION: _adjudication,
    PowerType.OTHER: _other,
}
"""Each gives an empty name where the wording of the clause is not known."""
