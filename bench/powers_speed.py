"""Articles a second on one core through powers and agencies, with the learned model and on rules alone, in one run.

    python -m bench.powers_speed [EVERY]    every 25th file of ../shared/corpora/lawrefbook by default

Reading, structure and frames are done before the clock starts; times are of the process, best of three rounds.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from lezr_extract.agencies import link
from lezr_extract.norms import parse_law
from lezr_extract.powers import ClauseModel, find_powers, standard_model
from lezr_extract.read import Source, read, sources
from lezr_extract.records import Document, Law, Norm
from lezr_extract.structure import build_law

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora" / "lawrefbook"
Parsed = tuple[Law, tuple[tuple[Norm, ...], ...]]


def parsed(every: int) -> list[Parsed]:
    """The laws of every so many files with their frames."""
    found = []
    for path in sorted(CORPORA.rglob("*.md"))[::every]:
        for source in sources([str(path)]):
            for document in read(source) if isinstance(source, Source) else ():
                law = build_law(document)[0] if isinstance(document, Document) else None
                if law is not None:
                    found.append((law, parse_law(law)))
    return found


def seconds(laws: Sequence[Parsed], model: ClauseModel | None) -> tuple[float, float]:
    """Seconds of powers and of agencies."""
    started = time.process_time()
    found = [find_powers(law, norms, model=model) for law, norms in laws]
    between = time.process_time()
    for (law, norms), powers in zip(laws, found, strict=True):
        link(law, norms, powers)
    return between - started, time.process_time() - between


def main() -> None:
    """The table."""
    laws = parsed(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
    articles = sum(len(law.articles) for law, _ in laws)
    print(f"{articles:,} 条")
    for name, model in (("只用规则", None), ("规则和模型", standard_model())):
        powers, agencies = min((seconds(laws, model) for _ in range(3)), key=sum)
        print(
            f"{name}\t权力 {articles / powers:,.0f} 条/秒\t主体 {articles / agencies:,.0f} 条/秒"
            f"\t两步 {articles / (powers + agencies):,.0f} 条/秒"
        )


if __name__ == "__main__":
    main()
