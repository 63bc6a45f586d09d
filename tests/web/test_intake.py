"""Laws handed in from the browser become entries; nothing that is handed in leads anywhere else."""

import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.intake import LAWS, Intake, Kind, empty_run, safe_name
from lezr_extract.pipeline.job.one_source import Options
from tests.web.conftest import decide, form_of, hand_in, pages_over, run_to_its_end
from tests.web.present import LAW, workbook


def test_from_nothing_to_a_reviewed_list(fresh):
    assert "共 <strong>0</strong> 项" in fresh.get("/queue").text
    assert hand_in(fresh, "示范省河道条例.md", LAW).status_code == 303
    state = run_to_its_end(fresh)
    assert not state.failed, state.outcome
    assert "1 部法规，拟列 3 项" in fresh.get("/intake").text
    assert fresh.get("/intake/problems.csv").headers["content-type"].startswith("text/csv")
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
    answer = fresh.post("/intake/run", data={"form_token": token, "task": "laws"})
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


# Present lists and templates


def test_a_present_list_is_read_as_it_comes_and_says_what_is_doubtful(fresh):
    rows = [("没有书名的依据", "水利局", "对甲的处罚", "1", "行政处罚", "")]
    assert hand_in(fresh, "水利局清单.xlsx", workbook(rows), Kind.LIST).status_code == 303
    page = fresh.get("/intake").text
    assert "1 项；1 处有疑" in page
    assert "实施依据" in page.partition("有疑的行")[2]


