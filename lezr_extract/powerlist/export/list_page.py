"""The list as a page for the public (公示): one file, no script, nothing from another host."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lezr_extract.powerlist.export.columns import ListRow, row
from lezr_extract.powerlist.export.page_file import write_page
from lezr_extract.powerlist.export.sections import Section, sections
from lezr_extract.records import Entry
from lezr_extract.vocabulary.list_templates import PUBLIC, Template, TemplateColumn, ready_templates

_TITLE = "权责清单"
_MOST_AGENCIES = 12
"""Named at the head of the page; with more of them it names none."""


def write_list_page(entries: Iterable[Entry | ListRow], path: Path, template: Template | None = None) -> int:
    """Writes the list to ``path``; gives the number of entries.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    form = template or ready_templates()[PUBLIC]
    listed = list(entries)
    count = 0

    def rows(part: Section) -> Iterator[list[tuple[str, object]]]:
        nonlocal count
        for in_part, one in enumerate(part.rows, 1):
            count += 1
            values = row(in_part if part.sheet else count, one, form.columns)
            yield [(column.field, value) for column, value in zip(form.columns, values, strict=True)]

    write_page(
        "list_page",
        path,
        title=form.title or _TITLE,
        agencies=_agencies(listed),
        parts=sections(listed, form.grouping),
        headings=_headings(form.columns),
        rows=rows,
        count=lambda: count,
    )
    return count


def _agencies(listed: Iterable[Entry | ListRow]) -> list[str]:
    found = dict.fromkeys((one.entry if isinstance(one, ListRow) else one).agency for one in listed)
    named = [name for name in found if name]
    return named if len(named) <= _MOST_AGENCIES else []


def _headings(columns: Sequence[TemplateColumn]) -> list[tuple[str, int]]:
    """Each heading with the number of columns that it stands over."""
    found: list[tuple[str, int]] = []
    for column in columns:
        if found and not column.heading:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((column.heading, 1))
    return found
