"""``lezr run``: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, log, office, shown

if TYPE_CHECKING:
    from lezr_extract.pipeline import RunResult


@click.command(cls=chinese.AgainstCommand)
@click.argument("paths", metavar="[路径]…", nargs=-1)
@click.option("-o", "--out", metavar="文件夹", help="写到哪里，默认 outputs/ 下以来源命名的文件夹")
@click.option(
    "--granularity",
    type=click.Choice(("paragraph", "item")),
    default="paragraph",
    help="一条或一款列一项（paragraph，默认），或每个列举的行为列一项（item）",
)
@click.option(
    "--compare", "compares", is_flag=True, help="同时在这些法规之间比对：抵触、重复、越权、失效的引用"
)
@click.option(
    "--against", metavar="路径…", multiple=True, help="同时与这些上位法比对（可列几个），它们不列入清单"
)
@office.options
@click.option("--rules-only", is_flag=True, help="只用规则，不用训练得到的模型")
@shown.workers
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    help="用本机的多个进程（local，默认），还是 Ray 集群（ray，要先 make cluster）",
)
@click.option("--address", metavar="地址", default="", help="Ray 集群的地址，默认只用本机")
@click.option(
    "--store",
    "server",
    metavar="地址",
    default="",
    help="数据库写到 PostgreSQL（postgresql://用户@主机/库），代替 lezr.db",
)
@log.option
@click.option("--fresh", is_flag=True, help="全部重新读，不用上次留下的结果")
def run(
    *,
    paths: tuple[str, ...],
    out: str | None,
    granularity: str,
    compares: bool,
    against: tuple[str, ...],
    rulings: str | None,
    offices: str | None,
    rules_only: bool,
    workers: int | None,
    engine: str,
    address: str,
    server: str,
    fresh: bool,
) -> int:
    """读法规，拟权责清单。

    路径是法规文件、文件夹、法规库，或 national（内置全国法律库，也是默认值）。写出五个文件：lezr.db、权责清单.xlsx、
    report.html、problems.csv、manifest.json。比对的另写 findings.jsonl、findings.html，审核页面在条目旁显示。

    再次运行时只读有变化的文件；中断了（断电、关机也一样）再运行一次，从断处接着做，结果相同。
    """
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline import run as do_run  # noqa: PLC0415
    from lezr_extract.pipeline.job.cluster import LOCAL  # noqa: PLC0415
    from lezr_extract.store.postgresql import is_address  # noqa: PLC0415

    if address and engine != "ray":
        raise click.UsageError("--address 是 Ray 集群的地址，要和 --engine ray 一起用")
    if server and not is_address(server):
        raise click.UsageError("--store 要写成 postgresql://用户@主机/库")
    given = shown.default_paths(paths)
    folder = Path(out) if out else Path("outputs") / _name(given[0])
    options = Options(
        "item" if granularity == "item" else "paragraph",
        workers,
        office.chosen(rulings, offices),
        rules_only,
        cluster=(address or LOCAL) if engine == "ray" else "",
        server=server,
    )
    with shown.progress() as progress:
        if compares or against:
            # Comparing takes long to load, and a plain run has no use for it.
            from lezr_extract.pipeline.comparing.compared_run import run_compared  # noqa: PLC0415

            result = run_compared(given, folder, options, progress, against, fresh=fresh)
        else:
            result = do_run(given, folder, options, progress, fresh=fresh)
    _tell(result, folder, server)
    return _status(result, folder)


def _tell(result: "RunResult", folder: Path, server: str) -> None:
    """Says what was read and found, and where it lies."""
    counts, seconds = result.counts, result.seconds["all"]
    if result.unchanged:
        click.echo(f"法规、选项和程序都没有变化，{folder} 中的结果仍然有效，没有重写：")
    elif result.taken:
        click.echo(f"有 {result.taken:,} 份上次已经读过，没有变化，不再读")
    click.echo(
        f"读了 {counts['files']:,} 件，得法律 {counts['laws']:,} 件、{counts['articles']:,} 条；"
        f"权力 {counts['powers']:,} 项，拟列条目 {counts['entries']:,} 项；用时 {seconds:.1f} 秒"
    )
    for kind, count in result.types.items():
        click.echo(f"  {kind}　{count:,}")
    if result.findings:
        levels = "，".join(f"{level} {number:,}" for level, number in result.findings.items())
        click.echo(f"比对得 {sum(result.findings.values()):,} 处：{levels}")
    click.echo(f"结果在 {folder}：")
    for name, what in (_FILES | (_COMPARED if result.findings else {})).items():
        if not (server and name == "lezr.db"):
            click.echo(f"  {name}　{what}")


_COMPARED = {
    "findings.html": "比对的发现，两边条文并列",
    "findings.jsonl": "同上，供程序用",
}
_FILES = {
    "权责清单.xlsx": "拟列清单",
    "report.html": "报告，用浏览器打开",
    "lezr.db": "数据库，可用 lezr search、lezr export",
    "problems.csv": "问题",
    "manifest.json": "输入、版本、选项和数目",
}


def _name(path: str) -> str:
    if path == "national":
        return path
    return Path(path).absolute().name or "run"


def _status(result: object, folder: Path) -> int:
    from lezr_extract.pipeline import RunResult  # noqa: PLC0415
    from lezr_extract.records import Severity  # noqa: PLC0415

    if not isinstance(result, RunResult) or result.clean:
        return 0
    lost, doubt = result.problems[Severity.LOST], result.problems[Severity.DOUBT]
    log.told(f"有问题：{lost} 份文件没有成为法律，{doubt} 处存疑，见 {folder / 'problems.csv'}。例如：")
    for problem in result.first_problems[:3]:
        log.told(f"  {shown.sentence(problem)}")
    return 1
