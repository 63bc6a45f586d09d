"""What is installed, what is missing, and what that means."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from lezr_extract import __version__
from lezr_extract.errors import CannotRunError
from lezr_extract.powers.model_file import standard_model
from lezr_extract.read import keeps, national_database
from lezr_extract.store.connect import engine, engine_searches

_FEWEST_BYTES = 1_000_000_000
# Module, package, whether nothing works without it, and what its absence means.
_LIBRARIES = (
    ("click", "click", True, ""),
    ("sqlite_utils", "sqlite-utils", True, ""),
    ("lxml", "lxml", True, ""),
    ("docx", "python-docx", True, ""),
    ("pdfplumber", "pdfplumber", True, ""),
    ("openpyxl", "openpyxl", True, ""),
    ("jinja2", "jinja2", True, ""),
    ("starlette", "starlette", True, ""),
    ("uvicorn", "uvicorn", True, ""),
    ("argon2", "argon2-cffi", True, ""),
    ("pypdfium2", "pypdfium2", False, "PDF 改由 pdfplumber 读，慢十几倍，结果相同"),
    ("rjieba", "rjieba", False, "查找改用 jieba，结果相同"),
    ("ahocorasick_rs", "ahocorasick-rs", False, "找词改用正则表达式，结果相同"),
    ("python_calamine", "python-calamine", False, "不能读 .xls、.xlsx"),
    ("rapidocr", "rapidocr", False, "扫描件改由 Tesseract 读；安装：make ocr"),
    ("sklearn", "scikit-learn", False, "只有重新训练模型时要用：make model"),
)
_PROGRAMS = (
    (("soffice", "libreoffice"), "LibreOffice", "旧版 Word（.doc、.wps）改由 antiword 读，表格会丢"),
    (("antiword",), "antiword", "没有 LibreOffice 时读不了旧版 Word"),
    (("tesseract",), "Tesseract", "没有 RapidOCR 时读不了扫描件：apt install tesseract-ocr-chi-sim"),
    (("bsdtar",), "bsdtar", "读不了 .rar、.7z：apt install libarchive-tools"),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing and its state.

    Attributes:
        name: of the thing.
        state: ``there``, ``absent`` or ``broken``.
        needed: nothing works without it.
        words: its version, or in Chinese what its absence means.
    """

    name: str
    state: Literal["there", "absent", "broken"]
    needed: bool = field(default=False, kw_only=True)
    words: str


def examine() -> Iterator[Examined]:
    """Everything that the product uses, the needed things first."""
    yield Examined("lezr_extract", "there", __version__, needed=True)
    yield Examined(
        "Python", "there" if sys.version_info >= (3, 11) else "broken", sys.version.split()[0], needed=True
    )
    yield _search()
    yield from (
        _library(module, package, means, needed=needed) for module, package, needed, means in _LIBRARIES
    )
    yield _model()
    found = national_database()
    absent = "lezr run 不写路径时没有法律可读；make setup 会安装"
    yield Examined("内置的全国法律", "there" if found else "absent", found.name if found else absent)
    for names, name, means in _PROGRAMS:
        path = next((path for one in names if (path := shutil.which(one))), None)
        yield Examined(name, "there" if path else "absent", path or means)
    yield _keeping()
    yield _room()


def _search() -> Examined:
    return Examined("SQLite 全文检索", "there" if engine_searches() else "absent", engine(), needed=True)


def _library(module: str, package: str, means: str, *, needed: bool) -> Examined:
    if find_spec(module) is None:
        return Examined(package, "absent", means or "请运行 make setup", needed=needed)
    try:
        return Examined(package, "there", version(package), needed=needed)
    except PackageNotFoundError:
        return Examined(package, "there", "", needed=needed)


def _model() -> Examined:
    try:
        model = standard_model()
    except CannotRunError as error:
        return Examined("学出来的模型", "broken", str(error), needed=True)
    if model is None:
        return Examined("学出来的模型", "absent", "只用规则识别；make model 可重新训练")
    return Examined("学出来的模型", "there", model.version)


def _keeping() -> Examined:
    if keeps():
        return Examined("留存读取结果", "there", "再次运行只读有变化的文件；不留存：LEZR_CACHE=off")
    return Examined("留存读取结果", "absent", "LEZR_CACHE=off：每次运行都从头读")


def _room() -> Examined:
    free = shutil.disk_usage(Path.cwd()).free
    words = f"{free / 1e9:.1f} GB"
    return Examined("当前磁盘空间", "there" if free > _FEWEST_BYTES else "broken", words)
