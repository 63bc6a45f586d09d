"""Carrying out the operations of a decision on the old text."""

from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.compare.amending.draft import (
    DraftArticle,
    DraftItem,
    DraftParagraph,
    arrange_paragraphs,
    draft_of,
    item_words,
    number_of,
    paragraphs_of,
)
from lezr_extract.compare.amending.places import article_number, ordinal
from lezr_extract.compare.amending.rewording import (
    ONE_ARTICLE,
    follow_articles,
    put_in_place,
    reword_article,
    reword_paragraphs,
    swap,
)
from lezr_extract.records import Address, AmendingDecision, Law, Operation, OperationKind


@dataclass(frozen=True, slots=True)
class NotApplied:
    """An operation that could not be carried out, and why (in Chinese)."""

    operation: Operation
    reason: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What a decision makes of the old text.

    Attributes:
        articles: in order, with their new numbers in ``number``.
        failed: the operations that could not be carried out.
        numbers: old article number → new one, for those that live on.
    """

    articles: tuple[DraftArticle, ...]
    failed: tuple[NotApplied, ...]
    numbers: dict[str, str]


def apply(
    old: Law, decision: AmendingDecision, title: str = "", *, joint: str = "", follow: bool = False
) -> Applied:
    """The text that ``decision`` makes of ``old``.

    Args:
        old: the version before the decision.
        decision: as read.
        title: of the law among those that the decision changes; empty for all operations.
        joint: what stands between words and those that go in behind or before them, where the quotation leaves
            the sign out: empty, ``、`` or ``，``.
        follow: citations of renumbered articles follow their articles, in what the decision itself does not word.
    """
    work = _Applying(old, joint)
    for operation in decision.operations:
        if not title or same_law(operation.law, title):
            work.do(operation)
    return work.done(reorders=decision.reorders, follow=follow)


def same_law(one: str, other: str) -> bool:
    """Whether two titles name one law; 中华人民共和国 in front does not count, an empty one may be any."""
    plain = [title.removeprefix("中华人民共和国") for title in (one, other)]
    return not one or not other or plain[0] == plain[1]


class _Applying:
    def __init__(self, old: Law, joint: str) -> None:
        self.joint = joint
        self.articles = draft_of(old)
        self.by_number: dict[str, DraftArticle] = {}
        for article in self.articles:
            self.by_number.setdefault(article.number, article)
        self.failed: list[NotApplied] = []
        self.moved: dict[Address, DraftArticle] = {}
        self.plain_numbers = False

    def do(self, operation: Operation) -> None:
        kind = operation.kind
        handlers = {
            OperationKind.REPLACE: self._replace,
            OperationKind.DELETE: self._delete,
            OperationKind.INSERT: self._insert,
            OperationKind.RENUMBER: self._renumber,
            OperationKind.MERGE: self._merge,
            OperationKind.SPLIT: self._split,
            OperationKind.WORDS: self._words,
        }
        if kind is OperationKind.UNREAD:
            self._fail(operation, "未能读懂")
        elif kind in handlers:
            handlers[kind](operation)

    def _fail(self, operation: Operation, reason: str) -> None:
        self.failed.append(NotApplied(operation, reason))

    def _article(self, operation: Operation, address: Address) -> DraftArticle | None:
        article = self.by_number.get(address.article)
        if article is None:
            self._fail(operation, f"旧文本没有{address.heading or address.article or '所指的条'}")
        return article

    def _paragraph(
        self, operation: Operation, article: DraftArticle, address: Address
    ) -> DraftParagraph | None:
        """The paragraph of the old text; for an item without one the only paragraph that has items."""
        found = [
            one
            for one in article.paragraphs
            if one.old is not None and one.old.paragraph == address.paragraph
        ]
        if address.paragraph is None:
            found = [one for one in article.paragraphs if one.items] or article.paragraphs[:1]
        if not found:
            self._fail(operation, f"旧文本的{address.article}没有第{address.paragraph}款")
            return None
        return found[0]

    def _item(self, operation: Operation, address: Address) -> tuple[DraftParagraph, DraftItem] | None:
        article = self._article(operation, address)
        paragraph = self._paragraph(operation, article, address) if article else None
        if paragraph is None:
            return None
        for item in paragraph.items:
            if item.old is not None and item.old.item == address.item:
                return paragraph, item
        self._fail(operation, f"旧文本的{address.article}没有第（{address.item}）项")
        return None

    # Operations

    def _replace(self, operation: Operation) -> None:
        if len(operation.at) > 1 and not operation.at[0].item:
            self._replace_row(operation)
            return
        for address in operation.at:
            if address.item:
                found = self._item(operation, address)
                if found:
                    item = found[1]
                    item.text, item.changed, item.worded = item_words(operation.text), True, True
                    self.by_number[address.article].changed = True
            elif address in self.moved:
                reword_article(self.moved[address], paragraphs_of(operation.text))
            elif (article := self._article(operation, address)) is not None:
                if address.paragraph:
                    self._replace_paragraphs(operation, article, address)
                else:
                    reword_article(article, paragraphs_of(operation.text))
        if not operation.at:
            self._fail(operation, "没有写明修改哪一条")

    def _replace_row(self, operation: Operation) -> None:
        """第一款、第二款修改为 takes the place of all of them."""
        new = paragraphs_of(operation.text)
        first = operation.at[0]
        article = self._article(operation, first)
        if article is None:
            return
        if any(address.article != first.article or not address.paragraph for address in operation.at):
            self._fail(operation, "几条一起修改，无法分开")
            return
        for n, address in enumerate(operation.at):
            paragraph = self._paragraph(operation, article, address)
            if paragraph is None:
                return
            if n >= len(new):
                paragraph.gone = True
            elif n == len(operation.at) - 1:
                put_in_place(article, paragraph, new[n:])
            else:
                put_in_place(article, paragraph, new[n : n + 1])
        article.changed = True

    def _replace_paragraphs(self, operation: Operation, article: DraftArticle, address: Address) -> None:
        paragraph = self._paragraph(operation, article, address)
        if paragraph is not None:
            put_in_place(article, paragraph, paragraphs_of(operation.text))
            article.changed = True

    def _delete(self, operation: Operation) -> None:
        for address in operation.at:
            if address.item:
                found = self._item(operation, address)
                if found:
                    found[1].gone = self.by_number[address.article].changed = True
                continue
            article = self._article(operation, address)
            if article is None:
                continue
            if not address.paragraph:
                article.gone = True
            elif (paragraph := self._paragraph(operation, article, address)) is not None:
                paragraph.gone = article.changed = True

    def _insert(self, operation: Operation) -> None:
        to = operation.to[0] if operation.to else Address()
        if to.item or (operation.at and operation.at[0].paragraph and not to.paragraph):
            self._insert_items(operation)
        elif to.paragraph or (operation.at and to.article and self._is_container(operation, to)):
            self._insert_paragraphs(operation)
        elif to.article:
            self._insert_article(operation, to)
        else:
            self._fail(operation, "没有写明增加在哪里")

    def _is_container(self, operation: Operation, to: Address) -> bool:
        """Whether something goes into an article that is there (第十条增加规定) and is no article of its own."""
        article = self.by_number.get(operation.at[0].article)
        return article is not None and to.article in (article.number, article.fixed)

    def _insert_items(self, operation: Operation) -> None:
        article = self._article(operation, operation.at[0]) if operation.at else None
        paragraph = self._paragraph(operation, article, operation.at[0]) if article else None
        if article is None or paragraph is None:
            return
        lines = [line for line in operation.text.split("\n") if line.strip()]
        for n, line in enumerate(lines):
            fixed = number_of(operation.to[n].item or "") if n < len(operation.to) else 0
            paragraph.items.append(
                DraftItem("", item_words(line), None, changed=True, fixed=fixed, worded=True)
            )
        article.changed = True

    def _insert_paragraphs(self, operation: Operation) -> None:
        article = self._article(operation, operation.at[0]) if operation.at else None
        if article is None:
            if not operation.at:
                self._fail(operation, "没有写明增加在哪一条")
            return
        for n, paragraph in enumerate(paragraphs_of(operation.text)):
            paragraph.fixed = (operation.to[n].paragraph or 0) if n < len(operation.to) else 0
            article.paragraphs.append(paragraph)
        article.changed = True

    def _insert_article(self, operation: Operation, to: Address) -> None:
        behind = operation.at[0].article if operation.at else ""
        article = DraftArticle(
            to.article, None, paragraphs_of(operation.text), [], changed=True, fixed=to.article, behind=behind
        )
        self.articles.append(article)
        if not ordinal(to.article)[1]:
            self.plain_numbers = True

    def _renumber(self, operation: Operation) -> None:
        if len(operation.at) != len(operation.to):
            self._fail(operation, "改动前后的条款数目不同")
            return
        for old, new in zip(operation.at, operation.to, strict=True):
            if old.item and new.item:
                found = self._item(operation, old)
                if found:
                    found[1].fixed = number_of(new.item)
                continue
            article = self._article(operation, old)
            if article is None:
                continue
            if not old.paragraph:
                article.fixed = new.article
                self.plain_numbers = self.plain_numbers or not ordinal(new.article)[1]
            elif (paragraph := self._paragraph(operation, article, old)) is not None:
                if new.paragraph and new.article in (article.number, article.fixed):
                    paragraph.fixed = new.paragraph
                else:
                    self._move_paragraph(article, paragraph, new)

    def _move_paragraph(self, article: DraftArticle, paragraph: DraftParagraph, new: Address) -> None:
        """A paragraph that becomes an article of its own; the operation that follows may reword it."""
        article.paragraphs.remove(paragraph)
        article.changed = True
        part = paragraph.old or Address(article.number)
        fresh = DraftArticle(
            new.article,
            None,
            [paragraph],
            [],
            changed=True,
            fixed=new.article,
            behind=article.number,
            partial=[part],
        )
        self.articles.append(fresh)
        self.moved[part] = fresh
        self.plain_numbers = True

    def _merge(self, operation: Operation) -> None:
        to = operation.to[0] if operation.to else Address()
        if to.paragraph or not to.article or not operation.at:
            self._merge_paragraphs(operation)
            return
        origins, partial = [], []
        for address in operation.at:
            article = self._article(operation, address)
            if article is None or article.old is None:
                continue
            if address.paragraph or address.item:
                partial.append(address)
                self._take_out(operation, article, address)
            else:
                origins.append(article.old)
                article.gone = True
        merged = DraftArticle(
            to.article,
            None,
            paragraphs_of(operation.text),
            origins,
            changed=True,
            fixed=to.article,
            partial=partial,
        )
        self.articles.append(merged)
        self.plain_numbers = True

    def _take_out(self, operation: Operation, article: DraftArticle, address: Address) -> None:
        """A part goes into another article; what has meanwhile got other words by number stays as it is."""
        if address.item:
            found = self._item(operation, address)
            if found and not found[1].changed:
                found[1].gone = article.changed = True
        else:
            paragraph = self._paragraph(operation, article, address)
            if paragraph is not None and not paragraph.changed:
                paragraph.gone = article.changed = True

    def _merge_paragraphs(self, operation: Operation) -> None:
        if (
            operation.text
            and operation.at
            and all(one.article == operation.at[0].article for one in operation.at)
        ):
            self._replace_row(operation)
        else:
            self._fail(operation, "没有写明合并成哪一条")

    def _split(self, operation: Operation) -> None:
        article = self._article(operation, operation.at[0]) if operation.at else None
        if article is None:
            return
        if not operation.text:
            self._fail(operation, "分成的各条没有写出文字")
            return
        article.gone = True
        lines = paragraphs_of(operation.text)
        for n, to in enumerate(operation.to):
            part = lines[n:] if n == len(operation.to) - 1 else lines[n : n + 1]
            self.articles.append(
                DraftArticle(to.article, None, part, list(article.origins), changed=True, fixed=to.article)
            )
        self.plain_numbers = True

    def _words(self, operation: Operation) -> None:
        places = operation.at or tuple(
            Address(article.number) for article in self.articles if article.old is not None
        )
        done = 0
        for address in places:
            article = self._article(operation, address)
            if article is None:
                continue
            hits = self._reword(operation, article, address)
            if hits:
                article.changed = True
            elif operation.at:
                self._fail(operation, f"{address.article}里没有“{operation.old_words[:30]}”")
            done += hits
        if not done and not operation.at:
            self._fail(operation, f"全文没有“{operation.old_words[:30]}”")

    def _reword(self, operation: Operation, article: DraftArticle, address: Address) -> int:
        old, new = operation.old_words, self._joined(operation.old_words, operation.new_words)
        if not old:
            return self._append(article, address, new)
        old, new = item_words(old), item_words(new)
        cites = ONE_ARTICLE.search(new) is not None
        if "\n" in old:
            return reword_paragraphs(article, old, new)
        hits = 0
        for paragraph in article.paragraphs:
            if address.paragraph and (paragraph.old is None or paragraph.old.paragraph != address.paragraph):
                continue
            if not address.item:
                paragraph.text, one = swap(paragraph.text, old, new)
                paragraph.tail, two = swap(paragraph.tail, old, new)
                hits += one + two
                paragraph.changed = paragraph.changed or one + two > 0
                paragraph.worded = paragraph.worded or (cites and one + two > 0)
            for item in paragraph.items:
                if address.item and (item.old is None or item.old.item != address.item):
                    continue
                item.text, more = swap(item.text, old, new)
                item.changed = item.changed or more > 0
                item.worded = item.worded or (cites and more > 0)
                hits += more
        return hits

    def _append(self, article: DraftArticle, address: Address, words: str) -> int:
        for paragraph in reversed(article.paragraphs):
            if not address.paragraph or (paragraph.old and paragraph.old.paragraph == address.paragraph):
                paragraph.text += words
                paragraph.changed = True
                return 1
        return 0

    def _joined(self, old: str, new: str) -> str:
        """The new words with the sign between old and inserted words that the quotation may have left out."""
        if self.joint and old and new != old and new.startswith(old):
            return f"{old}{self.joint}{new[len(old) :]}"
        if self.joint and old and new != old and new.endswith(old):
            return f"{new[: -len(old)]}{self.joint}{old}"
        return new

    # The end

    def done(self, *, reorders: bool, follow: bool) -> Applied:
        for article in self.articles:
            arrange_paragraphs(article)
            # All its paragraphs went elsewhere.
            article.gone = article.gone or (article.changed and not article.paragraphs)
        kept = [article for article in self.articles if not article.gone]
        ordered = self._sequential(kept) if reorders or self.plain_numbers else self._as_numbered(kept)
        numbers = {}
        for article, number in ordered:
            if article.old is not None:
                numbers[article.number] = number
        for article, number in ordered:
            if follow:
                follow_articles(article, numbers)
            article.number = number
        return Applied(tuple(article for article, _ in ordered), tuple(self.failed), numbers)

    def _sequential(self, kept: Sequence[DraftArticle]) -> list[tuple[DraftArticle, str]]:
        """Articles with a fixed number in their places, the others around them in their order."""
        count = len(kept)
        fixed: dict[int, DraftArticle] = {}
        free: list[DraftArticle] = []
        for article in kept:
            number, sub = ordinal(article.fixed)
            if 0 < number <= count and not sub and number not in fixed:
                fixed[number] = article
            else:
                free.append(article)
        rest = iter(sorted(free, key=_order))
        row = [fixed[n] if n in fixed else next(rest) for n in range(1, count + 1)]
        return [(article, article_number(n)) for n, article in enumerate(row, 1)]

    def _as_numbered(self, kept: Sequence[DraftArticle]) -> list[tuple[DraftArticle, str]]:
        """Numbers stay (第一百三十三条之一 goes in without moving any other)."""
        numbered = [(article, article.fixed or article.number) for article in kept]
        return sorted(numbered, key=lambda pair: (ordinal(pair[1]), pair[0].old is None))


def _order(article: DraftArticle) -> tuple[int, tuple[int, int]]:
    return (article.old if article.old is not None else 1 << 30, ordinal(article.number))
