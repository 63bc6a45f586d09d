"""Training: what labels say, what becomes of them, and what is missing."""

import json
from dataclasses import replace

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.train import (
    Label,
    examples_of,
    merged,
    read_folds,
    read_labels,
    read_readings,
    sentences,
    train,
)
from lezr_extract.records import PowerType

LAW = """# 某省示例河道管理办法

第一条 河道主管部门应当对采砂单位进行监督检查。采砂单位应当保存记录。

第二条 未经批准采砂的，由河道主管部门处一千元罚款。

第三条 本办法自2024年1月1日起施行。
"""


@pytest.fixture
def corpora(tmp_path):
    (tmp_path / "示例.md").write_text(LAW, encoding="utf-8")
    return tmp_path


def test_labels_are_read_by_file_and_article(tmp_path):
    power = {"type": "行政检查", "role": "related", "quote": "监督检查"}
    rows = [
        {"file": "a.md", "article": "第一条", "powers": [power]},
        {"file": "a.md", "article": "第二条", "powers": []},
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert read_labels(path) == {
        "a.md": {"第一条": [Label(PowerType.INSPECTION, basis=False, words="监督检查")], "第二条": []}
    }


def test_readings_give_spans_and_articles_without_any_power(tmp_path):
    path = tmp_path / "readings.tsv"
    path.write_text(
        "file\tarticle\ttype\trole\talt\tspan\na.md\t第一条\t其他\tbasis\t行政确认\t4:9\na.md\t第二条\t\t\t\t\n",
        encoding="utf-8",
    )
    assert read_readings(path) == {
        "a.md": {"第一条": [Label(PowerType.OTHER, basis=True, words=(4, 9))], "第二条": []}
    }
    assert read_readings(tmp_path / "none.tsv") == {}


def test_where_both_know_an_article_the_first_labels_stand():
    ours, theirs = [Label(PowerType.LEVY, True, "")], [Label(PowerType.OTHER, True, "")]
    both = merged(
        {"a": {"第一条": ours}}, {"a": {"第一条": theirs, "第二条": theirs}, "b": {"第一条": theirs}}
    )
    assert both == {"a": {"第一条": ours, "第二条": theirs}, "b": {"第一条": theirs}}


@pytest.mark.parametrize("words", ["对采砂单位进行监督检查", (8, 19)], ids=["the words", "their span"])
def test_the_clause_that_holds_the_marked_words_carries_the_power(corpora, words):
    known = {"示例.md": {"第一条": [Label(PowerType.INSPECTION, basis=True, words=words)], "第三条": []}}
    first, last = examples_of(known, corpora, {})
    assert [types for types in first.carried if types] == [{PowerType.INSPECTION}]
    assert first.basis == {PowerType.INSPECTION}
    assert "i检查" in first.features[first.carried.index(frozenset({PowerType.INSPECTION}))]
    assert (last.basis, any(last.carried)) == (frozenset(), False)


def test_what_is_only_related_is_no_basis_and_carries_nothing(corpora):
    known = {"示例.md": {"第二条": [Label(PowerType.PENALTY, basis=False, words="处一千元罚款")]}}
    (example,) = examples_of(known, corpora, {})
    assert (example.basis, any(example.carried)) == (frozenset(), False)
    assert example.standing  # the rules' own opinion is kept beside the label


def test_what_networks_read_stands_beside_its_own_article(tmp_path, corpora):
    whole, words = range(-500, 500, 100), range(0, 1000, 100)
    rows = [["file", "article", "whole", "words"]]
    rows.append(["示例.md", "第二条", *(" ".join(map(str, of)) for of in (whole, words))])
    path = tmp_path / "network_folds.tsv"
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    known = {"示例.md": {"第一条": [], "第二条": []}}
    first, second = examples_of(known, corpora, {}, read_folds(path))
    assert first.reading is None
    assert second.reading is not None
    assert (second.reading.whole[0], second.reading.words[9]) == (-5.0, 9.0)
    assert read_folds(tmp_path / "none.tsv") == {}


def test_sentences_for_the_classes_of_words_have_actors_and_sums_as_one_letter(corpora):
    words = [word for sentence in sentences(corpora, {}) for word in sentence]
    assert "O" in words
    assert "¥" in words
    assert "河道主管部门" not in "".join(words)


def test_without_its_library_training_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr("lezr_extract.pipeline.train.find_spec", lambda name: None)
    with pytest.raises(CannotRunError, match="make model"):
        train(tmp_path / "labels.jsonl", tmp_path, tmp_path, print)


def test_a_missing_path_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("lezr_extract.pipeline.train.find_spec", lambda name: object())
    with pytest.raises(CannotRunError, match=r"labels\.jsonl"):
        train(tmp_path / "labels.jsonl", tmp_path, tmp_path, print)


def test_a_model_learns_which_clause_carries_a_power(corpora):
    pytest.importorskip(
        "sklearn", reason="scikit-learn is not installed: make model trains in its own environment"
    )
    from lezr_extract.powers.model import fit  # noqa: PLC0415

    known = {"示例.md": {"第一条": [Label(PowerType.INSPECTION, True, (8, 19))], "第二条": [], "第三条": []}}
    examples = [replace(e, document=f"{n}.md") for n in range(40) for e in examples_of(known, corpora, {})]
    trained = fit(examples, {}, "trial", 0.5)
    assert trained.folds["judged"] == 1.0
    assert trained.model.judgement.threshold == 0.5
