"""Precision, recall and agreement of results against labels; used by tests, benches and ``lezr score``.

The labels and what counts as right are described in their own guide; the figures are those of the scorer that comes
with them (a test compares the two). Labels made by a language model stand behind the figures of ``powers`` and
``relate``: whoever publishes a figure says so.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.text.numerals import to_int

Row = Mapping[str, Any]
Figures = dict[str, Any]

# The order of the labels' own guide.
TYPES = (
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政确认",
    "行政裁决",
    "行政检查",
    "行政奖励",
    "其他",
)
# Types with fewer labels say nothing and stay out of the mean over types.
_ENOUGH = 5
_AGENCY_NOISE = re.compile(r"[\s、，,和及或者《》<>〈〉]|各级|以上|地方|本级")
_TITLE_NOISE = re.compile(r"[《》]|中华人民共和国")
_ARTICLE = re.compile(r"第([零〇一二三四五六七八九十百千\d]+)条")
RELATIONS = ("duplicate", "refine", "conflict", "overlap", "parallel", "related", "unrelated")


@dataclass(slots=True)
class Tally:
    """Right, wrong and missed."""

    right: float = 0
    wrong: float = 0
    missed: float = 0

    def add(self, right: float = 0, wrong: float = 0, missed: float = 0) -> None:
        """Counts more of each."""
        self.right += right
        self.wrong += wrong
        self.missed += missed

    def sets(self, want: set[Any], got: set[Any]) -> None:
        """Counts what two sets have in common and what only one has."""
        self.add(len(want & got), len(got - want), len(want - got))

    @property
    def wanted(self) -> int:
        """How many there were to find."""
        return int(self.right + self.missed)

    def figures(self) -> Figures:
        """Precision, recall, F1 and the number to find."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(both, 4), "n": self.wanted}


@dataclass(slots=True)
class Share:
    """How many of some cases are right."""

    right: int = 0
    cases: int = 0

    def add(self, right: bool) -> None:
        """Counts a case."""
        self.cases += 1
        self.right += right

    def figures(self, name: str = "acc") -> Figures:
        """The share under ``name``, and the number of cases."""
        return {name: round(self.right / max(self.cases, 1), 4), "n": self.cases}


@dataclass(slots=True)
class _Powers:
    """Everything that is counted over articles."""

    by_type: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in TYPES})
    strict: Tally = field(default_factory=Tally)
    lenient: Tally = field(default_factory=Tally)
    agency: Share = field(default_factory=Share)
    words: Share = field(default_factory=Share)
    amounts: Share = field(default_factory=Share)
    citations: Tally = field(default_factory=Tally)
    competence: Tally = field(default_factory=Tally)
    absent: int = 0


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one JSON object a line.

    Raises:
        CannotRunError: no such file, or a line that is no JSON object; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRunError(f"不能读 {path}（{error}）；请给出每行一个 JSON 的文件") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CannotRunError(f"{path} 第 {number} 行不是 JSON（{error.msg}）") from error
        if not isinstance(row, dict):
            raise CannotRunError(f"{path} 第 {number} 行不是 JSON 对象")
        found.append(row)
    return found


def score_powers(gold: Sequence[Row], output: Iterable[Row]) -> Figures:
    """Types per article, holder, amounts and words of the types found, citations, competence.

    Args:
        gold: labels of articles.
        output: lines of `lezr powers --jsonl`; articles without a label are passed over.
    """
    found = _by_article(output)
    tally = _Powers()
    for label in gold:
        line = found.get((label["file"], label["article"]))
        tally.absent += line is None
        _score_article(tally, label, line or {})
    enough = [one.figures()["f1"] for one in tally.by_type.values() if one.wanted >= _ENOUGH]
    return {
        "articles": len(gold),
        "articles_missing": tally.absent,
        "types_strict": tally.strict.figures(),
        "types_lenient": tally.lenient.figures(),
        "types_macro_f1": round(sum(enough) / max(len(enough), 1), 4),
        **{f"type {kind}": one.figures() for kind, one in tally.by_type.items()},
        "agency_accuracy": tally.agency.figures(),
        "words_right": tally.words.figures(),
        "amounts_exact": tally.amounts.figures(),
        "citations": tally.citations.figures(),
        "competence": tally.competence.figures(),
    }


def score_relate(gold: Sequence[Row], output: Iterable[Row]) -> Figures:
    """Relation of two articles, sameness of the act, and how many alarms of conflict are true."""
    found = {row["id"]: row for row in output}
    by_relation = {name: Tally() for name in RELATIONS}
    relation, act, alarms = Share(), Share(), Share()
    for label in gold:
        line = found.get(label["id"], {})
        allowed = {label["relation"], *label.get("alt", [])}
        got = line.get("relation")
        relation.add(got in allowed)
        act.add(line.get("same_act") in {label["same_act"], label.get("same_act_alt", label["same_act"])})
        if got in by_relation:
            by_relation[got].add(right=got in allowed, wrong=got not in allowed)
        if got not in allowed:
            by_relation[label["relation"]].add(missed=1)
        if got == "conflict" and line.get("level") == "冲突":
            alarms.add("conflict" in allowed)
    return {
        "pairs": len(gold),
        "accuracy": relation.figures()["acc"],
        "same_act_accuracy": act.figures()["acc"],
        "conflict_precision_at_冲突": alarms.figures("p"),
        **{name: one.figures() for name, one in by_relation.items()},
    }


