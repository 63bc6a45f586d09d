"""Reading the citations of a stretch of text: lists, ranges, and whose provision each of them is."""

import re
from dataclasses import dataclass, replace

from lezr_extract.records import Reach, Resolution
from lezr_extract.structure import citation_grammar as grammar
from lezr_extract.structure import citation_members
from lezr_extract.structure.citation_grammar import Level, Relative, Unit
from lezr_extract.structure.cited import Cited, Here, Named, OwnLaw
from lezr_extract.structure.law_names import bare_name_at, bare_name_before, full_title, is_norm
from lezr_extract.structure.outline import check

_START = re.compile(
    r"《|第(?=[（(零〇○一二两三四五六七八九十百千0-9０-９])|[前上](?=[列述第（(零〇一二两三四五六七八九十几数各0-9条款项])"
    r"|本(?=[条款项法规办细决解章准通守意公纲方标实暂试管修《])|[该同](?=[条款][第规所])"
    r"|(?:依照|按照|根据|依据|违反|适用|遵守|参照|执行|符合)(?=[\u4e00-\u9fa5])"
)
_VERBS = frozenset(("依照", "按照", "根据", "依据", "违反", "适用", "遵守", "参照", "执行", "符合"))
# What follows a cited article; the head of an article is followed by its subject.
_CITES = re.compile(r"[第、，和或至的规之]|中(?![华国央])|所(?!有)|以及|与|关于|修改|增加")
# Alone they say where the words stand and cite nothing; 本条第二款 does.
_HERE = frozenset(("本条", "本款", "本项"))
_OWN_ALWAYS = frozenset(("法", "法典", "条例", "规定", "办法", "细则", "决定", "规则", "解释"))
# A bare 第X条 after these belongs to a paper that is no law.
_OTHER_PAPER = re.compile(r"(?:合同|协议|章程|附件|附表|附录|清单|目录|公约|协定|附则|表)的?$")
_THAT_LAW = re.compile(r"(?:该|同|上述|前述)(?:法典|法|条例|规定|办法|细则|决定|规则|解释)$")


class Chain:
    """Reads the citations of one article, segment after segment.

    Attributes:
        own: the citing law.
        antecedent: the law last named, for 该法.
        last: the provision last cited, for 该条.
    """

    def __init__(self, own: OwnLaw) -> None:
        self.own = own
        self.antecedent: Named | None = None
        self.last: Cited | None = None

    def read(self, text: str, here: Here) -> list[Cited]:
        """The citations in ``text``, which stands at ``here``, in order."""
        found: list[Cited] = []
        at = 0
        short = self.own.short
        alias = short.search(text) if short else None
        while True:
            start = _START.search(text, at)
            if short is not None and alias is not None and alias.start() < at:
                alias = short.search(text, at)
            reading = Reading(self, text, here)
            if alias is not None and (start is None or alias.start() <= start.start()):
                end = reading.from_short_name(alias.start(), alias.end(), alias[1])
            elif start is not None:
                end = reading.from_start(start.start(), start[0])
            else:
                return found
            found.extend(reading.done())
            cited = [c for c in found[-1:] if c.article is not None]
            self.last = cited[0] if cited else self.last
            at = max(end, at + 1)

    def own_named(self) -> Named:
        """The law to which a bare 第X条 belongs: this one, or in a 修改决定 the one that it amends."""
        names = self.own.names
        if names.amended:
            return Named(names.amended, names.amended, Reach.OTHER_LAW)
        if names.amending and self.antecedent is not None:
            return self.antecedent
        return Named(names.own, "", Reach.SAME_LAW)

    def law_before(self, text: str, at: int) -> tuple[int, Named, bool]:
        """Whose the 第X条 at ``at`` is by the words before it: where they begin, the law, whether a paper."""
        own = self.own_named()
        if at == 0:
            return at, own, False
        that = _THAT_LAW.search(text, 0, at)
        if that is not None:
            named = self.antecedent or Named(that[0], "", Reach.OTHER_LAW)
            return that.start(), named, False
        short = self.own.names.short
        name = bare_name_before(text, at, short)
        if name:
            return at - len(name), Named(name, full_title(name, short), Reach.OTHER_LAW), False
        return at, own, _OTHER_PAPER.search(text, max(0, at - 6), at) is not None


