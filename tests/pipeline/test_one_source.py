from dataclasses import replace

import pytest
from lezr_extract.errors import DataFileError
from lezr_extract.pipeline.job import one_source
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options, read_source
from lezr_extract.read import Source
from lezr_extract.records import Document, Problem, Severity, Stage

TEXT = (
    "示范水渠管理办法\n第一条　县级人民政府水利部门负责水渠的监督管理工作。\n"
    "第二条　违反本办法规定，填埋水渠的，由水利部门处一千元以上五千元以下罚款。\n"
    "第三条　取水应当遵守《示范水库管理条例》第九条的规定。\n第四条　本办法自公布之日起施行。\n"
)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "渠.md"
    path.write_text(TEXT, encoding="utf-8")
    return Source("渠.md", str(path), size=path.stat().st_size)


def raising(error):
    def stage(*_, **__):
        raise error

    return stage


def test_a_source_goes_through_all_stages_down_to_rows(source):
    ((reading,),) = read_source(source, DEFAULTS)
    assert reading.problems == ()
    assert [len(reading.rows[table]) for table in ("laws", "articles")] == [1, 4]
    assert [row[2] for row in reading.rows["powers"]] == ["行政处罚"]
    assert [row[3] for row in reading.rows["entries"]] == ["行政处罚"]
    assert [citation.law for _, citation in reading.pending] == ["示范水库管理条例"]
    assert len(reading.starts) == 4


@pytest.mark.parametrize(
    "error", [KeyError("x"), IndexError(), RecursionError(), ZeroDivisionError(), AssertionError()]
)
@pytest.mark.parametrize(
    ("module", "name", "stage", "kept"),
    [
        ("structure", "find_citations", Stage.STRUCTURE, {"articles", "powers", "entries"}),
        ("norms", "parse_law", Stage.NORMS, {"articles"}),
        ("powers", "find_powers", Stage.POWERS, {"articles"}),
        ("agencies", "link", Stage.AGENCIES, {"articles", "powers", "entries"}),
        ("powerlist", "draft", Stage.POWERLIST, {"articles", "powers"}),
    ],
)
def test_a_fault_of_a_stage_becomes_a_row_and_what_came_before_is_kept(
    source, monkeypatch, module, name, stage, kept, error
):
    monkeypatch.setattr(f"lezr_extract.{module}.{name}", raising(error))
    ((reading,),) = read_source(source, DEFAULTS)
    (problem,) = reading.problems
    assert (problem.stage, problem.code, problem.severity, problem.file) == (
        stage,
        "stage-failed",
        Severity.DOUBT,
        "渠.md",
    )
    assert type(error).__name__ in problem.cause
    assert {table for table in ("articles", "powers", "entries") if reading.rows[table]} == kept


@pytest.mark.parametrize(("module", "name"), [("read", "read"), ("structure", "build_law")])
def test_a_fault_before_there_is_a_law_loses_the_file_and_says_so(source, monkeypatch, module, name):
    monkeypatch.setattr(f"lezr_extract.{module}.{name}", raising(ValueError("x")))
    ((reading,),) = read_source(source, DEFAULTS)
    assert reading.rows is None
    assert [p.severity for p in reading.problems] == [Severity.LOST]
    assert reading.file.file == "渠.md"


def test_an_interrupt_is_no_fault_of_a_stage(source, monkeypatch):
    monkeypatch.setattr("lezr_extract.powers.find_powers", raising(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read_source(source, DEFAULTS)


def test_an_error_raised_on_purpose_keeps_its_own_words(source, monkeypatch):
    monkeypatch.setattr("lezr_extract.powers.find_powers", raising(DataFileError("规则文件第 3 条缺例句")))
    ((reading,),) = read_source(source, DEFAULTS)
    assert [p.cause for p in reading.problems] == ["规则文件第 3 条缺例句"]


@pytest.mark.parametrize(
    ("module", "name", "gives"),
    [("read", "read", []), ("structure", "build_law", (None, ()))],
)
def test_no_file_is_lost_without_a_word(source, monkeypatch, module, name, gives):
    monkeypatch.setattr(f"lezr_extract.{module}.{name}", lambda *_: gives)
    ((reading,),) = read_source(source, DEFAULTS)
    assert [(p.code, p.severity, p.file) for p in reading.problems] == [("no-law", Severity.LOST, "渠.md")]


def test_a_problem_of_finding_sources_stays_one():
    problem = Problem(Stage.READ, Severity.LOST, "甲", "", "no-permission", "没有权限")
    ((reading,),) = read_source(problem, DEFAULTS)
    assert (reading.file.file, reading.problems, reading.rows) == ("甲", (problem,), None)


def test_half_a_surrogate_pair_can_be_written_and_moves_nothing(source, monkeypatch):
    text = TEXT.replace("填埋", "填\ud800埋")
    document = Document("渠.md", "text", "0" * 64, text)
    monkeypatch.setattr("lezr_extract.read.read", lambda *_: [document])
    ((reading,),) = read_source(source, DEFAULTS)
    stored = reading.rows["laws"][0][-1]
    assert stored == text.replace("\ud800", "\ufffd")
    stored.encode()


def test_the_fine_practice_makes_an_entry_of_each_listed_conduct(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "示范水渠管理办法\n第一条　有下列行为之一的，由水利部门处一千元罚款：\n（一）填埋水渠；\n（二）挖断水渠。\n"
        "第二条　本办法自公布之日起施行。\n",
        encoding="utf-8",
    )
    source = Source("a.md", str(path), size=1)
    ((coarse,),) = read_source(source, DEFAULTS)
    ((fine,),) = read_source(source, replace(Options(), granularity="item"))
    assert [len(one.rows["entries"]) for one in (coarse, fine)] == [1, 2]


def test_the_failures_that_are_caught_hold_no_exit_and_no_interrupt():
    assert not any(
        issubclass(e, one_source.STAGE_FAILURES) for e in (KeyboardInterrupt, SystemExit, GeneratorExit)
    )


def test_a_remark_on_a_document_that_was_read_is_no_file_of_its_own(tmp_path):
    path = tmp_path / "抄本.txt"
    path.write_text(
        "示範水渠管理辦法\n第一條　水利部門對填埋水渠的，處一千元罰款，並責(zé)令改正。\n", encoding="utf-8"
    )
    source = Source("抄本.txt", str(path), size=path.stat().st_size)
    ((reading,),) = read_source(source, DEFAULTS)
    assert reading.rows is not None
    assert "mended" in [problem.code for problem in reading.problems]
