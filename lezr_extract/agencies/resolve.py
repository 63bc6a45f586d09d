"""From a mention to the competent organ, with the reason in words for the reviewer."""

import re
from dataclasses import dataclass

from lezr_extract.agencies.identify import identify
from lezr_extract.agencies.mentions import Pointing, has_level, is_government, is_local, pointing
from lezr_extract.agencies.standing import Department, Standing
from lezr_extract.records import Power, PowerType
from lezr_extract.vocabulary.registry import RegistryEntry, registry

_MOST_CANDIDATES = 3
_POLICE = frozenset({"public-security", "traffic-police", "immigration", "state-security"})
_DOCUMENT = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:许可证|资质证书|资格证书|执照|合格证|登记证书|登记证|证书|执业证|证件|批准文件|批准书)"
)
_CENTRAL = re.compile(r"(?:总局|[^员]会|总署|部|国家[^、]{2,8}局|[监能]局)$")
_MINISTRY = re.compile(rf"{_CENTRAL.pattern}|国家[^、]{{2,10}}[委办]$")
_STAFF = re.compile(r"(?:人员|警察|监督员|检查员|检疫员|稽查员)$")
_POSITION = re.compile(r"^(?:原|各|该|其|本|有关)+|所在地的?")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a mention, or the lack of one, comes to.

    Attributes:
        words: the competent organ in plain words; None when it cannot be known.
        ids: of the registry.
        reason: in Chinese, for the reviewer.
    """

    words: str | None
    ids: tuple[str, ...]
    reason: str


def resolve_mention(words: str, power: Power, article: int, standing: Standing, depth: int = 0) -> Resolution:
    """Resolves a holder as written.

    Order: the law's own short names (以下简称, 所称…是指), a field that the mention names, what 前款, 原发证机关
    and 主管部门 point to; last the words themselves, marked 待确认.
    """
    definition = _defined(words, standing)
    if definition is not None and depth == 0:
        return _by_definition(words, definition, power, article, standing)
    kind = pointing(words)
    if _STAFF.search(words):
        return _of_staff(words, standing)
    if kind is Pointing.SPECIFIC:
        return _specific(words, power, standing)
    return _pointed(words, kind, power, article, standing)


def _pointed(words: str, kind: Pointing, power: Power, article: int, standing: Standing) -> Resolution:
    if kind is Pointing.CHARGE:
        return _charged(words, standing)
    if kind is Pointing.ISSUER:
        return _issued(words, power, article, standing)
    if kind in (Pointing.BEFORE, Pointing.DECIDER):
        return _before(words, power, article, standing)
    what = "未指明部门" if kind is Pointing.SOME else "任何有此职权的行政机关均可"
    hint = _offered(standing.departments, standing)
    return Resolution(None, (), f"待确认：条文只说「{words}」，{what}{hint}")


def resolve_unnamed(power: Power, standing: Standing) -> Resolution:
    """The holder of a power whose article names none: by its nature, by the law's competence article, or unknown."""
    fixed = _fixed(power, standing) or _punishing(power, standing)
    if fixed is not None:
        return fixed
    if power.type in (PowerType.LICENCE, PowerType.CONFIRMATION):
        issuer = _issuer(power, "", standing)
        if issuer is not None:
            index, name = issuer
            return Resolution(
                name, identify(name).ids, f"条文未写明；依{standing.number(index)}，由{name}办理"
            )
    departments = standing.departments
    if len(departments) == 1:
        only = departments[0]
        where = "、".join(standing.number(i) for i in only.articles)
        words, note = _punishing_level(only.words, power)
        return Resolution(
            words, only.ids, f"条文未写明；依{where}，本法主管部门为{only.words}{note}{_old(only.ids, power)}"
        )
    usual = standing.usual_holder
    if usual is not None:
        ids = identify(usual).ids
        usual = _at_any_level(usual)
        words, note = _punishing_level(usual, power)
        return Resolution(
            words, ids, f"条文未写明；推断：本法其他条款的权力主要由{usual}行使{note}{_old(ids, power)}"
        )
    if 1 < len(departments) <= _MOST_CANDIDATES:
        words = "、".join(d.words for d in departments)
        return Resolution(words, (), f"待确认：条文未写明；本法有{len(departments)}个主管部门：{words}")
    return Resolution(
        None, (), "待确认：条文未写明机关，本法也没有唯一的主管部门" + _offered(departments, standing)
    )


