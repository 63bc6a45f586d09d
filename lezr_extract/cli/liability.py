"""``lezr liability``: what every clause of the liability chapters ends in."""

import json
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, shown
from lezr_extract.text.titles import in_marks

if TYPE_CHECKING:
    from lezr_extract.store import LiabilityRow

ENDINGS = {"power": "已成权力", "excluded": "不是权力", "open": "待看"}


@click.command(cls=chinese.Command)
@click.argument("database", metavar="数据库")
@click.option("--all", "everything", is_flag=True, help="列出每一句，而不只是待看的")
@click.option("--jsonl", is_flag=True, help="每句一行 JSON，供程序用")
def liability(database: str, everything: bool, jsonl: bool) -> int:
    """法律责任章的每一句，是成了权力，还是有理由不是权力；两者都不是的列出来，请人工看。

    数据库是 lezr run 写出的 lezr.db、它所在的文件夹，或 PostgreSQL 的地址（postgresql://…）。
    """
    from lezr_extract.store import opened  # noqa: PLC0415
    from lezr_extract.vocabulary.liability import reason_names  # noqa: PLC0415

    names, out = reason_names(), shown.output(jsonl)
    with opened(database) as store:
        for clause in store.liability_clauses("" if everything else "open"):
            out.write((_line(clause, names) if jsonl else _readable(clause, names)) + "\n")
        endings, reasons = store.liability_tally()
    out.flush()
    click.echo(_summary(endings, reasons, names), err=jsonl)
    return 0


def _line(clause: "LiabilityRow", names: dict[str, str]) -> str:
    return json.dumps(clause._asdict() | {"reason_name": names.get(clause.reason, "")}, ensure_ascii=False)


def _readable(clause: "LiabilityRow", names: dict[str, str]) -> str:
    ending = ENDINGS[clause.ending] + (
        f"（{names.get(clause.reason, clause.reason)}）" if clause.reason else ""
    )
    return f"{in_marks(clause.law)}{clause.article}　{ending}\n    {' '.join(clause.text.split())}"


def _summary(endings: dict[str, int], reasons: dict[str, int], names: dict[str, str]) -> str:
    total = sum(endings.values())
    counted = "，".join(f"{words} {endings[ending]:,}" for ending, words in ENDINGS.items())
    why = "、".join(f"{names.get(reason, reason)} {count:,}" for reason, count in reasons.items())
    return f"共 {total:,} 句：{counted}" + (f"\n不是权力的理由：{why}" if why else "")
