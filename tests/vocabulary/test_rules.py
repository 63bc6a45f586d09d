"""Every rule against its own model sentences, both ways; and files that must be refused."""

import re
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest
from lezr_extract.errors import DataFileError
from lezr_extract.norms import parse_law
from lezr_extract.powers import rules_in
from lezr_extract.powers.context import Surroundings, law_flags
from lezr_extract.records import Document
from lezr_extract.structure import build_law
from lezr_extract.vocabulary.rule_book import Rule
from lezr_extract.vocabulary.rules import FILES, FOLDER, read_rules, rule_book

BOOK = rule_book()


def fired(example) -> set[str]:
    """Ids of the rules that stand for the only article of the example's small law."""
    chapter = f"第一章 {example.chapter}\n" if example.chapter else ""
    words = example.text.replace("：（", "：\n（").replace("；（", "；\n（")
    text = f"{example.title}\n{chapter}第一条 {words}\n"
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, text))
    assert law is not None, example.text
    assert law.articles, example.text
    law = replace(law, title=example.title)
    ids = set()
    for number, norms in enumerate(parse_law(law)):
        _, standing, excluded = rules_in(Surroundings(law, number, norms, law_flags(law)))
        ids |= {hit.rule.id for hit in standing + excluded}
    return ids


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in BOOK.rules for e in r.match], ids=lambda v: getattr(v, "id", "")
)
def test_a_rule_finds_the_sentences_that_it_must_find(rule, example):
    assert rule.id in fired(example), example.text


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in BOOK.rules for e in r.miss], ids=lambda v: getattr(v, "id", "")
)
def test_a_rule_leaves_alone_the_sentences_that_it_must_not_find(rule, example):
    assert rule.id not in fired(example), example.text


def test_every_type_of_power_has_rules_and_there_are_exclusions():
    assert {r.type for r in BOOK.rules} == set(FILES.values())


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        pytest.param("levy.toml", ("words", "wrods"), "levy.*(缺少 words|应为文字的列表)", id="a misspelt key"),
        pytest.param("levy.toml", ('score = 0.', 'score = 7.'), "score 应在", id="a score above one"),
        pytest.param("coercion.toml", ("pattern = '申请C+", "pattern = '(申请C+"), "正则表达式有误", id="a pattern that does not compile"),
        pytest.param("penalty.toml", ('not_subject = ["court"', 'not_subject = ["curt"'), "不在 .* 之中", id="an unknown kind"),
        pytest.param("other.toml", ('[[rule]]', '[[rule]'), "格式有误", id="broken TOML"),
        pytest.param("reward.toml", ('note = ', 'nota = '), "缺少 note", id="a rule without its reason"),
        pytest.param("reward.toml", ('score = ', 'colour = "red"\nscore = '), "不认识的项 colour", id="an unknown key"),
    ],
)  # fmt: skip
def test_a_malformed_rule_file_is_refused_with_file_and_entry(tmp_path, file, change, words):
    folder = tmp_path / "rules"
    shutil.copytree(FOLDER, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=words) as caught:
        read_rules(folder)
    assert file in str(caught.value)


def test_two_rules_of_one_name_are_refused(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(FOLDER, folder)
    path = folder / "reward.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("[[rule]]") :], encoding="utf-8")
    with pytest.raises(DataFileError, match="重复"):
        read_rules(folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataFileError, match=r"terms\.toml"):
        read_rules(tmp_path)


def test_the_page_on_changing_a_rule_names_every_key_that_a_rule_may_have():
    page = (Path(__file__).parents[2] / "docs" / "do" / "change-a-rule.md").read_text(encoding="utf-8")
    table = page.partition("## 一条规则能写什么")[2]
    named = {
        key for cell in re.findall(r"^\| (`.*?) \|", table, re.M) for key in re.findall(r"`(\w+)`", cell)
    }
    assert named == {field.name for field in fields(Rule)} - {"type"}
