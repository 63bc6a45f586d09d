"""``lezr review``: the review pages; ``lezr people``: who may open them from another machine."""

import getpass
from pathlib import Path

import click

from lezr_extract.cli import chinese
from lezr_extract.errors import CannotRunError

OUTPUTS = Path("outputs")


@click.command(cls=chinese.Command)
@click.argument("database", metavar="[数据库]", required=False)
@click.option(
    "--host", metavar="地址", default="127.0.0.1", help="监听的地址，默认 127.0.0.1，只有本机能访问"
)
@click.option("--port", metavar="端口", type=click.IntRange(1, 65535), default=8765, help="端口，默认 8765")
@click.option("--as", "name", metavar="姓名", default="", help="本机使用者的姓名，写在决定上；默认为登录名")
@click.option(
    "--name",
    "names",
    metavar="主机名",
    multiple=True,
    help="浏览器地址栏中的主机名（带端口），可多次；经反向代理时用",
)
@click.option("--new", is_flag=True, help="数据库还没有：在给出的文件夹里建一个空的，法规从页面上交来")
def review(
    database: str | None, host: str, port: int, name: str, names: tuple[str, ...], *, new: bool
) -> int:
    """打开审核页面，逐条审核权责清单。

    数据库是 lezr run 写出的 lezr.db，或它所在的文件夹；不写则用 outputs 中最新的。审核决定写在它旁边的 review.db 中，
    重新运行 lezr run 不会动它。在本机上一人使用，不用登录；监听别的地址时，须先用 lezr people 建立账户。
    """
    from lezr_extract.pipeline.deciding.intake import empty_run  # noqa: PLC0415
    from lezr_extract.pipeline.deciding.review import Review  # noqa: PLC0415
    from lezr_extract.web.serve import serve  # noqa: PLC0415

    def started(address: str) -> None:
        click.echo(f"审核页面：{address}（Ctrl-C 结束）")

    if new:
        if database is None:
            raise CannotRunError("--new 须给出要建在哪个文件夹，例如 lezr review outputs/我局 --new")
        if (Path(database) / "lezr.db").exists():
            raise CannotRunError(f"{database} 中已有 lezr.db；去掉 --new 即可打开")
        empty_run(Path(database))
    serve(
        Review(_database(database)),
        host=host,
        port=port,
        name=name or getpass.getuser(),
        names=names,
        started=started,
    )
    return 0


@click.command(cls=chinese.Command)
@click.argument("name", metavar="姓名")
@click.argument("database", metavar="[数据库]", required=False)
@click.option(
    "--gate",
    "gates",
    multiple=True,
    type=click.Choice(("初审", "审查", "会审", "确认")),
    help="可审核的环节，可多次",
)
@click.option("--agency", metavar="主体", default="", help="只审核这一行使主体的条目；默认全部")
@click.option("--keeper", is_flag=True, help="台账管理员：可看台账、管账户")
@click.option("--close", is_flag=True, help="停用这个账户；决定仍保留")
def people(
    name: str, database: str | None, gates: tuple[str, ...], agency: str, *, keeper: bool, close: bool
) -> int:
    """建立或修改一个审核账户，密码从键盘输入。"""
    from lezr_extract.pipeline.deciding.review import Review, now  # noqa: PLC0415
    from lezr_extract.records import Gate, Person  # noqa: PLC0415
    from lezr_extract.store.ledger import People  # noqa: PLC0415
    from lezr_extract.web import passwords  # noqa: PLC0415

    found = Review(_database(database))
    password = "" if close else click.prompt("密码", hide_input=True, confirmation_prompt="再输一次")
    person = Person(name, tuple(map(Gate, gates)), agency, keeper=keeper, active=not close)
    with found.ledger() as ledger:
        made = passwords.made(password) if password else ""
        People(ledger).keep(person, made, getpass.getuser(), now())
    click.echo(f"已{'停用' if close else '保存'}账户：{name}")
    return 0


def _database(given: str | None) -> Path:
    """The database that the user names, or the newest one.

    Raises:
        CannotRunError: none is named and there is none.
    """
    if given:
        return Path(given)
    found = sorted(OUTPUTS.glob("*/lezr.db"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise CannotRunError("outputs 中还没有 lezr.db；请先用 lezr run 生成，或给出数据库的路径")
    return found[-1]
