"""``lezr check``: an office's list against the laws, from workbook to lines, page and tables."""

import csv
import json

import pytest
from openpyxl import Workbook, load_workbook
from tests.test_docs import ROOT, fits, shown_commands

HEAD = [
    "序号",
    "事项名称",
    "子项名称",
    "权力类型",
    "实施依据",
    "行使主体",
    "承办机构",
    "实施层级及权限",
    "备注",
]
LAW = """示范水渠条例
（2010年3月2日示范省人民代表大会常务委员会通过，2022年9月1日修正）
第一章　总则
第一条　取水应当向县级人民政府水利部门申请取水许可证。
第二条　水利部门应当对水渠进行监督检查。
第二章　法律责任
第三条　违反本条例规定，填埋水渠的，由县级人民政府水利部门责令改正，处二千元以上二万元以下罚款。
第四条　违反本条例规定，在水渠上搭建的，由县级人民政府水利部门责令拆除，处五千元以下罚款。
第五条　本条例自2010年5月1日起施行。
"""
CODE = """示范水法典
（2025年6月1日示范省人民代表大会常务委员会通过）
第一条　在堤防上放牧的，由水利部门责令改正，处一百元以下罚款。
第二条　本法典自2026年1月1日起施行，《示范堤防条例》同时废止。
"""
DYKE = """示范堤防条例
（2005年3月2日示范省人民代表大会常务委员会通过）
第一条　在堤防上放牧的，由水利部门处五十元以下罚款。
第二条　本条例自2005年5月1日起施行。
"""


def workbook(path, rows, title="示范省水利厅权责清单"):
    book = Workbook()
    sheet = book.active
    sheet.title = "权责清单"
    sheet.append([title])
    sheet.append(HEAD)
    for row in rows:
        sheet.append([*row, *[None] * (len(HEAD) - len(row))])
    book.save(path)
    return path


def row(number, name, kind, law, clause, holder="县水利局"):
    return [
        number,
        name,
        None,
        kind,
        f"【法规】《{law}》（2022年9月1日修正）\n    {clause}",
        holder,
        "水政科",
        "县级",
    ]


FILL = "第三条：违反本条例规定，填埋水渠的，由县级人民政府水利部门责令改正，处二千元以上二万元以下罚款。"
ROWS = [
    row(1, "对填埋水渠的处罚", "行政处罚", "示范水渠条例", FILL),
    row(2, "对填埋水渠的罚款", "行政\n处罚", "示范水渠条例", FILL.replace("二万元", "三万元")),
    row(
        3,
        "对堤防上放牧的处罚",
        "行政处罚",
        "示范堤防条例",
        "第一条：在堤防上放牧的，由水利部门处五十元以下罚款。",
    ),
    row(4, "取水许可", "行政处罚", "示范水渠条例", "第一条：取水应当向县级人民政府水利部门申请取水许可证。"),
    row(5, "渡口管理", "行政许可", "示范渡口条例", "第一条：设立渡口应当经批准。"),
]


