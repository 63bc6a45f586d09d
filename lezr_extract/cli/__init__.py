"""The ``lezr`` command: the only place that speaks to a terminal.

Exit status: 0 all well; 1 done, with problems reported; 2 could not run, with one sentence that says why.
Nothing heavy is imported before a command runs, so that ``lezr --help`` is quick.
"""

import errno
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from lezr_extract import __version__
from lezr_extract.cli import chinese, log
from lezr_extract.cli.articles import articles
from lezr_extract.cli.check import check
from lezr_extract.cli.compare import compare
from lezr_extract.cli.diff import diff
from lezr_extract.cli.export import export
from lezr_extract.cli.liability import liability
from lezr_extract.cli.lint import lint
from lezr_extract.cli.opinion import opinion
from lezr_extract.cli.powers import powers
from lezr_extract.cli.relate import relate
from lezr_extract.cli.review import people, review
from lezr_extract.cli.rulings import rulings
from lezr_extract.cli.run import run
from lezr_extract.cli.score import score
from lezr_extract.cli.search import search
from lezr_extract.cli.suggest import suggest
from lezr_extract.cli.take_back import take_back
from lezr_extract.cli.train import train
from lezr_extract.cli.verify import doctor, verify
from lezr_extract.errors import LezrError

WELL, PROBLEMS, CANNOT = 0, 1, 2


@click.group(cls=chinese.Group, context_settings={"max_content_width": 100})
@click.version_option(__version__, "--version", message="lezr_extract %(version)s", help="显示版本")
def lezr() -> None:
    """读中国法律，拟行政权力清单（权责清单），每一项都附原文依据。

    退出码：0 顺利；1 完成，但有问题（见提示或 problems.csv）；2 不能运行，并说明原因。
    """


for _command in (
    run,
    articles,
    compare,
    powers,
    search,
    check,
    suggest,
    diff,
    relate,
    export,
    take_back,
    opinion,
    review,
    people,
    liability,
    lint,
    rulings,
    score,
    train,
    verify,
    doctor,
):
    lezr.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and ends the process with its status."""
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(status(sys.argv[1:] if arguments is None else arguments))


def status(arguments: Sequence[str]) -> int:
    """Runs the command line; gives the exit status. Whatever goes wrong is one Chinese sentence on stderr."""
    context = None
    try:
        # Not click's own main: it answers Ctrl-C and a closed pipe in its own words, and with status 1.
        with lezr.make_context("lezr", list(arguments)) as context:
            result = lezr.invoke(context)
        sys.stdout.flush()
        code = result if isinstance(result, int) else WELL
    except click.exceptions.Exit as end:
        code = end.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = WELL
    except BrokenPipeError:
        # Who reads our output has had enough (lezr … | head): no fault of anybody's.
        _forget_output()
        code = WELL
    except (click.ClickException, LezrError, KeyboardInterrupt, OSError) as error:
        _flush_or_forget()
        log.told(f"错误：{_sentence(error)}", "error", context)
        code = CANNOT
    log.ended(code, context)
    return code


def _sentence(error: BaseException) -> str:
    match error:
        case click.ClickException():
            return chinese.message(error)
        case KeyboardInterrupt():
            return "已中断，没有留下未写完的文件"
        case OSError():
            return _system(error)
    return str(error)


def _system(error: OSError) -> str:
    where = f"：{error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘空间不足，输出没有写完{where}；请腾出空间后重试"
    return f"读写出错（{error.strerror or error}）{where}；请检查磁盘和路径后重试"


def _flush_or_forget() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        _forget_output()


def _forget_output() -> None:
    # Python flushes stdout once more at its end; with nowhere to go that would be a second error.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _interrupt(signum: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
    raise KeyboardInterrupt
