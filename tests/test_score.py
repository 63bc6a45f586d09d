import csv
import importlib.util
import json
import random
from pathlib import Path

import pytest
from lezr_extract.cli import status
from lezr_extract.errors import CannotRunError
from lezr_extract.score import KINDS, read_rows, score_list, score_powers, score_relate

MODELS = Path(__file__).parents[1] / "models"


def label(**changes):
    power = {
        "type": "行政处罚",
        "alt": ["其他"],
        "role": "basis",
        "agency": ["水利部门"],
        "agency_resolved": None,
        "fines": [{"min": 1000, "max": 5000, "unit": "元"}],
        "quote": "由水利部门处一千元以上五千元以下罚款",
    }
    row = {
        "id": "1",
        "file": "x/渠.md",
        "title": "示范水渠管理办法",
        "article": "第二条",
        "powers": [power],
        "competence": [{"agency": "水利部门"}],
        "cites": [{"law": "示范水库管理条例", "article": "第九条"}],
    }
    return row | changes


def line(power=None, **changes):
    found = {
        "type": "行政处罚",
        "alt": [],
        "role": "basis",
        "agency": ["县级人民政府水利部门"],
        "agency_resolved": None,
        "amounts": [{"min": 1000, "max": 5000.0, "unit": "元"}],
        "quote": "水利部门处一千元以上五千元以下罚款",
    }
    row = {
        "file": "../shared/corpora/x/渠.md",
        "article": "第二条",
        "powers": [found | (power or {})],
        "competence": [{"agency": "水利部门"}],
        "citations": [{"law": "《中华人民共和国示范水库管理条例》", "article": "第九条"}],
    }
    return row | changes


@pytest.mark.parametrize(
    ("gold", "output", "figures", "note"),
    [
        (label(), line(), {"types_strict": 1.0, "agency_accuracy": 1.0, "amounts_exact": 1.0}, "all right"),
        (label(), line(), {"words_right": 1.0, "citations": 1.0, "competence": 1.0}, "all right, too"),
        (label(), line(powers=[]), {"types_strict": 0.0, "types_lenient": 0.0}, "missed"),
        (
            label(),
            line({"type": "其他"}),
            {"types_strict": 0.0, "types_lenient": 1.0},
            "another defensible type",
        ),
        (label(), line({"role": "related"}), {"types_strict": 0.0, "types_lenient": 0.0}, "only related"),
        (label(), line({"agency": ["税务机关"]}), {"agency_accuracy": 0.0}, "another holder"),
        (label(), line({"amounts": []}), {"amounts_exact": 0.0}, "no amount"),
        (label(), line({"quote": "县级人民政府"}), {"words_right": 0.0}, "other words"),
        (label(), line(citations=[]), {"citations": 0.0}, "no citation"),
        (label(), line(competence=[{"agency": "税务机关"}]), {"competence": 0.0}, "another organ in charge"),
        (
            label(powers=[], neutral=["行政处罚"]),
            line(),
            {"types_strict": 0.0},
            "what one reader had is neutral",
        ),
    ],
)
def test_an_article_is_scored_by_types_holder_amounts_words_citations_and_competence(
    gold, output, figures, note
):
    found = score_powers([gold], [output])
    for name, value in figures.items():
        assert found[name].get("f1", found[name].get("acc")) == value, (note, name)


def test_what_only_one_reader_had_is_no_error():
    assert score_powers([label(powers=[], neutral=["行政处罚"])], [line()])["type 行政处罚"]["p"] == 0.0
    wrong = score_powers([label(powers=[])], [line()])
    neutral = score_powers([label(powers=[], neutral=["行政处罚"])], [line()])
    both = score_powers([label()] * 2, [line()])
    assert wrong["types_strict"] == neutral["types_strict"]
    assert both["types_strict"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 2}


def test_an_article_that_the_output_lacks_is_counted_as_missing():
    found = score_powers([label()], [])
    assert found["articles_missing"] == 1
    assert found["types_strict"]["r"] == 0.0


def test_an_alarm_of_conflict_is_right_only_where_the_labels_have_one():
    gold = [
        {"id": n, "relation": relation, "alt": [], "same_act": True}
        for n, relation in (("1", "conflict"), ("2", "parallel"))
    ]
    output = [{"id": n, "relation": "conflict", "same_act": True, "level": "冲突"} for n in "12"]
    found = score_relate(gold, output)
    assert found["conflict_precision_at_冲突"] == {"p": 0.5, "n": 2}
    assert found["accuracy"] == 0.5
    assert found["same_act_accuracy"] == 1.0


def test_an_entry_of_a_real_list_counts_when_its_article_is_surely_the_one_held():
    def row(overlap):
        return {"type": "行政处罚", "links": [{"file": "x/渠.md", "article": 2, "overlap": overlap}]}

    assert score_list([row(0.9), row(0.5)], [line()])["all"] == {"recall": 1.0, "n": 1}


@pytest.mark.parametrize(
    ("text", "words"), [("{", "第 1 行不是 JSON"), ("[1]", "第 1 行不是 JSON 对象"), ("\n{}\nx", "第 3 行")]
)
def test_a_broken_file_of_labels_is_named_with_its_line(tmp_path, text, words):
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(CannotRunError, match=words) as caught:
        read_rows(tmp_path / "a.jsonl")
    assert str(tmp_path) in str(caught.value)


