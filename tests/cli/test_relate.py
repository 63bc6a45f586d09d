"""``lezr relate``: answers for programs and for people, exit status."""

import json

import pytest
from lezr_extract.compare.encoder.kept import standard_encoder
from lezr_extract.powers.model_file import standard_model

LAW = "灯会管理法\n第一条　为了管理灯会，制定本法。\n第二条　攀爬灯架的，由文化主管部门处一千元以上五千元以下罚款。\n第三条　本法自2020年1月1日起施行。\n"
KEYS = {"id", "relation", "same_act", "same_agency", "conflicts", "level", "why"}


def written(tmp_path, *articles):
    (tmp_path / "甲.txt").write_text(LAW, encoding="utf-8")
    rows = [
        {"id": n, "a": {"file": "甲.txt", "article": "第二条"}, "b": {"file": "甲.txt", "article": article}}
        for n, article in enumerate(articles)
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return file


def test_a_line_for_each_pair_with_the_promised_keys(lezr, tmp_path):
    ran = lezr(
        "relate", written(tmp_path, "第二条", "第一条"), "--corpora", tmp_path, "--jsonl", "--workers", "1"
    )
    rows = [json.loads(row) for row in ran.out.splitlines()]
    assert (ran.status, [row["id"] for row in rows]) == (0, [0, 1])
    assert all(set(row) == KEYS for row in rows)
    assert "没有比较：" in rows[0]["why"]


def test_people_read_chinese(lezr, tmp_path):
    ran = lezr("relate", written(tmp_path, "第二条"), "--corpora", tmp_path, "--workers", "1")
    assert ran.status == 0
    assert "甲　《灯会管理法》第二条" in ran.out
    assert "duplicate" not in ran.out


def test_an_absent_article_is_told_and_the_status_is_one(lezr, tmp_path):
    ran = lezr(
        "relate", written(tmp_path, "第九条", "第二条"), "--corpora", tmp_path, "--jsonl", "--workers", "1"
    )
    assert (ran.status, len(ran.out.splitlines())) == (1, 1)
    assert "没有“第九条”" in ran.err


def test_without_a_file_of_pairs_it_cannot_run(lezr, tmp_path):
    ran = lezr("relate", tmp_path / "无.jsonl")
    assert (ran.status, ran.out) == (2, "")
    assert "读不了" in ran.err


def test_labels_of_pairs_are_scored_by_relating_them_on_the_spot(lezr, tmp_path):
    pairs = written(tmp_path, "第二条", "第一条")
    answers = lezr("relate", pairs, "--corpora", tmp_path, "--jsonl", "--workers", "1").out
    given = {line["id"]: line for line in map(json.loads, answers.splitlines())}
    labels = [
        json.loads(line) | {key: given[json.loads(line)["id"]][key] for key in ("relation", "same_act")}
        for line in pairs.read_text(encoding="utf-8").splitlines()
    ]
    wrong = labels[0] | {"relation": "overlap" if labels[0]["relation"] != "overlap" else "parallel"}
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(one) + "\n" for one in (wrong, *labels[1:])), encoding="utf-8")
    ran = lezr("score", "relate", "--gold", gold, "--corpora", tmp_path, "--json")
    assert ran.status == 0
    assert json.loads(ran.out)["accuracy"] == 0.5
    assert json.loads(ran.out)["same_act_accuracy"] == 1.0


def test_labels_whose_laws_are_all_elsewhere_are_no_score_of_nought(lezr, tmp_path):
    pairs = written(tmp_path, "第二条", "第一条")
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        "".join(
            json.dumps(json.loads(line) | {"relation": "related", "same_act": "no"}) + "\n"
            for line in pairs.read_text(encoding="utf-8").splitlines()
        ),
        encoding="utf-8",
    )
    ran = lezr("score", "relate", "--gold", gold, "--corpora", tmp_path / "elsewhere")
    assert (ran.status, ran.out) == (2, "")
    assert "--corpora" in ran.err


def test_where_two_articles_differ_people_read_which_side_says_what(lezr, tmp_path):
    (tmp_path / "乙.txt").write_text(
        "示范省灯会条例\n第一条　为了管理灯会，制定本条例。\n第二条　攀爬灯架的，由文化主管部门处一百元以上二百元以下罚款。\n",
        encoding="utf-8",
    )
    file = written(tmp_path, "第二条")
    file.write_text(
        file.read_text(encoding="utf-8").replace('"b": {"file": "甲.txt"', '"b": {"file": "乙.txt"'), "utf-8"
    )
    ran = lezr("relate", file, "--corpora", tmp_path, "--workers", "1")
    assert "差异　甲1000元以上5000元以下，乙100元以上200元以下" in ran.out


@pytest.fixture
def without_models(tmp_path, monkeypatch):
    """The product came without its models."""
    monkeypatch.setattr("lezr_extract.vocabulary.registered_files.PLACES", (tmp_path / "none",))
    kept = (standard_encoder, standard_model)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


def test_without_the_encoder_people_are_told_and_all_pairs_are_judged(lezr, tmp_path, without_models):
    ran = lezr("relate", written(tmp_path, "第二条"), "--corpora", tmp_path, "--jsonl", "--workers", "1")
    assert "没有 models/encoder" in ran.err
    assert (ran.status, len(ran.out.splitlines())) == (0, 1)


def test_with_the_encoder_nothing_is_said_of_it(lezr, tmp_path):
    ran = lezr("relate", written(tmp_path, "第二条"), "--corpora", tmp_path, "--jsonl", "--workers", "1")
    assert "models/encoder" not in ran.err
