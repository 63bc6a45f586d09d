"""One law compared: its candidates related, the checks run, what is left turned into findings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lezr_extract.compare import checks
from lezr_extract.compare.candidates import Candidate, Candidates, Reason
from lezr_extract.compare.checks.other_laws import Nearest, PairFound, weighed
from lezr_extract.compare.consequences import overlaps
from lezr_extract.compare.relating.one_pair import shared
from lezr_extract.errors import LezrError
from lezr_extract.pipeline.job.one_source import STAGE_FAILURES
from lezr_extract.records import (
    ComparedArticle,
    ComparedLaw,
    Deed,
    Finding,
    FindingKind,
    Guard,
    Level,
    Problem,
    Related,
    Relation,
    Severity,
    Side,
    Stage,
)

_KINDS = {
    Relation.DUPLICATE: FindingKind.DUPLICATE,
    Relation.REFINE: FindingKind.REFINE,
    Relation.CONFLICT: FindingKind.CONFLICT,
    Relation.OVERLAP: FindingKind.OVERLAP,
}
_APART = (Relation.UNRELATED, Relation.PARALLEL)
_TOLD_AT_EASE = (FindingKind.DUPLICATE, FindingKind.REFINE)
_LEAST_LIKELY = 0.4
"""How sure the act must be (`Related.likely`) for a duplicate or a refinement to be told of thousands of pairs.

