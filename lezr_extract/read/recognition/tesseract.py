"""Tesseract through its command line: reads a picture that we wrote ourselves, gives words with boxes (TSV)."""

import os
import re
import tempfile
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from lezr_extract.read import programs
from lezr_extract.read.recognition.words import Words
from lezr_extract.read.source import RefusedError

if TYPE_CHECKING:
    from PIL.Image import Image

_LANGUAGE = "chi_sim"
_DPI = 200
_PATIENCE = 120
_WORD_LEVEL = "5"
COLUMNS = 12
# One column of text of any sizes; the automatic modes lose lines on a noisy sheet (docs/decide/ocr.md).
_ONE_COLUMN = "4"
_GAP = 0.7
"""Share of a line's height from which a gap between two words is a blank of the text."""


class TesseractEngine:
    """The program at one path."""

    doubtful = 0.90

    def __init__(self, program: str, version: str) -> None:
        self._program = program
        self.name = f"tesseract {version}"

    def words(self, picture: "Image") -> list[Words]:
        """The lines of the picture.

        Raises:
            RefusedError: the program failed or took too long.
        """
        from PIL import ImageFilter  # noqa: PLC0415

        with tempfile.TemporaryDirectory(prefix="lezr-") as folder:
            path = Path(folder) / "page.pgm"
            picture.convert("L").filter(ImageFilter.GaussianBlur(1)).save(path)
            command = [self._program, str(path), "stdout", "-l", _LANGUAGE, "--psm", _ONE_COLUMN]
            command += ["--dpi", str(_DPI), "tsv"]
            if os.name == "posix":  # the workers already share the processor
                command = ["/usr/bin/env", "OMP_THREAD_LIMIT=1", *command]
            status, table = programs.printed(command, _PATIENCE)
        if status != 0:
            cause = "超时" if status is None else f"退出码 {status}"
            raise RefusedError(
                "recognition-failed",
                f"文字识别程序 tesseract 出错（{cause}）",
                "请重试，或换一份清晰的扫描件",
            )
        return lines_of(table.decode("utf-8", "replace"))


def lines_of(table: str) -> list[Words]:
    """The lines in the program's table of words, each with the box around its words and their mean confidence."""
    rows = [row.split("\t") for row in table.splitlines()]
    words = [row for row in rows if len(row) == COLUMNS and row[0] == _WORD_LEVEL and row[11].strip()]
    return [_line([_word(row) for row in line]) for _, line in groupby(words, key=lambda row: row[1:5])]


def _word(row: list[str]) -> Words:
    left, top, width, height = (float(cell) for cell in row[6:10])
    return Words(row[11].strip(), left, top, left + width, top + height, max(0.0, float(row[10])) / 100)


def _line(words: list[Words]) -> Words:
    pieces = [words[0].text]
    for before, word in pairwise(words):
        latin = before.text[-1:].isascii() and word.text[:1].isascii()
        wide = word.left - before.right > _GAP * (word.bottom - word.top)
        pieces.append(f" {word.text}" if latin or wide else word.text)
    length = sum(len(word.text) for word in words)
    return Words(
        "".join(pieces),
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
        sum(word.confidence * len(word.text) for word in words) / length,
    )


def opened() -> TesseractEngine | None:
    """The engine; None where the program or its data of simplified Chinese are not installed."""
    program = programs.find("tesseract")
    if program is None:
        return None
    try:
        status, languages = programs.printed([program, "--list-langs"], _PATIENCE)
        _, said = programs.printed([program, "--version"], _PATIENCE)
    except OSError:
        return None
    version = re.search(r"tesseract v?(\S+)", said.decode("utf-8", "replace"))
    if status or version is None or _LANGUAGE not in languages.decode("utf-8", "replace").split():
        return None
    return TesseractEngine(program, version[1])
