"""Two versions of a law: which article became which, and the words that changed."""

from lezr_extract.compare.versions.align import align

__all__ = ["align"]
