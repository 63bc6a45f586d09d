"""Rank (效力层级), issuer and 文号 of a law, from title, header lines and number (domain rules 6.1)."""

import re
from typing import NamedTuple

from lezr_extract.records import Evidence, Rank, Span

# From this day on an approval by 国务院 no longer makes a 行政法规 (立法法, in force 2000-07-01).
LEGISLATION_LAW = "2000-07-01"

_CONGRESS = r"全国人民代表大会(?:常务委员会|常委会)?"
_NUMBER = re.compile(
    r"(?P<order>(?:中华人民共和国)?[\u4e00-\u9fff、 ]{0,40}?(?:令|公告))\s*[（(〔\[]?\s*"
    r"(?P<no>(?:[12]\d{3}\s*年?\s*[〕)）\]]?\s*)?第?\s*[0-9０-９一二三四五六七八九十百零〇]{1,5}\s*号)"
    r"|(?P<letter>[\u4e00-\u9fff]{1,12}[〔\[（(【][12]\d{3}[〕\]）)】]\s*(?:第)?\d{1,5}\s*号)"
)
_MEETING = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,30}?(?:人民代表大会常务委员会|人民代表大会常委会|人大常委会|人民代表大会))"
    r"(?=第?[一二三四五六七八九十百\d]{1,5}(?:届|次)|[^\u4e00-\u9fff]|通过|批准|公告|常务|主席团|第)"
)
_SESSION = re.compile(r"第?[一二三四五六七八九十百\d]{1,4}届")


class Standing(NamedTuple):
    """Rank with its evidence, issuer and document number."""

    rank: Evidence
    issuer: str
    document_number: str


def standing_of(
    title: str, text: str, header: tuple[Span, ...], facts: dict[str, str], published: str
) -> Standing:
    """Who made the text and in what form, and the rank that follows.

    Args:
        title: of the law.
        text: the law's text.
        header: spans of the header lines.
        facts: as `Document.facts`.
        published: ``YYYY-MM-DD`` or empty.
    """
    number, number_span = _document_number(text, header, facts)
    rank, issuer = _from_header(title, text, header, published)
    if rank is None and number:
        rank, issuer = _from_number(title, number, number_span, published)
    if rank is None:
        rank = _from_title(title) or _from_facts(facts) or Evidence(Rank.UNKNOWN.value, "")
    return Standing(rank, issuer or facts.get("issuer", ""), number)


def _from_header(
    title: str, text: str, header: tuple[Span, ...], published: str
) -> tuple[Evidence | None, str]:
    for span in header:
        words = span.of(text)
        if match := re.search(
            _CONGRESS + r"(?=第|[^》]*通过)|" + r"第[一二三四五六七八九十]{1,3}届(" + _CONGRESS + ")", words
        ):
            organ = re.search(_CONGRESS, match.group())
            rank = Rank.CONSTITUTION if title.startswith("中华人民共和国宪法") else Rank.LAW
            return Evidence(rank.value, words, span), organ.group().replace(
                "常委会", "常务委员会"
            ) if organ else ""
        if "最高人民法院" in words or "最高人民检察院" in words or title.startswith("最高人民"):
            issuer = (
                "最高人民检察院"
                if "最高人民检察院" in words and "最高人民法院" not in words
                else "最高人民法院"
            )
            return Evidence(Rank.JUDICIAL_INTERPRETATION.value, words, span), issuer
        if "人民代表大会" in words or "人大常委会" in words:
            issuer = _local_congress(words)
            return Evidence(_local_rank(title, issuer).value, words, span), issuer
        if "国家监察委员会" in words and "条例" in title:
            return Evidence(Rank.SUPERVISION_REGULATION.value, words, span), "国家监察委员会"
        if re.search(r"国务院(?:、[^第]*)?(?:令|第\S{1,4}次|发布|公布|批准|颁布|全体|常务)", words):
            return _state_council(title, words, span, published)
        if match := _NUMBER.search(words):
            rank, issuer = _from_number(title, match.group(), span, published)
            if rank is not None:
                return rank, issuer
    return None, ""


def _state_council(title: str, words: str, span: Span, published: str) -> tuple[Evidence, str]:
    if "批准" in words and not re.search(r"国务院(?:、\S*)?(?:令|发布|公布|第)", words):
        if published and published >= LEGISLATION_LAW:
            return Evidence(Rank.MINISTRY_RULE.value, words, span), ""
        return Evidence(Rank.ADMINISTRATIVE_REGULATION.value, words, span), ""
    decision = (
        title.startswith("国务院") and title.endswith("决定") and "修改" not in title and "废止" not in title
    )
    rank = Rank.STATE_COUNCIL_DECISION if decision else Rank.ADMINISTRATIVE_REGULATION
    return Evidence(rank.value, words, span), "国务院"


def _local_congress(words: str) -> str:
    plain = _SESSION.sub("", words)
    match = re.search(
        r"([\u4e00-\u9fff]{2,20}?(?:人民代表大会|人大))(常务委员会|常委会)?", plain.split("日")[-1]
    )
    if match is None:
        return ""
    organ = match[1].replace("人大", "人民代表大会") if match[1].endswith("人大") else match[1]
    return organ + ("常务委员会" if match[2] else "")


def _local_rank(title: str, issuer: str) -> Rank:
    if "自治条例" in title or "单行条例" in title or ("自治县" in issuer and "条例" in title):
        return Rank.AUTONOMOUS_REGULATION
    if "经济特区" in title or "浦东新区" in title or "海南自由贸易港" in title:
        return Rank.ZONE_REGULATION
    return Rank.LOCAL_REGULATION


def _from_number(title: str, number: str, span: Span | None, published: str) -> tuple[Evidence | None, str]:
    order = number.partition("令")[0] if "令" in number else ""
    issuer = re.sub(r"^\S*日", "", "".join(order.split()).removeprefix("中华人民共和国"))
    if number.startswith("法释"):
        return Evidence(Rank.JUDICIAL_INTERPRETATION.value, number, span), "最高人民法院"
    if order:
        if "主席" in order:
            return Evidence(Rank.LAW.value, number, span), ""
        if "国务院" in order:
            return _state_council(title, number, span or Span(0, 0), published)
        if order.endswith("人民政府"):
            return Evidence(Rank.LOCAL_RULE.value, number, span), issuer
        return Evidence(Rank.MINISTRY_RULE.value, number, span), issuer
    if re.match(r"\S*(?:中办|厅字|中发)", number):
        return Evidence(Rank.PARTY_REGULATION.value, number, span), ""
    if "〔" in number:
        return Evidence(Rank.NORMATIVE_DOCUMENT.value, number, span), ""
    return None, ""


def _from_title(title: str) -> Evidence | None:
    if title.startswith("中华人民共和国宪法"):
        return Evidence(Rank.CONSTITUTION.value, title)
    if re.fullmatch(r"中华人民共和国.*(?:法|法典|刑法修正案（.*）)", title):
        return Evidence(Rank.LAW.value, title)
    return None


def _from_facts(facts: dict[str, str]) -> Evidence | None:
    claimed = facts.get("rank", "")
    for rank in Rank:
        if rank.value == claimed:
            return Evidence(rank.value, f"来源标注：{claimed}")
    return None


def _document_number(text: str, header: tuple[Span, ...], facts: dict[str, str]) -> tuple[str, Span | None]:
    for span in header:
        if match := _NUMBER.search(text, span.start, span.end):
            words = re.sub(r"^\S*日", "", "".join(match.group().split())).removeprefix("中华人民共和国")
            return words, Span(*match.span())
    return facts.get("document_number", ""), None
