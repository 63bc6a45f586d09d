"""What a draft opinion (审查意见书) says: the objects of review, the findings by level, what was not compared.

It is a draft for the reviewing organ: the program states what it found and on which rule it rests, the organ judges.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lezr_extract.records import KIND_WORDS, Finding, Level, Side
from lezr_extract.text.numerals import to_chinese
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.checks import checks

MOST_LISTED = 2_000
"""Findings that a document holds, the gravest first."""
LEVEL_WORDS = {
    Level.CONFLICT: "与上位法不一致或者超越权限，条文和规则都已核对",
    Level.SUSPECTED: "可能不一致，有待审查人核实的情形",
    Level.NOTICE: "不是不一致，供完善文本参考",
}
_NO_SIDE = "本条规则不以另一部法律文件的条文为对照，所据规定见下。"


@dataclass(frozen=True, slots=True)
class ReviewedText:
    """An object of review.

    Attributes:
        law, rank, version, effective, file: as in `Side`.
        counts: number of findings at each level.
    """

    law: str
    rank: str
    version: str
    effective: str
    file: str
    counts: tuple[tuple[Level, int], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as the opinion words it.

    Attributes:
        number: over the whole opinion, from 1.
        heading: rule, kind and place.
        a, b: head and words of either side; the head of ``a`` is empty where there is none.
        paragraphs: label and words below the texts.
    """

    number: int
    heading: str
    said: str
    a: tuple[str, str]
    b: tuple[str, str]
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LevelPart:
    """All remarks of a level.

    Attributes:
        level: see there.
        heading: （一）冲突（3处）.
        meaning: of the level.
        remarks: in order; ``left_out`` more were not listed.
        left_out: their number.
    """

    level: Level
    heading: str
    meaning: str
    remarks: tuple[Remark, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """A draft opinion.

    Attributes:
        title: of the document.
        objects: in the order of their first finding.
        summary: sentences.
        parts: one for each level, the gravest first.
        not_compared: everything that some finding says was left out, each once.
    """

    title: str
    objects: tuple[ReviewedText, ...]
    summary: tuple[str, ...]
    parts: tuple[LevelPart, ...]
    not_compared: tuple[str, ...]


def opinion_of(findings: Sequence[Finding], title: str = "", most: int = MOST_LISTED) -> Opinion:
    """The opinion that ``findings`` come to.

    Args:
        findings: of a comparison.
        title: of the document; made from the law where only one was reviewed.
        most: findings listed, the gravest first.
    """
    objects = _objects(findings)
    named = in_marks(objects[0].law) if len(objects) == 1 else "法律文件"
    counts = Counter(one.level for one in findings)
    parts: list[LevelPart] = []
    number = 0
    for at, level in enumerate(Level, 1):
        of_level = [one for one in findings if one.level is level]
        listed = of_level[: max(0, most - number)]
        remarks = tuple(_remark(one, number + n) for n, one in enumerate(listed, 1))
        number += len(listed)
        heading = f"（{to_chinese(at)}）{level}（{len(of_level)}处）"
        parts.append(LevelPart(level, heading, LEVEL_WORDS[level], remarks, len(of_level) - len(listed)))
    counted = "，".join(f"{level}{counts[level]}处" for level in Level)
    summary = (
        f"经比对，发现{len(findings)}处：{counted}。" if findings else "经比对，没有发现问题。",
        "本意见由程序比对法律文本后草拟，每处列出双方条文、所据规定和已经核对的情形；是否抵触、如何处理，由审查机关认定。",
    )
    left = dict.fromkeys(words for one in findings for words in one.not_compared)
    return Opinion(title or f"{named}审查意见书（草稿）", objects, summary, tuple(parts), tuple(left))


def _objects(findings: Iterable[Finding]) -> tuple[ReviewedText, ...]:
    found: dict[tuple[str, str], tuple[Side, Counter[Level]]] = {}
    for one in findings:
        _, counts = found.setdefault((one.b.law_id, one.b.file), (one.b, Counter()))
        counts[one.level] += 1
    return tuple(
        ReviewedText(
            side.law,
            side.rank,
            side.version,
            side.effective,
            side.file.replace("\\", "/").rsplit("/", 1)[-1],
            tuple((level, counts[level]) for level in Level),
        )
        for side, counts in found.values()
    )


def _remark(one: Finding, number: int) -> Remark:
    check = checks().get(one.rule)
    name = check.name if check else KIND_WORDS[one.kind]
    rule = f"{one.rule} {name}" if one.rule else name
    sort = f"（{one.sort}）" if one.sort else ""
    paragraphs = [("不同之处", difference.detail) for difference in one.differences]
    paragraphs += [("所据规定", one.authority)] if one.authority else []
    paragraphs += [
        ("已经核对", f"{guard.name}：{guard.words}{'' if guard.passed else '（因此降低了程度）'}")
        for guard in one.guards
    ]
    paragraphs += [("没有比较", words) for words in one.not_compared]
    paragraphs.append(("处理意见", "□采纳　□部分采纳　□不采纳　理由："))
    return Remark(
        number,
        f"{number}．{rule}{sort}：{in_marks(one.b.law)}{_place(one.b)}",
        one.explanation,
        _side(one.a) if one.a else ("", _NO_SIDE),
        _side(one.b),
        tuple(paragraphs),
    )


def _side(side: Side) -> tuple[str, str]:
    facts = [side.rank, f"版本 {side.version}" if side.version else "版本不明"]
    facts += [f"施行 {side.effective}"] if side.effective else []
    facts += [side.territory] if side.territory else []
    return f"{in_marks(side.law)}{_place(side)}（{'，'.join(filter(None, facts))}）", side.text


def _place(side: Side) -> str:
    paragraph = f"第{to_chinese(side.paragraph)}款" if side.paragraph and side.paragraph < 10_000 else ""
    return f"{side.article}{paragraph}{f'第（{side.item}）项' if side.item else ''}"
