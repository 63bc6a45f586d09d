"""The overview: totals over time, which organs share acts, and who stands between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.pipeline.deciding.days import Days, day_in_china, last_days
from lezr_extract.pipeline.deciding.sharing import Share, SharedActs, Sharing, Side, judged
from lezr_extract.records import Gate, PowerType, Verdict
from lezr_extract.store import Store
from lezr_extract.store.ledger import NO_FILTER, Overview, QueueRow, TakenRun
from lezr_extract.web import charts, forms, render, shown
from lezr_extract.web.session import Visitor, settings_of, visitor

MOST_RUNS, MOST_DAYS, MOST_AGENCIES = 12, 30, 10
MAP_ORGANS, NETWORK_ORGANS, TABLE_PAIRS, CROWDED = 14, 22, 60, 20
SHARES_PER_PAGE, ENTRIES_PER_SIDE = 20, 6
WITHDRAWN = "撤回"


def totals(request: Request) -> Response:
    """Entries by type and agency, run by run; decisions day by day."""
    who, review = visitor(request), settings_of(request).review
    days: Days = request.app.state.days
    with review.overview() as overview:
        runs = overview.runs()[-MOST_RUNS:]
        by_type, noted = _over_runs(overview, runs, "type")
        by_agency, _ = _over_runs(overview, runs, "agency")
        counts, confirmed = days.counts(overview), overview.confirmed_counts()
    by_type = sorted(by_type, key=lambda row: list(PowerType).index(PowerType(row[0])))
    shown_runs = [run for run in runs if run.event in noted]
    decided = _by_day(counts)
    return render.page(
        request,
        "totals",
        who,
        filters=NO_FILTER,
        runs=runs,
        run_days={run.event: day_in_china(run.at) for run in runs},
        labels=[day_in_china(run.at) for run in shown_runs],
        by_type=by_type,
        by_agency=by_agency[:MOST_AGENCIES],
        type_chart=charts.panels(by_type),
        agency_chart=charts.panels(by_agency[:MOST_AGENCIES]),
        days=decided,
        day_series=(*Gate, WITHDRAWN),
        day_chart=charts.columns([(day[5:], row) for day, row in decided], (*Gate, WITHDRAWN)),
        confirmed=_growing(confirmed, [day for day, _ in decided]),
        confirmed_chart=charts.columns(
            [
                (day[5:], {"已确认": number})
                for day, number in _growing(confirmed, [day for day, _ in decided])
            ],
            ("已确认",),
        ),
    )


def _over_runs(
    overview: Overview, runs: list[TakenRun], by: str
) -> tuple[list[tuple[str, list[int]]], frozenset[int]]:
    """Value → its entries in each run that noted them, those with most entries in the last run first."""
    found = overview.run_totals(by, [run.event for run in runs])
    noted = frozenset(event for row in found.values() for event in row)
    events = [run.event for run in runs if run.event in noted]
    rows = [(name or shown.UNKNOWN, [row.get(event, 0) for event in events]) for name, row in found.items()]
    return sorted(rows, key=lambda row: (-row[1][-1], row[0])), noted


def _by_day(counts: Mapping[tuple[str, str, str], int]) -> list[tuple[str, dict[str, int]]]:
    """The last days, each with its decisions by gate; taking back is a series of its own."""
    first = min((day for day, _, _ in counts), default="")
    rows: dict[str, dict[str, int]] = {day: {} for day in last_days(MOST_DAYS, first)}
    for (day, gate, verdict), number in counts.items():
        if day in rows:
            series = WITHDRAWN if verdict == Verdict.UNDO else gate
            rows[day][series] = rows[day].get(series, 0) + number
    return list(rows.items())


def _growing(confirmed: list[tuple[str, int]], days: list[str]) -> list[tuple[str, int]]:
    """How many entries were 已确认 by the end of each day, of those that are so now."""
    return [(day, sum(number for when, number in confirmed if when <= day)) for day in days]


def overlaps(request: Request) -> Response:
    """The heat map of organs that share acts, the pairs in a table, and the most crowded articles."""
    who, kind, acts, titles = _shared(request)
    of = request.query_params.get("of", "")
    names = _names(acts, of, MAP_ORGANS)
    numbers = {pair: len(shares) for pair, shares in acts.pairs.items()}
    ranked = acts.ranked(of)
    return render.page(
        request,
        "overlaps",
        who,
        filters=NO_FILTER,
        kind=kind,
        of=of,
        acts=acts,
        organs=sorted(name for name, _ in acts.weights()),
        ranked=ranked[:TABLE_PAIRS],
        number=len(ranked),
        crowded=[(titles.get(place[0], ""), place, organs) for place, organs in acts.crowded[:CROWDED]],
        chart=charts.matrix(names, numbers, lambda one, other: between_address(one, other, kind)),
        between=lambda one, other: between_address(one, other, kind),
    )


def network(request: Request) -> Response:
    """The organs that share acts as a network; one of them in the foreground where it is chosen."""
    who, kind, acts, _ = _shared(request)
    of = request.query_params.get("of", "")
    names = _names(acts, of, NETWORK_ORGANS)
    weights = dict(acts.weights())
    numbers = {
        pair: len(shares) for pair, shares in acts.pairs.items() if pair[0] in names and pair[1] in names
    }
    ranked = acts.ranked(of)
    chart = charts.ring(
        [(name, weights[name]) for name in names],
        numbers,
        lambda name: address("/network", type=kind, of="" if name == of else name),
        lambda one, other: between_address(one, other, kind),
        chosen=of if of in names else "",
    )
    return render.page(
        request,
        "network",
        who,
        kind=kind,
        of=of,
        acts=acts,
        organs=sorted(weights),
        chart=chart,
        shown_organs=len(names),
        ranked=ranked[:TABLE_PAIRS],
        number=len(ranked),
        neighbours=_neighbours(acts),
        between=lambda one, other: between_address(one, other, kind),
    )


def _shared(request: Request) -> tuple[Visitor, str, SharedActs, dict[str, str]]:
    """Who asks, the type asked for, the shared acts, and the titles of the laws with most organs on an article."""
    who, review = visitor(request), settings_of(request).review
    kind = request.query_params.get("type", "")
    kind = kind if kind in set(PowerType) else ""
    sharing: Sharing = request.app.state.sharing
    with review.overview() as overview:
        acts = sharing.acts(overview, kind)
        titles = overview.titles(place[0] for place, _ in acts.crowded[:CROWDED])
    return who, kind, acts, titles


def _names(acts: SharedActs, of: str, most: int) -> list[str]:
    """The organs to draw: those that share most, or ``of`` with those that it shares with."""
    if not of:
        return [name for name, _ in acts.weights()[:most]]
    near = [other if one == of else one for one, other, _ in acts.ranked(of)][: most - 1]
    return [of, *near] if near else []


def _neighbours(acts: SharedActs) -> list[tuple[str, int, int]]:
    """Every organ with how many acts it shares and with how many others, those with most first."""
    others: dict[str, int] = {}
    for pair in acts.pairs:
        for name in pair:
            others[name] = others.get(name, 0) + 1
    return [(name, number, others[name]) for name, number in acts.weights()]


@dataclass(frozen=True, slots=True)
class ShownSide:
    """One side of a shared act: what the law is called, the entries with their words, those of lists, how many more."""

    organ: str
    title: str
    article: str
    law_id: str
    entries: tuple[tuple[QueueRow, tuple[tuple[shown.Piece, ...], ...]], ...]
    listed: tuple[tuple[str, str, str], ...]
    more: int


def between(request: Request) -> Response:
    """What two organs share: each act with both texts side by side."""
    who, review = visitor(request), settings_of(request).review
    query = request.query_params
    one, other = query.get("a", ""), query.get("b", "")
    kind = query.get("type", "") if query.get("type") in set(PowerType) else ""
    number = max(1, forms.whole_number(query.get("page", "1")))
    sharing: Sharing = request.app.state.sharing
    with review.overview() as overview, Store.read(review.database) as store:
        shares = sharing.acts(overview, kind).between(one, other)
        part = shares[(number - 1) * SHARES_PER_PAGE : number * SHARES_PER_PAGE]
        titles = overview.titles(side.place[0] for share in part for side in (share.a, share.b))
        rows = []
        for share in part:
            sides = [
                _side(overview, store, name, side, titles)
                for name, side in ((one, share.a), (other, share.b))
            ]
            words = [
                "".join(piece.words for piece in pieces)
                for side in sides
                for _, texts in side.entries
                for pieces in texts
            ]
            rows.append((share, *judged(share, words), sides))
    return render.page(
        request,
        "between",
        who,
        status=200 if shares else 404,
        a=one,
        b=other,
        kind=kind,
        rows=rows,
        number=len(shares),
        grounds=_grounds(shares),
        page=number,
        pages=shown.pages(len(shares), number, SHARES_PER_PAGE),
        here=lambda page: between_address(one, other, kind, page),
    )


def _side(overview: Overview, store: Store, organ: str, side: Side, titles: dict[str, str]) -> ShownSide:
    law_id, article = side.place
    entries, seen = [], set()
    for number in side.entries[:ENTRIES_PER_SIDE]:
        row, entry = overview.row(number), store.entry(number)
        if row is None or entry is None:
            continue
        texts = []
        for basis in entry.bases:
            if (basis.law_id, basis.article) == (law_id, article) and basis not in seen:
                seen.add(basis)
                texts.append(shown.clause(basis).pieces)
        entries.append((row, tuple(texts)))
    shown_list = side.listed[:ENTRIES_PER_SIDE]
    more = len(side.entries) + len(side.listed) - len(entries) - len(shown_list)
    title = titles.get(law_id, side.law)
    return ShownSide(organ, title, article, law_id, tuple(entries), shown_list, more)


def _grounds(shares: tuple[Share, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for share in shares:
        found[share.ground] = found.get(share.ground, 0) + 1
    return found


def address(path: str, **values: object) -> str:
    """The address of ``path`` with ``values``, without the empty ones."""
    query = urlencode({name: value for name, value in values.items() if value not in ("", None)})
    return f"{path}?{query}" if query else path


def between_address(one: str, other: str, kind: str = "", page: int = 1) -> str:
    """Where the acts that two organs share are listed."""
    return address("/overlaps/between", a=one, b=other, type=kind, page=page if page > 1 else "")
