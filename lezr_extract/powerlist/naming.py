"""Names of entries as real lists write them (domain rules 3.3): object or act + kind, short and exact.

对…行为的行政处罚 and 对…等行为的行政处罚 (the State form, first conduct only), …许可证核发, …审批, 对…的监督检查,
对…的行政强制, 对…费的征收, …认定, 对…的奖励, …备案. The words come from the clause; where its wording is not known the
power's act gives them.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lezr_extract.powerlist import matter
from lezr_extract.powerlist.conduct import NO_CONDUCT, Conduct, plain, shorten
from lezr_extract.powerlist.matter import ORGAN
from lezr_extract.records import Power, PowerType

LONGEST = 64
LONGEST_CORE = 50

_PLACE = re.compile(
    r"(?:在|对)?(?:本|其)?(?:行政区域|辖区|管辖区域|管理区域|管辖范围)(?:范围)?内的?|^(?:前款|本条|上述)(?:规定|所列)的?|依法|(?<=^)(?:有关|相关)的?"
)


class Clause(NamedTuple):
    """The clause that an entry stands on, cut out for naming.

    Attributes:
        text: the words of the paragraph (head, items and tail), or of the item alone.
        at: where the power's words begin in ``text``.
        quote: the power's words.
        conduct: the illegal conduct, found in the clause or in the cited one.
        cited: the words for the conduct when only the cited clause names it.
        title: short title of the law.
    """

    text: str
    at: int
    quote: str
    conduct: Conduct | None
    cited: str = ""
    title: str = ""

    @property
    def sentence(self) -> str:
        """The sentence around the power's words."""
        start = max(self.text.rfind(mark, 0, max(self.at, 0)) for mark in "。；\n") + 1
        ends = [e for e in (self.text.find(mark, max(self.at, start)) for mark in "。；\n") if e >= 0]
        return self.text[start : min(ends)] if ends else self.text[start:]

    @property
    def before(self) -> str:
        """What stands before that sentence."""
        return self.text[: max(self.text.rfind(mark, 0, max(self.at, 0)) for mark in "。；\n") + 1]


def name(power: Power, clause: Clause) -> str:
    """The name of the entry that ``power`` in ``clause`` becomes; never empty, at most `LONGEST` characters."""
    made = _MAKERS[power.type](power, clause) or _from_act(power, clause)
    made = _whole(re.sub(r"\s+", "", made), clause)
    if len(made) > LONGEST:
        made = made[: LONGEST - 1] + "…"
    return made


def _whole(made: str, clause: Clause) -> str:
    """``made`` that neither goes on from other words (或者…) nor is a verb alone (备案)."""
    about = made.startswith("对")
    words = matter.joined(made.removeprefix("对"))
    if words.startswith("的"):  # the rest of a clause that was cut: 违反本条例规定的行为
        rest = re.sub(r"^[的，、]+", "", words)
        if rest.startswith(("行政", "其他", "行为", "应当", "可以")) or len(rest) < 4:
            kind = "对违反{}行为的{}" if "行政处罚" in rest else "{}规定的{}"
            return kind.format(_quoted(clause.title), re.sub(r"^.*的(?=行政|其他)", "", rest))
        words = matter.joined(rest)
    if not matter.is_bare(words):
        return f"对{words}" if about else words
    return (
        matter.with_object(words, clause.sentence, clause.before)
        or f"{_field(clause.title)}{matter.without_light_verb(words)}"
    )


def _of_conduct(clause: Clause, act: str) -> tuple[str, bool]:
    """Words of the conduct and whether it is one of several."""
    if clause.conduct is not None:
        words, cut = shorten(clause.conduct.words, LONGEST_CORE)
        return words, cut or clause.conduct.more
    words = clause.cited or _bare_act(act)
    return ("", False) if NO_CONDUCT.search(words) else shorten(words, LONGEST_CORE)


def _penalty(power: Power, clause: Clause) -> str:
    words, several = _of_conduct(clause, power.act)
    if not words:
        return f"对违反{_quoted(clause.title)}行为的行政处罚"
    if several:
        return f"{_about(words)}等行为的行政处罚"
    return f"{_about(words.removesuffix('行为'))}行为的行政处罚"


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
    words, several = _of_conduct(clause, power.act)
    measure = _MEASURE_TAKEN.search(clause.quote)
    if measure and execution is None:
        return f"{measure['order'] or measure['taken']}的行政强制"
    if execution is None:
        thing = _object(clause.quote, _SEIZURE) or _after(clause.quote, _SEIZES)
        if thing and (clause.conduct is None or len(thing) > 15):
            return f"{_about(shorten(thing, LONGEST_CORE)[0])}的行政强制{suffix if len(thing) < 30 else ''}"
    if not words:
        return ""
    what = execution.group() if execution else ""
    if what.startswith("代"):
        return f"{_about(words)}{'等行为' if several else ''}的代履行"
    if what in ("加处罚款", "滞纳金"):
        return f"{_about(words)}的{'加收' if what == '滞纳金' else ''}{what}"
    return f"{_about(words.removesuffix('行为'))}{'等' if several else ''}行为的行政强制{suffix if len(words) < 30 else ''}"


