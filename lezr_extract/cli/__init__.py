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
from lezr_extract.cli import chinese
from lezr_extract.cli.articles import articles
from lezr_extract.cli.export import export
from lezr_extract.cli.powers import powers
from lezr_extract.cli.run import run
from lezr_extract.cli.score import score
from lezr_extract.cli.search import search
from lezr_extract.errors import LezrError

WELL, PROBLEMS, CANNOT = 0, 1, 2


@click.group(cls=chinese.Group, context_settings={"max_content_width": 100})
@click.version_option(__version__, "--version", message="lezr_extract %(version)s", help="显示版本")
def lezr() -> None:
    """读中国法律，拟行政权力清单（权责清单），每一项都附原文依据。

    退出码：0 顺利；1 完成，但有问题（见提示或 problems.csv）；2 不能运行，并说明原因。
    """


for _command in (run, articles, powers, search, export, score):
    lezr.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and ends the process with its status."""
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(status(arguments))


def status(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives the exit status. Whatever goes wrong is one Chinese sentence on stderr."""
    try:
        result = lezr.main(arguments, prog_name="lezr", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        return _say(chinese.message(error))
    except LezrError as error:
        return _say(str(error))
    except (KeyboardInterrupt, click.Abort):
        return _say("已中断，没有留下未写完的文件")
    except BrokenPipeError:
        # Who reads our output has had enough (lezr … | head): no fault of anybody's.
        _forget_output()
        return WELL
    except OSError as error:
        return _say(_system(error))
    return result if isinstance(result, int) else WELL


def _say(sentence: str) -> int:
    _flush_or_forget()
    click.echo(f"错误：{sentence}", err=True)
    return CANNOT


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
