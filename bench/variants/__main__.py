"""Makes the variants, reads them and prints the table."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lezr_extract.read import Source, read
from lezr_extract.records import Document

from bench.variants import copies, doc, docx_numbered, ofd, office_pdf, pdf, scan, text
from bench.variants.compare import errors
from bench.variants.source import SourceLaw, articles_of, laws

Make = Callable[[SourceLaw], bytes]

# A kind, the suffix of its file, and what makes it. New kinds: a function in a module here and one line.
KINDS: dict[str, tuple[str, Make]] = {
    "gb18030": (".txt", text.gb18030),
    "html": (".html", text.web_page),
    "traditional": (".txt", copies.traditional),
    "taiwan": (".txt", copies.taiwan),
    "site-copy": (".txt", copies.site_copy),
    "pdf": (".pdf", pdf.one_column),
    "pdf-columns": (".pdf", pdf.two_columns),
    "pdf-heads": (".pdf", pdf.running_heads),
    "pdf-rows": (".pdf", office_pdf.row_by_row),
    "pdf-gazette": (".pdf", office_pdf.gazette),
    "pdf-left-right": (".pdf", office_pdf.left_and_right),
    "docx-numbered": (".docx", docx_numbered.numbered),
    "doc": (".doc", doc.old_word),
    "ofd": (".ofd", ofd.with_page_numbers),
    "scan": (".pdf", scan.scanned),
}


def main() -> None:
    """Measures and prints the table; the exit status is 1 where a list of articles is not identical."""
    options = argparse.ArgumentParser(prog="python -m bench.variants", description=__doc__)
    options.add_argument("--laws", type=int, default=10, help="how many laws")
    options.add_argument("--kinds", default=",".join(KINDS), help="which kinds, parted by commas")
    options.add_argument("--keep", type=Path, help="keep the files in this folder")
    chosen = options.parse_args()
    sources = list(laws(chosen.laws))
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(
            f"{'kind':14}{'laws':>5}{'same list':>10}{'characters':>11}{'errors':>8}{'rate':>9}{'boxed':>7}{'s/page':>8}"
        )
        rows = [_row(kind, sources, folder) for kind in chosen.kinds.split(",")]
    raise SystemExit(not all(rows))


def _row(kind: str, sources: list[SourceLaw], folder: Path) -> bool:
    suffix, make = KINDS[kind]
    same = wrong = length = pages = boxed = characters = 0
    seconds = 0.0
    for law in sources:
        path = folder / f"{law.title}-{kind}{suffix}"
        path.write_bytes(make(law))
        started = time.perf_counter()
        found = [one for one in read(Source(path.name, str(path))) if isinstance(one, Document)]
        seconds += time.perf_counter() - started
        articles = articles_of(found[0]) if found else {}
        same += list(articles) == list(law.articles)
        wrong += errors(law.articles, articles)
        length += sum(map(len, law.articles.values()))
        for one in found:
            pages += len(one.source_map.pages)
            characters += len(one.text)
            boxed += sum(one.source_map.box(at) is not None for at in range(len(one.text)))
    share = f"{boxed / characters:.0%}" if boxed else ""
    print(
        f"{kind:14}{len(sources):5}{same:10}{length:11}{wrong:8}{wrong / length:9.5f}{share:>7}"
        f"{seconds / pages if pages else 0:8.3f}",
        flush=True,
    )
    return same == len(sources)


if __name__ == "__main__":
    main()
