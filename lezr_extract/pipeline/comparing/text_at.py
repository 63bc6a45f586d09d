"""The text of a law at any date: the version in force then, with what decisions of that time change in it."""

from dataclasses import dataclass

from lezr_extract.compare.amending import NotApplied, apply
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.diff import derived_law
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.records import AmendingDecision, Document, Effect, Law, Operation, OperationKind
from lezr_extract.store import Store, Version
from lezr_extract.text.titles import in_marks


@dataclass(frozen=True, slots=True)
class LawAt:
    """A law on a day.

    Attributes:
        law: its text then; None where no version of that time is known.
        version: the version of the database on which the text rests.
        applied: the titles of the decisions that were carried out on it, in order.
        failed: what could not be carried out.
        ended: what ended the law by that day; None where nothing did.
        next: the version that follows; None where none is known.
    """

    law: Law | None
    version: Version | None
    applied: tuple[str, ...]
    failed: tuple[NotApplied, ...]
    ended: Effect | None
    next: Version | None


def text_at(store: Store, title: str, day: str) -> LawAt:
    """The text of the law ``title`` on ``day``.

    Args:
        store: a database that a run has written.
        title: of the law, with or without 中华人民共和国.
        day: ``YYYY-MM-DD``.

    Raises:
        CannotRunError: a decision of that time leaves no article.
    """
    known = store.text_at(title, day)
    if known.version is None:
        return LawAt(None, None, (), (), known.ended, known.next)
    law = _stored(store, known.version)
    failed: list[NotApplied] = []
    applied: list[str] = []
    # Of several copies of one decision the first is carried out.
    copies: dict[tuple[str, str], str] = {}
    for one in known.pending:
        copies.setdefault((one.by, one.by_version), one.law_id)
    for by, copy in copies.items():
        decision = _decision(
            [one for one in known.pending if one.law_id == copy and (one.by, one.by_version) == by],
            reorders=by[0] in known.reorders,
        )
        failed += apply(law, decision, law.title).failed
        law = derived_law(law, decision)
        applied.append(by[0])
    return LawAt(law, known.version, tuple(applied), tuple(failed), known.ended, known.next)


def _stored(store: Store, version: Version) -> Law:
    text = store.law_text(version.law_id)
    facts = {"title": version.title, "version": version.version}
    law, _ = law_of(Document("", "text", "", text, facts=facts))
    if law is None:
        raise CannotRunError(f"数据库里{in_marks(version.title)}的正文不成法规；请用 lezr run 重新生成")
    return law


def _decision(effects: list[Effect], *, reorders: bool) -> AmendingDecision:
    first = effects[0]
    operations = tuple(
        Operation(
            OperationKind(one.kind),
            one.affected,
            one.at,
            one.to,
            one.text,
            one.old_words,
            one.new_words,
            one.entry,
            one.span,
            one.words,
        )
        for one in effects
    )
    return AmendingDecision(first.law_id, first.by, first.by_version, first.in_force, operations, reorders)
