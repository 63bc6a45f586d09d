"""Which body of an office's place holds which duty (职责), as the office itself has written it down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LocalDuty:
    """A row of the office's table of duties.

    Attributes:
        duty: as written: a field (城乡规划), a department as statutes name it (水行政主管部门), or with ``law``
            the 主管部门 of that law.
        ids: the organs of the registry that the duty names; empty where only the law decides.
        bureau: the local body that holds it.
        level: ``省``, ``市``, ``县`` or ``乡``, the level of that body; empty for any.
        law: title of the only law for which the row counts; empty for all.
        basis: what gave the body the duty (三定 …), may be empty.
        place: where the row stands in the office's file (第 3 行).
    """

    duty: str
    ids: tuple[str, ...]
    bureau: str
    level: str = ""
    law: str = ""
    basis: str = ""
    place: str = ""