Most pairs of one field that a whole corpus brings together are of two acts, unlike those that somebody asks about; of
such readings (docs/decide/relations.md) this leaves out half of the wrong ones and more, and a fifth of the right ones.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one law comes to.

    Attributes:
        findings: in the order of its articles.
        pairs, left_out, by_reason: of its candidates.
        problems: what failed.
    """

    findings: tuple[Finding, ...] = ()
    pairs: int = 0
    left_out: int = 0
    by_reason: Counter[Reason] = field(default_factory=Counter)
    problems: tuple[Problem, ...] = ()


def judge(
    laws: Sequence[ComparedLaw],
    number: int,
    candidates: Candidates,
    known: checks.Known,
    *,
    compare: bool = True,
) -> Judged:
    """Candidates and findings of one law.

    Args:
        laws: all laws.
        number: place of the law asked about.
        candidates: over ``laws``.
        known: the laws against which citations are held.
        compare: False to count only.
    """
    law = laws[number]
    found = candidates.of(number)
    by_reason = Counter(reason for one in found.candidates for reason in one.reasons)
    if not compare:
        return Judged((), len(found.candidates), found.left_out, by_reason)
    paired = _paired(laws, law, found.candidates, compared_with_higher=candidates.has_higher(law))
    nearest = Nearest(pair for rows in paired.pairs.values() for pair in rows)
    findings = [
        (place, finding) for place, rows in paired.pairs.items() for finding in weighed(rows, nearest)
    ]
    places = {article.number: place for place, article in enumerate(law.articles)}
    problems = paired.problems
    try:
        at_hand = _bases_at_hand(laws, law, candidates)
        alone = (
            *checks.of_law(law, paired.higher, at_hand=at_hand, nearby=paired.nearby),
            *checks.of_citations(law, known),
        )
    except (LezrError, *STAGE_FAILURES) as error:
        alone = ()
        problems.append(_failed(law, "", error))
    findings += [(places.get(finding.b.article, -1), finding) for finding in alone]
    ordered = tuple(checks.held(finding) for _, finding in sorted(findings, key=lambda pair: pair[0]))
    return Judged(ordered, len(found.candidates), found.left_out, by_reason, tuple(problems))


@dataclass(frozen=True, slots=True)
class _Paired:
    """What the candidates of a law come to, each by the place of the law's article.

    Attributes:
        pairs: the articles that relate to it, with what is told of each pair.
        higher: those of higher law among them; an empty row where the article was compared and none matches.
        nearby: articles of higher law that are candidates and do not relate.
        problems: what failed.
    """

    pairs: dict[int, list[PairFound]] = field(default_factory=dict)
    higher: dict[int, list[tuple[ComparedLaw, int, Related]]] = field(default_factory=dict)
    nearby: dict[int, list[tuple[ComparedLaw, int]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def _paired(
    laws: Sequence[ComparedLaw],
    law: ComparedLaw,
    candidates: Sequence[Candidate],
    *,
    compared_with_higher: bool,
) -> _Paired:
    """How each candidate relates to the article of ``law`` for which it was found; a pair that fails is a problem."""
    paired = _Paired()
    if compared_with_higher:
        paired.higher.update((place, []) for place in range(len(law.articles)))
    for one, related in zip(candidates, _related(laws, law, candidates), strict=True):
        a = laws[one.law]
        is_higher = checks.order(a, law) is checks.Order.HIGHER
        try:
            if isinstance(related, Exception):
                raise related
            again, told = _looked_at_again(a, one.a, law, one.b, related)
        except (LezrError, *STAGE_FAILURES) as error:
            paired.problems.append(_failed(law, law.articles[one.b].number, error))
            continue
        if again.relation in _APART:
            if is_higher:
                paired.nearby.setdefault(one.b, []).append((a, one.a))
            continue
        paired.pairs.setdefault(one.b, []).append(PairFound(a, one.a, law, one.b, again, told))
        if is_higher:
            paired.higher.setdefault(one.b, []).append((a, one.a, again))
    return paired


def _related(
    laws: Sequence[ComparedLaw], law: ComparedLaw, found: Sequence[Candidate]
) -> Sequence[Related | Exception]:
    """How each candidate of a law relates to it, or why that could not be found."""
    # Brings in numpy, which nobody waits for who compares nothing.
    from lezr_extract.compare.relating import many_pairs  # noqa: PLC0415

    pairs = [(laws[one.law], one.a, law, one.b) for one in found]
    try:
        return many_pairs.relate(shared(), pairs)
    except (LezrError, *STAGE_FAILURES):
        return [_related_alone(*pair) for pair in pairs]


def _related_alone(a: ComparedLaw, i: int, b: ComparedLaw, j: int) -> Related | Exception:
    try:
        return shared().relate(a, i, b, j, words=False)
    except (LezrError, *STAGE_FAILURES) as error:
        return error


def _looked_at_again(
    a: ComparedLaw, i: int, b: ComparedLaw, j: int, related: Related
) -> tuple[Related, tuple[Finding, ...]]:
    """A pair and what is told of it; where that is an alarm, the articles are read as a whole first."""
    if related.relation in _APART:
        return related, ()
    told = of_pair(a, i, b, j, related)
    if any(finding.level is not Level.NOTICE for finding in told):
        related = shared().relate(a, i, b, j, whole=1)
        told = of_pair(a, i, b, j, related) if related.relation not in _APART else ()
    return related, told


def _bases_at_hand(
    laws: Sequence[ComparedLaw], law: ComparedLaw, candidates: Candidates
) -> tuple[ComparedLaw, ...]:
    """Those of the laws on which a law says that it rests that are among the laws compared and stand above it."""
    named = (laws[number] for title in checks.bases_of(law) for number in candidates.named(title))
    found = (one for one in named if checks.order(one, law) is checks.Order.HIGHER and checks.meet(one, law))
    return tuple({one.id: one for one in found}.values())


def of_pair(a: ComparedLaw, i: int, b: ComparedLaw, j: int, related: Related) -> tuple[Finding, ...]:
    """The findings of a pair: those of the checks, and the bare relation where no check says it.

    An alarm of the relation alone never reaches 冲突: what no check with its guards confirms stays 疑似 at most.

    Args:
        a: the higher or older law.
        i: place of its article.
        b: the lower or newer law.
        j: place of its article.
        related: how they relate.
    """
    found = checks.of_pair(a, i, b, j, related)
    kind = _KINDS.get(related.relation)
    said = {one.kind for one in found}
    if kind is None or kind in said or (kind is FindingKind.DUPLICATE and FindingKind.OVERLAP in said):
        return found
    if kind in _TOLD_AT_EASE and related.likely < _LEAST_LIKELY:
        return found
    level, guards = Level.NOTICE, tuple[Guard, ...]()
    if kind is FindingKind.CONFLICT and related.level:
        pair = checks.Pair(a, i, b, j, related)
        level, guards = checks.departure_of_relation(pair, Level(related.level))
    bare = Finding(
        kind=kind,
        level=level,
        rule="",
        a=_side(a, a.articles[i], related.a),
        b=_side(b, b.articles[j], related.b),
        explanation=related.why,
        guards=guards,
        differences=related.conflicts,
    )
    if kind is FindingKind.OVERLAP:
        sort = overlaps.sort_of(a.articles[i], b.articles[j], related)
        words = f"{related.why}{overlaps.WORDS[sort]}。"
        bare = replace(bare, sort=sort, explanation=words, authority=overlaps.DECIDED_BY[sort])
    return (*found, bare)


def _side(law: ComparedLaw, article: ComparedArticle, index: int | None) -> Side:
    deed: Deed | None = (
        article.deeds[index] if index is not None and 0 <= index < len(article.deeds) else None
    )
    return Side(
        law_id=law.id,
        law=law.title,
        rank=law.rank.value,
        version=law.version,
        effective=law.effective,
        territory=law.territory,
        article=article.number,
        paragraph=deed.paragraph if deed else None,
        item=deed.item if deed else None,
        text=article.text,
        span=article.span,
        file=law.file,
    )


def _failed(law: ComparedLaw, place: str, error: Exception) -> Problem:
    cause = f"比较时程序出错（{type(error).__name__}: {error}），这一处没有比较；请把这份文件报告给开发者"
    return Problem(Stage.COMPARE, Severity.DOUBT, law.file, place, "stage-failed", cause)
