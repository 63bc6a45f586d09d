"""The only place where the stages meet: one source, many sources, a whole run.

`job` reads in bulk and fills the store, `comparing` sets laws side by side, `present` checks the list that an office
publishes now, `deciding` is the office's work on the suggestions. `run` is the main job; `articles` and `powers` give
lines without writing files.
"""

from typing import TYPE_CHECKING

from lezr_extract.pipeline.job.articles import Articles, articles
from lezr_extract.pipeline.job.fill import Filled, Progress, fill, quiet
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.powers import Powers, powers
from lezr_extract.pipeline.job.run import NAMES, RunResult, run
from lezr_extract.pipeline.office import Office, read_office

if TYPE_CHECKING:
    from lezr_extract.pipeline.deciding.export import export

__all__ = [
    "NAMES",
    "Articles",
    "Filled",
    "Office",
    "Options",
    "Powers",
    "Progress",
    "RunResult",
    "articles",
    "export",
    "fill",
    "powers",
    "quiet",
    "read_office",
    "run",
]


def __getattr__(name: str) -> object:
    # Exporting knows decisions and comparing, which take half as long to load as all the rest.
    if name == "export":
        from lezr_extract.pipeline.deciding.export import export  # noqa: PLC0415

        return export
    raise AttributeError(name)
