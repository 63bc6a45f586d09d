import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.store import FileRow, Store, rows_of_law


@pytest.fixture
def searched(sample, store):
    for n in "甲乙":
        one = sample.law(
            title=f"示范水渠管理办法（{n}）", words=f"，{n}类ＡＢ许可证按VPN、a-b办理" if n == "乙" else ""
        )
        store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one),)))
        store.add_file(FileRow(one.file, law_id=one.id))
    store.finish()
    return store


@pytest.mark.parametrize(
    ("words", "articles", "note"),
    [
        ("罚款", 2, "two characters"),
        ("停业整顿", 2, "four characters, whatever a word cutter does"),
        ("业整", 2, "across the bounds of words"),
        ("渠", 4, "one character"),
        ("罚款 填埋", 2, "both words, anywhere in the article"),
        ("罚款 许可证", 0, "both words, but in different articles"),
        ("vpn", 1, "small letters find capitals"),
        ("a-b", 1, "a mark inside the words"),
        ("ab", 0, "a mark in the text is not skipped: the original decides"),
        ("水库", 0, "not there"),
        ('"', 0, "a quotation mark alone"),
        ('罚款" OR "水', 0, "no operator of the search language"),
        ("罚款*", 0, "a star is a character like any other"),
        ("  ", 0, "nothing"),
    ],
)
def test_search_finds_words_of_any_length_and_checks_the_original(searched, words, articles, note):
    hits = searched.search(words, kind="article")
    assert len(hits) == articles, note
    for hit in hits:
        assert all(hit.snippet[slice(*mark)].casefold() in words.casefold().split() for mark in hit.marks)
        assert hit.marks


def test_search_finds_entries_by_name_holder_and_basis(searched):
    hits = searched.search("水利部门 填埋水渠行为", kind="entry")
    assert [(hit.kind, hit.name, hit.article) for hit in hits] == [
        ("entry", "对填埋水渠行为的行政处罚", "第二条")
    ] * 2


def test_search_gives_no_more_than_asked_for_of_each_kind(searched):
    assert [hit.kind for hit in searched.search("罚款", limit=1)] == ["article", "entry"]


def test_a_snippet_shows_the_surroundings_and_says_where_it_was_cut(sample, store):
    one = sample.law(words="，" + "甲" * 300 + "界碑" + "乙" * 300)
    store.add_law(rows_of_law(one))
    store.add_file(FileRow(one.file, law_id=one.id))
    store.finish()
    (hit,) = store.search("界碑")
    assert hit.snippet.startswith("…甲")
    assert hit.snippet.endswith("乙…")
    assert [hit.snippet[slice(*mark)] for mark in hit.marks] == ["界碑"]
    assert len(hit.snippet) < 150


@given(st.text(max_size=12))
def test_no_query_breaks_the_search(sample, words):
    with Store.in_memory() as store:
        store.add_law(rows_of_law(sample.law(words=words.replace("\n", ""))))
        store.finish()
        hits = store.search(words)
        assert all(all(term.casefold() in sample.law(words=words).text.casefold() for term in words.split()
                       if any(c.isalnum() for c in term)) for _ in hits)  # fmt: skip


def test_what_nobody_wrote_in_one_piece_is_looked_for_word_by_word(searched):
    assert [hit.article for hit in searched.search("水渠罚款", kind="article")] == ["第二条"] * 2
    assert not searched.search("水库罚款", kind="article")
