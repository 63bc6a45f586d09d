"""Numbered lists in files that LibreOffice and python-docx wrote, against the numbers that LibreOffice itself shows."""

import io
import subprocess

import docx
import pytest
from lezr_extract.read import Source, programs, read
from tests.read.conftest import repacked, word_bytes
from tests.read.test_word_numbering import abstract, item, level, listed

OFFICE = programs.find("soffice", "libreoffice")
COUNTING = "chineseCountingThousand"
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed (libreoffice-writer-nogui)"
)


def anew(at, start):
    return f"<w:lvlOverride w:ilvl='{at}'><w:startOverride w:val='{start}'/></w:lvlOverride>"


def word(body, numbering, styles=""):
    return repacked(
        word_bytes((), "".join(body), numbering),
        lambda name, old: (
            old.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
            if name == "word/styles.xml"
            else old
        ),
    )


def of_python_docx():
    made, file = docx.Document(), io.BytesIO()
    for words, style in (
        ("甲", "List Number"),
        ("乙", "List Number"),
        ("款", "Normal"),
        ("子", "List Number 2"),
        ("丙", "List Number"),
    ):
        made.add_paragraph(words, style)
    made.save(file)
    return file.getvalue()


STYLES = (
    "<w:style w:type='paragraph' w:styleId='Tiao'><w:name w:val='条'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Xiang'><w:name w:val='项'/><w:basedOn w:val='Tiao'/>"
    "<w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Kuan'><w:name w:val='款'/><w:basedOn w:val='Tiao'/>"
    "<w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:style>"
)
BY_STYLE = (
    abstract(
        7,
        level(0, COUNTING, "第%1条", more="<w:pStyle w:val='Tiao'/>"),
        level(1, COUNTING, "（%2）", more="<w:pStyle w:val='Xiang'/>"),
    )
    + listed(3, 7)
    + listed(4, 7, anew(0, 1) + anew(1, 1))
)
OWN_LEVEL = (
    f"<w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/>{level(0, COUNTING, '第%1条')}</w:lvlOverride>"
)
LIST_STYLE = (
    "<w:style w:type='numbering' w:styleId='Law'><w:name w:val='Law'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
    "</w:pPr></w:style>"
)

