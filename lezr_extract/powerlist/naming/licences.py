"""How the names of licences (行政许可) are made."""

import re
from collections.abc import Iterator

from lezr_extract.powerlist.naming import matter
from lezr_extract.powerlist.naming.conduct import plain, shorten
from lezr_extract.powerlist.naming.words import LONGEST_CORE, Clause, bare_act, clean_object, quoted
from lezr_extract.records import Power

_DOCUMENT = re.compile(
    r"(?P<name>[一-龥（）()《]{0,24}?(?:许可证书?|执照|证书|批准书|批准文号|批准文件|批件|(?<![论公保认验查举发无持领])证))》?(?![明据券件实监照验人机条])"
)
_TAKES = re.compile(
    r"^.*(?:取得|领取|申请|申领|核发|颁发|发给|换发|发放|补发|办理|持有|持|签发|吊销|实行|于|向|对(?!外)|依法|相应的?|有关|具有|具备|凭|交回|出[示具]|提交|签注|《|"
    r"应当|必须|方可|(?:批准|审查|合格)后|及其|的)(?=.)"
)
# What stands before a document and is no part of its name: 在|经营许可证有效期内, 收回原|许可证, 发证机关受理|许可证.
_LEADS = re.compile(
    r"^(?:.*(?:受理|收回|负责|行政区域内?|简称[^）]{0,12}）)(?=.)|(?:企业|单位)?在(?=[^，]*证)|[其原该此][的]?)+"
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
_ORGAN_ALONE = re.compile(
    r"(?!.*(?:设立|开办|变更|撤销|合并|设置))[^，。；：]{2,60}?(?:委员会|部门|机关|机构)(?:书面)?(?:认定|审批|批准|审核|核发|同意|许可)?"
)
_GIVEN = tuple(given for _, given in _APPROVALS)


_SYSTEM = re.compile(
    r"对(?!外)(?P<z>[^，。；]{2,30}?)(?:依法)?实行[^，。；]{0,8}许可证?(?:管理|制度)|(?P<x>[一-龥]{2,12}许可)(?:管理)?制度|未经(?P<y>[^，。；由]{2,10}许可)的"
)
_WITHOUT = re.compile(
    r"未经(?:验收|审批|批准|许可|审查)[^，。；]{0,14}的(?P<x>[^，。；的]{2,20})，?(?:一律)?不得"
)
_GRANT = re.compile(
    r"^(?:[^，。；]*?(?:颁发|核发|核准|批准|签发|规定|认可)的|相应的?|有关|相关)*"
    r"(?P<bare>(?:[^，。；的]{0,6}(?:资质|(?<!法人)资格)|执业)(?:等级|证书|证)?|营业执照|批准文件|批准文号|许可证明)$"
)
"""A grant that does not say to whom or for what (国家规定的资质证书)."""


def licence(power: Power, clause: Clause) -> str:
    """…许可证核发, …审批."""
    sentence = clause.sentence
    system = _SYSTEM.search(sentence if "实行" in clause.quote else clause.quote)
    if system and system["z"]:
        return f"{clean_object(system['z'])}许可"
    name = re.sub(r"^.*(?:实行|依法)", "", system["x"] or system["y"] or "") if system else ""
    if len(name) > len("许可"):
        return name
    for words in (*power.kinds, clause.quote, power.act, sentence):
        document = _document(words, clause.title)
        if document:
            return _handed_out(document)
    verb = next((given for seen, given in _APPROVALS if seen in clause.quote + power.act), "审批")
    return _granted(power, clause) or _approved(power, clause, verb)


def _granted(power: Power, clause: Clause) -> str:
    """Whose 资质证书 or 资格 it is, where the document has no name of its own."""
    grant = _GRANT.match(bare_act(power.act))
    whose = re.match(
        r"^(?:从事)?(?P<x>[^，。；]{2,30}?)，?(?:应当|必须|须(?!知)|依法)", clause.sentence.strip()
    )
    if grant is None or whose is None:
        return ""
    words = re.sub(
        r"的(?:单位|企业|人员|个人|机构)(?:和(?:个人|单位))?$|^(?:从事|申请)", "", plain(whose["x"])
    )
    if len(grant["bare"]) >= 6:  # 校车驾驶资格 says for what
        words = ""
    elif matter.names_none(words) or matter.is_bare(words) or len(words) < 2 or "下列" in words:
        return ""
    return f"{words}{grant['bare']}{'核发' if grant['bare'].endswith(('证书', '证', '执照', '文号')) else '认定'}"


def _approved(power: Power, clause: Clause, verb: str) -> str:
    """…审批 by the matter that the clause, the sentence before it or the 款 before it names."""
    act = bare_act(power.act)
    for found, given in _candidates(clause, act, verb):
        about = re.sub(r"(?:或者|以及|和|、)+$", "", matter.joined(found))
        if _PAPERS.match(about):
            about = matter.needed(clause.sentence, clause.before)
        elif matter.is_bare(about):
            about = matter.of_ban(
                about, clause.above + clause.text[: max(clause.at, 0)]
            ) or matter.with_object(found, clause.sentence, clause.before)
        about = _with_item(re.sub(r"(?:(?:按照|依照)[^，]{0,8}规定|依法)$", "", about), clause)
        if not about or _ORGAN_ALONE.fullmatch(about) or matter.names_none(about):
            continue
        about = shorten(about, LONGEST_CORE)[0]
        return about if about.endswith((*given, "变更登记", "设立登记", "验收")) else f"{about}{verb}"
    if document := _of_title(clause.title):
        return _handed_out(document)
    return f"{quoted(clause.title)}规定事项的{verb}" if act else ""


def _handed_out(document: str) -> str:
    """A document as lists name the licence: 捕捞许可证核发, 药品经营许可."""
    return _OPERATING.sub("许可", document) if _OPERATING.search(document) else f"{document}核发"


def _candidates(clause: Clause, act: str, verb: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the licence may be for with the words that need no verb behind them, the best reading first."""
    sentence = clause.sentence
    yield from ((words, (verb,)) for words in _matters(clause))
    if "手续" in clause.quote:
        yield matter.needed(sentence, clause.before), (verb,)
    own = re.sub(r"(?:(?:按照|依照)[^，]{0,8}规定|依法)$", "", act)
    if not matter.names_none(own):
        yield own, _GIVEN
    yield matter.of_need(sentence, clause.above), (verb,)
    if without := _WITHOUT.search(clause.quote):
        yield without["x"], (verb,)
    yield matter.thing(sentence), (verb,)
    yield matter.licensed(clause.before), (verb,)
    yield matter.thing(re.split(r"[。；\n]", clause.before.rstrip("。；\n"))[-1]), (verb,)


def _with_item(about: str, clause: Clause) -> str:
    """进行下列活动 by the first of them."""
    match = re.match(
        r"^(?P<x>.*?)(?:从事|进行|实施|开展)?(?:下列|以下)(?P<what>[^，。；]{1,10}?)(?:之一)?$", about
    )
    if match is None:
        return about
    item = re.sub(r"的$", "", plain(clause.first_item))
    return f"{match['x']}{item}等{match['what'] or '活动'}" if item else ""


def _matters(clause: Clause) -> Iterator[str]:
    """What the licence may be for, the best reading first."""
    found = matter.licensed(clause.sentence)
    if found:
        yield matter.of_ban(found, clause.text[: max(clause.at, 0)]) or found
    yield matter.of_need(clause.sentence, clause.text[: max(clause.at, 0)])
    yield matter.licensed(clause.quote)
    yield matter.licensed(clause.text[: clause.at])


def _of_title(title: str) -> str:
    """The document that a law's title says it is about; empty when it names none."""
    match = _DOCUMENT.search(re.sub("(?:实施|监督|管理|暂行|试行)*(?:条例|办法|规定|规则|细则)$", "", title))
    found = re.sub("^中华人民共和国", "", match["name"]) if match else ""
    return "" if _TOO_BARE.match(found) else found


def _document(words: str, title: str = "") -> str:
    """The first document with a telling name (捕捞许可证); empty when there is none.

    A law about one document (茶叶经营许可证管理办法) mostly calls it by the end of its name (经营许可证).
    """
    of_title = _of_title(title)
    for match in _DOCUMENT.finditer(words):
        found = _LEADS.sub("", _TAKES.sub("", match["name"]).lstrip("（）()《"))
        if found and of_title.endswith(found.removesuffix("书")):
            return of_title
        if found and not _TOO_BARE.match(found) and not re.search(r"禁止|超过|超越", found):
            return found
    return ""
