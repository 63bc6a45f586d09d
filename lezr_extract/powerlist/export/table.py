"""The list as comma-separated values for spreadsheets and scripts."""

import csv
from collections.abc import Iterable
from pathlib import Path

from lezr_extract.powerlist.export.columns import COLUMNS, row, visible
from lezr_extract.powerlist.finished import whole_file
from lezr_extract.records import Entry


def write_table(entries: Iterable[Entry], path: Path) -> int:
    """Writes the list to ``path`` as UTF-8 with a byte order mark (spreadsheets then show Chinese rightly).

    A value that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, tab or carriage
    return) is written with a leading ``'``. Gives the number of entries.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    count = 0
    with whole_file(path) as partial, partial.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([c.heading for c in COLUMNS])
        for count, entry in enumerate(entries, 1):
            writer.writerow([safe(v) if isinstance(v, str) else v for v in row(count, entry)])
    return count


def safe(value: str) -> str:
    """``value`` so that no spreadsheet runs it as a formula."""
    value = visible(value)
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
