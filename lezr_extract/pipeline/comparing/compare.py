"""Laws compared: within one corpus, or one corpus against another (`lezr compare`).

Reading gives every law with its acts; versions that are no longer law are left out and said; candidates are found
for every article; the pairs are related and checked law by law, in as many processes as there are processors.
"""

import gc
import os
import sys
import threading
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from lezr_extract.compare import checks
from lezr_extract.compare.candidates import Candidates, Reason
from lezr_extract.compare.comparable import can_be_compared
from lezr_extract.compare.relation import shared
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.compare_law import Judged, judge
from lezr_extract.pipeline.comparing.compared import compared_batch
from lezr_extract.pipeline.job.fill import Progress, heard_by, quiet
from lezr_extract.pipeline.job.many import collecting_seldom, crashed_problems, each, give_back_freed
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options, warm
from lezr_extract.read import Source, sources
from lezr_extract.records import ComparedLaw, Finding, Problem, Status

_ENDED = (Status.REPEALED, Status.EXPIRED, Status.SUPERSEDED)
_LAWS_AT_ONCE = 8


Meanwhile = Callable[[], bool]
"""Does a piece of other work; False when nothing of it is left."""


def nothing_else() -> bool:
    """A `Meanwhile` that does nothing."""
    return False


class LeftOut(NamedTuple):
    """A law that was not compared.

    Attributes:
        file, title, version: of the law.
        reason: in Chinese.
    """

    file: str
    title: str
    version: str
    reason: str


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
class Corpus:
    """The laws of a comparison, read and chosen.

    Attributes:
        laws: those that are compared, each once.
        asked: places of those about which is asked (b).
        higher: places of those in which candidates are looked for (a).
        left_out: the others, with their reason.
        unknown: titles of compared laws whose validity is not known.
        problems: of reading.
        held: all laws that were read, older versions too; citations are held against these.
    """

    laws: tuple[ComparedLaw, ...]
    asked: tuple[int, ...]
    higher: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    unknown: tuple[str, ...]
    problems: tuple[Problem, ...]
    held: tuple[ComparedLaw, ...]


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


def read_corpus(
    paths: Sequence[str],
    against: Sequence[str] = (),
    options: Options = DEFAULTS,
    progress: Progress = quiet,
    today: str = "",
) -> Corpus:
    """Reads the laws under ``paths`` and those to hold them against.

    Args:
        paths: what is asked about.
        against: where the higher law is; empty to compare ``paths`` with itself.
        options: workers, office, rules only.
        progress: told of each batch that is read.
        today: ``YYYY-MM-DD`` for the validity of laws; empty for the present day.

    Raises:
        CannotRunError: a path does not exist, or nothing under it is a law.
    """
    problems: list[Problem] = []
    roles = []
    for where in (paths, against) if against else (paths,):
        laws, met = read_laws(where, options, progress)
        roles.append(laws)
        problems += met
    corpus = corpus_of(*roles, problems=problems, today=today)
    if not corpus.asked or not corpus.higher:
        raise CannotRunError(
            f"“{'、'.join(against if corpus.asked else paths)}”里没有可以比较的法律文件；请给出法规文件或文件夹"
        )
    return corpus


def corpus_of(
    asked: Sequence[ComparedLaw],
    against: Sequence[ComparedLaw] | None = None,
    *,
    problems: Sequence[Problem] = (),
    today: str = "",
) -> Corpus:
    """The laws of a comparison, chosen among those that were read; one that was read twice counts once.

    Args:
        asked: about which is asked.
        against: the higher law; None to compare ``asked`` with itself.
        problems: of reading.
        today: as for `read_corpus`.
    """
    laws: dict[str, ComparedLaw] = {}
    roles = [
        dict.fromkeys(laws.setdefault(one.id, one).id for one in role)
        for role in ((asked,) if against is None else (asked, against))
    ]
    held = tuple(laws.values())
    left_out, replaced = _chosen(held, today)
    kept = tuple(law for law in held if law.id not in replaced)
    places = {law.id: place for place, law in enumerate(kept)}
    first = tuple(places[one] for one in roles[0] if one in places)
    # Where the newest text of a higher law stands among those asked about, it is the one to hold them against.
    newest = dict.fromkeys(replaced.get(one, one) for one in roles[-1])
    last = tuple(places[one] for one in newest if one in places)
    unknown = tuple(law.title for law in kept if law.status is Status.UNKNOWN)
    return Corpus(kept, first, last, left_out, unknown, tuple(problems), held)


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


def read_laws(
    paths: Sequence[str], options: Options, progress: Progress
) -> tuple[list[ComparedLaw], list[Problem]]:
    """The laws under ``paths`` as comparing needs them, and what went wrong.

    Raises:
        CannotRunError: a path does not exist.
    """
    items: list[Source | Problem] = list(sources(paths))
    warm()
    work = partial(compared_batch, options=options)
    laws: list[ComparedLaw] = []
    problems: list[Problem] = []
    done = 0
    progress("读法规", 0, len(items))
    for number, found in each(work, items, _crashed, options.workers, heard_by(progress)):
        for one in found:
            if isinstance(one, Problem):
                problems.append(one)
            else:
                laws.append(one)
        done += number
        progress("读法规", done, len(items))
    return laws, problems


def _crashed(item: Source | Problem) -> Problem:
    return crashed_problems(item)[0]


def _chosen(laws: Sequence[ComparedLaw], today: str) -> tuple[tuple[LeftOut, ...], Mapping[str, str]]:
    """The laws that are not compared, with their reasons: what has ended, and older versions (立法法 arts. 61, 104).

    With them the id of each such law and that of the newer text that stands for it, empty where it has ended.
    """
    known = checks.Known.of(laws, today=today)
    reasons: dict[str, str] = {}
    replaced: dict[str, str] = {}
    versions: dict[tuple[str, str], list[ComparedLaw]] = defaultdict(list)
    for law in laws:
        gone = known.repealed(law.title, law.territory)
        if law.status in _ENDED:
            reasons[law.id] = law.status.value
        elif gone is not None and (law.version or law.effective) < gone.day:
            reasons[law.id] = f"自{gone.day}起由《{gone.by}》{gone.article}废止"
        elif law.status is not Status.NOT_YET:
            versions[law.title, law.territory].append(law)
    for same in versions.values():
        *older, newest = sorted(same, key=lambda law: (law.version, law.effective, len(law.articles), law.id))
        for law in older:
            reasons[law.id] = f"另有较新的版本（{newest.version or '版本不明'}，{newest.file}）"
            replaced[law.id] = newest.id
    left_out = tuple(
        LeftOut(law.file, law.title, law.version, reasons[law.id]) for law in laws if law.id in reasons
    )
    return left_out, {one: replaced.get(one, "") for one in reasons}


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
