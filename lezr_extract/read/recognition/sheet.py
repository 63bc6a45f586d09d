"""A picture of a page made ready to be read: grey, upright, of a bounded size, and the way back to the page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from lezr_extract.read.recognition.words import Words

if TYPE_CHECKING:
    from PIL.Image import Image

VERSION = 1
"""Raised with every change that may change what an engine reads, so that older results are not used."""
PIXELS_LIMIT = 24_000_000
"""About A2 at 200 dpi; a larger picture is made smaller."""
_STEEPEST = 3.0
_PROFILE_WIDTH = 500
_PAPER = 255
_LEAST_INK = 20
_WHITE = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture ready for an engine.

    Attributes:
        picture: grey, with its lines level.
        tilt: degrees by which the page was turned, counterclockwise, before it was set level.
        scale: pixels of ``picture`` per unit of the page.
    """

    picture: "Image"
    tilt: float
    scale: float

    def on_page(self, words: Sequence[Words]) -> list[Words]:
        """Words whose boxes are in pixels of ``picture``, with the boxes around them on the page."""
        return [self._placed(one) for one in words]

    def _placed(self, one: Words) -> Words:
        cos, sin = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
        x0, y0 = self.picture.width / 2, self.picture.height / 2
        corners = [(x - x0, y - y0) for x in (one.left, one.right) for y in (one.top, one.bottom)]
        across = [(x0 + x * cos + y * sin) / self.scale for x, y in corners]
        down = [(y0 - x * sin + y * cos) / self.scale for x, y in corners]
        return one._replace(left=min(across), right=max(across), top=min(down), bottom=max(down))


def prepared(picture: "Image", scale: float) -> Sheet | None:
    """The sheet of a picture; None where the page is blank.

    Args:
        picture: of the page.
        scale: its pixels per unit of the page.
    """
    from PIL import Image  # noqa: PLC0415

    grey = picture.convert("L")
    if grey.width * grey.height > PIXELS_LIMIT:
        share = math.sqrt(PIXELS_LIMIT / (grey.width * grey.height))
        grey = grey.resize(
            (max(1, int(grey.width * share)), max(1, int(grey.height * share))), Image.Resampling.BOX
        )
        scale *= share
    if _blank(grey):
        return None
    tilt = _tilt(grey)
    if tilt:
        grey = grey.rotate(-tilt, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    return Sheet(grey, tilt, scale)


def _blank(grey: "Image") -> bool:
    """Whether nothing darker than paper with its noise is on the page."""
    from PIL import ImageFilter  # noqa: PLC0415

    small = grey.filter(ImageFilter.BoxBlur(1)) if min(grey.size) > 2 else grey
    return sum(small.histogram()[:_WHITE]) < _LEAST_INK


def _tilt(grey: "Image") -> float:
    """Degrees by which the lines of a page rise to the right; 0.0 where no angle stands out.

    The rows of a level page are either full of ink or empty: the angle with the strongest contrast between
    neighbouring rows is the right one.
    """
    from PIL import Image  # noqa: PLC0415

    width = min(grey.width, _PROFILE_WIDTH * 2)
    height = max(1, round(grey.height * width / grey.width))
    ink = grey.resize((width, min(height, 4 * width)), Image.Resampling.BOX).point(
        lambda level: _PAPER - level
    )

    def contrast(angle: float) -> int:
        turned = ink.rotate(-angle, Image.Resampling.BILINEAR) if angle else ink
        rows = turned.reduce((8, 1)).resize((1, turned.height), Image.Resampling.BOX).tobytes()
        return sum((one - other) ** 2 for one, other in pairwise(rows))

    best = level = 0.0
    strongest = contrast(0.0)
    threshold = strongest * 1.05
    for step, reach in ((0.5, _STEEPEST), (0.1, 0.4)):
        centre = best
        count = round(reach / step)
        for turn in range(-count, count + 1):
            angle = round(centre + turn * step, 1)
            if angle != centre and abs(angle) <= _STEEPEST and (found := contrast(angle)) > strongest:
                strongest, best = found, angle
    return best if strongest > threshold else level
