"""The list in the forms that offices use: Excel, comma-separated values, JSON."""

from lezr_extract.powerlist.export.form import write_form
from lezr_extract.powerlist.export.objects import write_objects
from lezr_extract.powerlist.export.table import write_table
from lezr_extract.powerlist.export.workbook import write_workbook

__all__ = ["write_form", "write_objects", "write_table", "write_workbook"]
