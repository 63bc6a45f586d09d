"""What a review server is started with."""

from dataclasses import dataclass, field

from lezr_extract.pipeline.deciding.intake import Intake
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.records import Gate, Person

MOST_BYTES = 64 * 1024 * 1024
"""A request longer than this is refused."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the pages are served.

    Attributes:
        review: the run and its ledger.
        hosts: values of the Host header that are answered, so that no other name can be made to point here.
        local: the one person who works without signing in, on this machine alone; None where people sign in.
        secure: the pages are reached by https, so cookies travel only there.
        most_bytes: of a request.
        intake: handed-in files and the run that reads them.
    """

    review: Review
    hosts: frozenset[str]
    local: Person | None = None
    secure: bool = False
    most_bytes: int = MOST_BYTES
    intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        """The intake stands beside the run."""
        object.__setattr__(self, "intake", Intake(self.review.database))


def local_person(name: str) -> Person:
    """The person of a machine of one's own: passes all gates and keeps the accounts."""
    return Person(name, tuple(Gate), keeper=True)
