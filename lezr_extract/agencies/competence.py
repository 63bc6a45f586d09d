"""Competence (职责分工): which organ an article puts in charge of which field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lezr_extract.records import ActorKind, ClauseKind, Competence, Mention, Norm, Span, SubjectSource
from lezr_extract.text.phrases import PhrasesWithin
from lezr_extract.vocabulary.competence import HOW, CompetenceRule, competence_rules

_GOVERNING = re.compile(r"(?:政府|街道办事处|街道办|管委会|管理委员会)$")
_JOINT = re.compile(r"(?:、|，|和|与|及|以及|或|或者)(?!会同)(?!其(?!设)|有关)")
_BRACKET_FIRST = re.compile(r"^（[^（）]*）")
_CUT_STATE = re.compile(r"^国(?![务家有土防际库境税资内民])")  # the tail of 中华人民共和国, cut off by 和
_FIRST_ITEM = re.compile(r"：\s*（?一[）、]\s*([^；。\n]{2,60})")
_NO_ADMINISTRATION = re.compile("人民代表大会|常务委员会|人大|军队|解放军|中央军事委员会")
_HELPING = ("协助", "配合", "设在", "委托")  # who is helped, who houses, who stands in for another
_OPEN_SET = re.compile(r"(?:其他|其它|有关|相关)+(?:行政|业务|主管)*(?:部门|机构|机关|单位)")
_NOT_OF_NAME = re.compile(
    "应(?!急)|对(?!外)|按|依|(?<!数)据|在|向|经(?![济信贸])|(?<!行)为|是|负责|组织|指定|确定|会同|可以|报|将|于|把|交(?!通)|称|本条例|本法|设立|建立|成立|设置|作为"
    "|企业|单位|个人|人员|学校|村民委员会|居民委员会|的|会议"
)
_IN_NAME = re.compile(r"[一-鿿、（）“”]+")
_ITEM_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十百零]{1,5}[）)、]\s*")
_COMPOSED = re.compile("^.*组成(?=.)")  # 有关部门组成工作机构，负责…
_ORGANS = (ActorKind.ORGAN, ActorKind.STATE)
_LONGEST_MATTER = 60  # characters; the record asks for a short matter


@dataclass(frozen=True, slots=True)
class Charge:
    """A competence with the rule that read it.

    Attributes:
        competence: the record.
        main: the rule makes the organ the law's department in charge.
        rule: its id.
    """

    competence: Competence
    main: bool
    rule: str


def mask_organs(text: str, organs: Sequence[Span]) -> str:
    """``text`` with every organ's characters replaced by ``O`` and brackets made full-width; same length."""
    parts, last = [], 0
    for span in organs:
        if span.start < last:
            continue
        parts += [text[last : span.start], "O" * (span.end - span.start)]
        last = span.end
    parts.append(text[last:])
    return "".join(parts).replace("(", "（").replace(")", "）").replace(",", "，")


def find_charges(
    text: str, mentions: Sequence[Mention], offset: int, norms: Sequence[Norm] = ()
) -> list[Charge]:
    """The competences of an article, in the order of its text.

    Args:
        text: the article's words.
        mentions: its actors, spans in the law's text.
        offset: where ``text`` begins in the law's text.
        norms: its clauses; without them no organ is carried over from one clause into the next.
    """
    organs = [m.span.moved(-offset) for m in mentions if m.kind in _ORGANS]
    rules = _rules_of(text) if organs else ()
    if not rules:
        return []
    search = _Search(text, offset, organs)
    for rule in rules:
        if not rule.carried:
            search.read(rule)
    search.read_carried([rule for rule in rules if rule.carried], norms)
    return _merged([charge for _, charge in sorted(search.found, key=lambda pair: pair[0])])


def _rules_of(text: str) -> list[CompetenceRule]:
    """The rules with a word in ``text``, in their order."""
    finder, by_word = _rules_by_word()
    rules = competence_rules()
    return [rules[at] for at in sorted({at for word in finder.within(text) for at in by_word[word]})]


@cache
def _rules_by_word() -> tuple[PhrasesWithin, dict[str, list[int]]]:
    by_word: dict[str, list[int]] = {}
    for at, rule in enumerate(competence_rules()):
        for word in rule.words:
            by_word.setdefault(word, []).append(at)
    return PhrasesWithin(by_word), by_word


class _Search:
    """One article while its charges are found, rule by rule; places are those of its words.

    Attributes:
        text, offset: the article's words, and where they begin in the law's text.
        organs: its organs in order.
        masked: the words with the organs masked.
        found: each charge with the place of its organ.
        taken: the organs that have a charge.
    """

    __slots__ = ("found", "masked", "offset", "organs", "taken", "text")

    def __init__(self, text: str, offset: int, organs: Sequence[Span]) -> None:
        self.text = text
        self.offset = offset
        self.organs = organs
        self.masked = mask_organs(text, organs)
        self.found: list[tuple[Span, Charge]] = []
        self.taken: list[Span] = []

    def read(self, rule: CompetenceRule) -> None:
        """The charges of one rule; an organ that has one already is passed over."""
        for match, matter in _matches(rule, self.masked, self.text):
            group, clause = Span(*match.span("agency")), Span(*match.span())
            if not self._has(group):
                self.taken.append(clause if rule.whole else group)
                self._take(rule, matter, clause, group)

    def read_carried(self, rules: Sequence[CompetenceRule], norms: Sequence[Norm]) -> None:
        """The charges of clauses whose organ stands in a clause before."""
        if not rules:
            return
        self.taken += [charge.competence.span.moved(-self.offset) for _, charge in self.found]
        for norm in norms:
            if norm.subject_span is None or not _carries_organ(norm):
                continue
            subject, clause = norm.subject_span.moved(-self.offset), norm.span.moved(-self.offset)
            if self._has(subject) or self._has(clause):
                continue
            for rule in rules:
                if rule.bare and self.found:
                    continue  # 国务院设立X，负责…，履行下列职责: X has its field already
                match = rule.pattern.match(norm.masked)
                matter = _matter(rule, match, norm.text) if match else None
                if matter is not None:
                    self.taken.append(subject)
                    self._take(rule, matter, clause, subject)
                    break

    def _has(self, place: Span) -> bool:
        return any(place.overlaps(span) for span in self.taken)

    def _take(self, rule: CompetenceRule, matter: str, clause: Span, group: Span) -> None:
        """A charge for each organ of a group."""
        for number, organ in enumerate(_single(self.text, group, self.organs)):
            words = clean_name(organ.of(self.text) if number else _whole_name(self.text, organ))
            if words == "国家" or _NO_ADMINISTRATION.search(words):
                continue
            competence = Competence(words, matter, clause.moved(self.offset))
            self.found.append((organ, Charge(competence, rule.main, rule.id)))


