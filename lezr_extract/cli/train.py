"""``lezr train``: the learned model anew from its labels."""

from pathlib import Path

import click

from lezr_extract.cli import chinese, log


@click.command(cls=chinese.Command)
@click.argument("labels", metavar="标注", type=click.Path(path_type=Path))
@click.option(
    "--corpora", metavar="文件夹", required=True, type=click.Path(path_type=Path), help="标注所说的文件在哪里"
)
@click.option(
    "-o",
    "--models",
    metavar="文件夹",
    default="models",
    show_default=True,
    type=click.Path(path_type=Path),
    help="模型写到哪里；其中的 readings.tsv 是补充的标注",
)
def train(labels: Path, corpora: Path, models: Path) -> int:
    """从标注重新训练模型。

    需要 scikit-learn（make model 会装好）。训练只用处理器，约十分钟；同样的标注、同样的版本得到同样的文件。
    """
    from lezr_extract.pipeline.train import train as train_model  # noqa: PLC0415

    count = train_model(labels, corpora, models, log.told)
    click.echo(f"用 {count} 条训练，模型写在 {models}")
    return 0
