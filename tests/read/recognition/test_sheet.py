import pytest
from lezr_extract.read.recognition import sheet
from lezr_extract.read.recognition.sheet import prepared
from lezr_extract.read.recognition.words import Words
from PIL import Image, ImageDraw


def ruled(tilt=0.0):
    page = Image.new("L", (1000, 1400), 255)
    drawn = ImageDraw.Draw(page)
    for row in range(20):
        drawn.rectangle((120, 100 + 60 * row, 880 - 37 * (row % 5), 125 + 60 * row), fill=0)
    return page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)


@pytest.mark.parametrize("tilt", [0.0, 0.6, -0.6, 1.5, -2.8])
def test_a_tilted_page_is_set_level(tilt):
    assert prepared(ruled(tilt), 1.0).tilt == pytest.approx(tilt, abs=0.15)


def test_boxes_on_the_level_page_lead_back_to_the_tilted_one():
    tilted = ruled(1.5)
    made = prepared(tilted, 2.0)
    level = Words("字", 120, 100, 880, 125, 1.0)
    (back,) = made.on_page([level])
    cut = tilted.crop(tuple(round(2 * side) for side in (back.left, back.top, back.right, back.bottom)))
    assert sum(cut.histogram()[:128]) == pytest.approx(760 * 25, rel=0.15)


def test_a_blank_page_is_not_read():
    noisy = Image.effect_noise((400, 600), 12).point(lambda grey: min(255, grey + 120))
    assert prepared(Image.new("L", (400, 600), 255), 1.0) is None
    assert prepared(noisy, 1.0) is None


def test_a_page_of_too_many_pixels_is_made_smaller_and_its_boxes_still_fit(monkeypatch):
    monkeypatch.setattr(sheet, "PIXELS_LIMIT", 350_000)
    made = prepared(ruled(), 1.0)
    assert made.picture.width * made.picture.height <= 350_000
    (back,) = made.on_page([Words("字", 0, 0, made.picture.width, made.picture.height, 1.0)])
    assert (back.right, back.bottom) == pytest.approx((1000, 1400), rel=0.02)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1), (9, 3)])
def test_a_sliver_of_a_picture_is_no_crash(size):
    prepared(Image.new("L", size, 0), 1.0)
