"""Which pairs of articles are worth comparing: found by what they share, never by setting all beside all.

`find` is asked for a law at a time. First which laws may be compared: `comparable` of two, `comparable_at_once` of one
and all the others. Then which articles share something: nearly the same words (`near_texts`, from the `shingles` of
four characters), or rare terms of the act (`shared_terms`, from the `terms` and where each stands, `postings`). Last
`narrowing` keeps the best of each article.
"""

from lezr_extract.compare.candidates.find import Candidate, Candidates, Reason

__all__ = ["Candidate", "Candidates", "Reason"]
