"""Commands with the office's own files."""

import csv
import json

import pytest

LAW = (
    "青溪县示范水渠管理办法\n第一章　罚则\n第一条　在水渠边搭棚的，由水行政主管部门责令限期拆除。\n"
    "第二条　填埋水渠的，由水行政主管部门处一千元罚款。\n第三条　本办法自公布之日起施行。\n"
)
RULING = '[[ruling]]\nact = "demolition-order"\ntype = "行政处罚"\nreason = "会商"\n'


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder to work in, with a law and the office's files below it."""
    (tmp_path / "水渠.md").write_text(LAW, encoding="utf-8")
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "rulings.toml").write_text(RULING, encoding="utf-8")
    (tmp_path / "office" / "offices.csv").write_text("职责,本地机关\n水行政,青溪县水务局\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def powers(ran):
    return [power for line in ran.out.splitlines() for power in json.loads(line)["powers"]]


def test_what_the_office_has_fixed_is_used_without_a_flag_and_said(lezr, place):
    ran = lezr("powers", "水渠.md", "--jsonl")
    assert "采用本单位的裁定 1 项、职责 1 项" in ran.err
    assert [(p["type"], p["ruling"], p["agency_resolved"]) for p in powers(ran)] == [
        ("行政处罚", "demolition-order", "青溪县水务局"),
        ("行政处罚", None, "青溪县水务局"),
    ]


@pytest.mark.parametrize("again", [1, 2])
def test_a_run_shows_the_ruling_in_the_list_the_report_and_the_manifest_and_a_second_run_too(
    lezr, place, again
):
    for _ in range(again):
        assert lezr("run", "水渠.md", "-o", "out").status == 0
    assert lezr("export", "out", "--format", "csv", "-o", "list.csv").status == 0
    with (place / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["职权类型"] for row in rows] == ["行政处罚", "行政处罚"]
    assert [row["行使主体"] for row in rows] == ["青溪县水务局"] * 2
    assert "类型按本单位裁定：责令限期拆除定为行政处罚（会商）" in rows[0]["备注"]
    assert "按本单位职责表第 2 行" in rows[0]["备注"]
    assert "责令限期拆除定为行政处罚（会商），用于 1 项权力" in (place / "out" / "report.html").read_text(
        "utf-8"
    )
    options = json.loads((place / "out" / "manifest.json").read_text("utf-8"))["options"]
    assert options["rulings"] == {"demolition-order": "行政处罚"}
    assert len(options["office_files"]) == 2


def test_a_wrong_ruling_stops_the_run_before_anything_is_written(lezr, place):
    (place / "falsch.toml").write_text(RULING.replace("demolition", "demolishing"), encoding="utf-8")
    ran = lezr("run", "水渠.md", "-o", "out", "--rulings", "falsch.toml")
    assert ran.status == 2
    assert "第 1 行：没有争议事项“demolishing-order”，是否指“demolition-order”" in ran.err
    assert not (place / "out").exists()


def test_the_disputed_acts_are_listed_with_the_rulings_and_written_as_a_table(lezr, place):
    rows = [json.loads(line) for line in lezr("rulings", "--jsonl").out.splitlines()]
    ruled = {row["事项编号"]: row["本单位裁定"] for row in rows if row["本单位裁定"]}
    assert ruled == {"demolition-order": "行政处罚"}
    assert "本单位裁定：行政处罚（会商）" in lezr("rulings").out
    assert lezr("rulings", "-o", "t.csv").status == 0
    assert (
        lezr("powers", "水渠.md", "--jsonl", "--rulings", "t.csv").out
        == lezr("powers", "水渠.md", "--jsonl").out
    )


def test_the_table_is_written_only_in_a_form_that_can_be_filled_in(lezr, place):
    ran = lezr("rulings", "-o", "t.pdf")
    assert (ran.status, "请用 .xlsx 或 .csv" in ran.err) == (2, True)
