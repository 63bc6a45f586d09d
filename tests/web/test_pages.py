"""The pages without a script: everything can be read and decided."""

import json
import re

import pytest
from lezr_extract.records import Gate, State
from lezr_extract.store.ledger import NO_FILTER, Event, QueueFilter, first_broken
from tests.web.conftest import decide, first_entry, form_of


def standing(review, number):
    with review.queue() as queue:
        return queue.row(number)


def test_the_first_page_counts_what_waits_at_which_gate(pages, review):
    with review.queue() as queue:
        total, _ = queue.page(NO_FILTER)
    page = pages.get("/")
    assert page.status_code == 200
    assert f"<strong>{total}</strong>" in page.text
    decide(pages, first_entry(pages))
    assert '<span class="label">审查</span><strong>1</strong>' in pages.get("/").text


@pytest.mark.parametrize(
    ("query", "holds", "lacks", "note"),
    [
        ("?type=行政裁决", "行政裁决</span>", "行政处罚</span>", "by type"),
        ("?agency=海事管理机构", "海事管理机构</td>", "乡镇人民政府</td>", "by agency"),
        ("?law=浙江省示范茶园保护条例", "浙江省示范茶园保护条例》", "示范灯塔保护法》", "by law"),
        ("?words=灯塔 征收", "灯塔", "茶园", "every word must be there"),
        ("?at=确认", "没有符合条件的条目", '<td><span class="kind">', "nothing waits there yet"),
        ("?lapsed=1", "没有符合条件的条目", '<td><span class="kind">', "nothing has lapsed yet"),
        (
            "?type=没有这种",
            '<td><span class="kind">',
            "没有符合条件的条目",
            "an unknown value filters nothing",
        ),
        ("?page=999", "没有符合条件的条目", '<td><span class="kind">', "a page behind the last is empty"),
        ("?page=x", '<td><span class="kind">', "没有符合条件的条目", "no number is the first page"),
    ],
)
def test_the_queue_is_filtered(pages, query, holds, lacks, note):
    page = pages.get(f"/queue{query}")
    table = page.text.partition('<table class="queue">')[2]
    assert page.status_code == 200
    assert holds in table, note
    assert lacks not in table, note


def test_the_list_alone_is_sent_where_a_script_asks_for_it(pages):
    page = pages.get("/queue", headers={"HX-Request": "true", "HX-Target": "list"})
    assert "<html" not in page.text
    assert '<table class="queue">' in page.text


def test_an_entry_shows_its_clause_with_holder_act_sanction_and_amount_marked(pages):
    page = pages.get(f"/entry/{first_entry(pages, '?words=违法所得 罚款')}")
    for mark in ("holder", "act", "sanction", "amount"):
        assert f'<mark class="{mark}" title=' in page.text
    assert "原件：" in page.text
    assert "第 " in page.text


def test_an_entry_says_out_of_how_many_points_and_by_what_it_was_recognised(pages):
    page = pages.get("/entry/1").text
    assert re.search(
        r"<dt>把握</dt><dd>\d+ 分（满分 100；(?:由模型认出|依规则 [a-z0-9.\-]+ 认出)）</dd>", page
    )


def test_an_entry_that_is_not_there_is_said_to_be_missing(pages):
    page = pages.get("/entry/99999")
    assert page.status_code == 404
    assert "没有这一页" in page.text


def test_a_decision_moves_the_entry_on_and_leads_to_the_next_one_of_the_filter(pages, review):
    number = first_entry(pages, "?type=行政处罚")
    page = pages.get(f"/entry/{number}?type=行政处罚")
    answer = pages.post(
        f"/entry/{number}/decide?type=行政处罚", data=form_of(page) | {"verdict": "通过", "reason": ""}
    )
    assert answer.status_code == 303
    assert re.match(r"/entry/\d+\?type=", answer.headers["location"])
    assert standing(review, number).gate is Gate.EXAMINATION


