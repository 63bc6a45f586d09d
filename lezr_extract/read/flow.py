"""Words of a laid-out document (Word, web page) set out as lines, with its tables and headings."""

from dataclasses import dataclass, field

from lezr_extract.read.assemble import MarkedTable


@dataclass
class Flow:
    """Grows line by line while a document is walked.

    Attributes:
        lines: the lines so far, without line breaks of their own.
        tables: ``(start, end, rows)`` in the text of the lines.
        headings: ``(start, level)`` in the text of the lines.
    """

    lines: list[str] = field(default_factory=list)
    tables: list[MarkedTable] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    _length: int = 0

    def line(self, words: str, level: int = 0) -> None:
        """One paragraph; ``level`` from 1 where the document marks it as a heading."""
        if level and words.strip():
            self.headings.append((self._length, level))
        self.lines.append(words)
        self._length += len(words) + 1

    def table(self, rows: list[tuple[str, ...]]) -> None:
        """A table: cells parted by tabs, a row a line."""
        rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
        start = self._length
        for row in rows:
            self.line("\t".join(row))
        if rows:
            self.tables.append((start, self._length - 1, tuple(rows)))

    @property
    def length(self) -> int:
        """Characters so far: where the next line will begin."""
        return self._length

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines)
