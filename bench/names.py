"""Our names against the names of published lists: ``python -m bench.names [--show N] [--type 行政许可] [--write]``.

For each entry of the real lists whose quotation was found in an article held here (``overlap >= 0.8``), the best of
our names for the same type in those articles, by F1 over characters. Lists use both granularities, so both are drafted.
Prints the median by type and the ten worst; ``--write`` sets docs/lookup/names.md, ``--rules-only`` leaves the model out.
"""

import argparse
import json
import random
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from lezr_extract.norms import parse_law
from lezr_extract.powerlist import draft
from lezr_extract.powers import find_powers, standard_model
from lezr_extract.read import read, sources
from lezr_extract.records import Document
from lezr_extract.structure import build_law
from lezr_extract.text.numerals import to_chinese

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAME_TYPE = {"其他行政权力": "其他"}


def f1(one: str, other: str) -> float:
    """F1 over characters, each counted as often as it stands."""
    if not one or not other:
        return 0.0
    common = (Counter(one) & Counter(other)).total()
    return 2 * common / (len(one) + len(other))


def official() -> list[dict]:
    """Entries of the lists: name, type and the articles in which their quotation was found."""
    rows = []
    for line in (SHARED / "gold" / "power_list_links.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = {
            (link["file"], f"第{to_chinese(link['article'])}条")
            for link in row["links"]
            if link["file"] and link["overlap"] >= 0.8
        }
        names = {"".join(row[k].split()).lstrip("0123456789.") for k in ("name", "sub") if row[k].strip()}
        if places and names:
            rows.append({"names": names, "type": SAME_TYPE.get(row["type"], row["type"]), "places": places})
    return rows


def ours(files: set[str], *, rules_only: bool = False) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(file, article) → type and name of each entry drafted from it, at both granularities."""
    drafted = defaultdict(list)
    model = None if rules_only else standard_model()
    for file in sorted(files):
        path = SHARED / "corpora" / file
        if not path.is_file():  # some links name a copy that was taken out of the folder
            path = next((SHARED / "corpora" / "ministry_rules").rglob(path.name), None)
            if path is None:
                continue
        for source in sources([str(path)]):
            for document in read(source):
                law = build_law(document)[0] if isinstance(document, Document) else None
                if law is None:
                    continue
                found = find_powers(law, parse_law(law), model=model)
                for granularity in ("paragraph", "item"):
                    for entry in draft(law, found, granularity):
                        drafted[file, entry.bases[0].article].append((str(entry.type), entry.name))
    return drafted


Scored = tuple[float, str, str, str]
"""F1, our best name (empty without an entry of the type), the official one that it was held against, and the type."""


def compared(rows: list[dict], drafted: dict[tuple[str, str], list[tuple[str, str]]]) -> list[Scored]:
    """The best of our names for each official entry, in the order of the lists."""
    scored = []
    for row in rows:
        names = [name for place in row["places"] for kind, name in drafted[place] if kind == row["type"]]
        best = max(((f1(a, b), a, b) for a in names for b in sorted(row["names"])), default=None)
        scored.append((*(best or (0.0, "", "｜".join(sorted(row["names"])))), row["type"]))
    return scored


def table(scored: list[Scored]) -> list[list[str]]:
    """Type, entries, those with an entry of ours, median over these, median with the others counted 0."""
    kinds = [kind for kind, _ in Counter(kind for *_, kind in scored).most_common()]
    lines = []
    for shown in (*kinds, "全部"):
        of_kind = [one for one in scored if shown in ("全部", one[3])]
        named = [score for score, name, *_ in of_kind if name]
        medians = (named or [0.0], [score for score, *_ in of_kind])
        lines.append(
            [shown, str(len(of_kind)), str(len(named)), *(f"{statistics.median(m):.3f}" for m in medians)]
        )
    return lines


def worst(scored: list[Scored], number: int) -> list[Scored]:
    """The lowest of those that have a name of ours, each pair of names once."""
    return sorted(dict.fromkeys(one for one in scored if one[1]))[:number]


HEADS = ("类型", "清单事项", "有同类条目", "中位 F1", "无同类条目计 0 的中位")
PAGE = Path(__file__).parent.parent / "docs" / "lookup" / "names.md"
PAGE_HEAD = """# 事项名称，对照真实清单

<!-- 由 python -m bench.names --write 生成，请勿手改 -->

公布的权责清单中，引文能在这里的条文里找到的事项（吻合程度至少 0.8）；在同一条、同一类型的草拟名称中取最接近的，
按字计 F1（同一个字出现几次计几次）。写起名规则时读过这些清单，所以数字偏高。
"""


def page(scored: list[Scored], number: int = 10) -> str:
    """The page in Markdown."""
    lines = [PAGE_HEAD, _row(HEADS), "|---|---|---|---|---|", *map(_row, table(scored))]
    lines += [
        "",
        f"## 最差的 {number} 项",
        "",
        "| 类型 | 清单的名称 | 草拟的名称 | F1 |",
        "|---|---|---|---|",
    ]
    lines += [
        _row((kind, theirs, name, f"{score:.2f}")) for score, name, theirs, kind in worst(scored, number)
    ]
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "｜") for cell in cells) + " |"


def main() -> None:
    """Prints the median for each type and for all, and the ten worst; or writes the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--show", type=int, default=0)
    asked.add_argument("--type", default="")
    asked.add_argument("--rules-only", action="store_true")
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    rows = official()
    scored = compared(
        rows, ours({file for row in rows for file, _ in row["places"]}, rules_only=options.rules_only)
    )
    if options.write:
        PAGE.write_text(page(scored), encoding="utf-8")
        return
    for line in table(scored):
        print("{}\t{} 项\t有同类条目 {}\t中位 {}\t无同类条目计 0 时 {}".format(*line))
    shown = [one for one in scored if options.type in ("", one[3])]
    if options.show:
        shown = random.Random(1).sample(shown, min(options.show, len(shown)))
    else:
        print("最差的十项：")
        shown = worst(shown, 10)
    for score, name, theirs, kind in shown:
        print(f"{score:.2f}\t{kind}\t{theirs}\n\t{name}")


if __name__ == "__main__":
    main()
