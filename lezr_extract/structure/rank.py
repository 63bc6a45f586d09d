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
_STATE_COUNCIL = re.compile(
    r"(?:国务院|政务院)(?:、[^第。]{2,20})?(?:令|第\S{1,5}次|发布|公布|颁布|全体|常务|制定)"
)
_AMENDED_AMONG = re.compile(
    r"《国务院关于(?:修改|废止)[^》]{0,12}部分行政法规的决定》[^，。；]{0,6}修[改订正]"
)
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


# What a meeting decided or an organ published, and the form of a file number.
_DECIDED = re.compile(r"第\S{1,5}次\S{0,5}会议|公布|发布|颁布")
_LETTER = re.compile(r"[〔\[【][12]\d{3}[〕\]】]")


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
        found = _order(_Said(title, number, Evidence("", number), published)) or _from_letter(title, number)
    if found is None:
        found = _from_title(title, published)
    issuer = (found[1] if found else "") or facts.get("issuer", "")
    if found is None:
        found = _from_facts(facts, issuer) or (Evidence(Rank.UNKNOWN.value, ""), "")
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
            return _amended(text, header) or found[0], found[1]
    return None


def _amended(text: str, header: tuple[Span, ...]) -> Evidence | None:
    """The statement that 国务院 amended the text among 行政法规: it is one, whoever published it first."""
    for span in header:
        if _AMENDED_AMONG.search(span.of(text)):
            return Evidence(Rank.ADMINISTRATIVE_REGULATION.value, span.of(text), span)
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
    """The first reading that fits one statement; the readings go from the highest maker down."""
    plain = re.sub(r"《[^》]*》|〈[^〉]*〉|\n", "", DATE.sub("", words)).strip("（）() 　")
    plain = re.sub(r"^(?:根据|已由|已经|由|经)", "", plain).strip()
    said = _Said(title, plain, Evidence("", words, span), published)
    for reading in (_national_congress, _court, _local_congress, _supervision, _state_council, _order):
        if (found := reading(said)) is not None:
            return found
    return None


class _Said(NamedTuple):
    """A statement of the header: without dates and cited titles, and as evidence."""

    title: str
    plain: str
    evidence: Evidence
    published: str

    def ranked(self, rank: Rank) -> Evidence:
        return Evidence(rank.value, self.evidence.words, self.evidence.span)

    def early(self) -> bool:
        """Whether the statement, or the text where the statement has no date, is older than 立法法."""
        match = DATE.search(self.evidence.words)
        return ((iso(match) if match is not None else "") or self.published or "9999") < LEGISLATION_LAW


def _national_congress(said: _Said) -> _Found | None:
    if "主席令" in said.plain or "主席公布" in said.plain:
        return said.ranked(Rank.LAW), ""
    match = _NATIONAL_CONGRESS.search(said.plain)
    if match is None or starts_with_territory(said.title):
        return None
    rank = Rank.CONSTITUTION if said.title.startswith("中华人民共和国宪法") else Rank.LAW
    return said.ranked(rank), "全国人民代表大会" + ("常务委员会" if match["standing"] else "")


def _court(said: _Said) -> _Found | None:
    return (
        (said.ranked(Rank.JUDICIAL_INTERPRETATION), _court_of(said.plain))
        if _COURT.search(said.plain)
        else None
    )


def _local_congress(said: _Said) -> _Found | None:
    match = _LOCAL_CONGRESS.search(said.plain) if _ACTS.search(said.plain) else None
    if match is None or match["place"].startswith(("中华人民共和国", "全国", "各级", "地方")):
        return None
    place = match["place"] if len(match["place"]) > 1 else territory_of(said.title, "", "")
    issuer = f"{place}人民代表大会" + ("常务委员会" if match["standing"] else "")
    return said.ranked(_local_rank(said.title, issuer)), issuer


def _supervision(said: _Said) -> _Found | None:
    if "国家监察委员会" in said.plain and "条例" in said.title:
        return said.ranked(Rank.SUPERVISION_REGULATION), "国家监察委员会"
    return None


def _state_council(said: _Said) -> _Found | None:
    if _STATE_COUNCIL.search(said.plain):
        return said.ranked(_state_council_rank(said.title)), "国务院"
    if re.search(r"国务院\S{0,4}批准", said.plain):
        return said.ranked(Rank.ADMINISTRATIVE_REGULATION if said.early() else Rank.MINISTRY_RULE), ""
    return None


