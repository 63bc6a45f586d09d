"""Old Word goes through LibreOffice, else antiword, else a row that says what to install."""

import http.server
import shutil
import threading
from pathlib import Path

import pytest
from lezr_extract.read import Source, old_word, programs, read, sources
from lezr_extract.records import Document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = r"{\rtf1\ansi\ansicpg936\uc0 %s\par}"

office = pytest.mark.skipif(
    programs.find("soffice", "libreoffice") is None,
    reason="LibreOffice is not installed (libreoffice-writer-nogui)",
)
antiword = pytest.mark.skipif(programs.find("antiword") is None, reason="antiword is not installed")


def rtf(*lines):
    return RTF % r"\par ".join(
        "".join(f"\\u{ord(c)} " if ord(c) > 127 else c for c in line) for line in lines
    )


def ole(*streams, block=b""):
    return OLE + b"\0" * 504 + block.ljust(512, b"\0") + "".join(streams).encode("utf-16-le") + b"\0" * 600


@pytest.fixture
def programs_are(monkeypatch):
    """Only the programs of these names are installed."""

    def setting(**paths):
        monkeypatch.setattr(
            programs, "find", lambda *names: next((paths[n] for n in names if n in paths), None)
        )

    return setting


def fake(folder, name, script):
    path = folder / name
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("name", "content", "said", "note"),
    [
        ("a.doc", ole("WordDocument"), "apt install antiword", "old Word can be read by either"),
        ("a.docx", ole("WordDocument"), "旧版 Word 文档", "whatever its name says"),
        ("a.wps", ole("WordDocument"), "libreoffice-writer-nogui", "Kingsoft's is the same inside"),
        ("a.rtf", b"{\\rtf1\\ansi a}", "RTF 文档需要另外的程序", "rich text"),
        (
            "a.xml",
            b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
            "Word 2003 XML",
            "Word 2003",
        ),
    ],
)
def test_without_a_program_the_row_says_what_to_install(problem_of, programs_are, name, content, said, note):
    programs_are()
    problem = problem_of(name, content)
    assert problem.code == "needs-office", note
    assert "apt install libreoffice-writer-nogui" in problem.cause, note
    assert said in problem.cause, note


def test_an_encrypted_old_file_asks_for_its_password(problem_of):
    head = b"\xec\xa5\xc1\x00" + b"\0" * 6 + b"\x00\x01"
    assert problem_of("a.doc", ole("WordDocument", block=head)).code == "encrypted"


def test_a_file_that_hangs_the_program_costs_itself_and_no_other(tmp_path, programs_are, monkeypatch, build):
    (tmp_path / "good.docx").write_bytes(build.word())
    script = (
        'out=""; while [ $# -gt 0 ]; do case "$1" in --outdir) out="$2"; shift;; */in*) '
        'if grep -q hang "$1"; then sleep 60; elif ! grep -q bad "$1"; then '
        f'cp {tmp_path}/good.docx "$out/$(basename "$1" .doc).docx"; fi;; esac; shift; done'
    )
    programs_are(soffice=fake(tmp_path, "soffice", script))
    monkeypatch.setattr(old_word, "PATIENCE", 0.5)
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, words in (("a", "x"), ("b", "hang"), ("c", "x"), ("d", "bad"), ("e", "x")):
        (folder / f"{name}.doc").write_bytes(ole("WordDocument", words))
        (folder / f"{name}.doc").write_bytes((folder / f"{name}.doc").read_bytes() + words.encode())
    (source,) = sources([str(folder)])
    assert len(source.together) == 5
    assert [one.format if isinstance(one, Document) else one.code for one in read(source)] == [
        "doc", "too-slow", "doc", "broken-file", "doc",
    ]  # fmt: skip


def test_neighbours_that_are_no_old_word_are_read_for_themselves_in_their_order(tmp_path, programs_are):
    programs_are()
    for name, content in (
        ("a.doc", ole("WordDocument")),
        ("b.xls", ole("Workbook")),
        ("c.doc", ole("WordDocument")),
    ):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "d.txt").write_text("第一条 甲。")
    found = [one for source in sources([str(tmp_path)]) for one in read(source)]
    assert [(Path(one.file).name, getattr(one, "code", "")) for one in found] == [
        ("a.doc", "needs-office"),
        ("b.xls", "broken-file"),
        ("c.doc", "needs-office"),
        ("d.txt", ""),
    ]


