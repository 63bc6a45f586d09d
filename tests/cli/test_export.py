"""``lezr export``, ``lezr import`` and ``lezr opinion`` as a user meets them."""

import json

import openpyxl
import pytest


@pytest.fixture
def folder(lezr, statute, tmp_path):
    (tmp_path / "渠.md").write_text(statute, encoding="utf-8")
    assert lezr("run", tmp_path / "渠.md", "-o", tmp_path / "out", "--rules-only").status == 0
    return tmp_path / "out"


@pytest.fixture
def exported(lezr, folder):
    path = folder / "清单.xlsx"
    assert (
        lezr("export", folder, "--format", "xlsx", "--current", "--template", "十四列", "-o", path).status
        == 0
    )
    return path


def edit(path, heading, words):
    book = openpyxl.load_workbook(path)
    column = next(cell.column for cell in book["清单"][2] if cell.value == heading)
    book["清单"].cell(3, column).value = words
    book.save(path)


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "html", "json"])
def test_every_form_is_written(lezr, folder, form):
    ran = lezr("export", folder, "--format", form)
    assert (ran.status, ran.err) == (0, "")
    assert (folder / f"权责清单.{form}").stat().st_size > 500


@pytest.mark.parametrize("name", ["模板.toml", "模板.xlsx", "模板.docx"])
def test_a_file_of_the_office_gives_columns_and_title(lezr, folder, exported, name):
    template = folder / name
    if name.endswith(".toml"):
        template.write_text(
            'title = "权责清单"\ncolumns = ["序号", "事项名称", "监督电话", "备注"]\n', encoding="utf-8"
        )
        wanted = ["序号", "事项名称", "监督电话", "备注", "条目标识"]
    else:
        made = lezr(
            "export",
            folder,
            "--format",
            name[-4:],
            "--template",
            "救济渠道",
            "--title",
            "某局清单",
            "-o",
            template,
        )
        assert made.status == 0
        wanted = [
            "序号",
            "事项名称",
            "子项名称",
            "权力类型",
            "实施依据",
            "行使主体",
            "承办机构",
            "实施层级及权限",
        ]
    assert lezr("export", folder, "--format", "xlsx", "--template", template, "-o", exported).status == 0
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(exported)["清单"].iter_rows()]
    assert wanted in [row[: len(wanted)] for row in rows[:2]]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--template", "没有这个"), "没有模板"),
        (("--template", "十四列", "--code", "{类型}"), "序号"),
        (("--code", "没有.toml"), "没有.toml"),
        (("--decided", "--current"), "只能用一个"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(lezr, folder, options, says):
    ran = lezr("export", folder, "--format", "xlsx", *options)
    assert ran.status == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_department_without_a_code_is_a_problem(lezr, folder):
    ran = lezr("export", folder, "--format", "csv", "--code", "{部门}{序号:03}")
    assert ran.status == 1
    assert "部门代码" in ran.err


def test_an_edited_list_is_shown_first_and_written_on_request(lezr, folder, exported):
    assert lezr("import", exported, folder).status == 0
    edit(exported, "事项名称", "对填埋水渠行为的处罚")
    ran = lezr("import", exported, folder)
    assert ran.status == 0
    assert "→ 对填埋水渠行为的处罚" in ran.out
    assert "修改 1" in ran.out
    assert lezr("import", exported, folder, "--write").status == 2, "the gate must be named"
    assert "修改 1" in lezr("import", exported, folder).out, "nothing was written yet"
    written = lezr("import", exported, folder, "--write", "--gate", "初审", "--as", "王")
    assert written.status == 0
    assert "决定 1 项" in written.out
    again = lezr("import", exported, folder)
    assert "修改 0" in again.out


def test_lines_for_programs_say_what_is_proposed(lezr, folder, exported):
    edit(exported, "承办机构", "水政科")
    (line,) = map(json.loads, lezr("import", exported, folder, "--jsonl").out.splitlines())
    assert line["proposal"] == "cells"
    assert line["cells"] == {"承办机构": ["", "水政科"]}


def test_an_opinion_is_written_and_a_file_that_is_no_comparison_is_refused(lezr, tmp_path):
    side = dict.fromkeys(("law_id", "rank", "version", "effective", "territory", "file"), "") | {
        "law": "某条例", "article": "第一条", "paragraph": None, "item": None, "text": "条文", "span": None,
    }  # fmt: skip
    line = {"kind": "conflict", "level": "冲突", "rule": "C01", "a": None, "b": side, "explanation": "说明"}
    (tmp_path / "f.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")
    ran = lezr("opinion", tmp_path / "f.jsonl", "-o", tmp_path / "意见.docx")
    assert ran.status == 0
    assert "冲突 1" in ran.out
    assert lezr("opinion", tmp_path / "f.jsonl", "-o", tmp_path / "意见.pdf").status == 2
    (tmp_path / "f.jsonl").write_text('{"kind": "conflict"}\n', encoding="utf-8")
    ran = lezr("opinion", tmp_path / "f.jsonl", "-o", tmp_path / "意见.html")
    assert ran.status == 2
    assert "第 1 行" in ran.err
