"""What became of a cited basis: current, amended, moved, repealed, not found or misquoted, with its evidence.

Validity comes from repeal clauses, never from what a source claims of a law (design 6.5); what a source claims is
told, as a claim.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lezr_extract.powerlist.present.editions import EndedBy, HeldArticle, HeldLaw, Library
from lezr_extract.powerlist.present.quotation import (
    Compared,
    Fit,
    compared,
    fit,
    fits_together,
    likeness,
    plain,
)
from lezr_extract.records import BasisStatus, CheckedBasis, CitedBasis, QuoteDifference, Status, Successor
from lezr_extract.text.numerals import to_chinese
from lezr_extract.vocabulary.registry import registry

_TYPING = 0.03  # share of the quotation that slips of typing may change
_TYPING_LEAST = 2
_SAME_MATTER = 0.5
"""Likeness from which a quotation is about the provision at all."""
_EDITION = 0.25
_DATE = re.compile(
    r"((?:19|20)\d\d)\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日曰])?)?(?P<begins>\s*起?(?:施行|实施|执行|生效))?"
)
_SHOWN = 40
_DUTY = 4
_EARLY = ("01", "02", "03", "04")
_SURE = 0.6
"""Likeness from which a provision of the ending law is proposed in place of the ended one."""
_CLAIMED_ENDED = (Status.REPEALED.value, Status.EXPIRED.value, Status.SUPERSEDED.value)
_SURELY_NOT = 0.6  # likeness below which no quotation stands in a text
_LEAST = 8  # characters of a quotation that says anything


def check_bases(bases: Sequence[CitedBasis], library: Library) -> tuple[CheckedBasis, ...]:
    """Each basis of an entry with its status."""
    return tuple(check_basis(basis, _together(basis, bases), library) for basis in bases)


def _together(basis: CitedBasis, bases: Sequence[CitedBasis]) -> tuple[str, ...]:
    """The articles that share the quotation of ``basis`` (第十条、第十一条：…)."""
    return tuple(
        other.article or ""
        for other in bases
        if (other.law, other.row, other.words, other.quotation)
        == (basis.law, basis.row, basis.words, basis.quotation)
    )


def check_basis(basis: CitedBasis, together: Sequence[str], library: Library) -> CheckedBasis:
    """The status of one basis.

    Args:
        basis: as the list has it.
        together: numbers of all articles that share its quotation.
        library: the laws.
    """
    editions = library.editions(basis.law)
    now = library.in_force(editions)
    if now is None:
        return _absent(basis, library)
    ended = library.ended_by(now)
    if ended is not None:
        return _repealed(basis, now, ended, library)
    checked = _in_force(basis, together, editions, now, library)
    return _with_claim(replace(checked, law_id=now.id, law=now.title, version=now.version), now)


def _with_claim(checked: CheckedBasis, now: HeldLaw) -> CheckedBasis:
    if now.status not in _CLAIMED_ENDED:
        return checked
    words = f"；{now.status_words or now.status}，但没有见到废止它的条文，请核实其效力"
    return replace(checked, evidence=checked.evidence + words)


def _absent(basis: CitedBasis, library: Library) -> CheckedBasis:
    ended = library.absent_ended_by(basis.law)
    if ended is not None:
        return _repealed(basis, None, ended, library)
    near = library.near_title(basis.law)
    hint = f"；名称相近的有《{near}》" if near else ""
    return CheckedBasis(
        basis,
        BasisStatus.NOT_FOUND,
        "law_absent",
        f"所给法规中没有《{basis.law}》{hint}",
        f"核对名称是否应为《{near}》" if near else "补充该法规的文本后再查；本次没有核对",
    )


def _repeal_words(ended: EndedBy) -> str:
    return f"《{ended.title}》{ended.article}（{ended.day}起施行）：“{_cut(ended.words, 160)}”"


def _repealed(basis: CitedBasis, now: HeldLaw | None, ended: EndedBy, library: Library) -> CheckedBasis:
    """A basis in an ended law; ``now`` is its last held edition, None where none is held."""
    words = basis.quotation
    own = now.article(basis.article) if now and basis.article else None
    if len(plain(words)) < _LEAST and own is not None:
        words = own.text
    successor = None
    for law in library.editions(ended.title)[:1]:
        best = library.most_like(words, law) if words else None
        if best is not None:
            successor = _successor(law, best)
    proposal = f"删去这一依据，或在《{ended.title}》中另找依据"
    if successor is not None:
        place = f"《{successor.law}》{successor.article}（文字相近 {successor.likeness:.0%}）"
        sure = successor.likeness >= _SURE
        proposal = (
            f"改引{place}，并核对是否为同一事项" if sure else f"对照{place}；不是同一事项的，删去这一依据"
        )
    return CheckedBasis(
        basis,
        BasisStatus.REPEALED,
        "" if now else "law_absent",
        _repeal_words(ended)
        + ("" if now else _perhaps_renamed(basis, ended) + "（该法规原文不在所给法规中）"),
        proposal,
        law_id=now.id if now else "",
        law=now.title if now else basis.law,
        version=now.version if now else "",
        text=own.text if own else "",
        likeness=likeness(basis.quotation, own.text) if own and basis.quotation else 1.0,
        successor=successor,
    )


def _perhaps_renamed(basis: CitedBasis, ended: EndedBy) -> str:
    """A hint where all dates of the list are later than those in the repeal clause: the ending law may be meant."""
    cited = {match[1] for match in _DATE.finditer(basis.edition)}
    old = {match[1] for match in _DATE.finditer(ended.words.partition("《")[0])}
    if cited and old and min(cited) > max(old):
        return f"；清单所注日期晚于被废止的文件，也可能就是指《{ended.title}》，请核对名称"
    return ""


def _successor(law: HeldLaw, best: tuple[HeldArticle, float]) -> Successor:
    return Successor(law.title, law.version, best[0].number, best[0].text, round(best[1], 3))


def _in_force(
    basis: CitedBasis, together: Sequence[str], editions: Sequence[HeldLaw], now: HeldLaw, library: Library
) -> CheckedBasis:
    if basis.article is None:
        return _whole_law(basis, now)
    own = now.article(basis.article)
    if len(plain(basis.quotation)) < _LEAST:
        return _unquoted(basis, own, now)
    how = _own_fit(basis, own, [found.text for number in together if (found := now.article(number))])
    if own is not None and how is not Fit.NONE:
        return _same(basis, own, now, how)
    same = next((article for article in now.articles if _fits(basis, article)), None)
    if same is not None:
        return _moved(basis, same, own, editions, now)
    for law in editions:
        older = _in_edition(basis, law) if law.version < (now.version or library.day) else None
        if older is not None:
            return _amended(basis, older, now, library)
    return _misquoted(basis, editions, now, own, library)


def _own_fit(basis: CitedBasis, own: HeldArticle | None, texts: list[str]) -> Fit:
    how = fit(basis.quotation, own.text) if own else Fit.NONE
    if how is Fit.NONE and len(texts) > 1 and fits_together(basis.quotation, texts):
        return Fit.ABRIDGED
    return how


def _whole_law(basis: CitedBasis, now: HeldLaw) -> CheckedBasis:
    words = f"引{now.name}全文，未指明条款"
    if len(plain(basis.quotation)) >= _LEAST:
        for article in now.articles:
            if fit(basis.quotation, article.text) is not Fit.NONE:
                return CheckedBasis(
                    basis,
                    BasisStatus.CURRENT,
                    "no_article",
                    f"未写条号；所引文字在{now.name}{article.number}",
                    f"补写条号{article.number}",
                    text=article.text,
                )
        words += "；所引文字在其中没有逐字找到"
    return CheckedBasis(basis, BasisStatus.CURRENT, "no_article", words, "补写所依据的条款")


def _unquoted(basis: CitedBasis, own: HeldArticle | None, now: HeldLaw) -> CheckedBasis:
    if own is None:
        return CheckedBasis(
            basis, BasisStatus.NOT_FOUND, "article_absent", _no_article(basis, now), "核对条号"
        )
    return CheckedBasis(
        basis,
        BasisStatus.CURRENT,
        "no_quotation",
        f"{now.name}有{own.number}；清单未引原文，内容无从比对",
        "",
        text=own.text,
    )


def _no_article(basis: CitedBasis, now: HeldLaw) -> str:
    return f"{now.name}共 {len(now.articles)} 条，没有{basis.article}"


def _same(basis: CitedBasis, own: HeldArticle, now: HeldLaw, how: Fit) -> CheckedBasis:
    words = f"与{now.name}{own.number}逐字相同（{how.value}）"
    if how is Fit.WRITING:
        words = f"与{now.name}{own.number}相同，{how.value}"
    found = _paragraph_of(basis, own)
    checked = CheckedBasis(basis, BasisStatus.CURRENT, "", words, "", text=own.text)
    if found is None:
        return checked
    cited = "、".join(f"第{_chinese(n)}款" for n in basis.paragraphs)
    return replace(
        checked,
        status=BasisStatus.MOVED,
        reason="paragraph",
        evidence=f"所引文字在{now.name}{own.number}第{_chinese(found)}款，不在{cited}",
        proposal=f"改为{own.number}第{_chinese(found)}款",
    )


def _paragraph_of(basis: CitedBasis, own: HeldArticle) -> int | None:
    """The 款 that is the quotation, where the list cites another one; None where the cited one fits or none is sure."""
    if len(basis.paragraphs) != 1 or len(own.paragraphs) < 2:
        return None
    cited = basis.paragraphs[0]
    if cited <= len(own.paragraphs) and fit(basis.quotation, own.paragraphs[cited - 1]) is not Fit.NONE:
        return None
    quoted = plain(basis.quotation)
    sure = [n for n, words in enumerate(own.paragraphs, 1) if plain(words) == quoted]
    return sure[0] if len(sure) == 1 else None


def _moved(
    basis: CitedBasis,
    article: HeldArticle,
    own: HeldArticle | None,
    editions: Sequence[HeldLaw],
    now: HeldLaw,
) -> CheckedBasis:
    before = next(
        (
            law
            for law in editions
            if law is not now and (old := law.article(basis.article or "")) and _fits(basis, old)
        ),
        None,
    )
    why = f"；{before.version}版中它是{basis.article}" if before else ""
    instead = f"，现{own.number}是“{_cut(own.text)}”" if own else ""
    return CheckedBasis(
        basis,
        BasisStatus.MOVED,
        "renumbered" if before else "other_article",
        f"同样的文字在{now.name}{article.number}，不在{basis.article}{instead}{why}",
        f"条号改为{article.number}",
        text=article.text,
        successor=Successor(now.title, now.version, article.number, article.text, 1.0),
    )


def _fits(basis: CitedBasis, article: HeldArticle) -> bool:
    if likeness(basis.quotation, article.text) < _SURELY_NOT:
        return False
    return fit(basis.quotation, article.text) is not Fit.NONE


@dataclass(frozen=True, slots=True)
class _Older:
    """An article of an older edition that has the words of a quotation."""

    law: HeldLaw
    article: HeldArticle


def _in_edition(basis: CitedBasis, law: HeldLaw) -> _Older | None:
    own = law.article(basis.article or "")
    if own is not None and _fits(basis, own):
        return _Older(law, own)
    for article in law.articles:
        if _fits(basis, article):
            return _Older(law, article)
    return None


def _amended(basis: CitedBasis, older: _Older, now: HeldLaw, library: Library) -> CheckedBasis:
    own = now.article(basis.article or "")
    best = library.most_like(older.article.text, now)
    if own is not None and best is not None and likeness(older.article.text, own.text) >= best[1] - 0.1:
        best = (own, likeness(older.article.text, own.text))
    number = older.article.number
    where = number if number == basis.article else f"{number}（清单写{basis.article}）"
    evidence = f"所引文字与{older.law.version or '旧'}版{where}相同"
    if best is None:
        return CheckedBasis(
            basis,
            BasisStatus.AMENDED,
            "deleted",
            f"{evidence}；{now.name}已没有相应的条文",
            "删去这一依据，或另找依据",
            older=older.article.text,
            likeness=0.0,
        )
    article = best[0]
    result = compared(basis.quotation, article.text)
    return CheckedBasis(
        basis,
        BasisStatus.AMENDED,
        "" if article is own else "renumbered",
        f"{evidence}；{now.name}{article.number}已改：{_shown(result.differences)}",
        f"按{now.name}{article.number}更新条号和原文" if article is not own else f"按{now.name}更新原文",
        text=article.text,
        older=older.article.text,
        differences=result.differences,
        likeness=likeness(basis.quotation, article.text),
        successor=_successor(now, best),
    )


def _misquoted(
    basis: CitedBasis, editions: Sequence[HeldLaw], now: HeldLaw, own: HeldArticle | None, library: Library
) -> CheckedBasis:
    nearest, law, share = own, now, likeness(basis.quotation, own.text) if own else 0.0
    for edition in editions:
        best = library.most_like(basis.quotation, edition)
        if best is not None and best[1] > share + 0.05:
            nearest, law, share = best[0], edition, best[1]
    if nearest is None:
        return CheckedBasis(
            basis,
            BasisStatus.NOT_FOUND,
            "article_absent",
            f"{_no_article(basis, now)}，所引文字也没有相近的条文",
            "核对条号和所引版本",
            likeness=0.0,
        )
    result = compared(basis.quotation, nearest.text)
    reason, explained = _reason(basis, editions, share, result, nearest.text)
    other = (
        f"，最接近的是{law.version or '所给'}版{nearest.number}"
        if nearest is not own or law is not now
        else ""
    )
    return CheckedBasis(
        basis,
        BasisStatus.MISQUOTED,
        reason,
        f"与所给各版（{_versions(editions)}）的条文都不相同{other}：{explained}；{_shown(result.differences)}",
        _misquoted_proposal(basis, nearest, now, reason),
        text=nearest.text,
        differences=result.differences,
        likeness=round(share, 3),
        successor=Successor(law.title, law.version, nearest.number, nearest.text, round(share, 3))
        if nearest is not own
        else None,
    )


def _reason(
    basis: CitedBasis, editions: Sequence[HeldLaw], share: float, result: Compared, text: str
) -> tuple[str, str]:
    """Why a quotation is no held edition's words: the first of these that can be shown."""
    changed = result.changed
    length = max(1, len(plain(basis.quotation)))
    missing = _edition_not_held(basis, editions)
    former = _former_name(basis.quotation, text)
    little = changed <= max(_TYPING_LEAST, round(length * _TYPING))
    reasons = (
        (bool(missing), "edition", missing),
        (bool(former), "edition", f"引文里的“{former}”是机构改革前的名称，像是引自更早的版本"),
        (share < _EDITION, "other_text", "引文与这一条几乎没有相同的文字"),
        (little, "typing", f"相差 {changed} 字，像是录入之误"),
        (result.only_cut, "cut", f"引文略去了句中的 {changed} 字而没有省略号"),
        (share < _SAME_MATTER, "paraphrase", "引文改写较多，不是原文"),
    )
    changed_words = f"引文与条文有 {changed} 字不同，或引自没有收入的版本，或有改写"
    return next(((reason, words) for holds, reason, words in reasons if holds), ("changed", changed_words))


