"""``lezr export``: the list in a database in other forms."""

from pathlib import Path

import click

from lezr_extract.cli import chinese


@click.command(cls=chinese.Command)
@click.argument("database", metavar="数据库")
@click.option("--format", "form", type=click.Choice(("xlsx", "csv", "json")), required=True, help="格式")
@click.option("-o", "--out", metavar="文件", help="写到哪个文件，默认在数据库旁边，名为 权责清单")
@click.option("--decided", is_flag=True, help="只要经审核确认的条目，按审核决定的内容")
def export(database: str, form: str, out: str | None, *, decided: bool) -> int:
    """把权责清单写成 Excel、CSV 或 JSON。

    数据库是 lezr run 写出的 lezr.db，或它所在的文件夹。
    """
    from lezr_extract.pipeline import export as do_export  # noqa: PLC0415

    path = Path(database)
    path = path / "lezr.db" if path.is_dir() else path
    target = Path(out) if out else path.with_name(f"权责清单.{form}")
    count = do_export(path, form, target, decided=decided)
    click.echo(f"写了 {count:,} 项：{target}")
    return 0
