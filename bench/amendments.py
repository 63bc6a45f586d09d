"""Two versions of laws and the decisions between them: what comparing and reading the decision come to.

    python -m bench.amendments                the four amendments of ../shared/corpora/amendments, a line each
    python -m bench.amendments --decisions    every amending text of lawrefbook: operations by kind, and what is unread
    python -m bench.amendments --versions     every title of lawrefbook in several dated versions, one after the other
    python -m bench.amendments --speed        our likeness and marks of words against difflib and rapidfuzz

Exit status 1 where decision and versions disagree, or an article is not accounted for once.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from lezr_extract.compare.amending import agree, is_amending, read_decision
from lezr_extract.compare.versions import align
from lezr_extract.compare.versions.folding import fold
from lezr_extract.compare.versions.likeness import Likeness
from lezr_extract.pipeline.job.one_source import documents, law_of
from lezr_extract.read import sources
from lezr_extract.records import Alignment, Document, Law, OperationKind

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
AMENDMENTS, BOOK = CORPORA / "amendments", CORPORA / "lawrefbook"


class Amendment(NamedTuple):
    """A law before and after a decision, and the decision."""

    name: str
    old: Law
    new: Law
    decision: Law


class Outcome(NamedTuple):
    """What comparing one amendment came to."""

    name: str
    operations: int
    unread: int
    old: int
    new: int
    once: bool
    same_text: int
    remarks: int
    disagreements: tuple[str, ...]


def law_in(path: Path) -> Law | None:
    """The law of a file; None where there is none."""
    for source in sources([str(path)]):
        for found in documents(source):
            if isinstance(found, Document) and (built := law_of(found)[0]) is not None:
                return built
    return None


def law(path: Path) -> Law:
    """The law of a file that has one.

    Raises:
        ValueError: it has none.
    """
    found = law_in(path)
    if found is None:
        raise ValueError(path)
    return found


def amendments() -> Iterator[Amendment]:
    """The amendments of the corpus."""
    for path in sorted(AMENDMENTS.glob("before_*")):
        name = re.sub(r"before_lawrefbook_|\(.*", "", path.name)
        after, decision = (next(AMENDMENTS.glob(f"{kind}_*{name}*.txt")) for kind in ("after", "decision"))
        yield Amendment(name, law(path), law(after), law(decision))


def once(old: Law, new: Law, found: Alignment) -> bool:
    """Whether every article of both versions stands in exactly one row."""
    left = sorted(i for row in found.rows for i in row.old)
    right = sorted(j for row in found.rows for j in row.new)
    return left == list(range(len(old.articles))) and right == list(range(len(new.articles)))


def outcome(amendment: Amendment) -> Outcome:
    """Reads the decision, compares the versions, and compares both."""
    old, new = amendment.old, amendment.new
    read, found = read_decision(amendment.decision), align(old, new)
    agreed = agree(old, new, read, found)
    return Outcome(
        amendment.name,
        len(read.operations),
        sum(one.kind is OperationKind.UNREAD for one in read.operations),
        len(old.articles),
        len(new.articles),
        once(old, new, found),
        agreed.same_text,
        len(agreed.remarks),
        tuple(f"{one.article} {one.detail}" for one in agreed.disagreements),
    )


@cache
def version_pairs(step: int = 1) -> tuple[tuple[str, Law, Law], ...]:
    """Title, older and newer version of every two versions of one title in lawrefbook that follow each other.

    Args:
        step: only every so-manieth title.
    """
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(BOOK.rglob("*.md")):
        with path.open(encoding="utf-8") as lines:
            files[_plain(next(lines, ""))].append(path)
    pairs = []
    several = [(title, paths) for title, paths in sorted(files.items()) if len(paths) > 1 and title]
    for title, paths in several[::step]:
        versions = {one.version: one for path in paths if (one := law_in(path)) is not None and one.version}
        pairs += [(title, versions[day], versions[later]) for day, later in pairwise(sorted(versions))]
    return tuple(pairs)


def _plain(line: str) -> str:
    return re.sub(r"^#\s*|中华人民共和国|\s", "", line)


def show_amendments() -> int:
    """Prints the table of the four amendments."""
    bad = 0
    print(
        "| 法律 | 读出 | 未读懂 | 旧条 | 新条 | 每条各计一次 | 按决定得出的文字与新文本相同 | 注 | 不一致 |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for one in map(outcome, amendments()):
        whole = "是" if one.once else "否"
        print(
            f"| {one.name} | {one.operations} | {one.unread} | {one.old} | {one.new} | {whole} "
            f"| {one.same_text} | {one.remarks} | {len(one.disagreements)} |"
        )
        for words in one.disagreements:
            print(f"    {words}")
        bad += bool(one.disagreements) + (not one.once)
    return int(bad > 0)


def show_decisions() -> int:
    """Prints what is read of every amending text of lawrefbook."""
    total: Counter[str] = Counter()
    for path in sorted(BOOK.rglob("*.md")):
        if not re.search(r"修正案|关于(?:修改|废止)", path.name):
            continue
        text = law(path)
        if not is_amending(text.title):
            continue
        kinds = Counter(one.kind.value for one in read_decision(text).operations)
        total += kinds
        print(f"{text.title}: {dict(kinds)}")
        for one in read_decision(text).operations:
            if one.kind is OperationKind.UNREAD:
                print(f"    {one.entry} {one.words[:80]}")
    print(f"{sum(total.values())} {dict(total)}")
    return 0


def show_versions() -> int:
    """Prints how many articles of all version pairs are accounted for, by change."""
    changes: Counter[str] = Counter()
    articles, seconds, bad, titles = 0, 0.0, 0, set()
    for title, old, new in version_pairs():
        clock = perf_counter()
        found = align(old, new)
        seconds += perf_counter() - clock
        articles += len(old.articles) + len(new.articles)
        titles.add(title)
        changes.update(row.change.value for row in found.rows)
        if not once(old, new, found):
            bad += 1
            print(f"not once: {title}")
    print(
        f"{len(titles)} titles, {len(version_pairs())} pairs, {articles} articles, {bad} pairs not accounted for"
    )
    print(f"{dict(changes)}; {articles / seconds:,.0f} articles/s")
    return int(bad > 0)


def show_speed() -> int:
    """Prints how fast likeness of articles is measured: ours, difflib, and rapidfuzz where it is installed."""
    pairs = []
    for _, old, new in version_pairs(6):
        pairs.append(
            (
                [fold(old.text, one.text_span).text for one in old.articles],
                [fold(new.text, one.text_span).text for one in new.articles],
            )
        )
    some = [(one, other) for before, after in pairs for one in before[:8] for other in after[:8]]
    clock = perf_counter()
    done = 0
    for before, after in pairs:
        likeness = Likeness(before, after)
        for i in range(len(before)):
            done += len([likeness.of(i, j) for j in likeness.candidates(i)])
    print(f"ours: {done / (perf_counter() - clock):,.0f} pairs/s, candidates and index included")
    clock = perf_counter()
    for one, other in some[:400]:
        SequenceMatcher(None, one, other, autojunk=False).ratio()
    print(f"difflib ratio: {400 / (perf_counter() - clock):,.0f} pairs/s")
    try:
        from rapidfuzz import fuzz  # noqa: PLC0415
    except ImportError:
        print("rapidfuzz is not installed")
        return 0
    clock = perf_counter()
    for one, other in some:
        fuzz.ratio(one, other)
    print(f"rapidfuzz ratio: {len(some) / (perf_counter() - clock):,.0f} pairs/s")
    return 0


SHOWS = {"--decisions": show_decisions, "--versions": show_versions, "--speed": show_speed}

if __name__ == "__main__":
    wanted = [SHOWS[argument] for argument in sys.argv[1:] if argument in SHOWS] or [show_amendments]
    sys.exit(max(show() for show in wanted))
