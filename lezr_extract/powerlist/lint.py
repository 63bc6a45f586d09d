"""Faults in the names of a list's entries (domain rules 3.3): form, words to avoid, one power under two names.

A name is the object or act with the kind of power (对…行为的行政处罚, …审批, 对…的监督检查), short and exact, without
管理, 组织, 推进 and 会同, which say nothing of what is done to whom; the same power has the same name wherever it
stands (中央编办、法制办 2018: 名称、类型、依据、编码统一).
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lezr_extract.records import Basis, Entry, PowerType

LONGEST = 64


class Fault(StrEnum):
    """What is wrong with a name."""

    AVOIDED = "avoided-word"
    FORM = "form"
    CITES = "cites-the-law"
    LONG = "too-long"
    MARKS = "marks"
    TWICE = "two-names"


class Named(NamedTuple):
    """An entry as far as its name is concerned.

    Attributes:
        where: where it stands, as the user finds it (number or row).
        name, type: of the entry; the type None where the list's words for it are not known.
        power: what makes two entries the same power (its basis); empty where it is not known.
        holder: as the list names it; another holder may have a name of its own for what it does.
    """

    where: str
    name: str
    type: PowerType | None
    power: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class NameFault:
    """A fault of a name.

    Attributes:
        entry: whose name it is.
        fault: its kind.
        words: what is wrong and how official lists write it, in Chinese.
    """

    entry: Named
    fault: Fault
    words: str


_ACT_END = re.compile(r"(?P<word>(?<!的)(?:监督|日常|综合)?管理|组织(?:实施)?|推进|统筹协调)(?:工作)?$")
_ACT_START = re.compile(r"^(?P<word>(?:负责(?!人)|加强|做好|组织|推进|会同|指导|协调|统筹)(?:对|开展|实施)?)")
_ANYWHERE = re.compile(r"(?P<word>会同|推进(?!剂|器)|组织实施)")
_CITES = re.compile(
    r"(?P<words>违反(?:了)?(?:本|该)?(?:法|条例|办法|规定)(?:第[^，、]{1,8}条)?(?:的)?规定|本(?:法|条例|办法|规定|条)(?![定案])|前款|上款|第[一二三四五六七八九十百零〇\d]+[条款项])"
)
_FORMS: dict[PowerType, tuple[re.Pattern[str], str]] = {
    PowerType.PENALTY: (re.compile(r"^对.+的(?:行政)?处罚(?:[（(].*[）)])?$"), "对……行为的行政处罚"),
    PowerType.COERCION: (
        re.compile(r"(?:行政强制|强制措施|强制执行|代履行|加处罚款|滞纳金|查封|扣押|冻结|强制[一-龥]{2,4})(?:[（(].*[）)])?$"),
        "对……的行政强制",
    ),
    PowerType.INSPECTION: (
        re.compile(r"(?:检查|抽查|巡查|检测|检验|监测|稽查|核查|督查|监督|查验)$"),
        "对……的监督检查",
    ),
    PowerType.LICENCE: (
        re.compile(r"(?:许可|审批|核发|核准|批准|登记|认定|审查|审核|注册|验收|备案|考核|检疫|变更|延续|注销|换发|签发|许可证|审定|同意)(?:[（(].*[）)])?$"),
        "……许可、……审批或……核发",
    ),
    PowerType.LEVY: (re.compile(r"(?:征收|收取|征缴|征用|代征|收费|[费税])(?:[（(].*[）)])?$"), "对……的征收"),
    PowerType.BENEFIT: (
        re.compile(r"(?:给付|发放|补助|补贴|救助|抚恤|津贴|优待|供养|资助|保障|补偿|待遇)(?:[（(].*[）)])?$"),
        "……给付或……发放",
    ),
    PowerType.CONFIRMATION: (
        re.compile(r"(?:确认|认定|登记|评定|核定|鉴定|划定|验收|证明|确定|确权|考核|评审|审定|检验|检定|备案|授予|认证|审核|裁定)(?:[（(].*[）)])?$"),
        "……认定、……登记或……确认",
    ),
    PowerType.REWARD: (re.compile(r"(?:奖励|表彰|表扬|嘉奖|评选|命名)(?:[（(].*[）)])?$"), "对……的奖励"),
    PowerType.ADJUDICATION: (re.compile(r"(?:裁决|处理|裁定|调处|仲裁)$"), "……争议裁决"),
}  # fmt: skip
_PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"), ("【", "】"))
_EDGE = re.compile(r"[，。；：、,.;:]$|^[，。；：、,.;:]")
_CORE = re.compile(
    r"^对|(?:等)?(?:违法)?行为|的(?=行政|处罚)|行政处罚|行政强制|处罚|[，、；：“”《》（）()\s的]"
)


def lint(entries: Iterable[Named]) -> Iterator[NameFault]:
    """The faults of each name in the order of the list, then the powers that have several names."""
    by_power: dict[tuple[str, PowerType | None], list[Named]] = defaultdict(list)
    by_core: dict[tuple[str, PowerType | None], list[Named]] = defaultdict(list)
    for entry in entries:
        yield from _of_one(entry)
        if entry.power:
            by_power[entry.power, entry.type].append(entry)
        if entry.name:
            by_core[_CORE.sub("", entry.name), entry.type].append(entry)
    told: set[tuple[str, str]] = set()
    for words, groups in (("依据相同", by_power), ("只是写法不同", by_core)):
        for group in groups.values():
            yield from _two_names(group, words, told)


def named(number: int, entry: Entry) -> Named:
    """A draft entry; its power is the clause that carries it, with the holder and what tells its acts apart."""
    power = "\x1f".join(map(_place, entry.bases[:1])) if entry.bases else ""
    return Named(f"第 {number} 项", entry.name, entry.type, power, entry.agency)


def _place(basis: Basis) -> str:
    return f"{basis.law_title} {basis.article} {basis.paragraph or ''} {basis.item or ''}"


def _of_one(entry: Named) -> Iterator[NameFault]:
    name = entry.name
    avoided = _ACT_END.search(name) or _ACT_START.search(name) or _ANYWHERE.search(name)
    if avoided and entry.type is not PowerType.PENALTY:
        words = f"“{avoided['word']}”没有说出做什么；请写对象和职权，不用管理、组织、推进、会同等词"
        yield NameFault(entry, Fault.AVOIDED, words)
    form = _FORMS.get(entry.type) if entry.type is not None else None
    if form is not None and not form[0].search(name):
        yield NameFault(entry, Fault.FORM, f"{entry.type}的名称一般写作“{form[1]}”")
    cites = _CITES.search(name)
    if cites:
        yield NameFault(entry, Fault.CITES, f"名称里不引条文（“{cites['words']}”）；请写明具体行为或事项")
    if len(name) > LONGEST:
        words = f"名称长 {len(name)} 字；请概括，多个行为的写“对（第一个行为）等行为的……”"
        yield NameFault(entry, Fault.LONG, words)
    if name.endswith("…") or _EDGE.search(name) or any(name.count(a) != name.count(b) for a, b in _PAIRS):
        yield NameFault(entry, Fault.MARKS, "首尾有标点，或括号、书名号不成对")


def _two_names(group: Sequence[Named], why: str, told: set[tuple[str, str]]) -> Iterator[NameFault]:
    """Every name of a group that means the same as its most frequent one, which it should take."""
    count = Counter(entry.name for entry in group)
    if len(count) < 2:
        return
    first: dict[str, Named] = {}
    for entry in group:
        first.setdefault(entry.name, entry)
    usual = max(first, key=lambda name: count[name])
    for name, entry in first.items():
        # One basis often carries several acts, and each of them has its own name rightly.
        if name == usual or (name, usual) in told or _likeness(name, usual) < _SAME_ACT:
            continue
        told.add((name, usual))
        words = f"与{first[usual].where}“{usual}”{why}，同一权力宜用同一名称"
        yield NameFault(entry, Fault.TWICE, words)


_SAME_ACT = 0.7
"""Share of characters in common from which two names on one basis are taken for one act."""


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _CORE.sub("", one), _CORE.sub("", other), autojunk=False).ratio()
