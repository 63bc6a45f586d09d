"""Suggestions for the office's present list, on the pages: worked off in order, decided, kept over runs."""

import io
import json
import re
import shutil

import pytest
from lezr_extract.pipeline.deciding.intake import Kind
from lezr_extract.records import Gate
from lezr_extract.store.ledger import first_broken
from tests.web.conftest import client, form_of, hand_in, pages_over, run_to_its_end
from tests.web.present import LAW, ROWS, document, workbook

LIST = "示范市水利局权责清单.xlsx"


@pytest.fixture(scope="module")
def checked_run(tmp_path_factory):
    """A regulation, a present list and the check of it, made once by the pages themselves; nobody writes to it."""
    made = tmp_path_factory.mktemp("made") / "我局"
    with pages_over(made, new=True) as pages:
        hand_in(pages, "示范省河道条例.md", LAW)
        hand_in(pages, LIST, workbook(), Kind.LIST)
        state = run_to_its_end(pages)
        assert not state.failed, state.outcome
        assert "核对了现行清单 3 项，提出建议 4 条" in pages.get("/intake").text
    # Under another name, as when an office moves its folder.
    return made.rename(made.with_name("搬走的"))


@pytest.fixture
def checked(checked_run, tmp_path):
    """The pages over a copy of it."""
    with pages_over(shutil.copytree(checked_run, tmp_path / "我局")) as pages:
        yield pages


def links(pages, query=""):
    """Number and name of each suggestion in the list, in order."""
    page = pages.get(f"/suggestions{query}")
    assert page.status_code == 200
    return re.findall(r'class="name" href="/suggestion/(\d+)[^"]*">([^<]*)<', page.text)


def number_of(pages, kind):
    return int(links(pages, f"?kind={kind}")[0][0])


def answer(pages, number, verdict="采纳", **more):
    """Opens a suggestion and decides on it, as a person would."""
    fields = form_of(pages.get(f"/suggestion/{number}"))
    return pages.post(f"/suggestion/{number}/decide", data=fields | {"verdict": verdict, "reason": ""} | more)


def state_of(pages, number):
    return re.search(r"　·　(未处理|采纳|不采纳|待问)", pages.get(f"/suggestion/{number}").text)[1]


def test_a_present_list_that_was_handed_in_becomes_suggestions_in_the_order_of_work(checked):
    assert [name for _, name in links(checked)] == [
        "对擅自填埋河道的处罚",
        "采砂许可证核发",
        "对采砂活动的监督检查",
        "对占用河道的处罚",
    ]


def test_a_word_document_gives_the_same_suggestions_as_a_workbook(checked):
    of_workbook = links(checked)
    token = form_of(checked.get("/intake"))["form_token"]
    gone = {"form_token": token, "kind": "现行清单", "name": LIST}
    assert checked.post("/intake/take-down", data=gone).status_code == 303
    assert links(checked) == [], "without a list there is nothing to suggest"
    hand_in(checked, "示范市水利局权责清单.docx", document(), Kind.LIST)
    run_to_its_end(checked, "lists")
    assert links(checked) == of_workbook


@pytest.mark.parametrize(
    ("query", "names", "note"),
    [
        ("?kind=新增", ["采砂许可证核发", "对采砂活动的监督检查"], "by kind"),
        ("?kind=新增&level=疑似", ["采砂许可证核发"], "by level and graver"),
        ("?words=第九条", ["对占用河道的处罚"], "by words of the reason"),
        ("?state=采纳", [], "nothing was decided yet"),
        ("?department=别的局", [], "no such department"),
        ("?kind=没有这种&words=占用", ["对占用河道的处罚"], "an unknown kind filters nothing"),
        ("?words=%", [], "a sign is no pattern"),
    ],
)
def test_suggestions_are_filtered(checked, query, names, note):
    assert [name for _, name in links(checked, query)] == names, note


