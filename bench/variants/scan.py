"""PDF of pictures alone: pages shown at 200 dpi, tilted by 0.6 degrees, with noise, packed as JPEG."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.variants.pdf import one_column
from bench.variants.source import SourceLaw

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
TILT = 0.6
NOISE = 20
"""Standard deviation in grey levels of 256."""


def scanned(law: SourceLaw) -> bytes:
    """The law as an office scans it."""
    return picture_pdf(pictures(one_column(law)))


def pictures(pdf: bytes, noise: float = NOISE) -> list["Image"]:
    """The pages of a PDF as a scanner gives them."""
    import pypdfium2  # noqa: PLC0415
    from PIL import Image, ImageChops  # noqa: PLC0415

    file = pypdfium2.PdfDocument(pdf)
    made = []
    for page in file:
        clean = page.render(scale=DPI / 72, grayscale=True).to_pil()
        tilted = clean.rotate(TILT, Image.Resampling.BICUBIC, fillcolor=255)
        made.append(
            ImageChops.add(tilted, Image.effect_noise(tilted.size, noise), 1, -128) if noise else tilted
        )
    file.close()
    return made


def picture_pdf(pages: Sequence["Image"]) -> bytes:
    """A PDF of pictures."""
    made = io.BytesIO()
    pages[0].save(made, "PDF", resolution=DPI, save_all=True, append_images=list(pages[1:]), quality=85)
    return made.getvalue()
