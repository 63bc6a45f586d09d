"""审查意见书.html: the same as the document, as one page without scripts."""

from pathlib import Path

from lezr_extract.powerlist.export.opinion import Opinion
from lezr_extract.powerlist.export.page_file import write_page
from lezr_extract.records import Level
from lezr_extract.text.titles import in_marks


def write_opinion_page(opinion: Opinion, path: Path) -> None:
    """Writes the opinion to ``path``.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    write_page("opinion_page", path, opinion=opinion, levels=list(Level), in_marks=in_marks)
