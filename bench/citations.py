"""How many citations are found and resolved in the corpus, how fast, and why the others are not.

usage: python -m bench.citations [PATH...] [--every N] [--examples N]

Without PATH: lawrefbook and ministry_rules of ../shared/corpora. ``--every 20`` reads each twentieth file but
then knows only these as targets. Prints the rates for same-law, cross-law (target in the corpus) and relative
citations, then every reason with examples.
"""

import argparse
import collections
import random
import time
from collections.abc import Iterator
from pathlib import Path

from lezr_extract.read import read, sources
from lezr_extract.records import Citation, Document, Problem, Reach, Resolution
from lezr_extract.structure import LawIndex, LawOutline, build_law, find_citations, outline, resolve

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
FOUND = (Resolution.RESOLVED, Resolution.NAME_ONLY)
# One law's citations, each with its words and ten characters on both sides.
Found = tuple[LawOutline, list[tuple[Citation, str]]]


def documents(paths: list[str], every: int) -> Iterator[Document]:
    for number, source in enumerate(sources(paths)):
        if number % every or isinstance(source, Problem):
            continue
        yield from (one for one in read(source) if isinstance(one, Document))


def in_context(citation: Citation, text: str) -> str:
    start, end = citation.span.start, citation.span.end
    words = f"{text[max(0, start - 12) : start]}【{text[start:end]}】{text[end : end + 10]}"
    return words.replace("\n", "⏎")


def find(paths: list[str], every: int) -> tuple[list[Found], int, float]:
    found: list[Found] = []
    articles, seconds = 0, 0.0
    for document in documents(paths, every):
        law, _ = build_law(document)
        if law is None:
            continue
        articles += len(law.articles)
        start = time.process_time()
        citations = find_citations(law)
        seconds += time.process_time() - start
        found.append((outline(law), [(c, in_context(c, law.text)) for c in citations]))
    return found, articles, seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "paths", nargs="*", default=[str(CORPORA / "lawrefbook"), str(CORPORA / "ministry_rules")]
    )
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--examples", type=int, default=8)
    given = parser.parse_args()

    found, articles, seconds = find(given.paths, given.every)
    print(
        f"{len(found)} laws, {articles} articles, find_citations {articles / max(seconds, 1e-9):.0f} articles/s"
    )
    start = time.perf_counter()
    index = LawIndex(one for one, _ in found)
    print(f"index of {len(found)} outlines in {time.perf_counter() - start:.3f} s")
    counts: collections.Counter[tuple[Reach, bool, Resolution]] = collections.Counter()
    examples: dict[tuple[Reach, Resolution], list[str]] = collections.defaultdict(list)
    start = time.perf_counter()
    for citing, pairs in found:
        for citation, (_, words) in zip(resolve([c for c, _ in pairs], citing, index), pairs, strict=True):
            counts[citation.reach, citation.article is not None, citation.resolution] += 1
            if citation.resolution not in FOUND:
                target = f"{citation.law} {citation.article} {citation.paragraph or ''} {citation.item or ''}"
                examples[citation.reach, citation.resolution].append(
                    f"{citing.short_title}({citing.version}) {words} → {target} {citation.evidence}"
                )
    print(f"resolve {sum(counts.values()) / (time.perf_counter() - start):.0f} citations/s")
    show(counts, examples, given.examples)


def show(
    counts: collections.Counter[tuple[Reach, bool, Resolution]],
    examples: dict[tuple[Reach, Resolution], list[str]],
    number: int,
) -> None:
    for reach in Reach:
        numbered = {r: counts[reach, True, r] for r in Resolution}
        named = {r: counts[reach, False, r] for r in Resolution}
        within = sum(numbered.values()) - numbered[Resolution.LAW_ABSENT]
        good = numbered[Resolution.RESOLVED]
        print(f"{reach}: {good} of {within} resolved = {good / max(within, 1):.2%}", end="")
        print(f"; {numbered[Resolution.LAW_ABSENT]} into laws not in the corpus; without article:", end=" ")
        print({str(r): n for r, n in named.items() if n})
        print("   ", {str(r): n for r, n in numbered.items() if n})
    order = random.Random(1)
    for (reach, resolution), lines in sorted(examples.items()):
        print(f"\n{reach} {resolution}: {len(lines)}")
        for line in order.sample(lines, min(number, len(lines))):
            print("   ", line)


if __name__ == "__main__":
    main()
