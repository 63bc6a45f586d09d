"""RapidOCR: PP-OCR networks through onnxruntime, weights inside the wheel, nothing is fetched."""

from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from lezr_extract.read.recognition.words import Words
from lezr_extract.read.source import FOREIGN_ERRORS, RefusedError

if TYPE_CHECKING:
    from PIL.Image import Image

_LONGEST_SIDE = 2600
"""Pixels; a sheet of A4 at 200 dpi has 2339. A larger picture is made smaller before it is read."""


class RapidEngine:
    """One set of networks in memory; one core, since the workers already share the processor."""

    doubtful = 0.985

    def __init__(self) -> None:
        from rapidocr import RapidOCR  # noqa: PLC0415

        self.name = f"rapidocr {metadata.version('rapidocr')}"
        self._read: Any = RapidOCR(
            params={
                "Global.log_level": "error",
                "Global.use_cls": False,
                "Global.max_side_len": _LONGEST_SIDE,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def words(self, picture: "Image") -> list[Words]:
        """The lines of the picture.

        Raises:
            RefusedError: the networks failed.
        """
        import numpy  # noqa: PLC0415

        try:
            found = self._read(numpy.asarray(picture.convert("RGB")), use_cls=False)
        except (RuntimeError, OSError, *FOREIGN_ERRORS) as error:
            raise RefusedError(
                "recognition-failed",
                f"文字识别引擎出错（{type(error).__name__}）",
                "请重试，或换一份清晰的扫描件",
            ) from error
        if found.boxes is None or found.txts is None:
            return []
        return [
            Words(
                text,
                float(min(x for x, _ in corners)),
                float(min(y for _, y in corners)),
                float(max(x for x, _ in corners)),
                float(max(y for _, y in corners)),
                float(score),
            )
            for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True)
        ]


def opened() -> RapidEngine | None:
    """The engine; None where its packages or its weights are not installed."""
    if any(find_spec(name) is None for name in ("rapidocr", "onnxruntime", "numpy")):
        return None
    try:
        return RapidEngine()
    except (ImportError, RuntimeError, OSError, *FOREIGN_ERRORS):
        return None
