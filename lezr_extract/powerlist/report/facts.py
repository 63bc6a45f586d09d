"""What the report says beside the entries: of the run, and of each law."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LiabilityFacts:
    """What the clauses of the liability chapters end in.

    Attributes:
        power: number of clauses that became powers.
        excluded: number of those that are none, by reason in Chinese, the most frequent first.
        open: number of those that are neither.
        shown: the first of the open ones: law, article, words.
    """

    power: int = 0
    excluded: tuple[tuple[str, int], ...] = ()
    open: int = 0
    shown: tuple[tuple[str, str, str], ...] = ()

    @property
    def all(self) -> int:
        """All clauses."""
        return self.power + sum(number for _, number in self.excluded) + self.open


NO_LIABILITY = LiabilityFacts()


@dataclass(frozen=True, slots=True)
class RunFacts:
    """How the report was made.

    Attributes:
        version: of the program.
        made_at: date and time of the run, as it shall be shown.
        laws: laws read.
        articles: articles read.
        problems: rows of problems.csv.
        seconds: duration of the run; None when it shall not be shown.
        more: further pairs of label and value (input, options, models …), shown as they are.
        title: heading of the page.
        troubles: the problems that cost a document or a doubt, the worst first, a bounded number of them: how bad,
            file, place, cause and remedy.
        liability: what the clauses of the liability chapters end in.
    """

    version: str
    made_at: str
    laws: int
    articles: int
    problems: int
    seconds: float | None = None
    more: tuple[tuple[str, str], ...] = ()
    title: str = "权责清单（草案）"
    troubles: tuple[tuple[str, str, str, str], ...] = ()
    liability: LiabilityFacts = NO_LIABILITY


@dataclass(frozen=True, slots=True)
class LawFacts:
    """What an entry's details say of its law beside title, rank, version and status.

    Attributes:
        file: where it was read from.
        issuer: who made it.
        document_number: 文号.
        effective: date of effect, ``YYYY-MM-DD``.
        recognised: what the reviewer should know of a text that a machine read from pictures; else empty.
    """

    file: str = ""
    issuer: str = ""
    document_number: str = ""
    effective: str = ""
    recognised: str = ""
