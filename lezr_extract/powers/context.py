"""The surroundings of a clause: its sentence, its article, its chapter, its law."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lezr_extract.records import ActorKind, Article, ClauseKind, HeadKind, Law, Norm, SubjectSource
from lezr_extract.vocabulary.rule_book import Flag

LONGEST = 1500  # characters of a clause or sentence that rules look at; real ones hold a third of it

_PENALTY = re.compile(
    r"处[^，。；]{0,40}罚款|罚款[^，。；]{0,6}¥|(?<!罚)(?<!被)没收(?!的)|(?<!被)(?<!被依法)吊销|(?:暂扣|吊扣)[^，。；]{0,14}[证照]|停产停业|停业整顿|停产整[治顿]"
    r"|暂停(?:直至|或者)撤销|取消[^，。；]{0,36}(?:经营|生产|从业|执业|定点|业务|投标|检[测验])[^，。；]{0,16}资格"
    r"|责令(?!拆除|限期拆除)[^，。；]{0,6}(?:停业|关闭)|[处予以](?!\S{0,6}治安)\S{0,6}(?:行政)?处罚|行政拘留|降低[^，。；]{0,8}资质等级|¥[^，。；]{0,4}罚款"
)
_BY_POLICE = re.compile(
    r"(?:公安机关|公安部门)[^，。；]{0,8}(?:依照|按照|依据|根据|依法)[^，。；]{0,40}(?<!\d元)(?<!罚款)处罚$|治安管理处罚法[^，。；]{0,16}处罚$"
)
"""The police punish what disturbs order by their own law: no penalty of this article (行政处罚法 art. 28)."""
_WARNING = re.compile(r"(?:给予|予以|处|并处)[^，。；]{0,10}(?:警告|通报批评)")
_SANCTION = re.compile("罚|没收|吊[销扣]|暂扣|停[产业]|暂停|取消|责令|拘留|降低|警告|通报批评")
"""Stands wherever one of the two above holds, and is found quickly."""
_OFFICIAL_FAULT = re.compile(
    r"任免机关|监察机关|上(?:一)?级[^，。；]{0,30}(?:责令|处分|通报)|有权机关|其所在单位[^，。；]{0,20}处分|主管机关[^，。；]{0,6}处分"
    r"|(?:工作人员|公务员|执法人员|人民警察)[^。]{0,80}(?:玩忽职守|滥用职权|徇私舞弊|失职)"
)
_OFFICIALS = (ActorKind.ORGAN, ActorKind.STAFF)
_OFFICIAL_CONSEQUENCE = re.compile(r"处分|责令|问责|通报|批评")
_OFFICIAL_ACTS = re.compile(
    r"发现|认为|接到|收到|决定|查实|核实|检查|受理|审查|需要|应当|可以|对|经|由|查处|监督|调查|要求"
)
_PAPERS = re.compile(
    r"(?:提交|提供|报送|附送|递交|携带|持)[^，。；：]{0,30}(?:下列|以下)[^，。；：]{0,8}(?:材料|文件|资料|证件|证明)"
)
_ORGAN_TARGET = re.compile(r"对(?:下级|所属|本级)?O+(?:及其S+)?[^，。；]{0,16}(?:监督|检查|考核|督促|指导)")
_LAW_FLAGS = (
    (
        Flag.PROCEDURE_LAW,
        re.compile(
            r"程序|裁量|听证|办案|案件|文书|处罚[^法]{0,6}(?:办法|规定|规则|细则)|行政执法|复议|诉讼|罚没|证据"
        ),
    ),
    (Flag.TAX_LAW, re.compile(r"税")),
    (
        Flag.PRIVATE_LAW,
        re.compile(
            r"民法|(?<!劳动)合同法|破产法|诉讼|仲裁|海商法|监察|检察|法院|代表法|选举|立法|刑法|宪法|组织法|引渡|公务员|政务处分"
        ),
    ),
    (Flag.CRIMINAL_LAW, re.compile(r"刑法|刑事")),
    (Flag.LAND_LAW, re.compile(r"土地|耕地|农田|宅基地")),
)
_CHAPTER_FLAGS = (
    (Flag.LIABILITY, re.compile(r"法律责任|罚\s*则|处罚|奖励与|奖惩")),
    (Flag.GENERAL, re.compile(r"总\s*则")),
    (Flag.SUPPLEMENT, re.compile(r"附\s*则")),
    (Flag.INSPECTION, re.compile(r"监督|检查|管理与监督")),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        masked: its words with the masks of its clauses.
        norms: indexes of its clauses in the article's list.
        flags: what holds for all its clauses.
    """

    masked: str
    norms: tuple[int, ...]
    flags: frozenset[Flag]


