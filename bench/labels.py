"""Runs read → structure → norms → powers on the labelled articles and writes what `lezr powers --jsonl` prints.

usage: python -m bench.labels LABELS.jsonl OUTPUT.jsonl [--corpora ../shared/corpora] [--whole] [--rules-only]

Only the labelled articles are read for norms and powers (``--whole`` reads every article of their laws, as the
command does), with the learned model unless ``--rules-only``; ``../shared/gold/score.py powers LABELS.jsonl
OUTPUT.jsonl`` then scores the output.
"""

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lezr_extract.norms import parse_law
from lezr_extract.powers import ClauseModel, find_powers, standard_model
from lezr_extract.read import read, sources
from lezr_extract.records import Amount, ArticlePowers, Citation, Document, Law, Norm, Problem
from lezr_extract.structure import build_law, find_citations

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
Parsed = tuple[str, Law, tuple[tuple[Norm, ...], ...], tuple[Citation, ...]]


def laws(labels: list[dict[str, Any]], corpora: Path, whole: bool = False) -> Iterator[tuple[str, Law]]:
    """Every law that holds a labelled article; cut down to those articles unless ``whole``."""
    wanted: dict[str, set[str]] = {}
    for row in labels:
        wanted.setdefault(row["file"], set()).add(row["article"])
    for file, articles in wanted.items():
        for source in sources([str(corpora / file)]):
            if isinstance(source, Problem):
                print(source.cause)
                continue
            for document in read(source):
                law = build_law(document)[0] if isinstance(document, Document) else None
                if law is None:
                    print(file, getattr(document, "cause", "no law"))
                    continue
                kept = law.articles if whole else tuple(a for a in law.articles if a.number in articles)
                yield file, replace(law, articles=kept)


def row_of(
    file: str, law: Law, number: int, found: ArticlePowers | None, cited: list[Citation]
) -> dict[str, Any]:
    """One line of output, with the keys of design.md section 5."""
    return {
        "file": file,
        "law": law.title,
        "article": law.articles[number].number,
        "powers": [
            {
                "type": p.type,
                "alt": list(p.alt),
                "role": p.role,
                "kinds": list(p.kinds),
                "paragraph": p.paragraph,
                "item": p.item,
                "act": p.act,
                "conduct": list(p.conduct),
                "agency": list(p.holder),
                "agency_resolved": p.agency_resolved,
                "amounts": [_amount(a) for a in p.amounts],
                "span": list(p.span),
                "quote": p.quote,
                "by": p.by,
                "score": p.score,
                "disputed": p.disputed,
            }
            for p in (found.powers if found else ())
        ],
        "exclusions": [{"reason": e.reason, "by": e.by} for e in (found.exclusions if found else ())],
        "competence": [{"agency": c.agency, "matter": c.matter} for c in (found.competence if found else ())],
        "citations": [
            {"law": c.law, "article": c.article, "paragraph": c.paragraph, "item": c.item} for c in cited
        ],
    }


def _amount(a: Amount) -> dict[str, Any]:
    return {
        "min": None if a.min is None else float(a.min),
        "max": None if a.max is None else float(a.max),
        "unit": a.unit,
        "base": a.base,
        "party": a.party,
        "per": a.per,
    }


def output(parsed: list[Parsed], model: ClauseModel | None) -> Iterator[dict[str, Any]]:
    """The lines for all articles of ``parsed``; by the rules alone without ``model``."""
    for file, law, norms, citations in parsed:
        found = {p.article: p for p in find_powers(law, norms, model=model)}
        for number, article in enumerate(law.articles):
            yield row_of(
                file, law, number, found.get(number), [c for c in citations if article.span.holds(c.span)]
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--rules-only", action="store_true")
    given = parser.parse_args()
    labels = [
        json.loads(line) for line in given.labels.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    model = None if given.rules_only else standard_model()
    clock = time.perf_counter()
    parsed = [
        (f, law, parse_law(law), find_citations(law)) for f, law in laws(labels, given.corpora, given.whole)
    ]
    read_in, clock = time.perf_counter() - clock, time.perf_counter()
    lines = [json.dumps(row, ensure_ascii=False) for row in output(parsed, model)]
    spent = time.perf_counter() - clock
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    count = sum(len(law.articles) for _, law, _, _ in parsed)
    print(
        f"{count} articles: read to norms {read_in:.1f} s, powers {spent:.2f} s ({count / max(spent, 1e-9):.0f}/s)"
    )


if __name__ == "__main__":
    main()