def _former_name(quotation: str, text: str) -> str:
    """An old organ's field (工商行政管理) that the quotation names and the law no longer does; empty without."""
    quoted, words = plain(quotation), plain(text)
    for old in registry().values():
        if old.former:
            for duty in old.agency.duties:
                if len(duty) >= _DUTY and duty in quoted and duty not in words:
                    return duty
    return ""


def _edition_not_held(basis: CitedBasis, editions: Sequence[HeldLaw]) -> str:
    """Words on the edition that the list cites, where that one is not among those held; else empty.

    A list without a date may cite any edition; only one whose latest date lies in no year of a held edition counts.
    The day of commencement stays that of the first edition, so it counts only where there is no other date.
    """
    made = [match[1] for match in _DATE.finditer(basis.edition) if not match["begins"]]
    begins = [match[1] for match in _DATE.finditer(basis.edition) if match["begins"]]
    if not made and not begins:
        return ""
    year = max(made or begins)
    held = {law.version[:4] for law in editions if law.version}
    if not made:
        held |= {law.effective[:4] for law in editions if law.effective}
    # A law is passed in one year and published or in force in the next; a version may be named after either.
    early = {law.version[:4] for law in editions if law.version[5:7] in _EARLY}
    if not held or year in held or str(int(year) - 1) in held or str(int(year) + 1) in early:
        return ""
    return f"清单所注版本为 {year} 年，所给版本为 {_versions(editions)}，没有那一版可比"


