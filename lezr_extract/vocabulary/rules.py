"""The rules by which clauses become powers, read from ``rules/*.toml`` into frozen records.

One file per type of power in the national order, then ``exclusions.toml`` (what looks like a power and is none,
domain rules 1.3), ``disputed.toml`` (acts whose type offices dispute, domain rules 2) and the kinds of
penalties (``[[kind]]`` in penalty.toml, 行政处罚法 art. 9). Word tables that several rules share stand in
``terms.toml``; a pattern names one as ``@table@``. Every rule carries sentences that it must and must
not match; ``tests/vocabulary`` tries them all.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lezr_extract.errors import DataFileError
from lezr_extract.records import ActorKind, ClauseKind, HeadKind, PowerType, Role, SubjectSource

FOLDER = Path(__file__).with_name("rules")
FILES: dict[str, PowerType | None] = {
    "licence.toml": PowerType.LICENCE,
    "penalty.toml": PowerType.PENALTY,
    "coercion.toml": PowerType.COERCION,
    "levy.toml": PowerType.LEVY,
    "benefit.toml": PowerType.BENEFIT,
    "inspection.toml": PowerType.INSPECTION,
    "confirmation.toml": PowerType.CONFIRMATION,
    "reward.toml": PowerType.REWARD,
    "adjudication.toml": PowerType.ADJUDICATION,
    "other-orders.toml": PowerType.OTHER,
    "other.toml": PowerType.OTHER,
    "exclusions.toml": None,
}


class Where(StrEnum):
    """The text that a rule's pattern is tried on."""

    MASKED = "masked"  # the clause with actors, citations and sums replaced
    TEXT = "text"  # the clause as written
    SENTENCE = "sentence"  # the whole masked sentence; the clause must hold a trigger word


class Flag(StrEnum):
    """What is known of the surroundings of a clause."""

    PENALTY_IN_SENTENCE = "penalty_in_sentence"
    PENALTY_IN_ARTICLE = "penalty_in_article"
    OFFICIAL_FAULT = "official_fault"  # the sentence is about faults of officials or organs
    PENALTY_HEAD = "penalty_head"  # the clause stands in an item below a penalty head
    LIABILITY = "liability"  # chapter 法律责任, 罚则
    GENERAL = "general"  # chapter 总则
    SUPPLEMENT = "supplement"  # chapter 附则
    INSPECTION = "inspection"  # chapter 监督检查, 监督管理
    PROCEDURE_LAW = "procedure_law"  # 程序规定, 裁量基准, 听证规则: they regulate powers created elsewhere
    TAX_LAW = "tax_law"
    LAND_LAW = "land_law"
    PRIVATE_LAW = "private_law"  # civil, procedural and constitutional law: few powers of the administration
    CRIMINAL_LAW = "criminal_law"  # 刑法, 刑事诉讼法: 没收 and 依照前款处罚 are the court's
    PAPERS = "papers"  # the paragraph is about application papers
    ORGAN_TARGET = "organ_target"  # the sentence acts on a lower organ