CASES = {
    "lists of one definition count on together, one begins at ten": (
        word(
            [item("甲", 3), item("乙", 4), item("丙", 5), item("丁", 5), item("戊", 3), item("己", 4)],
            abstract(7, level(0, "decimal", "第%1条")) + listed(3, 7) + listed(4, 7) + listed(5, 7, anew(0, 10)),
        ),
        "第1条甲 第2条乙 第10条丙 第11条丁 第12条戊 第13条己",
    ),
    "items begin anew below each article through overrides of one definition": (
        word(
            [
                item("甲：", 3), item("子", 5), item("丑", 5), item("乙：", 3), item("寅", 6), item("卯", 6),
                item("丙：", 4), item("辰", 5), item("巳", 7),
            ],
            abstract(7, level(0, COUNTING, "第%1条"))
            + abstract(8, level(0, "chineseCounting", "（%1）"))
            + listed(3, 7)
            + listed(4, 7)
            + listed(5, 8)
            + listed(6, 8, anew(0, 1))
            + listed(7, 8, anew(0, 1)),
        ),
        "第一条甲： （一）子 （二）丑 第二条乙： （一）寅 （二）卯 第三条丙： （三）辰 （一）巳",
    ),
    "a second list begins articles and items anew": (
        word(
            [
                item(words, number, at)
                for words, number, at in (
                    ("甲", 3, 0), ("子", 3, 1), ("乙", 3, 0), ("丑", 3, 1), ("丙", 4, 0), ("寅", 4, 1), ("丁", 4, 0), ("卯", 4, 1),
                )
            ],
            abstract(7, level(0, COUNTING, "第%1条"), level(1, "chineseCounting", "（%2）"))
            + listed(3, 7)
            + listed(4, 7, anew(0, 1) + anew(1, 1)),
        ),
        "第一条甲 （一）子 第二条乙 （一）丑 第一条丙 （一）寅 第二条丁 （一）卯",
    ),
    "an override brings its own form and start": (
        word(
            [item("甲", 3), item("乙", 4), item("丙", 4), item("丁", 3)],
            abstract(7, level(0, "decimal", "%1.")) + listed(3, 7) + listed(4, 7, OWN_LEVEL),
        ),
        "1.甲 第四条乙 第五条丙 6.丁",
    ),
    "styles bring list and level, a paragraph takes itself out, another begins anew": (
        word(
            [
                item("甲：", "", style="Tiao"),
                item("子；", "", style="Xiang"),
                item("丑。", "", style="Xiang"),
                item("款。", "", style="Kuan"),
                item("非条。", 0, style="Tiao"),
                item("乙。", "", style="Tiao"),
                item("寅", "", style="Xiang"),
                item("丙", 4, style="Tiao"),
                item("丁", 4, style="Tiao"),
                item("卯", 4, at=1, style="Xiang"),
                item("戊", "", style="Tiao"),
            ],
            BY_STYLE,
            STYLES,
        ),
        "第一条甲： （一）子； （二）丑。 款。 非条。 第二条乙。 （一）寅 第一条丙 第二条丁 （一）卯 第三条戊",
    ),
    "a style of lists holds the levels": (
        word(
            [item("甲", 3), item("乙", 4), item("丙", 3)],
            abstract(1, level(0, "japaneseCounting", "第%1条"), more="<w:styleLink w:val='Law'/>")
            + abstract(2, more="<w:numStyleLink w:val='Law'/>")
            + listed(1, 1)
            + listed(3, 2)
            + listed(4, 2, anew(0, 7)),
            LIST_STYLE,
        ),
        "第一条甲 第七条乙 第八条丙",
    ),
    "the list styles of python-docx": (of_python_docx(), "1.甲 2.乙 款 1.子 3.丙"),
    "a list that begins at nought": (
        word([item("甲", 3), item("乙", 3)], abstract(7, level(0, "decimal", "第%1条", start=0)) + listed(3, 7)),
        "第0条甲 第1条乙",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The cases as they were made, as LibreOffice writes them again, and as it prints them."""
    made = tmp_path_factory.mktemp("lists")
    for number, (data, _) in enumerate(CASES.values()):
        (made / f"{number}.docx").write_bytes(data)
    files = sorted(map(str, made.glob("*.docx")))
    for kind in ("txt:Text (encoded):UTF8", "docx"):
        subprocess.run(
            [
                OFFICE, f"-env:UserInstallation={(made / 'profile').as_uri()}", "--headless", "--convert-to", kind,
                "--outdir", str(made / kind[:4].rstrip(":")), *files,
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip
    return made


def squeezed(lines):
    return " ".join(words for line in lines.split("\n") if (words := "".join(line.split())))


@pytest.mark.parametrize(("number", "name"), list(enumerate(CASES)))
def test_numbers_are_those_that_libreoffice_shows_in_its_own_files_too(folder, number, name):
    shown = CASES[name][1]
    assert squeezed((folder / "txt" / f"{number}.txt").read_text("utf-8-sig")) == shown
    for path in (folder / f"{number}.docx", folder / "docx" / f"{number}.docx"):
        (document,) = read(Source(path.name, str(path)))
        assert squeezed(document.text) == shown, path.parent.name


def test_old_word_files_give_the_numbers_that_libreoffice_shows_of_them(folder):
    """LibreOffice writes a list that begins anew into .doc as another list: what it then shows is what counts."""
    old = folder / "old"
    for kind, files in (
        ("doc:MS Word 97", folder.glob("*.docx")),
        ("txt:Text (encoded):UTF8", old.glob("*.doc")),
    ):
        subprocess.run(
            [
                OFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind,
                "--outdir", str(old), *sorted(map(str, files)),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip
    numbers = [n for n, name in enumerate(CASES) if name != COUNTED_FROM_A_LEVEL_THAT_IS_NOT_THERE]
    sources = tuple(Source(f"{n}.doc", str(old / f"{n}.doc")) for n in numbers)
    found = read(Source("all", sources[0].path, together=sources))
    shown = [squeezed((old / f"{n}.txt").read_text("utf-8-sig")) for n in numbers]
    assert [squeezed(document.text) for document in found] == shown


COUNTED_FROM_A_LEVEL_THAT_IS_NOT_THERE = "a second list begins articles and items anew"
"""LibreOffice counts an item without an article above it as if there were one; Word does not."""
