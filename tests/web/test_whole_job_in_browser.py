"""The whole job of an office in a real browser, from two regulations and a present list to the list that is published.

Two regulations and a present list are handed in and read; four people with accounts of their own take twenty entries
through the four gates and work off the suggestions; a regulation is amended; what still holds is taken away as Excel and
Word, and each cell is what was approved. Every step goes on where the one before ended, so they run in this order.
"""

import csv
import io
import re
from types import SimpleNamespace

import docx
import openpyxl
import pytest
from lezr_extract.pipeline.deciding.intake import empty_run
from lezr_extract.pipeline.deciding.review import Review, now
from lezr_extract.powerlist.export.columns import basis_text, type_words
from lezr_extract.records import Gate, Person
from lezr_extract.store import Store
from lezr_extract.store.ledger import People
from lezr_extract.vocabulary.list_templates import ready_templates
from lezr_extract.web import passwords
from tests.conftest import ROOT, SAMPLES
from tests.powerlist.test_export_elsewhere import CSV, OFFICE, converted
from tests.web.conftest import PASSWORD
from tests.web.present import workbook
from tests.web.serving import Served

pytestmark = pytest.mark.browser

LAWS = ("浙江省示范茶园保护条例.md", "示范竹筏运输管理条例.md")
LIST = "青溪县交通运输局权责清单.xlsx"
AMENDED = {
    "处3万元以上10万元以下的罚款": "处5万元以上20万元以下的罚款",
    "公布　自2011年8月1日起施行": "公布　根据2024年3月10日《国务院关于修改部分行政法规的决定》修订",
}
"""One fine of the second regulation and its date; no other article changes."""
TWENTY = range(1, 21)
CHANGED = {
    (Gate.FIRST, 5): {"name": "对示范茶园的征收"},
    (Gate.EXAMINATION, 15): {"agency": "青溪县交通运输局"},
    (Gate.JOINT, 17): {"type": "行政强制", "remark": "=经会审改列"},
}
"""Gate and entry → what is changed there."""
REJECTED, ASKED = 18, 11
APPROVED = [number for number in TWENTY if number not in (REJECTED, ASKED)]
SUGGESTED = {
    "取消": ("采纳", ""),
    "合并": ("不采纳", "两项承办机构不同"),
    "新增": ("待问", "是否由本局行使？"),
}
TITLE = "公示"


@pytest.fixture(scope="module")
def office(tmp_path_factory, browser):
    """The office: its folder with nothing in it, its keeper's account, and a browser for each person."""
    folder = tmp_path_factory.mktemp("office") / "青溪县交通运输局"
    empty_run(folder)
    review = Review(folder)
    with review.ledger() as ledger:
        keeper = Person("主任", (), keeper=True)
        People(ledger).keep(keeper, passwords.made(PASSWORD), "主任", now())
    pages, strayed = {}, []
    with Served(review) as served:

        def person(name):
            """The page of the person's own browser, signed in."""
            if name not in pages:
                context = browser.new_context(viewport={"width": 1366, "height": 768}, accept_downloads=True)
                context.set_default_timeout(15_000)
                page = pages[name] = context.new_page()
                page.on("request", lambda r: r.url.startswith(served.address) or strayed.append(r.url))
                page.on("pageerror", lambda error: strayed.append(str(error)))
                page.goto(served.address)
                page.get_by_label("账户").fill(name)
                page.get_by_label("密码").fill(PASSWORD)
                page.get_by_role("button", name="登录").click()
                page.wait_for_url(served.address + "/")
            return pages[name]

        yield SimpleNamespace(
            review=review, address=served.address, person=person, folder=folder, files={}, failed=False
        )
        for page in pages.values():
            page.context.close()
    assert strayed == [], "nothing is asked of another host, and no script fails"


@pytest.fixture(autouse=True)
def in_order(office, request):
    """After a step that failed the others say that they were not tried."""
    if office.failed:
        pytest.skip("a step before this one failed")
    before = request.session.testsfailed
    yield
    office.failed = request.session.testsfailed > before


def go(page, name):
    """Opens a page by the navigation, as people do."""
    page.get_by_role("navigation", name="主导航").get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state()


