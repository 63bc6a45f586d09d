"""The list as comma-separated values for spreadsheets and scripts."""

import csv
from collections.abc import Iterable
from pathlib import Path

from lezr_extract.powerlist.export.columns import ListRow, row, visible
from lezr_extract.powerlist.finished import whole_file
from lezr_extract.records import Entry
from lezr_extract.vocabulary.list_templates import FULL, Template, ready_templates


def write_table(entries: Iterable[Entry | ListRow], path: Path, template: Template | None = None) -> int:
    """Writes the list to ``path`` as UTF-8 with a byte order mark (spreadsheets then show Chinese rightly).

    A row of headings, then a row for each entry: titles, sections and totals of a template have no place here.

    A value that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, tab or carriage
    return) is written with a leading ``'``. Gives the number of entries.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    columns = (template or ready_templates()[FULL]).columns
    count = 0
    with whole_file(path) as partial, partial.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([safe(c.heading) for c in columns])
        for count, entry in enumerate(entries, 1):
            writer.writerow([safe(v) if isinstance(v, str) else v for v in row(count, entry, columns)])
    return count


_RUN = ("=", "+", "-", "@", "\t", "\r")


def safe(value: str) -> str:
    """``value`` so that no spreadsheet runs it as a formula."""
    value = visible(value)
    return f"'{value}" if value.startswith(_RUN) else value


def unguarded(value: str) -> str:
    """What `safe` was given for ``value``."""
    return value[1:] if value.startswith("'") and value[1:].startswith(_RUN) else value
