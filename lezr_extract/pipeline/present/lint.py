"""Names of a list: the draft in a database, or a table of the office."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lezr_extract.pipeline.office_rows import office_rows
from lezr_extract.powerlist.lint import Named, NameFault, lint, named
from lezr_extract.records import PowerType
from lezr_extract.store import Store

# What real lists call these columns (domain rules 3.1).
LIST_HEADINGS: Mapping[str, str] = {
    **dict.fromkeys(
        ("职权名称", "权力事项名称", "权责事项名称", "事项名称", "权力名称", "职权事项", "权责名称", "主项名称", "名称", "事项", "项目"), "name"
    ),
    **dict.fromkeys(("职权类型", "职权类别", "权力类型", "权力类别", "事项类型", "权责类型", "类型", "类别"), "type"),
    **dict.fromkeys(("实施依据", "设定依据", "法律依据", "职权依据", "权力依据", "依据"), "power"),
    **dict.fromkeys(("行使主体", "实施主体", "责任主体", "实施机关"), "holder"),
}  # fmt: skip


def name_faults(path: Path) -> Iterator[NameFault]:
    """The faults in the names of a list.

    Args:
        path: a lezr database (or the folder that holds it), or a workbook or CSV with a row of headings.

    Raises:
        CannotRunError: the file is absent or is neither.
    """
    path = path / "lezr.db" if path.is_dir() else path
    if path.suffix.lower() in (".xlsx", ".xls", ".csv"):
        yield from lint(_of_table(path))
        return
    with Store.read(path) as store:
        yield from lint(named(number, entry) for number, entry in enumerate(store.entries(), 1))


def _of_table(path: Path) -> Iterator[Named]:
    """The entries of a table; one that stands over several rows (a row for each basis) counts once."""
    kind, last = "", ("", "")
    for row in office_rows(path, "entry", LIST_HEADINGS, "name"):
        kind = row.cells.get("type", kind)  # a merged cell of one type stands over many rows
        name, holder = ("".join(row.cells.get(key, "").split()) for key in ("name", "holder"))
        if name and (name, holder) != last:
            yield Named(row.where, name, _type(kind), "".join(row.cells.get("power", "").split()), holder)
        last = (name, holder) if name else last


def _type(words: str) -> PowerType | None:
    plain = "".join(words.split()).removesuffix("类")
    for power_type in PowerType:
        if plain.removeprefix("行政") == power_type.removeprefix("行政") or plain == power_type.code:
            return power_type
    return PowerType.OTHER if plain.startswith("其他") else None
