"""Powers alone: the whole way into a database that lives only as long as its lines are needed."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lezr_extract.pipeline.job.fill import Filled, Progress, fill, quiet
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.job.place import explained
from lezr_extract.read import sources
from lezr_extract.records import Problem
from lezr_extract.store import Store


@dataclass(frozen=True, slots=True)
class Powers:
    """The powers of all articles under some paths.

    Attributes:
        lines: one for each article, with the keys of `lezr powers --jsonl`; can be gone through once.
        filled: what reading came to.
        problems: all of them; can be gone through once.
    """

    lines: Iterator[dict[str, Any]]
    filled: Filled
    problems: Iterator[Problem]


@contextmanager
def powers(paths: Sequence[str], options: Options = DEFAULTS, progress: Progress = quiet) -> Iterator[Powers]:
    """The powers of all articles under ``paths``.

    The first line comes when all laws have been read: only then is it known which citations of other laws resolve.

    Raises:
        CannotRunError: a path does not exist, or there is no room for the temporary database.
    """
    items = list(sources(paths))
    with ExitStack() as stack:
        with explained(Path(tempfile.gettempdir())):
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="lezr-"))
            store = stack.enter_context(Store.create(Path(folder) / "lezr.db"))
            filled = fill(store, items, options, progress)
        yield Powers(store.power_lines(), filled, store.problems())
