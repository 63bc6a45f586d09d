"""The page of the original on which a clause stands, as a picture with the place of the clause."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.review import file_state
from lezr_extract.pipeline.job.shown_pages import pictures_of
from lezr_extract.read import sources
from lezr_extract.records import Place, ShownPage

KEPT = 64
"""Pictures that are kept; each is about 40 KB."""

_Key = tuple[str, int, str]


class Originals:
    """Draws pages of originals, each once; one at a time, in a process of its own that a bad file may kill."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[_Key, ShownPage | None] = OrderedDict()
        self._lock = Lock()

    def page(self, place: Place) -> ShownPage | None:
        """The page at ``place``; None where the file is gone or has no pages to be shown."""
        held = _on_disk(place.file)
        if held is None or place.page is None:
            return None
        key = (place.file, place.page, file_state(held))
        with self._lock:
            if key not in self._drawn:
                self._drawn[key] = _draw(held, place.file, place.page)
                while len(self._drawn) > KEPT:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end(key)
            return self._drawn[key]


def _on_disk(file: str) -> Path | None:
    """The file that holds ``file``: itself, or the archive or glued file of which it is a part."""
    whole = Path(file.partition("#")[0])
    return next((path for path in (Path(file), whole, *whole.parents) if path.is_file()), None)


def _draw(held: Path, file: str, page: int) -> ShownPage | None:
    try:
        items = list(sources([str(held)]))
    except CannotRunError:
        return None
    return pictures_of([(file, page)], items, workers=1).get((file, page))
