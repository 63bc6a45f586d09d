"""Stage 5: who holds each power: registry, old names, short names of the law, competence, linking with its reason."""

from lezr_extract.agencies.identify import Identified, identify
from lezr_extract.agencies.linking import link

__all__ = ["Identified", "identify", "link"]
