"""Stage 3: an article becomes norms, clause by clause: who must, may or must not do what."""

from lezr_extract.norms.parse import parse_law

__all__ = ["parse_law"]
