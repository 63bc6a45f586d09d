"""Rows of the liability chapters: what each clause ends in, and where penalties are left to other clauses."""

import json
from collections.abc import Iterable, Sequence

from lezr_extract.records import LiabilityClause, Referral
from lezr_extract.store.rows import Row, Rows, amount_json, article_id


def liability_rows(law_id: str, clauses: Iterable[LiabilityClause], referrals: Sequence[Referral]) -> Rows:
    """The rows of ``liability_clauses`` and ``referrals`` of one law."""
    return {
        "liability_clauses": [
            (
                f"{law_id}-l{n}",
                article_id(law_id, clause.article),
                *clause.span,
                clause.ending,
                clause.reason,
                clause.by,
            )
            for n, clause in enumerate(clauses, 1)
        ],
        "referrals": [_referral(law_id, n, referral) for n, referral in enumerate(referrals)],
    }


def referral_id(law_id: str, number: int) -> str:
    """Id of the referral at ``number`` (from 0) of a law."""
    return f"{law_id}-r{number + 1}"


def _referral(law_id: str, number: int, referral: Referral) -> Row:
    cited = referral.cited
    own = not cited.full_title
    return (
        referral_id(law_id, number),
        article_id(law_id, referral.article),
        *referral.span,
        referral.words,
        cited.law if own else cited.full_title,
        cited.article,
        cited.paragraph,
        cited.item,
        referral.outcome.value,
        law_id if own else None,
        json.dumps(referral.kinds, ensure_ascii=False),
        json.dumps([amount_json(amount) for amount in referral.amounts], ensure_ascii=False),
    )
