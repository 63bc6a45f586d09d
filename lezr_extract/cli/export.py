"""``lezr export``: the list in a database in other forms."""

from pathlib import Path

import click

from lezr_extract.cli import chinese, log


@click.command(cls=chinese.Command)
@click.argument("database", metavar="数据库")
@click.option(
    "--format",
    "form",
    type=click.Choice(("xlsx", "csv", "docx", "html", "json")),
    required=True,
    help="格式：Excel、CSV、Word、公示网页、JSON",
)
@click.option("-o", "--out", metavar="文件", help="写到哪个文件，默认在数据库旁边，名为 权责清单")
@click.option("--decided", is_flag=True, help="只要经审核确认的条目，按审核决定的内容")
@click.option(
    "--current",
    is_flag=True,
    help="要审核至今的样子：已作的修改照改，不列入的不写；修改后可用 lezr import 收回",
)
@click.option(
    "--template",
    metavar="模板",
    default="",
    help="用哪些列：完整、公示、十五列、十四列、救济渠道、办事要素，或本单位的 .toml、.xlsx、.docx 文件",
)
@click.option("--title", metavar="标题", default="", help="表上方的标题，默认用模板的")
@click.option(
    "--code",
    metavar="规则",
    default="",
    help="编职权编码，如 {区划}{部门}{类型字母}{序号:03}00，或写有 [code] 的 .toml 文件；默认用模板文件里的",
)
@click.option("--region", metavar="代码", default="", help="编码规则中的行政区划代码，如 650200")
@click.option("--no-id", "no_id", is_flag=True, help="表格不附条目标识（供公开用；这样的表格不能再导入）")
def export(
    *,
    database: str,
    form: str,
    out: str | None,
    decided: bool,
    current: bool,
    template: str,
    title: str,
    code: str,
    region: str,
    no_id: bool,
) -> int:
    """把权责清单写成 Excel、CSV、Word、公示网页或 JSON，列和表头可用本单位自己的。

    数据库是 lezr run 写出的 lezr.db、它所在的文件夹，或 PostgreSQL 的地址（postgresql://…）。编码有缺漏或重复时退出码为 1。
    """
    from lezr_extract.pipeline.deciding.export import Scope, export_list  # noqa: PLC0415
    from lezr_extract.pipeline.deciding.own_template import own_form  # noqa: PLC0415
    from lezr_extract.store import database_file  # noqa: PLC0415
    from lezr_extract.store.postgresql import is_address  # noqa: PLC0415

    if decided and current:
        raise click.UsageError("--decided 和 --current 只能用一个")
    path = database if is_address(database) else database_file(database)
    target = Path(out) if out else Path(f"权责清单.{form}")
    if isinstance(path, Path) and not out:
        target = path.with_name(target.name)
    scope = Scope.PROPOSED
    if decided or current:
        scope = Scope.CONFIRMED if decided else Scope.CURRENT
    own = own_form(template, code, region, title)
    exported = export_list(path, form, target, scope, own, ids=not no_id)
    click.echo(f"写了 {exported.count:,} 项：{target}")
    for words in exported.problems:
        log.told(f"问题：{words}")
    return 1 if exported.problems else 0
