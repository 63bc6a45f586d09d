"""An office's ruling (裁定) of its own for an act whose type offices dispute."""

from dataclasses import dataclass

from lezr_extract.records.power import PowerType


@dataclass(frozen=True, slots=True)
class Ruling:
    """The type that an office has fixed for a disputed act (domain rules 2).

    Attributes:
        act: id of the disputed act.
        title: the act in words (责令限期拆除).
        type: the type that the office takes it for.
        reason: the office's reason, may be empty.
        decided: date of the ruling as written, may be empty.
        place: where it stands in the office's file (第 3 行).
    """

    act: str
    title: str
    type: PowerType
    reason: str = ""
    decided: str = ""
    place: str = ""

    @property
    def words(self) -> str:
        """The ruling in one phrase, for the entry's remark."""
        more = "；".join(filter(None, (self.reason, self.decided)))
        return f"{self.title}定为{self.type}" + (f"（{more}）" if more else "")
