"""What LibreOffice makes of the exported files: the same words in every cell."""

import csv
import subprocess
from dataclasses import replace

import docx
import pytest
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.export import write_document, write_workbook
from lezr_extract.powerlist.export.columns import ListRow, row
from lezr_extract.read import programs
from lezr_extract.records import PowerType
from lezr_extract.vocabulary.list_templates import ready_templates, with_ids
from tests.powerlist.building import found_of, law_of, power_of

OFFICE = programs.find("soffice", "libreoffice")
# UTF-8, commas, all cells quoted, cells as they are shown, every sheet in a file of its own.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
WORDS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "'=1", "一行\n二行\n三行", "全角　空格ＡＢＣ１２３", " 前后有空格 ", "_x0041_",
    "0012", "650200207CF51200", "1e5", "2024-01-01", "<b>&amp;", "长" * 32_000, "“引号”\"，,", "😀𠮷",
]  # fmt: skip


def converted(path, form, folder):
    """The files that LibreOffice makes of ``path``; skips, saying so, where it cannot open such files."""
    profile = (folder / "profile").as_uri()
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
    ran = subprocess.run(
        [*command, "--outdir", str(folder), str(path)], capture_output=True, timeout=180, check=False
    )
    made = sorted(folder.glob(f"{path.stem}*.{form.partition(':')[0]}"))
    if not made and b"could not be loaded" in ran.stdout + ran.stderr:
        pytest.skip("this LibreOffice cannot open such files (its Calc is not installed)")
    assert made, ran.stderr
    return made


@pytest.fixture(scope="module")
def rows():
    law = law_of("第一条 在河边设摊的，应当经水务部门批准。\n第二条 乱倒垃圾的，由水务部门处五百元罚款。")
    found = found_of(
        power_of(law, "应当经水务部门批准", PowerType.LICENCE, holder=("水务部门",)),
        power_of(law, "由水务部门处五百元罚款", PowerType.PENALTY, holder=("水务部门",)),
    )
    made = draft(law, found)
    return [
        ListRow(
            replace(made[n % 2], id=f"{n:016x}", name=f"{n}号", agency=words), {"承办机构": words}, code=words
        )
        for n, words in enumerate(WORDS)
    ]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("name", ["十四列", "办事要素"])
def test_libreoffice_shows_in_each_cell_of_the_workbook_what_was_approved(name, rows, tmp_path):
    template = with_ids(ready_templates()[name])
    write_workbook(rows, tmp_path / "单.xlsx", template)
    (made,) = converted(tmp_path / "单.xlsx", CSV, tmp_path)
    with made.open(encoding="utf-8", newline="") as file:
        shown = list(csv.reader(file))
    wanted = [[str(value) for value in row(n, one, template.columns)] for n, one in enumerate(rows, 1)]
    assert shown[1] == [column.heading for column in template.columns]
    for line, cells in zip(shown[2:], wanted, strict=True):
        assert line == cells


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
def test_libreoffice_saves_the_document_with_the_same_words_in_each_cell(rows, tmp_path):
    # A cell over twenty pages takes Writer minutes; it saves no blank at the end of a paragraph, and writes
    # _x0041_ in the manner of worksheets.
    rows = [one for one in rows if len(one.code) < 1000 and one.code not in (" 前后有空格 ", "_x0041_")]
    template = ready_templates()["公示"]
    write_document(rows, tmp_path / "单.docx", template)
    out = tmp_path / "另存"
    out.mkdir()
    (made,) = converted(tmp_path / "单.docx", "docx", out)
    table = docx.Document(str(made)).tables[0]
    shown = [[cell.text for cell in line.cells] for line in table.rows]
    wanted = [[str(value) for value in row(0, one, template.columns)][1:] for one in rows]
    assert sorted(line[1:] for line in shown if line[0].isdecimal()) == sorted(wanted)
    headings = [column.heading for column in template.columns]
    assert shown[0] == headings
    assert shown[-1][0] == f"合计：{len(rows)}项"
