"""``lezr liability``: what the clauses of the liability chapters end in."""

import json

import pytest

LAW = (
    "示范水渠管理办法\n第一章　罚则\n第一条　填埋水渠的，由水利部门处一千元罚款；造成损失的，依法承担赔偿责任。\n"
    "第二条　应当迁出而不迁出的，以侵占水渠论处。\n第三条　本办法自2020年1月1日起施行。\n"
)


@pytest.fixture
def out(lezr, tmp_path):
    (tmp_path / "水渠.md").write_text(LAW, encoding="utf-8")
    lezr("run", tmp_path / "水渠.md", "-o", tmp_path / "out")
    return tmp_path / "out"


def test_only_the_open_clauses_are_listed_and_the_others_counted_with_their_reasons(lezr, out):
    ran = lezr("liability", out)
    assert ran.status == 0
    first, words, counted, why = ran.out.splitlines()
    assert first == "《示范水渠管理办法》第二条　待看"
    assert words.strip().startswith("应当迁出而不迁出的，以侵占水渠论处")
    assert counted == "共 4 句：已成权力 1，不是权力 2，待看 1"
    assert "民事责任、赔偿 1" in why


def test_programs_get_every_clause_with_its_place_and_reason(lezr, out):
    lines = [json.loads(line) for line in lezr("liability", out, "--all", "--jsonl").out.splitlines()]
    assert [(line["article"], line["ending"], line["reason_name"]) for line in lines] == [
        ("第一条", "power", ""),
        ("第一条", "excluded", "民事责任、赔偿"),
        ("第二条", "open", ""),
        ("第三条", "excluded", "施行、制定规则"),
    ]
    assert all(line["span"][0] < line["span"][1] and line["text"] for line in lines)


def test_the_report_lists_them_and_says_what_became_of_the_others(out):
    page = (out / "report.html").read_text("utf-8")
    assert "法律责任条款的归宿" in page
    assert "应当迁出而不迁出的，以侵占水渠论处" in page
