"""A list goes out, is edited in a spreadsheet, and comes back: exactly what was changed, and nothing lost."""

import shutil

import openpyxl
import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.export import Scope, export_list, list_rows
from lezr_extract.pipeline.deciding.own_template import OwnForm, own_form
from lezr_extract.pipeline.deciding.review import Review, now
from lezr_extract.pipeline.deciding.take_back import take_back, write
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run
from lezr_extract.records import Decision, Gate, State, Verdict
from lezr_extract.store.ledger import DecidedMeanwhileError
from lezr_extract.store.ledger.office import standings_by_number
from lezr_extract.vocabulary.list_templates import ready_templates

ALL = [None, *ready_templates().values()]


@pytest.fixture(scope="module")
def made_run(tmp_path_factory, samples):
    out = tmp_path_factory.mktemp("run")
    laws = [str(samples / name) for name in ("示范竹筏运输管理条例.md", "浙江省示范茶园保护条例.md")]
    run(laws, out, Options(workers=1, rules_only=True))
    return out


@pytest.fixture
def office(made_run, tmp_path):
    """A folder with a run, and how its list goes out and comes back."""
    return Office(shutil.copytree(made_run, tmp_path / "示例"))


class Office:
    def __init__(self, folder):
        self.folder = folder
        self.database = folder / "lezr.db"

    def out(self, name="清单.xlsx", scope=Scope.CURRENT, template=None, form=None):
        path = self.folder / name
        export_list(self.database, path.suffix[1:], path, scope, form or OwnForm(template))
        return path

    def back(self, path, gate=None):
        return take_back(str(path), self.database, gate)

    def take(self, path, gate=Gate.FIRST):
        return write(self.back(path, gate), self.database, "王", gate)

    def ledger(self):
        return Review(self.database).ledger()

    def decide(self, entry, verdict=Verdict.ACCEPT, gate=Gate.FIRST, **changes):
        with self.ledger() as ledger:
            (standing,) = ledger.standings(entry)
            made = Decision(
                entry, gate, verdict, "李", now(), standing.clause_hash, "", tuple(changes.items())
            )
            ledger.decide([made], {(entry, standing.clause_hash): standing.last})


