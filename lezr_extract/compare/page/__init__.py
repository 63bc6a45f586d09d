"""The findings as one page that opens without a network: both texts side by side, by level and rule."""

from lezr_extract.compare.page.page import MOST_SHOWN, PageFacts, write_page

__all__ = ["MOST_SHOWN", "PageFacts", "write_page"]