_DOCUMENT = re.compile(
    r"(?P<name>[一-龥（）()《]{0,24}?(?:许可证书?|执照|证书|批准书|批准文号|批准文件|批件|(?<![论公保认验查举])证))》?(?![明据券件实监照验人])"
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
_GIVEN = tuple(given for _, given in _APPROVALS)


def _licence(power: Power, clause: Clause) -> str:
    sentence = clause.sentence
    for words in (*power.kinds, clause.quote, power.act, sentence):
        document = _document(words)
        if document:
            return _OPERATING.sub("许可", document) if _OPERATING.search(document) else f"{document}核发"
    verb = next((given for seen, given in _APPROVALS if seen in clause.quote + power.act), "审批")
    act = _bare_act(power.act)
    matters: tuple[tuple[str, tuple[str, ...]], ...] = tuple((words, (verb,)) for words in _matters(clause))
    for found, given in (*matters, ("" if matter.NO_MATTER.search(act) else act, _GIVEN)):
        about = re.sub(r"(?:或者|以及|和|、)+$", "", matter.joined(found))
        if matter.is_bare(about):
            about = matter.with_object(found, sentence, clause.before)
        if about:
            about = shorten(about, LONGEST_CORE)[0]
            return about if about.endswith(given) else f"{about}{verb}"
    return f"{_quoted(clause.title)}规定事项的{verb}" if act else ""


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
        found = _clean_object(match["x"]).replace("本法", _quoted(clause.title)) if match else ""
        found = re.sub(r"^(?:各类|下列|全部)|(?:实施|进行|开展)(?:监督)?检查，.*$", "", found)
        if match and len(found) >= 2 and not _NOT_INSPECTED.search(found):
            verb = "监督检查" if match["v"] in ("检查", "监督", "监督管理") else match["v"]
            return f"对{shorten(found, LONGEST_CORE)[0]}的{verb}"
    act = _bare_act(power.act)
    if re.search(rf"(?:{_CHECKS})$", act) and not _NOT_INSPECTED.search(act):
        return act
    if clause.title and (not act or _NOT_INSPECTED.search(act) or re.match(_MEASURE, act)):
        field = re.sub(r"(?<=..)(?:监督)?管理$", "", _field(clause.title))
        return f"对{field}法律、法规执行情况的监督检查"
    return f"{_about(act)}的监督检查" if act else ""


_FEE = re.compile(r"[一-龥]{2,18}?(?:费|税|基金|补偿金|保证金|出让金|滞纳金)")


def _levy(power: Power, clause: Clause) -> str:
    for words in (power.act, clause.quote, clause.sentence):
        for match in _FEE.finditer(words):
            fee = re.sub(r"^.*(?:缴纳|征收|收取|代征|交纳|缴|收|依法|规定|的)", "", match.group())
            if len(fee) >= 2 and fee not in ("收费", "税费", "纳税", "缴费", "免费", "经费", "有关税费"):
                return f"对{fee}的征收"
    taking = re.search(r"征用|征收", clause.quote)
    if taking:
        found = _object(clause.quote, "征用|征收") or _after(clause.quote, "(?:依法)?(?:征用|征收)")
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
        return f"对{shorten(_clean_object(match['whom']), 30)[0]}的{what}给付"
    act = _bare_act(power.act)
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
            return f"对在{_field(clause.title)}工作中成绩显著的单位和个人的{verb}"
        words, cut = shorten(plain(words), LONGEST_CORE)
        return f"{_about(words.removesuffix('的'))}{'等' if cut else ''}的{verb}"
    act = _bare_act(power.act)
    return f"{_about(act)}的奖励" if act and not act.endswith("奖励") else act


def _adjudication(power: Power, clause: Clause) -> str:
    match = re.search(r"(?P<x>[^。；，]*?(?:争议|纠纷))", clause.sentence)
    words = re.sub(r"^.*(?:发生|因|对|的，)(?=.{3})", "", match["x"]) if match else _bare_act(power.act)
    words = re.sub(r"^(?:单位之间|个人之间|当事人)(?:的|因)?", "", words)
    return words if not words or words.endswith("裁决") else f"{words}裁决"


def _confirmation(power: Power, clause: Clause) -> str:
    verbs = r"认定|登记|评定|核定|鉴定|确认|划定|验收|证明|确定|确权|考核|评审|审定|检验|检定"
    act = _bare_act(power.act)
    if re.search(rf"(?:{verbs})$", act):
        return act
    match = re.search(
        rf"(?P<x>[^。；，]{{2,30}}?)，?(?:的)?由{ORGAN}[^，。；]{{0,12}}?(?P<v>{verbs})", clause.sentence
    )
    if match and not match["x"].startswith(("向", "报", "经", "由", "并", "应当")):
        return f"{_clean_object(match['x'])}{match['v']}"
    act = "" if act.startswith(("向", "报", "经", "由")) else act
    found = _after(clause.quote, f"(?:{verbs})")
    verb = re.search(verbs, clause.quote + power.act)
    return f"{act or found}{verb.group() if verb else '确认'}" if act or found else ""


def _other(power: Power, clause: Clause) -> str:
    kinds = "".join(power.kinds)
    act = _bare_act(power.act)
    order = next((k for k in power.kinds if k.startswith("责令")), "")
    if not order and (written := re.search(r"责令(?:其|当事人)?(?P<what>[^，。；、其]{2,8})", clause.quote)):
        order = f"责令{written['what']}"
    if order:
        words, several = _of_conduct(clause, power.act)
        if words:
            return f"{_about(words)}{'等' if several else ''}行为的{order}"
    for seen in ("备案", "报告", "调解", "约谈", "撤销", "注销", "公告", "指定", "审查", "审核"):
        if seen not in kinds and seen not in clause.quote:
            continue
        if act.endswith(seen) and not re.search(r"应当|向|报(?!告)", act):
            return act
        if seen in ("备案", "报告"):
            act = _filed(clause.sentence) or matter.licensed(clause.sentence) or act
        act = re.sub(rf"(?:应当|必须|须)?(?:依法|及时|立即)*(?:向|报){ORGAN}{seen}$", "", act)
        if act:
            return f"{_about(act)}的{seen}" if seen in ("调解", "约谈", "撤销", "注销") else f"{act}{seen}"
    return ""


def _filed(sentence: str) -> str:
    """X of 将X报…备案, 报送X."""
    match = re.search(
        r"将(?:其|本单位的?|制定的|有关的?|所)*(?P<x>[^。；，]{2,30}?)(?:及时|书面|依法)*(?:报|向|送|抄)",
        sentence,
    )
    return _clean_object(match["x"]) if match else ""


_MAKERS: dict[PowerType, Callable[[Power, Clause], str]] = {
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


def _from_act(power: Power, clause: Clause) -> str:
    """The last resort: the act, or the first words of the clause, with the type."""
    words = _bare_act(power.act) or plain(shorten(clause.quote or clause.text, 30)[0])
    if not words:
        return f"{_quoted(clause.title)}规定的{power.type}"
    return f"{_about(shorten(words, LONGEST_CORE)[0])}的{'其他行政权力' if power.type is PowerType.OTHER else power.type}"


def _bare_act(act: str) -> str:
    words = re.sub(r"(?:的|，)?(?:有)?(?:下列|以下)(?:行为|情形)(?:之一)?(?:的)?$", "", plain(act))
    words = re.sub(r"^(?:应当|可以|并|方可|必须|有权|依法|对于|的)+", "", words)
    if re.fullmatch(r"(?:违反)?(?:本|第|前)[^，]*?(?:规定|条|款|项)", words):
        return ""
    return shorten(words.removesuffix("的"), LONGEST_CORE)[0]


def _field(title: str) -> str:
    """The field that a law's title names (森林病虫害防治条例 → 森林病虫害防治)."""
    words = re.sub(
        r"(?:法|条例|规定|办法|细则|规则|决定)?(?:实施)?(?:细则|条例|办法)?(?:[（(][^）)]*[）)])?$", "", title
    )
    return re.sub(r"^.*?(?:省|自治区|市|州(?!市))(?=.{4})", "", words) or title


def _about(words: str) -> str:
    return words if words.startswith("对") else f"对{words}"


def _quoted(title: str) -> str:
    return f"《{shorten(title, 40)[0]}》" if title else "本法"


def _object(words: str, verbs: str) -> str:
    """X of 对X进行…, 将X予以…"""
    match = re.search(
        rf"(?:对|将)(?P<x>[^。；，]+(?:，[^。；，对]+)?)，?(?:可以|应当|有权|依法)*(?:进行|实施|予以|采取|依法|的)?(?:{verbs})",
        words,
    )
    return _clean_object(match["x"]) if match else ""


def _after(words: str, verbs: str) -> str:
    match = re.search(rf"(?:{verbs})(?P<x>[^。；，]{{3,60}})", words)
    return _clean_object(match["x"]) if match else ""


def _clean_object(words: str) -> str:
    words = re.sub(r"^(?:有根据认为|将)", "", _PLACE.sub("", words).replace("下列", ""))
    words = re.sub(
        r"，?(?:应当|可以|有权|依法|予以(?:临时)?|采取|实施|实行|先行|按照[^，]*).{0,12}$", "", words
    )
    words = plain(words).strip("，、的")
    return "" if words.startswith(("没收", "或者", "和")) else words
