"""What each document of an office became: a law with its articles, or the reason why it is none.

    python -m bench.office [PATH …]    default: office_documents and web_pages of ../shared/corpora

A table with a line per document, then counts. Exit status 1 where a document became nothing and nothing says why.
"""

import sys
from collections import Counter
from pathlib import Path

from lezr_extract.pipeline.job.one_source import documents, law_of
from lezr_extract.read import sources
from lezr_extract.records import Problem, Severity

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
DEFAULT = ("office_documents", "web_pages")
_WIDTH = 40


def main(paths: list[str]) -> int:
    """Prints the table; 1 where a document was lost in silence."""
    counts: Counter[str] = Counter()
    silent = 0
    for source in sources(paths):
        notes: list[Problem] = []
        for found in documents(source):
            if isinstance(found, Problem):
                notes.append(found)
                if found.severity is Severity.LOST:
                    counts[found.code] += 1
                    print(row(found.file, found.code, found.cause))
                continue
            law, problems = law_of(found)
            notes += problems
            if law is not None:
                about = (
                    f"{law.rank.value} {law.version} {law.document_number} {len(law.articles)}条 {law.title}"
                )
                counts[f"法规（{law.rank.value}）"] += 1
                print(row(found.file, "law", " ".join(about.split())))
            else:
                silent += not problems
                counts["不是法规"] += 1
                print(
                    row(
                        found.file,
                        problems[0].code if problems else "?",
                        problems[0].cause if problems else "",
                    )
                )
        for note in notes:
            if note.severity is not Severity.LOST:
                print(row("", f"  {note.severity.value}", f"{note.code} {note.place} {note.cause}"))
    for what, count in counts.most_common():
        print(f"{count:6d} {what}")
    return 1 if silent else 0


def row(file: str, what: str, words: str) -> str:
    """A line of the table: the end of the file's name, what it became, in which words."""
    return f"{Path(file).name[:_WIDTH]:{_WIDTH}} {what:12} {words[:160]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [str(CORPORA / name) for name in DEFAULT]))
