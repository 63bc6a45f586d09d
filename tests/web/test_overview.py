"""The overview pages without a script: what they count, that every drawing has its table, and that text stays text."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lezr_extract.pipeline.deciding.days import Days
from lezr_extract.pipeline.deciding.intake import empty_run
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.pipeline.deciding.sharing import Sharing, organs_of
from lezr_extract.pipeline.deciding.suggest import suggest, write_suggestions
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run
from lezr_extract.store.ledger import QueueFilter
from lezr_extract.web.settings import local_person
from tests.web.conftest import client, decide
from tests.web.present import workbook

LAW = """# 示范省河道条例

2020年5月1日示范省人民代表大会常务委员会公布

第一条 擅自填埋河道的，由水行政主管部门、自然资源主管部门按照职责分工责令限期改正，处一万元以上五万元以下罚款。

第二条 在河道内采砂的，应当经水行政主管部门批准，取得采砂许可证。公安机关应当对采砂船舶进行登记检查。

第三条 水行政主管部门和公安机关应当对采砂活动进行监督检查。

第四条 公安机关、水行政主管部门可以对阻碍采砂检查的船舶予以扣押。

第五条 本条例自2020年6月1日起施行。
"""
OTHER = """# 示范省渔港条例

2021年5月1日示范省人民代表大会常务委员会公布

第一条 渔业主管部门应当对渔港内的采砂活动进行监督检查。