@dataclass(slots=True)
class Group:
    """The provisions of one law, named once: their words and what they cite."""

    named: Named
    start: int
    end: int
    cited: list[Cited]
    foreign: bool = False


class Reading:
    """One run of citations that belong together, such as 《甲法》和本法第三条、第五条第一款至第三款."""

    def __init__(self, chain: Chain, text: str, here: Here) -> None:
        self._chain = chain
        self._own = chain.own
        self._text = text
        self._here = here
        self._groups: list[Group] = []
        self._level: Level | None = None
        self._pending = 0  # how many of the last group's citations the last token gave
        self._bare = False

    def from_start(self, at: int, word: str) -> int:
        """Reads from a start word on; gives where the reading ended."""
        if word in _VERBS:
            self._bare = True
            end = self._bare_name(at + len(word))
            return self._go_on(end) if end else at + len(word)
        end = self._token(at)
        if not end and word == "第":
            end = self._first_unit(at)
        return self._go_on(end) if end else at + 1

    def from_short_name(self, at: int, end: int, name: str) -> int:
        """Reads on from a short name without 《》."""
        self._name(Named(name, self._own.names.short[name], Reach.OTHER_LAW), at, end)
        return self._go_on(self._after_name(end))

    def done(self) -> list[Cited]:
        """What was read; a law named without a provision is one citation of the law."""
        found: list[Cited] = []
        for group in self._groups:
            if group.foreign:
                continue
            if not group.cited and group.named.reach is Reach.OTHER_LAW:
                found.append(self._cited(group))
            if self._text[group.start : group.end] not in _HERE:
                found.extend(replace(c, start=group.start, end=group.end) for c in group.cited)
        return found

    def _go_on(self, at: int) -> int:
        while True:
            end = self._implementing(at) if self._text.startswith("及其", at) else 0
            if end:
                at = end
                continue
            ranged = grammar.TO.match(self._text, at) if self._level else None
            join = ranged or grammar.JOIN.match(self._text, at)
            end = 0
            if join is None or join.end() == at:
                end = self._adjacent(at)
            elif ranged:
                end = self._unit(ranged.end(), joined=True, ranged=True)
            else:
                end = self._token(join.end()) or self._joined(join.end())
            if not end:
                return at
            at = end

    def _token(self, at: int) -> int:
        """A token that can begin a group: a law's name, 本法, 前款, 该条."""
        first = self._text[at : at + 1]
        if first == "《":
            return self._title(at)
        if first == "本":
            return self._relative(at, joined=True) or self._own_name(at) or self._own_title(at)
        if first in ("前", "上"):
            return self._relative(at, joined=True) or self._before_items(at)
        if first in ("该", "同"):
            return self._that_provision(at)
        return 0

    def _joined(self, at: int) -> int:
        """What may follow 、 or 和: a further provision, or a further law without 《》."""
        if self._level is not None:
            end = self._unit(at, joined=True)
            if end:
                return end
        return self._bare_name(at) if self._bare else 0

    def _adjacent(self, at: int) -> int:
        first = self._text[at : at + 1]
        if first in ("第", "（", "("):
            return self._unit(at, joined=False)
        if self._level is None and grammar.UNMARKED_ARTICLE.match(self._text, at) is not None:
            return self._unit(at, joined=False)
        if first == "前" and self._level is Level.ARTICLE:
            return self._relative(at, joined=False)
        return 0

    # Laws

    def _title(self, at: int) -> int:
        match = grammar.TITLE.match(self._text, at)
        if match is None:
            return 0
        title = match[1]
        full = self._own.names.short.get(title, title)
        norm = is_norm(full)
        antecedent = self._chain.antecedent
        self._name(Named(title, full, Reach.OTHER_LAW), at, match.end())
        if not norm:
            self._groups[-1].foreign = True
            self._chain.antecedent = antecedent
        return self._after_name(match.end())

    def _bare_name(self, at: int) -> int:
        short = self._own.names.short
        place = bare_name_at(self._text, at, short)
        if place is None:
            return 0
        name = self._text[place[0] : place[1]]
        self._name(Named(name, full_title(name, short), Reach.OTHER_LAW), *place)
        return self._after_name(place[1])

    def _implementing(self, at: int) -> int:
        """及其实施条例: the rule that implements the law just named."""
        match = grammar.IMPLEMENTING.match(self._text, at)
        named = self._groups[-1].named
        if match is None or named.reach is not Reach.OTHER_LAW:
            return 0
        title = named.full_title + match[1]
        self._name(Named(match[1], title, Reach.OTHER_LAW), match.start(1), match.end())
        return self._after_name(match.end())

    def _own_name(self, at: int) -> int:
        match = grammar.OWN.match(self._text, at)
        if match is None or not grammar.own_allowed(self._text, at):
            return 0
        names = self._own.names
        named = Named(match[0], "", Reach.SAME_LAW)
        if names.amending and match[1] != "决定":
            named = self._chain.own_named()
        self._name(named, at, match.end())
        self._groups[-1].foreign = match[1] not in _OWN_ALWAYS and not names.own.endswith(match[1])
        return self._after_name(match.end())

    def _own_title(self, at: int) -> int:
        """本《实施细则》: the law itself, as some old texts call it."""
        match = grammar.TITLE.match(self._text, at + 1)
        if match is None:
            return 0
        self._name(Named(self._own.names.own, "", Reach.SAME_LAW), at, match.end())
        return self._after_name(match.end())

    def _name(self, named: Named, at: int, end: int) -> None:
        self._groups.append(Group(named, at, end, []))
        self._level, self._pending = None, 0
        if named.reach is Reach.OTHER_LAW:
            self._chain.antecedent = named

    def _after_name(self, at: int) -> int:
        """Past a remark in brackets and a linking 的, when a provision follows."""
        remark = grammar.REMARK.match(self._text, at)
        if remark is not None:
            at = remark.end()
        link = grammar.LINK.match(self._text, at)
        return link.end() if link is not None else at

    def _first_unit(self, at: int) -> int:
        """第X条, 第X款 or 第X项 without a law before it."""
        unit = grammar.read_unit(self._text, at, bracket_allowed=False)
        if unit is None:
            return 0
        start, named, foreign = at, Named(self._own.names.own, "", Reach.RELATIVE), False
        if unit.level is Level.ARTICLE:
            start, named, foreign = self._chain.law_before(self._text, at)
        elif unit.level is Level.SUBITEM:
            return 0
        if start == at and self._begins_sentence(at, unit):
            return 0
        self._groups.append(Group(named, start, at, [], foreign))
        return self._unit(at, joined=False)

    def _begins_sentence(self, at: int, unit: Unit) -> bool:
        """Whether 第X条 is the head of an article that the source glued to this one, not a citation."""
        if unit.level is not Level.ARTICLE or self._text[at - 1 : at] not in ("", "。", "；"):
            return False
        number = grammar.article_number(unit.numbers[0] or "", unit.suffix)
        return number not in self._own.position and _CITES.match(self._text, unit.end) is None

    # Provisions

    def _unit(self, at: int, *, joined: bool, ranged: bool = False) -> int:
        unmarked = grammar.UNMARKED_ARTICLE.match(self._text, at) is not None
        loose = joined or unmarked or self._text[at : at + 1] in ("（", "(")
        unit = grammar.read_unit(self._text, at, bracket_allowed=loose)
        if unit is None and self._level is None and self._groups[-1].end > self._groups[-1].start:
            unit = grammar.read_article_without_mark(self._text, at)
        marked = unmarked or self._text[at : at + 1] in ("第", "（", "(")
        if unit is None or (joined and not marked and unit.level is not self._level):
            return 0
        group = self._groups[-1]
        adjacent = not joined and self._level is not None
        base = group.cited[-1] if group.cited else self._context(group, unit)
        if adjacent and self._deeper(unit.level) and self._pending:
            group.cited.pop()
        if unit.level is not Level.SUBITEM:
            first = group.cited[-1] if ranged and self._level is unit.level and group.cited else None
            members = citation_members.members(unit, base, first, self._own)
            group.cited.extend(members)
            self._pending = len(members)
            self._level = unit.level
        elif adjacent and self._pending:
            group.cited.append(base)
        group.end = unit.end
        return unit.end

    def _deeper(self, level: Level) -> bool:
        return self._level is not None and level.value > self._level.value

    def _context(self, group: Group, unit: Unit) -> Cited:
        """What a provision without anything before it belongs to: this 条, and for a 项 this 款."""
        blank = self._cited(group)
        if unit.level is Level.ARTICLE or group.named.reach is not Reach.RELATIVE:
            return blank
        last = self._chain.last
        here = replace(blank, article=self._here.article)
        if unit.level is Level.ITEM and self._here.list_items:
            here = replace(here, paragraph=self._here.list_paragraph)
        if last is None:
            return here
        there = replace(
            last,
            start=blank.start,
            item=None,
            paragraph=None if unit.level is Level.PARAGRAPH else last.paragraph,
        )
        if last.reach is not Reach.OTHER_LAW:
            there = replace(there, reach=Reach.RELATIVE)
        there = replace(there, evidence=f"承接前文{last.article}")
        breach = self._text.endswith(("违反", "未按照", "未按", "不符合", "有"), 0, group.start)
        if self._own.names.amending:
            return there  # the new wording speaks of the article it goes into
        first, second = (there, here) if breach else (here, there)
        return first if self._present(first, unit) or not self._present(second, unit) else second

    def _present(self, base: Cited, unit: Unit) -> bool:
        """Whether the law has all of ``unit`` under ``base``; of another law that is not known and not denied."""
        if base.reach is Reach.OTHER_LAW:
            return True
        return all(
            check(self._own.shape, c.article or "", c.paragraph, c.item) is Resolution.RESOLVED
            for c in citation_members.members(unit, base, None, self._own)
        )

    def _cited(self, group: Group) -> Cited:
        named = group.named
        return Cited(group.start, group.end, named.law, named.full_title, named.reach)

    # Relative citations

    def _relative(self, at: int, *, joined: bool) -> int:
        relative = grammar.read_relative(self._text, at)
        if relative is None:
            return 0
        members = citation_members.before(relative, self._here, self._own)
        if relative.level is Level.ITEM and relative.back > 1 and not self._here.list_items:
            return 0  # 前三项污染物 counts things, not 项
        if self._own.names.amending and joined:
            return self._relative_in_quotation(at, relative)
        if joined or not self._groups:
            named = Named(self._own.names.own, "", Reach.RELATIVE)
            self._groups.append(Group(named, at, at, []))
        elif self._pending:
            self._groups[-1].cited.pop()
        group = self._groups[-1]
        group.cited.extend(
            replace(member, start=group.start, law=group.named.law, full_title=group.named.full_title)
            for member in members
        )
        group.end = relative.end
        self._level, self._pending = relative.level, len(members)
        return relative.end

    def _relative_in_quotation(self, at: int, relative: Relative) -> int:
        """前款 in the new wording that a 修改决定 quotes: some provision of the article it amends."""
        named = self._chain.own_named()
        last = self._chain.last
        article = last.article if last is not None and relative.level is not Level.ARTICLE else None
        member = Cited(at, at, named.law, named.full_title, Reach.RELATIVE, article)
        member = replace(member, failure=Resolution.NO_ANTECEDENT, evidence="所引在修改决定所给的新文本中")
        self._groups.append(Group(named, at, relative.end, [member]))
        self._level, self._pending = relative.level, 1
        return relative.end

    def _before_items(self, at: int) -> int:
        """前（一）至（三）项: items of this 款, named by number."""
        if grammar.BEFORE_ITEMS.match(self._text, at) is None:
            return 0
        named = Named(self._own.names.own, "", Reach.RELATIVE)
        self._groups.append(Group(named, at, at, []))
        self._level, self._pending = None, 0
        return self._unit(at + 1, joined=False)

    def _that_provision(self, at: int) -> int:
        """该条第二款, 该款规定: the provision last cited, or what stands under it."""
        match = grammar.THAT_PROVISION.match(self._text, at)
        last = self._chain.last
        if match is None or last is None:
            return 0
        level = Level.ARTICLE if match[0].endswith("条") else Level.PARAGRAPH
        paragraph = last.paragraph if level is Level.PARAGRAPH else None
        named = Named(last.law, last.full_title, last.reach)
        cited = replace(last, paragraph=paragraph, item=None, failure=None, evidence="")
        self._groups.append(Group(named, at, match.end(), [cited]))
        self._level, self._pending = level, 1
        return match.end()
