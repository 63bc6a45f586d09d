"""Suggestions come in the order of work, each with its reason; nothing is dropped on a mere notice."""

import pytest
from lezr_extract.powerlist.present.suggest import suggestions
from lezr_extract.records import (
    BasisStatus,
    CheckedBasis,
    CheckedEntry,
    CitedBasis,
    EntryFault,
    Exercise,
    Field,
    MissingPower,
    PowerType,
    PresentEntry,
    Successor,
    SuggestionKind,
)

NEW = Successor("示范水法", "2025-01-01", "第九条", "由水利部门处一万元罚款。", 0.9)


def basis(status, successor=None, article="第三条", reason="", law="示范河道法"):
    cited = CitedBasis("法律", law, "", article, (), (), article, "原文", 3)
    return CheckedBasis(
        cited, status, reason, f"{status.name} 的证据", "改引第九条", text="现文", successor=successor
    )


def entry(*bases, faults=(), name="对填埋河道的处罚", row=3, holder="水利局", kind=PowerType.PENALTY):
    written = PresentEntry(
        "清单.xlsx", "处罚", row, row, "1", name, "", "行政处罚", kind,
        (Exercise(row, holder, "", ""),), tuple(one.cited for one in bases),
    )  # fmt: skip
    return CheckedEntry(written, bases, tuple(faults))


def only(checked, missing=()):
    return suggestions([checked], missing, "示范局")


@pytest.mark.parametrize(
    ("bases", "kind", "level", "note"),
    [
        ([basis(BasisStatus.CURRENT)], None, "", "what is sound needs nothing"),
        ([basis(BasisStatus.NOT_FOUND, reason="law_absent")], None, "", "a law that was not given says nothing"),
        ([basis(BasisStatus.REPEALED)], SuggestionKind.DROP, "冲突", "no basis is left"),
        ([basis(BasisStatus.REPEALED, NEW)], SuggestionKind.CHANGE, "冲突", "another law took it over"),
        (
            [basis(BasisStatus.REPEALED), basis(BasisStatus.CURRENT, article="第四条")],
            SuggestionKind.CHANGE, "冲突", "one of two bases is left",
        ),
        ([basis(BasisStatus.AMENDED)], SuggestionKind.CHANGE, "疑似", "the words have changed"),
        ([basis(BasisStatus.MOVED, NEW)], SuggestionKind.CHANGE, "疑似", "the number has changed"),
        ([basis(BasisStatus.MISQUOTED)], SuggestionKind.CHANGE, "提示", "the quotation is not the words"),
        ([basis(BasisStatus.NOT_FOUND, reason="article_absent")], SuggestionKind.ASK, "疑似", "no such article"),
    ],
)  # fmt: skip
def test_a_basis_leads_to_its_suggestion(bases, kind, level, note):
    found = only(entry(*bases))
    assert [(one.kind, one.level) for one in found] == ([(kind, level)] if kind else []), note
    assert all("证据" in one.reason for one in found)


@pytest.mark.parametrize(
    ("code", "level", "kind", "field"),
    [
        ("type", "疑似", SuggestionKind.CHANGE, Field.TYPE),
        ("holder", "提示", SuggestionKind.CHANGE, Field.HOLDER),
        ("old_name", "提示", SuggestionKind.CHANGE, Field.HOLDER),
        ("no_sanction", "疑似", SuggestionKind.DROP, Field.WHOLE),
        ("no_sanction", "提示", SuggestionKind.ASK, Field.WHOLE),
        ("no_basis", "疑似", SuggestionKind.ASK, Field.WHOLE),
    ],
)
def test_a_fault_of_the_entry_leads_to_its_suggestion(code, level, kind, field):
    (found,) = only(entry(basis(BasisStatus.CURRENT), faults=[EntryFault(code, level, "", "因为")]))
    assert (found.kind, found.field, found.reason, found.level) == (kind, field, "因为", level)


def test_the_successor_is_shown_word_for_word():
    (found,) = only(entry(basis(BasisStatus.REPEALED, NEW)))
    (clause,) = found.clauses
    assert (clause.law, clause.place, clause.text) == ("示范水法", "第九条", "由水利部门处一万元罚款。")
    assert found.now == "《示范河道法》第三条"
    assert found.new == "改引第九条"


def test_two_entries_on_the_same_provision_by_the_same_holder_are_to_be_merged():
    twice = [entry(basis(BasisStatus.CURRENT)), entry(basis(BasisStatus.CURRENT), row=9)]
    (found,) = suggestions(twice, (), "示范局")
    assert (found.kind, found.level) == (SuggestionKind.MERGE, "疑似")
    assert "第 9 行" in found.others[0]


@pytest.mark.parametrize(
    ("other", "note"),
    [
        ({"holder": "公安局"}, "another holder"),
        ({"kind": PowerType.COERCION}, "another type"),
    ],
)
def test_what_differs_in_holder_or_type_is_not_to_be_merged(other, note):
    twice = [entry(basis(BasisStatus.CURRENT)), entry(basis(BasisStatus.CURRENT), row=9, **other)]
    assert suggestions(twice, (), "示范局") == (), note


def test_suggestions_come_in_the_order_of_work():
    power = MissingPower(
        "示范水法", "2025-01-01", "法律", "第九条", "第九条", PowerType.PENALTY, "对甲的处罚", "水利部门", "文", "疑似", "缺"
    )  # fmt: skip
    entries = [
        entry(basis(BasisStatus.NOT_FOUND, reason="article_absent"), row=1),
        entry(basis(BasisStatus.AMENDED, article="第五条"), row=2),
        entry(basis(BasisStatus.REPEALED, NEW, article="第六条"), row=4),
        entry(basis(BasisStatus.REPEALED, article="第七条"), row=5),
    ]
    found = suggestions(entries, [power], "示范局")
    assert [(one.kind, one.row) for one in found] == [
        (SuggestionKind.DROP, 5),
        (SuggestionKind.CHANGE, 4),
        (SuggestionKind.CHANGE, 2),
        (SuggestionKind.ADD, 0),
        (SuggestionKind.ASK, 1),
    ]