@dataclass(frozen=True, slots=True)
class Example:
    """A model sentence of a rule, read as the only article of a small law.

    Attributes:
        text: the article's words.
        title: of the small law.
        chapter: of the small law; empty for none.
    """

    text: str
    title: str = "某省示例管理条例"
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a clause gives, regulates or excludes a power.

    Attributes:
        id: file and name, such as ``licence.approved-by``.
        type: of the power; None for an exclusion.
        role: basis or related.
        words: at least one must stand in the clause; makes the quick index.
        pattern: tried on the text that ``where`` says; the groups ``act`` and ``kind`` name the act and kinds.
        where: see `Where`.
        unless: must not match the clause (or the sentence where the rule reads the sentence).
        unless_text: must not match the clause as written: for words that a mask hides (上级, 监察机关).
        sentence: must match somewhere in the masked sentence.
        unless_sentence: must not match anywhere in it.
        clause: kinds of clause.
        subject, source, object, head: what they may be; empty means anything.
        not_subject, not_head: what they must not be.
        via: an organ attached by one of these words must stand in the clause; empty asks for none.
        needs, forbids: flags that must, must not hold.
        holder: where to look for the holder, in order.
        kinds: of the power, where the pattern has no group ``kind``.
        alt, alt_reason, disputed: other types that can be defended, and why.
        drops: for an exclusion: types that it takes out of the clause; all when empty.
        sentence_wide: an exclusion takes them out of the whole sentence.
        reason: for an exclusion: its class.
        score: confidence from 0 to 1; decides between rules whose words overlap.
        quoted: of several rules of one power the one with the highest number is quoted, of equal ones the first.
        note: why, with the article of law where there is one.
        match, miss: model sentences.
    """

    id: str
    type: PowerType | None
    role: Role
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    where: Where = Where.MASKED
    unless: re.Pattern[str] | None = None
    unless_text: re.Pattern[str] | None = None
    sentence: re.Pattern[str] | None = None
    unless_sentence: re.Pattern[str] | None = None
    clause: frozenset[ClauseKind] = frozenset({ClauseKind.OPERATIVE})
    subject: frozenset[ActorKind] = frozenset()
    not_subject: frozenset[ActorKind] = frozenset()
    source: frozenset[SubjectSource] = frozenset()
    object: frozenset[ActorKind] = frozenset()
    head: frozenset[HeadKind] = frozenset()
    not_head: frozenset[HeadKind] = frozenset()
    via: frozenset[str] = frozenset()
    needs: frozenset[Flag] = frozenset()
    forbids: frozenset[Flag] = frozenset()
    holder: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    alt: tuple[PowerType, ...] = ()
    alt_reason: str = ""
    disputed: bool = False
    drops: frozenset[PowerType] = frozenset()
    sentence_wide: bool = False
    reason: str = ""
    score: float = 0.8
    quoted: int = 0
    note: str = ""
    match: tuple[Example, ...] = ()
    miss: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of penalty or of accompanying order, in the closed words of 行政处罚法 art. 9 where it has them.

    Attributes:
        name: the words for the list.
        pattern: on a masked clause.
        penalty: a penalty in its own right; else an order that only accompanies one.
    """

    name: str
    pattern: re.Pattern[str]
    penalty: bool


@dataclass(frozen=True, slots=True)
class Disputed:
    """An act whose type is disputed among offices (domain rules 2).

    Attributes:
        id: stable name of the act, by which an office can fix its own ruling.
        title: the act in Chinese, as an office calls it.
        types: to which powers it applies; the first is what the package takes it for by itself.
        pattern: on the masked words of the carrying clauses; None where ``rules`` say what it is.
        rules: ids of rules that find this act and nothing else.
        alt: the other types.
        reason: in Chinese, for the reviewer.
        source: the official sources, in Chinese.
        note: further sources.
    """

    id: str
    title: str
    types: tuple[PowerType, ...]
    pattern: re.Pattern[str] | None
    rules: frozenset[str]
    alt: tuple[PowerType, ...]
    reason: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules in the order of their files."""

    rules: tuple[Rule, ...]
    kinds: tuple[Kind, ...]
    disputed: tuple[Disputed, ...]


@cache
def rule_book() -> RuleBook:
    """The rules of this package, read once.

    Raises:
        DataFileError: a file is malformed; the text names file and entry.
    """
    return read_rules(FOLDER)


@cache
def rule_of_model(power_type: PowerType, version: str) -> Rule:
    """What stands for a rule where the learned model found a power that no rule finds; no clause is tried on it."""
    return Rule(
        id=f"model.{version}",
        type=power_type,
        role=Role.BASIS,
        words=(),
        pattern=re.compile(r"(?!)"),
        score=0.5,
    )


_RELATED: dict[int, tuple[Rule, Rule]] = {}


def related(rule: Rule) -> Rule:
    """The rule as one that only regulates a power; made once for each rule of a book."""
    # By identity: a rule is large, and to hash it takes longer than what follows.
    known = _RELATED.get(id(rule))
    if known is None or known[0] is not rule:
        known = _RELATED[id(rule)] = rule, replace(rule, role=Role.RELATED)
    return known[1]


def read_rules(folder: Path) -> RuleBook:
    """The rules of ``folder``.

    Raises:
        DataFileError: a file or an entry is malformed.
    """
    rules: list[Rule] = []
    kinds: list[Kind] = []
    terms = _terms(folder / "terms.toml")
    for name, power_type in FILES.items():
        content = _load(folder / name)
        rules += [_rule(_filled(entry, terms, name), power_type, name) for entry in content.pop("rule", [])]
        kinds += [_kind(_filled(entry, terms, name), name) for entry in content.pop("kind", [])]
        _nothing_left(content, name, "文件")
    content = _load(folder / "disputed.toml")
    disputed = [_disputed(_filled(e, terms, "disputed.toml")) for e in content.pop("disputed", [])]
    _nothing_left(content, "disputed.toml", "文件")
    _unique([r.id for r in rules], "规则")
    _unique([d.id for d in disputed], "争议事项")
    return RuleBook(tuple(rules), tuple(kinds), tuple(disputed))


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataFileError(f"规则文件 {path.name} 无法读取：{error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"规则文件 {path.name} 格式有误：{error}") from error


_TERM = re.compile(r"@([a-z_]+)@")


def _terms(path: Path) -> dict[str, str]:
    """The word tables: name to an alternation of its words, longest first."""
    tables: dict[str, str] = {}
    for name, words in _load(path).items():
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w for w in words):
            raise DataFileError(f"规则文件 {path.name} 的 {name}：应为文字的列表")
        ordered = sorted(words, key=len, reverse=True)
        tables[name] = "(?:" + "|".join(re.escape(word) for word in ordered) + ")"
    return tables


def _filled(entry: dict[str, Any], terms: Mapping[str, str], file: str) -> dict[str, Any]:
    """The entry with every ``@table@`` in its patterns replaced by the table's words."""

    def table(match: re.Match[str]) -> str:
        if match[1] not in terms:
            raise DataFileError(f"规则文件 {file} 的 {entry.get('id', '?')}：terms.toml 没有 {match[1]}")
        return terms[match[1]]

    filled = dict(entry)
    for key in ("pattern", *_PATTERNS):
        if isinstance(filled.get(key), str):
            filled[key] = _TERM.sub(table, filled[key])
    return filled


