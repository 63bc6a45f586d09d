"""How fast each format is read: megabytes, files and pages a second of one core, on the real corpora.

python -m bench.reading
"""

import time
from collections.abc import Callable
from pathlib import Path

from lezr_extract.read import Source, read, sources
from lezr_extract.records import Document, Problem
from lezr_extract.text.clean import clean

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
CASES = (
    ("Markdown, lawrefbook", "lawrefbook", "md"),
    ("Markdown, ministry_rules", "ministry_rules", "md"),
    ("Word, word", "word", "docx"),
    ("Word with an embedded page, word_and_pdf", "word_and_pdf", "docx"),
    ("PDF, word_and_pdf", "word_and_pdf", "pdf"),
    ("PDF with tables, penalty_discretion", "penalty_discretion", "pdf"),
    ("web pages", "web_pages", "html"),
)


def seconds(act: Callable[[], object]) -> float:
    """Processor time of the best of three runs."""
    best = 1e9
    for _ in range(3):
        started = time.process_time()
        act()
        best = min(best, time.process_time() - started)
    return best


def main() -> None:
    """Measures and prints the table."""
    print(
        f"{'what':44}{'files':>7}{'pages':>7}{'MB text':>9}{'seconds':>9}{'files/s':>9}{'pages/s':>9}{'MB/s':>7}"
    )
    cases = [
        (
            name,
            [
                s
                for s in sources([str(CORPORA / folder)])
                if isinstance(s, Source) and s.path.endswith(suffix)
            ],
        )
        for name, folder, suffix in CASES
    ]
    cases.append(("national laws (SQLite)", [s for s in sources(["national"]) if isinstance(s, Source)]))
    for name, found in cases:
        made = [one for source in found for one in read(source)]
        documents = [one for one in made if isinstance(one, Document)]
        size = sum(len(one.text.encode()) for one in documents) / 1e6
        pages = sum(len(one.source_map.pages) for one in documents)
        took = seconds(lambda found=found: [read(source) for source in found])
        print(
            f"{name:44}{len(made):7}{pages:7}{size:9.1f}{took:9.2f}{len(made) / took:9.0f}{pages / took:9.0f}{size / took:7.1f}"
        )
        problems = {one.code for one in made if isinstance(one, Problem)}
        if problems:
            print(f"{'':44}{'rows: ' + ', '.join(sorted(problems))}")
    plain = "第一条 为了加强河道采砂管理，制定本条例。\n" * 200_000
    messy = "　　第一条　为了加强河道采砂管理，制定本条例。\r\n\r\n" * 20_000
    for name, text in (("cleaning, clean text", plain), ("cleaning, every line indented, CRLF", messy)):
        print(f"{name:44}{len(text.encode()) / 1e6 / seconds(lambda text=text: clean(text)):53.1f} MB/s")


if __name__ == "__main__":
    main()
