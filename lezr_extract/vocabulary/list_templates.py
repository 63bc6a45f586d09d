"""Which columns an exported list has (``data/list_templates.toml``): the ready templates, and what headings stand for."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.vocabulary.list_columns import bare_heading, column_key

OFFICE_FIELDS = {"sub": "子项名称", "department": "承办机构", "level": "实施层级及权限"}
"""Columns with a key of their own that only the office can fill, and the name under which their cells are kept."""
_OF_ENTRY = frozenset(("number", "code", "name", "type", "basis", "holder"))
_OF_SUFFIX = "："
FULL, PUBLIC = "完整", "公示"
"""The ready templates that are taken where none is named: for tables, and for documents and pages."""
MOST_COLUMNS = 200
_LONGEST = 200  # characters of a heading or a title
_KEYS = frozenset(("name", "about", "title", "group", "columns", "widths"))


class Grouping(StrEnum):
    """How the entries of a list stand."""

    NONE = "none"  # one table in the order of the list
    SECTIONS = "sections"  # one table, a line with the count before each type, a total at its end
    SHEETS = "sheets"  # a worksheet for each type, named with its count


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column.

    Attributes:
        heading: as written; empty where it belongs to the column before.
        field: what of an entry it shows (``name``, ``basis`` …, see ``[fields]``); empty for a column that only the
            office fills.
        cell: the name under which the office's own words for it are kept; empty for a column with a field.
        width: in characters.
    """

    heading: str
    field: str
    cell: str
    width: int


@dataclass(frozen=True, slots=True)
class Template:
    """The form of an exported list.

    Attributes:
        name: of a ready one, or the file that it was read from.
        about: in one phrase.
        title: above the headings; empty for none.
        grouping: see there.
        columns: at least one.
    """

    name: str
    about: str
    title: str
    grouping: Grouping
    columns: tuple[TemplateColumn, ...]


@cache
def _data() -> dict[str, Any]:
    source = files("lezr_extract.vocabulary").joinpath("data", "list_templates.toml").read_text("utf-8")
    return tomllib.loads(source)


@cache
def _field_words() -> Mapping[str, str]:
    return {word: key for key, words in _data()["fields"].items() for word in words}


@cache
def ready_templates() -> Mapping[str, Template]:
    """The ready templates by name."""
    return {one["name"]: template_of_table(one, "list_templates.toml") for one in _data()["template"]}


def template_of_table(table: Mapping[str, Any], where: str) -> Template:
    """The template that a TOML table says; an unknown key is a slip and refused.

    Raises:
        CannotRunError: a key or its value is wrong; the sentence names ``where``.
    """
    if strange := [key for key in table if key not in _KEYS]:
        raise CannotRunError(f"模板“{where}”中有不认识的项 {strange[0]}；可用 {'、'.join(sorted(_KEYS))}")
    headings, widths = table.get("columns"), table.get("widths", {})
    if not isinstance(headings, list) or not all(isinstance(one, str) for one in headings):
        raise CannotRunError(
            f'模板“{where}”没有写明 columns；应为一列表头，如 columns = ["序号", "事项名称"]'
        )
    if not isinstance(widths, dict) or not all(isinstance(w, int) and 1 <= w <= 255 for w in widths.values()):
        raise CannotRunError(f'模板“{where}”的 widths 不对；应为表头和 1 到 255 的列宽，如 {{ "备注" = 30 }}')
    words = {key: table.get(key, "") for key in ("name", "about", "title")}
    if not all(isinstance(one, str) and len(one) <= _LONGEST for one in words.values()):
        raise CannotRunError(f"模板“{where}”的 name、about、title 应为不超过 {_LONGEST} 字的一句文字")
    group = table.get("group", Grouping.NONE.value)
    if group not in set(Grouping):
        raise CannotRunError(f"模板“{where}”的 group 应为 {'、'.join(Grouping)} 之一")
    columns = template_columns(headings, widths, where)
    return Template(words["name"] or where, words["about"], words["title"], Grouping(group), columns)


def template_columns(
    headings: Sequence[str], widths: Mapping[str, int], where: str
) -> tuple[TemplateColumn, ...]:
    """The columns with these headings, in order; of two that stand for one field the first shows it.

    Raises:
        CannotRunError: there is none, there are too many, or none names the entries; the sentence names ``where``.
    """
    if not 1 <= len(headings) <= MOST_COLUMNS or any(len(one) > _LONGEST for one in headings):
        raise CannotRunError(f"模板“{where}”应有 1 到 {MOST_COLUMNS} 列，表头不超过 {_LONGEST} 字")
    columns: list[TemplateColumn] = []
    taken: set[str] = set()
    above = ""
    for heading in headings:
        plain = "".join(heading.split())
        field = heading_field(heading)
        cell = ""
        if not field or field in taken or field in OFFICE_FIELDS:
            above = plain or above
            own = OFFICE_FIELDS.get(field, above) if field not in taken else above
            cell = _free(own or f"第{len(columns) + 1}列", taken)
            key, field = field, ""
            taken.add(cell)
        else:
            key, above = field, plain
            taken.add(field)
        standard = _data()["widths"]
        columns.append(
            TemplateColumn(heading, field, cell, widths.get(heading, standard.get(key, standard["other"])))
        )
    if not any(column.field == "name" for column in columns):
        raise CannotRunError(f"模板“{where}”没有“事项名称”“职权名称”一类的列；请检查表头")
    return tuple(columns)


def heading_field(heading: str) -> str:
    """What a heading stands for: a key of ``[fields]`` or of `list_columns`; empty for the office's own columns."""
    field = _field_words().get(bare_heading(heading)) or column_key(heading)
    return field if field in _OF_ENTRY or field in OFFICE_FIELDS or field in _data()["fields"] else ""


def _free(cell: str, taken: set[str]) -> str:
    """``cell``, or with a number behind it where that is another column's."""
    name, number = cell, 2
    while name in taken:
        name, number = f"{cell}{_OF_SUFFIX}{number}", number + 1
    return name


def with_ids(template: Template) -> Template:
    """``template`` with a last column 条目标识, where it has none: what an import goes by."""
    if any(column.field == "id" for column in template.columns):
        return template
    column = TemplateColumn("条目标识", "id", "", _data()["widths"]["id"])
    return replace(template, columns=(*template.columns, column))


def without_ids(template: Template) -> Template:
    """``template`` without a column 条目标识: for publishing."""
    return replace(template, columns=tuple(column for column in template.columns if column.field != "id"))