_PATTERNS = ("unless", "unless_text", "sentence", "unless_sentence")
E_ = TypeVar("E_", bound=StrEnum)
_SETS: dict[str, type[StrEnum]] = {
    "clause": ClauseKind,
    "subject": ActorKind,
    "not_subject": ActorKind,
    "source": SubjectSource,
    "object": ActorKind,
    "head": HeadKind,
    "not_head": HeadKind,
    "needs": Flag,
    "forbids": Flag,
    "drops": PowerType,
}


def _rule(entry: dict[str, Any], power_type: PowerType | None, file: str) -> Rule:
    entry = dict(entry)
    stem = file.removesuffix(".toml").removesuffix("s") if power_type is None else re.split(r"[-.]", file)[0]
    name = _text(entry, "id", file, "?")
    place = f"{stem}.{name}"
    values: dict[str, Any] = {
        "id": place,
        "type": power_type,
        "role": _member(Role, entry.pop("role", "basis"), file, place),
        "words": _texts(entry, "words", file, place),
        "pattern": _pattern(_text(entry, "pattern", file, place), file, place),
        "where": _member(Where, entry.pop("on", "masked"), file, place),
        "note": _text(entry, "note", file, place),
        "match": _examples(entry.pop("match", ()), file, place),
        "miss": _examples(entry.pop("miss", ()), file, place),
    }
    for key in _PATTERNS:
        if key in entry:
            values[key] = _pattern(_text(entry, key, file, place), file, place)
    for key, members in _SETS.items():
        if key in entry:
            values[key] = frozenset(_member(members, v, file, place) for v in _texts(entry, key, file, place))
    for key in ("holder", "kinds"):
        if key in entry:
            values[key] = _texts(entry, key, file, place)
    if "via" in entry:
        values["via"] = frozenset(_texts(entry, "via", file, place))
    if "alt" in entry:
        values["alt"] = tuple(_member(PowerType, v, file, place) for v in _texts(entry, "alt", file, place))
    for key, kind in (
        ("alt_reason", str),
        ("reason", str),
        ("disputed", bool),
        ("sentence_wide", bool),
        ("score", float),
        ("quoted", int),
    ):
        if key in entry:
            value = entry.pop(key)
            if not isinstance(value, kind):
                raise DataFileError(f"规则文件 {file} 的 {place}：{key} 的值应为 {kind.__name__}")
            values[key] = value
    _nothing_left(entry, file, place)
    rule = Rule(**values)
    _check(rule, file)
    return rule


