"""Measures holders and competence on labelled articles, whole laws read, and the speed of the stage.

usage: python -m bench.agencies LABELS.jsonl [--corpora ../shared/corpora] [--every N]

Two figures for the holder: ``end to end`` scores what read → … → agencies gives, as the scorer does;
``given powers`` hands the labelled powers to linking, so that only its own errors count, and looks only at the
powers whose organ the article does not name (``unnamed``) or names by words that need resolving (``pointed``).
"""

import argparse
import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from lezr_extract.agencies import link
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.records import ArticlePowers, Law, Power, PowerType, Role
from lezr_extract.score import same_agency, score_powers

from bench.labels import CORPORA, laws


def labelled(
    law: Law, rows: list[dict[str, Any]]
) -> tuple[tuple[ArticlePowers, ...], dict[int, list[dict[str, Any]]]]:
    """The labelled powers of a law as records, and the labels beside them."""
    number = {article.number: index for index, article in enumerate(law.articles)}
    labels = {number[row["article"]]: row["powers"] for row in rows if row["article"] in number}
    found = [
        ArticlePowers(index, tuple(power_of(law, index, label) for label in labels[index]))
        for index in sorted(labels)
    ]
    return tuple(found), labels


def power_of(law: Law, index: int, label: dict[str, Any]) -> Power:
    """A labelled power as the stage before would hand it on."""
    article, quote = law.articles[index], label.get("quote") or ""
    holder = tuple(label["agency"])
    return Power(
        type=PowerType(label["type"]),
        alt=(),
        alt_reason="",
        role=Role(label["role"]),
        kinds=tuple(label["kinds"]),
        paragraph=1,
        item=None,
        act=label["act"] or "",
        conduct=(),
        holder=holder,
        holder_spans=(),
        holder_source="article" if holder else "none",
        agency_resolved=None,
        agency_id=None,
        agency_reason="",
        amounts=(),
        span=article.text_span,
        quote=quote,
        by="label",
        score=1.0,
    )


def judge(count: Counter[tuple[str, str]], label: dict[str, Any], power: Power) -> None:
    """Counts one labelled basis power whose organ has to be resolved."""
    wanted = label["agency_resolved"]
    if label["role"] != "basis" or not wanted:
        return
    if any(same_agency(name, wanted) for name in label["agency"]):
        return
    kind = "pointed" if label["agency"] else "unnamed"
    if power.agency_resolved is None:
        count[kind, "none"] += 1
    else:
        count[kind, "right" if same_agency(power.agency_resolved, wanted) else "other"] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--every", type=int, default=1)
    given = parser.parse_args()
    rows = [
        json.loads(line) for line in given.labels.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    by_file: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_file[row["file"]].append(row)
    kept = sorted(by_file)[:: given.every]
    rows = [row for file in kept for row in by_file[file]]
    lines, count, spent, articles = [], Counter[tuple[str, str]](), 0.0, 0
    for file, law in laws(rows, given.corpora, whole=True):
        norms = parse_law(law)
        found = find_powers(law, norms)
        clock = time.process_time()
        linked = {row.article: row for row in link(law, norms, found)}
        spent += time.process_time() - clock
        articles += len(law.articles)
        lines += [line(file, law, index, linked.get(index)) for index in range(len(law.articles))]
        powers, labels = labelled(law, by_file[file])
        for row in link(law, norms, powers):
            for label, power in zip(labels.get(row.article, ()), row.powers, strict=False):
                judge(count, label, power)
    figures = score_powers(rows, lines)
    print("end to end", {key: figures[key] for key in ("agency_accuracy", "competence")})
    print("given powers", dict(count))
    print(f"{articles} articles, {articles / max(spent, 1e-9):.0f} a second of one core")


def line(file: str, law: Law, index: int, found: ArticlePowers | None) -> dict[str, Any]:
    """What the scorer reads of an article."""
    powers = found.powers if found else ()
    return {
        "file": file,
        "article": law.articles[index].number,
        "powers": [
            {
                "type": p.type,
                "alt": list(p.alt),
                "role": p.role,
                "agency": list(p.holder),
                "agency_resolved": p.agency_resolved,
                "quote": p.quote,
                "amounts": [],
            }
            for p in powers
        ],
        "competence": [{"agency": c.agency, "matter": c.matter} for c in (found.competence if found else ())],
        "citations": [],
    }


if __name__ == "__main__":
    main()