def _punishing(power: Power, standing: Standing) -> Resolution | None:
    """The organ that decides the law's penalties, where one article says it for all of them."""
    said = standing.punishing
    if said is None or power.type is not PowerType.PENALTY:
        return None
    found = resolve_mention(said.words, power, said.article, standing)
    if found.words is None:
        return None
    more = "；该条另有分别规定，请对照" if said.excepts else ""
    reason = f"条文未写明；依{standing.number(said.article)}，本法规定的行政处罚由{said.words}决定{more}{_note(found.reason)}"
    return Resolution(found.words, found.ids, reason)


def share_detention(found: Resolution, power: Power, standing: Standing) -> Resolution:
    """Detention is the police's (行政处罚法 art. 18); the other penalties of the same power stay with the department.

    Statutes write 「处…罚款；…，由公安机关处五日以上十五日以下拘留」 and often name only one of the two.
    """
    police = "public-security"
    if found.ids and all(key in _POLICE for key in found.ids):
        rest = [kind for kind in power.kinds if kind != "行政拘留" and not kind.startswith("责令")]
        other = resolve_unnamed(power, standing) if rest else None
        if other is None or other.words is None or set(other.ids) & _POLICE:
            return found
        reason = f"行政拘留由公安机关行使（行政处罚法第十八条）；其余处罚{other.reason}"
        return Resolution(f"{other.words}、公安机关", (*other.ids, police), reason)
    words = f"{found.words}、公安机关" if found.words else "公安机关"
    reasons = [found.reason, "其中行政拘留由公安机关行使（行政处罚法第十八条）"]
    return Resolution(words, (*found.ids, police), "；".join(reason for reason in reasons if reason))


def _defined(words: str, standing: Standing) -> tuple[str, int] | None:
    """What the law says ``words`` mean, with the article: exactly, or without 原, 该 and the place before them."""
    for form in dict.fromkeys((words, _POSITION.sub("", words))):
        found = standing.definitions.get(form)
        if found is not None:
            return found.full, found.article
    for short, found in standing.definitions.items():
        if len(short) >= 4 and words.endswith(short) and pointing(words) is Pointing.ISSUER:
            return found.full, found.article
    return None


def _by_definition(
    words: str, definition: tuple[str, int], power: Power, article: int, standing: Standing
) -> Resolution:
    """A short name of the law: what it stands for, unless the short name says the field as well."""
    full, index = definition
    inner = resolve_mention(full, power, article, standing, depth=1)
    own = identify(words).ids
    keeps = bool(own) and (own == inner.ids or not inner.ids)
    reason = f"依{standing.number(index)}，「{words}」指{full}{_note(inner.reason)}"
    return Resolution(words if keeps else inner.words or full, own if keeps else inner.ids, reason)


def _of_staff(words: str, standing: Standing) -> Resolution:
    """Staff act for their organ: 交通警察 for 公安机关交通管理部门, 草原监督检查人员 for the 草原 department."""
    found = identify(words)
    if found.entries:
        name = next((d.words for d in standing.departments if d.ids == found.ids), found.entries[0].plain)
        return Resolution(name, found.ids, f"「{words}」是{name}的执法人员")
    charged = _charged(words, standing)
    return Resolution(charged.words, charged.ids, charged.reason)


def _specific(words: str, power: Power, standing: Standing) -> Resolution:
    found = identify(words)
    if not found.entries:
        return Resolution(words, (), f"机关登记册中没有「{words}」")
    note = _old(found.ids, power)
    if not has_level(words) and not is_government(words):
        for department in standing.departments:
            # A field organ without a level acts at its own level, mostly the county (行政处罚法 art. 23): an
            # article that names only 国务院X部门 does not lift it.
            if department.words.startswith("国务院"):
                continue
            if department.ids == found.ids and department.words != words and words in department.words:
                where = standing.number(department.articles[0])
                return Resolution(department.words, found.ids, f"依{where}，为{department.words}{note}")
    full = _full_name(words, found.entries)
    return Resolution(full, found.ids, note.lstrip("；") if full == words else f"「{words}」即{full}{note}")


