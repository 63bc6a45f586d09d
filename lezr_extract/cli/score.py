"""``lezr score``: quality against labels."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from lezr_extract.cli import chinese, log, shown
from lezr_extract.errors import CannotRunError

NAMES = {
    "articles": "标注的条数",
    "articles_missing": "结果中没有的条",
    "types_strict": "类型（严格）",
    "types_lenient": "类型（宽松）",
    "types_macro_f1": "类型 F1 的平均",
    "agency_accuracy": "行使主体",
    "words_right": "原文依据",
    "amounts_exact": "数额",
    "citations": "引用",
    "competence": "主管职责",
    "pairs": "标注的对数",
    "accuracy": "关系",
    "same_act_accuracy": "是否同一行为",
    "conflict_precision_at_冲突": "冲突报警的准确",
    "all": "全部",
}


@click.command(cls=chinese.Command)
@click.argument("kind", metavar="种类", type=click.Choice(("powers", "relate", "list")))
@click.argument("output", metavar="[结果]", required=False)
@click.option("--gold", metavar="文件", required=True, help="标注，每行一个 JSON")
@click.option(
    "--corpora", metavar="文件夹", help="没有给出结果时读哪里的法规，默认为标注所在文件夹旁边的 corpora"
)
@click.option("--rules-only", is_flag=True, help="当场读时只用规则，不用训练得到的模型")
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象")
def score(
    *, kind: str, output: str | None, gold: str, corpora: str | None, rules_only: bool, as_json: bool
) -> int:
    """对照标注，评定质量。

    种类是 powers（权力）、relate（条文关系）或 list（真实清单）。结果是 lezr powers --jsonl（或 lezr relate --jsonl）的输出，- 为标准输入；
    不给出时当场读标注涉及的法规。
    """
    from lezr_extract.score import KINDS, read_rows  # noqa: PLC0415

    labels = read_rows(Path(gold))
    if output is not None:
        rows: Iterable[dict[str, Any]] = read_rows(Path("/dev/stdin") if output == "-" else Path(output))
    else:
        folder = Path(corpora) if corpora else Path(gold).absolute().parent.parent / "corpora"
        if kind == "relate":
            rows = _fresh_relations(Path(gold), folder, rules_only=rules_only)
        else:
            rows = _fresh(labels, folder, rules_only=rules_only)
    try:
        figures = KINDS[kind](labels, rows)
    except (KeyError, TypeError) as error:
        raise CannotRunError(
            f"{gold} 或结果文件的字段不是 {kind} 所要的（{error}）；请检查种类和文件是否相配"
        ) from error
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return 0
    if kind != "list":
        log.told("标注由大语言模型按指南逐条作出，未经律师核对；公布这些数字时请说明")
    for name, value in figures.items():
        words = "　".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
        click.echo(f"{NAMES.get(name, name.removeprefix('type '))}\t{words}")
    return 0


def _fresh(labels: list[dict[str, Any]], corpora: Path, *, rules_only: bool) -> list[dict[str, Any]]:
    """The lines of all articles of the files that the labels name."""
    from lezr_extract.pipeline import Options, powers  # noqa: PLC0415

    named = {row.get("file") for row in labels} | {
        link.get("file") for row in labels for link in row.get("links", ())
    }
    paths = [str(corpora / name) for name in sorted(filter(None, named)) if (corpora / name).exists()]
    if not paths:
        raise _nothing_in(corpora)
    options = Options(rules_only=rules_only)
    with shown.progress() as progress, powers(paths, options, progress) as found:
        return [line | {"file": Path(line["file"]).relative_to(corpora).as_posix()} for line in found.lines]


def _fresh_relations(gold: Path, corpora: Path, *, rules_only: bool) -> list[dict[str, Any]]:
    """The lines of all labelled pairs; those whose articles are not there stay unanswered, and count as wrong."""
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline.comparing.relate import PairRelated, line, relate  # noqa: PLC0415

    found = relate(gold, corpora, Options(rules_only=rules_only))
    lines = [line(one) for one in found if isinstance(one, PairRelated)]
    if not lines:
        raise _nothing_in(corpora)
    return lines


def _nothing_in(corpora: Path) -> CannotRunError:
    return CannotRunError(f"标注涉及的法规不在 {corpora}；请用 --corpora 给出所在文件夹")