def test_the_present_entry_stands_beside_the_drafted_one(checked):
    page = checked.get(f"/suggestion/{number_of(checked, '合并')}").text
    table = page.partition('class="sides-table"')[2].partition("</table>")[0]
    assert "示范市水利局" in table
    assert "水行政主管部门" in table
    assert re.search(r'<a href="/entry/\d+">', table)
    assert "第 4 行　对擅自填埋河道的处罚" in page, "the entry to merge with"
    missing = checked.get(f"/suggestion/{number_of(checked, '新增')}").text
    assert "清单中没有" in missing
    assert "在河道内采砂的，应当经水行政主管部门批准" in missing


def test_a_decision_moves_on_to_the_next_and_stands_in_the_chain(checked):
    first, second = (int(number) for number, _ in links(checked)[:2])
    done = answer(checked, first, "不采纳", reason="两项对象不同")
    assert done.headers["location"] == f"/suggestion/{second}"
    assert state_of(checked, first) == "不采纳"
    events = [json.loads(line) for line in checked.get("/record.jsonl").text.splitlines()]
    body = json.loads(events[-1]["body"])
    assert (events[-1]["kind"], body["verdict"], body["reason"]) == ("suggestion", "不采纳", "两项对象不同")
    assert body["of"]["name"] == "对擅自填埋河道的处罚"
    assert "建议的处理" in checked.get("/record").text
    with checked.app.state.settings.review.ledger() as ledger:
        assert first_broken(ledger.events()) is None
        with pytest.raises(Exception, match="never altered"):
            ledger.execute("UPDATE suggestion_decisions SET verdict = '采纳'")


