"""Numbers → the places of lines and boxes; the templates under ``templates/charts`` draw them as SVG.

All lengths are in the units of the drawing, one of which is a pixel at full size.
"""

from lezr_extract.web.charts.bars import Bar, Columns, Panels, StackedBars, columns, panels, stacked
from lezr_extract.web.charts.matrix import Matrix, matrix
from lezr_extract.web.charts.ring import Ring, ring
from lezr_extract.web.charts.timeline import Mark, Span, Timeline, timeline

__all__ = [
    "Bar",
    "Columns",
    "Mark",
    "Matrix",
    "Panels",
    "Ring",
    "Span",
    "StackedBars",
    "Timeline",
    "columns",
    "matrix",
    "panels",
    "ring",
    "stacked",
    "timeline",
]
