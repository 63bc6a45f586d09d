"""``lezr compare`` over all of ../shared: wall time, processor time, memory; whether real pairs become candidates.

usage: python -m bench.compare            local law against national law over all of lawrefbook, with findings written
       python -m bench.compare candidates  of the labelled pairs of one act, how many become candidates
       python -m bench.compare near NUMBER near texts planted among generated articles: recall, seconds, memory
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from lezr_extract.compare.candidates import Candidates
from lezr_extract.compare.candidates.comparable import can_be_compared
from lezr_extract.compare.candidates.near_texts import SHARE, NearTexts
from lezr_extract.compare.candidates.shingles import jaccard, shingles
from lezr_extract.pipeline.comparing.compared import compared_laws
from lezr_extract.records import ComparedLaw

from bench.wall import memory_of

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
PAIRS = CORPORA.parent / "gold" / "pairs.dev.jsonl"
SAME = ("duplicate", "refine", "conflict", "overlap")
LOCAL = "DLC"
PLANTED_SHARE = 100  # one planted near text for so many generated ones


def whole(*options):
    """Runs the command over lawrefbook; prints what it took and the numbers of alarms."""
    book = CORPORA / "lawrefbook"
    national = [str(one) for one in sorted(book.iterdir()) if one.is_dir() and one.name != LOCAL]
    with tempfile.TemporaryDirectory() as out:
        against = ["--against", *national]
        command = [
            sys.executable,
            "-m",
            "lezr_extract",
            "compare",
            str(book / LOCAL),
            *against,
            "-o",
            out,
            *options,
        ]
        start, peak = time.perf_counter(), 0
        running = subprocess.Popen(command)
        while running.poll() is None:
            peak = max(peak, memory_of(running.pid))
            time.sleep(0.5)
        seconds = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        lines = (Path(out) / "findings.jsonl").read_text("utf-8").splitlines()
    told = Counter((one["level"], one["rule"] or one["kind"]) for one in map(json.loads, lines))
    for (level, rule), number in sorted(told.items()):
        print(f"{level}  {rule}  {number:,}")
    print(
        f"wall {seconds:.0f} s, processor {used.ru_utime + used.ru_stime:.0f} s, memory at most {peak / 1e9:.2f} GB, "
        f"findings {len(lines):,}, status {running.returncode}"
    )


def candidates():
    """Prints, by relation, how many labelled pairs become candidates when all of lawrefbook is compared with itself."""
    pairs = [json.loads(line) for line in PAIRS.read_text("utf-8").splitlines()]
    laws = [one for one in compared_laws([str(CORPORA / "lawrefbook")]) if isinstance(one, ComparedLaw)]
    by_file = {str(Path(law.file).relative_to(CORPORA)): number for number, law in enumerate(laws)}
    index = Candidates(laws, range(len(laws)))
    met, all_of = Counter(), Counter()
    for pair in pairs:
        sides = [(by_file.get(pair[side]["file"]), pair[side]["article"]) for side in "ab"]
        if any(number is None for number, _ in sides):
            continue
        if not can_be_compared(laws[sides[0][0]], laws[sides[1][0]]):
            sides.reverse()
        (a, first), (b, second) = sides
        all_of[pair["relation"]] += 1
        met[pair["relation"]] += any(
            one.law == a
            and laws[a].articles[one.a].number == first
            and laws[b].articles[one.b].number == second
            for one in index.of(b).candidates
        )
    for relation, number in sorted(all_of.items()):
        print(f"{relation}: {met[relation]} of {number} are candidates")
    same = [sum(count[relation] for relation in SAME) for count in (met, all_of)]
    print(f"of one act: {same[0]} of {same[1]} ({same[0] / same[1]:.1%})")


def near(number):
    """Prints how many planted near texts are found among ``number`` generated articles, and what it took."""
    chosen = random.Random(2026)
    phrases = [
        "".join(chr(0x4E00 + chosen.randrange(2500)) for _ in range(chosen.randrange(2, 6)))
        for _ in range(20_000)
    ]
    # As in laws, few phrases are common and most are rare.
    weights = [1 / (rank + 5) for rank in range(len(phrases))]
    drawn = iter(chosen.choices(phrases, weights, k=number * 14))
    texts = ["".join(next(drawn) for _ in range(14)) for _ in range(number)]
    planted = []
    for _ in range(number // PLANTED_SHARE):
        place = chosen.randrange(number)
        words = list(texts[place])
        for _ in range(chosen.randrange(1, 3)):
            words[chosen.randrange(len(words))] = "改"
        planted.append((place, "".join(words)))
    near_ones = [
        (place, text) for place, text in planted if jaccard(shingles(texts[place]), shingles(text)) >= SHARE
    ]
    texts += [text for _, text in near_ones]
    start = time.process_time()
    found = {(a, b) for a, b, _ in NearTexts(texts).pairs()}
    seconds = time.process_time() - start
    hit = sum((place, number + at) in found for at, (place, _) in enumerate(near_ones))
    print(
        f"{len(texts):,} articles of {sum(map(len, texts)) / len(texts):.0f} characters: {hit:,} of {len(near_ones):,} "
        f"planted found ({hit / len(near_ones):.4f}), {len(found):,} pairs in all, {seconds:.0f} s of processor time, "
        f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB"
    )


def main():
    match sys.argv[1:]:
        case ["candidates"]:
            candidates()
        case ["near", number]:
            near(int(number))
        case [*options]:
            whole(*options)


if __name__ == "__main__":
    main()
