"""The command line as a user meets it: in this process for speed, in its own where signals or limits matter."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from lezr_extract.cli import status

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """What a command came to."""

    status: int
    out: str
    err: str


@pytest.fixture
def lezr(capsys):
    """Runs a command line in this process."""

    def ran(*arguments):
        code = status([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return ran


@pytest.fixture
def process():
    """Starts a command line in a process of its own."""
    started = []

    def start(*arguments, **options):
        command = [sys.executable, "-m", "lezr_extract", *map(str, arguments)]
        options = {
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
            "encoding": "utf-8",
        } | options
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
        }
        started.append(subprocess.Popen(command, env=environment, **options))
        return started[-1]

    yield start
    for one in started:
        if one.poll() is None:
            one.kill()
        one.communicate()


@pytest.fixture(scope="session")
def statute():
    """The text of a small law."""
    return (
        "示范水渠管理办法\n（2021年7月15日水利部令第9号公布）\n第一章　总则\n"
        "第一条　县级人民政府水利部门负责水渠的监督管理工作。\n第二章　罚则\n"
        "第二条　违反本办法规定，有下列行为之一的，由水利部门处一千元以上五千元以下罚款：\n"
        "（一）填埋水渠的；\n（二）挖断水渠的。\n"
        "第三条　取水应当遵守《示范水库管理条例》第九条的规定。\n第四条　本办法自公布之日起施行。\n"
    )
