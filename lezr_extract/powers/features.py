"""What the learned model sees of a clause: its words, its frame, its neighbours, its law.

A feature is a short string. Its first character tells its group, and the group how much it weighs
(`WEIGHTS`): frames are few and telling, words many and noisy. Measured on the labels that rules were not written
from: words and frames of the whole clause 0.75, with rules beside them 0.77 (docs/decide/model.md).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lezr_extract.powers.context import LONGEST, Surroundings
from lezr_extract.powers.match import Hit
from lezr_extract.records import Norm
from lezr_extract.text.words import cut

Classes = Mapping[str, tuple[str, str]]
"""Word → its fine and its coarse class of words used alike (400 and 100 classes, learned without labels)."""

WEIGHTS = dict.fromkeys("dehij", 0.5) | dict.fromkeys("pnstc", 0.3)
"""Weight of a feature by its first character; 1 for those of the frame, which begin with a capital."""

_SAME_MASK = re.compile(r"([OPCSG§¥x])\1+")
_TRIGGERS = re.compile(
    "批准|许可|审批|核准|登记|备案|检查|抽查|检验|检测|查封|扣押|强制|代为|征收|征用|缴|交纳|收取|补助|补贴|救助|抚恤|津贴|优待"
    "|认定|评定|鉴定|确认|核定|证|裁决|裁定|争议|纠纷|奖励|表彰|罚款|责令|吊销|没收|警告|撤销|注销|收回|约谈|公布|公告|报告|申请"
    "|调解|投诉|举报|信用|处罚|验收|指定|补偿|待遇|费|税|金|有权|取缔|查阅|进入|处理|拆除|清除|停止|暂停|扣留|审查|同意|资格"
    "|资质|审核|监督|督促|要求|通知|禁止|限制|给予|发给|享受|办理|申报|报"
)
_OTHER = "#"  # a word without a class
_NEITHER = (_OTHER, _OTHER)


def weight(feature: str) -> float:
    """How much a feature counts before anything is learned."""
    return WEIGHTS.get(feature[0], 1.0)


def candidates(around: Surroundings, hits: Sequence[Hit]) -> list[int]:
    """The clauses that may carry a power: those that a rule looked at, and those with a word of any type of power.

    Of the labelled powers 97 in 100 have such a clause.
    """
    hit = {h.norm for h in hits}
    return [i for i, norm in enumerate(around.norms) if i in hit or _TRIGGERS.search(norm.masked, 0, LONGEST)]


class ArticleFeatures:
    """The features of an article's clauses; words are cut once for each clause."""

    def __init__(self, around: Surroundings, classes: Classes) -> None:
        self._around = around
        self._classes = classes
        self._words: dict[int, list[str]] = {}
        self._of_law = [*_of_title(around), *_of_place(around)]

    def of(self, i: int) -> set[str]:
        """All features of the clause ``i``."""
        norm = self._around.norms[i]
        found = set(self._of_law)
        found.update(self._of_words(i, norm), self._of_frame(i, norm), self._of_neighbours(i))
        return found

    def words(self, i: int) -> list[str]:
        """The words of a clause; each actor, citation and sum is one letter."""
        known = self._words.get(i)
        if known is None:
            masked = _SAME_MASK.sub(r"\1", self._around.norms[i].masked[:LONGEST])
            known = self._words[i] = [w for w in cut(masked) if w.strip()]
        return known

    def _of_words(self, i: int, norm: Norm) -> list[str]:
        """Words, their classes, and what stands side by side; the classes once more with kind and subject."""
        words, classes = self.words(i), self._classes
        pairs = [classes.get(w) or (w if len(w) == 1 else _OTHER, _OTHER) for w in words]
        fine = ["^", *(p[0] for p in pairs), "$"]
        coarse = ["^", *(p[1] for p in pairs), "$"]
        words = ["^", *words, "$"]
        who = f"j{norm.kind[0]}{norm.subject_kind}"
        return [
            *(f"i{word}" for word in words),
            *(f"d{cls}" for cls in fine),
            *(who + cls for cls in fine),
            *(f"i{a}_{b}" for a, b in pairwise(words)),
            *(f"e{a}_{b}" for a, b in pairwise(fine)),
            *(f"h{a}_{b}_{c}" for a, b, c in zip(coarse, coarse[1:], coarse[2:], strict=False)),
        ]

    def _of_neighbours(self, i: int) -> list[str]:
        """The words of the other clauses of the sentence, those before and behind apart."""
        found: list[str] = []
        for k in self._around.sentence_norms(i):
            if k == i:
                continue
            side = "p" if k == i - 1 else "n" if k == i + 1 else "s"
            words = self.words(k)
            found += [side + word for word in words]
            if side != "s":
                get = self._classes.get
                found += [f"{side}c{get(word, _NEITHER)[0]}" for word in words]
        return found

    def _of_frame(self, i: int, norm: Norm) -> Iterator[str]:
        kind, subject, verb = norm.kind[0], norm.subject_kind, norm.verb
        head = f"{norm.head or ''}:{norm.item is not None}"
        yield "K" + kind
        yield "S" + subject
        yield f"S{subject}:{norm.subject_source}"
        yield "M" + norm.modal
        yield "V" + verb
        yield "O" + norm.object_kind
        yield f"H{head}:{norm.opens_list}"
        yield f"SV{subject}:{verb}"
        yield f"SVO{kind}:{subject}:{verb}:{norm.object_kind}"
        yield f"VO{verb}:{norm.object_kind}"
        yield f"MV{norm.modal}:{verb}:{subject}"
        yield f"HV{head}:{verb}"
        yield f"NC{min(len(norm.conditions), 3)}"
        yield f"KS{kind}:{subject}"
        yield f"KH{kind}:{norm.head or ''}"
        yield f"Q{norm.object[-2:]}"
        yield f"Q{norm.object[-3:]}"
        for mention in norm.mentions:
            via = f"{mention.via[-1:]}:{mention.kind}"
            yield "A" + via
            yield f"AV{via}:{verb}"
            yield f"AS{via}:{subject}"
        for flag in self._around.flags_of(i):
            yield "G" + flag
            yield f"GK{flag}:{kind}"
            yield f"GV{flag}:{verb}"


def _of_title(around: Surroundings) -> Iterator[str]:
    title = around.law.short_title
    for k in range(len(title) - 1):
        yield "t" + title[k : k + 2]
    chapter = around.article.path[-1].title.replace(" ", "") if around.article.path else "-"
    yield "c=" + chapter
    for k in range(len(chapter) - 1):
        yield "c" + chapter[k : k + 2]


def _of_place(around: Surroundings) -> Iterator[str]:
    yield f"R{around.law.rank.value}"
    yield f"P{min(9, 10 * around.index // max(1, len(around.law.articles)))}"
