"""The rules by which clauses become powers, read from ``rules/*.toml`` into the records of `rule_book`.

One file per type of power in the national order, then ``exclusions.toml`` (what looks like a power and is none,
domain rules 1.3), ``disputed.toml`` (acts whose type offices dispute, domain rules 2) and the kinds of
penalties (``[[kind]]`` in penalty.toml, 行政处罚法 art. 9). Word tables that several rules share stand in
``terms.toml``; a pattern names one as ``@table@``. Every rule carries sentences that it must and must
not match; ``tests/vocabulary`` tries them all.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lezr_extract.errors import DataFileError
from lezr_extract.records import ActorKind, ClauseKind, HeadKind, PowerType, Role, SubjectSource
from lezr_extract.vocabulary.rule_book import Disputed, Example, Flag, Kind, Rule, RuleBook, Where

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

_TERM = re.compile(r"@([a-z_]+)@")
_PATTERNS = ("unless", "unless_text", "sentence", "unless_sentence")
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
_PLAIN_VALUES: dict[str, type] = {
    "alt_reason": str,
    "reason": str,
    "disputed": bool,
    "sentence_wide": bool,
    "score": float,
    "quoted": int,
}
MemberT = TypeVar("MemberT", bound=StrEnum)


@cache
def rule_book() -> RuleBook:
    """The rules of this package, read once.

    Raises:
        DataFileError: a file is malformed; the text names file and entry.
    """
    return read_rules(FOLDER)


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
        "where": _member(Where, entry.pop("where", "masked"), file, place),
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
    for key, kind in _PLAIN_VALUES.items():
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


def _member(members: type[MemberT], value: str, file: str, place: str) -> MemberT:
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