def _order(said: _Said) -> _Found | None:
    """A statement that names the organ of an order (令), of a deciding meeting, of a publication or a notice."""
    order = _ORDER.search(said.plain)
    match = order or _ISSUED_BY.search(said.plain)
    organ = _organ(match["organ"]) if match is not None else ""
    if not organ:
        return None
    # A 规章 is decided by the ministry's or the government's meeting and published (立法法 arts. 95–96);
    # what is only printed and distributed (印发) is not one.
    decided = _DECIDED.search(said.plain) is not None and not _LETTER.search(said.evidence.words)
    ruled = order is not None or decided
    if organ.startswith("国务院") and not organ.startswith("国务院办公厅"):
        return (said.ranked(_state_council_rank(said.title)), organ) if order else None
    if "主席" in organ:
        return said.ranked(Rank.LAW), ""
    if organ.endswith("政府"):
        rank = Rank.LOCAL_RULE if ruled else Rank.NORMATIVE_DOCUMENT
    elif starts_with_territory(organ) or organ.startswith("国务院"):
        rank = Rank.NORMATIVE_DOCUMENT
    elif re.search(r"国务院\S{0,4}批准", said.evidence.words) and said.early():
        rank = Rank.ADMINISTRATIVE_REGULATION
    else:
        rank = Rank.MINISTRY_RULE if ruled else Rank.NORMATIVE_DOCUMENT
    return said.ranked(rank), organ


def _organ(words: str) -> str:
    organ = "、".join(words.replace("中华人民共和国", "").split())
    return re.sub(r"^(?:根据|依据|由|已经|已于|经|并|，|。|；|\S*[日年])+", "", organ).strip("、")


def _court_of(words: str) -> str:
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


def _from_letter(title: str, number: str) -> _Found | None:
    """A file number (国发〔2015〕24号) makes a 规范性文件, or a decision of 国务院 (行政许可法 art. 14)."""
    if _COURT.search(number):
        return Evidence(Rank.JUDICIAL_INTERPRETATION.value, number), "最高人民法院"
    if _PARTY.search(number):
        return Evidence(Rank.PARTY_REGULATION.value, number), ""
    if not _LETTER.search(number):
        return None
    if number.startswith("国发") and _state_council_rank(title) is Rank.STATE_COUNCIL_DECISION:
        return Evidence(Rank.STATE_COUNCIL_DECISION.value, number), "国务院"
    issuer = {"国发": "国务院", "国办": "国务院办公厅"}.get(number[:2], "")
    return Evidence(Rank.NORMATIVE_DOCUMENT.value, number), issuer


def _from_title(title: str, published: str) -> _Found | None:
    """What the title alone shows; 办法 and 规定 stand in four ranks and show nothing."""
    issuer = ""
    if title.startswith("中华人民共和国宪法"):
        rank = Rank.CONSTITUTION
    elif re.fullmatch(r"中华人民共和国.*(?:法|法典|刑法修正案（.*）)", title) and "办法" not in title:
        rank = Rank.LAW
    elif _PARTY.search(title):
        rank = Rank.PARTY_REGULATION
    elif title.startswith("最高人民"):
        rank, issuer = Rank.JUDICIAL_INTERPRETATION, _court_of(title)
    elif match := re.match(r"(\S{2,20}人民代表大会(?:常务委员会)?)(?:关于|议事|主任)", title):
        issuer = match[1]
        rank = Rank.LAW if title.startswith("全国") else _local_rank(title, issuer)
    elif title.endswith("条例"):  # 规章 may not be called 条例 (规章制定程序条例 art. 7)
        local = starts_with_territory(title) or re.match(r"\S{2,14}?自治[州县旗]", title) is not None
        rank = _local_rank(title, "") if local else Rank.ADMINISTRATIVE_REGULATION
        issuer = "" if local else "国务院"
    elif title.startswith("国务院") and not title.startswith(("国务院办公厅", "国务院各", "国务院有关")):
        old = title.endswith(("规定", "办法", "细则")) and "" < published < LEGISLATION_LAW
        rank, issuer = Rank.ADMINISTRATIVE_REGULATION if old else Rank.NORMATIVE_DOCUMENT, "国务院"
    else:
        return None
    return Evidence(rank.value, title), issuer


def _from_facts(facts: dict[str, str], issuer: str) -> _Found | None:
    claimed = facts.get("rank", "")
    known = claimed in {rank.value for rank in Rank}
    return (Evidence(claimed, f"来源标注：{claimed}"), issuer) if known else None


def _document_number(text: str, header: tuple[Span, ...]) -> str:
    for span in header:
        if match := _NUMBER.search(text, span.start, span.end):
            organ, form, number = re.split(r"(令|公告|$)", match.group(), maxsplit=1)
            organs = "、".join(re.sub(r"^\S*日", "", organ.replace("中华人民共和国", "")).split())
            return organs + form + re.sub(r"^[（(〔\[](?=第)", "", "".join(number.split()))
    return ""