def hand_in(page, kind, *files):
    """Hands files (name and bytes) in on the page of intake."""
    go(page, "收文")
    form = page.locator("form", has=page.locator(f'input[name="kind"][value="{kind}"]')).first
    form.locator('input[type="file"]').set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": words} for name, words in files]
    )
    form.get_by_role("button", name="交来").click()
    page.wait_for_load_state()


def read_all(page):
    """Starts the run and waits for its end; gives what it came to."""
    go(page, "收文")
    page.get_by_role("button", name="开始").click()
    page.get_by_role("button", name="开始").wait_for(timeout=120_000)
    return page.locator("#state [role=status]").inner_text()


def entries(office):
    with Store.read(office.review.database) as store:
        return dict(store.numbered_entries())


def standings(office):
    with office.review.queue() as queue:
        return {number: queue.row(number) for number in TWENTY}


def test_1_the_keeper_makes_four_accounts(office):
    page = office.person("主任")
    for gate in Gate:
        go(page, "账户")
        form = page.locator("form", has_text="新账户")
        form.get_by_label("姓名").fill(f"{gate}员")
        form.get_by_label(str(gate), exact=True).check()
        form.get_by_label("密码").fill(PASSWORD)
        form.get_by_role("button", name="建立").click()
        page.get_by_role("heading", name=f"{gate}员").wait_for()
    with office.review.ledger() as ledger:
        assert {one.name: one.gates for one in People(ledger).all()} == {
            "主任": (),
            **{f"{gate}员": (gate,) for gate in Gate},
        }


def test_2_two_regulations_and_the_present_list_are_handed_in_and_read(office):
    page = office.person("主任")
    hand_in(page, "来文", *((name, (SAMPLES / name).read_bytes()) for name in LAWS))
    source = (ROOT / "corpora" / "lists" / f"{LIST.partition('.')[0]}.csv").read_text("utf-8-sig")
    title, head, *rows = csv.reader(io.StringIO(source, newline=""))
    hand_in(page, "现行清单", (LIST, workbook(rows, head, title[0])))
    assert page.get_by_text("5 项").count() == 1
    assert "拟列 21 项" in read_all(page)
    assert page.locator("#state").get_by_text("核对了现行清单 5 项，提出建议 5 条").count() == 1


@pytest.mark.parametrize("gate", Gate)
def test_3_twenty_entries_pass_the_gates_each_before_its_own_person(office, gate):
    page = office.person(f"{gate}员")
    for number in TWENTY:
        # Each decision leads to the next entry by itself; only what does not wait here is passed over.
        if page.url != f"{office.address}/entry/{number}":
            page.goto(f"{office.address}/entry/{number}")
        if page.locator("form.decide").count() == 0:
            assert number in (REJECTED, ASKED), "an entry waits where it should not"
            continue
        assert page.get_by_role("heading", name=f"{gate}决定").count() == 1
        new = CHANGED.get((gate, number))
        if new:
            page.keyboard.press("c")
            for field, words in new.items():
                box = page.locator(f"[name={field}]")
                box.select_option(words) if field == "type" else box.fill(words)
        elif number == REJECTED:
            page.keyboard.press("r")
            page.get_by_label("理由").fill("是公民的权利，不是行政权力")
        elif number == ASKED:
            page.keyboard.press("q")
            page.get_by_label("理由").fill("是否属于行政处罚？")
        else:
            page.keyboard.press("a")
        before = page.url
        page.get_by_role("button", name="提交").click()
        page.wait_for_url(lambda url, before=before: url != before)
    waiting = {row.gate for number, row in standings(office).items() if number in APPROVED}
    assert waiting == {gate.following}


def test_4_the_wrong_person_sees_the_entry_and_can_decide_nothing(office):
    page = office.person(f"{Gate.JOINT}员")
    page.goto(f"{office.address}/entry/21")
    assert page.get_by_text("您没有在这一环节审核它的权限").count() == 1
    page.goto(f"{office.address}/intake")
    assert page.get_by_text("只有台账管理员可以打开这一页").count() == 1


