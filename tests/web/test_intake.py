"""Laws handed in from the browser become entries; nothing that is handed in leads anywhere else."""

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.intake import LAWS, Intake, empty_run, safe_name
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.web.settings import local_person
from tests.web.conftest import client, decide, form_of
from tests.web.test_in_browser import LAW


@pytest.fixture
def fresh(tmp_path):
    """The pages over a run of nothing."""
    empty_run(tmp_path / "我局")
    with client(Review(tmp_path / "我局"), local=local_person("王")) as pages:
        pages.app.state.settings.intake._options = Options(workers=1, rules_only=True)
        yield pages


def hand_in(pages, name, words):
    token = form_of(pages.get("/intake"))["form_token"]
    return pages.post(
        "/intake",
        data={"form_token": token},
        files={"file": (name, io.BytesIO(words.encode()), "text/plain")},
    )


def run_to_its_end(pages):
    token = form_of(pages.get("/intake"))["form_token"]
    assert pages.post("/intake/run", data={"form_token": token}).status_code == 303
    intake = pages.app.state.settings.intake
    deadline = time.monotonic() + 60
    while intake.state.running and time.monotonic() < deadline:
        time.sleep(0.05)
    return intake.state


def test_from_nothing_to_a_reviewed_list(fresh):
    assert "共 <strong>0</strong> 项" in fresh.get("/queue").text
    assert hand_in(fresh, "示范省河道条例.md", LAW).status_code == 303
    state = run_to_its_end(fresh)
    assert not state.failed, state.outcome
    assert "1 部法规，拟列 3 项" in fresh.get("/intake").text
    assert "共 <strong>3</strong> 项" in fresh.get("/queue").text


def test_an_amended_law_handed_in_again_keeps_decisions_and_lapses_others(fresh):
    hand_in(fresh, "示范省河道条例.md", LAW)
    run_to_its_end(fresh)
    for number in (1, 2):
        assert decide(fresh, number).status_code == 303
    hand_in(fresh, "示范省河道条例.md", LAW.replace("五万元", "八万元"))
    run_to_its_end(fresh)
    assert "1 个条目的条文有变" in fresh.get("/").text
    assert '<span class="label">审查</span><strong>1</strong>' in fresh.get("/").text


def test_what_is_no_law_leaves_the_list_as_it_was_and_says_why(fresh):
    hand_in(fresh, "信.txt", "今天天气很好。")
    state = run_to_its_end(fresh)
    assert state.failed
    assert "清单没有变" in fresh.get("/intake").text


def test_a_run_over_nothing_is_refused_in_a_sentence(fresh):
    token = form_of(fresh.get("/intake"))["form_token"]
    answer = fresh.post("/intake/run", data={"form_token": token})
    assert answer.status_code == 409
    assert "请先交来法规" in answer.text


@pytest.mark.parametrize(
    ("name", "kept", "note"),
    [
        ("../../etc/条例.md", "条例.md", "no way up"),
        ("C:\\文件\\条例.docx", "条例.docx", "nor along another system's path"),
        (".隐藏.md", "隐藏.md", "nothing hidden"),
        ("条\x00例\u202e.md", "条例.md", "no zero and no turned direction"),
        ("a" * 300 + ".docx", "a" * 95 + ".docx", "not too long, the ending kept"),
    ],
)
def test_a_file_is_kept_under_a_safe_name(name, kept, note):
    assert safe_name(name) == kept, note


@given(st.text())
def test_no_name_leads_out_of_the_folder(name):
    try:
        safe = safe_name(name)
    except CannotRunError:
        return
    assert safe not in ("", ".", "..")
    assert "/" not in safe
    assert "\\" not in safe
    assert not safe.startswith(".")
    assert len(safe) <= 100


def test_an_upload_with_a_path_for_a_name_stays_in_its_folder(fresh):
    hand_in(fresh, "../../../tmp/逃.md", LAW)
    intake = fresh.app.state.settings.intake
    assert intake.files() == ["逃.md"]
    assert (intake.folder / LAWS / "逃.md").is_file()


def test_only_one_run_goes_on_at_a_time(tmp_path):
    empty_run(tmp_path)
    intake = Intake(tmp_path / "lezr.db", Options(workers=1, rules_only=True))
    intake.keep("条例.md", io.BytesIO(LAW.encode()))
    intake.start(lambda: None)
    with pytest.raises(CannotRunError, match="正在运行"):
        intake.start(lambda: None)
    while intake.state.running:
        time.sleep(0.02)
