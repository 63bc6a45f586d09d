"""Reading an amending decision into operations; what cannot be read becomes one that says so with its words."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace

from lezr_extract.compare.amending.grammar import TITLES, Form, forms, repeal_form
from lezr_extract.compare.amending.places import addresses, article_number
from lezr_extract.compare.amending.quotes import QUOTED, mask
from lezr_extract.compare.amending.several import ROW, SEVERAL, laws_in, listed
from lezr_extract.records import Address, AmendingDecision, Law, Operation, OperationKind, Span
from lezr_extract.text.numerals import to_int
from lezr_extract.vocabulary.amending import reorders, sentence_patterns

_AMENDS = re.compile(
    r"(?:修改|废止|修正)[^。]*的?决定$|修正案(?:[（(][^（）()]{1,8}[）)])?$|^关于(?:修改|废止)"
)
_NAMED = re.compile(
    r"(?:修改|修正|废止)[^《〈]{0,12}[《〈<]([^《》〈〉<>]{2,80})[》〉>]([^《〈]{0,8}[》〉])?"
)
_MANY = re.compile(r"[》〉>]\s*(?:等|、|和)|部分|[一二三四五六七八九十]+(?:部|件|项)")
_ENTRY = re.compile(
    r"^[^\S\n]*(?:条目(?P<item>[一二三四五六七八九十百]+)|(?P<counted>[一二三四五六七八九十百]+)[、．.]"
    r"|(?P<article>第[一二三四五六七八九十百零]+条)(?=\s)|(?P<bracket>[（(][一二三四五六七八九十百]+[）)])"
    r"|(?P<arabic>\d{1,3})[.．、](?!\d))[^\S\n]*",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_GLUE = re.compile(
    r"[\s，、；。：]*(?:(?:并|和|同时|另外|此外|其中|全文)[，]?|为了?[^。；▣]{2,150}?，(?=将|在|把|对|第|增加|删))?"
)
_ARTICLE_LINE = re.compile(
    r"^第([一二三四五六七八九十百千零〇]+)条(?:之([一二三四五六七八九十]+))?[\s　]*", re.MULTILINE
)
_MAY_BEGIN = re.compile(rf"[将把在对第删增《本刑宪原并其该这取去补修改序{QUOTED}]")
_BETWEEN = " \n，、；。：并和同时"
_MOST_TRIES = 300
"""Places of one sentence at which an instruction is looked for; behind them the rest is shown as unread."""
_NO_PLACE = re.compile(r"[^第零〇一二三四五六七八九十百千两0-9条款项之（）()、和与及至到序言自然段]")
_LEVELS = {"条": "article", "款": "paragraph", "项": "item"}
_CRIMINAL = "中华人民共和国刑法"
_CONSTITUTION = "中华人民共和国宪法"


def is_amending(title: str) -> bool:
    """Whether the title is that of a text that changes or ends others (修改决定, 修正案, 废止决定)."""
    return _AMENDS.search("".join(title.split())) is not None


def read_decision(law: Law) -> AmendingDecision:
    """What the decision does, operation by operation, in order; no word of it is lost.

    Args:
        law: the decision itself, as a law.
    """
    reader = _Reader(law)
    operations = tuple(reader.operations())
    in_force = law.effective.value if law.effective else ""
    return AmendingDecision(
        law.id,
        law.title,
        law.version,
        in_force or _at_once(law),
        operations,
        reorders=reorders().search(law.text) is not None,
    )


def _at_once(law: Law) -> str:
    """The day of a decision that works from its publication on; that day is its version."""
    return law.version if re.search(r"自(?:公布|发布|通过)之日起(?:施行|生效)", law.text) else ""


def target_of(title: str) -> str:
    """The one law that the title of a decision names; empty where it names several or none."""
    plain = "".join(title.split())
    if "刑法修正案" in plain:
        return _CRIMINAL
    if "宪法修正案" in plain:
        return _CONSTITUTION
    named = _NAMED.search(plain)
    if named is None or _MANY.search(plain[named.start() :]):
        return ""
    return named[1]


@dataclass(slots=True)
class _Context:
    """What a sentence leaves to the ones before: law, article, paragraph."""

    law: str = ""
    article: str = ""
    renumbered: str = ""
    paragraph: int | None = None
    last: tuple[Address, ...] = ()
    label: str = ""
    stack: list[str] = field(default_factory=list)

    @property
    def address(self) -> Address:
        return Address(self.article, self.paragraph)


class _Reader:
    def __init__(self, law: Law) -> None:
        self.law = law
        self.text = law.text
        self.context = _Context(law=target_of(law.title))
        start = law.articles[0].span.start if law.articles else 0
        end = law.articles[-1].span.end if law.articles else 0
        body = Span(start, end)
        heads = [match.start() for match in _ENTRY.finditer(self.text, start, end)]
        self.masked = mask(self.text, body, heads)
        self._listed: tuple[Operation, ...] = ()
        self._listed_used = False

    def operations(self) -> Iterator[Operation]:
        masked = self.masked.text
        at = 0
        while at < len(masked):
            entry = _ENTRY.match(masked, at)
            if entry and (at == 0 or masked[at - 1] == "\n"):
                if not (entry["bracket"] or entry["arabic"]):
                    yield from self._without_row()
                self._enter(entry)
                at = entry.end()
                continue
            sentence = _SENTENCE.match(masked, at)
            if sentence is None or sentence.end() == at:
                break
            at = yield from self._sentence(at, sentence.end())
        yield from self._without_row()

    def _without_row(self) -> Iterator[Operation]:
        """What 将下列法规中的… says where no row of laws followed: shown, not carried out on any law."""
        if not self._listed_used:
            yield from (replace(one, kind=OperationKind.UNREAD) for one in self._listed[:1])
        self._listed = ()

    def _enter(self, entry: re.Match[str]) -> None:
        label = next((words for words in entry.groups() if words), "")
        context = self.context
        nested = bool(entry["bracket"] or entry["arabic"])
        if nested:
            depth = 1 if entry["bracket"] else 2
            context.stack = [*context.stack[:depth], label]
        else:
            context.stack = [f"条目{label}" if entry["item"] else label]
            context.law = target_of(self.law.title)
        context.label = "".join(context.stack)
        context.article, context.renumbered, context.paragraph, context.last = "", "", None, ()

    def _sentence(self, start: int, end: int) -> Generator[Operation, None, int]:
        """The operations from ``start`` on; gives where it stopped, which may lie behind ``end``."""
        words = self.masked.text[start:end]
        plain = words.strip().rstrip("。；")
        if not plain:
            return end
        row = ROW.fullmatch(plain) if self._listed else None
        if row is not None:
            self._listed_used = True
            yield from self._for_each(row["laws"], self._listed)
            return end
        opens = listed().match(self.masked.text, start)
        if opens is not None:
            words_of = self._operation(OperationKind.WORDS, start, opens.end())
            words_of = replace(words_of, text=self._quoted(opens, "new"))
            self._listed, self._listed_used = tuple(self._words(words_of, opens)), False
            return opens.end()
        if self._says_nothing(plain, words):
            return end
        ended = repeal_form().search(words)
        if ended is not None and QUOTED not in words:
            yield from self._repeals(ended, start, end)
            return end
        return (yield from self._forms(start, end))

    def _says_nothing(self, plain: str, words: str) -> bool:
        for pattern in sentence_patterns("opening"):
            if pattern.fullmatch(plain) or pattern.fullmatch(words.strip()):
                titles = TITLES.findall(plain)
                if len(titles) == 1:
                    self.context.law = titles[0]
                return True
        return any(pattern.match(plain) for pattern in sentence_patterns("closing"))

    def _forms(self, start: int, end: int) -> Generator[Operation, None, int]:
        masked = self.masked.text
        at, unread, tries = start, start, 0
        while at < end:
            glue = _GLUE.match(masked, at)
            head = glue.end() if glue else at
            several = SEVERAL.match(masked, head)
            if several is not None and (word := self._word_form(several.end())) is not None:
                if masked[unread:head].strip(_BETWEEN):
                    yield self._unread(unread, head)
                same = tuple(self._made(*word, word[1].end()))
                whole = self._operation(OperationKind.WORDS, head, word[1].end())
                same = tuple(replace(one, span=whole.span, words=whole.words) for one in same)
                yield from self._for_each(several["laws"], same)
                at = unread = word[1].end()
                continue
            found = next(
                (
                    (form, match)
                    for form in forms()
                    if (match := form.pattern.match(masked, head)) and match.end() > head
                ),
                None,
            )
            if found is None:
                later = _MAY_BEGIN.search(masked, max(head, at) + 1, end)
                tries += 1
                at = later.start() if later and tries < _MOST_TRIES else end
                continue
            if masked[unread:at].strip(_BETWEEN):
                yield self._unread(unread, at)
            form, match = found
            stop = self._with_text(form, match)
            yield from self._made(form, match, stop)
            at = unread = stop
            end = max(end, stop)
        if masked[unread:end].strip(_BETWEEN):
            yield self._unread(unread, end)
        return end

    def _word_form(self, at: int) -> tuple[Form, re.Match[str]] | None:
        """What is done to words behind a list of laws."""
        found = (
            (form, form.pattern.match(self.masked.text, at))
            for form in forms()
            if form.kind is OperationKind.WORDS
        )
        return next(((form, match) for form, match in found if match), None)

    def _for_each(self, laws: str, operations: tuple[Operation, ...]) -> Iterator[Operation]:
        """The same operations for every law of a list."""
        for title, places in laws_in(laws):
            at = addresses(places, Address()) if places else ()
            yield from (replace(one, law=title, at=at, entry=self.context.label) for one in operations)

    def _with_text(self, form: Form, match: re.Match[str]) -> int:
        """Where the instruction ends: behind the new text where this stands without quotation marks."""
        masked = self.masked.text
        takes = form.kind in (OperationKind.REPLACE, OperationKind.INSERT)
        begin = match.start() + len(match.group().rstrip())
        if not takes or match["new"] or masked[begin - 1] not in "：:":
            return match.end()
        line = masked.find("\n", begin)
        end = line if line >= 0 else len(masked)
        if masked[begin:end].strip():
            return end
        # The text follows on lines of its own, up to the next instruction.
        for one in re.finditer(r"\n[^\n]*", masked[begin:]):
            words = one.group().strip()
            instruction = any(form.pattern.match(words) for form in forms() if form.name != "insert")
            if (_ENTRY.match(words) and not words.startswith("第")) or instruction or self._closes(words):
                return begin + one.start()
        return len(masked)

    def _closes(self, words: str) -> bool:
        return any(pattern.match(words.rstrip("。")) for pattern in sentence_patterns("closing"))

    def _repeals(self, match: re.Match[str], start: int, end: int) -> Iterator[Operation]:
        titles = TITLES.findall(match["before"] or match["after"])
        for title in titles:
            yield replace(self._operation(OperationKind.REPEAL, start, end), law=title)

    # Operations

    def _operation(self, kind: OperationKind, start: int, end: int) -> Operation:
        masked = self.masked.text
        while end > start and masked[end - 1] in " \n，、；。":
            end -= 1
        while start < end and masked[start] in " \n，、；。":
            start += 1
        span = self.masked.span(start, end)
        context = self.context
        return Operation(kind, context.law, (), (), "", "", "", context.label, span, span.of(self.text))

    def _unread(self, start: int, end: int) -> Operation:
        return self._operation(OperationKind.UNREAD, start, end)

    def _made(self, form: Form, match: re.Match[str], stop: int) -> Iterator[Operation]:
        groups = match.groupdict()
        self._take_law(groups.get("law") or groups.get("law2"))
        operation = self._operation(form.kind, match.start(), stop)
        if form.kind is OperationKind.HEADING:
            yield self._heading(operation, match)
            return
        refs = groups.get("refs") or groups.get("refs2") or ""
        at = self._places(refs, whole=form.kind is OperationKind.INSERT)
        to = addresses(groups.get("to") or "", self._new_home(at))
        text = self._quoted(match, "new") or self.text[self._rest(match, stop)].strip()
        operation = replace(operation, at=at, to=to, text=text)
        match form.kind:
            case OperationKind.WORDS:
                yield from self._words(operation, match)
            case OperationKind.INSERT:
                yield from self._insertion(operation, match)
            case OperationKind.RENUMBER:
                yield from self._renumbered(operation)
            case OperationKind.DELETE:
                yield from (replace(operation, at=(one,), text="") for one in at)
            case OperationKind.REPLACE:
                yield self._replacement(operation, groups.get("level") or "")
            case _:
                yield operation

    def _rest(self, match: re.Match[str], stop: int) -> slice:
        if stop == match.end():
            return slice(0, 0)
        span = self.masked.span(match.start() + len(match.group().rstrip()), stop)
        return slice(span.start, span.end)

    def _take_law(self, words: str | None) -> None:
        if words and words.startswith("《"):
            self.context.law = words[1:-1]

    def _places(self, words: str, *, whole: bool) -> tuple[Address, ...]:
        """The provisions that a sentence names; they become what the next one leaves out.

        Args:
            words: of the sentence, may be empty.
            whole: the sentence adds something: without a place of its own to the article or paragraph spoken of.
        """
        if not words:
            if whole:
                return (self.context.address,) if self.context.article else ()
            return self.context.last
        found = addresses(_NO_PLACE.sub("", words), self.context.address)
        if found:
            last = found[-1]
            if last.article != self.context.article:
                self.context.renumbered = ""
            self.context.article = last.article
            self.context.paragraph = last.paragraph if last.item else None
            if not whole:
                self.context.last = found
        return found

    def _new_home(self, at: tuple[Address, ...]) -> Address:
        """The article in which the new numbers of an instruction lie."""
        article = self.context.renumbered or (at[0].article if at else self.context.article)
        return Address(article, at[0].paragraph if at else None)

    def _quoted(self, match: re.Match[str], group: str) -> str:
        start, end = match.span(group) if group in match.re.groupindex else (-1, -1)
        signs = (at for at in range(start, end) if self.masked.text[at] == QUOTED) if start >= 0 else ()
        return "\n".join(self.masked.quote(at).text for at in signs)

    def _heading(self, operation: Operation, match: re.Match[str]) -> Operation:
        groups = match.groupdict()
        title = next(
            (
                words
                for name in ("title", "late", "last")
                if groups.get(name) and (words := self._quoted(match, name))
            ),
            "",
        )
        where = groups.get("where") or groups.get("where2") or ""
        to = Address(heading=groups.get("to_heading") or "")
        return replace(
            operation,
            at=(Address(heading=where),) if where else (),
            to=(to, *addresses(groups.get("to") or "", Address())) if to.heading or groups.get("to") else (),
            text=title,
            old_words=self._quoted(match, "old"),
        )

    def _words(self, operation: Operation, match: re.Match[str]) -> Iterator[Operation]:
        groups = match.groupdict()
        new, side = operation.text, groups.get("side") or ""
        start, end = match.span("old") if groups.get("old") else (0, 0)
        runs = re.finditer(rf"{QUOTED}+", self.masked.text[start:end])
        olds = [
            "\n".join(self.masked.quote(at).text for at in range(start + run.start(), start + run.end()))
            for run in runs
        ]
        for old in olds or [""]:
            changed = {"后": old + new, "前": new + old}.get(side.removeprefix("之"), new)
            yield replace(operation, text="", old_words=old, new_words=changed if old else new)

    def _insertion(self, operation: Operation, match: re.Match[str]) -> Iterator[Operation]:
        level = _LEVELS.get(match["level"] or "", "")
        if level == "article" or (not level and operation.to and not operation.to[0].paragraph):
            yield from self._new_articles(operation)
            return
        number = to_int(match["number"]) if match["number"] else None
        if not operation.to and level:
            home = self._new_home(operation.at)
            operation = replace(
                operation, to=(replace(home, paragraph=home.paragraph if level == "item" else None),)
            )
        elif not level:  # 增加规定：“…” says no more than that it comes at the end
            operation = replace(operation, to=(Address(self._new_home(operation.at).article),))
        if number and len(operation.to) not in (0, number):
            operation = replace(operation, to=operation.to[:number])
        yield operation

    def _new_articles(self, operation: Operation) -> Iterator[Operation]:
        parts = _split_articles(operation.text)
        after = operation.at
        if len(operation.to) == 1:
            text = parts.get(operation.to[0].article, operation.text)
            yield replace(operation, text=_ARTICLE_LINE.sub("", text, count=1))
        elif operation.to:
            for address in operation.to:
                yield replace(operation, at=after, to=(address,), text=parts.get(address.article, ""))
                after = (address,)
        else:
            for article, text in parts.items():
                yield replace(operation, to=(Address(article),), text=text)
            if not parts:
                yield operation
        if operation.to:
            self.context.article, self.context.paragraph = operation.to[-1].article, None
            self.context.last = ()

    def _renumbered(self, operation: Operation) -> Iterator[Operation]:
        if len(operation.at) == len(operation.to):
            for old, new in zip(operation.at, operation.to, strict=True):
                yield replace(operation, at=(old,), to=(new,))
        else:
            yield operation
        if len(operation.to) == 1 and not operation.to[0].paragraph:
            self.context.renumbered = operation.to[0].article

    def _replacement(self, operation: Operation, level: str) -> Operation:
        if not level:
            return operation
        last = operation.at[0] if operation.at else self.context.address
        return replace(
            operation, at=(last if level != "条" else Address(last.article, heading=last.heading),)
        )


def _split_articles(text: str) -> dict[str, str]:
    """The new articles of one quotation: number → words."""
    found: dict[str, str] = {}
    heads = list(_ARTICLE_LINE.finditer(text))
    for n, head in enumerate(heads):
        end = heads[n + 1].start() if n + 1 < len(heads) else len(text)
        number = article_number(to_int(head[1]) or 0, (to_int(head[2]) or 0) if head[2] else 0)
        if number:
            found[number] = text[head.end() : end].strip()
    return found
