"""``lezr powers``: the powers that articles give."""

import json
from collections.abc import Iterator
from typing import Any

import click

from lezr_extract.cli import chinese, log, office, shown
from lezr_extract.text.titles import in_marks


@click.command(cls=chinese.Command)
@click.argument("paths", metavar="路径…", nargs=-1, required=True)
@click.option("--jsonl", is_flag=True, help="每条一行 JSON，没有权力的条也在内，供程序用")
@office.options
@click.option("--rules-only", is_flag=True, help="只用规则，不用训练得到的模型")
@shown.workers
@log.option
def powers(
    *,
    paths: tuple[str, ...],
    jsonl: bool,
    rulings: str | None,
    offices: str | None,
    rules_only: bool,
    workers: int | None,
) -> int:
    """认出每一条给了哪个机关什么权力。

    路径是法规文件、文件夹、法规库，或 national（内置全国法律库）。读完全部法规才输出，因为那时才知道引用的其他法律在不在其中。
    """
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline import powers as find_powers  # noqa: PLC0415

    report = shown.ProblemReport()
    out = shown.output(jsonl)
    options = Options(workers=workers, office=office.chosen(rulings, offices), rules_only=rules_only)
    with shown.progress() as progress, find_powers(paths, options, progress) as found:
        if jsonl:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in found.lines)
        else:
            out.writelines(words + "\n" for words in _readable(found.lines))
        out.flush()
        report.add(found.problems)
    return report.status()


def _readable(lines: Iterator[dict[str, Any]]) -> Iterator[str]:
    file = ""
    for line in lines:
        if not line["powers"]:
            continue
        if line["file"] != file:
            file = line["file"]
            yield f"{in_marks(line['law'])}　{file}"
        for power in line["powers"]:
            holder = power["agency_resolved"] or "、".join(power["agency"]) or "（主体未写明）"
            kinds = f"（{'、'.join(power['kinds'])}）" if power["kinds"] else ""
            related = "" if power["role"] == "basis" else "　［相关规定］"
            related += f"　［按本单位裁定：{power['alt_reason']}］" if power["ruling"] else ""
            yield f"  {line['article']}　{power['type']}{kinds}　{holder}{related}"
            yield f"      {' '.join(power['quote'].split())}"
