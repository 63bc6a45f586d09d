"""Entries of real lists whose type our powers lack, each with its reason: ``python -m bench.misses [--write]``.

Counts as `lezr_extract.score.score_list` does: an entry counts when one of its articles is surely held here (overlap
of at least 0.8), and is met when one of its held articles (0.2) yields its type, as type or alternative, in either
role. The reasons are computed from what was found; see `REASONS`. ``--write`` sets docs/lookup/list-misses.md.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lezr_extract.norms import parse_law
from lezr_extract.powers import decide, find_powers, rules_in, standard_model
from lezr_extract.powers.context import Surroundings, law_flags
from lezr_extract.powers.match import Hit
from lezr_extract.powers.rulings import NO_RULINGS
from lezr_extract.read import read, sources
from lezr_extract.records import (
    ActorKind,
    ArticlePowers,
    ClauseKind,
    Document,
    Law,
    Norm,
    PowerType,
    Problem,
    Role,
)
from lezr_extract.score import score_list
from lezr_extract.structure import build_law
from lezr_extract.text.numerals import to_chinese

from bench.labels import CORPORA

LINKS = CORPORA.parent / "gold" / "power_list_links.jsonl"
PAGE = Path(__file__).parent.parent / "docs" / "lookup" / "list-misses.md"
SURE, HELD = 0.8, 0.2
REASONS = {
    "条文不在文本中": "最吻合的那一条，在我们拆分的文本里没有",
    "规则命中而未采用": "这一类的规则在所引条文里命中过，被排除规则、更强的规则或模型取消",
    "类型有争议": "所引条文里的权力属争议行为，或同一条在别的清单事项里列为我们所判的类型",
    "判为别的类型": "所引条文里有权力，都是别的类型",
    "所引条文只写行为、条件或定义": "所引条文没有一个以机关为主语的规定，也没有找到权力",
    "没有找到": "所引条文有以机关为主语的规定，但没有找到权力",
}
ELSEWHERE = "权力在本法另条"


@dataclass(frozen=True)
class Held:
    """A law with what was found in it."""

    law: Law
    norms: tuple[tuple[Norm, ...], ...]
    found: tuple[ArticlePowers, ...]

    @cached_property
    def by_number(self) -> dict[str, int]:
        """Index of each article by its number as written."""
        return {article.number: i for i, article in enumerate(self.law.articles)}

    @cached_property
    def by_article(self) -> dict[int, ArticlePowers]:
        """What was found, by index of the article."""
        return {row.article: row for row in self.found}

    def around(self, number: int) -> Surroundings:
        """The article as the rules see it."""
        return Surroundings(self.law, number, self.norms[number], law_flags(self.law))


@dataclass(frozen=True)
class Miss:
    """An entry that was not met.

    Attributes:
        kind: its type.
        name: as the list writes it.
        places: law and article number of its held articles.
        found: types with role found in them, empty without any.
        reason: one of `REASONS`.
        more: what the reason rests on, and whether another article of the law carries the type.
    """

    kind: str
    name: str
    places: tuple[str, ...]
    found: tuple[str, ...]
    reason: str
    more: str


def rows() -> list[dict[str, Any]]:
    """The entries of the lists."""
    return [json.loads(line) for line in LINKS.read_text(encoding="utf-8").splitlines() if line.strip()]


def held_laws(files: Sequence[str], *, rules_only: bool = False) -> Iterator[tuple[str, Held]]:
    """Every law that the entries name and that stands in the corpora."""
    model = None if rules_only else standard_model()
    for file in files:
        if not (CORPORA / file).is_file():
            continue
        for source in sources([str(CORPORA / file)]):
            if isinstance(source, Problem):
                continue
            for document in read(source):
                law = build_law(document)[0] if isinstance(document, Document) else None
                if law is not None:
                    norms = parse_law(law)
                    yield file, Held(law, norms, find_powers(law, norms, model=model))


def lines_of(file: str, held: Held) -> Iterator[dict[str, Any]]:
    """The articles as the scorer wants them."""
    for i, article in enumerate(held.law.articles):
        row = held.by_article.get(i)
        powers = [
            {"type": p.type.value, "alt": [a.value for a in p.alt]} for p in (row.powers if row else ())
        ]
        yield {"file": file, "article": article.number, "powers": powers}


def kind_of(row: dict[str, Any]) -> str:
    """The type of an entry in our words."""
    return "其他" if row["type"].startswith("其他") else str(row["type"])


def articles_of(
    row: dict[str, Any], laws: dict[str, Held], least: float
) -> tuple[list[tuple[Held, int]], list[str]]:
    """The held articles that an entry cites, and the numbers of those that the text lacks."""
    here, absent = [], []
    for link in row["links"]:
        held = laws.get(link["file"] or "")
        if held is None or link["overlap"] < least:
            continue
        number = f"第{to_chinese(link['article'])}条"
        if number in held.by_number:
            here.append((held, held.by_number[number]))
        else:
            absent.append(number)
    return here, absent


def types_in(held: Held, number: int) -> list[str]:
    """Types and roles found in an article, in order, each once."""
    row = held.by_article.get(number)
    named = [
        f"{p.type.value}{'' if p.role is Role.BASIS else '（相关）'}" for p in (row.powers if row else ())
    ]
    return list(dict.fromkeys(named))


def misses(entries: list[dict[str, Any]], laws: dict[str, Held]) -> Iterator[Miss]:
    """Every entry that counts and is not met, in the order of the lists."""
    listed = _listed_types(entries, laws)
    for row in entries:
        kind = kind_of(row)
        here, _ = articles_of(row, laws, HELD)
        if not here or max(link["overlap"] for link in row["links"]) < SURE:
            continue
        powers = [p for held, i in here for p in (held.by_article.get(i) or ArticlePowers(i)).powers]
        if any(kind == p.type or kind in p.alt for p in powers):
            continue
        reason, more = _reason(row, kind, here, laws, listed)
        elsewhere = _elsewhere(row, kind, here)
        yield Miss(
            kind,
            _name(row),
            tuple(
                f"{held.law.short_title or held.law.title}{held.law.articles[i].number}" for held, i in here
            ),
            tuple(dict.fromkeys(t for held, i in here for t in types_in(held, i))),
            reason,
            "；".join(filter(None, (more, elsewhere))),
        )


def weakly_met(entries: list[dict[str, Any]], laws: dict[str, Held]) -> Counter[str]:
    """How many of the entries that are met are so only by a related power, or only by an alternative type."""
    weak: Counter[str] = Counter()
    for row in entries:
        kind = kind_of(row)
        if max((link["overlap"] for link in row["links"]), default=0.0) < SURE:
            continue
        here, _ = articles_of(row, laws, HELD)
        powers = [p for held, i in here for p in (held.by_article.get(i) or ArticlePowers(i)).powers]
        roles = {p.role for p in powers if p.type == kind}
        if roles == {Role.RELATED}:
            weak["related"] += 1
        elif not roles and any(kind in p.alt for p in powers):
            weak["alternative"] += 1
    return weak


def _name(row: dict[str, Any]) -> str:
    return "".join((row["sub"] or row["name"]).split()).lstrip("0123456789.、")


def _listed_types(
    entries: list[dict[str, Any]], laws: dict[str, Held]
) -> dict[tuple[str, int], dict[str, str]]:
    """For each article that is surely meant: the types under which lists stand on it, each with the name of one."""
    listed: dict[tuple[str, int], dict[str, str]] = {}
    for row in entries:
        for held, i in articles_of(row, laws, SURE)[0]:
            listed.setdefault((held.law.id, i), {}).setdefault(kind_of(row), _name(row))
    return listed


def _reason(
    row: dict[str, Any],
    kind: str,
    here: list[tuple[Held, int]],
    laws: dict[str, Held],
    listed: dict[tuple[str, int], dict[str, str]],
) -> tuple[str, str]:
    _, absent = articles_of(row, laws, SURE)
    if absent and not articles_of(row, laws, SURE)[0]:
        return "条文不在文本中", "、".join(absent)
    hits = [hit for held, i in here for hit in _hits(held, i) if hit.rule.type == kind]
    if hits:
        return "规则命中而未采用", "、".join(dict.fromkeys(hit.rule.id for hit in hits))
    powers = [p for held, i in here for p in (held.by_article.get(i) or ArticlePowers(i)).powers]
    other = [f"清单另列{p.type.value}" for held, i in here for p in _also_listed(held, i, listed)]
    disputed = [f"争议行为：{p.type.value}" for p in powers if p.disputed]
    if other or disputed:
        return "类型有争议", "、".join(dict.fromkeys(other + disputed))
    if any(p.role is Role.BASIS for p in powers):
        return "判为别的类型", _likely(kind, here)
    acting = any(
        norm.kind is ClauseKind.OPERATIVE and norm.subject_kind is ActorKind.ORGAN
        for held, i in here
        for norm in held.norms[i]
    )
    return ("没有找到" if acting else "所引条文只写行为、条件或定义"), _likely(kind, here)


def _hits(held: Held, number: int) -> list[Hit]:
    return rules_in(held.around(number))[0] if held.norms[number] else []


def _also_listed(held: Held, i: int, listed: dict[tuple[str, int], dict[str, str]]) -> Iterator[Any]:
    row = held.by_article.get(i)
    for power in row.powers if row else ():
        if power.type.value in listed.get((held.law.id, i), {}):
            yield power


def _likely(kind: str, here: list[tuple[Held, int]]) -> str:
    """The highest probability that the model gives the type in the articles."""
    model = standard_model()
    if model is None:
        return ""
    chances = [
        decide(held.around(i), NO_RULINGS, model).likely.get(PowerType(kind), 0.0)
        for held, i in here
        if held.norms[i]
    ]
    return f"模型给此类型 {max(chances, default=0.0):.2f}"


def _elsewhere(row: dict[str, Any], kind: str, here: list[tuple[Held, int]]) -> str:
    """The other articles of the same laws that are a basis of the type, those that share most with the name first."""
    cited = {(held.law.id, i) for held, i in here}
    name = _name(row)
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    places = []
    for held in {held.law.id: held for held, _ in here}.values():
        for i, found in held.by_article.items():
            if (held.law.id, i) in cited:
                continue
            if any(p.type == kind and p.role is Role.BASIS for p in found.powers):
                article = held.law.articles[i]
                places.append((-sum(pair in article.text for pair in pairs), i, article.number))
    places.sort()
    if not places:
        return ""
    shown = "、".join(number for *_, number in places[:2])
    return f"{ELSEWHERE}：{shown}{f'等 {len(places)} 条' if len(places) > 2 else ''}"


def page(entries: list[dict[str, Any]], laws: dict[str, Held]) -> str:
    """The page in Markdown."""
    figures = score_list(entries, [line for file, held in laws.items() for line in lines_of(file, held)])
    missed, weak = list(misses(entries, laws)), weakly_met(entries, laws)
    lines = ["| 类型 | 事项 | 找到 | 召回 |", "|---|---|---|---|"]
    for kind, value in figures.items():
        found = round(value["recall"] * value["n"])
        lines.append(
            f"| {'全部' if kind == 'all' else kind} | {value['n']} | {found} | {value['recall']:.3f} |"
        )
    lines += [
        "",
        f"找到的各项中，只以“相关”找到的（规则命中而模型判为不是实施依据的在内）{weak['related']} 项，"
        f"只以备选类型找到的 {weak['alternative']} 项。",
    ]
    lines += ["", "## 原因", "", "| 原因 | 事项 | 其中本法另条有此类权力 | 怎样判定 |", "|---|---|---|---|"]
    counts = Counter(miss.reason for miss in missed)
    elsewhere = Counter(miss.reason for miss in missed if ELSEWHERE in miss.more)
    lines += [f"| {r} | {counts[r]} | {elsewhere[r]} | {how} |" for r, how in REASONS.items()]
    lines += ["", f"## 未找到的 {len(missed)} 项"]
    for kind in figures:
        of_kind = [miss for miss in missed if miss.kind == kind]
        if not of_kind:
            continue
        lines += [
            "",
            f"### {kind}",
            "",
            "| 事项 | 清单所引条文 | 在其中找到 | 原因 | 说明 |",
            "|---|---|---|---|---|",
        ]
        for m in of_kind:
            cells = (m.name, "、".join(m.places), "、".join(m.found) or "无", m.reason, m.more)
            lines.append("| " + " | ".join(cell.replace("|", "｜") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


HEAD = """# 真实清单里没有找到的事项

<!-- 由 python -m bench.misses --write 生成，请勿手改 -->

公布的权责清单中，所引条文在这里有文本的事项（吻合程度至少 0.8），所引条文里是否找到同一类型的权力。
算法同 `lezr score list`：主类型、备选类型和“相关”都算找到。
一项有几种原因的，写最前面的一种；原因由程序从结果推出，未经人工逐条核对。“另条”的先后按条文与事项名称共有的字排列。

"""


def main() -> None:
    """Prints the page, or writes it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true", help=f"write {PAGE.name} instead of printing")
    asked.add_argument("--rules-only", action="store_true")
    options = asked.parse_args()
    entries = rows()
    files = sorted({link["file"] for row in entries for link in row["links"] if link["file"]})
    laws = dict(held_laws(files, rules_only=options.rules_only))
    text = HEAD + page(entries, laws)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
