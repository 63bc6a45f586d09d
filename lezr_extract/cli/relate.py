"""``lezr relate``: how pairs of articles relate."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, shown
from lezr_extract.text.titles import in_marks

if TYPE_CHECKING:
    from lezr_extract.pipeline.comparing.relate import PairRelated

WORDS = {
    "duplicate": "重复",
    "refine": "细化",
    "conflict": "冲突",
    "overlap": "职责交叉",
    "parallel": "异地同规定",
    "related": "同领域不同事项",
    "unrelated": "不相关",
}
_AGENCY = {"yes": "同一机关", "no": "不同机关", "unknown": "机关不明"}
_ACT = {"yes": "同一行为", "partial": "行为部分相同", "no": "不同行为"}


@click.command(cls=chinese.Command)
@click.argument("pairs", metavar="条文对", type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="每对一行 JSON，供程序用")
@click.option(
    "--corpora",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="条文对里的 file 从哪个文件夹算起，默认为当前文件夹",
)
@click.option("--rules-only", is_flag=True, help="认权力时只用规则，不用训练得到的模型")
@shown.workers
def relate(*, pairs: Path, jsonl: bool, corpora: Path | None, rules_only: bool, workers: int | None) -> int:
    """判断两条规定是什么关系：重复、细化、冲突、职责交叉、异地同规定、同领域不同事项、不相关。

    条文对是一个文件，每行一个 JSON：{"id": …, "a": {"file": …, "article": …}, "b": {"file": …, "article": …}}，a、b
    分得出高低的，输出以上位法为甲，分不出的照所给的次序。文件或条文找不到的行说明原因，其余照常判断，退出码为 1。
    """
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline.comparing.relate import PairRelated, line  # noqa: PLC0415
    from lezr_extract.pipeline.comparing.relate import relate as relate_pairs  # noqa: PLC0415

    report = shown.ProblemReport()
    out = shown.output(jsonl)
    shown.tell_without_encoder()
    for found in relate_pairs(pairs, corpora, Options(workers=workers, rules_only=rules_only)):
        if isinstance(found, PairRelated):
            out.write(json.dumps(line(found), ensure_ascii=False) + "\n" if jsonl else _readable(found))
        else:
            report.add([found])
    out.flush()
    return report.status()


def _readable(found: "PairRelated") -> str:
    related = found.related
    level = f"（{related.level}）" if related.level else ""
    lines = [
        f"{found.pair.id}　{WORDS[related.relation.value]}{level}　{_ACT[related.same_act]}，{_AGENCY[related.same_agency]}",
        f"    甲　{in_marks(found.a.law.title)}{found.a.article.number}",
        f"    乙　{in_marks(found.b.law.title)}{found.b.article.number}",
        *(f"    差异　{one.detail}" for one in related.conflicts),
        f"    {related.why}",
    ]
    return "\n".join(lines) + "\n"
