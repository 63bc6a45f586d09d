"""Our names against the names of published lists: ``python -m bench.names [--show N] [--type 行政许可]``.

For each entry of the real lists whose quotation was found in an article held here (``overlap >= 0.8``), the best of
our names for the same type in those articles, by F1 over characters. Lists use both granularities, so both are drafted.
"""

import argparse
import json
import random
import statistics
from collections import Counter, defaultdict
from pathlib import Path

from lezr_extract.norms import parse_law
from lezr_extract.powerlist import draft
from lezr_extract.powers import find_powers
from lezr_extract.read import read, sources
from lezr_extract.records import Document
from lezr_extract.structure import build_law
from lezr_extract.text.numerals import to_chinese

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAME_TYPE = {"其他行政权力": "其他"}


def f1(one: str, other: str) -> float:
    """F1 over characters, each counted as often as it stands."""
    if not one or not other:
        return 0.0
    common = (Counter(one) & Counter(other)).total()
    return 2 * common / (len(one) + len(other))


def official() -> list[dict]:
    """Entries of the lists: name, type and the articles in which their quotation was found."""
    rows = []
    for line in (SHARED / "gold" / "power_list_links.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = {
            (link["file"], f"第{to_chinese(link['article'])}条")
            for link in row["links"]
            if link["file"] and link["overlap"] >= 0.8
        }
        names = {"".join(row[k].split()).lstrip("0123456789.") for k in ("name", "sub") if row[k].strip()}
        if places and names:
            rows.append({"names": names, "type": SAME_TYPE.get(row["type"], row["type"]), "places": places})
    return rows


def ours(files: set[str]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(file, article) → type and name of each entry drafted from it, at both granularities."""
    drafted = defaultdict(list)
    for file in sorted(files):
        path = SHARED / "corpora" / file
        if not path.is_file():  # some links name a copy that was taken out of the folder
            path = next((SHARED / "corpora" / "ministry_rules").rglob(path.name), None)
            if path is None:
                continue
        for source in sources([str(path)]):
            for document in read(source):
                law = build_law(document)[0] if isinstance(document, Document) else None
                if law is None:
                    continue
                found = find_powers(law, parse_law(law))
                for granularity in ("paragraph", "item"):
                    for entry in draft(law, found, granularity):
                        drafted[file, entry.bases[0].article].append((str(entry.type), entry.name))
    return drafted


def main() -> None:
    """Prints the median for each type and for all."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--show", type=int, default=0)
    asked.add_argument("--type", default="")
    options = asked.parse_args()
    rows = official()
    drafted = ours({file for row in rows for file, _ in row["places"]})
    scores = defaultdict(list)
    for row in rows:
        names = [name for place in row["places"] for kind, name in drafted[place] if kind == row["type"]]
        best = max(((f1(a, b), a) for a in names for b in row["names"]), default=(0.0, ""))
        scores[row["type"]].append((*best, row))
    everything = [score for found in scores.values() for score, _, _ in found]
    for kind, found in sorted(scores.items(), key=lambda pair: -len(pair[1])):
        named = [score for score, name, _ in found if name]
        print(
            f"{kind}\t{len(found)} 项\t有同类条目 {len(named)}\t中位 {statistics.median(named or [0]):.3f}",
            end="\t",
        )
        print(f"无同类条目计 0 时 {statistics.median([score for score, _, _ in found]):.3f}")
    named = [score for score in everything if score]
    print(
        f"全部\t{len(everything)} 项\t有同类条目 {len(named)}\t中位 {statistics.median(named or [0]):.3f}",
        end="\t",
    )
    print(f"无同类条目计 0 时 {statistics.median(everything):.3f}")
    shown = [s for kind, found in scores.items() for s in found if options.type in ("", kind)]
    for score, name, row in random.Random(1).sample(shown, min(options.show, len(shown))):
        print(f"{score:.2f}\t{'｜'.join(row['names'])}\n\t{name}")


if __name__ == "__main__":
    main()