def _misquoted_proposal(basis: CitedBasis, nearest: HeldArticle, now: HeldLaw, reason: str) -> str:
    if reason == "edition":
        return f"按{now.name}核对并更新{basis.article}的原文"
    if nearest.number != basis.article:
        return f"核对条号，所引文字最接近{nearest.number}；按现行原文更新"
    return f"按{now.name}{nearest.number}改正原文"


def _versions(editions: Sequence[HeldLaw]) -> str:
    return "、".join(dict.fromkeys(law.version or "无日期" for law in editions))


def _shown(differences: Sequence[QuoteDifference]) -> str:
    """The first differences in words."""
    words = []
    for one in differences[:3]:
        if not one.quoted:
            words.append(f"“{one.before}”后缺“{_cut(one.law)}”")
        elif not one.law:
            words.append(f"“{one.before}”后多“{_cut(one.quoted)}”")
        else:
            words.append(f"所引“{_cut(one.quoted)}”，条文为“{_cut(one.law)}”")
    more = f"，等 {len(differences)} 处" if len(differences) > 3 else ""
    return "；".join(words) + more


def _cut(words: str, most: int = _SHOWN) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[:most] + "…"


def _chinese(number: int) -> str:
    return to_chinese(number) if 1 <= number <= 9999 else str(number)
