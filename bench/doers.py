"""Whose act a clause is that names nobody: makes ``lezr_extract/vocabulary/data/doers.tsv``.

usage: python -m bench.doers LAWS [--readings models/clauses_read.tsv] [--folds] [--save FILE]

LAWS is a folder of laws without labels (``../shared/corpora``). First, from clauses of LAWS that do name who acts, what
each word says of the doer; then, from the readings, what is left when the subject is not named: those words together,
and what stood before. Both are logistic regressions, and sums of weights, so one table holds them. ``--folds`` prints
how well the second step does on readings of laws that it was not fitted on, and writes nothing. Needs scikit-learn
(``make model`` has an environment with it).
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from lezr_extract.norms import parse_law
from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.weighing import clause_signs
from lezr_extract.read import read, sources
from lezr_extract.records import ActorKind, ClauseKind, Document, Law, Norm, SubjectSource
from lezr_extract.structure import build_law
from lezr_extract.vocabulary.clause_words import find_words

from bench.frames import title_of, without_labels
from bench.labels import CORPORA

ROOT: Final = Path(__file__).parents[1]
READINGS: Final = ROOT / "models" / "clauses_read.tsv"
TARGET: Final = ROOT / "lezr_extract" / "vocabulary" / "data" / "doers.tsv"
LETTERS: Final = {ActorKind.ORGAN: "O", ActorKind.PARTY: "P", ActorKind.COURT: "C", ActorKind.STAFF: "S"}
KINDS: Final = ("organ", "party", "thing")
AS_ORGAN: Final = ("state", "court", "staff")
FEWEST: Final = 15  # clauses that must hold a sign before it counts
ALSO: Final = 0.4  # what another kind that the reader could defend counts
ALONE: Final = ("topic", "implied", "toward", "conditional")
OWN: Final = 0.5  # what a word counts by itself in the second step, against the sums
SLIGHT: Final = 0.06


class Reading(NamedTuple):
    """A clause read by eye: its law, its place there, who acts, and who else could be said to act."""

    file: str
    start: int
    end: int
    kind: str
    alt: tuple[str, ...]


def readings(path: Path) -> list[Reading]:
    """The rows of the readings, in their order."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [
            Reading(
                row["file"],
                *map(int, row["span"].split(":")),
                row["kind"],
                tuple(filter(None, row["alt"].split(","))),
            )
            for row in rows
        ]


def laws(files: list[str], folder: Path) -> Iterator[tuple[str, Law]]:
    for file in files:
        for source in sources([str(folder / file)]):
            for document in read(source) if not hasattr(source, "cause") else ():
                law = build_law(document)[0] if isinstance(document, Document) else None
                if law is not None:
                    yield file, law


def unread(folder: Path, read_by_eye: set[str]) -> list[str]:
    """Laws of which no clause was read and that no figure is taken on."""
    kept_out = {title_of(file) for file in (*without_labels(), *read_by_eye)}
    paths = (
        path for top in ("lawrefbook", "ministry_rules") for path in sorted((folder / top).rglob("*.md"))
    )
    files = (str(path.relative_to(folder)) for path in paths if path.stem not in ("README", "_index"))
    return [file for file in files if "PROV" not in file and title_of(file) not in kept_out]


def written(norm: Norm) -> list[str] | None:
    """The signs of a clause behind the subject that it names; None where it names none."""
    place = norm.subject_span
    if norm.kind is not ClauseKind.OPERATIVE or place is None or place.start < norm.span.start:
        return None
    if norm.subject_source not in (SubjectSource.WRITTEN, SubjectSource.AGENT):
        return None
    start, end = place.end - norm.span.start, len(norm.masked)
    if end - start < 3:
        return None
    words = find_words(norm.masked[start:])
    attached = [(m.via, LETTERS.get(m.kind, "G")) for m in norm.mentions if m.span.start >= place.end]
    return clause_signs(norm.masked[start:], 0, end - start, words, attached)


def _fit(rows: list[dict[str, float]], kinds: list[str], weights: list[float], strength: float) -> Any:
    """Sign → weights for organ and thing against party."""
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    columns = DictVectorizer()
    table = columns.fit_transform(rows)
    model = LogisticRegression(C=strength, max_iter=1000).fit(table, kinds, sample_weight=weights)
    by_kind = dict(zip(model.classes_, zip(model.coef_, model.intercept_, strict=True), strict=True))
    party, at_party = by_kind["party"]
    signs = columns.get_feature_names_out()
    fitted = {
        sign: (by_kind["organ"][0][i] - party[i], by_kind["thing"][0][i] - party[i])
        for i, sign in enumerate(signs)
    }
    fitted[""] = (by_kind["organ"][1] - at_party, by_kind["thing"][1] - at_party)
    return fitted


def _unweighed(clause: Clause, signs: list[str], law: tuple[str, ...]) -> None:
    """Leaves to the grammar who acts, so that a table is not made from the one before."""


def by_words(folder: Path, read_by_eye: set[str]) -> dict[str, tuple[float, float]]:
    """What each word says of who does it, from clauses that tell."""
    rows: list[list[str]] = []
    kinds: list[str] = []
    for _, law in laws(unread(folder, read_by_eye), folder):
        for norms in parse_law(law, _unweighed):
            for norm in norms:
                signs = written(norm)
                kind = "organ" if norm.subject_kind.value in AS_ORGAN else norm.subject_kind.value
                if signs is not None and kind in KINDS:
                    rows.append(signs)
                    kinds.append(kind)
    often = Counter(sign for row in rows for sign in set(row))
    kept = [{sign: 1.0 for sign in row if often[sign] >= FEWEST} for row in rows]
    print(f"{len(rows)} clauses that name who acts, {sum(n >= FEWEST for n in often.values())} signs")
    return _fit(kept, kinds, [1.0] * len(kinds), 0.3)


