"""The only place where the stages meet: one source, many sources, a whole run.

`run` is the main job; `articles` and `powers` give lines without writing files.
"""

from lezr_extract.pipeline.articles import Articles, articles
from lezr_extract.pipeline.export import export
from lezr_extract.pipeline.fill import Filled, Progress, fill, quiet
from lezr_extract.pipeline.office import Office, read_office
from lezr_extract.pipeline.one_source import Options
from lezr_extract.pipeline.powers import Powers, powers
from lezr_extract.pipeline.run import NAMES, RunResult, run

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
