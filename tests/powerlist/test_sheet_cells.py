"""The rows of a worksheet: words stay words whatever they look like, and numbers come in only when rows are put in."""

import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.export import write_workbook
from lezr_extract.powerlist.export.columns import visible
from lezr_extract.powerlist.export.sheet_cells import RUNNING, CellForm, SheetRows, entry_row, plain_row
from lezr_extract.powerlist.export.workbook import ListBook
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of

FORM = CellForm("C", ' s="2"', ' s="5"', 20)
anything = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.fixture
def entry():
    law = law_of("第一条 由水务部门处罚款。")
    (one,) = draft(law, found_of(power_of(law, "处罚款", PowerType.PENALTY)))
    return one


def put_in(row, number, running, tmp_path):
    """``row`` as it comes into the file."""
    rows = SheetRows(None, tmp_path)
    for _ in range(number - 1):
        rows.add(plain_row([], []))
    rows.add(row, running)
    words = rows.take().read().decode()
    rows.close()
    return words[words.rindex("<row") :]


@settings(max_examples=300, deadline=None)
@given(anything)
def test_whatever_the_words_are_the_cell_is_well_formed_and_holds_them_as_words(words):
    cell = ET.fromstring(entry_row([FORM], [words]).replace("\0", "7"))[0]
    assert cell.get("r") == "C7"
    shown = re.sub(r"_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1", visible(words))
    if not shown:
        assert list(cell) == []
        return
    assert cell.get("t") == "inlineStr"
    assert [child.tag for child in cell] == ["is"], "no formula, no value"
    assert cell.find("is/t").text == shown
    assert cell.get("s") == ("5" if words[0] in "=+-@" else "2")


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("水a\n（_ "), max_size=80), st.integers(1, 40))
def test_a_row_is_as_high_as_its_words_fill_lines(words, width):
    room = max(width - 1, 1)
    lines = sum(1 + max(len(line.encode("gbk")) - 1, 0) // room for line in words.split("\n"))
    row = ET.fromstring(entry_row([FORM._replace(width=width)], [words]).replace("\0", "1"))
    assert row.get("ht") == str(min(17 * lines, 409))


@pytest.mark.parametrize(
    ("value", "shown", "note"),
    [(RUNNING, "45", "the running number"), (7, "7", "a number"), (0.25, "0.25", "a fraction")],
)
def test_numbers_are_put_in_with_the_row(value, shown, note, tmp_path):
    row = put_in(plain_row([FORM], [value]), 3, 45, tmp_path)
    assert row == f'<row r="3"><c r="C3" s="2" t="n"><v>{shown}</v></c></row>', note


def test_more_rows_than_are_gathered_at_once_all_come_in_their_order(entry, tmp_path):
    long = replace(entry, name="长" * 9000)
    write_workbook([replace(long, id=f"{n:016}") for n in range(300)], tmp_path / "单.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "单.xlsx")["清单"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[-1]) for row in rows] == [(n + 1, f"{n:016}") for n in range(300)]


def test_a_row_that_was_kept_gives_the_same_file_as_one_that_is_made(entry, tmp_path):
    entries = [replace(entry, name=name) for name in ("甲", "=1", "_x0041_", " 乙\r\n", "<&>")]
    with ListBook(tmp_path / "甲.xlsx") as book:
        kept = [book.shown(one) for one in entries]
    assert not (tmp_path / "甲.xlsx").exists(), "nothing is written that was not saved"
    with ListBook(tmp_path / "乙.xlsx") as book:
        for row in kept:
            book.add(row)
        assert book.save() == len(entries)
    write_workbook(entries, tmp_path / "丙.xlsx")
    assert (tmp_path / "乙.xlsx").read_bytes() == (tmp_path / "丙.xlsx").read_bytes()


def test_a_workbook_leaves_no_other_file_and_no_long_form_of_its_parts(entry, tmp_path):
    write_workbook([entry], tmp_path / "单.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["单.xlsx"]
    with zipfile.ZipFile(tmp_path / "单.xlsx") as archive:
        assert {info.extract_version for info in archive.infolist()} == {20}, (
            "45 is what older programs refuse"
        )
