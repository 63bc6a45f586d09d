"""The main job with comparing in it: what the run has just read is compared, and nothing is read twice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter

from lezr_extract.compare.page import MOST_SHOWN
from lezr_extract.pipeline.comparing.compare import Meanwhile, compare
from lezr_extract.pipeline.comparing.compare_output import LINES, PAGE, json_line, write_findings_page
from lezr_extract.pipeline.comparing.corpus import Corpus, corpus_of, read_laws
from lezr_extract.pipeline.job.fill import Filled, Progress, add_problems, quiet
from lezr_extract.pipeline.job.former import inputs_key
from lezr_extract.pipeline.job.keys import run_key
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.job.readings import units_of
from lezr_extract.pipeline.job.run import Further, RunResult, run
from lezr_extract.read import keeps, sources
from lezr_extract.records import Finding, Level
from lezr_extract.store import Store

_AT_ONCE = 500
"""Findings that are written together."""


def run_compared(
    paths: Sequence[str],
    out: Path,
    options: Options = DEFAULTS,
    progress: Progress = quiet,
    against: Sequence[str] = (),
    *,
    fresh: bool = False,
) -> RunResult:
    """`run`, and what comparing the laws has to say: table ``findings``, findings.jsonl and findings.html.

    The findings are those of `compare.compare` over the same paths. The review pages show them beside the entries.

    Args:
        paths: as for `run`.
        out: as for `run`.
        options: as for `run`.
        progress: as for `run`.
        against: where the higher law is, which is read for comparing only; empty to compare the laws of the run with
            each other.
        fresh: as for `run`.

    Raises:
        CannotRunError: as for `run`; a path of ``against`` does not exist.
    """
    options = replace(options, compare=True)
    work = partial(_compare, paths=paths, against=against, options=options)
    key = run_key(options) if keeps() else ""
    held = inputs_key(key, against, units_of(list(sources(against)), key)) if key and against else key
    return run(paths, out, options, progress, Further((LINES, PAGE), work, held), fresh=fresh)


def _compare(
    store: Store,
    filled: Filled,
    places: Mapping[str, Path],
    progress: Progress,
    meanwhile: Meanwhile,
    *,
    paths: Sequence[str],
    against: Sequence[str],
    options: Options,
) -> tuple[dict[str, int], str]:
    """Compares the laws in ``filled``; gives the numbers of findings by level, and until when they hold."""
    started = perf_counter()
    higher, problems = read_laws(against, options, progress) if against else (None, [])
    corpus = corpus_of(filled.compared, higher)
    # The corpus holds what is needed of them.
    filled.compared = []
    found = compare(corpus, options, progress, meanwhile)
    by_level = Counter(dict.fromkeys(Level, 0))
    shown: list[Finding] = []
    with places[LINES].open("w", encoding="utf-8", errors="replace", newline="\n") as lines:
        for findings in _parted(found.findings):
            store.add_findings(findings)
            lines.writelines(map(json_line, findings))
            for one in findings:
                by_level[one.level] += 1
                if by_level[one.level] <= MOST_SHOWN:
                    shown.append(one)
    scope = f"{'、'.join(paths)} 对照 {'、'.join(against)}" if against else f"{'、'.join(paths)} 之内"
    write_findings_page(shown, by_level, corpus, found.counted, path=places[PAGE], scope=scope)
    add_problems(store, filled, (*problems, *found.problems))
    store.commit()
    filled.seconds["compare"] = perf_counter() - started
    return {level.value: number for level, number in by_level.items()}, _until(corpus, against)


def _until(corpus: Corpus, against: Sequence[str]) -> str:
    """The first day on which other laws are in force, so that comparing may find something else; empty for none."""
    today = date.today()
    if against:
        # Of these laws nobody knows here on which day they expire.
        return (today + timedelta(days=1)).isoformat()
    days = (day for law in corpus.held for day in (law.effective, law.version, law.published))
    return min((day for day in days if day > today.isoformat()), default="")


def _parted(findings: Iterator[Finding]) -> Iterator[list[Finding]]:
    while part := list(islice(findings, _AT_ONCE)):
        yield part
