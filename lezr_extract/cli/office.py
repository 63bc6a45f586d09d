"""What commands have in common that take an office's own files: ``--rulings`` and ``--offices``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lezr_extract.cli import log

if TYPE_CHECKING:
    from lezr_extract.pipeline import Office


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds ``--rulings`` and ``--offices`` to a command."""
    for name, words in (
        (
            "--offices",
            "本单位的职责表（.toml、.xlsx、.csv）：哪项职责由本地哪个机关承担；默认 office/offices.*",
        ),
        ("--rulings", "本单位对争议事项的裁定（.toml、.xlsx、.csv），见 lezr rulings；默认 office/rulings.*"),
    ):
        command = click.option(name, metavar="文件", help=words)(command)
    return command


def chosen(rulings: str | None, offices: str | None) -> "Office":
    """The office's files; says on stderr which are used, since one may have been found without being named."""
    from lezr_extract.pipeline import read_office  # noqa: PLC0415

    office = read_office(Path(rulings) if rulings else None, Path(offices) if offices else None)
    if office.files:
        files = "、".join(map(str, office.files))
        log.told(f"采用本单位的裁定 {len(office.rulings)} 项、职责 {len(office.duties)} 项（{files}）")
    return office
