"""What `bench.fuzz_read` asks of what was read, and the engine that it puts in place of a real one."""

from typing import TYPE_CHECKING

from lezr_extract.read.recognition import scan
from lezr_extract.read.recognition.words import Words
from lezr_extract.records import Document, Problem
from lezr_extract.structure import apart, build_law

if TYPE_CHECKING:
    from PIL.Image import Image

_PLACES = 200


class QuickEngine:
    """Reads nothing: it touches every pixel and gives fixed lines with their boxes.

    So ten thousand pictures a format are feasible; everything around it, from the file to the law, is the real thing.
    """

    name = "fixed lines"
    doubtful = 0.5

    def words(self, picture: "Image") -> list[Words]:
        """Three lines, one below the other."""
        dark = sum(picture.histogram()[:128]) / max(1, picture.width * picture.height)
        lines = ("云岭省采砂条例", "第一条 为了加强管理，制定本条例。", "第二条 本条例自公布之日起施行。")
        return [
            Words(line, 10, 40.0 * at, 10 + 24 * len(line), 40.0 * at + 24, 1 - dark)
            for at, line in enumerate(lines, 1)
        ]


def without_engine() -> None:
    """From now on pictures are read by `QuickEngine`."""
    engine = QuickEngine()
    scan.engine = lambda: engine


def came_of(found: list[Document | Problem]) -> list[str]:
    """A word for each row: ``law``, or the code of the problem.

    Raises:
        AssertionError: nothing came, or what came contradicts itself.
    """
    assert found, "neither a document nor a row"
    words: list[str] = []
    for one in found:
        if isinstance(one, Problem):
            assert one.code, one
            assert one.cause, one
            assert "\n" not in one.cause, one
            words.append(one.code)
            continue
        _check(one)
        for part in apart(one):
            _check(part)
            law, doubts = build_law(part)
            assert law is not None or doubts, "neither a law nor a reason"
            words += ["law"] if law else [doubt.code for doubt in doubts[:1]]
            if law:
                assert all(0 <= a.span.start < a.span.end <= len(law.text) for a in law.articles)
    return words


def _check(one: Document) -> None:
    one.text.encode()
    length = len(one.text)
    assert one.text.strip(), "an empty document"
    assert "\r" not in one.text
    way = one.source_map
    assert list(way.steps) == sorted(way.steps)
    for at in range(0, length, max(1, length // _PLACES)):
        assert 0 <= way.source_offset(at) < max(1, len(one.source_text or one.text)), at
    assert all(0 <= table.span.start <= table.span.end <= length for table in one.tables)
    assert all(0 <= at <= length for at, _ in (*one.marked_headings, *one.notes, *way.pages, *way.boxes))
