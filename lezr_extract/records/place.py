"""Where words stand in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a law's cleaned text, ``text[start:end]``, in characters (code points)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers in ``text``."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The same stretch seen from a text that begins ``by`` characters earlier."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end
