"""``lezr search``: full-text search in a database."""

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, log, shown
from lezr_extract.text.titles import in_marks

if TYPE_CHECKING:
    from lezr_extract.store import Hit


@click.command(cls=chinese.Command)
@click.argument("database", metavar="数据库")
@click.argument("words", metavar="词…", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(("article", "entry")), help="只找条文（article）或条目（entry）")
@click.option(
    "--limit", metavar="个数", type=click.IntRange(1), default=20, help="条文、条目各最多几个，默认 20"
)
@click.option("--jsonl", is_flag=True, help="每个结果一行 JSON，供程序用")
def search(database: str, words: tuple[str, ...], kind: str | None, limit: int, jsonl: bool) -> int:
    """在条文和条目中找词，几个词都要有。

    数据库是 lezr run 写出的 lezr.db、它所在的文件夹，或 PostgreSQL 的地址（postgresql://…）。
    """
    from lezr_extract.store import opened  # noqa: PLC0415

    out = shown.output(jsonl)
    with opened(database) as store:
        hits = store.search(" ".join(words), limit, kind)
    for hit in hits:
        out.write((json.dumps(asdict(hit), ensure_ascii=False) if jsonl else _readable(hit)) + "\n")
    if not hits:
        log.told(f"没有找到：{' '.join(words)}")
    out.flush()
    return 0


def _readable(hit: "Hit") -> str:
    words, at = "", 0
    for mark in hit.marks:
        if mark.start >= at:
            words += hit.snippet[at : mark.start] + click.style(
                hit.snippet[slice(*mark)], bold=True, fg="red"
            )
            at = mark.end
    words += hit.snippet[at:]
    kind = "条目" if hit.kind == "entry" else "条文"
    about = "，".join(filter(None, (hit.version, hit.status)))
    head = f"[{kind}] {in_marks(hit.law)}（{about}）{hit.article}　{hit.name}".rstrip()
    where = f"　第 {hit.page} 页" if hit.page else f"　第 {hit.line} 行" if hit.line else ""
    return (
        f"{head}\n    {words if sys.stdout.isatty() else click.unstyle(words)}\n    原件：{hit.file}{where}"
    )
