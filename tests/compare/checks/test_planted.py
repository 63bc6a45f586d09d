"""Every planted case is found and every near-miss stays silent (``corpora/planted``).

The cases stand in ``expected.toml`` beside the laws, each with a note that says in Chinese why; ``corpora/planted/
README.md`` explains the fields.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from lezr_extract.compare.amending import read_decision
from lezr_extract.pipeline.comparing.diff import Diff, diff
from lezr_extract.pipeline.job.one_source import documents, law_of
from lezr_extract.read import sources
from lezr_extract.records import (
    DifferenceKind,
    Finding,
    FindingKind,
    Law,
    Level,
    OperationKind,
    Problem,
    Rank,
    Relation,
)
from lezr_extract.vocabulary.checks import checks
from tests.compare.planted import (
    LEVELS,
    Folder,
    about,
    article_of,
    checked_list,
    findings,
    folders,
    read_as,
    read_folder,
    related,
    shown,
    where,
)

FOLDERS = folders()


def told(table: str, *fields: str, without: str = "", marked: bool = True) -> list[ParameterSet]:
    """The rows of a table that have the fields, named by their note; what falls short yet is marked, never left out."""
    return [
        pytest.param(
            folder,
            row,
            id=f"{folder.name}-{row['note']}",
            marks=pytest.mark.xfail(strict=True, reason=row["xfail"]) if marked and "xfail" in row else (),
        )
        for folder in FOLDERS
        for row in folder.rows(table)
        if all(field in row for field in fields) and without not in row
    ]


each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
each_case = pytest.mark.parametrize(("folder", "case"), told("case", marked=False))

DEPARTS = (FindingKind.CONFLICT, FindingKind.OVERLAP)
SORTS = ("牵头配合", "层级重复", "同一事项两主体", "真冲突")
CHANGES = ("same", "moved", "amended", "added", "deleted", "split", "merged")


def all_rows(table: str) -> list[dict[str, Any]]:
    return [row for folder in FOLDERS for row in folder.rows(table)]


# What is planted.


@pytest.mark.parametrize("rule", [f"C{number:02d}" for number in range(1, 26)])
def test_every_check_has_three_cases_and_a_near_miss(rule):
    found = Counter(row.get("found") for row in all_rows("case"))
    silent = Counter(row.get("silent") for row in all_rows("case"))
    assert rule in checks()
    assert found[rule] >= 3
    assert silent[rule] >= 1


@pytest.mark.parametrize("relation", Relation)
def test_every_relation_has_three_cases_and_a_near_miss(relation):
    rows = all_rows("case")
    told = Counter(Relation(name) for row in rows for name in names(row.get("relation", ())))
    if relation is Relation.OVERLAP:
        told[relation] += sum(row.get("sort", "") in SORTS[:1] + SORTS[2:] for row in rows)
        missed = [row for row in rows if row.get("sort") == ""]
    else:
        missed = [row for row in rows if row.get("instead_of") == relation]
    assert told[relation] >= 3
    assert missed or relation in (
        Relation.CONFLICT,
        Relation.RELATED,
    )  # theirs are the near-misses of the others


@pytest.mark.parametrize("kind", DifferenceKind)
def test_every_kind_of_conflict_has_three_cases(kind):
    assert sum(kind in row.get("kinds", ()) for row in all_rows("case")) >= 3


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_of_overlap_has_three_cases(sort):
    assert sum(row.get("sort") == sort for row in all_rows("case")) >= 3


@pytest.mark.parametrize("change", CHANGES)
def test_every_kind_of_change_is_there_three_times(change):
    assert sum(row[0] == change for pair in all_rows("pair") for row in pair["changes"]) >= 3


def names(one: str | list[str]) -> list[str]:
    return [one] if isinstance(one, str) else list(one)


# Every law is read as intended.


@each_folder
def test_every_law_file_is_described_once(folder: Folder):
    assert sorted(row["title"] for row in folder.rows("law")) == folder.laws


@each_folder
def test_rank_territory_and_date_are_read_from_every_law(folder: Folder):
    laws = read_folder(folder.path)
    for row in folder.rows("law"):
        law = laws[row["title"]]
        assert law.rank is Rank(row["rank"])
        assert (law.territory, law.effective) == (row["territory"], row.get("effective", ""))
        assert not law.effective or date.fromisoformat(law.effective) < date(2026, 1, 1)


@each_folder
def test_powers_fines_and_conduct_clauses_are_read_as_intended(folder: Folder):
    assert read_as(folder) == (folder.path / "读作.txt").read_text("utf-8")


@each_case
def test_both_sides_of_a_case_are_there(folder: Folder, case: dict[str, Any]):
    sides = [case[side] for side in "ab" if side in case]
    assert sides
    if "row" not in case:
        assert all(article_of(folder.path, side) for side in sides)


@each_case
def test_a_case_says_one_thing_in_known_words(case: dict[str, Any], folder: Folder):
    assert sum(field in case for field in ("found", "silent", "relation", "sort")) == 1
    assert {*names(case.get("relation", ()))} <= {relation.value for relation in Relation}
    assert {*case.get("kinds", ())} <= {kind.value for kind in DifferenceKind}
    assert {case[name] for name in ("level", "at_most") if name in case} <= {level.value for level in Level}
    assert ("found" in case) <= ("level" in case), folder.name


# Checks, relations, overlaps.


@pytest.mark.parametrize(("folder", "case"), told("case", "found", without="row"))
def test_a_planted_case_is_found(folder: Folder, case: dict[str, Any]):
    rules = {case["found"], *case.get("also", ())}
    spoken = [found for found in findings(folder.path) if about(found, case)]
    assert rules <= {found.rule for found in spoken}
    best = max((one for one in spoken if one.rule == case["found"]), key=height)
    wanted = LEVELS.index(Level(case["level"]))
    held_to = LEVELS.index(checks()[case["found"]].held_to)
    assert height(best) >= min(wanted, held_to)
    assert height(best) <= LEVELS.index(Level(case.get("at_most", Level.CONFLICT)))
    if wanted > held_to:  # nothing but what reading came to keeps it down
        assert sum(not guard.passed for guard in best.guards) == 1
    assert best.authority
    assert {*case.get("kinds", ())} <= {difference.kind.value for difference in best.differences}
    assert [words for words in case.get("quotes", ()) if words not in shown(best)] == []


@pytest.mark.parametrize(("folder", "case"), told("case", "silent", without="row"))
def test_a_near_miss_stays_silent(folder: Folder, case: dict[str, Any]):
    alarms = [one for one in findings(folder.path) if about(one, case) and one.rule == case["silent"]]
    if case.get("notice"):
        alarms = [one for one in alarms if not is_explained_notice(one)]
    assert alarms == []


@pytest.mark.parametrize(("folder", "case"), told("case", "relation"))
def test_two_articles_relate_as_planted(folder: Folder, case: dict[str, Any]):
    found = related(folder.path, case)
    assert found.relation.value in names(case["relation"])
    assert found.same_act in case["same_act"]
    assert found.same_agency in case.get("same_agency", (found.same_agency,))
    assert {*case.get("kinds", ())} <= {difference.kind.value for difference in found.conflicts}
    if "level" in case:
        assert LEVELS.index(Level(found.level)) >= LEVELS.index(Level(case["level"]))
    assert found.why


@pytest.mark.parametrize(("folder", "case"), told("case", "sort"))
def test_an_overlap_is_sorted(folder: Folder, case: dict[str, Any]):
    sorts = {found.sort for found in findings(folder.path) if about(found, case) and found.sort}
    assert sorts == ({case["sort"]} if case["sort"] else set())


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(
            folder,
            id=folder.name,
            marks=pytest.mark.xfail(strict=True, reason=folder.told["alarms_xfail"])
            if "alarms_xfail" in folder.told
            else (),
        )
        for folder in FOLDERS
        if folder.rows("case")
    ],
)
def test_nobody_planted_another_alarm(folder: Folder):
    alarms = [found for found in findings(folder.path) if height(found) > 0 and not is_planted(folder, found)]
    assert [(one.rule, one.a and where(one.a), where(one.b), one.explanation) for one in alarms] == []


def height(found: Finding) -> int:
    return LEVELS.index(found.level)


def is_explained_notice(found: Finding) -> bool:
    return found.level is Level.NOTICE and any(not guard.passed for guard in found.guards)


def is_planted(folder: Folder, found: Finding) -> bool:
    """Whether a case tells of this alarm."""
    for case in folder.rows("case"):
        if not about(found, case):
            continue
        if found.rule in (case.get("found"), *case.get("also", ())) or case.get("sort"):
            return True
        if {"conflict", "overlap"} & {*names(case.get("relation", ()))} and found.kind in DEPARTS:
            return True
        if "found" in case and not found.rule and found.kind in DEPARTS:
            return True  # the bare relation says the same
    return False


# Lists.


@pytest.mark.parametrize(("folder", "case"), told("case", "row"))
def test_an_entry_of_a_list_is_held_against_its_clause(folder: Folder, case: dict[str, Any]):
    entry = next(
        one for one in checked_list(folder.path, folder.told["list"]) if one.entry.name == case["row"]
    )
    alarms = {fault.rule: Level(fault.level) for fault in entry.faults}
    if "silent" in case:
        assert case["silent"] not in alarms
    else:
        assert LEVELS.index(alarms[case["found"]]) >= LEVELS.index(Level(case["level"]))
        assert {*case.get("also", ())} <= {*alarms}


def test_every_entry_of_the_lists_is_a_case():
    for folder in FOLDERS:
        if "list" in folder.told:
            assert [one.entry.name for one in checked_list(folder.path, folder.told["list"])] == [
                row["row"] for row in folder.rows("case")
            ]


# Versions and decisions.


@pytest.mark.parametrize(("folder", "pair"), told("pair"))
def test_every_article_of_two_versions_is_accounted_for_once(folder: Folder, pair: dict[str, Any]):
    assert rows_of(diff(folder.file(pair["old"]), folder.file(pair["new"]))) == pair["changes"]


@pytest.mark.parametrize(("folder", "pair"), told("pair", "decision"))
def test_decision_and_versions_say_the_same(folder: Folder, pair: dict[str, Any]):
    found = diff(*(folder.file(pair[name]) for name in ("old", "new", "decision")))
    assert found.agreement is not None
    assert found.agreement.disagreements == ()
    assert found.problems == ()


@pytest.mark.parametrize(("folder", "pair"), told("pair", "decision"))
def test_a_decision_makes_the_new_text_of_the_old(folder: Folder, pair: dict[str, Any]):
    made = diff(folder.file(pair["old"]), folder.file(pair["decision"])).new
    new = diff(folder.file(pair["old"]), folder.file(pair["new"])).new
    assert [plain(article.text) for article in made.articles] == [
        plain(article.text) for article in new.articles
    ]


@pytest.mark.parametrize(("folder", "row"), told("repeal"))
def test_a_repealing_decision_is_read(folder: Folder, row: dict[str, Any]):
    read = read_decision(law_in(folder.file(row["decision"])))
    ended = [operation.law for operation in read.operations if operation.kind is OperationKind.REPEAL]
    assert ended == row["repeals"]
    assert read.in_force == row["ended"]
    assert len(read.operations) == len(ended)


def rows_of(found: Diff) -> list[list[str]]:
    return [
        [
            row.change.value,
            "、".join(found.old.articles[i].number for i in row.old),
            "、".join(found.new.articles[i].number for i in row.new),
        ]
        for row in found.alignment.rows
    ]


def plain(text: str) -> str:
    return "".join(text.split())


def law_in(file: str) -> Law:
    (source,) = sources([file])
    (document,) = documents(source)
    assert not isinstance(document, Problem)
    law, _ = law_of(document)
    assert law is not None
    return law
