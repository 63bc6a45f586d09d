import json
import re

import pytest
from lezr_extract.cli import lezr as group

ARTICLE_KEYS = {"file", "law", "version", "rank", "article", "path", "text", "paragraphs"}
LINE_KEYS = {"file", "law", "article", "powers", "competence", "citations"}
POWER_KEYS = {
    "type",
    "alt",
    "role",
    "kinds",
    "paragraph",
    "item",
    "act",
    "agency",
    "agency_resolved",
    "agency_id",
    "amounts",
    "span",
    "quote",
    "by",
    "score",
    "disputed",
}


@pytest.fixture
def folder(tmp_path, statute):
    folder = tmp_path / "法规"
    (folder / "水利").mkdir(parents=True)
    (folder / "水利" / "渠.md").write_text(statute, encoding="utf-8")
    return folder


@pytest.fixture
def database(lezr, folder, tmp_path):
    assert lezr("run", folder, "-o", tmp_path / "out").status == 0
    return tmp_path / "out" / "lezr.db"


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def test_articles_prints_a_line_for_each_article_with_the_promised_keys(lezr, folder):
    ran = lezr("articles", folder, "--jsonl")
    assert (ran.status, ran.err) == (0, "")
    found = lines(ran)
    assert [line["article"] for line in found] == ["第一条", "第二条", "第三条", "第四条"]
    second = found[1]
    assert second.keys() >= ARTICLE_KEYS
    assert second["file"] == f"{folder}/水利/渠.md"
    assert (second["law"], second["version"], second["rank"]) == (
        "示范水渠管理办法",
        "2021-07-15",
        "部门规章",
    )
    assert second["path"] == ["第二章 罚则"]
    (paragraph,) = second["paragraphs"]
    assert paragraph["text"].endswith("罚款：")
    assert [(item["no"], item["text"].rstrip("；。")) for item in paragraph["items"]] == [
        ("一", "填埋水渠的"),
        ("二", "挖断水渠的"),
    ]


def test_powers_prints_a_line_for_every_article_also_for_those_without_a_power(lezr, folder):
    ran = lezr("powers", folder, "--jsonl")
    assert (ran.status, ran.err) == (0, "")
    found = lines(ran)
    assert [(line["article"], len(line["powers"])) for line in found] == [
        ("第一条", 0),
        ("第二条", 1),
        ("第三条", 0),
        ("第四条", 0),
    ]
    assert all(line.keys() >= LINE_KEYS for line in found)
    (power,) = found[1]["powers"]
    assert power.keys() >= POWER_KEYS
    assert power["type"] == "行政处罚"
    assert power["agency"] == ["水利部门"]
    (amount,) = power["amounts"]
    assert {"min", "max", "unit", "base", "party"} <= amount.keys()
    assert (amount["min"], amount["max"], amount["unit"]) == (1000, 5000, "元")
    assert [row["agency"] for row in found[0]["competence"]]
    (cited,) = found[2]["citations"]
    assert (cited["law"], cited["article"], cited["paragraph"], cited["item"], cited["status"]) == (
        "示范水库管理条例",
        "第九条",
        None,
        None,
        "law_absent",
    )


