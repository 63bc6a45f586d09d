"""Competence (职责分工): which organ an article puts in charge of which field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lezr_extract.records import ActorKind, Competence, Mention, Span
from lezr_extract.vocabulary.competence import HOW, CompetenceRule, competence_rules

_GOVERNING = re.compile(r"(?:政府|街道办事处|街道办|管委会|管理委员会)$")
_JOINT = re.compile(r"(?:、|，|和|与|及|以及|或|或者)(?!会同)(?!其(?!设)|有关)")
_BRACKET_FIRST = re.compile(r"^（[^（）]*）")
_CUT_STATE = re.compile(r"^国(?![务家有土防际库境税资内民])")  # the tail of 中华人民共和国, cut off by 和
_FIRST_ITEM = re.compile(r"：\s*（?一[）、]\s*([^；。\n]{2,60})")
_HELPING = ("协助", "配合")  # whoever helps the organ is another
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


def find_charges(text: str, mentions: Sequence[Mention], offset: int) -> list[Charge]:
    """The competences of an article, in the order of its text.

    Args:
        text: the article's words.
        mentions: its actors, spans in the law's text.
        offset: where ``text`` begins in the law's text.
    """
    rules = [rule for rule in competence_rules() if any(word in text for word in rule.words)]
    organs = [m.span.moved(-offset) for m in mentions if m.kind in (ActorKind.ORGAN, ActorKind.STATE)]
    if not rules or not organs:
        return []
    masked = mask_organs(text, organs)
    found: list[tuple[int, Charge]] = []
    taken: list[Span] = []
    for rule in rules:
        for match, matter in _matches(rule, masked, text):
            at = Span(*match.span("agency"))
            if any(at.start < t.end and t.start < at.end for t in taken):
                continue
            taken.append(at)
            clause = Span(*match.span()).moved(offset)
            found.extend(
                (
                    organ.start,
                    Charge(Competence(clean_name(organ.of(text)), matter, clause), rule.main, rule.id),
                )
                for organ in _single(text, at, organs)
            )
    return _merged([charge for _, charge in sorted(found, key=lambda pair: pair[0])])


def _matches(rule: CompetenceRule, masked: str, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The matches of ``rule`` with their matters; after one that is none the search goes on behind its organs."""
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
        return first[1][:_LONGEST_MATTER] if first else match[0].lstrip("O，")[:_LONGEST_MATTER]
    matter = text[start:end].strip("，、的 ")
    if rule.unless and rule.unless.search(matter):
        return None
    return matter[:_LONGEST_MATTER]


def _single(text: str, group: Span, organs: Sequence[Span]) -> list[Span]:
    """The organs of a group, one by one; governments and street offices that stand together stay together.

    The published labels cut so: 药品监督管理部门、卫生健康主管部门 are two rows, 乡镇人民政府、街道办事处 one.
    「A会同B」 and 「A及其所属的B」 stay one.
    """
    inside = [o for o in organs if group.holds(o)]
    out: list[Span] = []
    for organ in inside:
        if out:
            before = out[-1]
            between = text[before.end : organ.start]
            governing = _GOVERNING.search(before.of(text)) and _GOVERNING.search(organ.of(text))
            if governing or not _JOINT.match(_BRACKET_FIRST.sub("", between)):
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
