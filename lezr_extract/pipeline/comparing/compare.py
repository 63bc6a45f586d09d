"""Laws compared: within one corpus, or one corpus against another (`lezr compare`).

Of the laws that `corpus` has read and chosen, candidates are found for every article; the pairs are related and
checked law by law, in as many processes as there are processors.
"""

import gc
import os
import sys
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context

from lezr_extract.compare import checks
from lezr_extract.compare.candidates import Candidates, Reason
from lezr_extract.compare.candidates.comparable import can_be_compared
from lezr_extract.compare.encoder.kept import standard_encoder
from lezr_extract.compare.relating.one_pair import shared
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.compare_law import Judged, judge
from lezr_extract.pipeline.comparing.corpus import Corpus
from lezr_extract.pipeline.job.fill import Progress, quiet
from lezr_extract.pipeline.job.many import collecting_seldom, give_back_freed
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.records import ComparedLaw, Finding, Problem

_LAWS_AT_ONCE = 8


Meanwhile = Callable[[], bool]
"""Does a piece of other work; False when nothing of it is left."""


def nothing_else() -> bool:
    """A `Meanwhile` that does nothing."""
    return False


@dataclass(slots=True)
class Counted:
    """How much there is to compare.

    Attributes:
        laws, articles: that are asked about.
        against: laws in which candidates are looked for; ``against_articles``: their articles.
        possible: pairs of articles that setting all beside all would make, laws that cannot be compared left out.
        pairs: candidates.
        by_reason: candidates by what brought them together; one candidate may have several reasons.
        left_out: pairs that were candidates too, but not among the best of their article.
    """

    laws: int = 0
    articles: int = 0
    against: int = 0
    against_articles: int = 0
    possible: int = 0
    pairs: int = 0
    by_reason: Counter[Reason] = field(default_factory=Counter)
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing came to.

    Attributes:
        findings: in the order of the laws asked about; can be gone through once.
        counted: complete when the findings have been gone through.
        problems: of comparing; complete then too.
    """

    findings: Iterator[Finding]
    counted: Counted
    problems: list[Problem]


def count(corpus: Corpus, options: Options = DEFAULTS, progress: Progress = quiet) -> Counted:
    """How many candidates there are, without comparing any."""
    counted = _counted(corpus)
    with collecting_seldom(), _Crew(corpus, options.workers) as crew:
        for done, judged in enumerate(crew.work(nothing_else, compare=False), 1):
            _add(counted, judged)
            progress("找候选", done, len(corpus.asked))
    return counted


def compare(
    corpus: Corpus,
    options: Options = DEFAULTS,
    progress: Progress = quiet,
    meanwhile: Meanwhile = nothing_else,
) -> Comparison:
    """Compares; the findings come law by law as they are gone through.

    Args:
        corpus: the laws.
        options: workers.
        progress: told of each law that is done.
        meanwhile: what this process does while others compare; all of it is done when the findings are.
    """
    counted = _counted(corpus)
    problems: list[Problem] = []

    def findings() -> Iterator[Finding]:
        with collecting_seldom(), _Crew(corpus, options.workers) as crew:
            for done, judged in enumerate(crew.work(meanwhile, compare=True), 1):
                _add(counted, judged)
                problems.extend(judged.problems)
                yield from judged.findings
                progress("比较", done, len(corpus.asked))

    return Comparison(findings(), counted, problems)


def _counted(corpus: Corpus) -> Counted:
    laws, higher = corpus.laws, frozenset(corpus.higher)
    sizes = Counter[tuple[str, str]]()
    return Counted(
        laws=len(corpus.asked),
        articles=sum(len(laws[one].articles) for one in corpus.asked),
        against=len(higher),
        against_articles=sum(len(laws[one].articles) for one in higher),
        possible=_possible(laws, corpus.asked, corpus.higher, sizes),
    )


def _possible(
    laws: Sequence[ComparedLaw], asked: Iterable[int], higher: Iterable[int], sizes: Counter[tuple[str, str]]
) -> int:
    """Pairs of articles of laws that can be compared; laws of one rank and place behave alike."""
    shown: dict[tuple[str, str], ComparedLaw] = {}
    for one in higher:
        key = (laws[one].rank.value, laws[one].territory)
        shown.setdefault(key, laws[one])
        sizes[key] += len(laws[one].articles)
    total = 0
    for one in asked:
        law = laws[one]
        total += len(law.articles) * sum(
            size for key, size in sizes.items() if can_be_compared(shown[key], law)
        )
    return total


def _add(counted: Counted, judged: Judged) -> None:
    counted.pairs += judged.pairs
    counted.left_out += judged.left_out
    counted.by_reason.update(judged.by_reason)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every process needs: found once, before the processes part."""

    corpus: Corpus
    candidates: Candidates
    known: checks.Known


_GROUND: list[_Ground] = []
"""Filled before the processes part, so that they share it; a process that starts anew could not."""


class _Crew:
    """Works through the laws asked about, in their order, in this process or in several."""

    def __init__(self, corpus: Corpus, workers: int | None) -> None:
        self._corpus = corpus
        shares = sys.platform == "linux" and threading.active_count() == 1
        wanted = workers or os.cpu_count() or 1
        self._workers = min(wanted, -(-len(corpus.asked) // _LAWS_AT_ONCE)) if shares else 1

    def __enter__(self) -> "_Crew":
        corpus = self._corpus
        _GROUND[:] = [_Ground(corpus, Candidates(corpus.laws, corpus.higher), checks.Known.of(corpus.held))]
        return self

    def __exit__(self, *_: object) -> None:
        _GROUND.clear()
        shared().clear()

    def work(self, meanwhile: Meanwhile, *, compare: bool) -> Iterator[Judged]:
        """What each law asked about comes to.

        Args:
            meanwhile: what this process does while others work.
            compare: False to count only.

        Raises:
            CannotRunError: a process was ended from outside, mostly for want of memory.
        """
        asked = self._corpus.asked
        if compare:
            standard_encoder()  # before the processes part, so that they share it
        if self._workers <= 1:
            while meanwhile():
                pass
            yield from _judged(asked, compare=compare)
            return
        give_back_freed()
        # Records form no circles; not touching what was there before the processes part keeps it shared.
        gc.freeze()
        try:
            yield from self._shared_out(meanwhile, compare=compare)
        except BrokenProcessPool as error:
            raise CannotRunError(
                "比较时有进程意外终止，多半是内存不足；请用 --workers 1 重试，或者分批比较"
            ) from error
        finally:
            gc.unfreeze()

    def _shared_out(self, meanwhile: Meanwhile, *, compare: bool) -> Iterator[Judged]:
        asked = self._corpus.asked
        parts = (asked[at : at + _LAWS_AT_ONCE] for at in range(0, len(asked), _LAWS_AT_ONCE))
        with ProcessPoolExecutor(self._workers, get_context("fork")) as pool:
            waiting = deque(pool.submit(_judged_all, part, compare=compare) for part in parts)
            try:
                while waiting:
                    # What is done goes first, so that it does not pile up.
                    if waiting[0].done() or not meanwhile():
                        yield from waiting.popleft().result()
            finally:
                for one in waiting:
                    one.cancel()
        while meanwhile():
            pass


def _judged_all(numbers: Sequence[int], *, compare: bool) -> list[Judged]:
    return list(_judged(numbers, compare=compare))


def _judged(numbers: Sequence[int], *, compare: bool) -> Iterator[Judged]:
    ground = _GROUND[0]
    for number in numbers:
        yield judge(ground.corpus.laws, number, ground.candidates, ground.known, compare=compare)
