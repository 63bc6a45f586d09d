"""Makes docs/lookup/commands.md and docs/lookup/tables.md from the code; a test fails when they differ.

.venv/bin/python docs/make_references.py
"""

from pathlib import Path

import click
from lezr_extract.cli import lezr
from lezr_extract.store import TABLES, VERSION

FOLDER = Path(__file__).parent / "lookup"
MADE = "<!-- 由 docs/make_references.py 从代码生成，请勿手改 -->\n"


def commands() -> str:
    """The reference of commands: usage, what it does, options, exit statuses."""
    words = ["# 命令", MADE, _unwrapped(lezr), ""]
    context = click.Context(lezr, info_name="lezr")
    for name in lezr.list_commands(context):
        command = lezr.commands[name]
        own = click.Context(command, info_name=name, parent=context)
        words += [
            f"## lezr {name}",
            "",
            "```text",
            command.get_usage(own),
            "```",
            "",
            _unwrapped(command),
            "",
        ]
        words += ["| 选项 | 意思 |", "|---|---|"]
        for parameter in command.get_params(own):
            if isinstance(parameter, click.Option):
                words.append(f"| {_option(parameter, own)} | {parameter.help or ''} |")
        words.append("")
    return "\n".join(words)


def tables() -> str:
    """The reference of tables and columns."""
    words = ["# 数据库的表和列", MADE, f"结构版本 {VERSION}（`meta` 表的 `schema_version`）。", ""]
    words += [
        "各表的 `start`、`end` 是 `laws.text` 中的字符位置，从 0 起，`end` 不含。",
        "标“JSON”的列存 JSON，可用 SQLite 的 `json_each` 展开。",
        "",
    ]
    for table in TABLES:
        words += [f"## {table.name}", "", table.meaning + "。", "", "| 列 | 意思 |", "|---|---|"]
        words += [f"| `{name}` | {meaning} |" for name, meaning in table.columns.items()]
        words.append("")
    return "\n".join(words)


def _option(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    return "、".join(f"`{name}{value}`" for name in option.opts).replace("|", "\\|")


def _unwrapped(command: click.Command) -> str:
    paragraphs = (command.help or "").split("\n\n")
    return "\n\n".join("".join(line.strip() for line in paragraph.splitlines()) for paragraph in paragraphs)


REFERENCES = {"commands.md": commands, "tables.md": tables}

if __name__ == "__main__":
    for file, make in REFERENCES.items():
        (FOLDER / file).write_text(make(), encoding="utf-8")
