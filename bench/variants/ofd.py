"""OFD (GB/T 33190): a package as a printer driver for it writes it, one text object a line."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from bench.variants.sheets import HEIGHT, WIDTH, Placed, sheets, wide
from bench.variants.source import SourceLaw

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_MILLIMETRE = 25.4 / 72


def with_page_numbers(law: SourceLaw) -> bytes:
    """The law with running heads and page numbers."""
    return ofd(sheets(law.title, law.lines, heads=True))


def ofd(pages: Sequence[Sequence[Placed]], pictures: Sequence[bytes] = ()) -> bytes:
    """An OFD file of placed lines; ``pictures`` (PNG) each fill a page behind them."""
    made = io.BytesIO()
    box = f"<ofd:PhysicalBox>0 0 {WIDTH * _MILLIMETRE:.3f} {HEIGHT * _MILLIMETRE:.3f}</ofd:PhysicalBox>"
    total = len(pages) + len(pictures)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "OFD.xml",
            f'{_HEAD}<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>'
            f"{'0' * 32}</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(
            f'<ofd:Page ID="{10 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(total)
        )
        package.writestr(
            "Doc_0/Document.xml",
            f"{_HEAD}<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>100000</ofd:MaxUnitID><ofd:PageArea>{box}"
            "</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        package.writestr(
            "Doc_0/PublicRes.xml",
            f'{_HEAD}<ofd:Res {_SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/>'
            "</ofd:Fonts></ofd:Res>",
        )
        media = "".join(
            f'<ofd:MultiMedia ID="{5000 + at}" Type="Image" Format="PNG"><ofd:MediaFile>{at}.png</ofd:MediaFile>'
            "</ofd:MultiMedia>"
            for at in range(len(pictures))
        )
        package.writestr(
            "Doc_0/DocumentRes.xml",
            f'{_HEAD}<ofd:Res {_SPACE} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>',
        )
        for at, data in enumerate(pictures):
            package.writestr(f"Doc_0/Res/{at}.png", data)
        for at in range(total):
            objects = (
                "".join(_text(one, 1000 * (at + 1) + line) for line, one in enumerate(pages[at]))
                if at < len(pages)
                else _picture(at - len(pages))
            )
            package.writestr(
                f"Doc_0/Pages/Page_{at}/Content.xml",
                f"{_HEAD}<ofd:Page {_SPACE}><ofd:Area>{box}</ofd:Area><ofd:Content>"
                f'<ofd:Layer ID="{9}{at}" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
            )
    return made.getvalue()


def _text(one: Placed, identity: int) -> str:
    size = one.size * _MILLIMETRE
    steps = [wide(sign) * size for sign in one.words[:-1]]
    width = sum(steps) + size
    left, top = one.left * _MILLIMETRE, one.baseline * _MILLIMETRE - size
    delta = f' DeltaX="{_deltas(steps)}"' if steps else ""
    return (
        f'<ofd:TextObject ID="{identity}" Boundary="{left:.3f} {top:.3f} {width:.3f} {size * 1.2:.3f}" Font="3"'
        f' Size="{size:.3f}"><ofd:TextCode X="0" Y="{size:.3f}"{delta}>{escape(one.words)}</ofd:TextCode></ofd:TextObject>'
    )


def _deltas(steps: Sequence[float]) -> str:
    """Steps as the standard shortens them: equal ones as ``g count step``."""
    words: list[str] = []
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and steps[end] == steps[at]:
            end += 1
        words.append(
            f"g {end - at} {steps[at]:.3f}" if end - at > 2 else " ".join([f"{steps[at]:.3f}"] * (end - at))
        )
        at = end
    return " ".join(words)


def _picture(at: int) -> str:
    width, height = WIDTH * _MILLIMETRE, HEIGHT * _MILLIMETRE
    return (
        f'<ofd:ImageObject ID="{7000 + at}" Boundary="0 0 {width:.3f} {height:.3f}" ResourceID="{5000 + at}"'
        f' CTM="{width:.3f} 0 0 {height:.3f} 0 0"/>'
    )
