"""The columns of an office's own sheet as a template: for exporting in them, and for taking back what was exported."""

from lezr_extract.powerlist.present.columns import Columns, find_columns
from lezr_extract.records import Worksheet
from lezr_extract.vocabulary.list_templates import Grouping, Template, template_columns

LONGEST_TITLE = 100
"""Characters."""


def sheet_template(sheet: Worksheet, where: str) -> tuple[Template, Columns] | None:
    """The template that a worksheet shows, and its columns; None where it has no row of headings.

    Raises:
        CannotRunError: there are too many columns, or none names the entries.
    """
    columns = find_columns(sheet)
    if columns is None:
        return None
    headings = list(columns.headings)
    while headings and not headings[-1]:
        headings.pop()
    above = ("".join(row) for row in sheet.rows[: columns.first])
    title = next(("".join(words.split()) for words in above if words.strip()), "")[:LONGEST_TITLE]
    own = template_columns(headings, {}, where)
    return Template(where, "", title, Grouping.NONE, own), columns
