"""``lezr rulings``: the disputed acts, what we take each for, and what the office has ruled."""

import json
from pathlib import Path
from typing import Any

import click

from lezr_extract.cli import chinese, shown
from lezr_extract.errors import CannotRunError


@click.command(cls=chinese.Command)
@click.option(
    "--rulings", "file", metavar="文件", help="本单位的裁定（.toml、.xlsx、.csv）；默认 office/rulings.*"
)
@click.option(
    "-o", "--out", metavar="文件", help="写成 .xlsx 或 .csv，填好“本单位裁定”一列后可用作 --rulings"
)
@click.option("--jsonl", is_flag=True, help="每项一行 JSON，供程序用")
def rulings(file: str | None, out: str | None, jsonl: bool) -> int:
    """列出类型有争议的事项：本程序的归类、其他归类、理由、官方依据和本单位的裁定。

    本单位的裁定写在一个文件里，用 --rulings 给出，或放在 office/rulings.toml（或 .xlsx、.csv），以后每次运行都照此归类。
    """
    from lezr_extract.pipeline.office import found_file, read_rulings, ruling_form  # noqa: PLC0415

    path = Path(file) if file else found_file("rulings")
    rows = ruling_form(read_rulings(path) if path else {})
    if out:
        from lezr_extract.powerlist.export import write_form  # noqa: PLC0415

        target = Path(out)
        if target.suffix.lower() not in (".xlsx", ".csv"):
            raise CannotRunError(f"不能写成“{target.name}”：请用 .xlsx 或 .csv")
        write_form("争议事项裁定", rows, target)
        click.echo(f"写了 {len(rows)} 项：{target}")
        return 0
    words = shown.output(jsonl)
    for row in rows:
        words.write((json.dumps(row, ensure_ascii=False) if jsonl else _readable(row)) + "\n")
    words.flush()
    return 0


def _readable(row: dict[str, Any]) -> str:
    ruled = f"；本单位裁定：{row['本单位裁定']}" if row["本单位裁定"] else ""
    why = f"（{row['裁定理由']}）" if row["裁定理由"] else ""
    return (
        f"{row['争议事项']}　[{row['事项编号']}]\n    归为{row['默认类型']}，也可归为{row['其他归类']}{ruled}{why}\n"
        f"    {row['争议所在']}\n    依据：{row['官方依据']}"
    )