class Edited:
    """A workbook in somebody's hands."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = next(s for s in self.book.worksheets if s.title not in ("汇总", "导出记录"))
        self.top = next(
            row for row in range(1, 9) if "序号" in [cell.value for cell in self.sheet[row]]
        )  # below a title

    def column(self, heading):
        return next(cell.column for cell in self.sheet[self.top] if cell.value == heading)

    def cell(self, heading, line=1):
        return self.sheet.cell(self.top + line, self.column(heading))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.book.save(self.path)


def changes(taken):
    return [(d.label, d.old, d.new) for one in taken.proposals for d in one.differences]


@pytest.mark.parametrize("template", ALL, ids=lambda one: one.name if one else "none")
@pytest.mark.parametrize(
    ("name", "scope"),
    [("单.xlsx", Scope.CURRENT), ("单.csv", Scope.CURRENT), ("单.xlsx", Scope.PROPOSED)],
)
def test_what_went_out_and_comes_back_unchanged_changes_nothing(template, name, scope, office):
    taken = office.back(office.out(name, scope, template))
    assert (taken.proposals, taken.added, taken.problems) == ((), (), ())
    assert taken.rows == taken.unchanged == len(list(list_rows(office.database, scope)))


def test_the_office_program_that_saves_the_file_anew_changes_nothing(office):
    path = office.out(template=ready_templates()["救济渠道"])
    with Edited(path):
        pass  # openpyxl writes every part of the file in its own manner
    taken = office.back(path)
    assert (taken.proposals, taken.problems, taken.rows) == ((), (), taken.unchanged)


@pytest.mark.parametrize(
    ("heading", "label", "new", "note"),
    [
        ("职权名称", "名称", "对乱停乱放行为的行政处罚", "a name"),
        ("行使主体", "行使主体", "青溪县示范河道局", "a holder"),
        ("行使主体", "行使主体", "", "a holder taken out"),
        ("备注", "备注", "请司法局\n复核", "a remark over two lines"),
        ("职权名称", "名称", "=1+1", "what looks like a formula"),
        ("职权名称", "名称", "全角　空格ＡＢＣ", "full width"),
        ("备注", "备注", "长" * 32_000, "as long as a cell holds"),
        ("承办机构", "承办机构", "河道科", "what only the office knows"),
        ("职权编码", "职权编码", "650200207CF00100", "a code"),
        ("追责情形", "追责情形", "@", "a cell that looks like a formula"),
    ],
)
def test_one_changed_cell_is_exactly_that_change_and_stands_after_it_was_written(
    heading, label, new, note, office
):
    path = office.out()
    with Edited(path) as edited:
        cell = edited.cell(heading, 3)
        old = cell.value or ""
        cell.value = new or None
        if new:
            cell.data_type = "s"
    taken = office.back(path)
    assert changes(taken) == [(label, old, new)], note
    assert taken.problems == ()
    assert taken.unchanged == taken.rows - 1
    office.take(path)
    assert changes(office.back(path)) == [], "what stands already is proposed no more"
    with Edited(office.out("再.xlsx")) as again:
        assert (again.cell(heading, 3).value or "") == new
    assert office.back(office.folder / "再.xlsx").proposals == ()


def test_a_changed_type_is_a_decision_on_the_type(office):
    path = office.out()
    with Edited(path) as edited:
        assert edited.cell("职权类型").value != "行政检查"
        edited.cell("职权类型").value = "检查类"
    (proposal,) = office.back(path).proposals
    assert proposal.verdict is Verdict.CHANGE
    assert [(d.field, d.new) for d in proposal.differences] == [("type", "行政检查")]


@pytest.mark.parametrize(
    ("heading", "new", "says"),
    [
        ("职权类型", "行政管理", "不是十类"),
        ("职权名称", None, "不能为空"),
        ("实施依据", "自己写的依据", "法律原文"),
    ],
)
def test_a_change_that_cannot_be_taken_is_named_and_not_lost_in_silence(heading, new, says, office):
    path = office.out()
    with Edited(path) as edited:
        edited.cell(heading).value = new
    taken = office.back(path)
    assert taken.proposals == ()
    (problem,) = taken.problems
    assert says in problem
    assert "第 2 行" in problem


def test_a_row_that_was_removed_is_proposed_as_not_listed(office):
    path = office.out()
    with Edited(path) as edited:
        gone = edited.cell("条目标识", 2).value
        edited.sheet.delete_rows(edited.top + 2)
    taken = office.back(path)
    assert [(one.verdict, one.entry) for one in taken.proposals] == [(Verdict.REJECT, gone)]
    office.take(path)
    with office.ledger() as ledger:
        (standing,) = ledger.standings(gone)
        assert standing.state is State.REJECTED
        assert "清单.xlsx" in ledger.history(gone)[-1].reason
    assert gone not in [one.entry.id for one in list_rows(office.database, Scope.CURRENT)]


def test_rows_in_another_order_are_no_change(office):
    path = office.out()
    with Edited(path) as edited:
        first = [cell.value for cell in edited.sheet[edited.top + 1]]
        edited.sheet.delete_rows(edited.top + 1)
        edited.sheet.append(first)
    assert office.back(path).proposals == ()


def test_a_row_without_an_id_is_reported_as_new(office):
    path = office.out()
    with Edited(path) as edited:
        row = [cell.value for cell in edited.sheet[edited.top + 1]]
        row[edited.column("条目标识") - 1] = None
        row[edited.column("职权名称") - 1] = "对新增行为的行政处罚"
        row[0] = 999
        edited.sheet.append(row)
    taken = office.back(path)
    assert [entry.name for entry in taken.added] == ["对新增行为的行政处罚"]
    assert taken.proposals == ()


def test_the_same_entry_twice_is_named(office):
    path = office.out()
    with Edited(path) as edited:
        edited.sheet.append([cell.value for cell in edited.sheet[edited.top + 1]])
    assert "同一条目" in office.back(path).problems[0]


def test_a_holder_merged_over_several_rows_belongs_to_all_of_them(office):
    path = office.out()
    with Edited(path) as edited:
        at, column = edited.top + 1, edited.column("行使主体")
        edited.sheet.cell(at, column).value = "青溪县示范局"
        edited.sheet.merge_cells(start_row=at, end_row=at + 2, start_column=column, end_column=column)
    assert [new for _, _, new in changes(office.back(path))] == ["青溪县示范局"] * 3


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(office):
    path = office.out()
    with Edited(path) as edited:
        entry = edited.cell("条目标识").value
        edited.cell("职权名称").value = "王改的名称"
        edited.cell("行使主体", 2).value = "示范局"
    office.decide(entry, Verdict.CHANGE, name="李改的名称")
    taken = office.back(path, Gate.FIRST)
    assert [bool(one.refused) for one in taken.proposals] == [True, False]
    with pytest.raises(CannotRunError, match="什么也没有写"):
        write(taken, office.database, "王", Gate.FIRST)
    with office.ledger() as ledger:
        made = [
            decision.who
            for event in list_rows(office.database, Scope.CURRENT)
            for decision in ledger.history(event.entry.id)
        ]
    assert made == ["李"], "all or nothing"


def test_a_decision_between_looking_and_writing_stops_all_of_it(office):
    path = office.out()
    with Edited(path) as edited:
        entry = edited.cell("条目标识").value
        edited.cell("职权名称").value = "王改的名称"
        edited.cell("承办机构", 2).value = "河道科"
    taken = office.back(path, Gate.FIRST)
    office.decide(entry)
    with pytest.raises(DecidedMeanwhileError):
        write(taken, office.database, "王", Gate.FIRST)
    rows = list(list_rows(office.database, Scope.CURRENT))
    assert not any(row.cells for row in rows), "not even the cells that nobody contested"


def test_an_entry_that_waits_at_another_gate_is_refused_at_this_one(office):
    path = office.out()
    with Edited(path) as edited:
        edited.cell("职权名称").value = "新名称"
    assert "初审" in office.back(path, Gate.JOINT).proposals[0].refused


def test_a_list_of_proposals_does_not_undo_what_was_decided_since(office):
    path = office.out(scope=Scope.PROPOSED)
    with Edited(path) as edited:
        entry = edited.cell("条目标识").value
    office.decide(entry, Verdict.CHANGE, name="李改的名称")
    assert office.back(path).proposals == (), "an untouched row is no change, though another name stands now"
    with Edited(path) as edited:
        edited.cell("职权名称").value = "王改的名称"
    assert office.back(path).proposals[0].refused


def test_the_offices_cells_of_two_lists_are_both_kept(office):
    first, second = office.out("甲.xlsx"), office.out("乙.xlsx")
    for path, heading, words in ((first, "承办机构", "河道科"), (second, "责任事项", "审查责任")):
        with Edited(path) as edited:
            edited.cell(heading).value = words
        office.take(path)
    (row, *_) = list_rows(office.database, Scope.CURRENT)
    assert row.cells == {"承办机构": "河道科", "责任事项": "审查责任"}


def test_a_batch_that_was_imported_can_be_taken_back_as_one(office):
    path = office.out()
    with Edited(path) as edited:
        for line in (1, 2, 3):
            edited.cell("行使主体", line).value = "示范局"
    batch = office.take(path)
    with office.ledger() as ledger:
        assert len(ledger.undo_batch(batch, "王", now())) == 3
        assert all(not one.changes for one in standings_by_number(ledger).values())
        assert ledger.first_broken() is None


def test_codes_that_went_out_are_no_change_and_stay_when_a_csv_brings_them_back(office):
    form = own_form("十四列", "{类型字母}{序号:04}")
    template = own_form("办事要素", "{类型字母}{序号:04}")
    assert office.back(office.out(form=template)).proposals == ()
    path = office.out("码.csv", form=template)
    taken = office.back(path)
    assert {d.label for one in taken.proposals for d in one.differences} == {"职权编码"}
    office.take(path)
    kept = [row.code for row in list_rows(office.database, Scope.CURRENT)]
    assert all(kept)
    assert len(set(kept)) == len(kept)
    assert form.code is not None


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("没有.xlsx", None, "没有"),
        ("空.xlsx", b"", "不能读取"),
        ("坏.xlsx", b"PK\x03\x04" + b"x" * 100, "不能读取"),
        ("无标识.csv", "序号,事项名称,权力类型,实施依据\r\n1,甲,行政处罚,《乙》\r\n".encode(), "条目标识"),
    ],
)
def test_a_file_that_is_no_exported_list_is_refused_in_a_sentence(name, words, says, office):
    path = office.folder / name
    if words is not None:
        path.write_bytes(words)
    with pytest.raises(CannotRunError, match=says):
        office.back(path)


def test_an_id_that_is_none_of_the_run_is_named(office):
    path = office.out()
    with Edited(path) as edited:
        edited.cell("条目标识").value = "'; DROP TABLE events; --"
    taken = office.back(path)
    assert "没有条目" in taken.problems[0]
