"""How the names of licences (行政许可) are made."""

import re
from collections.abc import Iterator

from lezr_extract.powerlist import matter
from lezr_extract.powerlist.conduct import shorten
from lezr_extract.powerlist.naming_words import LONGEST_CORE, Clause, bare_act, quoted
from lezr_extract.records import Power

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


def licence(power: Power, clause: Clause) -> str:
    """…许可证核发, …审批."""
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
