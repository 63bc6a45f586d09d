import hashlib
import time
from pathlib import Path

import pytest
from lezr_extract.records import Severity

CASES = Path(__file__).parent.parent / "cases" / "read"
NAMED = ("statute.md", "page.html")


@pytest.fixture(params=NAMED)
def case(request, document_of):
    return document_of(request.param, (CASES / request.param).read_bytes()), request.param


def test_the_words_come_out_as_the_case_says(case):
    document, name = case
    assert document.text.rstrip("\n") == (CASES / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


def test_the_way_back_leads_to_the_words_of_the_source(case):
    document, _ = case
    for offset, character in enumerate(document.text):
        if "\u4e00" <= character <= "\u9fff":
            assert document.source_text[document.source_map.source_offset(offset)] == character


def test_tables_are_kept_as_such_and_stand_where_they_say(case):
    document, name = case
    (table,) = document.tables
    words = table.span.of(document.text)
    assert all(cell in words for row in table.rows for cell in row), name
    assert len(table.rows[0]) == 2


def test_front_matter_becomes_facts(document_of):
    document = document_of("a.md", (CASES / "statute.md").read_bytes())
    assert document.facts == {
        "title": "云岭省河道采砂管理条例",
        "published": "2024-03-01",
        "effective": "2024-05-01",
        "status": "现行有效",
        "rank": "地方性法规",
        "issuer": "云岭省人民代表大会常务委员会",
    }


def test_marked_headings_point_at_their_lines(document_of):
    document = document_of("a.md", (CASES / "statute.md").read_bytes())
    got = [(document.text[at:].split("\n")[0], level) for at, level in document.marked_headings]
    assert got == [("云岭省河道采砂管理条例", 1), ("第一章 总  则", 2), ("第一节 规划", 3)]


def test_the_first_heading_is_the_title_where_there_is_no_front_matter(document_of):
    assert document_of("a.md", "# 云岭省采砂条例\n\n第一条 为了。\n").facts == {"title": "云岭省采砂条例"}


def test_boxes_and_tabs_of_site_generators_are_no_words_of_the_law(document_of):
    page = "# 云岭省采砂条例\n\n::: tabs\n@tab 正文\n第一条 为了保护河道。\n:::\n"
    document = document_of("a.md", page)
    assert document.text.split() == ["云岭省采砂条例", "第一条", "为了保护河道。"]


def test_the_day_of_posting_is_not_taken_for_the_day_of_the_document(document_of):
    facts = document_of("a.html", (CASES / "page.html").read_bytes()).facts
    assert facts["published"] == "2005-03-03"
    assert facts["posted"] == "2018-12-24"
    assert facts["document_number"] == "云政令〔2005〕21号"
    assert facts["issuer"] == "云岭省人民政府"
    assert facts["index_number"] == "000014349/2018-00206"


def test_a_page_of_an_unknown_site_gives_its_densest_part(document_of):
    body = "".join(f"<p>第{n}条 县级以上人民政府应当加强采砂管理，保障防洪安全。</p>" for n in "一二三四五六")
    links = "".join(f"<li><a href='/{n}'>栏目导航之第{n}栏</a></li>" for n in range(30))
    page = f"<html><body><div><ul>{links}</ul></div><div><div class=x>{body}</div></div><div>联系我们</div></body></html>"
    text = document_of("a.html", page).text
    assert text.count("防洪安全") == 6
    assert "栏目" not in text
    assert "联系我们" not in text


def test_a_page_saved_with_its_pictures_is_read(document_of):
    page = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=b"\r\n\r\n--=b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"PGh0bWw+PGJvZHk+PHA+56ys5LiA5p2hIOS4uuS6huOAgjwvcD48L2JvZHk+PC9odG1sPg==\r\n--=b--\r\n"
    )
    assert document_of("a.mht", page).text == "第一条 为了。"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_one_text_in_three_encodings_gives_one_text(document_of, encoding):
    text = "云岭省采砂条例\n第一条 为了加强管理，制定本条例。\n第二条 水行政主管部门负责监督。"
    assert document_of("a.txt", text.encode(encoding)).text == text


def test_an_article_number_on_a_line_of_its_own_is_joined_to_its_words(document_of):
    text = document_of(
        "a.txt", "第一条\n【目的】为了加强管理。\n第二条\n\n水行政主管部门负责。\n第三条\n第四条 略。"
    ).text
    assert text == "第一条 【目的】为了加强管理。\n第二条 水行政主管部门负责。\n第三条\n第四条 略。"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_broken_bytes_are_a_doubt_beside_the_text(read_as, encoding):
    sound = ("第一条 为了加强管理，制定本条例。\n第二条 水行政主管部门负责监督。\n" * 20).encode(encoding)
    broken = b"\xff\n".join(sound[at : at + 400] for at in range(0, len(sound), 400))
    document, problem = read_as("a.txt", broken)
    assert document.text.count("水行政主管部门") > 15
    assert (problem.code, problem.severity) == ("broken-characters", Severity.DOUBT)


def test_the_sha256_is_that_of_the_file(document_of):
    content = "第一条　为了。\r\n".encode()
    assert document_of("a.txt", content).sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("page", "code", "note"),
    [
        ("<html><body>" + "<p>" * 300_001, "too-large", "more marks than any statute has"),
        ("<html><body>" + "<div>" * 200_000 + "第一条", "no-text", "deeper than any browser follows"),
        (
            "<html><body><script>第一条</script><style>第二条</style></body></html>",
            "no-text",
            "no word to be seen",
        ),
    ],
)
def test_a_hostile_page_becomes_a_row(problem_of, page, code, note):
    assert problem_of("a.html", page).code == code, note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("# a\n" + "<!--" * 200_000, "comments that never end"),
        ("# a\n" + "[" * 300_000, "brackets that never close"),
        ("# a\n" + "[a](" * 100_000, "links that never close"),
        ("# a\n" + "**a " * 100_000, "bold that never ends"),
        ("# a\n" + "|" * 300_000 + "\n|a|\n", "a row of bars"),
        ("---\n" + "a: b\n" * 50_000, "front matter that never ends"),
    ],
)
def test_marks_that_never_close_take_time_in_proportion_to_their_length(read_as, text, note):
    started = time.process_time()
    assert read_as("a.md", text)
    assert time.process_time() - started < 3, note
