"""A person (审核人员) who reviews the list."""

from dataclasses import dataclass

from lezr_extract.records.decision import Gate


@dataclass(frozen=True, slots=True)
class Person:
    """An account.

    Attributes:
        name: by which the person signs in and signs decisions.
        gates: at which the person may decide.
        agency: the one agency whose entries are the person's; empty for all.
        keeper: may make accounts and read the whole record of events.
        active: may sign in at all.
    """

    name: str
    gates: tuple[Gate, ...]
    agency: str = ""
    keeper: bool = False
    active: bool = True

    def may_answer(self, department: str) -> bool:
        """Whether the person, who passes some gate, may decide on suggestions for the list of ``department``."""
        return self.active and bool(self.gates) and self.agency in ("", department)

    def may_decide(self, gate: Gate | None, agency: str) -> bool:
        """Whether the person may decide on an entry of ``agency`` that waits at ``gate``."""
        return self.active and gate in self.gates and self.agency in ("", agency)
