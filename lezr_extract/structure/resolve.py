"""Resolving citations of other laws against all laws at hand."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lezr_extract.records import Citation, Reach, Resolution
from lezr_extract.structure.law_names import plain_title
from lezr_extract.structure.outline import ArticleShape, LawOutline, check

_MARKS = re.compile(r"[〈〉＜＞<>《》“”\"'‘’\s]|中华人民共和国")
_ISSUER = re.compile(r"^.{2,30}?(?=关于)")
_NATIONAL = ("全国", "")


@dataclass(frozen=True, slots=True)
class _Choice:
    """The version taken for a cited title, or the reason for none, with the words that explain it."""

    law: LawOutline | None
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
    return _MARKS.sub("", plain_title(unicodedata.normalize("NFKC", title)))


def _resolved(citation: Citation, choice: _Choice, index: LawIndex) -> Citation:
    evidence = "；".join(words for words in (citation.evidence, choice.evidence) if words)
    law = choice.law
    if law is None:
        return replace(citation, resolution=choice.reason, evidence=evidence)
    if citation.article is None:
        return replace(citation, resolution=Resolution.NAME_ONLY, target_law=law.id, evidence=evidence)
    found = check(index.shape(law), citation.article, citation.paragraph, citation.item)
    if found is not Resolution.RESOLVED:
        evidence = "；".join(words for words in (evidence, _absence(citation, law, index)) if words)
    return replace(citation, resolution=found, target_law=law.id, evidence=evidence)


def _absence(citation: Citation, law: LawOutline, index: LawIndex) -> str:
    """What the law at hand has in place of the provision that is absent, and whether another version has it."""
    shape = index.shape(law)
    name = f"《{law.short_title}》" + (f"（{law.version}）" if law.version else "")
    if citation.article not in shape:
        words = f"{name}共{len(shape)}条，没有{citation.article}"
    else:
        words = f"{name}{citation.article}有{len(shape[citation.article])}款，没有所引的款项"
    others = [
        other.version
        for other in index.find(law.title)
        if other.id != law.id
        and citation.article is not None
        and check(index.shape(other), citation.article, citation.paragraph, citation.item)
        is Resolution.RESOLVED
    ]
    return words + (f"；{'、'.join(sorted(set(others)))}版有" if others else "")


def _choose(title: str, citing: LawOutline, index: LawIndex) -> _Choice:
    found = index.find(title, citing.territory)
    if not found:
        return _Choice(None, Resolution.LAW_ABSENT, "库中没有这部法规")
    places = {law.territory for law in found}
    if len(places) > 1:
        near = [law for law in found if law.territory == citing.territory]
        found = tuple(near or [law for law in found if law.territory in _NATIONAL])
        if not found:
            return _Choice(None, Resolution.AMBIGUOUS, f"同名法规见于{'、'.join(sorted(places))}")
    if len(found) == 1:
        return _Choice(found[0], Resolution.RESOLVED, "")
    return _latest(found, citing)


def _latest(found: Sequence[LawOutline], citing: LawOutline) -> _Choice:
    versions = sorted({law.version for law in found})
    earlier = [version for version in versions if not citing.version or version <= citing.version]
    version = earlier[-1] if earlier else versions[0]
    # Of several copies of one version the most complete counts: some sources break off.
    law = max((law for law in found if law.version == version), key=lambda law: len(law.articles))
    if len(versions) == 1:
        return _Choice(law, Resolution.RESOLVED, "")
    when = (
        f"不晚于引用文本{citing.version}"
        if earlier and citing.version
        else "最早的一版"
        if not earlier
        else "最新的一版"
    )
    return _Choice(
        law, Resolution.RESOLVED, f"库中有{len(versions)}个版本，取{version or '无日期'}版（{when}）"
    )