class Case(NamedTuple):
    """A reading in which the grammar names nobody, with its signs and what the grammar guesses."""

    reading: Reading
    signs: list[str]
    guess: str


def cases(rows: list[Reading], folder: Path) -> list[Case]:
    """The readings for which the signs are asked."""
    wanted: dict[str, dict[tuple[int, int], Reading]] = defaultdict(dict)
    for row in rows:
        wanted[row.file][row.start, row.end] = row
    found: list[Case] = []
    for file, law in laws(sorted(wanted), folder):
        heard: dict[tuple[int, int], list[str]] = {}

        def listen(clause: Clause, signs: list[str], law: tuple[str, ...], heard: Any = heard) -> None:
            span = clause.unit.span(clause.start, clause.end)
            heard[span.start, span.end] = [*signs, *law]

        norms = {(n.span.start, n.span.end): n for article in parse_law(law, listen) for n in article}
        found += [
            Case(row, heard[place], norms[place].subject_kind.value)
            for place, row in wanted[file].items()
            if place in heard and norms[place].kind is ClauseKind.OPERATIVE
        ]
    return found


def _rows(found: list[Case], words: dict[str, tuple[float, float]]) -> list[dict[str, float]]:
    """Of each case the sums of what its words say, its other signs, and the words themselves for what they say unnamed."""
    rows = []
    for case in found:
        sums = [sum(words[sign][i] for sign in case.signs if sign in words) for i in (0, 1)]
        others = {sign: 1.0 for sign in case.signs if " " in sign or sign in ALONE}
        own = {f"own {sign}": OWN for sign in case.signs if sign in words}
        rows.append({"+organ": sums[0] / 3, "+thing": sums[1] / 3, **others, **own})
    return rows


def together(
    found: list[Case], words: dict[str, tuple[float, float]], strength: float
) -> dict[str, tuple[float, float]]:
    """One table of what words and circumstances count."""
    rows, kinds, weights = [], [], []
    for case, row in zip(found, _rows(found, words), strict=True):
        said = {case.reading.kind: 1.0, **dict.fromkeys(case.reading.alt, ALSO)}
        for kind, weight in said.items():
            if kind in KINDS:
                rows.append(row)
                kinds.append(kind)
                weights.append(weight)
    fitted = _fit(rows, kinds, weights, strength)
    organ, thing, base = fitted.pop("+organ"), fitted.pop("+thing"), fitted.pop("")
    table = {sign: weights for sign, weights in fitted.items() if not sign.startswith("own ")}
    for sign, (o, t) in words.items():
        if sign:
            more = fitted.get(f"own {sign}", (0.0, 0.0))
            table[sign] = (
                o * organ[0] / 3 + t * thing[0] / 3 + OWN * more[0],
                o * organ[1] / 3 + t * thing[1] / 3 + OWN * more[1],
            )
    table["any"] = base
    return table


def decided(signs: list[str], table: dict[str, tuple[float, float]]) -> str:
    organ = sum(table[sign][0] for sign in signs if sign in table)
    thing = sum(table[sign][1] for sign in signs if sign in table)
    best = max((organ, "organ"), (thing, "thing"), (0.0, "party"))
    return best[1]


def folds(
    found: list[Case], words: dict[str, tuple[float, float]], strength: float, number: int = 10
) -> None:
    """Prints how often the grammar's guess and the signs are right on laws not fitted on."""
    fold = [int(sha256(case.reading.file.encode()).hexdigest(), 16) % number for case in found]
    right = guessed = 0
    for k in range(number):
        table = together([c for c, f in zip(found, fold, strict=True) if f != k], words, strength)
        for case in (c for c, f in zip(found, fold, strict=True) if f == k):
            kinds = (case.reading.kind, *case.reading.alt)
            right += decided(case.signs, table) in kinds
            guessed += case.guess in kinds
    print(
        f"strength {strength}: {len(found)} readings, guess {guessed / len(found):.3f}, signs {right / len(found):.3f} (+{right - guessed})"
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("laws", type=Path, nargs="?", default=CORPORA)
    asked.add_argument("--readings", type=Path, default=READINGS)
    asked.add_argument("--folds", action="store_true")
    asked.add_argument("--save", type=Path, default=TARGET)
    given = asked.parse_args()
    rows = readings(given.readings)
    words = by_words(given.laws, {row.file for row in rows})
    found = cases(rows, given.laws)
    if given.folds:
        for strength in (0.03, 0.1, 0.3, 1.0):
            folds(found, words, strength)
        return
    table = together(found, words, 0.3)
    kept = {s: w for s, w in table.items() if max(map(abs, w)) >= SLIGHT}
    print(f"{len(found)} readings, {len(kept)} of {len(table)} signs kept")
    head = "# What each sign counts for an organ and for a thing against a party, where a clause names nobody;\n# made by bench/doers.py from models/clauses_read.tsv. Signs: norms/weighing.py.\n"
    lines = (f"{sign}\t{o:.2f}\t{t:.2f}\n" for sign, (o, t) in sorted(kept.items()))
    given.save.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
