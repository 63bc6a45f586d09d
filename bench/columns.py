"""Pages in two columns, many of them short: how many are read in their order, left then right.

    python -m bench.columns [--pages 1200] [--seed 1] [--show]

Each page takes some paragraphs of a law of `bench.variants`, set in two columns of a size and a gap drawn by lot, by
column or row by row in the file, balanced or with the left column filled first, with or without a title above and
a page number below. A page is right where its words come out in the order of reading.
"""

import argparse
import random
import re
from collections import Counter

from lezr_extract.read.pdf import lines_of
from lezr_extract.read.pdf_lines import paragraphs
from lezr_extract.text.clean import edit

from bench.variants.pdf import pdf
from bench.variants.sheets import HEIGHT, MARGIN, WIDTH, Placed, wrapped
from bench.variants.source import laws

_TITLE = "云岭省河道采砂管理条例"
_FEET = ("", "- 1 -", "第 1 页 共 4 页", "— 12 —", "1")
_LENGTHS = (1, 1, 2, 2, 3, 3, 4, 5, 8, 12, 20)
_SHORT = 8
"""Lines of both columns together."""


def main() -> None:
    """Measures and prints how many pages are wrong, by their length."""
    options = argparse.ArgumentParser(prog="python -m bench.columns", description=__doc__)
    options.add_argument("--pages", type=int, default=1200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", action="store_true", help="print the wrong pages")
    chosen = options.parse_args()
    lot = random.Random(chosen.seed)
    lines = [line for law in laws(10) for line in law.lines if not re.search(r"目\s*录", line)]
    made: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    while sum(made.values()) < chosen.pages:
        words, page, columns = _page(lot, lines)
        if columns < 2:
            continue
        kind = f"{_SHORT} 行以上" if len(words) >= _SHORT else f"不到 {_SHORT} 行"
        made[kind] += 1
        laid_out = paragraphs(lines_of(pdf([page])))
        found = edit(laid_out.text, laid_out.edits).text
        title = _TITLE if page[0].words == _TITLE else ""
        if _bare(found) != _bare(title + "".join(words)):
            wrong[kind] += 1
            if chosen.show:
                print(f"{words}\n    {found.splitlines()}")
    for kind, count in sorted(made.items()):
        print(f"{kind}\t{count} 页\t错 {wrong[kind]}")


def _page(lot: random.Random, lines: list[str]) -> tuple[list[str], list[Placed], int]:
    """The lines in the order of reading, the page, and how many columns it has."""
    count = lot.choice(_LENGTHS)
    begin = lot.randrange(len(lines) - count)
    size, gap = lot.choice((9.0, 10.5, 12.0, 14.0)), lot.choice((18.0, 24.0, 31.0, 40.0))
    room = (WIDTH - 2 * MARGIN - gap) / 2
    deepest = int((HEIGHT - 2 * MARGIN - 60) / (size * 1.6))
    set_lines = [
        one for line in lines[begin : begin + count] for one in wrapped(line, int(room / size), centred=False)
    ][: 2 * deepest]
    deep = (len(set_lines) + 1) // 2 if lot.random() < 0.6 else deepest
    body = [
        Placed(
            MARGIN + at // deep * (room + gap) + indent * size,
            MARGIN + 60 + at % deep * size * 1.6,
            words,
            size,
        )
        for at, (indent, words) in enumerate(set_lines)
    ]
    if lot.random() < 0.5:
        body.sort(key=lambda one: (one.baseline, one.left))
    head = [Placed(200, 80, _TITLE, 18)] if lot.random() < 0.7 else []
    foot = lot.choice(_FEET)
    number = [Placed(WIDTH / 2 - 3 * len(foot), HEIGHT - 36, foot, 10)] if foot else []
    return [words for _, words in set_lines], [*head, *body, *number], 1 + (len(set_lines) > deep)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


if __name__ == "__main__":
    main()
