"""How an alarm is built: what was tested against it decides its level, and it shows all that was tested.

A guard that clears the case ends it: there is no alarm. One that weakens it lowers the level by one. One that
could not be tested keeps the level at 疑似 or below and is said in ``not_compared``. Only an alarm of which every
guard was tested and stands reaches 冲突 (domain rules 4.2 and 7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from lezr_extract.records import (
    ComparedArticle,
    ComparedLaw,
    Deed,
    Difference,
    Finding,
    Guard,
    Level,
    Side,
    Span,
)
from lezr_extract.vocabulary.checks import checks, guards

_LEVELS = (Level.NOTICE, Level.SUSPECTED, Level.CONFLICT)


class Outcome(Enum):
    """What testing a guard came to."""

    STANDS = "stands"  # nothing speaks against the alarm
    LOWERED = "lowered"  # something does, not enough to clear it
    NOTICE = "notice"  # lawful or a matter of time only: told, not alarmed
    CLEARED = "cleared"  # it is no case at all
    UNTESTED = "untested"  # what the test needs is not at hand


@dataclass(frozen=True, slots=True)
class Test:
    """A guard that was tried.

    Attributes:
        guard: its id in ``vocabulary/data/checks.toml``.
        outcome: see there.
        words: what was found, in Chinese.
    """

    guard: str
    outcome: Outcome
    words: str


def stands(guard: str, words: str) -> Test:
    """The guard found nothing that speaks against the alarm."""
    return Test(guard, Outcome.STANDS, words)


def lowered(guard: str, words: str) -> Test:
    """The guard found something that weakens the alarm."""
    return Test(guard, Outcome.LOWERED, words)


def notice(guard: str, words: str) -> Test:
    """The guard found that the case is lawful, or one of later change only."""
    return Test(guard, Outcome.NOTICE, words)


def cleared(guard: str, words: str) -> Test:
    """The guard found that there is no case."""
    return Test(guard, Outcome.CLEARED, words)


def untested(guard: str, words: str) -> Test:
    """What the guard needs is not at hand."""
    return Test(guard, Outcome.UNTESTED, words)


def alarm(
    rule: str,
    a: Side | None,
    b: Side,
    explanation: str,
    tests: Iterable[Test],
    *,
    day: str,
    most: Level = Level.CONFLICT,
    not_compared: Sequence[str] = (),
    differences: Sequence[Difference] = (),
) -> Finding | None:
    """The finding of a check, at the level that its guards leave; None where one of them cleared the case.

    Args:
        rule: ``C01`` … ``C25``.
        a: the higher or older side, None where there is none.
        b: the side that the alarm is about.
        explanation: what is the matter, in Chinese.
        tests: of the guards, in order.
        day: when b was made, to cite the rule's article of that time; empty when unknown.
        most: a level that this case does not exceed, whatever its guards say.
        not_compared: what was left out besides the guards that could not be tested.
        differences: between both sides.
    """
    check = checks()[rule]
    done = tuple(tests)
    if any(test.outcome is Outcome.CLEARED for test in done):
        return None
    left_out = tuple(
        f"{guards()[test.guard]}：{test.words}" for test in done if test.outcome is Outcome.UNTESTED
    )
    return Finding(
        kind=check.kind,
        level=height(check.highest, most, done),
        rule=rule,
        a=a,
        b=b,
        explanation=explanation,
        authority=check.authority(day),
        guards=shown(done),
        not_compared=(*left_out, *not_compared),
        differences=tuple(differences),
    )


def shown(tests: Iterable[Test]) -> tuple[Guard, ...]:
    """The guards that were tested, as a finding shows them."""
    return tuple(
        Guard(guards()[test.guard], test.outcome is Outcome.STANDS, test.words)
        for test in tests
        if test.outcome is not Outcome.UNTESTED
    )


def height(highest: Level, most: Level, tests: Sequence[Test]) -> Level:
    """The level that guards leave of the lower of two levels."""
    top = min(_LEVELS.index(highest), _LEVELS.index(most))
    if any(test.outcome is Outcome.UNTESTED for test in tests):
        top = min(top, _LEVELS.index(Level.SUSPECTED))
    top -= sum(test.outcome is Outcome.LOWERED for test in tests)
    if any(test.outcome is Outcome.NOTICE for test in tests):
        top = 0
    return _LEVELS[max(0, top)]


def _sentence(article: ComparedArticle, deed: Deed) -> Span:
    """The sentence in which an act stands: its conditions stand before the words that carry the power."""
    if deed.item is not None:  # the sanction stands over or under the list
        return article.span
    start = deed.span.start - article.span.start
    first = max(article.text.rfind(mark, 0, start) for mark in "。\n") + 1
    return Span(article.span.start + first, deed.span.end)


def side(law: ComparedLaw, article: ComparedArticle | None = None, deed: Deed | None = None) -> Side:
    """One side of a finding: a law, an article of it, or one act of an article with its own words."""
    words = article.text if article is not None else law.title
    span = article.span if article is not None else None
    if article is not None and deed is not None and article.span.holds(deed.span):
        span = _sentence(article, deed)
    return Side(
        law_id=law.id,
        law=law.title,
        rank=law.rank.value,
        version=law.version,
        effective=law.effective,
        territory=law.territory,
        article=article.number if article is not None else "",
        paragraph=deed.paragraph if deed is not None else None,
        item=deed.item if deed is not None else None,
        text=span.moved(-article.span.start).of(words) if article is not None and span is not None else words,
        span=span,
        file=law.file,
    )
