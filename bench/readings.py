"""Rules against models/readings.tsv: further articles of the documents of powers.train.

Writers of rules read the errors that the rules made here, so these figures are optimistic; powers.dev is what no
rule was written from.

usage: python -m bench.readings — prints tp, fp, fn and F1 of basis types, for each type and over all
"""

import csv
from collections import Counter, defaultdict
from pathlib import Path

from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.read import read, sources
from lezr_extract.records import Document, PowerType, Role
from lezr_extract.structure import build_law

ROOT = Path(__file__).parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"


def labels() -> dict[str, dict[str, set[str]]]:
    """File → article → basis types; an article that was read and holds none is there with the empty set."""
    found: dict[str, dict[str, set[str]]] = defaultdict(dict)
    with (ROOT / "models" / "readings.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            types = found[row["file"]].setdefault(row["article"], set())
            if row["role"] == Role.BASIS.value:
                types.add(row["type"])
    return found


def found_in(file: str) -> dict[str, set[str]]:
    """Article → basis types that the rules give."""
    given: dict[str, set[str]] = {}
    for source in sources([str(CORPORA / file)]):
        for document in read(source):
            law = build_law(document)[0] if isinstance(document, Document) else None
            if law is None:
                continue
            powers = find_powers(law, parse_law(law))
            for article in powers:
                basis = {p.type.value for p in article.powers if p.role is Role.BASIS}
                given.setdefault(law.articles[article.article].number, basis)
    return given


def main() -> None:
    """The table."""
    right, extra, missed = Counter(), Counter(), Counter()
    articles = 0
    for file, read_by_hand in labels().items():
        given = found_in(file)
        for article, gold in read_by_hand.items():
            ours = given.get(article, set())
            articles += 1
            right.update(gold & ours)
            extra.update(ours - gold)
            missed.update(gold - ours)
    print(f"{articles} articles")
    for name in [*(t.value for t in PowerType), "all"]:
        tp, fp, fn = (sum(c.values()) if name == "all" else c[name] for c in (right, extra, missed))
        print(f"{name:6s} tp {tp:5d} fp {fp:5d} fn {fn:5d} F1 {2 * tp / max(1, 2 * tp + fp + fn):.3f}")


if __name__ == "__main__":
    main()
