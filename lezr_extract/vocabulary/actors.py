"""Finding who acts in a text: organs, parties, courts, staff, the state, each with the word that attaches it.

A name is read from its tail to the left (县级以上人民政府 + 水行政 + 主管部门) over the words of
``data/actors.toml``; prepositions, verbs and punctuation end it. So the many names that no list holds are found
whole, and words that only look like a preposition (经济, 对外, 由于) never cut one.
"""

from typing import Final, NamedTuple

from lezr_extract.vocabulary.actor_words import (
    ATTACHING,
    BREAK,
    CLOSING,
    COURT,
    FIELD,
    LEVEL,
    LINKER,
    MODIFIER,
    NAME,
    OPENER,
    ORGAN,
    PARTY,
    QUALIFIER,
    STAFF,
    STATE,
    STOP,
    STRONG,
    STRONGLY,
    TAILS,
    Token,
    find_tokens,
    forms_of,
    words_in,
)
from lezr_extract.vocabulary.clause_words import words_of

_PARTY_UNLESS_BARE: Final = "机构"  # 养老机构, 检测机构: a party unless nothing qualifies it
_OFFICE: Final = "办公室"
_LONGEST_GAP: Final = 6  # characters of a field that no list holds
_LONGEST_PLACE: Final = 5
_LONGEST_BRACKET: Final = 10
_LONGEST_MODIFIER: Final = 24
_LONGEST_DESCRIPTION: Final = 80


class Actor(NamedTuple):
    """An actor in a text.

    Attributes:
        start, end: where it stands, in characters.
        kind: ``O`` organ, ``P`` party, ``C`` court and the like, ``S`` staff, ``G`` the state.
        via: the word that attaches it (由 经 报 向 …, or the verb whose object it is); empty without one.
    """

    start: int
    end: int
    kind: str
    via: str


def find_actors(text: str) -> list[Actor]:
    """The actors of ``text`` in order, without overlap; names joined by 、和或者会同 are separate actors.

    Brackets and punctuation are expected full-width, as cleaning leaves them.
    """
    search = _Search(text, *find_tokens(text))
    for at, flag in enumerate(search.flags):
        if flag & TAILS:
            search.take(at)
    return search.found