def _full_name(words: str, entries: tuple[RegistryEntry, ...]) -> str:
    """The full name for the usual short form of a central body (证监会 → 中国证券监督管理委员会)."""
    if len(entries) == 1 and _CENTRAL.search(words) and words in entries[0].names:
        name = entries[0].agency.name
        if not entries[0].former and words not in entries[0].agency.local_names and _CENTRAL.search(name):
            return name
    return words


def _charged(words: str, standing: Standing) -> Resolution:
    """主管部门 and the like: the law's department in charge, at the level that the mention says."""
    departments = standing.departments
    if len(departments) == 1:
        only = departments[0]
        name = _at_level(words, only)
        where = "、".join(standing.number(i) for i in only.articles)
        return Resolution(name, only.ids, f"「{words}」：依{where}，本法主管部门为{name}")
    usual = standing.usual_holder
    if usual is not None:
        return Resolution(
            usual, identify(usual).ids, f"「{words}」：推断，本法其他条款的权力主要由{usual}行使"
        )
    if 1 < len(departments) <= _MOST_CANDIDATES:
        names = "、".join(d.words for d in departments)
        return Resolution(
            names, (), f"待确认：「{words}」可能指本法的{len(departments)}个主管部门之一：{names}"
        )
    return Resolution(
        None,
        (),
        f"待确认：「{words}」在本法中没有定义，也没有唯一的主管部门" + _offered(departments, standing),
    )


def _at_level(words: str, department: Department) -> str:
    national = "国务院" in words or "国家" in words
    for name in department.all_words:
        if national != is_local(name):
            return name
    return department.words


def _issued(words: str, power: Power, article: int, standing: Standing) -> Resolution:
    """原发证机关, 登记机关: who gives the same document elsewhere in the law, else the department in charge."""
    issuer = _issuer(power, words, standing) or _only_issuer(power, article, standing)
    if issuer is not None:
        index, name = issuer
        return Resolution(
            name, identify(name).ids, f"「{words}」：依{standing.number(index)}，由{name}核发或者登记"
        )
    return _charged(words, standing)


def _issuer(power: Power, words: str, standing: Standing) -> tuple[int, str] | None:
    """Article and name of the one organ that gives the document which the power's words name."""
    documents = {document[-4:] for document in _DOCUMENT.findall(power.quote + words)}
    rows = [
        (index, issuing.holder[0])
        for index, issuing in standing.issuers
        if issuing is not power and any(d in issuing.quote or d in "".join(issuing.kinds) for d in documents)
    ]
    return (
        rows[0] if len({identify(name).ids for _, name in rows}) == 1 and identify(rows[0][1]).ids else None
    )


def _at_any_level(name: str) -> str:
    """公安机关 for 公安部: a law's usual holder acts at more levels than the one that is named most."""
    (entry, *more) = identify(name).entries or (None,)
    return entry.plain if entry and not more and name == entry.agency.name and not entry.former else name


def _punishing_level(name: str, power: Power) -> tuple[str, str]:
    """What the organ is called at every level, and what to say of it, where ``name`` is a ministry's own name.

    A ministry's rules name the ministry in charge; its penalties are given where the breach happens, by the organs of
    县级以上地方人民政府 too (行政处罚法 arts. 22 and 23).
    """
    (entry, *more) = identify(name).entries or (None,)
    central = _MINISTRY.search(name) and not is_local(name) and not name.startswith("国务院")
    if power.type is not PowerType.PENALTY or entry is None or more or not central or entry.plain == name:
        return name, ""
    return entry.plain, f"；处罚由各级{entry.plain}按管辖作出（行政处罚法第二十二条、第二十三条），写统称"


def _only_issuer(power: Power, article: int, standing: Standing) -> tuple[int, str] | None:
    """The one organ that gives all the law's licences, at the article nearest to ``article``."""
    rows = [(index, issuing.holder[0]) for index, issuing in standing.issuers if issuing is not power]
    if len({identify(name).ids for _, name in rows}) != 1:
        return None
    nearest = min(rows, key=lambda row: abs(row[0] - article))
    return nearest if identify(nearest[1]).ids else None


