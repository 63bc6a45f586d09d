"""The act of a power in the statute's words, and the conduct clause that a penalty refers to."""

import re

from lezr_extract.powers.context import Surroundings
from lezr_extract.records import ClauseKind, HeadKind, Norm, PowerType, Span

LONGEST = 40  # an entry's name holds no more; the quote has the rest

_CONDUCT = re.compile(
    r"(?:违反|不符合|不按照|未按照|依照|按照|有)(?:了)?(?P<cited>(?:本(?:法|条例|规定|办法|细则|规则|决定|章)|《[^》]{2,50}》|前)"
    r"(?:(?:第[零〇一二三四五六七八九十百千\d]+|前|本)?[条款项](?:之[一二三四五六七八九十]+)?|[、和或者至及以]|第[（(]?[一二三四五六七八九十]+[）)]?[款项])*)"
)
_OPENING = re.compile(
    r"^(?:(?:对|凡|有)?\s*违反§*(?:的?(?:有关)?(?:规定|要求))?[，,]?|对(?!外)|凡|有§*(?:所列|规定的?)?(?:行为|情形)之一的?)\s*"
)
_CLOSING = re.compile(r"(?:之一)?的?(?:行为|违法行为)?的?[，：:；;。,]*$")
_TIER = re.compile(
    r"^(?:并)?(?:情节|逾期|拒不|造成|构成|后果|危害|经|屡教|再次|其中|有违法所得|没有违法所得|尚不|影响|货值|违法所得|对[^，]{0,12}(?:主管人员|单位|个人))"
)
_BARE = re.compile(r"^(?:有)?(?:下列|以下|前款|§+|上述)[^，。；]{0,14}(?:行为|情形|情况)(?:之一)?的?$")


def conduct_of(words: str) -> tuple[str, ...]:
    """The citations of the conduct clause as written: 违反本法第三十条第一款规定 gives 违反本法第三十条第一款."""
    found = []
    for match in _CONDUCT.finditer(words):
        cited = match["cited"].rstrip("、和或者至及以")
        if "条" in cited or cited.startswith("前"):
            found.append("违反" + cited)
    return tuple(dict.fromkeys(found))


def act_of(power_type: PowerType, norm: int, named: Span | None, around: Surroundings) -> str:
    """The regulated act in the statute's words, at most 40 characters.

    For a penalty it is the first conduct that the sentence or its list names; for other powers what the rule
    found as object, else the clause's object, else the clause.
    """
    if power_type is PowerType.PENALTY:
        words = _conduct_words(norm, around)
        if words:
            return _short(words)
    if named is not None:
        return _short(named.of(around.law.text))
    clause = around.norms[norm]
    if power_type in (PowerType.COERCION, PowerType.OTHER, PowerType.REWARD):
        words = _conduct_words(norm, around)
        if words:
            return _short(words)
    return _short(clause.object or clause.text)


def _conduct_words(norm: int, around: Surroundings) -> str:
    """The first condition of the sentence that names a conduct, or the first item under its head."""
    first: str = ""
    for i in around.sentence_norms(norm):
        if i > norm:
            break
        clause = around.norms[i]
        if clause.kind is not ClauseKind.CONDITION:
            continue
        words = _conduct(clause)
        if words and not _TIER.match(words):
            return words
        first = first or words
    clause = around.norms[norm]
    if clause.item is None:
        for later in around.norms[norm + 1 :]:
            if later.paragraph != clause.paragraph:
                break
            if later.item is not None and later.head in (HeadKind.PENALTY, HeadKind.CASES, HeadKind.CONDUCT):
                return _conduct(later)
    return first


def _conduct(clause: Norm) -> str:
    opening = _OPENING.match(clause.masked)
    words = clause.text[opening.end() :] if opening else clause.text
    if _BARE.match(clause.masked) or re.fullmatch(r"[规定，的]*", words):
        return ""
    return words


def _short(words: str) -> str:
    words = _CLOSING.sub("", re.sub(r"\s+", "", words)) or re.sub(r"\s+", "", words)
    if len(words) <= LONGEST:
        return words
    cut = max(words.rfind(mark, 8, LONGEST) for mark in "，、；和及")
    return words[:cut] if cut > 0 else words[:LONGEST]