def _carries_organ(norm: Norm) -> bool:
    """Whether an organ of a clause before acts in ``norm``."""
    return (
        norm.kind is ClauseKind.OPERATIVE
        and norm.subject_kind is ActorKind.ORGAN
        and norm.subject_source is SubjectSource.CARRIED
        and norm.item is None
    )


def _whole_name(text: str, organ: Span) -> str:
    """The organ with the words of its name that stand before what was recognised.

    A clause that puts an organ in charge begins with it: what stands between the last punctuation mark, or 由, and
    the organ belongs to its name (the places of 「甲开发区、乙开发区管理委员会」), unless it says something.
    """
    edge = max(text.rfind(mark, 0, organ.start) for mark in "，。；：\n由")
    before = _ITEM_NUMBER.sub("", text[edge + 1 : organ.start]).lstrip("和及与以或者并、")
    belongs = _IN_NAME.fullmatch(before) and not _NOT_OF_NAME.search(before)
    return _COMPOSED.sub("", (before if belongs else "") + organ.of(text))


def _matches(rule: CompetenceRule, masked: str, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The matches of ``rule`` with their matters; after one that is none the search goes on behind its organs."""
    if rule.needs is not None and not rule.needs.search(masked):
        return
    match = rule.pattern.search(masked)
    while match is not None:
        matter = _matter(rule, match, text)
        organs = Span(*match.span("agency"))
        right = matter is not None and not (rule.only and not rule.only.search(organs.of(text)))
        if right and matter is not None and not masked.endswith(_HELPING, 0, organs.start):
            yield match, matter
            match = rule.pattern.search(masked, match.end())
        else:
            match = rule.pattern.search(masked, organs.end)


def _merged(charges: list[Charge]) -> list[Charge]:
    """One row for each agency; the matters of a repeated one are joined."""
    kept: dict[str, Charge] = {}
    for charge in charges:
        row = charge.competence
        before = kept.get(row.agency)
        if before is None:
            kept[row.agency] = charge
        elif row.matter not in before.competence.matter:
            matter = f"{before.competence.matter}；{row.matter}"
            joined = Competence(row.agency, matter, before.competence.span)
            kept[row.agency] = Charge(joined, before.main or charge.main, before.rule)
    return list(kept.values())


def _matter(rule: CompetenceRule, match: re.Match[str], text: str) -> str | None:
    how = match.groupdict().get("how")
    if how and not HOW.fullmatch(how):
        return None
    start, end = match.span("matter")
    if start < 0:
        if not rule.bare:
            return None
        first = _FIRST_ITEM.match(text, match.end())
        if first and match.string.startswith("O", first.start(1)):
            return None  # the items say which organ has which field
        return first[1][:_LONGEST_MATTER] if first else match[0].lstrip("O，")[:_LONGEST_MATTER]
    matter = text[start:end].strip("，、的 ")
    if rule.unless and rule.unless.search(matter):
        return None
    return matter[:_LONGEST_MATTER]


def _single(text: str, group: Span, organs: Sequence[Span]) -> list[Span]:
    """The organs of a group, one by one; governments and street offices that stand together stay together.

    The published labels cut so: 药品监督管理部门、卫生健康主管部门 are two rows, 乡镇人民政府、街道办事处 one.
    「A会同B」, 「A及其所属的B」 and 「A和有关部门」 stay one.
    """
    inside = [o for o in organs if group.holds(o)]
    composed = [number for number, o in enumerate(inside) if _COMPOSED.match(o.of(text))]
    inside = inside[composed[-1] if composed else 0 :]
    out: list[Span] = []
    for organ in inside:
        if out:
            before = out[-1]
            between = text[before.end : organ.start]
            governing = _GOVERNING.search(before.of(text)) and _GOVERNING.search(organ.of(text))
            open_set = _OPEN_SET.fullmatch(organ.of(text)) and between != "、"
            if governing or open_set or not _JOINT.match(_BRACKET_FIRST.sub("", between)):
                out[-1] = Span(before.start, organ.end)
                continue
        out.append(organ)
    return out


def clean_name(words: str) -> str:
    """An organ's words without 「（以下简称…）」, an open bracket, or what is left of 中华人民共和国."""
    words = words.replace("(", "（").replace(")", "）")
    words = re.sub(r"（以下(?:简称|称|统称)[^（）]*）?", "", words)
    if words.count("（") > words.count("）"):
        words = words[: words.rfind("（")] or words
    return _CUT_STATE.sub("", words.lstrip("称指"))
