"""What a command says beside its result, on stderr: in words for people, or as lines of JSON for programs."""

import json
import sys
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from lezr_extract.pipeline import Progress

_KEY = "lezr_extract.log"
# A program that watches wants to know that work goes on, not every file.
_SECONDS_APART = 0.5


def _chosen(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        context.meta[_KEY] = True


option: "Callable[[Callable[..., int]], Callable[..., int]]" = click.option(
    "--log-json",
    is_flag=True,
    expose_value=False,
    callback=_chosen,
    help="进度和提示以 JSON 行写到标准错误，供程序用",
)
"""The option ``--log-json`` of a command."""


def in_json(context: click.Context | None = None) -> bool:
    """Whether lines of JSON were asked for; ``context`` is the present one unless given."""
    context = context or click.get_current_context(silent=True)
    return bool(context and context.meta.get(_KEY))


def told(words: str, event: str = "note", context: click.Context | None = None) -> None:
    """Says ``words``, or writes them as a line with ``time`` (UTC), ``event`` and ``words``."""
    if in_json(context):
        _line(event, words=words)
    else:
        click.echo(words, err=True)


def ended(status: int, context: click.Context | None) -> None:
    """The last line: ``end``, with the exit status; nothing for people, who see that it is over."""
    if in_json(context):
        _line("end", status=status)


def progress() -> "Progress":
    """A `Progress` that writes a line ``progress`` with ``what``, ``done`` and ``total`` twice a second at most."""
    last: dict[str, float] = {}

    def show(what: str, done: int, total: int) -> None:
        now = monotonic()
        if done >= total or now - last.get(what, -_SECONDS_APART) >= _SECONDS_APART:
            last[what] = now
            _line("progress", what=what, done=done, total=total)

    return show


def _line(event: str, **facts: object) -> None:
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    sys.stderr.write(json.dumps({"time": time, "event": event} | facts, ensure_ascii=False) + "\n")
    sys.stderr.flush()
