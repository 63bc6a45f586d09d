"""``lezr verify``: whether a database is sound; ``lezr doctor``: whether the installation is."""

import json
from dataclasses import asdict

import click

from lezr_extract.cli import chinese, shown


@click.command(cls=chinese.Command)
@click.argument("database", metavar="数据库")
@click.option("--jsonl", is_flag=True, help="每项检验一行 JSON，供程序用")
def verify(database: str, jsonl: bool) -> int:
    """检验一次运行的结果：引文是否都是原词，各表是否对应，原件有没有变，审核台账有没有被改动。

    数据库是 lezr run 写出的 lezr.db、它所在的文件夹，或 PostgreSQL 的地址（postgresql://…）。有一项不对，退出码为 1。
    """
    from lezr_extract.pipeline.verify import verify as tests  # noqa: PLC0415

    out = shown.output(jsonl)
    faults = 0
    for tested in tests(database):
        faults += tested.faults
        if jsonl:
            out.write(json.dumps(asdict(tested), ensure_ascii=False) + "\n")
        else:
            words = f"{tested.faults:,} 处不对，例如 {tested.example}" if tested.faults else "对"
            out.write(f"{tested.name}（{tested.tested:,}）：{words}\n")
    out.flush()
    return int(faults > 0)


@click.command(cls=chinese.Command)
@click.option("--jsonl", is_flag=True, help="每项一行 JSON，供程序用")
def doctor(jsonl: bool) -> int:
    """看看装了什么、缺什么、缺了会怎样；模型文件是否完好。

    缺了就不能运行的，退出码为 1；只是少读几种格式的，退出码为 0。
    """
    from lezr_extract.pipeline.doctor import examine  # noqa: PLC0415

    out = shown.output(jsonl)
    marks = {"there": "有", "absent": "缺", "broken": "坏"}
    bad = False
    for finding in examine():
        bad = bad or (finding.needed and finding.state != "there")
        if jsonl:
            out.write(json.dumps(asdict(finding), ensure_ascii=False) + "\n")
        else:
            more = f"：{finding.words}" if finding.words else ""
            out.write(f"［{marks[finding.state]}］{finding.name}{more}\n")
    out.flush()
    return int(bad)
