"""What copies do to words: residue of web tools, another script, narrow punctuation, stray spaces. All with the way back.

A text in good order, which is nearly every one, comes back as the same object.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import ne

from lezr_extract.text.clean import Edit, Steps, compose, edit
from lezr_extract.text.residue import readings
from lezr_extract.text.script import is_traditional, simplified
from lezr_extract.text.spacing import stray_spaces
from lezr_extract.text.width import full_width

READINGS, SCRIPT, WIDTH, SPACES = "readings", "script", "width", "spaces"


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended text.

    Attributes:
        text: the new text.
        steps: as `records.SourceMap.steps`; empty only where nothing was changed.
        counts: how many places were mended, by kind (`READINGS`, `SCRIPT`, `WIDTH`, `SPACES`); no zeros.
    """

    text: str
    steps: Steps = ()
    counts: tuple[tuple[str, int], ...] = ()


def mend(source: str) -> Mended:
    """``source``, a cleaned text, with its words as they were before they were copied.

    Raises:
        UnreadableError: more places to mend than a document has.
    """
    text = source
    steps: Steps = ()
    counts: dict[str, int] = {}
    traditional = is_traditional(text)
    text, steps = _without(text, steps, readings(text, traditional=traditional), counts, READINGS)
    if traditional:
        plain = simplified(text)
        counts[SCRIPT] = sum(map(ne, text, plain))
        text = plain
    text, signs = full_width(text)
    if signs:
        counts[WIDTH] = signs
    text, steps = _without(text, steps, stray_spaces(text), counts, SPACES)
    if not counts:
        return Mended(source)
    return Mended(text, steps or ((0, 0),), tuple(counts.items()))


def _without(
    text: str, steps: Steps, edits: Iterable[Edit], counts: dict[str, int], kind: str
) -> tuple[str, Steps]:
    listed = list(edits)
    if not listed:
        return text, steps
    counts[kind] = len(listed)
    done = edit(text, listed)
    return done.text, compose(done.steps, steps)
