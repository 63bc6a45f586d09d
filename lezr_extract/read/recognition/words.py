"""What every engine gives."""

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image


class Words(NamedTuple):
    """A line, or a part of one, that an engine found.

    Attributes:
        text: its words.
        left, top, right, bottom: in pixels of the picture, or in units of the page once it is placed there.
        confidence: of the engine in its words, 0 to 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


class Engine(Protocol):
    """What reads a picture.

    Attributes:
        name: with its version; what an older one gave is not taken for its own.
        doubtful: the confidence of a page below which its text needs a look; measured (docs/decide/ocr.md).
    """

    @property
    def name(self) -> str:
        """Name and version."""
        ...

    @property
    def doubtful(self) -> float:
        """Confidence below which a page is a doubt."""
        ...

    def words(self, picture: "Image") -> list[Words]:
        """The lines of an upright grey picture, in any order, boxes in its pixels.

        Raises:
            RefusedError: the engine failed on the picture.
        """
        ...
