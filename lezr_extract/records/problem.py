"""A problem (问题): what went wrong or is doubtful, where, and why. Never an exception, never silence."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """The stage that noticed it."""

    READ = "read"
    STRUCTURE = "structure"
    NORMS = "norms"
    POWERS = "powers"
    AGENCIES = "agencies"
    COMPARE = "compare"
    POWERLIST = "powerlist"
    STORE = "store"


class Severity(StrEnum):
    """LOST: the document gave no law. DOUBT: it gave one, with a doubt. NOTE: worth knowing, status stays 0."""

    LOST = "lost"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One row of problems.csv.

    Attributes:
        stage: who noticed it.
        severity: what it means for the run.
        file: as in `Document.file`.
        place: article or page, empty for the whole file.
        code: short stable word, such as ``empty-file`` or ``numbering-gap``.
        cause: one Chinese sentence with the evidence and, where there is one, the remedy.
    """

    stage: Stage
    severity: Severity
    file: str
    place: str
    code: str
    cause: str
