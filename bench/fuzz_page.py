"""docs/lookup/fuzz.md: a row for each format, set down by the run that measured it."""

import re
import time
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "lookup" / "fuzz.md"
_HEAD = """# 坏文件试验

<!-- 由 python -m bench.fuzz_read --page 生成，请勿手改 -->

每种格式取完好的文件，改坏后读入并拆分条文：翻转比特，插入、删去、重复字节，截断，数字改大，XML 层层嵌套，
换掉压缩包里的部件，放入炸弹。每个文件必须得到法规或者说明原因的一行；崩溃、30 秒没有动静、超过 1 GB 内存、
结果自相矛盾都算失败。一行是一次 `python -m bench.fuzz_read --page --formats 格式`；同一个种子总是做出同一个文件。

图片和扫描件照常打开、转正、排版，只把识别引擎换成给出固定几行字的，否则一万张要读几天；`engine` 一行是真引擎
（`--real-engine`）。`doc`、`rtf` 每 24 个文件启动一次 LibreOffice，内存一栏含它。

| 格式 | 文件 | 失败 | 最慢（秒） | 内存（MB） | 日期 | 得到什么（前六） |
|---|--:|--:|--:|--:|---|---|
"""
_ROW = re.compile(r"^\| ([a-z0-9.]+) \|.*$", re.MULTILINE)


def keep(kind: str, measured: tuple[int, int, float, int], came: Sequence[tuple[str, int]]) -> None:
    """Puts the row of a format in the place of its older one.

    Args:
        kind: of `bench.fuzz_seeds.FORMATS`.
        measured: files, failures, seconds of the slowest file, the most memory in MB.
        came: outcomes and how often each came.
    """
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    rows = {match[1]: match[0] for match in _ROW.finditer(page)}
    files, failures, slowest, peak = measured
    outcomes = "，".join(f"{name} {number}" for name, number in came)
    rows[kind] = (
        f"| {kind} | {files:,} | {failures} | {slowest:.2f} | {peak} | {time.strftime('%Y-%m-%d')} | {outcomes} |"
    )
    PAGE.write_text(_HEAD + "\n".join(rows[name] for name in sorted(rows)) + "\n", encoding="utf-8")