class Surroundings:
    """One article with its clauses, read for the rules.

    Attributes:
        law, article, norms: the records.
        sentences: in order.
        sentence_of: index of the sentence of each clause.
        flags: what holds for the whole article.
    """

    def __init__(self, law: Law, index: int, norms: Sequence[Norm], law_flags: frozenset[Flag]) -> None:
        self.law = law
        self.index = index
        self.article: Article = law.articles[index]
        self.norms = norms
        self.law_flags = law_flags
        self.sentence_of: list[int] = []
        self._opener: list[int | None] = []  # the clause that opens the list in which a clause stands
        groups: list[list[int]] = []
        last: tuple[int, str | None, int] | None = None
        for i, norm in enumerate(norms):
            key = (norm.paragraph, norm.item, norm.sentence)
            if key != last:
                groups.append([])
                last = key
            groups[-1].append(i)
            self.sentence_of.append(len(groups) - 1)
            opener = self._opener[-1] if self._opener else None
            if norm.opens_list:
                opener = i
            elif opener is not None and norms[opener].paragraph != norm.paragraph:
                opener = None
            self._opener.append(opener)
        self._groups = groups

    @cached_property
    def masked_sentences(self) -> list[str]:
        """The masked words of each sentence, punctuation between its clauses kept."""
        return [self._masked(group) for group in self._groups]

    @cached_property
    def flags(self) -> frozenset[Flag]:
        """Flags of law, chapter and article."""
        found = set(self.law_flags)
        for heading in self.article.path:
            found.update(flag for flag, pattern in _CHAPTER_FLAGS if pattern.search(heading.title))
        if any(self._penalising):
            found.add(Flag.PENALTY_IN_ARTICLE)
        return frozenset(found)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence with its flags."""
        return [
            Sentence(masked, tuple(group), self._sentence_flags(i, masked))
            for i, (masked, group) in enumerate(zip(self.masked_sentences, self._groups, strict=True))
        ]

    def flags_of(self, norm: int) -> frozenset[Flag]:
        """All flags that hold for one clause."""
        flags = self.sentences[self.sentence_of[norm]].flags
        clause = self.norms[norm]
        if Flag.OFFICIAL_FAULT in flags and clause.span.start < self._faults[self.sentence_of[norm]]:
            flags -= {Flag.OFFICIAL_FAULT}
        if clause.item is None:
            return flags
        opener = self._opener[norm]
        if opener is None or opener == norm:
            return flags
        above = self.sentences[self.sentence_of[opener]].flags
        if clause.head is HeadKind.PENALTY or Flag.PENALTY_IN_SENTENCE in above:
            flags |= {Flag.PENALTY_HEAD}
        return flags | (above & {Flag.OFFICIAL_FAULT})

    def sentence_norms(self, norm: int) -> tuple[int, ...]:
        """The clauses of the sentence in which a clause stands."""
        return tuple(self._groups[self.sentence_of[norm]])

    def _masked(self, group: list[int]) -> str:
        text, pieces, at = self.law.text, [], self.norms[group[0]].span.start
        for i in group:
            norm = self.norms[i]
            if norm.span.start < at:
                continue
            pieces += [text[at : norm.span.start], norm.masked]
            at = norm.span.end
        return "".join(pieces)[:LONGEST]

    def _written(self, sentence: int) -> str:
        """The sentence as the law writes it."""
        group = self._groups[sentence]
        return self.law.text[self.norms[group[0]].span.start : self.norms[group[-1]].span.end][:LONGEST]

    @cached_property
    def _penalising(self) -> list[bool]:
        """Of each sentence whether it penalises."""
        return [self._penalises(i) for i in range(len(self._groups))]

    def _penalises(self, sentence: int) -> bool:
        """A penalty in an operative clause of the sentence; a warning counts where no official is warned."""
        for i in self._groups[sentence]:
            norm = self.norms[i]
            if norm.kind is not ClauseKind.OPERATIVE or not _SANCTION.search(norm.masked):
                continue
            words = norm.masked[:LONGEST]
            if _BY_POLICE.search(norm.text[:LONGEST]):
                continue
            if _PENALTY.search(words) or (_WARNING.search(words) and not self._about_officials(sentence)):
                return True
        return False

    def _about_officials(self, sentence: int) -> bool:
        """The sentence's condition is a fault of an organ or of its staff, not something that they find."""
        if _OFFICIAL_FAULT.search(self._written(sentence)):
            return True
        masked = self.masked_sentences[sentence]
        if not _OFFICIAL_CONSEQUENCE.search(masked):
            return False
        whose = self._whose_condition(sentence)
        return (
            whose is not None and whose.subject_kind in _OFFICIALS and not _OFFICIAL_ACTS.search(whose.masked)
        )

    def _whose_condition(self, sentence: int) -> Norm | None:
        """The first condition of the sentence that names somebody."""
        for i in self._groups[sentence]:
            norm = self.norms[i]
            if norm.kind is ClauseKind.CONDITION and norm.subject_source is SubjectSource.WRITTEN:
                return norm
        return None

    @cached_property
    def _faults(self) -> dict[int, int]:
        """Of each sentence about a fault of officials where that begins: at the last ； before the words that tell.

        A unit that is warned first is not warned as an official because its staff are disciplined thereafter.
        """
        found = {}
        for i, group in enumerate(self._groups):
            if Flag.OFFICIAL_FAULT not in self.sentences[i].flags:
                continue
            start = self.norms[group[0]].span.start
            written, whose = self._written(i), self._whose_condition(i)
            told = _OFFICIAL_FAULT.search(written)
            of_officials = told is None or (whose is not None and whose.subject_kind in _OFFICIALS)
            found[i] = start + (
                0 if of_officials or told is None else written.rfind("；", 0, told.start()) + 1
            )
        return found

    def _sentence_flags(self, index: int, masked: str) -> frozenset[Flag]:
        found = set(self.flags)
        if self._penalising[index]:
            found.add(Flag.PENALTY_IN_SENTENCE)
        if self._about_officials(index):
            found.add(Flag.OFFICIAL_FAULT)
        if _PAPERS.search(masked):
            found.add(Flag.PAPERS)
        if _ORGAN_TARGET.search(masked):
            found.add(Flag.ORGAN_TARGET)
        return frozenset(found)


def law_flags(law: Law) -> frozenset[Flag]:
    """What the title of a law tells of all its articles."""
    return frozenset(flag for flag, pattern in _LAW_FLAGS if pattern.search(law.title))
