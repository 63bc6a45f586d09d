"""Whatever bytes come in, a document or a row comes out. `bench/fuzz_read.py` does it in large numbers."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lezr_extract.read import Source, read
from lezr_extract.records import Document, Problem

LAW = "云岭省采砂条例\n\n第一条　为了加强管理，制定本条例。\n　　（一）处1万元罚款；\n第二条　略。\n" * 3
PAGE = f"<html><body><table><tr><td>文号：</td><td>一</td></tr></table><div id='zoom'><p>{LAW}</p></div></body></html>"
MARKED = f"---\ntitle: x\n---\n# 条例 <!-- INFO END -->\n\n## 第一章\n{LAW}\n| a | b |\n|--|--|\n| [[c|d]] | **e** |\n"


KINDS = ("text", "gb", "utf-16", "markdown", "html", "mht", "docx", "pdf", "database")


class Seeds(dict):
    """Sound files by kind; prints short, so that a failure shows the changes and not the files."""

    def __repr__(self):
        return "seeds"


PLACE = st.floats(0, 1, exclude_max=True)
CHANGE = st.one_of(
    st.tuples(st.just("set"), PLACE, st.binary(min_size=1, max_size=6)),
    st.tuples(
        st.just("put"),
        PLACE,
        st.sampled_from([b"\0", b"<", b"-->", b"|", b"\xff\xfe", b"(", b"9" * 40, b"\r", b"&#0;"]),
    ),
    st.tuples(st.just("cut"), PLACE, PLACE),
    st.tuples(st.just("end"), PLACE, st.none()),
    st.tuples(st.just("twice"), PLACE, PLACE),
)


def mutated(data, changes):
    for kind, where, what in changes:
        at = int(where * len(data))
        if kind == "set":
            data = data[:at] + what + data[at + len(what) :]
        elif kind == "put":
            data = data[:at] + what + data[at:]
        elif kind == "end":
            data = data[:at]
        else:
            to = min(len(data), at + int(what * 200))
            data = data[:at] + (data[at:to] * 2 if kind == "twice" else b"") + data[to:]
    return data


def check(source):
    found = read(source)
    assert found
    for one in found:
        assert isinstance(one, Document | Problem)
        if isinstance(one, Problem):
            assert one.code
            assert one.cause
            assert "\n" not in one.cause
            continue
        one.text.encode()
        assert one.text.strip()
        assert "\r" not in one.text
        steps = one.source_map.steps
        assert list(steps) == sorted(steps)
        assert all(
            0 <= one.source_map.source_offset(at) < len(one.source_text) for at in range(len(one.text))
        )
        assert all(0 <= t.span.start <= t.span.end <= len(one.text) for t in one.tables)
        assert all(0 <= at <= len(one.text) for at, _ in one.marked_headings)


@pytest.fixture(scope="module")
def seeds(request, tmp_path_factory):
    """A small sound file of every format."""
    from tests.read import conftest as build  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("seed")
    law = ("id1", "采砂条例", "法律", "", "2024-03-01", "", "2024-03-01", "现行有效")
    database = build.database_at(folder / "laws.db", [law], [("id1", "第一章 总则", None, "第一条", LAW)])
    listing = (
        "<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        "<w:lvlText w:val='第%1条'/></w:lvl></w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
    )
    numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    lines = [(50, 60 + 20 * at, line) for at, line in enumerate(LAW.split("\n")) if line]
    return Seeds(
        {
            "text": LAW.encode(),
            "gb": LAW.encode("gb18030"),
            "utf-16": LAW.encode("utf-16"),
            "markdown": MARKED.encode(),
            "html": PAGE.encode(),
            "mht": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
            + PAGE.encode()
            + b"\n--b--\n",
            "docx": build.word_bytes(
                body_xml=numbered, numbering_xml=listing, table=[("一", "二"), ("三", "四")]
            ),
            "pdf": build.pdf_bytes([lines, lines]),
            "database": database.read_bytes(),
            "repacked": build.repacked,
        }
    )


FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("kind", KINDS)
@FUZZ
@given(changes=st.lists(CHANGE, min_size=1, max_size=6))
def test_mutated_files_end_in_a_document_or_a_problem(seeds, tmp_path, kind, changes):
    path = tmp_path / "file"
    path.write_bytes(mutated(seeds[kind], changes))
    check(Source("file", str(path)))


@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml"]
)
@FUZZ
@given(changes=st.lists(CHANGE, min_size=1, max_size=4))
def test_a_word_package_with_a_mutated_part_ends_in_a_document_or_a_problem(seeds, tmp_path, part, changes):
    data = seeds["repacked"](seeds["docx"], lambda name, old: mutated(old, changes) if name == part else old)
    path = tmp_path / "file"
    path.write_bytes(data)
    check(Source("file", str(path)))


@FUZZ
@given(
    values=st.lists(
        st.one_of(st.none(), st.text(max_size=30), st.integers(-(2**60), 2**60), st.binary(max_size=9)),
        min_size=6,
        max_size=6,
    )
)
def test_a_database_with_any_values_ends_in_documents_or_problems(tmp_path, values):
    path = tmp_path / "laws.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE laws (law_id, law_name, level)")
        database.execute(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id, article_no, article_text, chapter)"
        )
        database.execute("INSERT INTO laws VALUES (?, ?, ?)", values[:3])
        database.execute(
            "INSERT INTO articles (law_id, article_no, article_text, chapter) VALUES (?, ?, ?, ?)",
            (values[0], *values[3:]),
        )
    database.close()
    check(Source("laws.db", str(path)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes_end_in_a_document_or_a_problem(tmp_path, data):
    path = tmp_path / "file"
    path.write_bytes(data)
    check(Source("file", str(path)))
