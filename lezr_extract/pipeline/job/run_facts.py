"""What the report says of a run beside the entries: its input, who judged, its troubles, what is open in the law."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from lezr_extract import __version__
from lezr_extract.pipeline.job import deliver
from lezr_extract.pipeline.job.fill import Filled
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.office import Office
from lezr_extract.powerlist.report import LiabilityFacts, RunFacts
from lezr_extract.powers.model_file import standard_model
from lezr_extract.records import Severity
from lezr_extract.store import Store
from lezr_extract.vocabulary.liability import reason_names

MOST_TROUBLES = 200
"""Problems shown in the report; all of them stand in problems.csv."""
MOST_OPEN_CLAUSES = 200
"""Liability clauses without an ending that the report lists; the database has them all."""


def run_facts(
    store: Store, paths: Sequence[str], options: Options, filled: Filled, seconds: float
) -> RunFacts:
    """What the report says of the run.

    Args:
        store: as filling left it.
        paths: as the user gave them.
        options: what the user chose.
        filled: what filling came to.
        seconds: from the start of the run.
    """
    counts = store.counts()
    return RunFacts(
        version=__version__,
        made_at=datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
        laws=counts["laws"],
        articles=counts["articles"],
        problems=sum(filled.problems.values()),
        seconds=seconds,
        more=(
            ("输入", "、".join(paths)),
            _judged_by(options),
            *_of_office(options.office, store.tally("powers", "ruling")),
        ),
        troubles=_troubles(store),
        liability=_liability(store),
    )


def _judged_by(options: Options) -> tuple[str, str]:
    """Whether the learned model had a say."""
    model = None if options.rules_only else standard_model()
    return "识别", f"规则和模型 {model.version}" if model else "只用规则"


def _of_office(office: Office, applied: Mapping[str, int]) -> list[tuple[str, str]]:
    """What the report says of the office's own rulings and duties: which there are, and how often each was used."""
    rulings = "；".join(f"{r.words}，用于 {applied.get(r.act, 0):,} 项权力" for r in office.rulings.values())
    duties = (
        f"{len(office.duties)} 行（{'、'.join(str(file) for file in office.files)}）" if office.duties else ""
    )
    return [(label, words) for label, words in (("本单位裁定", rulings), ("本单位职责表", duties)) if words]


def _troubles(store: Store) -> tuple[tuple[str, str, str, str], ...]:
    """The first rows of problems.csv that somebody has to do something about, lost documents first."""
    met = [problem for problem in store.problems() if problem.severity is not Severity.NOTE]
    worst = sorted(met, key=lambda problem: problem.severity is not Severity.LOST)[:MOST_TROUBLES]
    return tuple((deliver.SEVERITY_WORDS[p.severity], p.file, p.place, p.cause) for p in worst)


def _liability(store: Store) -> LiabilityFacts:
    endings, reasons = store.liability_tally()
    names = reason_names()
    shown = islice(store.liability_clauses("open"), MOST_OPEN_CLAUSES)
    return LiabilityFacts(
        power=endings["power"],
        excluded=tuple((names.get(reason, reason), number) for reason, number in reasons.items()),
        open=endings["open"],
        shown=tuple((clause.law, clause.article, clause.text) for clause in shown),
    )
