"""The line of time of the laws (沿革): their versions, what changed them, and which entries each change touched."""

from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.pipeline.deciding.days import today
from lezr_extract.records import Status
from lezr_extract.store import Store
from lezr_extract.store.history import Change, DatedVersion, History
from lezr_extract.web import charts, forms, render, shown
from lezr_extract.web.pages.overview import address
from lezr_extract.web.session import settings_of, visitor

MOST_YEARS, MOST_TOUCHED, PER_PAGE = 26, 12, 50
KIND_WORDS = {
    "replace": "修改",
    "delete": "删去",
    "insert": "增加",
    "renumber": "改条款号",
    "merge": "合并",
    "split": "分立",
    "words": "改词句",
    "heading": "改编章节",
    "repeal": "废止",
    "unread": "没有读懂",
    "amended": "修正",
    "revised": "修订",
}
SIGNS = (
    ("adopted", "通过"),
    ("published", "公布"),
    ("effective", "施行"),
    ("change", "修改"),
    ("ended", "废止、失效"),
)
LANE_WORDS = {
    "current": "现行",
    "older": "已有更新的版本",
    "coming": "尚未施行",
    "ended": "已废止、失效",
    "unknown": "是否现行不明",
}
_YEAR_SERIES = {"effective": "施行", "amended": "修改", "repealed": "废止"}
_ENDED = (Status.REPEALED, Status.EXPIRED)


def listed(request: Request) -> Response:
    """The laws that have a history, and how many took effect, were amended and ended in each year."""
    who = visitor(request)
    words = request.query_params.get("words", "")[:100].strip()
    number = max(1, forms.whole_number(request.query_params.get("page", "1")))
    with Store.read(settings_of(request).review.database) as store:
        lines = [line for line in store.law_lines() if words in line.title]
        years = store.law_years()
    this = today()[:4]
    last = [(year, row) for year, row in years.items() if year <= f"{int(this) + 2}"][-MOST_YEARS:]
    named = [(year, {_YEAR_SERIES[key]: n for key, n in row.items()}) for year, row in last]
    return render.page(
        request,
        "versions",
        who,
        lines=lines[(number - 1) * PER_PAGE : number * PER_PAGE],
        total=len(lines),
        words=words,
        years=named,
        series=tuple(_YEAR_SERIES.values()),
        chart=charts.columns(named, tuple(_YEAR_SERIES.values()), width=1236, height=190),
        page=number,
        pages=shown.pages(len(lines), number, PER_PAGE),
        here=lambda page: address("/versions", words=words, page=page),
    )


def of_law(request: Request) -> Response:
    """One law's versions on the line of time, and every change with the entries that it touched."""
    who = visitor(request)
    with Store.read(settings_of(request).review.database) as store:
        found = store.history(request.path_params["law"])
        if found is None:
            raise HTTPException(404)
        ids = tuple(version.law_id for version in found.versions)
        by_version = {
            version.law_id: store.entries_on(ids, version.new_articles) for version in found.versions
        }
        by_change = [(change, store.entries_on(ids, change.articles)) for change in found.changes]
    lanes = _lanes(found)
    return render.page(
        request,
        "law_versions",
        who,
        law=found,
        chart=charts.timeline(lanes, today()),
        signs=SIGNS,
        lane_words={
            state: words for state, words in LANE_WORDS.items() if state in {one.state for one in lanes}
        },
        by_version=by_version,
        by_change=by_change,
        kind_words=KIND_WORDS,
        most=MOST_TOUCHED,
    )


def _lanes(found: History) -> list[charts.Span]:
    lanes = []
    if found.changes:
        marks = tuple(charts.Mark(one.day, _sign(one), _words(one)) for one in found.changes)
        lanes.append(charts.Span("修改和废止", "", "", "", marks))
    for place, version in enumerate(found.versions):
        following = next((one.since for one in found.versions[place + 1 :] if one.since), "")
        until = version.ended or (_day_before(following) if following > version.since else "")
        lanes.append(
            charts.Span(
                f"{version.version or '日期不明'} 版",
                version.since,
                until,
                _state(version, until),
                tuple(_dates(version)),
            )
        )
    return lanes


def _dates(version: DatedVersion) -> list[charts.Mark]:
    """The dates of a version; its first day in force where its text names an older one (an amended law)."""
    known = {
        "adopted": version.adopted,
        "published": version.published,
        "effective": version.since if version.effective < version.since else version.effective,
        "ended": version.ended,
    }
    words = dict(SIGNS)
    return [charts.Mark(day, kind, words[kind]) for kind, day in known.items() if day]


def _state(version: DatedVersion, until: str) -> str:
    if version.status in _ENDED:
        return "ended"
    if version.since > today() or version.status == Status.NOT_YET:
        return "coming"
    if (until and until < today()) or version.status == Status.SUPERSEDED:
        return "older"
    return "unknown" if version.status == Status.UNKNOWN else "current"


def _sign(change: Change) -> str:
    return "ended" if any(kind == "repeal" for kind, _ in change.kinds) else "change"


def _words(change: Change) -> str:
    done = "、".join(KIND_WORDS.get(kind, kind) for kind, _ in change.kinds)
    return f"《{change.by}》：{done}" if change.by else done


def _day_before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return ""
