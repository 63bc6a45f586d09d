"""Dates of a law from its header lines and its closing article, each with the words that it rests on."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from lezr_extract.records import Article, Evidence, Span
from lezr_extract.text.numerals import to_int

_YEAR = r"(?:[12][0-9０-９]{3}|[１２][0-9０-９]{3}|[一二][〇○零Ｏ０0一二三四五六七八九]{3})"
_SMALL = r"[0-9０-９一二三四五六七八九十]{1,3}"
DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*日"
    r"|(?P<y2>[12]\d{3})[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})(?!\d)"
)
_NAME_DATE = re.compile(r"[（(_](?P<y>(?:19|20)\d{2})[-.]?(?P<m>\d{2})[-.]?(?P<d>\d{2})(?=[）)_.]|$)")
_LAG = timedelta(days=300)
_AMENDED = re.compile(r"修正|修订|修改|删除|调整|废止")
_PASSED = re.compile(r"通过|批准|制定|审议")
_PUBLISHED = re.compile(r"公布|发布|颁布|颁发|印发|下发|令第|第\S{1,8}号令|〔\d{4}〕\d+号")
_EFFECTIVE = re.compile(r"施行|实施|生效|执行|试行")
_START = r"(?:施行|实施|生效|执行|试行|实行)"
_COMMENCES = re.compile(
    rf"(?:自|从|于)(?P<date>{DATE.pattern.replace('?P<', '?P<c_')})(?:零时|0时)?起?(?:正式)?{_START}"
    rf"|自(?P<day>公布|发布|颁布|印发|通过|批准)(?:之日|后)?起?{_START}"
)
# A term of the text itself, and not that of a licence: it stands beside the commencement or says 本办法.
_VALID = re.compile(
    rf"(?:{_START}[，,；。]?|本(?:办法|规定|通知|意见|细则|规则|决定|条例|方案|标准|公告|规范))的?(?:有效期|试行期)限?(?:为|至|到)?\s*"
    rf"(?:(?P<until>{DATE.pattern.replace('?P<', '?P<u_')})|(?P<years>[0-9一二三四五六七八九十两]{{1,2}})年)"
)


class Event(NamedTuple):
    """A dated event of a law's life: adopted, approved, published, amended, effective."""

    kind: str
    day: str
    words: str
    span: Span


class Dates(NamedTuple):
    """The dates of one version of a law, and the date that names the version."""

    adopted: Evidence | None
    published: Evidence | None
    effective: Evidence | None
    ended: Evidence | None
    version: str


def iso(match: re.Match[str], prefix: str = "") -> str:
    """``YYYY-MM-DD`` of a match of `DATE`; empty where no such day exists."""
    parts = match.groupdict()
    year = parts[prefix + "y"] or parts.get(prefix + "y2") or ""
    month = parts[prefix + "m"] or parts.get(prefix + "m2") or ""
    day = parts[prefix + "d"] or parts.get(prefix + "d2") or ""
    numbers = [to_int(words) or 0 for words in (year, month, day)]
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return ""


def events_of(text: str, header: tuple[Span, ...]) -> tuple[Event, ...]:
    """The dated events that the header lines tell, in order."""
    events: list[Event] = []
    for span in header:
        found = list(DATE.finditer(text, span.start, span.end))
        for n, match in enumerate(found):
            end = found[n + 1].start() if n + 1 < len(found) else span.end
            day = iso(match)
            if day:
                words = text[match.start() : end].rstrip()
                place = Span(match.start(), match.start() + len(words))
                before = text[span.start : match.start()] if n == 0 else ""
                events.extend(Event(kind, day, words, place) for kind in _kinds(words, match.group(), before))
    return tuple(events)


def _kinds(words: str, day: str, before: str) -> list[str]:
    """What happened on a day, by the words that follow it; ``before`` are words of the header before the first day."""
    outside = re.sub(r"《[^》]*》|〈[^〉]*〉|<[^>]*>", "", words)
    kinds = []
    if _AMENDED.search(outside) or re.search(r"(?:通过|批准)的《[^》]*(?:修正案|修改[^》]*决定)", words):
        kinds.append("amended")
    elif "批准" in outside:
        kinds.append("approved")
    elif _PASSED.search(outside):
        kinds.append("adopted")
    if "amended" not in kinds and _PUBLISHED.search(outside):
        kinds.append("published")
    if not kinds and _EFFECTIVE.search(outside):
        kinds.append("effective")
    alone = words.split("\n", maxsplit=1)[0].strip("（）() ") == day and not before.rstrip(" （(").endswith(
        "，"
    )
    if not kinds and alone:
        kinds.append("published")  # the date alone on its line, under an order or a notice
    return kinds


