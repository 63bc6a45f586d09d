"""How the names of coercive measures (行政强制) are made."""

import re

from lezr_extract.powerlist.naming.conduct import NO_NAMES, is_fault, plain, shorten
from lezr_extract.powerlist.naming.words import (
    LONGEST_CORE,
    Clause,
    clean_object,
    conduct_words,
    object_of,
    quoted,
    what_follows,
    with_dui,
)
from lezr_extract.records import Power

_EXECUTION = re.compile(r"代履行|代为|强制拆除|加处罚款|滞纳金")
_AT_HIS_COST = re.compile(
    r"(?:组织|委托|指定|确定|强制|代|拆除|清除|清理|完成|处理)[^。]{0,40}费用由[^，。；]{2,20}(?:承担|负担|支付)"
)
_SEIZURE = r"查封|扣押|冻结|封存|暂扣|隔离|强制[^，、；]{2,4}"
_SEIZES = r"(?:查封|扣押|冻结|封存|暂扣)(?:[、或者和]+(?:查封|扣押|冻结|封存))*(?:有关)?"
_VERB = r"(?:临时|强制|先行)?(?:查封|扣押|冻结|封存|暂扣|扣留|隔离(?!试种|带)|封闭|封锁|驱离|拖离|带离|遣返|紧急止付)|强制(?:[一-龥]{2})|临时控制|管制"
_VERBS = rf"(?:{_VERB})(?:(?:、|或者|和)(?:{_VERB}))*"
_LISTED = re.compile(
    rf"^[ 　]*(?:[（(][一二三四五六七八九十]+[）)])?(?P<item>[^\n]*?(?:{_VERBS})[^\n]*)$", re.MULTILINE
)
_ON = re.compile(
    rf"对(?!外|于)(?P<x>(?:(?!的，)[^。；：]){{2,70}}?)，?(?:可以|应当|有权|依法|予以|进行|实施|采取|必要的?)+"
    rf"(?P<verb>{_VERBS})(?![、或和]|的(?!行政|紧急|强制|措施))"
)
_TAKES = re.compile(
    rf"(?<!被)(?<!、)(?P<verb>{_VERBS})(?:等)?(?![、或和期]|措施|通知|决定|清单|的)(?:有关|相关|其)*(?P<x>[^，。；]{{3,70}})"
)
_MET = re.compile(
    r"对(?!外|于)(?P<x>[^。；：]{4,80}?)(?:，(?:可以|应当|有权|由|经|在)|进行|予以)|查处(?P<y>[^，。；]{4,30}?(?:行为|案件))"
)
_MOVED = re.compile(r"将(?P<x>[^，。；]{2,20}?)(?P<verb>押解|拖移|移至|带离|遣返|驱离)")
_BY_MEASURE = re.compile(
    r"(?:对(?!外)(?P<x>[^。；，]{2,40}?))?(?:依法)?(?:采取|实施|实行)(?P<measure>[^，。；]{2,40}?)(?:的)?(?:紧急|行政强制|强制)?措施"
)
_MEASURE_TAKEN = re.compile(
    r"(?P<order>责令[^，。；]{0,20}撤出[^，。；、]{2,12})|(?:部门|机关)(?:依照|依据|根据|依)[^，。；]{0,10}采取(?P<taken>停止[^，。；]+?)措施"
)
_SUPPLIER = re.compile(r"，?(?:按照|本着|根据)[“\"]?谁[^的]*的原则")


def coercion(power: Power, clause: Clause) -> str:
    """对…的行政强制, 对…的查封、扣押, …的代履行, …的加处罚款."""
    words, several = conduct_words(clause, power.act)
    words = _SUPPLIER.sub("", words)
    bad = not words or NO_NAMES["no-fault"].fits(words)
    execution = _EXECUTION.search("".join(power.kinds) + clause.quote)
    measure = _MEASURE_TAKEN.search(clause.quote)
    if measure and execution is None:
        return f"{measure['order'] or measure['taken']}的行政强制"
    if execution is None:
        named = _seized(power, clause)
        if bad:
            named = named or _by_list(clause) or _by_measure(clause) or _by_thing(clause)
        elif not is_fault(words):  # 道路积水的 is no conduct
            named = named or _by_measure(clause)
        if named:
            return named
    if bad:
        words, several = f"违反{quoted(clause.title)}", False
    if not words:
        return ""
    return _executed(clause, words, execution, several=several) or _by_conduct(
        power, clause, words, several=several
    )


