"""``lezr lint``: faults in the names of a list."""

import json

HEAD = "青溪县水务局权责清单,,,\n序号,职权 名称,职权类型,行使主体\n"


def written(tmp_path, rows):
    path = tmp_path / "清单.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_the_names_of_an_offices_own_table_are_checked_row_by_row(lezr, tmp_path):
    path = written(tmp_path, "1,水渠养护管理,其他类,水务局\n2,对填埋水渠行为的行政处罚,行政处罚,水务局\n")
    ran = lezr("lint", path, "--jsonl")
    (line,) = map(json.loads, ran.out.splitlines())
    assert (ran.status, line["where"], line["fault"], line["type"]) == (1, "第 3 行", "avoided-word", "其他")


def test_an_entry_that_stands_over_several_rows_counts_once_and_takes_the_type_above_it(lezr, tmp_path):
    path = written(tmp_path, "1,填埋水渠罚款,处罚,水务局\n,填埋水渠罚款,,水务局\n")
    ran = lezr("lint", path)
    assert ran.out.count("行政处罚的名称一般写作") == 1
    assert "1 处" in ran.err


def test_the_draft_list_of_a_run_is_checked_too(lezr, samples, tmp_path):
    lezr("run", samples, "-o", tmp_path / "out")
    ran = lezr("lint", tmp_path / "out", "--jsonl")
    assert ran.status in (0, 1)
    assert len(ran.out.splitlines()) <= 2, "our own names should hardly have faults"


def test_a_list_without_faults_ends_well(lezr, tmp_path):
    ran = lezr("lint", written(tmp_path, "1,取水许可证核发,行政许可,水务局\n"))
    assert (ran.status, ran.out, ran.err) == (0, "", "名称没有问题\n")


def test_a_table_without_names_is_refused_with_what_the_heading_may_be(lezr, tmp_path):
    path = tmp_path / "空.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    ran = lezr("lint", path)
    assert (ran.status, "表头可用 职权名称" in ran.err) == (2, True)
