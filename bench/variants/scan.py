"""PDF of pictures alone: sheets drawn at 200 dpi, tilted by 0.6 degrees, with noise, packed as JPEG."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from bench.variants.sheets import HEIGHT, WIDTH, Placed, sheets, wide
from bench.variants.source import SourceLaw

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

DPI = 200
TILT = 0.6
NOISE = 20
"""Standard deviation in grey levels of 256."""
# The face is named outright: what a PDF reader takes for a font that is not inside may have Japanese shapes (门).
_FACES = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "AR PL UMing CN", "Noto Sans CJK SC")


def scanned(law: SourceLaw) -> bytes:
    """The law as an office scans it."""
    return picture_pdf(pictures(sheets(law.title, law.lines)))


def pictures(pages: Sequence[Sequence[Placed]], noise: float = NOISE) -> list["Image"]:
    """The sheets as a scanner gives them.

    Raises:
        LookupError: no font with Chinese shapes is installed.
    """
    from PIL import Image, ImageChops, ImageDraw  # noqa: PLC0415

    scale = DPI / 72
    made = []
    for lines in pages:
        clean = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
        pen = ImageDraw.Draw(clean)
        for one in lines:
            x = one.left
            for sign in one.words:
                pen.text(
                    (x * scale, one.baseline * scale), sign, 0, font(round(one.size * scale)), anchor="ls"
                )
                x += wide(sign) * one.size
        tilted = clean.rotate(TILT, Image.Resampling.BICUBIC, fillcolor=255)
        made.append(
            ImageChops.add(tilted, Image.effect_noise(tilted.size, noise), 1, -128) if noise else tilted
        )
    return made


def picture_pdf(pages: Sequence["Image"]) -> bytes:
    """A PDF of pictures."""
    made = io.BytesIO()
    pages[0].save(made, "PDF", resolution=DPI, save_all=True, append_images=list(pages[1:]), quality=85)
    return made.getvalue()


@cache
def font(pixels: int) -> "FreeTypeFont":
    """A font with the shapes of mainland China.

    Raises:
        LookupError: none is installed.
    """
    from PIL import ImageFont  # noqa: PLC0415

    program = shutil.which("fc-match")
    for face in _FACES if program else ():
        asked = subprocess.run(
            [str(program), "-f", "%{file}|%{index}|%{family}", face],
            capture_output=True,
            text=True,
            check=False,
        )
        path, _, rest = asked.stdout.partition("|")
        index, _, family = rest.partition("|")
        if face in family:
            return ImageFont.truetype(path, pixels, index=int(index) & 0xFFFF)
    raise LookupError("no font with Chinese shapes: apt-get install fonts-noto-cjk fontconfig")
