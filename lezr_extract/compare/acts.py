"""Whether two articles regulate the same act (行为、事项): what they share, as numbers with names.

The matter of an article is its acts with the conduct clauses that they cite, without sanctions and holders; where
it has no act, its own words. Every measure is between 0 and 1, so that one table of weights reads them all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from rapidfuzz import fuzz

from lezr_extract.compare.wording import EMPTY, Wording, bare, topic, wording
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed, PowerType, Role

_LAST = re.compile(r"自[^。，]{0,30}起?施行|本(?:法|条例|办法|规定|细则)[^。]{0,12}(?:施行|实施)")
_FIRST = re.compile(r"^为了?|制定本(?:法|条例|办法|规定|细则)")
_MEANING = re.compile(r"(?:本法|本条例|本办法|本规定)所?称|下列用语|是指")
_STAFF = re.compile(r"工作人员|给予(?:行政)?处分|玩忽职守|滥用职权")
_CRIME = re.compile(r"^[^，。]{0,30}违反[^，]*，?构成犯罪的，依法追究刑事责任。$")
_POLICY = re.compile(r"鼓励|支持|引导|推动|促进|加强|推进|倡导|宣传")
_FORMS = (_LAST, _FIRST, _MEANING, _STAFF, _CRIME, _POLICY)
_SHORT_FORM = 90
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Matter:
    """An article as it is matched.

    Attributes:
        deeds: the wording of each deed's act with its conduct.
        words: the bare words of each deed's act with its conduct.
        act: all of them together; of an article without acts its text.
        text: the whole article.
        plain: the bare words of the article.
        forms: which of the standing forms of clauses it is of (date, purpose, meaning, staff, crime, policy).
        types: its types of power.
        punishes: it carries a penalty.
        length: of its text.
    """

    deeds: tuple[Wording, ...]
    words: tuple[str, ...]
    act: Wording
    text: Wording
    plain: str
    forms: frozenset[int]
    types: frozenset[PowerType]
    punishes: bool
    length: int


@dataclass(frozen=True, slots=True)
class About:
    """A law as it is matched.

    Attributes:
        field: the wording of the field in its title; ``named`` the field itself.
        topic: what its articles speak of most.
        general: the ids and names of the organs in charge.
    """

    field: Wording
    named: str
    topic: Wording


def about(law: ComparedLaw) -> About:
    """What a law is about."""
    return About(_short_wording(law.field), law.field, topic(article.text for article in law.articles))


def _short_wording(field: str) -> Wording:
    return wording(field) if len(field) > 1 else Wording({field: 40.0}, 40.0) if field else EMPTY


def matter(article: ComparedArticle) -> Matter:
    """An article as it is matched."""
    own = [deed for deed in article.deeds if deed.act or deed.conduct]
    spoken = [_spoken(deed) for deed in own]
    deeds = tuple(wording(*words) for words in spoken)
    text = wording(article.text)
    known = [one for one in deeds if one.total]
    weights = {pair: weight for one in known for pair, weight in one.weights.items()}
    act = Wording(weights, sum(weights.values())) if weights else text
    forms = frozenset(
        number
        for number, form in enumerate(_FORMS)
        if form.search(article.text) and (number > 1 or len(article.text) < _SHORT_FORM * 3)
    )
    types = frozenset(d.type for d in article.deeds if d.type is not None and d.role is Role.BASIS)
    return Matter(
        deeds=deeds,
        words=tuple(bare("".join(words))[:_LONGEST] for words in spoken),
        act=act,
        text=text,
        plain=bare(article.text)[:_LONGEST],
        forms=forms,
        types=types,
        punishes=PowerType.PENALTY in types,
        length=len(article.text),
    )


def _spoken(deed: Deed) -> list[str]:
    return [deed.act, *(cited.text for cited in deed.conduct if cited.text)]


@dataclass(frozen=True, slots=True)
class Matched:
    """What two articles share.

    Attributes:
        measures: by name, see `measure`.
        a, b: the deeds that are most alike, None without.
        pairs: every deed of b with the deed of a that is most like it and how like they are.
    """

    measures: dict[str, float]
    a: int | None
    b: int | None
    pairs: tuple[tuple[int, int, float], ...]


def matched(a: Matter, b: Matter, law_a: About, law_b: About) -> Matched:
    """What two articles share, measured."""
    pairs = _paired(a.deeds, b.deeds)
    best = max(pairs, key=lambda pair: pair[2], default=None)
    one = a.deeds[best[0]] if best else a.act
    other = b.deeds[best[1]] if best else b.act
    said_a, said_b = (a.words[best[0]], b.words[best[1]]) if best else (a.plain, b.plain)
    shared = one.shared(other)
    field = max(law_a.field.within(law_b.field), law_b.field.within(law_a.field))
    subject = law_a.topic.likeness(law_b.topic)
    types = a.types | b.types
    measures = {
        "text": a.text.likeness(b.text),
        "text_within": max(a.text.within(b.text), b.text.within(a.text)),
        "act": a.act.likeness(b.act),
        "act_in_a": b.act.within(a.act),
        "act_in_b": a.act.within(b.act),
        "a_in_text": a.act.within(b.text),
        "b_in_text": b.act.within(a.text),
        "deed": one.likeness(other),
        "deed_within": max(one.within(other), other.within(one)),
        "deed_weight": min(1.0, shared / 600),
        "wording": fuzz.ratio(a.plain, b.plain) / 100,
        "deed_wording": fuzz.ratio(said_a, said_b) / 100,
        "deed_partial": fuzz.partial_ratio(said_a, said_b) / 100,
        "rare": _rarest(one, other),
        "field": field,
        "field_same": float(law_a.named == law_b.named),
        "topic": subject,
        "field_a_in_b": law_a.field.within(b.text) if law_a.field.total else 0.0,
        "field_b_in_a": law_b.field.within(a.text) if law_b.field.total else 0.0,
        "types": len(a.types & b.types) / len(types) if types else 0.5,
        "both_punish": float(a.punishes and b.punishes),
        "one_punishes": float(a.punishes != b.punishes),
        "no_types": float(not a.types and not b.types),
        "forms": float(bool(a.forms & b.forms)),
        "forms_apart": float(bool(a.forms ^ b.forms)),
        "lengths": min(1.0, abs(log((a.length + 1) / (b.length + 1))) / 3),
        "covered": sum(p[2] > 0.5 for p in pairs) / len(pairs) if pairs else 0.0,
        "short": min(1.0, 30 / (1 + min(len(said_a), len(said_b)))),
    }
    return Matched(measures, best[0] if best else None, best[1] if best else None, pairs)


def _paired(a: Sequence[Wording], b: Sequence[Wording]) -> tuple[tuple[int, int, float], ...]:
    """Each deed of b with its nearest of a."""
    found = []
    for j, other in enumerate(b):
        nearest = max(((one.likeness(other), -i) for i, one in enumerate(a)), default=None)
        if nearest is not None:
            found.append((-nearest[1], j, nearest[0]))
    return tuple(found)


def _rarest(one: Wording, other: Wording) -> float:
    """The mean weight of the six rarest pairs that both have, 0 to 1."""
    small, large = (one, other) if len(one.weights) <= len(other.weights) else (other, one)
    shared = sorted((w for pair, w in small.weights.items() if pair in large.weights), reverse=True)[:6]
    return sum(shared) / (6 * 52)