def test_5_the_suggestions_are_worked_off_with_the_present_entry_beside_the_drafted_one(office):
    page = office.person(f"{Gate.EXAMINATION}员")
    go(page, "建议")
    assert page.locator("table.queue tbody tr .kind").all_inner_texts() == [
        "取消",
        "调整",
        "调整",
        "合并",
        "新增",
    ]
    for kind, (verdict, reason) in SUGGESTED.items():
        page.goto(f"{office.address}/suggestions?kind={kind}")
        page.locator("a.name").first.click()
        page.get_by_role("heading", name="现行清单与程序拟列").wait_for()
        page.wait_for_load_state()
        page.keyboard.press({"采纳": "a", "不采纳": "r", "待问": "q"}[verdict])
        page.get_by_label("理由").fill(reason)
        before = page.url
        page.get_by_role("button", name="提交").click()
        page.wait_for_url(lambda url, before=before: url != before)
    go(page, "建议")
    assert page.locator("table.queue tbody tr").first.get_by_text("待问").count() == 1
    for state, number in (("采纳", 1), ("不采纳", 1), ("未处理", 2)):
        page.goto(f"{office.address}/suggestions?state={state}")
        assert page.locator("a.name").count() == number


def test_6_an_amended_regulation_lapses_what_rests_on_it_and_nothing_else(office):
    before = standings(office)
    words = (SAMPLES / LAWS[1]).read_text(encoding="utf-8")
    for old, new in AMENDED.items():
        assert old in words
        words = words.replace(old, new)
    page = office.person("主任")
    hand_in(page, "来文", (LAWS[1], words.encode()))
    assert "拟列 21 项" in read_all(page)
    on_ninth = [
        number for number, entry in entries(office).items()
        if any((basis.law_title, basis.article) == ("示范竹筏运输管理条例", "第九条") for basis in entry.bases)
    ]  # fmt: skip
    assert on_ninth == [19]
    after = standings(office)
    assert {number for number, row in after.items() if row.lapsed} == {19}
    for number in set(TWENTY) - {19}:
        assert (after[number].state, after[number].gate) == (before[number].state, before[number].gate)
    go(page, "概览")
    page.get_by_text("1 个条目的条文有变，原决定已失效").click()
    page.locator("a.name").click()
    page.wait_for_load_state()
    assert page.locator(".history .lapsed").count() == 4, "all four gates are to be passed anew"
    assert page.get_by_text("5万元以上20万元").count() >= 1


def test_7_what_was_decided_on_a_suggestion_is_kept_or_lapses_with_its_clause(office):
    page = office.person(f"{Gate.EXAMINATION}员")
    go(page, "建议")
    first = page.locator("table.queue tbody tr").first
    assert first.get_by_text("条文有变").count() == 1
    assert first.get_by_text("合并").count() == 1, "it rests on the article that was amended"
    first.locator("a.name").click()
    page.get_by_text("原处理意见已失效").wait_for()
    assert page.locator(".history .lapsed").count() == 1
    page.goto(f"{office.address}/suggestions?state=待问")
    assert page.locator("a.name").count() == 1, "what rests on another article is as it was"
    page.goto(f"{office.address}/suggestions?kind=调整")
    page.locator("a.name").first.click()
    assert page.get_by_text("所引“3”，条文为“5”").count() == 1, "and the amendment is itself suggested"


def saved(page, click):
    """The bytes and the name of what a click saves."""
    with page.expect_download() as waiting:
        click()
    return waiting.value.path().read_bytes(), waiting.value.suggested_filename


def rows_of_workbook(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), "no cell is a formula"
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


