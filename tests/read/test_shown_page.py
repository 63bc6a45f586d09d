"""What a page looks like, for people: words are found on it by their boxes."""

import io
import zipfile

import pytest
from lezr_extract.read import Source, read, shown_pages
from lezr_extract.records import Document, Span
from PIL import Image, ImageDraw

LINES = [(100, 200, "云岭省河道采砂管理条例"), (100, 240, "第一条 本条例自公布之日起施行。")]


@pytest.fixture
def saved(tmp_path):
    """Writes a file; gives its source."""

    def made(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return Source(f"卷/{name}", str(path), size=len(content))

    return made


def inked(*pages, kind="PNG", size=(600, 800)):
    """A picture file whose pages have one black bar each, at the height given."""
    drawn = []
    for top in pages:
        page = Image.new("L", size, 255)
        ImageDraw.Draw(page).rectangle((100, top, 400, top + 20), fill=0)
        drawn.append(page)
    made = io.BytesIO()
    more = {"save_all": True, "append_images": drawn[1:]} if drawn[1:] else {}
    drawn[0].save(made, kind, **more)
    return made.getvalue()


def ink_of(page):
    """The box around the ink of a picture of a page, in units of the page."""
    picture = Image.open(io.BytesIO(page.data)).convert("L").point(lambda grey: 255 * (grey < 128))
    scale = picture.width / page.width
    return [side / scale for side in picture.getbbox()]


def test_the_boxes_of_a_pdf_lie_over_its_words_on_the_picture(saved, build):
    source = saved("a.pdf", build.pdf([[], LINES]))
    (document,) = [one for one in read(source) if isinstance(one, Document)]
    (page,) = shown_pages([source], [("卷/a.pdf", 2)])
    assert (page.file, page.page, page.width, page.height) == ("卷/a.pdf", 2, 600, 800)
    boxes = document.source_map.boxes_of(Span(0, len(document.text)))
    left, top, right, bottom = ink_of(page)
    assert min(box.left for box in boxes) - 2 <= left <= right <= max(box.right for box in boxes) + 2
    assert min(box.top for box in boxes) - 2 <= top <= bottom <= max(box.bottom for box in boxes) + 2


def test_a_page_of_a_picture_file_is_shown_in_its_own_pixels(saved):
    source = saved("a.tiff", inked(100, 500, kind="TIFF", size=(1800, 2400)))
    (page,) = shown_pages([source], [("卷/a.tiff", 2)])
    assert (page.width, page.height) == (1800, 2400)
    assert ink_of(page) == pytest.approx([100, 500, 401, 521], abs=4)
    assert Image.open(io.BytesIO(page.data)).width == 840


def test_a_law_glued_behind_another_and_a_member_of_an_archive_have_their_pages(saved, build):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("件/乙.pdf", build.pdf([LINES]))
        archive.writestr("丙.png", inked(50))
    items = [saved("甲.pdf", build.pdf([LINES])), saved("包.zip", packed.getvalue())]
    wanted = [("卷/甲.pdf#2", 1), ("卷/包.zip#件/乙.pdf", 1), ("卷/包.zip#丙.png", 1)]
    assert {(page.file, page.page) for page in shown_pages(items, wanted)} == set(wanted)


def test_only_what_was_asked_for_is_drawn(saved, build):
    items = [saved("甲.pdf", build.pdf([LINES, LINES])), saved("甲.pdf.pdf", build.pdf([LINES]))]
    assert [(page.file, page.page) for page in shown_pages(items, [("卷/甲.pdf", 2)])] == [("卷/甲.pdf", 2)]


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("a.pdf", b"%PDF-1.7\n" + b"\0" * 50, "a broken PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a broken picture"),
        ("a.txt", "第一条 略。".encode(), "a format without pages"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 50, "a broken archive"),
        ("a.pdf", b"", "nothing"),
    ],
)
def test_what_cannot_be_shown_has_no_picture(saved, name, content, note):
    assert shown_pages([saved(name, content)], [(f"卷/{name}", 1), (f"卷/{name}#1", 1)]) == [], note


def test_a_page_that_is_not_there_has_no_picture(saved, build):
    source = saved("a.pdf", build.pdf([LINES]))
    assert [page.page for page in shown_pages([source], [("卷/a.pdf", 7), ("卷/a.pdf", 1)])] == [1]