def score_list(links: Sequence[Row], output: Iterable[Row]) -> Figures:
    """Recall against real lists: whether one of the articles that an entry cites yields the entry's type.

    An entry counts when one of its articles is surely the one held here (overlap of at least 0.8); of its articles
    that are held at all (0.2) one must yield the type.
    """
    found = {(file, _number(article)): line for (file, article), line in _by_article(output).items()}
    every, by_type = Share(), {kind: Share() for kind in TYPES}
    for row in links:
        kind = "其他" if row["type"].startswith("其他") else row["type"]
        places = [
            (link["file"], link["article"])
            for link in row["links"]
            if link["file"] and link["overlap"] >= 0.2
        ]
        held = [found[place] for place in places if place in found]
        if not held or max(link["overlap"] for link in row["links"]) < 0.8:
            continue
        right = any(kind in _offered(power) for line in held for power in line["powers"])
        every.add(right)
        by_type.setdefault(kind, Share()).add(right)
    return {
        "all": every.figures("recall"),
        **{kind: share.figures("recall") for kind, share in by_type.items() if share.cases},
    }


KINDS: dict[str, Callable[[Sequence[Row], Iterable[Row]], Figures]] = {
    "powers": score_powers,
    "relate": score_relate,
    "list": score_list,
}


def _score_article(tally: _Powers, label: Row, line: Row) -> None:
    want = [power for power in label["powers"] if power["role"] == "basis"]
    got = [power for power in line.get("powers", ()) if power.get("role", "basis") == "basis"]
    _score_types(tally, label, line, want, got)
    for power in want:
        same = [other for other in got if other["type"] == power["type"]]
        if same:
            _score_power(tally, power, same)
    _score_citations(tally.citations, label, line)
    _score_competence(tally.competence, label, line)


def _score_types(tally: _Powers, label: Row, line: Row, want: list[Row], got: list[Row]) -> None:
    wanted = {power["type"] for power in want}
    # What only one reader had counts for nobody.
    given = {power["type"] for power in got} - (set(label.get("neutral", ())) - wanted)
    tally.strict.sets(wanted, given)
    for kind, one in tally.by_type.items():
        one.sets({kind} & wanted, {kind} & given)
    allowed = {kind for power in label["powers"] for kind in _offered(power)}
    offered = {kind for power in line.get("powers", ()) for kind in _offered(power)}
    met = {power["type"] for power in want if _offered(power) & offered}
    tally.lenient.add(len(given & allowed), len(given - allowed), len(wanted - met))


def _score_power(tally: _Powers, power: Row, same: list[Row]) -> None:
    names = [name for name in (*power["agency"], power.get("agency_resolved")) if name]
    if names:
        theirs = [
            name
            for other in same
            for name in (*(other.get("agency") or ()), other.get("agency_resolved"))
            if name
        ]
        tally.agency.add(any(same_agency(a, b) for a in names for b in theirs))
    if power.get("quote"):
        tally.words.add(any(_shares_words(power["quote"], other.get("quote")) for other in same))
    if power.get("fines") and not power.get("fines_disputed"):
        theirs_amounts: Counter[tuple[Any, ...]] = Counter()
        for other in same:
            theirs_amounts += _amounts(other.get("amounts"))
        tally.amounts.add(_amounts(power["fines"]) == theirs_amounts)


def _score_citations(tally: Tally, label: Row, line: Row) -> None:
    must = {_citation(cite) for cite in label["cites"] if not cite.get("optional")}
    may = {_citation(cite) for cite in label["cites"]}
    got = {_citation(cite) for cite in line.get("citations", ())}
    tally.add(len(must & got), len(got - may), len(must - got))


def _score_competence(tally: Tally, label: Row, line: Row) -> None:
    left = [row["agency"] for row in line.get("competence", ())]
    for row in label["competence"]:
        match = next((name for name in left if same_agency(name, row["agency"])), None)
        if match is not None:
            left.remove(match)
        if not row.get("optional"):
            tally.add(right=match is not None, missed=match is None)
    tally.add(wrong=len(left))


def _by_article(output: Iterable[Row]) -> dict[tuple[str, str], Row]:
    """Lines by file, relative to the folder ``corpora``, and article; of two the last."""
    return {(re.sub(r"^.*corpora/", "", line["file"]), line["article"]): line for line in output}


def _offered(power: Row) -> set[str]:
    return {power["type"], *(power.get("alt") or ())}


def same_agency(one: str, other: str) -> bool:
    """Whether one of two names of organs is the other or a part of it, both without levels and filling words."""
    one, other = _AGENCY_NOISE.sub("", one), _AGENCY_NOISE.sub("", other)
    return bool(one and other) and (one in other or other in one)


def _shares_words(one: str, other: str | None) -> bool:
    """Whether the longest stretch in common covers half of the shorter quotation."""
    one, other = re.sub(r"\s", "", one), re.sub(r"\s", "", other or "")
    if not one or not other:
        return False
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    return match.size * 2 >= min(len(one), len(other))


def _amounts(fines: Iterable[Row] | None) -> Counter[tuple[Any, ...]]:
    def figure(value: float | str | None) -> float | None:
        return None if value is None else round(float(value), 4)

    return Counter((figure(f.get("min")), figure(f.get("max")), f.get("unit")) for f in fines or ())


def _citation(cite: Row) -> tuple[str, str | None]:
    return _TITLE_NOISE.sub("", cite.get("law") or ""), cite.get("article")


def _number(article: str) -> int | None:
    match = _ARTICLE.fullmatch(article)
    return to_int(match[1]) if match else None
