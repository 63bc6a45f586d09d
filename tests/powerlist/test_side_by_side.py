import io
import zipfile
from xml.etree import ElementTree

import docx
import pytest
from lezr_extract.compare.versions import align
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.powerlist.export.side_by_side import sheet_of
from lezr_extract.powerlist.export.side_by_side_html import write_side_by_side_page
from lezr_extract.powerlist.export.side_by_side_word import write_side_by_side_document
from lezr_extract.records import Document, EntryChange

OLD = "示范水渠条例\n2019年1月1日通过\n第一章　总则\n第一条　水渠归集体所有。\n第二条　填埋水渠的，处一万元以下罚款。\n第三条　本条例自公布之日起施行。"
NEW = "示范水渠条例\n2023年1月1日通过\n第一章　总则\n第一条　水渠归集体所有。\n第二条　填埋水渠的，处五万元以下罚款。\n第三条　禁止在渠堤取土。\n第四条　本条例自公布之日起施行。"


def built(text):
    return law_of(Document("示范.txt", "text", "", text))[0]


def sheet(old=OLD, new=NEW, **more):
    before, after = built(old), built(new)
    found = align(before, after)
    effect = EntryChange(
        "changed", "行政处罚", "对填埋水渠行为的行政处罚", "水利局", (("数额", "1万元以下", "5万元以下"),)
    )
    effects = [(effect,) if row.words else () for row in found.rows]
    return sheet_of(before, after, found, effects, **more)


def test_deleted_and_new_words_are_marked_in_their_cells():
    (row,) = [row for row in sheet().rows if row.change == "amended"]
    assert [run.words for line in row.old for run in line if run.kind == "deleted"] == ["一万元"]
    assert [run.words for line in row.new for run in line if run.kind == "inserted"] == ["五万元"]
    assert "".join(run.words for line in row.new for run in line) == "第二条　填埋水渠的，处五万元以下罚款。"


def test_a_new_article_has_an_empty_cell_beside_it_and_is_marked_whole():
    (row,) = [row for row in sheet().rows if row.change == "added"]
    assert row.old == ()
    assert [run.words for line in row.new for run in line if run.kind == "inserted"] == ["禁止在渠堤取土。"]


def test_the_entries_that_are_touched_stand_beside_the_clause():
    (row,) = [row for row in sheet().rows if row.change == "amended"]
    assert row.notes == ("清单要改：行政处罚“对填埋水渠行为的行政处罚”（水利局）：数额：1万元以下→5万元以下",)


def test_only_what_changed_is_listed_on_demand():
    assert [row.change for row in sheet(changed_only=True).rows if row.change] == ["amended", "added"]


@pytest.fixture
def hostile():
    """A law whose words are markup, scripts and signs that XML has no place for."""
    old = OLD.replace("填埋水渠的", "<script>alert(1)</script>&lt;的").replace("集体", "集\x01体")
    return sheet(old, NEW)


def test_the_page_is_one_file_without_script_or_other_host_and_law_texts_stay_text(tmp_path, hostile):
    write_side_by_side_page(hostile, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http://" not in page
    assert "https://" not in page
    assert "default-src 'none'" in page
    assert "<ins>" in page


def test_the_document_opens_and_says_what_the_table_says(tmp_path, hostile):
    write_side_by_side_document(hostile, tmp_path / "a.docx")
    table = docx.Document(str(tmp_path / "a.docx")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "修改前（2019-01-01）",
        "修改后（2023-01-01）",
        "说明",
    ]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert any("<script>alert(1)</script>" in row[0] for row in rows)
    struck = [
        run.text
        for row in table.rows
        for cell in row.cells
        for p in cell.paragraphs
        for run in p.runs
        if run.font.strike
    ]
    assert struck


def test_the_same_table_gives_the_same_bytes(tmp_path):
    for name in ("a.docx", "b.docx"):
        write_side_by_side_document(sheet(), tmp_path / name)
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_every_part_of_the_document_is_well_formed(tmp_path, hostile):
    write_side_by_side_document(hostile, tmp_path / "a.docx")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.docx").read_bytes())) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


def test_a_failure_leaves_the_older_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "a.docx"
    write_side_by_side_document(sheet(), path)
    before = path.read_bytes()
    monkeypatch.setattr(zipfile.ZipFile, "open", _full_at_the_body(zipfile.ZipFile.open))
    with pytest.raises(OSError, match="full"):
        write_side_by_side_document(sheet(), path)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def _full_at_the_body(opened):
    """Opens members as ever, until the body of the final file is to be written: then the disk is full."""

    def full(self, name, *how, **more):
        if more.get("force_zip64"):
            raise OSError(28, "full")
        return opened(self, name, *how, **more)

    return full
