"""The form of an exported list: a ready one, or the office's own from a TOML file, a workbook or a Word document."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.powerlist.export.codes import CodeForm, code_form, proper_codes
from lezr_extract.powerlist.present.announced import type_in
from lezr_extract.powerlist.present.own_columns import LONGEST_TITLE, sheet_template
from lezr_extract.read import sources
from lezr_extract.read.office_list import office_list, word_list
from lezr_extract.records import PowerType, Problem, Worksheet
from lezr_extract.vocabulary.list_columns import listed_type
from lezr_extract.vocabulary.list_templates import (
    Grouping,
    Template,
    ready_templates,
    template_of_table,
)

_LARGEST = 1 << 20  # bytes of a TOML file
_WORKBOOKS = (".xlsx", ".xls", ".csv")
_CODE_KEYS = ("form", "region", "departments", "letters")


@dataclass(frozen=True, slots=True)
class OwnForm:
    """What ``--template`` and ``--code`` come to.

    Attributes:
        template: None where none is named.
        code: None where none is asked for.
        title: above the headings; empty for that of the template.
    """

    template: Template | None = None
    code: CodeForm | None = None
    title: str = ""


def own_form(template: str = "", code: str = "", region: str = "", title: str = "") -> OwnForm:
    """The form that the user names.

    Args:
        template: name of a ready template, or a file (.toml, .xlsx, .xls, .csv, .docx); empty for none.
        code: a form of codes, or a TOML file with a table ``code``; empty for that of the template, if it has one.
        region: 行政区划 code; empty for that of the file.
        title: above the headings; empty for that of the template.

    Raises:
        CannotRunError: there is no such template, or a file cannot be read or is wrong; the sentence names it.
    """
    made, table = _template(template) if template else (None, {})
    if code.endswith(".toml"):
        table = _toml(Path(code)).get("code", {})
        if not table:
            raise CannotRunError(f'文件“{code}”中没有 [code] 一段；例如 form = "{{类型字母}}{{序号:04}}"')
    elif code:
        table = {**table, "form": code}
    return OwnForm(made, _code(table, region, code or template) if table else None, title[:LONGEST_TITLE])


def _template(named: str) -> tuple[Template, Mapping[str, Any]]:
    """The template, and the table of codes that its file has."""
    if named in ready_templates():
        return ready_templates()[named], {}
    path = Path(named)
    if not path.is_file():
        names = "、".join(ready_templates())
        raise CannotRunError(f"没有模板“{named}”；现成的有 {names}，也可给出 .toml、.xlsx 或 .docx 文件")
    if path.suffix.lower() == ".toml":
        table = _toml(path)
        codes = table.pop("code", {})
        return template_of_table({"name": path.stem, **table}, named), codes
    return _of_office_file(path, named), {}


def _of_office_file(path: Path, named: str) -> Template:
    """The template that the first sheet or table with headings shows; several sheets of types make one each."""
    sheets = _sheets(path, named)
    found = [(sheet, made) for sheet in sheets if (made := sheet_template(sheet, named)) is not None]
    if not found:
        raise CannotRunError(f"文件“{named}”中没有认出表头；要有“事项名称”一类和“实施依据”“权力类型”一类的列")
    template = found[0][1][0]
    by_type = len(found) > 1 and all(type_in(sheet.name) for sheet, _ in found)
    grouping = Grouping.SHEETS if by_type else Grouping.NONE
    return Template(named, "", template.title, grouping, template.columns)


def _sheets(path: Path, named: str) -> Sequence[Worksheet]:
    (source,) = sources([str(path)])
    if isinstance(source, Problem):
        raise CannotRunError(f"文件“{named}”不能读取：{source.cause}")
    sheets = office_list(source) if path.suffix.lower() in _WORKBOOKS else word_list(source)
    if isinstance(sheets, Problem):
        raise CannotRunError(f"文件“{named}”不能读取：{sheets.cause}")
    return sheets


def _toml(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise CannotRunError(f"文件“{path}”超过 1 MB，不像是模板；请检查")
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise CannotRunError(f"文件“{path}”不能读取（{error.strerror}）；请检查路径") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CannotRunError(f"文件“{path}”不是 UTF-8 的 TOML（{error}）；请改正后重试") from error


def _code(table: Mapping[str, Any], region: str, where: str) -> CodeForm:
    strange = [key for key in table if key not in _CODE_KEYS]
    if strange:
        raise CannotRunError(f"“{where}”的 [code] 中有不认识的项 {strange[0]}；可用 {'、'.join(_CODE_KEYS)}")
    departments, letters = table.get("departments", {}), table.get("letters", {})
    words = [table.get("form", ""), region or table.get("region", "")]
    tables = (departments, letters)
    if not all(isinstance(one, dict) for one in tables) or not all(
        isinstance(one, str) for one in (*words, *departments.values(), *letters.values())
    ):
        raise CannotRunError(f"“{where}”的 [code] 中，代码应为加引号的文字，departments 和 letters 应为表")
    if not proper_codes((*filter(None, words[1:]), *departments.values(), *letters.values())):
        raise CannotRunError(f"“{where}”的 [code] 中，代码只能用数字和字母，不超过 40 位")
    kinds: dict[PowerType, str] = {}
    for name, code in letters.items():
        kind = listed_type(name)
        if kind is None:
            raise CannotRunError(f"“{where}”的 letters 中没有职权类型“{name}”；可用 {'、'.join(PowerType)}")
        kinds[kind] = code
    return code_form(words[0], words[1], departments, kinds)
