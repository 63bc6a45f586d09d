"""What a change of rules won and lost: this working tree's output against a saved one, on labelled articles.

usage: python -m bench.gains LABELS.jsonl SAVED.jsonl [NEW.jsonl] [--show N] [--rules-only] [--corpora FOLDER]

SAVED and NEW are outputs of ``bench.labels``; without NEW the working tree is run, with the learned model unless
``--rules-only``. Prints for each type how many basis types were won (right now, wrong before) and lost, the new false
alarms and those that went, up to N articles of each, and the aggregate figures of ``../shared/gold/score.py`` before
and after. ``make gains`` does it against the last commit.
"""

import argparse
import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

from lezr_extract.norms import parse_law
from lezr_extract.powers import standard_model
from lezr_extract.records import PowerType

from bench.labels import CORPORA, laws, output

Rows = dict[tuple[str, str], dict[str, Any]]
KINDS = ("won", "lost", "new false", "false gone")
NAMES = {"won": "找回", "lost": "丢失", "new false": "新误报", "false gone": "误报消除"}
FIGURES = (
    "types_strict",
    "types_lenient",
    "types_macro_f1",
    "agency_accuracy",
    "words_right",
    "amounts_exact",
)


def read_rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def basis_types(row: dict[str, Any] | None) -> set[str]:
    return {p["type"] for p in (row or {"powers": []})["powers"] if p.get("role", "basis") == "basis"}


def changes(labels: list[dict[str, Any]], before: Rows, after: Rows) -> dict[str, dict[str, list[str]]]:
    """For each type and kind of change the ids of the articles, in the order of the labels."""
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: {kind: [] for kind in KINDS})
    for row in labels:
        key = (row["file"], row["article"])
        gold, old, new = basis_types(row), basis_types(before.get(key)), basis_types(after.get(key))
        for name in gold & (new - old):
            table[name]["won"].append(row["id"])
        for name in gold & (old - new):
            table[name]["lost"].append(row["id"])
        for name in new - old - gold:
            table[name]["new false"].append(row["id"])
        for name in old - new - gold:
            table[name]["false gone"].append(row["id"])
    return table


def scorer(corpora: Path) -> ModuleType:
    """The scorer that stands beside the labels; it is not part of this project."""
    place = corpora.parent / "gold" / "score.py"
    spec = importlib.util.spec_from_file_location("gold_score", place)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{place} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_article(rows: list[dict[str, Any]]) -> Rows:
    return {(r["file"], r["article"]): r for r in rows}


def print_table(table: dict[str, dict[str, list[str]]], show: int) -> None:
    print("类型\t" + "\t".join(NAMES[kind] for kind in KINDS))
    for name in PowerType:
        if name.value in table:
            row = table[name.value]
            print(name.value + "\t" + "\t".join(str(len(row[kind])) for kind in KINDS))
            for kind in KINDS:
                if show and row[kind]:
                    print(f"    {NAMES[kind]}：{' '.join(row[kind][:show])}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("saved", type=Path)
    parser.add_argument("new", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--rules-only", action="store_true")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    given = parser.parse_args()
    labels, saved = read_rows(given.labels), read_rows(given.saved)
    if given.new is not None:
        new = read_rows(given.new)
    else:
        model = None if given.rules_only else standard_model()
        new = list(output([(f, law, parse_law(law), ()) for f, law in laws(labels, given.corpora)], model))
    print_table(changes(labels, by_article(saved), by_article(new)), given.show)
    score = scorer(given.corpora)
    before, after = (score.score_powers(labels, rows, 0) for rows in (saved, new))
    for name in FIGURES:
        print(f"{name}\t{before[name]}\t->\t{after[name]}")


if __name__ == "__main__":
    main()
