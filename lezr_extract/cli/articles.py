"""``lezr articles``: the articles of laws."""

import json

import click

from lezr_extract.cli import chinese, log, shown
from lezr_extract.text.titles import in_marks


@click.command(cls=chinese.Command)
@click.argument("paths", metavar="路径…", nargs=-1, required=True)
@click.option("--jsonl", is_flag=True, help="每条一行 JSON，供程序用")
@shown.workers
@log.option
def articles(paths: tuple[str, ...], jsonl: bool, workers: int | None) -> int:
    """把法规拆成条、款、项。

    路径是法规文件、文件夹、法规库，或 national（内置全国法律库）。
    """
    from lezr_extract.pipeline import articles as read_articles  # noqa: PLC0415

    report = shown.ProblemReport()
    out = shown.output(jsonl)
    with shown.progress() as progress:
        for found in read_articles(paths, workers, progress):
            if jsonl:
                out.writelines(line + "\n" for line in found.lines)
            else:
                out.writelines(line + "\n" for line in _readable(found.lines))
            report.add(found.problems)
    out.flush()
    return report.status()


def _readable(lines: tuple[str, ...]) -> list[str]:
    words: list[str] = []
    path: list[str] = []
    for number, line in enumerate(lines):
        article = json.loads(line)
        if number == 0:
            about = "，".join(filter(None, (article["rank"], article["version"])))
            words += [f"{in_marks(article['law'])}（{about}）　{article['file']}", ""]
        if article["path"] != path:
            path = article["path"]
            words += ["　".join(path), ""] if path else []
        words += [f"{article['article']}　{article['text']}", ""]
    return words
