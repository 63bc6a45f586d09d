"""What can be read: a file, or some members of a container."""

import binascii
import struct
import zlib
from dataclasses import dataclass

from lezr_extract.errors import UnreadableError
from lezr_extract.records import Problem, Severity, Stage

MEGABYTE = 1 << 20
FOREIGN_ERRORS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    EOFError,
    NotImplementedError,
    zlib.error,
    struct.error,
    binascii.Error,
)
"""What libraries that parse office and PDF files throw over broken input, beside their own errors."""


@dataclass(frozen=True, slots=True)
class Source:
    """One unit of reading work; small and picklable, so that it can go to a worker.

    Attributes:
        file: the path as it was given joined with what was found under it, always printable.
        path: the path to open (a name that is not UTF-8 keeps its bytes as surrogates).
        members: of a container such as a laws database, the ids to read; empty for a whole file.
        size: in bytes; for members their share of the container.
    """

    file: str
    path: str
    members: tuple[str, ...] = ()
    size: int = 0


class RefusedError(UnreadableError):
    """A document that cannot become a text, with the code and the weight of the row that it becomes."""

    def __init__(self, code: str, cause: str, remedy: str = "", severity: Severity = Severity.LOST) -> None:
        super().__init__(cause, remedy)
        self.code = code
        self.severity = severity


def problem(file: str, code: str, cause: str, severity: Severity = Severity.LOST, place: str = "") -> Problem:
    """A row of the reading stage."""
    return Problem(Stage.READ, severity, file, place, code, cause)