def _check(rule: Rule, file: str) -> None:
    """What no single value shows: words that the pattern needs, alternatives with a reason, examples."""
    faults = [
        (not rule.words, "words 不能为空"),
        (not 0 < rule.score <= 1, "score 应在 0 与 1 之间"),
        (bool(rule.alt) and not rule.alt_reason, "有 alt 须写明 alt_reason"),
        (rule.type is None and not rule.reason, "排除规则须写明 reason"),
        (not rule.match or not rule.miss, "match 与 miss 各须至少一个例句"),
        (rule.type is not None and rule.type in rule.alt, "alt 不得包含自身类型"),
    ]
    for wrong, words in faults:
        if wrong:
            raise DataFileError(f"规则文件 {file} 的 {rule.id}：{words}")


def _kind(entry: dict[str, Any], file: str) -> Kind:
    entry = dict(entry)
    name = _text(entry, "name", file, "kind")
    kind = Kind(
        name, _pattern(_text(entry, "pattern", file, name), file, name), entry.pop("penalty", True) is True
    )
    _nothing_left(entry, file, name)
    return kind


def _disputed(entry: dict[str, Any]) -> Disputed:
    entry, file = dict(entry), "disputed.toml"
    name = _text(entry, "id", file, "?")
    pattern = _pattern(_text(entry, "pattern", file, name), file, name) if "pattern" in entry else None
    rules = frozenset(_texts(entry, "rules", file, name)) if "rules" in entry else frozenset()
    if (pattern is None) == (not rules):
        raise DataFileError(f"规则文件 {file} 的 {name}：pattern 与 rules 须有其一，且只有其一")
    disputed = Disputed(
        id=name,
        title=_text(entry, "title", file, name),
        types=tuple(_member(PowerType, v, file, name) for v in _texts(entry, "types", file, name)),
        pattern=pattern,
        rules=rules,
        alt=tuple(_member(PowerType, v, file, name) for v in _texts(entry, "alt", file, name)),
        reason=_text(entry, "reason", file, name),
        source=_text(entry, "source", file, name),
        note=_text(entry, "note", file, name),
    )
    _nothing_left(entry, file, name)
    return disputed


def _examples(values: object, file: str, place: str) -> tuple[Example, ...]:
    if not isinstance(values, list | tuple):
        raise DataFileError(f"规则文件 {file} 的 {place}：例句应为列表")
    examples = []
    for value in values:
        if isinstance(value, str):
            examples.append(Example(value))
        elif isinstance(value, dict) and "text" in value and set(value) <= {"text", "title", "chapter"}:
            examples.append(Example(**{k: str(v) for k, v in value.items()}))
        else:
            raise DataFileError(f"规则文件 {file} 的 {place}：例句应为文字，或含 text、title、chapter 的表")
    return tuple(examples)


def _text(entry: dict[str, Any], key: str, file: str, place: str) -> str:
    value = entry.pop(key, None)
    if not isinstance(value, str) or not value.strip():
        raise DataFileError(f"规则文件 {file} 的 {place}：缺少 {key}")
    return value


def _texts(entry: dict[str, Any], key: str, file: str, place: str) -> tuple[str, ...]:
    value = entry.pop(key, None)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise DataFileError(f"规则文件 {file} 的 {place}：{key} 应为文字的列表")
    return tuple(value)


def _pattern(words: str, file: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(words, re.VERBOSE)
    except re.error as error:
        raise DataFileError(f"规则文件 {file} 的 {place}：正则表达式有误：{error}") from error


def _member(members: type[E_], value: str, file: str, place: str) -> E_:
    try:
        return members(value)
    except ValueError as error:
        known = "、".join(members)
        raise DataFileError(f"规则文件 {file} 的 {place}：{value!r} 不在 {known} 之中") from error


def _nothing_left(entry: Mapping[str, object], file: str, place: str) -> None:
    if entry:
        raise DataFileError(f"规则文件 {file} 的 {place}：不认识的项 {'、'.join(entry)}")


def _unique(names: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DataFileError(f"{what} {name} 重复")
        seen.add(name)
