"""What was read from a page, kept on disk: an interrupted run goes on with the next page, a second run reads nothing.

One small file a page, in a folder of the user alone, under the sha256 of the file that was read. It holds text of
that file: whoever must leave no copies names no folder (`FOLDER` set to ``off``).
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lezr_extract.read.recognition import sheet
from lezr_extract.read.recognition.words import Words

FOLDER = "LEZR_CACHE"
"""The environment variable that names the folder for kept pages; ``off`` keeps none."""
_LARGEST = 4 << 20
_PRIVATE = 0o700


def folder() -> Path | None:
    """Where pages are kept; None where they are not."""
    named = os.environ.get(FOLDER, "").strip()
    if named:
        return None if named.lower() == "off" else Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "") or str(Path("~/.cache").expanduser())
    return Path(base) / "lezr_extract" / "pages" if base and not base.startswith("~") else None


def keeps() -> bool:
    """Whether anything that was read may be kept."""
    return os.environ.get(FOLDER, "").strip().lower() != "off"


class KeptPages:
    """The pages of one file as one engine reads them.

    A folder that cannot be written, and a page file that is broken, are as if there were none.
    """

    def __init__(self, sha256: str, engine: str) -> None:
        base = folder()
        version = re.sub(r"[^0-9A-Za-z.]+", "-", f"{engine}-{sheet.VERSION}")
        self._folder = base / sha256[:2] / sha256 / version if base else None

    def words(self, page: int) -> list[Words] | None:
        """The words of a page; None where it was not read before."""
        if self._folder is None:
            return None
        try:
            with self._path(page).open("rb") as file:
                return _words(json.loads(file.read(_LARGEST)))
        except (OSError, ValueError, TypeError, RecursionError):
            return None

    def keep(self, page: int, words: Sequence[Words]) -> None:
        """Writes a page, wholly or not at all."""
        if self._folder is None:
            return
        content = json.dumps([list(one) for one in words], ensure_ascii=False).encode("utf-8", "replace")
        name = ""
        try:
            self._folder.mkdir(_PRIVATE, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".new", delete=False) as file:
                name = file.name
                file.write(content)
            Path(name).replace(self._path(page))
        except OSError:
            if name:
                Path(name).unlink(missing_ok=True)

    def _path(self, page: int) -> Path:
        assert self._folder is not None  # noqa: S101 - for the type checker; both callers looked
        return self._folder / f"{page}.json"


def _words(rows: object) -> list[Words]:
    if not isinstance(rows, list):
        raise TypeError(rows)
    return [Words(str(text), *map(float, numbers)) for text, *numbers in rows]
