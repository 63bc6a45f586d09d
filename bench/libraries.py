"""Words and phrases: the libraries that we chose against their pure-Python stand-ins, in one run.

``python -m bench.libraries`` reads the embedded national laws, else the model statutes.
"""

import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import ahocorasick_rs
import jieba
import rjieba
from lezr_extract.read import national_database

SAMPLES = Path(__file__).parent.parent / "corpora" / "samples"


def texts() -> list[str]:
    """The article texts to measure on."""
    database = national_database()
    if database is None:
        return [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.md"))]
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return [
            row[0] for row in connection.execute("select article_text from articles order by id limit 5000")
        ]


def rate(name: str, work: Callable[[], object], size: int) -> float:
    """Prints and gives megabytes of UTF-8 text a second."""
    start = time.perf_counter()
    work()
    speed = size / 1e6 / (time.perf_counter() - start)
    print(f"{name:42s} {speed:8.2f} MB/s")
    return speed


def main() -> None:
    """The table."""
    corpus = texts()
    size = sum(len(text.encode()) for text in corpus)
    jieba.initialize()
    rjieba.cut("预热")
    fast = [list(rjieba.cut(text)) for text in corpus]
    slow = [list(jieba.cut(text)) for text in corpus]
    same = sum(a == b for a, b in zip(fast, slow, strict=True))
    print(f"{len(corpus)} texts, {size / 1e6:.1f} MB; rjieba and jieba cut the same way in {same}")
    rate("rjieba.cut", lambda: [rjieba.cut(text) for text in corpus], size)
    rate("jieba.cut", lambda: [list(jieba.cut(text)) for text in corpus], size)

    names = sorted(
        {m for text in corpus for m in re.findall(r"[一-鿿]{2,12}(?:部门|机关|机构|政府|法院)", text)}
    )
    names = names[:3000]
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    pattern = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    few = corpus[:200]
    few_size = sum(len(text.encode()) for text in few)
    rate(
        f"ahocorasick_rs, {len(names)} phrases",
        lambda: [automaton.find_matches_as_indexes(text) for text in corpus],
        size,
    )
    rate(f"re alternation, {len(names)} phrases", lambda: [pattern.findall(text) for text in few], few_size)


if __name__ == "__main__":
    main()
