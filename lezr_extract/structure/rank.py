"""Rank (效力层级), issuer and 文号 of a law, from title, header lines and number (domain rules 6.1)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lezr_extract.records import Evidence, Rank, Span
from lezr_extract.structure.dates import DATE, iso
from lezr_extract.vocabulary.territories import starts_with_territory, territory_of

# From this day on an approval by 国务院 no longer makes a 行政法规 (立法法, in force 2000-07-01).
LEGISLATION_LAW = "2000-07-01"

_NATIONAL_CONGRESS = re.compile(r"全国(?:人民代表大会|人大)(?P<standing>常务委员会|常委会)?")
_LOCAL_CONGRESS = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{1,20}?)(?:第?[一二三四五六七八九十百\d]{1,5}届)?(?:人民代表大会|人大)"
    r"(?P<standing>常务委员会|常委会)?(?!代表|关于|的)"
)
_ACTS = re.compile(r"通过|批准|修订|修正|公告|公布|发布|会议")
_STATE_COUNCIL = re.compile(r"(?:国务院|政务院)(?:、[^第。]{2,20})?(?:令|第\S{1,5}次|发布|公布|颁布|全体|常务|制定)")
_LINE_END = re.compile(
    r"(?:(?<=[）)。；])|(?<=通过)|(?<=公布)|(?<=发布)|(?<=批准)|(?<=修正)|(?<=修订)|(?<=施行)|(?<=号)|(?<=通知))\s*\n+"
    r"|\n+(?=\s*(?:《|根据))"
)
_NUMBER = re.compile(
    r"(?P<order>(?:中华人民共和国)?[\u4e00-\u9fff、 ]{0,40}?(?:令|公告))\s*[（(〔\[]?\s*"
    r"(?P<no>(?:[12]\d{3}\s*年?\s*[〕)）\]]?\s*)?第?\s*[0-9０-９一二三四五六七八九十百零〇]{1,5}\s*号)"
    r"|(?P<letter>[\u4e00-\u9fff]{1,12}[〔\[（(【][12]\d{3}[〕\]）)】]\s*第?\d{1,5}\s*号)"
)
_ORDER = re.compile(r"(?P<organ>[\u4e00-\u9fff、 ]{2,40}?)\s*(?:令|公告)(?=\s*[（(〔\[]?\s*(?:第|[12]\d{3}))")
_ISSUED_BY = re.compile(
    r"(?P<organ>[\u4e00-\u9fff、 ]{2,40}?(?:部|委员会|局|总局|署|行|会|院|厅|人民政府|办公室))\s*"
    r"(?:第\S{1,5}次\S{0,4}会议|公布|发布|颁布|印发|制定|修订|关于印发)"
)
_NOTICE = re.compile(r"(?:通知|意见|公告|通告|通报)$")
_PARTY = re.compile(r"^(?:中共中央|中央办公厅|中国共产党)|中办发|厅字|中发")
_COURT = re.compile(r"最高人民(?:法院|检察院)|法释|高检发")


class Standing(NamedTuple):
    """Rank with its evidence, issuer and document number."""

    rank: Evidence
    issuer: str
    document_number: str


def standing_of(
    title: str, text: str, header: tuple[Span, ...], facts: dict[str, str], published: str
) -> Standing:
    """Who made the text and in what form, and the rank that follows.

    The folder in which a file lies is no evidence; what the container claims counts only where the text is silent.

    Args:
        title: of the law.
        text: the law's text.
        header: spans of the header lines.
        facts: as `Document.facts`.
        published: ``YYYY-MM-DD`` or empty.
    """
    number = _document_number(text, header) or facts.get("document_number", "")
    found = _from_header(title, text, header, published)
    if found is None and number:
        found = _from_order(title, number, Evidence("", number), published) or _from_letter(title, number)
    if found is None:
        found = _from_title(title, published)
    issuer = (found[1] if found else "") or facts.get("issuer", "")
    if found is None:
        found = _from_facts(facts, issuer, published) or (Evidence(Rank.UNKNOWN.value, ""), "")
    return Standing(found[0], issuer, number)


_Found = tuple[Evidence, str]


def _from_header(title: str, text: str, header: tuple[Span, ...], published: str) -> _Found | None:
    """The first statement of the header that says who made the text."""
    party = _PARTY.search(title)
    for span in _statements(text, header):
        words = span.of(text)
        if party or _PARTY.search(words):
            return Evidence(Rank.PARTY_REGULATION.value, words, span), party.group() if party else ""
        found = _from_statement(title, words, span, published)
        if found is not None:
            return found
    return None


def _statements(text: str, header: tuple[Span, ...]) -> Iterator[Span]:
    """Header lines cut before each date; a line that breaks off inside a statement goes on in the next one."""
    for span in header:
        starts = [span.start, *(m.end() for m in _LINE_END.finditer(text, span.start, span.end))]
        starts += [m.start() for m in DATE.finditer(text, span.start, span.end)]
        ordered = sorted(set(starts))
        for start, end in zip(ordered, [*ordered[1:], span.end], strict=False):
            if text[start:end].strip():
                yield Span(start, start + len(text[start:end].rstrip()))


def _from_statement(title: str, words: str, span: Span, published: str) -> _Found | None:
    said = Evidence("", words, span)
    plain = re.sub(r"《[^》]*》|〈[^〉]*〉|\n", "", DATE.sub("", words)).strip("（）() 　")
    plain = re.sub(r"^(?:根据|已由|已经|由|经)", "", plain).strip()
    if (match := _NATIONAL_CONGRESS.search(plain)) and not starts_with_territory(title):
        rank = Rank.CONSTITUTION if title.startswith("中华人民共和国宪法") else Rank.LAW
        issuer = "全国人民代表大会" + ("常务委员会" if match["standing"] else "")
        return _ranked(said, rank), issuer
    if "主席令" in plain or "主席公布" in plain:
        return _ranked(said, Rank.LAW), ""
    if _COURT.search(plain):
        return _ranked(said, Rank.JUDICIAL_INTERPRETATION), _court(plain)
    match = _LOCAL_CONGRESS.search(plain) if _ACTS.search(plain) else None
    if match and not match["place"].startswith(("中华人民共和国", "全国", "各级", "地方")):
        place = match["place"] if len(match["place"]) > 1 else territory_of(title, "", "")
        issuer = f"{place}人民代表大会" + ("常务委员会" if match["standing"] else "")
        return _ranked(said, _local_rank(title, issuer)), issuer
    if "国家监察委员会" in plain and "条例" in title:
        return _ranked(said, Rank.SUPERVISION_REGULATION), "国家监察委员会"
    if _STATE_COUNCIL.search(plain):
        return _ranked(said, _state_council_rank(title)), "国务院"
    if re.search(r"国务院\S{0,4}批准", plain):
        return _ranked(said, Rank.ADMINISTRATIVE_REGULATION if _early(said, published) else Rank.MINISTRY_RULE), ""
    return _from_order(title, plain, said, published)


def _ranked(said: Evidence, rank: Rank) -> Evidence:
    return Evidence(rank.value, said.words, said.span)


def _early(said: Evidence, published: str) -> bool:
    """Whether the statement, or the text where the statement has no date, is older than 立法法."""
    match = DATE.search(said.words)
    return ((iso(match) if match is not None else "") or published or "9999") < LEGISLATION_LAW


def _court(words: str) -> str:
    return "最高人民检察院" if "最高人民检察院" in words and "最高人民法院" not in words else "最高人民法院"


def _state_council_rank(title: str) -> Rank:
    if _NOTICE.search(title):
        return Rank.NORMATIVE_DOCUMENT
    decides = title.startswith("国务院") and title.endswith("决定") and not re.search(r"修改|废止", title)
    return Rank.STATE_COUNCIL_DECISION if decides else Rank.ADMINISTRATIVE_REGULATION


def _local_rank(title: str, issuer: str) -> Rank:
    if re.search(r"自治条例|单行条例", title) or ("自治县" in issuer and "条例" in title):
        return Rank.AUTONOMOUS_REGULATION
    if re.search(r"经济特区|浦东新区|海南自由贸易港", title):
        return Rank.ZONE_REGULATION
    return Rank.LOCAL_REGULATION


def _from_order(title: str, words: str, said: Evidence, published: str) -> _Found | None:
    """A statement that names the organ of an order (令), of a deciding meeting, of a publication or a notice."""
    order = _ORDER.search(words)
    match = order or _ISSUED_BY.search(words)
    if match is None:
        return None
    organ = _organ(match["organ"])
    # A 规章 is decided by the ministry's or the government's meeting and published (立法法 arts. 95–96);
    # what is only printed and distributed (印发) is not one.
    ruled = order is not None or (_DECIDED.search(words) is not None and not _LETTER.search(said.words))
    if organ.startswith("国务院") and not organ.startswith("国务院办公厅"):
        return (_ranked(said, _state_council_rank(title)), organ) if order else None
    if "主席" in organ:
        return _ranked(said, Rank.LAW), ""
    if not organ:
        return None
    if organ.endswith("政府"):
        return _ranked(said, Rank.LOCAL_RULE if ruled else Rank.NORMATIVE_DOCUMENT), organ
    if starts_with_territory(organ) or organ.startswith("国务院"):
        return _ranked(said, Rank.NORMATIVE_DOCUMENT), organ
    if re.search(r"国务院\S{0,4}批准", said.words) and _early(said, published):
        return _ranked(said, Rank.ADMINISTRATIVE_REGULATION), organ
    return _ranked(said, Rank.MINISTRY_RULE if ruled else Rank.NORMATIVE_DOCUMENT), organ


def _organ(words: str) -> str:
    organ = "、".join(words.replace("中华人民共和国", "").split())
    organ = re.sub(r"^(?:根据|依据|由|已经|已于|经|并|，|。|；|\S*[日年])+", "", organ).strip("、")
    return organ


_DECIDED = re.compile(r"第\S{1,5}次\S{0,5}会议|公布|发布|颁布")
_LETTER = re.compile(r"[〔\[【][12]\d{3}[〕\]】]")


def _from_letter(title: str, number: str) -> _Found | None:
    """A file number (国发〔2015〕24号) makes a 规范性文件, or a decision of 国务院 (行政许可法 art. 14)."""
    said = Evidence("", number)
    if _COURT.search(number):
        return _ranked(said, Rank.JUDICIAL_INTERPRETATION), "最高人民法院"
    if _PARTY.search(number):
        return _ranked(said, Rank.PARTY_REGULATION), ""
    if not _LETTER.search(number):
        return None
    if number.startswith("国发") and _state_council_rank(title) is Rank.STATE_COUNCIL_DECISION:
        return _ranked(said, Rank.STATE_COUNCIL_DECISION), "国务院"
    issuer = {"国发": "国务院", "国办": "国务院办公厅"}.get(number[:2], "")
    return _ranked(said, Rank.NORMATIVE_DOCUMENT), issuer


def _from_title(title: str, published: str) -> _Found | None:
    """What the title alone shows; 办法 and 规定 stand in four ranks and show nothing."""
    said = Evidence("", title)
    if title.startswith("中华人民共和国宪法"):
        return _ranked(said, Rank.CONSTITUTION), ""
    if re.fullmatch(r"中华人民共和国.*(?:法|法典|刑法修正案（.*）)", title) and "办法" not in title:
        return _ranked(said, Rank.LAW), ""
    if _PARTY.search(title):
        return _ranked(said, Rank.PARTY_REGULATION), ""
    if title.startswith("最高人民"):
        return _ranked(said, Rank.JUDICIAL_INTERPRETATION), _court(title)
    if match := re.match(r"(\S{2,20}人民代表大会(?:常务委员会)?)(?:关于|议事|主任)", title):
        rank = Rank.LAW if title.startswith("全国") else _local_rank(title, match[1])
        return _ranked(said, rank), match[1]
    if title.endswith("条例"):  # 规章 may not be called 条例 (规章制定程序条例 art. 7)
        local = starts_with_territory(title)
        rank = _local_rank(title, "") if local else Rank.ADMINISTRATIVE_REGULATION
        return _ranked(said, rank), "" if local else "国务院"
    if title.startswith("国务院") and not title.startswith(("国务院办公厅", "国务院各", "国务院有关")):
        form = title.endswith(("规定", "办法", "细则"))
        old = form and bool(published) and published < LEGISLATION_LAW
        rank = Rank.ADMINISTRATIVE_REGULATION if old else Rank.NORMATIVE_DOCUMENT
        return _ranked(said, rank), "国务院"
    return None


def _from_facts(facts: dict[str, str], issuer: str, published: str) -> _Found | None:
    claimed = facts.get("rank", "")
    for rank in Rank:
        if rank.value == claimed:
            return Evidence(rank.value, f"来源标注：{claimed}"), issuer
    return None


def _document_number(text: str, header: tuple[Span, ...]) -> str:
    for span in header:
        if match := _NUMBER.search(text, span.start, span.end):
            organ, form, number = re.split(r"(令|公告|$)", match.group(), maxsplit=1)
            organs = "、".join(re.sub(r"^\S*日", "", organ.replace("中华人民共和国", "")).split())
            return organs + form + "".join(number.split()).lstrip("（(〔[")
    return ""