第二条 本条例自2021年6月1日起施行。
"""
PAGES = ("/", "/totals", "/overlaps", "/network", "/versions")
WATER, POLICE, LAND = "水行政主管部门", "公安机关", "自然资源主管部门"
RULES_ONLY = Options(workers=1, rules_only=True)


def made(folder, *texts):
    for number, text in enumerate(texts):
        (Path(folder) / f"{number}.md").write_text(text, encoding="utf-8")
    run([str(folder)], folder / "out", RULES_ONLY)
    return Review(folder / "out")


@pytest.fixture(scope="module")
def kept_run(tmp_path_factory):
    """One run for all tests; nobody writes to it."""
    folder = tmp_path_factory.mktemp("river")
    made(folder, LAW, OTHER)
    (folder / "out" / "review.db").unlink()
    return folder


@pytest.fixture
def review(kept_run, tmp_path):
    shutil.copytree(kept_run, tmp_path, dirs_exist_ok=True)
    return Review(tmp_path / "out")


@pytest.fixture
def pages(review):
    with client(review, local=local_person("王")) as opened:
        yield opened


def between(pages, one, other, **more):
    return pages.get("/overlaps/between", params={"a": one, "b": other} | more)


def cell(page, one, other):
    """The number in the heat map where two organs meet; 0 where the map leaves it white."""
    found = re.search(rf"<title>{one} 与 {other}：(\d+) 处</title>", page.text)
    return int(found[1]) if found else 0


def entry_of(review, name):
    with review.queue() as queue:
        return next(row for row in queue.rows(QueueFilter()) if row.name.startswith(name))


def drawings(page):
    return re.findall(r"<svg class=\"chart\".*?</svg>", page.text, re.DOTALL)


@pytest.mark.parametrize("path", PAGES)
def test_every_drawing_has_a_title_a_description_and_a_table_and_leaves_the_policy_whole(pages, path):
    page = pages.get(path)
    assert page.status_code == 200
    assert drawings(page), path
    assert page.text.count("<table") >= 1
    for drawing in drawings(page):
        names = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', drawing)
        assert re.search(rf'<title id="{names[1]}">[^<]+</title><desc id="{names[2]}">[^<]+</desc>', drawing)
        links = re.findall(r"<a [^>]*>", drawing)
        assert all('tabindex="-1"' in link for link in links), "the table has these links for the keyboard"
    assert not re.search(r"\sstyle=|<style|<script(?! src)|\son[a-z]+=", page.text)
    assert not re.search(r'(?:href|src)="(?:https?:)?//', page.text)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_drawing_stands_in_a_table_too(pages, path):
    page = pages.get(path)
    drawn = {link for drawing in drawings(page) for link in re.findall(r'<a href="([^"]+)"', drawing)}
    outside = page.text
    for drawing in drawings(page):
        outside = outside.replace(drawing, "")
    plain = set(re.findall(r'<a href="([^"]+)"', outside))
    # A cell is in the map once for either order of its pair.
    turned = {re.sub(r"a=([^&]+)&amp;b=([^&]+)", r"a=\2&amp;b=\1", link) for link in plain}
    assert drawn <= plain | turned


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_database_says_what_to_do(tmp_path, path):
    empty_run(tmp_path / "out")
    with client(Review(tmp_path / "out"), local=local_person("王")) as pages:
        page = pages.get(path)
    assert page.status_code == 200
    assert re.search(r"请在“收文”页交来法规|把旧版本、修改决定和法规一起交来", page.text)


def test_the_map_counts_the_articles_on_which_two_organs_have_entries(pages):
    page = pages.get("/overlaps")
    assert cell(page, POLICE, WATER) == cell(page, WATER, POLICE) == 3
    assert cell(page, WATER, LAND) == 1
    assert cell(page, POLICE, LAND) == 0
    assert f'aria-label="{POLICE}与{WATER}共管的 3 处"' in page.text


def test_a_cell_opens_what_the_two_share_with_both_texts_side_by_side(pages):
    page = between(pages, WATER, POLICE)
    assert f"<h1>{WATER} 与 {POLICE}</h1>" in page.text
    assert page.text.count('<article class="share">') == 3
    second = page.text.partition("第二条</a>")[2].partition("</article>")[0]
    left, _, right = second.partition(f"<h4>{POLICE}")
    assert "采砂许可证核发" in left
    assert "对采砂船舶的监督检查" in right
    assert '<mark class="holder" title="行使主体">水行政主管部门</mark>' in left
    assert '<mark class="holder" title="行使主体">公安机关</mark>' in right


@pytest.mark.parametrize(
    ("one", "other", "article", "sort", "note"),
    [
        (WATER, LAND, "第一条", "牵头配合", "按照职责分工 divides the work"),
        (WATER, POLICE, "第二条", "同条分列", "an entry each: perhaps not the same act"),
        (WATER, POLICE, "第四条", "同一事项两主体", "one entry that both exercise"),
    ],
)
def test_each_shared_article_says_of_what_sort_it_is(pages, one, other, article, sort, note):
    part = between(pages, one, other).text.partition(f"{article}</a>")[2]
    assert part.startswith(f'<span class="sort">{sort}</span>'), note


def test_two_organs_that_share_nothing_are_said_to(pages):
    page = between(pages, POLICE, LAND)
    assert page.status_code == 404
    assert "没有共管的事项" in page.text


def test_one_type_alone_is_counted(pages):
    page = pages.get("/overlaps?type=行政强制")
    assert cell(page, POLICE, WATER) == 1
    assert between(pages, POLICE, WATER, type="行政强制").text.count('<article class="share">') == 1
    assert "没有与其他机关共管的行政奖励事项" in pages.get("/overlaps?type=行政奖励").text


def test_one_organ_alone_shows_those_that_it_shares_with(pages):
    page = pages.get("/network", params={"of": LAND})
    assert 'class="node chosen"' in page.text
    assert POLICE not in drawings(page)[0]
    assert WATER in drawings(page)[0]
    assert "没有与其他机关共管" in pages.get("/network", params={"of": "没有这个机关"}).text


def test_an_entry_that_is_not_listed_or_goes_to_another_organ_is_no_longer_shared(pages, review):
    decide(pages, entry_of(review, "对阻碍采砂检查").number, "不列入", reason="重复")
    assert cell(pages.get("/overlaps"), POLICE, WATER) == 2
    row = entry_of(review, "对采砂活动")
    changed = {"name": row.name, "type": row.type, "agency": "应急管理部门", "remark": ""}
    decide(pages, row.number, "修改后通过", **changed)
    page = pages.get("/overlaps")
    assert cell(page, POLICE, WATER) == 1
    assert "应急管理部门" not in drawings(page)[0]


def test_the_network_is_drawn_the_same_every_time(pages, review):
    first = drawings(pages.get("/network"))
    with client(Review(review.database), local=local_person("李")) as anew:
        assert drawings(anew.get("/network")) == first


def test_a_name_with_script_in_it_is_shown_as_text(pages, review):
    row, bad = entry_of(review, "采砂许可证"), '<script>alert("1")</script>&局'
    changed = {"name": row.name, "type": row.type, "agency": bad, "remark": ""}
    decide(pages, row.number, "修改后通过", **changed)
    for page in (
        *map(pages.get, PAGES),
        between(pages, POLICE, bad),
        pages.get("/network", params={"of": bad}),
    ):
        assert page.status_code == 200
        assert "<script>" not in page.text
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;&amp;局" in pages.get("/overlaps").text
    assert 'href="/overlaps/between?a=' in pages.get("/overlaps").text


def finding(review, kind="overlap"):
    """A line of findings.jsonl that joins the inspection of sand digging in both laws."""
    sides = []
    with review.queue() as queue:
        rows = {row.law: row for row in queue.rows(QueueFilter(words="采砂活动"))}
    for law in ("示范省河道条例", "示范省渔港条例"):
        basis = review.entry(rows[law].number, QueueFilter()).entry.bases[0]
        sides.append({"law_id": basis.law_id, "law": law, "article": basis.article, "text": basis.text})
    return {
        "kind": kind, "level": "提示", "rule": "C17", "a": sides[0], "b": sides[1], "sort": "同一事项两主体",
        "explanation": "两个条例都规定了采砂检查",
    }  # fmt: skip


def test_an_act_that_comparing_found_in_two_laws_is_shared_by_their_organs(pages, review):
    with review.queue() as queue:
        (fish,) = organs_of(next(r.agency for r in queue.rows(QueueFilter()) if r.law == "示范省渔港条例"))
    assert cell(pages.get("/overlaps"), WATER, fish) == 0
    line = json.dumps(finding(review), ensure_ascii=False)
    review.findings_path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    page = between(pages, WATER, fish)
    assert page.text.count('<article class="share">') == 1, "the same finding twice is one act"
    assert "两个条例都规定了采砂检查" in page.text
    assert "《示范省河道条例》第三条</a>" in page.text
    assert "《示范省渔港条例》第一条</a>" in page.text


def test_an_article_that_two_present_lists_cite_is_shared_by_their_departments(pages, review):
    rows = [
        {"department": name, "name": f"{name}的事项<b>", "type": None, "holder": name, "where": "表1 第3行"}
        for name in ("甲局", "乙局")
    ]
    line = {
        "kind": "overlap", "law": "水法", "article": "第九条", "departments": ["甲局", "乙局"], "entries": rows,
        "sort": "同一事项两主体", "explanation": "两份清单都引用", "authority": "",
    }  # fmt: skip
    words = "\n".join(json.dumps(one, ensure_ascii=False) for one in ({"kind": "entry"}, line))
    review.database.with_name("overlaps.jsonl").write_text(words, encoding="utf-8")
    assert cell(pages.get("/overlaps"), "甲局", "乙局") == 1
    page = between(pages, "甲局", "乙局")
    assert "《水法》第九条" in page.text
    assert "甲局的事项&lt;b&gt;" in page.text
    review.database.with_name("overlaps.jsonl").unlink()
    assert cell(pages.get("/overlaps"), "甲局", "乙局") == 0


def test_two_departments_whose_lists_were_handed_in_meet_in_the_map(pages, review, tmp_path):
    lists = tmp_path / "现行清单"
    lists.mkdir()
    for bureau in ("示范市水利局", "示范市公安局"):
        rows = [
            (
                "《示范省河道条例》第三条 水行政主管部门和公安机关应当对采砂活动进行监督检查。",
                bureau,
                "采砂检查",
                "1",
                "行政检查",
                "",
            )
        ]
        (lists / f"{bureau}权责清单.xlsx").write_bytes(workbook(rows, title=f"{bureau}权责清单"))
    found, checked = suggest((str(lists),), (str(tmp_path / "0.md"),), RULES_ONLY)
    write_suggestions(found, checked, review.database.parent)
    assert cell(pages.get("/overlaps"), POLICE, WATER) == 4, "three articles of the law, and one of the lists"
    page = between(pages, POLICE, WATER)
    assert "现有清单 1" in page.text
    assert "示范市水利局权责清单.xlsx" in page.text


def test_progress_draws_the_numbers_that_its_table_has(pages, review):
    decide(pages, entry_of(review, "采砂许可证").number)
    page = pages.get("/")
    assert "<title>行政许可　审查：1 项</title>" in page.text
    assert re.search(r'type=%E8%A1%8C%E6%94%BF%E8%AE%B8%E5%8F%AF&amp;at=%E5%AE%A1%E6%9F%A5">1</a>', page.text)


def test_decisions_are_counted_by_the_day_in_china_and_gate_and_what_is_taken_back_apart(pages, review):
    number = entry_of(review, "采砂许可证").number
    decide(pages, number)
    decide(pages, number, gate="审查")
    with review.ledger() as ledger:
        (last,) = [one.number for one in ledger.events() if '"gate":"审查"' in one.body]
        ledger.undo(last, "王", "2026-01-01T17:30:00.000+00:00")
    today = datetime.now(UTC).date()
    page = pages.get("/totals")
    assert re.search(r"<title>\d\d-\d\d　初审：1 件</title>", page.text)
    assert re.search(r"<title>\d\d-\d\d　审查：1 件</title>", page.text)
    days = re.findall(r'<th scope="row" class="num">(\d{4}-\d\d-\d\d)</th><td class="n">1</td>', page.text)
    assert days, today
    with review.overview() as overview:
        (late,) = [row for row in overview.day_counts(0, 99) if row.verdict == "撤回"]
    assert late.day == "2026-01-02", "half past five in the evening UTC is the next day in China"


def test_each_run_adds_a_column_by_type(pages, review, tmp_path):
    assert "比上次" not in pages.get("/totals").text
    (tmp_path / "1.md").unlink()
    run([str(tmp_path / "0.md")], tmp_path / "out", RULES_ONLY)
    page = pages.get("/totals")
    assert page.text.count("比上次 -1") >= 1
    table = page.text.partition("<h2>历次梳理</h2>")[2]
    assert table.count("<tr>") == 3


def test_confirmed_entries_grow_over_the_days(pages, review):
    number = entry_of(review, "采砂许可证").number
    for gate in ("初审", "审查", "会审", "确认"):
        decide(pages, number, gate=gate)
    assert re.search(r"<title>\d\d-\d\d　已确认：1 项</title>", pages.get("/totals").text)


def test_a_confirmation_that_is_taken_back_is_no_longer_counted(pages, review):
    number = entry_of(review, "采砂许可证").number
    for gate in ("初审", "审查", "会审", "确认"):
        decide(pages, number, gate=gate)
    with review.ledger() as ledger:
        last = max(event.number for event in ledger.events())
        ledger.undo(last, "王", "2026-01-02T03:00:00.000+00:00")
    assert "还没有经确认的条目" in pages.get("/totals").text


def test_a_ledger_from_before_the_totals_of_runs_says_that_it_has_none(pages, review):
    with review.ledger() as ledger:
        ledger.execute("DELETE FROM run_totals")
    page = pages.get("/totals")
    assert page.status_code == 200
    assert "没有记下各类型的数目" in page.text
    assert "<h2>历次梳理</h2>" in page.text


def test_days_are_counted_anew_where_another_ledger_takes_the_place_of_the_first(review):
    days = Days()
    with review.ledger() as ledger:
        ledger.note("comment", "王", "2026-01-01T00:00:00.000+00:00", {"entry": "x", "words": "y"})
    with client(review, local=local_person("王")) as pages:
        decide(pages, entry_of(review, "采砂许可证").number)
        with review.overview() as overview:
            assert sum(days.counts(overview).values()) == 1
            assert sum(days.counts(overview).values()) == 1, "what was counted is not counted again"
    for path in review.ledger_path.parent.glob("review.db*"):
        path.unlink()
    anew = Review(review.database)
    with anew.overview() as overview:
        assert sum(days.counts(overview).values()) == 0


@pytest.mark.parametrize(
    ("agency", "organs", "note"),
    [
        ("县级以上地方人民政府水行政主管部门", (WATER,), "whatever the level"),
        ("公安机关、水行政主管部门", (POLICE, WATER), "each of two"),
        ("工商行政管理部门", ("市场监督管理部门",), "an old name with one successor is what became of it"),
        ("有关主管部门", (), "nobody in particular"),
        ("", (), "not known yet"),
        ("示范市灯塔保护中心", ("示范市灯塔保护中心",), "not in the registry: by its own name"),
    ],
)
def test_organs_are_counted_by_system_and_todays_name(agency, organs, note):
    assert organs_of(agency) == organs, note


def test_counting_on_from_a_run_comes_to_the_same_as_counting_from_the_start(pages, review):
    sharing = pages.app.state.sharing
    with review.overview() as overview:
        sharing.acts(overview)
    row = entry_of(review, "对采砂活动")
    decide(
        pages,
        row.number,
        "修改后通过",
        name=row.name,
        type="行政处罚",
        agency="应急管理部门、公安机关",
        remark="",
    )
    decide(pages, entry_of(review, "采砂许可证").number, "不列入", reason="重复")
    for kind in ("", "行政检查", "行政处罚"):
        with review.overview() as overview:
            later, anew = sharing.acts(overview, kind), Sharing(review).acts(overview, kind)
        assert later == anew, kind
        assert ("公安机关", "应急管理部门") in later.pairs or kind == "行政检查"


@pytest.mark.parametrize("words", ["{", "[]", '{"kind": "overlap"}', '{"kind": "overlap", "entries": 1}'])
def test_a_file_of_overlaps_that_is_none_is_named(pages, review, words):
    review.database.with_name("overlaps.jsonl").write_text(words, encoding="utf-8")
    page = pages.get("/overlaps")
    assert page.status_code == 409
    assert "overlaps.jsonl”第 1 行" in page.text


@pytest.mark.parametrize("path", [*PAGES, "/overlaps/between?a=甲&b=乙", "/versions/x"])
def test_the_overview_is_for_people_who_are_signed_in(review, path):
    with client(review) as stranger:
        answer = stranger.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
