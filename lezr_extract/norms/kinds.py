"""The kinds of clauses, actors and words by names of their own.

Python 3.11 takes fifteen times as long to name a member through its enumeration, and a clause asks twenty times.
"""

from typing import Final

from lezr_extract.records import ActorKind, ClauseKind
from lezr_extract.vocabulary.clause_words import WordKind

OPERATIVE: Final = ClauseKind.OPERATIVE
CONDITION: Final = ClauseKind.CONDITION
NOUN: Final = ClauseKind.NOUN
ORGAN: Final = ActorKind.ORGAN
PARTY: Final = ActorKind.PARTY
COURT: Final = ActorKind.COURT
STAFF: Final = ActorKind.STAFF
STATE: Final = ActorKind.STATE
THING: Final = ActorKind.THING
MONEY: Final = ActorKind.MONEY
UNKNOWN: Final = ActorKind.UNKNOWN
MODAL: Final = WordKind.MODAL
ORGAN_VERB: Final = WordKind.ORGAN_VERB
PARTY_VERB: Final = WordKind.PARTY_VERB
VERB: Final = WordKind.VERB
LEANING_VERB: Final = WordKind.LEANING_VERB
ADVERB: Final = WordKind.ADVERB
