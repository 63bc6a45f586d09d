"""``lezr import``: an exported list, edited in a spreadsheet, comes back into the review."""

import getpass
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, log, shown

if TYPE_CHECKING:
    from lezr_extract.pipeline.deciding.take_back import TakenBack

GATES = ("初审", "审查", "会审", "确认")
_LONGEST = 60


@click.command(name="import", cls=chinese.Command)
@click.argument("file", metavar="清单")
@click.argument("database", metavar="数据库")
@click.option("--as", "name", metavar="姓名", default="", help="决定人的姓名，写在决定上；默认为登录名")
@click.option("--gate", type=click.Choice(GATES), help="在哪个环节作决定；--write 时必须写明")
@click.option("--write", "write_it", is_flag=True, help="写入审核台账，全部写入或者一项不写；默认只列出")
@click.option("--reason", metavar="理由", default="", help="写在决定上的理由；默认写明导入的文件")
@click.option("--jsonl", is_flag=True, help="每项一行 JSON，供程序用")
def take_back(
    *, file: str, database: str, name: str, gate: str | None, write_it: bool, reason: str, jsonl: bool
) -> int:
    """收回导出后在 Excel 中修改过的清单：改了的格成为“修改后通过”，删去的行成为“不列入”，没有标识的行列出。

    清单是 lezr export 写的 .xlsx 或 .csv（带“条目标识”一列）。承办机构、责任事项等由本单位填写的格也收回，下次导出时填上。
    默认只列出改动；加 --write --gate 环节 才写入。有没能收入的改动时退出码为 1。
    """
    from lezr_extract.pipeline.deciding import take_back as pipeline  # noqa: PLC0415
    from lezr_extract.records import Gate  # noqa: PLC0415

    if write_it and not gate:
        raise click.UsageError("--write 须用 --gate 写明在哪个环节作决定")
    at = Gate(gate) if gate else None
    taken = pipeline.take_back(file, Path(database), at)
    out = shown.output(jsonl)
    if jsonl:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in pipeline.lines(taken))
    else:
        out.writelines(words + "\n" for words in _readable(taken))
    out.flush()
    for words in taken.problems:
        log.told(f"问题：{words}")
    if write_it and at is not None:
        batch = pipeline.write(taken, Path(database), name or getpass.getuser(), at, reason)
        decided = sum(one.verdict is not None for one in taken.proposals)
        click.echo(
            f"已写入台账：决定 {decided:,} 项，填写 {len(taken.proposals) - decided:,} 项，批号 {batch}",
            err=jsonl,
        )
    refused = any(one.refused for one in taken.proposals)
    return 1 if taken.problems or taken.added or refused else 0


def _readable(taken: "TakenBack") -> Iterator[str]:
    from lezr_extract.pipeline.deciding.take_back import added_place  # noqa: PLC0415

    for one in taken.proposals:
        place = f"{one.place}　" if one.place else ""
        yield f"{one.verdict or '填写'}　{place}{one.name}"
        yield from (f"    {d.label}：{_short(d.old)} → {_short(d.new)}" for d in one.differences)
        if one.refused:
            yield f"    不能写入：{one.refused}"
    for entry in taken.added:
        yield f"新增　{added_place(entry)}　{entry.full_name}（没有条目标识，没有收入；条目由法规得出，请把它的法规一并读入）"
    removed = sum(one.verdict == "不列入" for one in taken.proposals)
    filled = sum(one.verdict is None for one in taken.proposals)
    changed = len(taken.proposals) - removed - filled
    yield (
        f"共 {taken.rows:,} 行，未变 {taken.unchanged:,}，修改 {changed:,}，填写 {filled:,}，删去 {removed:,}，"
        f"新增 {len(taken.added):,}"
        + ("" if taken.scope else "；文件中没有导出记录，按现在的清单比较，不能判断删去了哪些行")
    )


def _short(words: str) -> str:
    plain = words.replace("\n", "⏎")
    return (plain[:_LONGEST] + "……" if len(plain) > _LONGEST else plain) or "（空）"
