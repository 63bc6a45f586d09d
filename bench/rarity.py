"""How rare each pair of characters is in statutes: writes ``lezr_extract/vocabulary/data/rarity.txt``.

Run: ``python bench/rarity.py PATH…`` over a large corpus of laws. Only pairs that are not rare are written.
"""

import math
import sys
from collections import Counter
from pathlib import Path

from lezr_extract.compare.wording.one_text import pairs, written
from lezr_extract.pipeline.comparing.compared import compared_laws
from lezr_extract.records import ComparedLaw
from lezr_extract.vocabulary.rarity import RAREST

TARGET = Path(__file__).parents[1] / "lezr_extract" / "vocabulary" / "data" / "rarity.txt"
HEAD = """# Rarity of characters and of pairs of characters in the articles of statutes: ln(articles / articles that hold the pair), in tenths.
# A pair that is not here is rarer than all of these. Made by bench/rarity.py.
"""


def main() -> int:
    """Counts and writes."""
    counts: Counter[str] = Counter()
    articles = 0
    for law in compared_laws(sys.argv[1:]):
        if isinstance(law, ComparedLaw):
            for article in law.articles:
                found = {pair for pair in map(written, pairs(article.text)) if " " not in pair}
                counts.update(found | {sign for pair in found for sign in pair})
                articles += 1
    levels: dict[int, list[str]] = {}
    for pair, count in counts.items():
        level = round(10 * math.log(articles / count))
        if level < RAREST:
            levels.setdefault(level, []).append(pair)
    lines = [f"{level} {' '.join(sorted(levels[level]))}\n" for level in sorted(levels)]
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{articles:,} articles, {sum(map(len, levels.values())):,} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
