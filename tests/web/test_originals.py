"""The page of the original beside the entry."""

import pytest
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run
from lezr_extract.web.settings import local_person
from tests.read.conftest import pdf_bytes
from tests.web.conftest import client

TEXT = (
    "云岭省河道条例",
    "第一条 县级人民政府水务部门负责河道的监督管理工作。",
    "第二条 违反本条例规定倾倒垃圾的，由水务部门处一千元以上",
    "五千元以下罚款。",
    "第三条 本条例自2030年1月1日起施行。",
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A run over one printed law, and the file that it was read from."""
    folder = tmp_path_factory.mktemp("printed")
    (folder / "河道<b>.pdf").write_bytes(
        pdf_bytes([[(72, 72 + 24 * n, words) for n, words in enumerate(TEXT)]])
    )
    run([str(folder / "河道<b>.pdf")], folder / "out", Options(workers=1, rules_only=True))
    return folder


@pytest.fixture
def pages(printed, tmp_path):
    import shutil  # noqa: PLC0415

    shutil.copytree(printed / "out", tmp_path / "out")
    with client(Review(tmp_path / "out"), local=local_person("王")) as made:
        yield made


def test_the_page_stands_beside_the_clause_with_its_words_framed(pages):
    entry = pages.get("/entry/1").text
    assert '<img loading="lazy" src="/entry/1/original/1.svg"' in entry
    picture = pages.get("/entry/1/original/1.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.text.count("<rect") == 2, "the clause stands on two lines"
    assert "data:image/png;base64," in picture.text
    assert "河道&lt;b&gt;.pdf" in picture.text, "the name of a file is text"


def test_the_whole_page_opens_on_a_page_of_its_own(pages):
    whole = pages.get("/entry/1/original/1")
    assert "original/1.svg?whole=1" in whole.text
    around, all_of_it = (pages.get(f"/entry/1/original/1.svg{query}").text for query in ("", "?whole=1"))
    heights = [float(text.partition('viewBox="')[2].split()[3].rstrip('"')) for text in (around, all_of_it)]
    assert heights[0] < heights[1]


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("/entry/1/original/9.svg", "no such basis"),
        ("/entry/1/original/0.svg", "counted from one"),
        ("/entry/999/original/1.svg", "no such entry"),
        ("/entry/99999999999999999999/original/1.svg", "a number that no database holds"),
    ],
)
def test_what_is_not_there_is_not_found(pages, path, note):
    assert pages.get(path).status_code == 404, note


def test_an_original_that_is_gone_has_no_picture_and_the_entry_is_still_shown(pages, printed):
    file = printed / "河道<b>.pdf"
    kept = file.read_bytes()
    file.unlink()
    try:
        assert pages.get("/entry/1/original/1.svg").status_code == 404
        assert pages.get("/entry/1").status_code == 200
    finally:
        file.write_bytes(kept)


def test_pictures_are_for_people_who_are_signed_in(printed):
    with client(Review(printed / "out")) as stranger:
        answer = stranger.get("/entry/1/original/1.svg", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