def test_a_path_is_shown_as_it_was_given(lezr, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    for given, shown in (
        ("法规", "法规/水利/渠.md"),
        ("./法规/", "./法规/水利/渠.md"),
        ("法规/水利/渠.md",) * 2,
    ):
        assert {line["file"] for line in lines(lezr("articles", given, "--jsonl"))} == {shown}


def test_people_get_words_and_not_json(lezr, folder):
    articles = lezr("articles", folder).out
    assert articles.startswith("《示范水渠管理办法》（部门规章，2021-07-15）")
    assert "第二章 罚则" in articles
    powers = lezr("powers", folder).out
    assert "第二条　行政处罚（罚款）" in powers
    assert "{" not in articles + powers


def test_run_writes_the_folder_and_says_what_is_in_it(lezr, folder, tmp_path):
    ran = lezr("run", folder, "-o", tmp_path / "out")
    assert (ran.status, ran.err) == (0, "")
    for name in ("lezr.db", "权责清单.xlsx", "report.html", "problems.csv", "manifest.json"):
        assert (tmp_path / "out" / name).is_file()
        assert name in ran.out
    assert "法律 1 件、4 条" in ran.out


def test_without_an_output_folder_the_run_is_named_after_its_source(lezr, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert lezr("run", folder).status == 0
    assert (folder.parent / "outputs" / "法规" / "lezr.db").is_file()


def test_run_without_a_path_takes_the_model_statutes_where_the_national_laws_are_absent(
    lezr, tmp_path, monkeypatch
):
    monkeypatch.setattr("lezr_extract.read.national_database", lambda: None)
    ran = lezr("run", "-o", tmp_path / "out")
    assert "未安装内置全国法律库" in ran.err
    assert "corpora/samples" in ran.err
    assert (tmp_path / "out" / "权责清单.xlsx").is_file()


def test_search_finds_a_word_of_two_characters(lezr, database):
    ran = lezr("search", database, "罚款", "填埋")
    assert (ran.status, ran.err) == (0, "")
    assert "[条文] 《示范水渠管理办法》" in ran.out
    assert "[条目]" in ran.out
    assert "\x1b" not in ran.out
    assert re.search(r"原件：\S+\.md　第 \d+ 行", ran.out)
    assert [hit["kind"] for hit in lines(lezr("search", database.parent, "罚款", "--jsonl"))] == [
        "article",
        "entry",
    ]


def test_search_that_finds_nothing_says_so_and_is_no_error(lezr, database):
    ran = lezr("search", database, "不存在的词")
    assert (ran.status, ran.out) == (0, "")
    assert "没有找到" in ran.err


@pytest.mark.parametrize(
    ("form", "head"),
    [("xlsx", b"PK"), ("csv", "\ufeff序号".encode()), ("json", b'{"schema"')],
)
def test_export_writes_the_list_beside_the_database_or_where_told(lezr, database, tmp_path, form, head):
    assert lezr("export", database, "--format", form).status == 0
    assert database.with_name(f"权责清单.{form}").read_bytes().startswith(head)
    ran = lezr("export", database.parent, "--format", form, "-o", tmp_path / "另存")
    assert (ran.status, ran.err) == (0, "")
    assert "写了 1 项" in ran.out
    assert (tmp_path / "另存").read_bytes().startswith(head)


def test_export_into_a_folder_that_is_not_there_leaves_nothing(lezr, database, tmp_path):
    ran = lezr("export", database, "--format", "csv", "-o", tmp_path / "无" / "a.csv")
    assert ran.status == 2
    assert str(tmp_path / "无") in ran.err


def test_help_is_chinese_through_and_through(lezr):
    for arguments in ([], *([name] for name in group.commands)):
        ran = lezr(*arguments, "--help")
        assert ran.status == 0
        assert ran.out.startswith("用法：")
        for english in ("Usage", "Options", "Commands", "Show", "default", "Arguments"):
            assert english not in ran.out, (arguments, english)


@pytest.mark.parametrize(
    ("arguments", "words", "note"),
    [
        (["rnu"], "没有这个命令：rnu", "an unknown command"),
        (["articles"], "缺少参数“路径”", "no path"),
        (["export", "x"], "缺少选项 --format", "a needed option"),
        (["export", "x", "--format", "pdf"], "可用：xlsx、csv、docx、html、json", "an unknown choice"),
        (["export", "x", "--frmat", "csv"], "是否想用 --format", "a slip of the pen"),
        (["export", "x", "--format"], "缺少值", "an option without its value"),
        (["run", "--workers", "0"], "不小于 1 的整数", "no worker"),
        (["score", "powers", "a", "b", "--gold", "x"], "参数太多", "too much"),
        (["articles", "/没有/这里"], "/没有/这里", "a path that does not exist"),
        (["search", "/没有/lezr.db", "罚款"], "/没有/lezr.db", "a database that does not exist"),
        (["score", "powers", "--gold", "/没有/a.jsonl"], "/没有/a.jsonl", "labels that do not exist"),
    ],
)
def test_wrong_usage_is_one_chinese_sentence_and_status_2(lezr, arguments, words, note):
    ran = lezr(*arguments)
    assert ran.status == 2, note
    assert ran.out == ""
    assert ran.err.startswith("错误：")
    assert ran.err.count("\n") == 1
    assert words in ran.err