def rows_of_document(content):
    (table,) = docx.Document(io.BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def approved(office):
    """What the people above approved, as rows under the headings of the template; not what the export says."""
    found, changes = [], {}
    for (_, number), new in CHANGED.items():
        changes[number] = new
    for number, entry in entries(office).items():
        if number in APPROVED and number != 19:
            new = changes.get(number, {})
            found.append({
                "职权名称": new.get("name", entry.name),
                "职权类型": type_words(new.get("type", entry.type)),
                "实施依据": basis_text(entry.bases),
                "行使主体": new.get("agency", entry.agency),
                "备注": new.get("remark", ""),
            })  # fmt: skip
    return found


def listed(lines):
    """The rows of entries under their headings, and the headings."""
    head = next(line for line in lines if "职权名称" in line)
    rows = [line for line in lines[lines.index(head) + 1 :] if line[0].isdecimal()]
    return [dict(zip(head, row, strict=True)) for row in rows], head


@pytest.mark.parametrize(
    ("button", "ending", "rows_of"),
    [("Excel", ".xlsx", rows_of_workbook), ("Word", ".docx", rows_of_document)],
)
def test_8_each_cell_of_what_is_taken_away_is_what_was_approved(office, button, ending, rows_of):
    page = office.person(f"{Gate.CONFIRMATION}员")
    go(page, "取走结果")
    page.get_by_label("栏目").select_option(TITLE)
    form = page.locator("form", has=page.get_by_label("栏目"))
    content, name = saved(page, form.get_by_role("button", name=button, exact=True).click)
    assert name == f"权责清单（已确认）{ending}"
    office.files[ending] = content
    rows, head = listed(rows_of(content))
    wanted = approved(office)
    clauses = {basis_text(one.bases): [basis.text for basis in one.bases] for one in entries(office).values()}
    assert len(wanted) == 17
    assert len(rows) == len(wanted)
    assert head[: len(ready_templates()[TITLE].columns)] == [
        c.heading for c in ready_templates()[TITLE].columns
    ]
    for row, entry in zip(sorted(rows, key=str_key), sorted(wanted, key=str_key), strict=True):
        for heading, words in row.items():
            if heading not in ("序号", "条目标识"):
                assert words == entry.get(heading, ""), heading
        # Word for word what the regulation says, whatever stands around it.
        cell = "".join(row["实施依据"].split())
        assert all("".join(words.split()) in cell for words in clauses[row["实施依据"]])


def str_key(row):
    return row["职权名称"], row["实施依据"], row["行使主体"]


def test_9_workbook_and_document_hold_the_same_cells(office):
    of_workbook, _ = listed(rows_of_workbook(office.files[".xlsx"]))
    of_document, head = listed(rows_of_document(office.files[".docx"]))
    kept = [heading for heading in head if heading != "序号"]
    same = [[[row[heading] for heading in kept] for row in rows] for rows in (of_workbook, of_document)]
    assert sorted(same[0]) == sorted(same[1])


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_9_libreoffice_opens_both_and_shows_what_was_approved(office, ending, tmp_path):
    path = tmp_path / f"清单{ending}"
    path.write_bytes(office.files[ending])
    out = tmp_path / "另存"
    out.mkdir()
    if ending == ".xlsx":
        made = next(one for one in converted(path, CSV, out) if one.stem.endswith("清单"))
        with made.open(encoding="utf-8", newline="") as file:
            rows, _ = listed(list(csv.reader(file)))
    else:
        (made,) = converted(path, "docx", out)
        rows, _ = listed(rows_of_document(made.read_bytes()))
    wanted = sorted(approved(office), key=str_key)
    for row, entry in zip(sorted(rows, key=str_key), wanted, strict=True):
        assert {heading: row[heading] for heading in entry} == entry


def test_9_the_other_results_are_there_too(office):
    page = office.person(f"{Gate.CONFIRMATION}员")
    go(page, "取走结果")
    pairs = page.locator("table", has_text="以前交来的文本")
    content, name = saved(page, pairs.get_by_role("link", name="Word").first.click)
    assert name == "示范竹筏运输管理条例新旧对照表.docx"
    words = "\n".join(cell for row in rows_of_document(content) for cell in row)
    assert "3万元以上10万元" in words
    assert "5万元以上20万元" in words
    table = page.locator("section", has=page.get_by_role("heading", name="建议的处理情况"))
    content, _ = saved(page, table.get_by_role("link", name="Excel").click)
    head, *lines = rows_of_workbook(content)
    said = {row["建议"]: row["处理意见"] for line in lines for row in [dict(zip(head, line, strict=True))]}
    assert said == {"取消": "采纳", "调整": "", "合并": "", "新增": "待问"}, "what lapsed is open again"
    go(page, "公示")
    assert page.get_by_text("对示范茶园的征收").count() == 1
    assert page.locator("main").get_by_text(re.compile("初审员|审查员|会审员|确认员")).count() == 0


def test_9_the_record_of_it_all_is_whole(office):
    page = office.person("主任")
    go(page, "台账")
    assert page.get_by_text("与写入时一致").count() == 1
    with office.review.ledger() as ledger:
        kinds = [event.kind for event in ledger.events()]
    assert kinds.count("decision") == 20 + 18 * 3
    assert kinds.count("suggestion") == len(SUGGESTED)
    assert kinds.count("handed-in") == 4
