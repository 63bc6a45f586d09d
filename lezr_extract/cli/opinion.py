"""``lezr opinion``: a draft opinion on what a comparison has found."""

from pathlib import Path

import click

from lezr_extract.cli import chinese

LEVELS = ("冲突", "疑似", "提示")


@click.command(cls=chinese.Command)
@click.argument("findings", metavar="findings.jsonl", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    metavar="文件",
    type=click.Path(path_type=Path),
    required=True,
    help="写到哪个文件：.docx 或 .html",
)
@click.option(
    "--level",
    metavar="程度",
    type=click.Choice(LEVELS),
    default="提示",
    help="最低程度：冲突、疑似或提示，默认全部",
)
@click.option("--title", metavar="标题", default="", help="意见书的标题，默认按审查的文件")
def opinion(*, findings: Path, out: Path, level: str, title: str) -> int:
    """由比对结果草拟审查意见书：审查对象，按程度列出的意见，双方条文并列，所据规定，没有比较的内容。

    比对结果是 lezr compare … -o 文件夹 写出的 findings.jsonl，或 --jsonl 的输出。意见书是草稿，处理意见和落款留空。
    """
    from lezr_extract.pipeline.deciding.opinion import write_opinion  # noqa: PLC0415
    from lezr_extract.records import Level  # noqa: PLC0415

    counts = write_opinion(findings, out, Level(level), title)
    said = "，".join(f"{name} {number:,}" for name, number in counts.items())
    click.echo(f"写了 {sum(counts.values()):,} 处（{said}）：{out}")
    return 0