@pytest.mark.parametrize(
    ("verdict", "more", "words", "note"),
    [
        ("不采纳", {}, "须写明理由", "a refusal needs a reason"),
        ("待问", {"reason": " "}, "须写明理由", "so does a question"),
        ("好", {}, "请求不完整", "no other word"),
        ("撤回", {}, "没有可以撤回", "there is nothing to take back yet"),
        ("采纳", {"words_hash": "0" * 64}, "没有写入", "the words have changed"),
        ("采纳", {"suggestion": "0" * 16}, "建议已经更新", "another suggestion has that number now"),
        ("采纳", {"seen": "7"}, "没有写入", "somebody else was first"),
        ("采纳", {"form_token": "0"}, "页面已过期", "a form of another site"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_the_reason(checked, verdict, more, words, note):
    number = number_of(checked, "合并")
    refused = answer(checked, number, verdict, **more)
    assert refused.status_code in (400, 403, 409), note
    assert words in refused.text, note
    assert state_of(checked, number) == "未处理", note


def test_two_people_on_one_suggestion_nothing_is_overwritten(checked):
    number = number_of(checked, "合并")
    form = form_of(checked.get(f"/suggestion/{number}"))
    answer(checked, number, "待问", reason="哪一项为准？")
    late = checked.post(f"/suggestion/{number}/decide", data=form | {"verdict": "采纳", "reason": ""})
    assert late.status_code == 409
    assert "没有写入" in late.text
    assert state_of(checked, number) == "待问"


def test_the_last_decision_is_taken_back_and_the_history_keeps_both(checked):
    number = number_of(checked, "合并")
    answer(checked, number)
    fields = form_of(checked.get(f"/suggestion/{number}"))
    assert fields["verdict"] == "撤回"
    checked.post(f"/suggestion/{number}/decide", data=fields)
    assert state_of(checked, number) == "未处理"
    history = checked.get(f"/suggestion/{number}").text.partition("经过")[2]
    assert history.index("采纳") < history.index("撤回")


def test_decisions_outlive_a_run_and_lapse_where_the_clause_has_changed(checked):
    merge, licence = number_of(checked, "合并"), number_of(checked, "新增")
    answer(checked, merge, "不采纳", reason="对象不同")
    answer(checked, licence)
    hand_in(checked, "示范省河道条例.md", LAW.replace("采砂许可证", "河道采砂许可证"))
    assert not run_to_its_end(checked).failed
    assert state_of(checked, number_of(checked, "合并")) == "不采纳", "its clause is as it was"
    named = [name for _, name in links(checked, "?kind=新增")]
    assert named[0] == "河道采砂许可证核发", "another name is another suggestion"
    hand_in(checked, "示范省河道条例.md", LAW.replace("五万元", "八万元"))
    assert not run_to_its_end(checked).failed
    (again,) = links(checked, "?words=核发")
    assert state_of(checked, int(again[0])) == "采纳", "what returns finds its decision"
    page = checked.get(f"/suggestion/{number_of(checked, '合并')}").text
    assert "原处理意见已失效" in page
    assert '<li class="lapsed">' in page
    assert int(links(checked)[0][0]) == number_of(checked, "合并"), "what lapsed comes first"
    assert [name for _, name in links(checked, "?state=条文有变")] == ["对擅自填埋河道的处罚"]
    amended = checked.get(f"/suggestion/{number_of(checked, '调整')}").text
    assert "八万元" in amended


def test_a_list_that_was_mended_gives_fewer_suggestions_and_keeps_the_decisions_on_the_others(checked):
    answer(checked, number_of(checked, "核实"), "待问", reason="第九条已删？")
    hand_in(checked, LIST, workbook(ROWS[:1] + ROWS[2:]), Kind.LIST)
    run_to_its_end(checked, "lists")
    assert links(checked, "?kind=合并") == []
    assert state_of(checked, number_of(checked, "核实")) == "待问", "though it stands in another row"


def test_many_are_decided_in_one_step_and_taken_back_in_one(checked):
    token = form_of(checked.get("/suggestions"))["form_token"]
    page = checked.post("/suggestions/chosen?kind=新增", data={"form_token": token, "all": "1"})
    assert "批量处理：2 条建议" in page.text
    marks = re.findall(r'name="suggestion" value="([^"]+)"', page.text)
    without = checked.post(
        "/suggestions/decide",
        data={"form_token": token, "verdict": "不采纳", "reason": "", "suggestion": marks},
    )
    assert "须写明理由" in without.text
    done = checked.post(
        "/suggestions/decide",
        data={"form_token": token, "verdict": "采纳", "reason": "", "suggestion": marks},
    )
    assert "已写入 2 条处理意见：采纳" in done.text
    assert len(links(checked, "?state=采纳")) == 2
    again = checked.post(
        "/suggestions/decide",
        data={"form_token": token, "verdict": "采纳", "reason": "", "suggestion": marks},
    )
    assert again.status_code == 409, "they were decided meanwhile"
    assert checked.post("/suggestions/undo", data=form_of(done)).status_code == 303
    assert links(checked, "?state=采纳") == []


def test_what_was_decided_is_taken_away_as_a_table(checked):
    openpyxl = pytest.importorskip("openpyxl")
    answer(checked, number_of(checked, "合并"), "不采纳", reason="=对象不同")
    answered = checked.get("/files/suggestions.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answered.content)).worksheets[0]
    head, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    assert [row["建议"] for row in rows] == ["合并", "新增", "新增", "核实"]
    assert (rows[0]["处理意见"], rows[0]["处理理由"], rows[0]["处理人"]) == ("不采纳", "=对象不同", "王")
    assert rows[1]["处理意见"] is None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert checked.get("/files/suggestions.csv").text.count("\r\n") >= 5
    assert checked.get("/files/suggestions.exe").status_code == 404


def test_the_command_writes_what_the_pages_show(checked, tmp_path):
    """`lezr suggest -o` into the folder of a run, and the pages: one file, one design."""
    from lezr_extract.pipeline.deciding.suggest import suggest, write_suggestions  # noqa: PLC0415
    from lezr_extract.pipeline.job.one_source import Options  # noqa: PLC0415

    of_pages = links(checked)
    folder = checked.app.state.settings.intake.folder
    answer(checked, int(of_pages[0][0]))
    options = Options(workers=1, rules_only=True)
    found, read = suggest((str(folder / Kind.LIST),), (str(folder / Kind.LAW),), options)
    write_suggestions(found, read, folder)
    assert sorted(links(checked)) == sorted(of_pages)
    assert len(links(checked, "?state=采纳")) == 1


def test_a_file_of_suggestions_that_is_none_is_named(checked):
    review = checked.app.state.settings.review
    review.suggestions_path.write_text("{}\n", encoding="utf-8")
    page = checked.get("/suggestions")
    assert page.status_code == 409
    assert "第 1 行不是建议" in page.text


# What is hostile, and who may what


def test_a_script_in_a_list_and_its_file_name_is_shown_as_text(fresh):
    script = "<script>alert(1)</script>"
    hand_in(fresh, "示范省河道条例.md", LAW)
    row = (
        f"《示范省河道条例》第九条{script}",
        f"示范市水利局{script}",
        f"对{script}的处罚",
        "1",
        "行政处罚",
        script,
    )
    hand_in(fresh, f"{script}示范市水利局&lt;.xlsx", workbook([row]), Kind.LIST)
    assert not run_to_its_end(fresh).failed
    number = number_of(fresh, "核实")
    answer(fresh, number, "待问", reason=script)
    for path in (
        "/intake",
        "/suggestions",
        f"/suggestion/{number}",
        "/files",
        "/record",
        f"/suggestions?words={script}",
    ):
        page = fresh.get(path)
        assert page.status_code == 200
        assert len(re.findall(r"<script", page.text)) == 2, path
    shown = fresh.get(f"/suggestion/{number}").text
    assert "对&lt;script&gt;alert(1)&lt;/script&gt;的处罚" in shown
    assert "script示范市水利局&amp;lt;.xlsx" in fresh.get("/intake").text


def test_only_who_passes_a_gate_for_that_department_decides_on_suggestions(office, made_run):
    review = office.review
    line = {
        "kind": "取消", "field": "整项", "list": "a.xlsx", "sheet": "", "row": 3, "department": "水利局",
        "name": "对甲的处罚", "type": "行政处罚", "now": "", "new": "", "reason": "已废止", "level": "冲突",
        "clauses": [], "others": [], "score": None, "about": "甲", "id": "1" * 16, "present": [],
    }  # fmt: skip
    review.suggestions_path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    reader, other = office.signed_in("看", ()), office.signed_in("教", tuple(Gate), "教育局")
    own = office.signed_in("水", (Gate.FIRST,), "水利局")
    for person in (reader, other):
        page = person.get("/suggestion/1")
        assert "您没有处理这条建议的权限" in page.text
        token = form_of(person.get("/queue"))["form_token"]
        form = {"form_token": token, "verdict": "采纳", "suggestion": "1" * 16, "seen": "0", "words_hash": ""}
        assert person.post("/suggestion/1/decide", data=form).status_code == 403
        mark = re.search(r'name="suggestion" value="([^"]+)"', person.get("/suggestions").text)[1]
        many = {"form_token": token, "verdict": "采纳", "suggestion": mark}
        assert person.post("/suggestions/decide", data=many).status_code == 403
    assert answer(own, 1).status_code == 303
    with client(review) as stranger:
        for path in (
            "/suggestions",
            "/suggestion/1",
            "/files",
            "/files/list?form=xlsx",
            "/files/suggestions.csv",
        ):
            assert stranger.get(path).headers["location"] == "/sign-in"


@pytest.mark.parametrize("path", ["/suggestion/0", "/suggestion/999", "/suggestion/99999999999999999999999"])
def test_a_suggestion_that_is_not_there_is_said_to_be_missing(checked, path):
    assert checked.get(path).status_code == 404


def test_the_list_alone_is_sent_where_a_script_asks_for_it(checked):
    page = checked.get("/suggestions", headers={"HX-Request": "true", "HX-Target": "list"})
    assert "<html" not in page.text
    assert '<table class="queue">' in page.text


def test_without_a_list_the_page_says_what_to_do(fresh):
    assert "到“收文”页交来现行清单" in fresh.get("/suggestions").text