def test_labels_of_another_kind_are_refused_in_one_sentence(tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text(json.dumps(label()), encoding="utf-8")
    assert status(["score", "relate", str(tmp_path / "a.jsonl"), "--gold", str(tmp_path / "a.jsonl")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_without_an_output_the_laws_that_the_labels_name_are_read(tmp_path, capsys):
    (tmp_path / "corpora" / "x").mkdir(parents=True)
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpora" / "x" / "渠.md").write_text(
        "示范水渠管理办法\n第一条　县级人民政府水利部门负责水渠的监督管理工作。\n"
        "第二条　填埋水渠的，由水利部门处一千元以上五千元以下罚款。\n第三条　本办法自公布之日起施行。\n",
        encoding="utf-8",
    )
    (tmp_path / "gold" / "a.jsonl").write_text(
        json.dumps(label(cites=[], competence=[]), ensure_ascii=False), encoding="utf-8"
    )
    assert status(["score", "powers", "--gold", str(tmp_path / "gold" / "a.jsonl"), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["articles_missing"] == 0
    assert figures["types_strict"]["f1"] == figures["amounts_exact"]["acc"] == 1.0


@pytest.mark.parametrize(
    ("held_out", "learned"),
    [
        ("held_out_powers.jsonl", ("readings.tsv",)),
        ("held_out_pairs.jsonl", ("pairs.tsv", "pairs_by_likeness.tsv", "pairs_more.tsv")),
    ],
)
def test_no_law_of_the_labels_that_are_held_out_is_learned_from(held_out, learned):
    kept_apart = set()
    for row in read_rows(MODELS / held_out):
        kept_apart |= {row["file"]} if "file" in row else {row["a"]["file"], row["b"]["file"]}
    assert len(kept_apart) > 100
    for name in learned:
        with (MODELS / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t"))
        seen = {row[column] for row in rows for column in ("file", "a_file", "b_file") if column in row}
        assert len(seen) > 100
        assert not kept_apart & seen, name


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("powers", "powers.dev.jsonl"),
        ("powers", "powers.train.jsonl"),
        ("relate", "pairs.dev.jsonl"),
        ("list", "power_list_links.jsonl"),
    ],
)
@pytest.mark.parametrize("seed", [1, 2])
def test_our_figures_are_those_of_the_scorer_that_comes_with_the_labels(shared, kind, labels, seed):
    spec = importlib.util.spec_from_file_location("their_score", shared / "gold" / "score.py")
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    gold = read_rows(shared / "gold" / labels)
    # The labels themselves, spoilt here and there, make an output of which every kind of error is certain.
    output = SPOILT[kind](gold, random.Random(seed))
    wanted = getattr(theirs, f"score_{kind}")(gold, output, 0)
    assert KINDS[kind](gold, output) == wanted


def spoilt_powers(gold, chance):
    kinds = ["行政许可", "行政处罚", "其他", "行政检查"]
    output = []
    for row in gold:
        if chance.random() < 0.05:
            continue
        powers = []
        for power in row["powers"]:
            if chance.random() < 0.1:
                continue
            changed = power | {"amounts": [dict(f) for f in power.get("fines") or []]}
            if chance.random() < 0.1:
                changed["type"] = chance.choice(kinds)
            if chance.random() < 0.1:
                changed["alt"] = None
            if chance.random() < 0.1:
                changed["agency"] = ["税务机关"]
            if chance.random() < 0.1:
                changed["role"] = chance.choice(["basis", "related"])
            if changed["amounts"] and chance.random() < 0.2:
                changed["amounts"][0]["max"] = 12345
            if changed.get("quote") and chance.random() < 0.5:
                changed["quote"] = changed["quote"][chance.randrange(len(changed["quote"])) :]
            powers.append(changed)
        cites = [cite for cite in row["cites"] if chance.random() < 0.9]
        if chance.random() < 0.1:
            cites.append({"law": "《中华人民共和国示范法》", "article": "第一条"})
        competence = [one for one in row["competence"] if chance.random() < 0.8]
        if chance.random() < 0.1:
            competence.append({"agency": "水利部门"})
        output.append(
            {"file": f"../corpora/{row['file']}", "article": row["article"], "powers": powers}
            | {"citations": cites, "competence": competence}
        )
    return output


def spoilt_relate(gold, chance):
    relations = ["duplicate", "conflict", "parallel", "unrelated", "strange"]
    return [
        {
            "id": row["id"],
            "relation": row["relation"] if chance.random() < 0.6 else chance.choice(relations),
            "same_act": chance.random() < 0.5,
            "level": chance.choice(["冲突", "提示"]),
        }
        for row in gold
        if chance.random() < 0.95
    ]


def spoilt_list(gold, chance):
    lines = {}
    for row in gold:
        kind = row["type"] if chance.random() < 0.7 else "行政检查"
        for link in row["links"]:
            if link["file"] and chance.random() < 0.9:
                power = {"type": "其他" if kind.startswith("其他") else kind, "alt": []}
                article = (
                    f"第{link['article']}条" if isinstance(link["article"], int) else str(link["article"])
                )
                lines.setdefault((link["file"], article), []).append(power)
    return [{"file": file, "article": article, "powers": powers} for (file, article), powers in lines.items()]


SPOILT = {"powers": spoilt_powers, "relate": spoilt_relate, "list": spoilt_list}
