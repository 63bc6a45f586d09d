"""Resolving citations of other laws against all laws at hand."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lezr_extract.records import Citation, Reach, Resolution
from lezr_extract.structure.law_names import without_remarks
from lezr_extract.structure.outline import ArticleShape, LawOutline, check

_MARKS = re.compile(r"[〈〉＜＞<>《》“”\"'‘’\s]|中华人民共和国")
_ISSUER = re.compile(r"^.{2,30}?(?=关于)")
_NATIONAL = ("全国", "")


@dataclass(frozen=True, slots=True)
class _Choice:
    """The version taken for a cited title, or the reason for none, with the words that explain it.

    Attributes:
        laws: the copies of that version, the most complete first (some sources break off).
        others: the other versions, the latest first.
        dated: whether the date of the citing text decided.
    """

    laws: tuple[LawOutline, ...]
    others: tuple[LawOutline, ...]
    dated: bool
    reason: Resolution
    evidence: str


class LawIndex:
    """All laws at hand by title. Built at about 100,000 outlines a second; keeps no text."""

    def __init__(self, outlines: Iterable[LawOutline]) -> None:
        self._by_title: dict[str, list[LawOutline]] = {}
        self._by_subject: dict[str, list[LawOutline]] = {}
        self._shapes: dict[str, dict[str, ArticleShape]] = {}
        for one in outlines:
            title = title_key(one.title)
            self._by_title.setdefault(title, []).append(one)
            subject = _ISSUER.sub("", title)
            if subject != title:
                self._by_subject.setdefault(subject, []).append(one)

    def find(self, title: str, territory: str = "") -> tuple[LawOutline, ...]:
        """The versions of the law with this title, whatever its brackets and remarks such as （试行）.

        A title without its place (实施〈…法〉办法) is completed with ``territory``, one without its issuer
        (关于…的决定) matches with any.
        """
        key = title_key(title)
        found = self._by_title.get(key)
        if not found and territory and territory not in _NATIONAL:
            found = self._by_title.get(territory + key)
        if not found and key.startswith("关于"):
            found = self._by_subject.get(key)
        if not found:
            found = self._by_title.get(_ISSUER.sub("", key))
        return tuple(found or ())

    def shape(self, law: LawOutline) -> dict[str, ArticleShape]:
        """The provisions of ``law``, unpacked once and kept."""
        shape = self._shapes.get(law.id)
        if shape is None:
            shape = self._shapes[law.id] = law.shape()
        return shape


def resolve(citations: Sequence[Citation], citing: LawOutline, index: LawIndex) -> tuple[Citation, ...]:
    """``citations`` with those of other laws resolved; the others as they are.

    Of several versions the one in force when ``citing`` got its present text is taken: the latest that is
    not later than it, else the earliest after it; `Citation.evidence` names it. A law named without an
    article gives `Resolution.NAME_ONLY`.
    """
    choices: dict[str, _Choice] = {}
    resolved: list[Citation] = []
    for citation in citations:
        if citation.reach is not Reach.OTHER_LAW or not citation.full_title:
            resolved.append(citation)
            continue
        choice = choices.get(citation.full_title)
        if choice is None:
            choice = choices[citation.full_title] = _choose(citation.full_title, citing, index)
        resolved.append(_resolved(citation, choice, index))
    return tuple(resolved)


def title_key(title: str) -> str:
    """What two spellings of one title share: no marks, no 中华人民共和国, no remark at the end."""
    return _MARKS.sub("", without_remarks(unicodedata.normalize("NFKC", title)))


def _resolved(citation: Citation, choice: _Choice, index: LawIndex) -> Citation:
    if not choice.laws:
        return replace(
            citation, resolution=choice.reason, evidence=_joined(citation.evidence, choice.evidence)
        )
    law = choice.laws[0]
    if citation.article is None:
        evidence = _joined(citation.evidence, choice.evidence)
        return replace(citation, resolution=Resolution.NAME_ONLY, target_law=law.id, evidence=evidence)
    for copy in choice.laws:
        if _has(copy, citation, index):
            evidence = _joined(citation.evidence, choice.evidence)
            return replace(citation, resolution=Resolution.RESOLVED, target_law=copy.id, evidence=evidence)
    others = [other for other in choice.others if _has(other, citation, index)]
    if others and not choice.dated:
        # Nothing tells which version the citing text meant, so one that has the provision explains it best.
        evidence = _joined(citation.evidence, f"引用文本无日期，取有该条款的{_version(others[0])}版")
        return replace(citation, resolution=Resolution.RESOLVED, target_law=others[0].id, evidence=evidence)
    reason = check(index.shape(law), citation.article, citation.paragraph, citation.item)
    evidence = _joined(citation.evidence, choice.evidence, _absence(citation.article, law, index))
    if others:
        evidence = _joined(evidence, "、".join(sorted({_version(one) for one in others})) + "版有")
    return replace(citation, resolution=reason, target_law=law.id, evidence=evidence)


def _has(law: LawOutline, citation: Citation, index: LawIndex) -> bool:
    article = citation.article or ""
    return check(index.shape(law), article, citation.paragraph, citation.item) is Resolution.RESOLVED


def _absence(article: str, law: LawOutline, index: LawIndex) -> str:
    """What the law at hand has in place of the provision that is absent."""
    shape = index.shape(law)
    name = f"《{law.short_title}》" + (f"（{law.version}）" if law.version else "")
    if article not in shape:
        return f"{name}共{len(shape)}条，没有{article}"
    return f"{name}{article}有{len(shape[article])}款，没有所引的款项"


def _choose(title: str, citing: LawOutline, index: LawIndex) -> _Choice:
    found = index.find(title, citing.territory)
    if not found:
        return _Choice((), (), False, Resolution.LAW_ABSENT, "库中没有这部法规")
    places = {law.territory for law in found}
    if len(places) > 1:
        near = [law for law in found if law.territory == citing.territory]
        found = tuple(near or [law for law in found if law.territory in _NATIONAL])
        if not found:
            return _Choice((), (), False, Resolution.AMBIGUOUS, f"同名法规见于{'、'.join(sorted(places))}")
    return _of_versions(found, citing.version)


def _of_versions(found: Sequence[LawOutline], date: str) -> _Choice:
    versions = sorted({law.version for law in found})
    earlier = [version for version in versions if version and (not date or version <= date)]
    if earlier:
        version = earlier[-1]
    else:
        version = next(filter(None, versions), "") if date else versions[-1]
    laws = sorted((law for law in found if law.version == version), key=lambda law: -len(law.articles))
    others = sorted(
        (law for law in found if law.version != version), key=lambda law: law.version, reverse=True
    )
    if not others:
        return _Choice(tuple(laws), (), bool(date), Resolution.RESOLVED, "")
    if not date:
        when = "最新的一版"
    else:
        when = f"不晚于引用文本{date}" if earlier else "最早的一版"
    evidence = f"库中有{len(versions)}个版本，取{version or '无日期'}版（{when}）"
    return _Choice(tuple(laws), tuple(others), bool(date), Resolution.RESOLVED, evidence)


def _version(law: LawOutline) -> str:
    return law.version or "无日期"


def _joined(*words: str) -> str:
    return "；".join(filter(None, words))
