"""The laws of a comparison: read once with their acts, and those chosen that are law; what is left out is said."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from lezr_extract.compare import checks
from lezr_extract.compare.amending import is_amending
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.compared import compared_batch
from lezr_extract.pipeline.job.fill import Progress, heard_by, quiet
from lezr_extract.pipeline.job.many import crashed_problems, each
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options, warm
from lezr_extract.read import Source, sources
from lezr_extract.records import ComparedLaw, Problem, Status
from lezr_extract.text.titles import in_marks

_ENDED = (Status.REPEALED, Status.EXPIRED, Status.SUPERSEDED)


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
    """The laws that are not compared, with their reasons: what has ended, older versions, decisions that amend others.

    What a decision puts into a law is compared as an article of that law (立法法 arts. 61, 64, 104). With them the id of each such law and that of the newer text that stands for it, empty where it has ended.
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
            reasons[law.id] = f"自{gone.day}起由{in_marks(gone.by)}{gone.article}废止"
        elif is_amending(law.title):
            reasons[law.id] = "这是修改或者废止别的法规的决定，它写入的条文随修改后的法规比较"
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