@pytest.mark.parametrize(
    ("name", "content", "kind", "words", "note"),
    [
        ("信.xlsx", "今天天气很好。", Kind.LIST, "不能作为现行清单", "no workbook"),
        ("空.xlsx", workbook([], ("甲", "乙")), Kind.LIST, "不能作为现行清单", "a workbook without headings"),
        ("模板.toml", "不是 TOML", Kind.TEMPLATE, "模板.toml", "no TOML"),
        ("模板.toml", 'columns = ["甲"]', Kind.TEMPLATE, "模板.toml", "no column that names the entries"),
        ("模板.exe", "MZ", Kind.TEMPLATE, "模板.exe", "no document"),
    ],
)
def test_what_is_no_list_or_no_template_is_refused_and_not_kept(fresh, name, content, kind, words, note):
    refused = hand_in(fresh, name, content, kind)
    assert refused.status_code == 409, note
    assert words in refused.text, note
    intake = fresh.app.state.settings.intake
    assert intake.files(kind) == [], note
    assert str(intake.folder) not in refused.text, "no path of the server is shown"
    assert [path.name for path in intake.folder.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_a_newer_one_replaces_is_put_aside_and_the_same_one_again_is_not(fresh):
    intake = fresh.app.state.settings.intake
    hand_in(fresh, "条例.md", LAW)
    hand_in(fresh, "条例.md", LAW)
    assert intake.old_files() == []
    hand_in(fresh, "条例.md", LAW.replace("五万元", "八万元"))
    (old,) = intake.old_files()
    assert (old.name, old.path.read_text(encoding="utf-8")) == ("条例.md", LAW)
    assert "换下和撤下的文件（1）" in fresh.get("/intake").text


@pytest.mark.parametrize("name", ["../lezr.db", "lezr.db", "..", "", "/etc/passwd", "../旧件"])
def test_nothing_but_a_handed_in_file_is_taken_down(fresh, name):
    hand_in(fresh, "条例.md", LAW)
    folder = fresh.app.state.settings.intake.folder
    token = form_of(fresh.get("/intake"))["form_token"]
    for kind in Kind:
        fields = {"form_token": token, "kind": kind.value, "name": name}
        assert fresh.post("/intake/take-down", data=fields).status_code == 409
    assert (folder / "lezr.db").is_file()
    assert (folder / LAWS / "条例.md").is_file()


def test_a_kind_that_is_none_makes_no_folder(fresh):
    token = form_of(fresh.get("/intake"))["form_token"]
    for kind in ("../上", "旧件", ""):
        files = {"file": ("a.md", io.BytesIO(b"a"), "text/plain")}
        answer = fresh.post("/intake", data={"form_token": token, "kind": kind}, files=files)
        assert answer.status_code == 400
    assert fresh.app.state.settings.intake.files() == []


def test_an_oversized_list_is_not_taken_in(tmp_path):
    with pages_over(tmp_path / "我局", new=True, most_bytes=20_000) as pages:
        assert hand_in(pages, "清单.xlsx", b"x" * 30_000, Kind.LIST).status_code == 413
        assert pages.app.state.settings.intake.files(Kind.LIST) == []


def test_only_a_keeper_hands_in_and_takes_down(office):
    person = office.signed_in("李")
    token = form_of(person.get("/queue"))["form_token"]
    for kind in Kind:
        files = {"file": ("a.md", io.BytesIO(LAW.encode()), "text/plain")}
        fields = {"form_token": token, "kind": kind.value, "name": "a.md"}
        assert person.post("/intake", data=fields, files=files).status_code == 403
        assert person.post("/intake/take-down", data=fields).status_code == 403
    assert person.get("/intake").status_code == 403
    assert person.get("/intake/problems.csv").status_code == 403
    assert person.post("/intake/run", data={"form_token": token, "task": "laws"}).status_code == 403


def test_a_run_of_nothing_is_refused(fresh):
    hand_in(fresh, "条例.md", LAW)
    token = form_of(fresh.get("/intake"))["form_token"]
    for tasks, words in (((), "请至少勾选"), (("格式化",), "请至少勾选"), (("lists",), "还没有现行清单")):
        answer = fresh.post("/intake/run", data={"form_token": token, "task": tasks})
        assert answer.status_code in (400, 409)
        assert words in answer.text


def test_the_page_names_each_file_that_became_no_law_and_why(fresh):
    hand_in(fresh, "示范省河道条例.md", LAW)
    hand_in(fresh, "开会通知.txt", "关于开会的通知\n各科室：\n定于周三开会。\n")
    run_to_its_end(fresh)
    page = fresh.get("/intake").text
    assert "没有成为法规的文件（1）" in page
    assert "<strong>开会通知.txt</strong>：" in page
    assert str(fresh.app.state.settings.intake.folder) not in page, "no path of the server is shown"


def test_a_file_that_is_refused_keeps_out_no_other(fresh):
    fields = {"form_token": form_of(fresh.get("/intake"))["form_token"], "kind": Kind.LAW.value}
    files = [
        ("file", (name, io.BytesIO(words), "application/octet-stream"))
        for name, words in (("空.docx", b""), ("示范省河道条例.md", LAW.encode()))
    ]
    answer = fresh.post("/intake", data=fields, files=files)
    assert answer.status_code == 409
    assert "“空.docx”是空的（0 字节）" in answer.text
    assert "另外 1 件已收下" in answer.text
    assert fresh.app.state.settings.intake.files() == ["示范省河道条例.md"]


def test_an_empty_queue_says_what_comes_first_and_a_narrow_one_how_to_see_all(fresh):
    assert '清单里还没有条目。请在<a href="/intake">“收文”</a>页' in fresh.get("/queue").text
    assert "审核选中的" not in fresh.get("/queue").text, "nothing to choose from"
    assert '没有符合条件的条目。<a href="/queue">看全部</a>' in fresh.get("/queue?words=竹筏").text


@pytest.mark.parametrize(
    ("post", "data", "back", "note"),
    [
        ("/intake/run", {}, "/intake", "nothing was ticked"),
        ("/entry/1/decide?type=行政处罚", {}, "/entry/1?type=", "to the entry, as it was filtered"),
        ("/assign", {"chosen": "1"}, "/queue", "nobody was named"),
        ("/suggestions/decide", {}, "/suggestions", "nothing was chosen"),
        ("/people/keep", {"name": ""}, "/people", "no name"),
    ],
)
def test_a_page_that_says_what_was_not_done_leads_back_to_where_it_was_tried(fresh, post, data, back, note):
    token = form_of(fresh.get("/intake"))["form_token"]
    answer = fresh.post(post, data={"form_token": token} | data)
    assert answer.status_code in (400, 403, 404, 409), note
    assert f'<a href="{back}' in answer.text.split("<main")[1], note
