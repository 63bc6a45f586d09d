"""Errors that stop a run or a file, each with the words that a person needs to mend it.

A bad document never raises out of the pipeline: it becomes a ``records.Problem``. These errors carry the
cause up to the place where that row is written, or to the command line where nothing can be done at all.
"""


class LezrError(Exception):
    """The base of all errors that this package raises on purpose; its text is Chinese and for the user."""


class UnreadableError(LezrError):
    """One document cannot be read.

    Attributes:
        cause: one sentence that says what is wrong with the file.
        remedy: what the user can do about it; may be empty.
    """

    def __init__(self, cause: str, remedy: str = "") -> None:
        super().__init__(f"{cause}；{remedy}" if remedy else cause)
        self.cause = cause
        self.remedy = remedy


class CannotRunError(LezrError):
    """Nothing can be done (no such path, database locked, disk full): exit status 2, one sentence."""


class DataFileError(LezrError):
    """A vocabulary or rule file of the package is malformed; names the file and the entry."""