@pytest.fixture
def laws(tmp_path):
    folder = tmp_path / "法规"
    folder.mkdir()
    for name, text in (("水渠", LAW), ("法典", CODE), ("堤防", DYKE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def lists(tmp_path):
    return workbook(tmp_path / "示范县水利局2024年权责清单.xlsx", ROWS)


def entries(out):
    return [line for line in map(json.loads, out.splitlines()) if line["kind"] == "entry"]


def test_every_entry_is_a_line_with_the_status_of_each_basis(lezr, lists, laws):
    ran = lezr("check", lists, "--laws", laws, "--on", "2026-06-01", "--jsonl")
    lines = entries(ran.out)
    assert ran.status == 1
    assert {"list", "sheet", "row", "name", "type", "basis", "problems"} <= lines[0].keys()
    assert {"law", "article", "status", "evidence", "proposal"} <= lines[0]["basis"][0].keys()
    assert [(line["row"], line["basis"][0]["status"]) for line in lines] == [
        (3, "current"),
        (4, "misquoted"),
        (5, "repealed"),
        (6, "current"),
        (7, "not_found"),
    ]
    (difference,) = lines[1]["basis"][0]["differences"]
    assert (difference["quoted"], difference["law"]) == ("三", "二")
    assert "《示范水法典》第二条" in lines[2]["basis"][0]["evidence"]


def test_a_repeal_that_is_not_yet_in_force_does_not_count(lezr, lists, laws):
    ran = lezr("check", lists, "--laws", laws, "--on", "2025-12-31", "--jsonl")
    assert entries(ran.out)[2]["basis"][0]["status"] == "current"


def test_a_penalty_whose_clause_names_no_sanction_is_told(lezr, lists, laws):
    ran = lezr("check", lists, "--laws", laws, "--on", "2026-06-01", "--jsonl")
    rules = {problem["rule"] for problem in entries(ran.out)[3]["problems"]}
    assert "C25" in rules


def test_a_clause_that_some_statute_calls_a_penalty_is_no_case_of_none(lezr, tmp_path, laws):
    clause = "第四条：违反本条例规定，在水渠上搭建的，由县级人民政府水利部门责令拆除，处五千元以下罚款。"
    text = LAW.replace("责令拆除，处五千元以下罚款", "责令限期拆除")
    (laws / "水渠.txt").write_text(text, encoding="utf-8")
    rows = [
        row(
            1,
            "对水渠上搭建的处罚",
            "行政处罚",
            "示范水渠条例",
            clause.replace("责令拆除，处五千元以下罚款", "责令限期拆除"),
        )
    ]
    path = workbook(tmp_path / "清单.xlsx", rows)
    ran = lezr("check", path, "--laws", laws, "--on", "2026-06-01", "--jsonl")
    (line,) = entries(ran.out)
    assert line["basis"][0]["status"] == "current"
    assert {problem["rule"] for problem in line["problems"]} == set()


def test_laws_may_be_several_paths_and_the_output_is_for_people(lezr, lists, laws):
    ran = lezr("check", lists, "--laws", laws / "水渠.txt", laws / "法典.txt", "--on", "2026-06-01")
    assert ran.status == 1
    assert "引文不符　《示范水渠条例》第三条" in ran.out
    assert "已废止　《示范堤防条例》第一条" in ran.out
    assert "没有收入、未能核对的法规：《示范渡口条例》，1 处" in ran.out
    assert (
        "1 份清单，5 项，依据 5 处：现行 2，条文已改 0，条号已变 0，已废止 1，没有找到 1，引文不符 1"
        in ran.out
    )


def test_a_list_without_faults_ends_with_status_zero(lezr, tmp_path, laws):
    path = workbook(tmp_path / "好.xlsx", ROWS[:1])
    ran = lezr("check", path, "--laws", laws, "--on", "2026-06-01")
    assert (ran.status, ran.err) == (0, "")


def test_what_the_list_lacks_is_told_when_asked_for(lezr, tmp_path, laws):
    national = laws / "水渠.txt"
    national.write_text(
        LAW.replace("示范省人民代表大会常务委员会", "国务院").replace("示范", "中华人民共和国"), "utf-8"
    )
    rows = [row(1, "对填埋水渠的处罚", "行政处罚", "中华人民共和国水渠条例", FILL)]
    path = workbook(tmp_path / "示范县水利局权责清单.xlsx", rows)
    ran = lezr("check", path, "--laws", national, "--on", "2026-06-01", "--missing", "--jsonl")
    missing = [line for line in map(json.loads, ran.out.splitlines()) if line["kind"] == "missing"]
    assert "第四条" in {line["article"] for line in missing}
    assert "第三条" not in {line["article"] for line in missing}
    assert all(line["level"] in ("疑似", "提示") and line["why"] for line in missing)


def test_two_departments_on_one_article_are_an_overlap(lezr, tmp_path, laws):
    workbook(tmp_path / "甲县水利局权责清单.xlsx", ROWS[:1])
    second = [row(1, "对填埋水渠的处罚", "行政处罚", "示范水渠条例", FILL, "县农业农村局")]
    workbook(tmp_path / "甲县农业农村局权责清单.xlsx", second)
    ran = lezr(
        "check",
        tmp_path / "甲县水利局权责清单.xlsx",
        tmp_path / "甲县农业农村局权责清单.xlsx",
        "--laws",
        laws,
        "--jsonl",
    )
    (overlap,) = [line for line in map(json.loads, ran.out.splitlines()) if line["kind"] == "overlap"]
    assert (overlap["law"], overlap["article"]) == ("示范水渠条例", "第三条")
    assert overlap["departments"] == ["甲县水利局", "甲县农业农村局"]


def test_the_page_and_the_tables_are_written_all_or_none(lezr, lists, laws, tmp_path):
    out = tmp_path / "核对"
    ran = lezr("check", lists, "--laws", laws, "--on", "2026-06-01", "-o", out)
    assert ran.status == 1
    assert sorted(p.name for p in out.iterdir()) == [
        "check-problems.csv",
        "check.csv",
        "check.html",
        "check.xlsx",
    ]
    with (out / "check.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["状态"] for r in rows] == ["现行", "引文不符", "已废止", "现行", "没有找到"]
    page = (out / "check.html").read_text(encoding="utf-8")
    assert "<mark>三</mark>" in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_problems_of_a_run_in_the_same_folder_are_kept(lezr, lists, laws, tmp_path):
    out = tmp_path / "一处"
    lezr("run", laws, "-o", out)
    of_the_run = (out / "problems.csv").read_bytes()
    lezr("check", lists, "--laws", laws, "--on", "2026-06-01", "-o", out)
    assert (out / "problems.csv").read_bytes() == of_the_run
    assert (out / "check-problems.csv").stat().st_size > len(of_the_run)


def test_what_a_list_says_is_text_on_the_page_and_no_formula_in_the_tables(lezr, tmp_path, laws):
    evil = row(
        1, "<script>alert(1)</script>对填埋", "行政处罚", "示范水渠条例", FILL.replace("二万元", "三万元")
    )
    evil[1] = "=1+1<script>alert(1)</script>"
    path = tmp_path / "清单.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, evil])
    out = tmp_path / "核对"
    lezr("check", path, "--laws", laws, "--on", "2026-06-01", "-o", out)
    page = (out / "check.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    table = (out / "check.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1" in table
    cell = load_workbook(out / "check.xlsx")["依据核对"]["E2"]
    assert (cell.data_type, cell.value) == ("s", "=1+1<script>alert(1)</script>")


BAD = [
    (["check"], "缺少"),
    (["check", "{tmp}/无.xlsx", "--laws", "{laws}"], "找不到路径"),
    (["check", "{list}", "--laws", "{tmp}/无"], "找不到路径"),
    (["check", "{list}", "--laws"], "--laws"),
    (["check", "{list}", "--laws", "{laws}", "--on", "昨天"], "日期“昨天”不对"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD, ids=[" ".join(row[0]) for row in BAD])
def test_bad_input_is_one_sentence_and_status_two(lezr, lists, laws, tmp_path, arguments, words):
    given = [a.format(tmp=tmp_path, laws=laws, list=lists) for a in arguments]
    ran = lezr(*given)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_that_is_no_list_is_a_problem_and_the_others_go_on(lezr, lists, laws, tmp_path):
    (tmp_path / "说明.docx").write_text("不是表格", encoding="utf-8")
    empty = workbook(tmp_path / "空.xlsx", [])
    ran = lezr("check", lists, tmp_path / "说明.docx", empty, "--laws", laws, "--jsonl")
    assert ran.status == 1
    assert len(entries(ran.out)) == 5
    assert "不能作为权责清单导入" in ran.err
    assert "没有找到清单事项" in ran.err


def test_the_page_on_checking_shows_what_the_command_prints(lezr, monkeypatch):
    monkeypatch.chdir(ROOT)
    commands = shown_commands(ROOT / "docs" / "do" / "check-a-list.md")
    (shown,) = (one for one in commands if one[0].startswith("lezr check"))
    ran = lezr(*shown[0].split()[1:])
    assert fits(shown[1], ran.out), ran.out
