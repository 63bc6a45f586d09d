"""From a stretch of a law's text back to the file: page, line and boxes."""

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from lezr_extract.records import Place, SourceMap, Span
from lezr_extract.store.rows import source_map_of

if TYPE_CHECKING:
    from sqlite_utils import Database

_FILE = "SELECT file, pages, lines, boxes FROM files WHERE law_id = ? ORDER BY number LIMIT 1"
# Neighbouring entries rest on the same few laws.
_KEPT = 64


class Places:
    """Answers where the words of laws stand; keeps the maps of the laws that were asked for last."""

    def __init__(self, database: "Database") -> None:
        self._database = database
        self._map = lru_cache(_KEPT)(self._read)
        self.sum = lru_cache(_KEPT)(self._sum)

    def place(self, law_id: str, span: Span) -> Place:
        """Where ``span`` of ``laws.text`` stands in the first file that gave the law."""
        file, way, text = self._map(law_id)
        return way.place(file, span, text)

    def _sum(self, law_id: str) -> bytes:
        """The sha256 of all that `place` rests on but for the law's text, which its id tells."""
        row = self._database.execute(_FILE, (law_id,)).fetchone()
        words = json.dumps([str(cell) for cell in row] if row else [])
        return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()

    def _read(self, law_id: str) -> tuple[str, SourceMap, str]:
        """The file, its map, and the law's text where lines are to be counted in it."""
        row = self._database.execute(_FILE, (law_id,)).fetchone()
        if row is None:
            return "", SourceMap(), ""
        file, *cells = row
        way = source_map_of(*cells)
        if not way.lines:
            return file, way, ""
        text = self._database.execute("SELECT text FROM laws WHERE id = ?", (law_id,)).fetchone()
        return file, way, text[0]
