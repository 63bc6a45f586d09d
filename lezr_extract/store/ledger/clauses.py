"""What a decision rests on: the words of an entry's clauses."""

import hashlib
import json
from collections.abc import Sequence

from lezr_extract.records import Basis, Entry

_QUOTES = str.maketrans("“”‘’＂＇", "\"\"''\"'")


def clause_hash(bases: Sequence[Basis]) -> str:
    """The sha256, as hex, over an entry's clauses: law, article, paragraph, item and words of each, in order.

    The version of the law is left out on purpose: a new edition that leaves the clause as it was leaves the decision
    as it was. So are line breaks, blanks and the form of quotation marks, in which two copies of one text differ.
    """
    words = [[b.law_title, b.article, b.paragraph, b.item, plain(b.text)] for b in bases]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def words_key(entry: Entry) -> str:
    """The sha256, as hex, over the words of an entry's clauses, its law, type and holder: all but the numbers."""
    law = entry.bases[0].law_title if entry.bases else ""
    words = [law, entry.type, entry.agency, *(plain(basis.text) for basis in entry.bases)]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def plain(text: str) -> str:
    """The words of ``text`` alone: without white space, with one form of quotation marks."""
    return "".join(text.split()).translate(_QUOTES)
