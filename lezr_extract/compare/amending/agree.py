"""Whether a decision and the comparison of both versions say the same; every difference is listed."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

from lezr_extract.compare.amending.apply import Applied, apply
from lezr_extract.compare.amending.draft import DraftArticle
from lezr_extract.compare.versions.folding import fold, folded
from lezr_extract.records import (
    Address,
    Aligned,
    Alignment,
    AmendingDecision,
    Change,
    Disagreement,
    DisagreementKind,
    Law,
    OperationKind,
)
from lezr_extract.vocabulary.addresses import cited

_VARIANTS = (("", False), ("", True), ("、", False), ("、", True), ("，", False), ("，", True))
_REMARKS = {
    "、": "决定写的是在词后（前）增加词语，没有写顿号；新文本有",
    "，": "决定写的是在词后（前）增加词语，没有写逗号；新文本有",
}
_FOLLOWED = "条文顺序调整后，所引条号随之调整，决定没有逐条写出"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Agreement:
    """What comparing a decision with two versions came to.

    Attributes:
        disagreements: every difference, in the order of the new version.
        remarks: article number → what the new text has that goes without saying in the decision.
        applied: what the decision makes of the old text.
        same_text: how many articles of the new version have the very words that the decision gives them.
    """

    disagreements: tuple[Disagreement, ...]
    remarks: tuple[tuple[str, str], ...]
    applied: Applied
    same_text: int


def agree(old: Law, new: Law, decision: AmendingDecision, alignment: Alignment) -> Agreement:
    """Applies ``decision`` to ``old`` and compares text, origin and change of every article with ``new``.

    Args:
        old: the version before the decision.
        new: the version after it.
        decision: as read.
        alignment: of ``old`` and ``new``, made without the decision.
    """
    return _Comparing(old, new, decision, alignment).agreement()


class _Comparing:
    def __init__(self, old: Law, new: Law, decision: AmendingDecision, alignment: Alignment) -> None:
        self.old, self.new, self.alignment = old, new, alignment
        self.variants = [
            (joint, follow, apply(old, decision, new.title, joint=joint, follow=follow))
            for joint, follow in _VARIANTS
        ]
        self.applied = self.variants[0][2]
        self.drafts = {article.number: article for article in self.applied.articles}
        self.words = [
            (joint, follow, {article.number: folded(article.words) for article in one.articles})
            for joint, follow, one in self.variants
        ]
        self.rows = {j: row for row in alignment.rows for j in row.new}
        self.remarks: list[tuple[str, str]] = []
        self.same = 0
        self.whole = {
            one.article
            for operation in decision.operations
            if operation.kind in (OperationKind.REPLACE, OperationKind.MERGE, OperationKind.SPLIT)
            for one in (*operation.at, *operation.to)
            if not one.paragraph and not one.item
        }

    def agreement(self) -> Agreement:
        found = [self._not_applied(one.operation.words, one.reason) for one in self.applied.failed]
        found += self._articles()
        found += self._gone()
        return Agreement(tuple(found), tuple(self.remarks), self.applied, self.same)

    def _not_applied(self, words: str, reason: str) -> Disagreement:
        return Disagreement(DisagreementKind.NOT_APPLIED, "", f"未能按决定修改旧文本：{reason}", words[:200])

    def _articles(self) -> Iterator[Disagreement]:
        numbers = set()
        for j, article in enumerate(self.new.articles):
            numbers.add(article.number)
            draft = self.drafts.get(article.number)
            if draft is None:
                yield Disagreement(
                    DisagreementKind.MISSING,
                    article.number,
                    "新文本有这一条，按决定修改旧文本得不到它",
                    "",
                    article.text[:_SHOWN],
                )
                continue
            followed = yield from self._text(j, draft)
            yield from self._origin(j, draft)
            yield from self._change(j, draft, followed=followed)
        for number, draft in self.drafts.items():
            if number not in numbers:
                yield Disagreement(
                    DisagreementKind.MISSING,
                    number,
                    "按决定修改旧文本有这一条，新文本没有",
                    draft.words[:_SHOWN],
                )

    def _text(self, j: int, draft: DraftArticle) -> Generator[Disagreement, None, bool]:
        """Whether the words are the same; gives whether citations had to follow their articles for that."""
        number = draft.number
        wanted = fold(self.new.text, self.new.articles[j].text_span).text
        for joint, follow, words in self.words:
            if words.get(number) == wanted:
                self.same += 1
                if joint:
                    self.remarks.append((number, _REMARKS[joint]))
                if follow:
                    self.remarks.append((number, _FOLLOWED))
                return follow
        one, other = _apart(self.words[0][2].get(number, ""), wanted)
        yield Disagreement(
            DisagreementKind.TEXT,
            number,
            f"按决定应为“{one}”，新文本为“{other}”",
            draft.words,
            self.new.articles[j].text,
        )
        return False

    def _origin(self, j: int, draft: DraftArticle) -> Iterator[Disagreement]:
        row = self.rows[j]
        claimed, shown = set(draft.origins), set(row.old)
        parts = {part.article: part for part in draft.partial}
        for i in claimed - shown:
            yield self._other_origin(draft.number, i, "决定说它来自", "比较两个文本看不出")
        for i in shown - claimed:
            if self.old.articles[i].number not in parts and not self._shared(row, i, j):
                yield self._other_origin(draft.number, i, "比较两个文本，它来自", "决定没有这样说")
        for part in draft.partial:
            i = next((k for k, one in enumerate(self.old.articles) if one.number == part.article), -1)
            if i not in shown and not self._left(i, part):
                yield self._other_origin(
                    draft.number, i, f"决定说它来自{cited(part)}，出自", "比较两个文本，这一部分仍在原处"
                )

    def _shared(self, row: Aligned, i: int, j: int) -> bool:
        """Whether the decision gives article ``i`` to another new article of the same row (a split)."""
        others = (self.drafts.get(self.new.articles[k].number) for k in row.new if k != j)
        return any(one is not None and i in one.origins for one in others)

    def _left(self, i: int, part: Address) -> bool:
        """Whether the comparison shows that a part no longer stands in its article with its words."""
        for row in self.alignment.rows:
            if i not in row.old:
                continue
            if row.change is Change.DELETED:
                return True
            return any(
                change.old is not None
                and part.paragraph in (None, change.old.paragraph)
                and (not part.item or change.old.item == part.item)
                and change.change in (Change.DELETED, Change.AMENDED)
                for change in row.parts
            )
        return False

    def _other_origin(self, number: str, i: int, says: str, but: str) -> Disagreement:
        named = f"旧文本{self.old.articles[i].number}" if i >= 0 else "旧文本没有的条"
        return Disagreement(DisagreementKind.ORIGIN, number, f"{says}{named}，{but}")

    def _change(self, j: int, draft: DraftArticle, *, followed: bool) -> Iterator[Disagreement]:
        row = self.rows[j]
        says, shows = draft.changed or followed, row.change not in (Change.SAME, Change.MOVED)
        if says != shows:
            detail = (
                "决定改了这一条，两个文本的文字却相同" if says else "两个文本的文字不同，决定没有说到这一条"
            )
            yield Disagreement(DisagreementKind.CHANGE, draft.number, detail)
            return
        before = self.old.articles[row.old[0]].number if len(row.old) == 1 else ""
        if (
            len(row.old) == len(row.new) == 1
            and draft.old is not None
            and before not in self.whole
            and not followed
        ):
            claimed, shown = _paragraphs_of(draft), _paragraphs_in(row)
            for number in sorted(set(claimed) | set(shown)):
                one, other = claimed.get(number, "未改"), shown.get(number, "未改")
                if one != other:
                    yield Disagreement(
                        DisagreementKind.CHANGE,
                        draft.number,
                        f"第{number}款：按决定{one}，比较两个文本{other}",
                    )

    def _gone(self) -> Iterator[Disagreement]:
        """Articles of the old version that are on neither or only one list of what lives on."""
        lives = {i for draft in self.drafts.values() for i in draft.origins}
        numbers = {part.article for draft in self.drafts.values() for part in draft.partial}
        for row in self.alignment.rows:
            for i in row.old:
                number = self.old.articles[i].number
                says, shows = i not in lives and number not in numbers, row.change is Change.DELETED
                if says and not shows:
                    yield Disagreement(
                        DisagreementKind.ORIGIN,
                        number,
                        f"决定删去了旧文本{number}，比较两个文本它变成了新文本的条",
                    )
                elif shows and not says and number not in numbers:
                    yield Disagreement(
                        DisagreementKind.ORIGIN,
                        number,
                        f"比较两个文本，旧文本{number}已经删去，决定没有删去它",
                    )


def _paragraphs_of(draft: DraftArticle) -> dict[int, str]:
    """What the decision does to each paragraph of the new article."""
    found = {}
    for n, paragraph in enumerate(draft.paragraphs, 1):
        moved = any(item.old is not None and item.old.item != item.no for item in paragraph.items)
        if paragraph.old is None:
            found[n] = "新增"
        elif moved or paragraph.changed or any(item.changed or item.old is None for item in paragraph.items):
            found[n] = "有改动"
    return found


def _paragraphs_in(row: Aligned) -> dict[int, str]:
    """What the comparison shows of each paragraph of the new article."""
    found: dict[int, str] = {}
    for part in row.parts:
        if part.new is not None and part.new.paragraph:
            if part.change is Change.ADDED and not part.new.item:
                found[part.new.paragraph] = "新增"
            elif part.change in (Change.AMENDED, Change.ADDED) or part.new.item:
                found.setdefault(part.new.paragraph, "有改动")
    return found


def _apart(one: str, other: str) -> tuple[str, str]:
    """The stretch in which two texts differ, with a little of what stands around it."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left = max(0, start - 8)
    return _cut(one[left : len(one) - end + 4]), _cut(other[left : len(other) - end + 4])


def _cut(words: str) -> str:
    return words if len(words) <= 2 * _SHOWN else f"{words[:_SHOWN]}……{words[-_SHOWN:]}"


def confirmed(agreement: Agreement, numbers: Sequence[str]) -> bool:
    """Whether none of the articles ``numbers`` of the new version stands in a disagreement."""
    doubtful = {one.article for one in agreement.disagreements}
    return not doubtful.intersection(numbers)
