"""What the review pages have done in the background: the laws read, the present lists checked, the laws compared."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

from lezr_extract.pipeline.comparing.compare import compare
from lezr_extract.pipeline.comparing.compare_output import write
from lezr_extract.pipeline.comparing.corpus import read_corpus
from lezr_extract.pipeline.deciding.suggest import suggest, write_suggestions
from lezr_extract.pipeline.job.fill import Progress
from lezr_extract.pipeline.job.one_source import Options, documents, law_of
from lezr_extract.pipeline.job.place import explained
from lezr_extract.pipeline.job.run import run
from lezr_extract.read import sources
from lezr_extract.records import Document, Level


class Task(StrEnum):
    """What is to be done, in this order."""

    LAWS = "laws"
    LISTS = "lists"
    COMPARE = "compare"


def read_laws(paths: Sequence[str], folder: Path, options: Options, progress: Progress) -> str:
    """Reads the laws under ``paths`` into ``folder``; gives what it came to, in one phrase.

    Raises:
        CannotRunError: see `run`; what was there before stays.
    """
    result = run(paths, folder, options, progress)
    counts, problems = result.counts, sum(result.problems.values())
    return (
        f"读了 {counts['files']:,} 件，{counts['laws']:,} 部法规，拟列 {counts['entries']:,} 项；"
        f"{problems:,} 个问题或提示"
    )


def check_lists(lists: Path, paths: Sequence[str], folder: Path, options: Options, progress: Progress) -> str:
    """Checks the lists in ``lists`` against the laws under ``paths``; gives what it came to.

    Raises:
        CannotRunError: see `suggest`; the suggestions of before stay.
    """
    found, checked = suggest((str(lists),), paths, options, progress=progress)
    write_suggestions(found, checked, folder)
    entries = sum(len(one.entries) for one in checked.lists)
    return f"核对了现行清单 {entries:,} 项，提出建议 {len(found):,} 条"


def earlier_editions(replaced: Iterable[tuple[str, str]]) -> list[str]:
    """Those of the replaced texts of laws that bear an earlier date than the text in their place.

    A quotation of words that are gone is told from a false one by the edition that had them. A text of the same date
    was only mended, and says nothing.

    Args:
        replaced: path of a text, and the version of the law that took its place.
    """
    found = []
    for path, version in replaced:
        laws = [
            law_of(one)[0]
            for source in sources([path])
            for one in documents(source)
            if isinstance(one, Document)
        ]
        if len(laws) == 1 and laws[0] is not None and "" < laws[0].version < version:
            found.append(path)
    return found


def compare_laws(
    paths: Sequence[str], against: Sequence[str], folder: Path, options: Options, progress: Progress
) -> str:
    """Compares the laws under ``paths`` with those ``against`` or, without any, with each other; gives what it came to.

    Raises:
        CannotRunError: nothing under them is a law; the findings of before stay.
    """
    corpus = read_corpus(paths, against, options, progress)
    comparison = compare(corpus, options, progress)
    found = list(comparison.findings)
    with explained(folder):
        write(
            found,
            corpus,
            comparison.counted,
            folder,
            "所交法规对照本库其他法规" if against else "所交法规之内",
        )
    counts = Counter(one.level for one in found)
    said = "，".join(f"{level} {counts[level]:,}" for level in Level)
    return f"对照了 {comparison.counted.laws:,} 部法规，所见 {len(found):,} 处（{said}）"