class _Search:
    """One text while its actors are found, from left to right."""

    __slots__ = ("flags", "found", "text", "tokens")

    def __init__(self, text: str, tokens: list[Token], flags: list[int]) -> None:
        self.text = text
        self.tokens = tokens
        self.flags = flags
        self.found: list[Actor] = []

    def take(self, at: int) -> None:
        """Appends the actor whose tail is token ``at``, if it is one."""
        _, tail, end = self.tokens[at]
        flag = self.flags[at]
        if self._is_other_word(end):
            return
        kind = _kind(flag)
        if kind == "G":
            self._take_state(at)
            return
        first, start = self._leftmost(at, kind)
        if kind == "P" and first < at and start == self.tokens[first][1]:
            first, start = self._without_verb(first, at)
        if kind == "P" and not self._is_party(flag, start, tail, end):
            return
        if kind == "O":
            kind = self._organ_or_party(at, first, start)
            if first and self.text[start - 1] == "的" and self.tokens[first - 1][2] == start:
                first, start = self._described(first, start)
                if self._does_trade(start, tail, end):
                    kind = "P"
        kind = self._beside(kind, start, self.text[tail:end])
        if kind == "O" and self.text.startswith(_OFFICE, end):
            end += len(_OFFICE)  # 绿化委员会办公室
        first, start = self._merge(first, start, kind)
        if start < end:
            self.found.append(Actor(start, end, kind, self._via(first, start, kind)))

    def _beside(self, kind: str, start: int, word: str) -> str:
        """The kind of a name with tail ``word`` that begins right after another: 公安机关(负责人) are staff."""
        before = self.found[-1].kind if self.found and self.found[-1].end == start else ""
        if kind == "P" and before in ("O", "C"):
            if word in words_in("heads") and (before == "O" or word != "成员"):
                kind = "S"
            elif word in words_in("branches") or (before == "C" and word in ("人员", "成员")):
                kind = before  # 人民银行分支机构, 常务委员会组成人员
        elif kind == "P" and not before and self.text.endswith("党的", 0, start):
            kind = "C"  # 党的基层组织
        elif kind == "O" and before == "C":
            kind = "C"  # 常务委员会有关工作机构
        elif kind == "S" and before == "P" and word == "工作人员":
            kind = "P"  # 医疗机构工作人员
        return kind

    def _is_party(self, flag: int, start: int, tail: int, end: int) -> bool:
        if flag & ATTACHING:
            after = self.text[end : end + 1]
            if start == tail or (after and after not in words_in("after_a_name")):
                return self.text.endswith(forms_of("naming"), start, tail)
        return start < tail or self.text[tail:end] not in words_in("dependent_tails")

    def _joined_to_party(self, end: int) -> bool:
        """Whether a name that ends here goes on as parties do: (机构)和人员."""
        return any(
            self.text.startswith(forms_of("other_parties"), end + len(link))
            for link in words_in("links_of_others")
            if self.text.startswith(link, end)
        )

    def _is_other_word(self, end: int) -> bool:
        """Whether the last character of a name belongs to a word of its own: 部 in 违法建设部分."""
        at = end - 1
        return self.text.startswith(forms_of("not_ministries"), at) and not self.text.startswith(
            forms_of("severally"), at
        )

    def _organ_or_party(self, at: int, first: int, start: int) -> str:
        _, tail, end = self.tokens[at]
        word = self.text[tail:end]
        if first == at and start == tail and word == "机关":
            # 机关、团体、企业事业单位 are all parties.
            listed = self.text[end : end + 1] == "、" and self.text[end + 1 : end + 3] in words_in(
                "listed_parties"
            )
            return "P" if listed else "O"
        if word == _PARTY_UNLESS_BARE and self._joined_to_party(end):
            return "P"  # 提供服务的机构和人员
        if word == _PARTY_UNLESS_BARE and start < tail:
            _, inner_start, inner_end = self.tokens[at - 1]
            inner_flag = self.flags[at - 1]
            if inner_end != tail:
                return "P"
            inner = self.text[inner_start:inner_end]
            governs = (
                inner_flag & FIELD
                and inner.endswith(forms_of("governing"))
                and inner not in words_in("of_owners")
            )
            return "O" if inner_flag & (QUALIFIER | LEVEL) or governs else "P"
        return "O"

    def _does_trade(self, start: int, tail: int, end: int) -> bool:
        """Whether a 机构 is described by a trade and not by a duty of the administration: 承担检测职责的机构."""
        described = self.text[start:tail]
        return (
            self.text[tail:end] == _PARTY_UNLESS_BARE
            and described.startswith(forms_of("trades"))
            and not any(word in described for word in words_in("public_duties"))
        )

    def _merge(self, first: int, start: int, kind: str) -> tuple[int, int]:
        """Takes in the actors right before that belong to the name: 公安机关 in 公安机关工作人员."""
        found = self.found
        while (
            found
            and found[-1].end >= start
            and (
                _belongs(found[-1].kind, kind)
                or (kind == "O" and found[-1].kind == "P" and found[-1].start >= start)
            )
        ):  # 企业 in 企业主管部门
            before = found.pop()
            if before.start < start:
                start = before.start
                while first and self.tokens[first - 1][1] >= start:
                    first -= 1
        return first, max(start, found[-1].end) if found else start

    def _take_state(self, at: int) -> None:
        """国家 and 本市 act only where nothing but punctuation, 由 or a link stands before them."""
        _, start, end = self.tokens[at]
        before = self.text[start - 1] if start else "\n"
        word = self.text[start:end]
        if len(word) == 1 or word in words_in("narrow_state"):
            if before not in "，。；：\n" or self.text[end : end + 2] not in words_in("acts_of_the_state"):
                return
        elif before not in "，。；：\n由和与是在被经" or self.text[end : end + 1] in ("的", "（"):
            return
        if at + 1 < len(self.tokens):
            _, next_start, _ = self.tokens[at + 1]
            flag = self.flags[at + 1]
            if next_start == end and flag & (NAME | TAILS | LINKER) and not flag & (ATTACHING | STOP):
                return
        self.found.append(Actor(start, end, "G", before if before in STRONGLY else ""))

    def _leftmost(self, at: int, kind: str) -> tuple[int, int]:
        """Index of the first token of the name with tail ``at``, and where the name begins."""
        accepted = NAME | MODIFIER if kind == "P" else NAME
        first, start = at, self.tokens[at][1]
        while first:
            _, left, left_end = self.tokens[first - 1]
            flag = self.flags[first - 1]
            if kind == "S" and flag & STOP and self.text[left:left_end] in words_in("acts_on_parties"):
                break  # 编制工作人员培训计划
            if left_end < start:
                if self._gap_belongs(first, start, at, kind):
                    start = left_end
                    if flag & accepted and not flag & LINKER:
                        continue
                break
            step = self._step(first, flag, at, accepted)
            if step is None:
                break
            first, start = step, self.tokens[step][1]
        return first, start

    def _without_verb(self, first: int, at: int) -> tuple[int, int]:
        """The name of a party without a verb before it: 及时处理(企业), 依法检查(单位), 教育(职工), 检查(本单位)."""
        tokens, flags, text = self.tokens, self.flags, self.text
        while 0 < first < at and flags[first] & MODIFIER and flags[first] & STOP:
            _, before_start, before_end = tokens[first - 1]
            before = text[before_start:before_end]
            if before_end != tokens[first][1] or before not in words_in("before_verbs"):
                break
            first += 1
        _, start, end = tokens[first]
        flag = flags[first]
        if first < at and flag & MODIFIER and text[start:end] in words_in("acts_on_parties"):
            told = (
                first + 1 == at
                and end == tokens[at][1]
                and text[end : tokens[at][2]] in words_in("never_described")
            )
            place = text[tokens[at][2] - 1] in words_in("places")
            built = place and text[start:end] in words_in("setting_up")
            if told or built or text.startswith(forms_of("determiners"), end):
                first += 1
        return first, tokens[first][1]

    def _step(self, first: int, flag: int, at: int, accepted: int) -> int | None:
        """Index of the token to which the name widens over the token left of ``first``; None where it ends."""
        tokens = self.tokens
        widens = False
        if flag & TAILS and not flag & (STATE | NAME):
            widens = False
        elif flag & CLOSING:
            return self._bracket(first - 1)
        elif flag & ATTACHING:
            # 文物保护部门 holds 保护; 保护公民 does not.
            inner = (NAME | MODIFIER) & accepted & ~QUALIFIER
            widens = bool(flag & accepted) and self._follows(first - 1, inner)
            if first == at and self.text[tokens[first - 1][1] : tokens[first][1]] == "保护":
                widens = bool(self.flags[first] & ORGAN)  # 保护主管部门
        elif flag & accepted or (flag & MODIFIER and self._follows(first - 1, NAME | MODIFIER | STRONG)):
            widens = True
        elif flag & STOP:
            widens = False
        elif flag & LINKER:
            return self._joined(first, at, accepted)
        else:
            widens = bool(flag & STATE)
        return first - 1 if widens else None

    def _gap_belongs(self, first: int, start: int, at: int, kind: str) -> bool:
        """Whether the unknown characters left of token ``first`` belong to the name: a field or a place."""
        gap = self.text[self.tokens[first - 1][2] : start]
        if (
            not gap.isalpha()
            or gap.isascii()
            or gap in words_in("no_field")
            or gap.startswith(forms_of("no_field_begins"))
        ):
            return False
        flag = self.flags[first]
        if flag & LEVEL:
            return self.text[self.tokens[first][1]] in words_in("place_levels") and len(gap) <= _LONGEST_PLACE
        if first == at:
            if (
                kind == "P"
                and self.text[start : self.tokens[at][2]] in words_in("never_described")
                and _is_verb(gap)
            ):
                return False  # 接待旅游者
            return len(gap) <= (_LONGEST_GAP if kind in "OP" else 0)
        return kind == "O" and bool(flag & FIELD) and len(gap) <= _LONGEST_GAP

    def _joined(self, first: int, at: int, accepted: int) -> int | None:
        """Index of the token before the link left of ``first`` if the link lies inside the name, else None.

        市和区、县人民政府 and 农业、卫生等监督管理部门 are one name each; 公安机关、财政部门 are two.
        """
        _, link_start, link_end = self.tokens[first - 1]
        if first < 2 or self.tokens[first - 2][2] != link_start:
            return None
        flag, right = self.flags[first - 2], self.flags[first]
        if flag & TAILS and not flag & NAME:
            return None
        places = self.text[self.tokens[first - 2][1]] + self.text[self.tokens[first][1]]
        if flag & LEVEL and (right & LEVEL or (first == at and words_in("place_levels").issuperset(places))):
            return first - 2  # 市和区、县人民政府; 县、乡镇人民政府
        if first == at and flag & OPENER and self._follows(first - 2, QUALIFIER):
            return first - 2  # 原登记、备案机关
        inside = first < at or accepted & MODIFIER
        if (
            inside
            and flag & (FIELD | MODIFIER) & accepted
            and self.text[link_start:link_end] in words_in("links")
        ):
            return first - 2 if right & (FIELD | MODIFIER | QUALIFIER | ORGAN | PARTY) else None
        return None

    def _bracket(self, at: int) -> int | None:
        """Index of the token before the bracket that token ``at`` closes, if only levels and fields stand inside."""
        for index in range(at - 1, max(at - 8, 0), -1):
            _, left, _ = self.tokens[index]
            flag = self.flags[index]
            if self.text[left] == "（":
                _, _, before_end = self.tokens[index - 1]
                before = self.flags[index - 1]
                near = before_end == left and self.tokens[at][1] - left <= _LONGEST_BRACKET
                return index - 1 if near and before & (LEVEL | FIELD) else None
            if not flag & (LEVEL | LINKER | FIELD):
                return None
        return None

    def _described(self, first: int, start: int) -> tuple[int, int]:
        """The name widened by a description before it: 负责审批的(部门), 作出决定的(机关)."""
        tokens = self.tokens
        best = None
        for index in range(first - 2, -1, -1):
            _, left, right = tokens[index]
            flag = self.flags[index]
            if start - left > _LONGEST_MODIFIER or flag & (BREAK | STRONG):
                break
            if flag & OPENER:
                best = index
            elif flag & TAILS and best is not None and right == tokens[best][1]:
                break
        if best is None or (
            self.text.startswith(forms_of("told"), tokens[best][1]) and not _is_bare(self.text, start)
        ):
            return first, start
        if self.text.startswith(forms_of("fitting"), tokens[best][2]):
            return first, start
        while self._follows(best, QUALIFIER | LEVEL):
            best -= 1
        return best, tokens[best][1]

    def _via(self, first: int, start: int, kind: str) -> str:
        """The word that attaches the actor that begins at token ``first``."""
        if not first or self.tokens[first - 1][2] != start:
            return ""
        _, left_start, left_end = self.tokens[first - 1]
        flag = self.flags[first - 1]
        if flag & ATTACHING:
            return self.text[left_start:left_end]
        if flag & LINKER:
            return self.found[-1].via if self.found and self.found[-1].end == left_start else ""
        return self._via_before_description(first, start, kind) if self.text[left_start] == "的" else ""

    def _via_before_description(self, first: int, start: int, kind: str) -> str:
        """The preposition before a description: 向 in 向项目所在地的县级人民政府."""
        for index in range(first - 2, -1, -1):
            _, left, right = self.tokens[index]
            flag = self.flags[index]
            if flag & STRONG and start - left <= _LONGEST_DESCRIPTION:
                # 被授予专利权的单位, 由X批准的企业: the words between describe, they do not attach.
                last = self.found[-1] if self.found else None
                inner = last if last is not None and last.start <= right < last.end else None
                if inner is not None and (inner.end == start - 1 or self.text[start - 2] == "地"):
                    return inner.via  # 对单位的负责人, 向分支机构所在地的登记机关
                describes = (
                    inner is not None
                    or self.text[right - 1] == "被"
                    or (kind == "P" and self.text[right - 1] == "经")
                )
                return "" if describes else self.text[left:right]
            if start - left > _LONGEST_DESCRIPTION or (flag & BREAK and self.text[left] not in "的《》"):
                break
        return ""

    def _follows(self, at: int, kinds: int) -> bool:
        """Whether token ``at`` stands right after one of these."""
        tokens = self.tokens
        return at > 0 and tokens[at - 1][2] == tokens[at][1] and bool(self.flags[at - 1] & kinds)


def _is_verb(word: str) -> bool:
    return word in words_of("verbs") or word in words_of("leaning_verbs")


def _kind(flag: int) -> str:
    if flag & ORGAN:
        return "O"
    if flag & COURT:
        return "C"
    if flag & STAFF:
        return "S"
    return "P" if flag & PARTY else "G"


def _belongs(before: str, kind: str) -> bool:
    """Whether an actor right before is part of the name: 公安机关 in 公安机关工作人员."""
    return before == kind or kind in "SC" or (kind == "O" and before == "G")


def _is_bare(text: str, start: int) -> bool:
    """Whether the name that begins at ``start`` says nothing without a description."""
    return text[start : start + 2] in ("部门", "机关", "机构")
