"""A law as comparing needs it: its field, and its articles with the acts that they regulate.

`deeds` goes through the articles, each power and each item of a list of conducts by itself; `field` takes the field
(领域) from the title.
"""

from lezr_extract.compare.reading.deeds import compared

__all__ = ["compared"]