def name_date(file: str) -> str:
    """The date that a file's name carries: ``(2018-12-29)``, ``_20210820``, ``_2025-10-28_现行有效``."""
    match = _NAME_DATE.search(file.rsplit("#", 1)[-1].rsplit("/", 1)[-1])
    return iso_plain(match["y"], match["m"], match["d"]) if match else ""


def iso_plain(year: str, month: str, day: str) -> str:
    """``YYYY-MM-DD`` of digits; empty where no such day exists."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def dates_of(
    text: str, events: tuple[Event, ...], articles: tuple[Article, ...], facts: dict[str, str], file: str
) -> Dates:
    """The dates of this version.

    The header lines speak first, then the closing article (自…起施行), then the container's claims; a version
    is named by its last amendment, else its publication, else its adoption, else the date in the file's name.

    Args:
        text: the law's text.
        events: of the header lines.
        articles: of the law; the last ones say when it commences.
        facts: as `Document.facts`.
        file: as `Document.file`.
    """
    by_kind: dict[str, Event] = {}
    for event in events:
        if event.kind not in by_kind or event.kind in ("amended", "effective"):
            by_kind[event.kind] = event
    adopted = _evidence(by_kind.get("adopted") or by_kind.get("approved"))
    published = _evidence(by_kind.get("published")) or _claim(facts, "published")
    effective = _commencement(text, articles, events, facts) or _evidence(by_kind.get("effective"))
    effective = effective or _claim(facts, "effective")
    return Dates(
        adopted, published, effective, _end(text, articles, effective), _version(events, facts, file)
    )


def _evidence(event: Event | None) -> Evidence | None:
    return Evidence(event.day, event.words, event.span) if event is not None else None


def _claim(facts: dict[str, str], key: str) -> Evidence | None:
    match = DATE.search(facts.get(key, ""))
    return Evidence(iso(match), f"{key}：{facts[key]}") if match and iso(match) else None


def _commencement(
    text: str, articles: tuple[Article, ...], events: tuple[Event, ...], facts: dict[str, str]
) -> Evidence | None:
    for article in articles[-1:-4:-1]:
        found = list(_COMMENCES.finditer(text, *article.text_span))
        for match in found:
            words = Span(*match.span())
            if match["date"]:
                day = iso(match, "c_")
            elif match["day"]:
                day = _day_of(match["day"], events, facts)
            else:
                continue
            if day:
                return Evidence(day, words.of(text), words)
    return None


def _day_of(word: str, events: tuple[Event, ...], facts: dict[str, str]) -> str:
    """The day of 公布之日 or 通过之日, from the header or the container."""
    kinds = {"通过": ("adopted",), "批准": ("approved", "published")}.get(
        word, ("published", "approved", "adopted")
    )
    for kind in kinds:
        for event in events:
            if event.kind == kind:
                return event.day
    match = DATE.search(facts.get("published", ""))
    return iso(match) if match else ""


def _end(text: str, articles: tuple[Article, ...], effective: Evidence | None) -> Evidence | None:
    """The day to which a text with a term of validity (有效期) is in force."""
    for article in articles[-1:-4:-1]:
        match = _VALID.search(text, *article.text_span)
        if match is None:
            continue
        words = Span(*match.span())
        if match["until"]:
            day = iso(match, "u_")
        else:
            years = to_int(match["years"]) or 0
            day = _years_after(effective.value, years) if effective is not None and years else ""
        if day:
            return Evidence(day, words.of(text), words)
    return None


def _years_after(day: str, years: int) -> str:
    year, rest = int(day[:4]) + years, day[4:]
    return iso_plain(str(year), rest[1:3], rest[4:6]) or f"{year}-02-28"  # a 29th of February


def _version(events: tuple[Event, ...], facts: dict[str, str], file: str) -> str:
    """The date that names the version.

    A file name that carries a date more than `_LAG` after the last one of the header belongs to an amendment
    that the header does not tell; a smaller difference is the time between adoption and publication.
    """
    named = name_date(file)
    for kinds in (("amended",), ("published",), ("adopted", "approved")):
        days = [event.day for event in events if event.kind in kinds]
        if days:
            last = max(event.day for event in events if event.kind != "effective")
            later = named and date.fromisoformat(named) - date.fromisoformat(last) > _LAG
            return named if later else max(days)
    for claim in (facts.get("version", ""), named, facts.get("published", "")):
        match = DATE.search(claim)
        if match and iso(match):
            return iso(match)
    return ""
