"""click in Chinese: help, usage and the messages of wrong usage."""

import re

import click

_BRACKETS = re.compile(r"\s*\[[^\]]*\]$")


class Command(click.Command):
    """A command whose help is in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of usage."""
        words = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, words.replace("[OPTIONS]", "[选项]"), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options."""
        records = [
            # What click adds in brackets (defaults, ranges) is English; our own words say it where it matters.
            (record[0], _BRACKETS.sub("", record[1]))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx))
        ]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option


class LawsCommand(Command):
    """A command whose ``--laws`` takes all paths up to the next option: ``lezr check 清单.xls --laws 甲 乙``."""

    takes_paths = "--laws"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeats the option before each of its paths, as click wants it."""
        spread: list[str] = []
        taking = False
        for word in args:
            if word == self.takes_paths:
                taking = True
            elif word.startswith("-") and word != "-":
                taking = False
                spread.append(word)
            else:
                spread += [self.takes_paths, word] if taking else [word]
        if args and args[-1] == self.takes_paths:
            spread.append(self.takes_paths)
        return super().parse_args(ctx, spread)


class AgainstCommand(LawsCommand):
    """A command whose ``--against`` takes all paths up to the next option."""

    takes_paths = "--against"


class Group(Command, click.Group):
    """The group of all commands."""

    command_class = Command

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of usage."""
        formatter.write_usage(ctx.command_path, "命令 [选项] [参数]…", prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options, then the table of commands."""
        Command.format_options(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(
                [
                    (name, command.get_short_help_str(60))
                    for name in self.list_commands(ctx)
                    if (command := self.get_command(ctx, name)) is not None
                ]
            )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order of work."""
        return list(self.commands)


def message(error: click.ClickException) -> str:
    """One Chinese sentence for wrong usage, with the remedy."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "lezr"
    return f"{_sentence(error)}；用 {path} --help 查看用法"


def _sentence(error: click.ClickException) -> str:
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else "参数"
    words = error.message
    match error:
        case click.NoSuchOption():
            near = f"，是否想用 {'、'.join(sorted(error.possibilities))}" if error.possibilities else ""
            words = f"没有选项 {error.option_name}{near}"
        case click.MissingParameter():
            words = f"缺少{name}"
        case click.BadOptionUsage():
            words = f"选项 {error.option_name} 缺少值"
        case click.BadParameter():
            words = f"{name}的值不对（{_allowed(parameter) or words}）"
        case click.UsageError() if words.startswith("No such command"):
            words = f"没有这个命令：{words.split(chr(39))[1]}"
        case click.UsageError() if "unexpected extra argument" in words:
            words = "参数太多"
    return words


def _name(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return f"选项 {max(parameter.opts, key=len)} "
    return f"参数“{parameter.make_metavar(click.Context(click.Command('lezr'))).strip('[]….')}”"


def _allowed(parameter: click.Parameter | None) -> str:
    kind = getattr(parameter, "type", None)
    if isinstance(kind, click.Choice):
        return f"可用：{'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.IntRange):
        return f"应为不小于 {kind.min} 的整数"
    return "应为整数" if isinstance(kind, click.types.IntParamType) else ""
