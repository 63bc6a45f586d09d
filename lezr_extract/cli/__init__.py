"""The ``lezr`` command: one file per group of commands."""

import click


@click.group()
def main() -> None:
    """从法律法规中梳理行政权力，起草和核对权责清单。"""