def _seized(power: Power, clause: Clause) -> str:
    """By the thing that is seized, where no conduct is named or the thing says more."""
    thing = object_of(clause.quote, _SEIZURE) or what_follows(clause.quote, _SEIZES)
    thing = thing.split("采取")[0]
    if not thing or not (clause.conduct is None or len(thing) > 15):
        return ""
    if NO_NAMES["no-fault"].fits(thing) or re.search(r"通知书|决定书|清单|措施", thing):
        return ""
    return f"{with_dui(_cut(thing))}的行政强制{_kinds(power) if len(thing) < 30 else ''}"


def _by_list(clause: Clause) -> str:
    """By the first measure of a list that is coercion (查封、扣押涉嫌…的工具)."""
    for line in (*(m["item"] for m in _LISTED.finditer(clause.text)), clause.quote):
        for match in (_ON.search(line), _TAKES.search(line)):
            thing = clean_object(match["x"].removesuffix("时")) if match else ""
            if match and len(thing) >= 2 and not NO_NAMES["no-fault"].fits(thing) and "通知书" not in thing:
                return f"{with_dui(_cut(thing))}的{match['verb']}"
    moved = _MOVED.search(clause.quote)
    if moved:
        return f"对{moved['x']}的{moved['verb'].removesuffix('至')}"
    item = clause.first_item
    return item if re.match(r"责令|限制|禁止|强制|停止|关闭", item) else ""


def _by_thing(clause: Clause) -> str:
    """By what the clause says it meets, where neither the measure nor a fault is named."""
    for match in _MET.finditer(clause.sentence):
        thing = clean_object(match["x"] or match["y"])
        if len(thing) >= 4 and not NO_NAMES["no-fault"].fits(thing):
            return f"{with_dui(_cut(thing))}的行政强制"
    return ""


def _by_measure(clause: Clause) -> str:
    """By the measure itself (采取临时性交通管制措施), with whom it is taken against where the clause says so."""
    for match in _BY_MEASURE.finditer(clause.quote):
        if re.search(r"查封|扣押", match["measure"]) or (
            "、" not in match["measure"] and NO_NAMES["no-measure"].fits(match["measure"])
        ):
            continue
        whom = clean_object(match["x"] or "")
        return f"对{whom}的{match['measure']}" if whom else f"采取{match['measure']}措施"
    return ""


def _executed(clause: Clause, words: str, execution: re.Match[str] | None, *, several: bool) -> str:
    """…的代履行, …的加处罚款; empty for other measures."""
    what = execution.group() if execution else ""
    if what in ("加处罚款", "滞纳金"):
        return f"{with_dui(words)}的{'加收' if what == '滞纳金' else ''}{what}"
    if what.startswith("代") or _AT_HIS_COST.search(clause.sentence):
        act = "等行为" if several else "行为" if words.startswith("违反《") else ""
        return f"{with_dui(words)}{act}的代履行"
    return ""


def _by_conduct(power: Power, clause: Clause, words: str, *, several: bool) -> str:
    suffix = _kinds(power) if len(words) < 30 else ""
    if not several and _is_thing(words, clause):
        return f"{with_dui(words)}的行政强制{suffix}"
    return f"{with_dui(words.removesuffix('行为'))}{'等' if several else ''}行为的行政强制{suffix}"


def _is_thing(words: str, clause: Clause) -> bool:
    """Whether ``words`` are whom or what a measure meets (对调运的植物，…予以扣留), not what was done."""
    tail = plain(words)[-5:]
    return re.search(rf"对[^。；]*{re.escape(tail)}，", clause.text) is not None or words.endswith("的人")


def _cut(thing: str) -> str:
    """``thing`` in the length of a name, cut where a further thing begins."""
    if len(thing) > LONGEST_CORE and (at := thing.find("以及")) > LONGEST_CORE // 5:
        thing = thing[:at]
    return shorten(thing, LONGEST_CORE)[0]


def _kinds(power: Power) -> str:
    kinds = "、".join(power.kinds[:2])
    return f"（{kinds}）" if kinds else ""