def test_a_change_is_shown_in_queue_entry_and_history(pages, review):
    number = first_entry(pages)
    stands = standing(review, number)
    changed = {"name": "新的名称", "type": stands.type, "agency": "水务局", "remark": "合并"}
    assert decide(pages, number, "修改后通过", **changed).status_code == 303
    assert (standing(review, number).name, standing(review, number).agency) == ("新的名称", "水务局")
    page = pages.get(f"/entry/{number}")
    assert "名称 → 新的名称" in page.text
    assert "备注 → 合并" in page.text
    assert "类型 →" not in page.text, "what was left as it was is no change"


@pytest.mark.parametrize(
    ("verdict", "more", "words", "note"),
    [
        ("不列入", {}, "须写明理由", "a rejection needs a reason"),
        ("待问", {}, "须写明理由", "so does a question"),
        ("撤回", {}, "请选择审核意见", "an undo is no verdict"),
        ("好", {}, "请求不完整", "nor is any other word"),
        (
            "修改后通过",
            {"name": "", "type": "行政处罚", "agency": "", "remark": ""},
            "名称不能为空",
            "no empty name",
        ),
        (
            "修改后通过",
            {"name": "甲", "type": "行政", "agency": "", "remark": ""},
            "十类之一",
            "no eleventh type",
        ),
        ("通过", {"reason": "长" * 2001}, "文字太长", "no endless reason"),
        ("通过", {"gate": "审查"}, "不能作审查决定", "no gate out of turn"),
        ("通过", {"seen": "x"}, "请求不完整", "the page itself says what was seen"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_with_the_reason(pages, review, verdict, more, words, note):
    number = first_entry(pages)
    answer = decide(pages, number, verdict, **more)
    assert answer.status_code in (400, 403, 409), note
    assert words in answer.text, note
    assert standing(review, number).last == 0, note


def test_two_people_on_one_entry_get_a_page_that_says_so_and_nothing_is_overwritten(pages, review):
    number = first_entry(pages)
    form = form_of(pages.get(f"/entry/{number}"))
    decide(pages, number, "待问", reason="谁行使？")
    late = pages.post(f"/entry/{number}/decide", data=form | {"verdict": "不列入", "reason": "重复"})
    assert late.status_code == 409
    assert "没有写入：情况已变" in late.text
    assert "待答复" in late.text
    assert f'<a href="/entry/{number}">{standing(review, number).name}</a>' in late.text
    assert 'aria-label="主导航"' in late.text, "the way back is there"
    assert standing(review, number).state is State.ASKED


def test_the_last_decision_is_taken_back_and_the_history_keeps_both(pages, review):
    number = first_entry(pages)
    decide(pages, number, "不列入", reason="内部管理")
    page = pages.get(f"/entry/{number}")
    fields = form_of(page)
    answer = pages.post(f"/entry/{number}/undo", data=fields)
    assert answer.status_code == 303
    assert standing(review, number).gate is Gate.FIRST
    history = pages.get(f"/entry/{number}").text
    assert "初审　不列入" in history
    assert "初审　撤回" in history


def test_comments_are_kept_with_name_and_time(pages):
    number = first_entry(pages)
    fields = form_of(pages.get(f"/entry/{number}"))
    pages.post(f"/entry/{number}/comment", data=fields | {"words": "请核对\n原件"})
    page = pages.get(f"/entry/{number}")
    assert "<q>请核对\n原件</q>" in page.text
    assert pages.post(f"/entry/{number}/comment", data=fields | {"words": " "}).status_code == 400


def preview(pages, gate="初审", query="?type=行政处罚", **chosen):
    fields = {"form_token": form_of(pages.get("/queue"))["form_token"], "gate": gate}
    return pages.post(f"/bulk{query}", data=fields | (chosen or {"all": "1"}))


def marks(page):
    return re.findall(r'name="entry" value="([^"]+)"', page.text)


def test_a_bulk_decision_is_looked_through_written_whole_and_taken_back_whole(pages, review):
    page = preview(pages)
    entries = marks(page)
    assert len(entries) > 3
    fields = form_of(page) | {"verdict": "通过", "reason": ""}
    fields.pop("entry")
    done = pages.post("/bulk/decide", data=fields | {"entry": entries})
    assert f"已写入 {len(entries)} 项初审决定：通过" in done.text
    numbers = [int(mark.split(":")[0]) for mark in entries]
    assert {standing(review, number).gate for number in numbers} == {Gate.EXAMINATION}
    assert pages.post("/bulk/undo", data=form_of(done)).status_code == 303
    assert {standing(review, number).gate for number in numbers} == {Gate.FIRST}


def test_of_a_bulk_decision_in_which_one_was_overtaken_nothing_is_written(pages, review):
    page = preview(pages)
    entries = marks(page)
    numbers = [int(mark.split(":")[0]) for mark in entries]
    decide(pages, numbers[-1], "待问", reason="？")
    fields = form_of(page) | {"verdict": "通过", "reason": ""}
    late = pages.post("/bulk/decide", data=fields | {"entry": entries})
    assert late.status_code == 409
    assert standing(review, numbers[0]).gate is Gate.FIRST


def test_a_bulk_preview_leaves_out_what_waits_elsewhere_and_says_so(pages):
    first = first_entry(pages, "?type=行政处罚")
    decide(pages, first)
    page = preview(pages)
    assert "另有 1 项不在初审" in page.text
    assert f'value="{first}:' not in page.text


def test_the_public_view_shows_what_was_confirmed_and_no_reviewer(pages):
    number = first_entry(pages)
    assert "还没有经确认的条目" in pages.get("/public").text
    for gate in Gate:
        assert decide(pages, number, gate=gate).status_code == 303
    page = pages.get("/public")
    assert "共 <strong>1</strong> 项" in page.text
    assert "王" not in page.text.partition("<main")[2]


def test_the_record_is_shown_checked_and_exported(pages, review):
    decide(pages, first_entry(pages))
    page = pages.get("/record")
    assert "与写入时一致" in page.text
    lines = pages.get("/record.jsonl").text.splitlines()
    events = [Event(**json.loads(line)) for line in lines]
    assert [event.kind for event in events] == ["entries", "decision"]
    assert first_broken(events) is None
    with review.ledger() as ledger:
        ledger.database.execute("DROP TRIGGER events_fixed")
        ledger.database.execute("UPDATE events SET who = '赵' WHERE number = 2")
    assert "从第 2 号起与写入时不符" in pages.get("/record").text


def confirm(pages, number, **changes):
    verdict = "修改后通过" if changes else "通过"
    assert decide(pages, number, verdict, **changes).status_code == 303
    for gate in list(Gate)[1:]:
        assert decide(pages, number, gate=gate).status_code == 303


def test_the_exported_workbook_is_what_was_approved_cell_by_cell(pages, review, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    first = first_entry(pages)
    stands = standing(review, first)
    confirm(pages, first, name="=1+1", type="其他", agency="@水务局", remark="-合并")
    confirm(pages, first + 1)
    decide(pages, first + 2)
    path = tmp_path / "list.xlsx"
    path.write_bytes(pages.get("/list.xlsx").content)
    sheet = openpyxl.load_workbook(path)["清单"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(line for line in lines if "职权名称" in line)
    rows = [dict(zip(head, line, strict=True)) for line in lines[lines.index(head) + 1 :]]
    assert [row["职权名称"] for row in rows] == ["=1+1", standing(review, first + 1).name]
    assert (rows[0]["职权类型"], rows[0]["行使主体"], rows[0]["备注"]) == ("其他行政权力", "@水务局", "-合并")
    assert stands.article in rows[0]["实施依据"]
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_the_confirmed_list_comes_in_three_forms_and_no_other(pages):
    confirm(pages, first_entry(pages))
    assert pages.get("/list.csv").text.count("\r\n") >= 2
    assert len(json.loads(pages.get("/list.json").text)) >= 1
    assert pages.get("/list.exe").status_code == 404


def test_a_citation_opens_the_article_that_it_cites_among_its_neighbours(pages):
    number = first_entry(pages, "?words=责令停止违法行为 限期拆除")
    page = pages.get(f"/entry/{number}")
    where = re.search(r'引用：.*?<a href="(/law/[^"]+)"', page.text, re.DOTALL)[1]
    law = pages.get(where)
    assert law.status_code == 200
    assert 'class="card provision here"' in law.text
    assert law.text.count("<article") == 7
    whole = pages.get(where.rpartition("/")[0])
    assert whole.text.count("<article") > 7


@pytest.mark.parametrize("path", ["/law/none", "/law/none/第一条", "/law/x%27%20OR%201=1"])
def test_a_law_that_is_not_there_is_said_to_be_missing(pages, path):
    assert pages.get(path).status_code == 404


def finding(review, words="罚款", level="冲突"):
    """A line of findings.jsonl on the article of the first entry whose clause has ``words``."""
    with review.queue() as queue:
        row = queue.page(QueueFilter(words=words))[1][0]
    basis = review.entry(row.number, NO_FILTER).entry.bases[0]
    side = {"law_id": basis.law_id, "law": basis.law_title, "rank": basis.rank, "version": "2020",
            "article": basis.article, "text": basis.text}  # fmt: skip
    higher = side | {
        "law_id": "other",
        "law": "示范上位法<b>",
        "article": "第九条",
        "text": "处一千元以下罚款",
    }
    return row, {
        "kind": "conflict", "level": level, "rule": "C01", "a": higher, "b": side, "explanation": "高于上位法的上限",
        "authority": "《行政处罚法》第十二条", "guards": [{"name": "同一行为", "passed": True, "words": "是"}],
        "not_compared": ["附件"], "differences": [], "sort": "",
    }  # fmt: skip


def test_what_comparing_found_stands_beside_the_entry_and_filters_the_queue(pages, review):
    row, line = finding(review)
    assert "没有符合条件的条目" in pages.get("/queue?level=冲突").text
    review.findings_path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    page = pages.get(f"/entry/{row.number}")
    assert "高于上位法的上限" in page.text
    assert "《示范上位法&lt;b&gt;》第九条" in page.text
    assert "未比较：附件" in page.text
    table = pages.get("/queue?level=提示").text.partition('<table class="queue">')[2]
    assert table.count(">冲突</span>") >= 1
    assert row.name in table
    review.findings_path.unlink()
    assert "对照所见</h2>" not in pages.get(f"/entry/{row.number}").text


def test_a_filter_by_level_shows_that_level_and_graver_ones(pages, review):
    _, line = finding(review, level="疑似")
    review.findings_path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    assert "没有符合条件的条目" in pages.get("/queue?level=冲突").text
    assert "没有符合条件的条目" not in pages.get("/queue?level=疑似").text


def test_the_record_says_in_words_what_happened_and_keeps_the_original_beside(pages, review):
    number = first_entry(pages)
    name = standing(review, number).name
    decide(pages, number, "不列入", reason="内部管理")
    fields = form_of(pages.get(f"/entry/{number}"))
    pages.post(f"/entry/{number}/comment", data=fields | {"words": "请核对"})
    page = pages.get("/record").text
    assert f"初审　不列入　{name}　内部管理" in page
    assert f"{name}　请核对" in page
    assert "&#34;verdict&#34;:&#34;不列入&#34;" in page


def test_times_are_those_of_china(pages, review, monkeypatch):
    number = first_entry(pages)
    monkeypatch.setattr("lezr_extract.web.pages.entry.now", lambda: "2026-01-01T20:30:00.000+00:00")
    decide(pages, number)
    assert "2026-01-02 04:30" in pages.get(f"/entry/{number}").text
    assert "2026-01-02 04:30" in pages.get("/record").text
