"""The list in the forms that offices use: Excel, comma-separated values, Word, a page, JSON."""

from lezr_extract.powerlist.export.document import write_document
from lezr_extract.powerlist.export.form import write_form
from lezr_extract.powerlist.export.list_page import write_list_page
from lezr_extract.powerlist.export.objects import write_objects
from lezr_extract.powerlist.export.table import write_table
from lezr_extract.powerlist.export.workbook import write_workbook

__all__ = [
    "write_document",
    "write_form",
    "write_list_page",
    "write_objects",
    "write_table",
    "write_workbook",
]