def _before(words: str, power: Power, article: int, standing: Standing) -> Resolution:
    """前款规定的部门, 作出决定的机关: the organ named before in the article, else the department in charge."""
    earlier = [
        (p.paragraph, holder)
        for row in standing.found
        if row.article == article
        for p in row.powers
        if p is not power and p.paragraph <= power.paragraph
        for holder in p.holder
        if identify(holder).ids
    ]
    if earlier:
        name = max(earlier, key=lambda pair: pair[0])[1]
        return Resolution(name, identify(name).ids, f"「{words}」：指本条前文的{name}")
    return _charged(words, standing)


def _fixed(power: Power, standing: Standing) -> Resolution | None:
    """Organs that general knowledge fixes: taxes, customs, and laws that carry one organ's name in their title."""
    title = standing.law.short_title
    if power.type is PowerType.LEVY and "税" in title + "".join(power.kinds) + power.act:
        customs = any(
            word in title + power.quote
            for word in ("关税", "海关", "船舶吨税", "进口货物", "反倾销", "反补贴")
        )
        name, key = ("海关", "customs") if customs else ("税务机关", "taxation")
        return Resolution(
            name, (key,), f"条文未写明；{'关税和进口环节的税' if customs else '税'}由{name}征收"
        )
    for word, name, key in _BY_TITLE:
        if word in title:
            return Resolution(name, (key,), f"条文未写明；本法（{title}）由{name}执行")
    return None


_BY_TITLE = (
    ("海关", "海关", "customs"),
    ("人民警察", "公安机关", "public-security"),
    ("海事行政处罚", "海事管理机构", "maritime"),
    ("道路交通安全", "公安机关交通管理部门", "traffic-police"),
    ("治安管理处罚", "公安机关", "public-security"),
    ("税收征收管理", "税务机关", "taxation"),
)


def _offered(departments: tuple[Department, ...], standing: Standing) -> str:
    """The law's departments in charge as a hint, where it has some."""
    if not departments:
        return ""
    names = "、".join(d.words for d in departments[:_MOST_CANDIDATES])
    return f"（{standing.number(departments[0].articles[0])}的主管部门：{names}）"


def _note(reason: str) -> str:
    """The part of an inner reason that still matters: that a name is old or open."""
    for mark in ("旧名", "待确认"):
        at = reason.find(mark)
        if at >= 0:
            return "；" + reason[at:]
    return ""


def _old(ids: tuple[str, ...], power: Power) -> str:
    """What to say about old names among ``ids``: the successor, or 待确认 with the candidates of a split."""
    notes = []
    for key in ids:
        entry = registry()[key]
        if entry.former:
            notes.append(_successor(entry, power))
    return "".join(f"；{note}" for note in notes)


def _successor(entry: RegistryEntry, power: Power) -> str:
    heirs = list(entry.agency.successors)
    words = power.act + power.quote
    heirs += [
        moved.to
        for moved in entry.moved
        if any(word in words for word in moved.words) and moved.to not in heirs
    ]
    if not heirs:
        return f"旧名：{entry.agency.note}"
    names = [registry()[heir].plain for heir in heirs]
    extra = f"（{entry.agency.note}）" if entry.agency.note else ""
    if len(names) == 1:
        return f"旧名：{entry.year}年机构改革后为{names[0]}{extra}"
    return f"旧名，待确认：{entry.year}年机构改革后职责分别归{'、'.join(names)}{extra}"


def current_ids(ids: tuple[str, ...], power: Power) -> tuple[str, ...]:
    """Ids of today: an old organ with one successor becomes it; one whose duties were split stays itself."""
    out: dict[str, None] = {}
    for key in ids:
        entry = registry()[key]
        words = power.act + power.quote
        split = len(entry.agency.successors) != 1 or any(
            w in words for moved in entry.moved for w in moved.words
        )
        out[key if not entry.former or split else entry.agency.successors[0]] = None
    return tuple(out)
