"""``lezr lint``: faults in the names of a list."""

import json
from pathlib import Path

import click

from lezr_extract.cli import chinese, log, shown


@click.command(cls=chinese.Command)
@click.argument("source", metavar="清单")
@click.option("--jsonl", is_flag=True, help="每处一行 JSON，供程序用")
def lint(source: str, jsonl: bool) -> int:
    """检查事项名称：不合“对象加职权”的写法、含管理组织推进会同、引了条文、过长、同一权力两个名称。

    清单是 lezr run 写出的 lezr.db（或它所在的文件夹），或本单位的 .xlsx、.xls、.csv，表头要有“职权名称”一类的列。查出问题时退出码为 1。
    """
    from lezr_extract.pipeline.present.lint import name_faults  # noqa: PLC0415

    out, count = shown.output(jsonl), 0
    for fault in name_faults(Path(source)):
        count += 1
        entry = fault.entry
        if jsonl:
            line = {
                "where": entry.where,
                "name": entry.name,
                "type": entry.type,
                "fault": fault.fault,
                "words": fault.words,
            }
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
        else:
            out.write(f"{entry.where}　{entry.name}\n    {fault.words}\n")
    out.flush()
    log.told(f"{count:,} 处" if count else "名称没有问题")
    return 1 if count else 0
