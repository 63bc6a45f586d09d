"""A finding: what comparing laws or lists has to say, with both texts and the rule that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.comparison import Difference
from lezr_extract.records.place import Span


class Level(StrEnum):
    """How sure an alarm is; alarms favour precision, so only CONFLICT claims a fault."""

    CONFLICT = "冲突"
    SUSPECTED = "疑似"
    NOTICE = "提示"


class FindingKind(StrEnum):
    """What a finding is about."""

    DUPLICATE = "duplicate"
    REFINE = "refine"
    CONFLICT = "conflict"
    OVERLAP = "overlap"
    PARALLEL = "parallel"
    POWER_TO_SET = "power_to_set"  # 设定权: the rank may not create this
    CITATION = "citation"  # dead, moved or wrong citation
    AGENCY_NAME = "agency_name"
    ENTRY = "entry"  # an entry of a list against its clause


KIND_WORDS: Mapping[FindingKind, str] = {
    FindingKind.DUPLICATE: "重复",
    FindingKind.REFINE: "细化",
    FindingKind.CONFLICT: "抵触",
    FindingKind.OVERLAP: "职责交叉",
    FindingKind.PARALLEL: "异地同规定",
    FindingKind.POWER_TO_SET: "设定权",
    FindingKind.CITATION: "引用",
    FindingKind.AGENCY_NAME: "机关名称",
    FindingKind.ENTRY: "清单事项",
}
"""What a reviewer calls each kind."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: a provision, word for word, with all that decides its rank in order.

    Attributes:
        law_id, law, rank, version, effective, territory: of the law.
        article, paragraph, item: the provision; ``article`` is empty for a whole law.
        text: the clause.
        span: of ``text`` in the law's text; None for words from a list.
        file: where the law or list was read from.
    """

    law_id: str
    law: str
    rank: str
    version: str
    effective: str
    territory: str
    article: str
    paragraph: int | None
    item: str | None
    text: str
    span: Span | None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """A test against a false alarm.

    Attributes:
        name: what was tested, in Chinese (是否复述上位法).
        passed: True where it cleared nothing, so that the alarm stands; False where it lowered the level.
        words: what was found, in Chinese.
    """

    name: str
    passed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``a`` is the higher or older side.

    Attributes:
        kind, level: see there.
        rule: ``C01`` … ``C25``; empty for a mere relation.
        a: the higher side, None where the rule needs one side only.
        b: the side that the alarm is about.
        explanation: in Chinese, for a lawyer.
        authority: the article that the rule rests on (《行政处罚法》第十二条), empty without.
        guards: what was tested against a false alarm.
        not_compared: what was left out, in Chinese words.
        differences: of a conflict or an overlap.
        sort: of an overlap: 牵头配合, 层级重复, 同一事项两主体 or 真冲突; else empty.
    """

    kind: FindingKind
    level: Level
    rule: str
    a: Side | None
    b: Side
    explanation: str
    authority: str = ""
    guards: tuple[Guard, ...] = ()
    not_compared: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    sort: str = ""
