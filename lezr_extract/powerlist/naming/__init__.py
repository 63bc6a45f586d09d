"""How an entry is named: the words of the clause that say what it is about, and the kind of the power."""

from lezr_extract.powerlist.naming.entry import LONGEST, name
from lezr_extract.powerlist.naming.words import Clause

__all__ = ["LONGEST", "Clause", "name"]