CELL = "<w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"


@office
def test_a_batch_is_read_with_tables_and_automatic_numbers(tmp_path, build):
    """One start for everything: an RTF, and a .docx that LibreOffice itself made into .doc."""
    level = "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='第%1条'/></w:lvl>"
    numbering = f"<w:abstractNum w:abstractNumId='7'>{level}</w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num>"
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"
    cells = "".join(f"<w:tr>{''.join(CELL.format(one) for one in row)}</w:tr>" for row in ("甲乙", "丙丁"))
    grid = "<w:tblPr><w:tblW w:w='4000' w:type='dxa'/></w:tblPr><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    body = (
        item.format("为了加强管理。")
        + f"<w:tbl>{grid}{cells}</w:tbl>"
        + item.format("本条例自公布之日起施行。")
    )
    (tmp_path / "in0.docx").write_bytes(build.word(("采砂条例",), body, numbering))
    soffice = shutil.which("soffice") or "libreoffice"
    profile = (tmp_path / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc:MS Word 97"]
    programs.printed([*command, "--outdir", str(tmp_path), str(tmp_path / "in0.docx")], 60)
    folder = tmp_path / "docs"
    folder.mkdir()
    (tmp_path / "in0.doc").rename(folder / "a.doc")
    (folder / "b.rtf").write_text(rtf("渡口条例", "第一条 甲。"))
    (folder / "c.doc").write_bytes(ole("WordDocument"))
    (source,) = sources([str(folder)])
    old, rich, broken = read(source)
    lines = [line.replace(" ", "") for line in old.text.split("\n") if line.strip()]
    assert lines == ["采砂条例", "第一条为了加强管理。", "甲\t乙", "丙\t丁", "第二条本条例自公布之日起施行。"]
    assert (old.format, old.tables[0].rows) == ("doc", (("甲", "乙"), ("丙", "丁")))
    assert rich.text.split("\n") == ["渡口条例", "第一条 甲。"]
    assert broken.code == "broken-file"


@antiword
@office
def test_antiword_reads_the_words_where_there_is_no_office(tmp_path, programs_are, build):
    (tmp_path / "in0.docx").write_bytes(build.word(build.lines * 9))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc:MS Word 97"]
    programs.printed([*command, "--outdir", str(tmp_path), str(tmp_path / "in0.docx")], 60)
    programs_are(antiword=shutil.which("antiword"))
    document, note = read(Source("a.doc", str(tmp_path / "in0.doc")))
    assert document.text.split("\n") == list(build.lines * 9)
    assert (note.code, note.severity.value) == ("plain-words", "note")


@office
def test_nothing_that_a_file_links_to_is_asked_for(tmp_path, monkeypatch):
    asked = []

    class Listening(http.server.BaseHTTPRequestHandler):
        def __getattr__(self, name):
            if not name.startswith("do_"):
                raise AttributeError(name)
            return lambda: (asked.append(self.path), self.send_error(404))

        def log_message(self, *_):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    picture = f"http://127.0.0.1:{server.server_address[1]}/picture.png"
    (tmp_path / "a.html").write_text(f"<meta charset='utf-8'><p>第一条 甲。</p><img src='{picture}'>")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kinds = ("--infilter=HTML (StarWriter)", "--convert-to", "doc:MS Word 97")
    programs.printed(
        ["soffice", profile, "--headless", *kinds, "--outdir", str(tmp_path), str(tmp_path / "a.html")], 60
    )
    assert (
        "picture.png".encode("utf-16-le") in (tmp_path / "a.doc").read_bytes()
        or b"picture.png" in (tmp_path / "a.doc").read_bytes()
    )
    monkeypatch.setattr(programs, "_without_network", tuple)  # the settings alone must do it
    (document,) = read(Source("a.doc", str(tmp_path / "a.doc")))
    server.shutdown()
    server.server_close()
    assert document.text.startswith("第一条 甲。")
    assert asked == []
