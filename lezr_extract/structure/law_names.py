"""The names by which a law speaks of itself and of other laws: 本条例, 《…》, short names, bare names."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lezr_extract.records import Law
from lezr_extract.vocabulary.laws import known_name_at, known_name_before, law_names
from lezr_extract.vocabulary.word_forms import word_forms

_RUN = re.compile(r"[\u4e00-\u9fa5]{2,30}$")
_MOST_REMARKS = 5
_TRAILING_REMARK = re.compile(r"[（(〔\[][^（）()]{1,30}[)）〕\]]$")
_ALIAS = re.compile(
    r"《((?:[^《》\n]|《[^《》\n]{1,90}》){2,150})》[（(](?:以下|下文|下|并)?[^（）()《》“”\n]{0,40}?(?:简称为?|以下称|下称|统称)[:：]?"
    r"([《“\"]?)([^（）()《》“”\"\n，、]{1,40})[》”\"]?[)）]"
)
_OWN_WORD = re.compile(
    r"本((?:实施|暂行|试行)?(?:条例|规定|办法|细则|决定|规则|法|章程|准则|规程|规范|通则|守则|解释|通知|意见|修正案))"
)
_TITLE_WORD = re.compile(
    r"(修正案|条例|规定|办法|细则|决定|规则|章程|准则|规程|规范|通则|守则|解释|通知|意见|法)$"
)
_PARENT = (
    re.compile(r"^(?:.{2,12}?)?(?:实施|执行|贯彻)[〈《<＜](.+?法)[〉》>＞]"),
    re.compile(
        r"^[《〈]?((?:中华人民共和国)?.+?(?:法|条例))[》〉]?(?:实施|施行)(?:条例|细则|办法|规定|规则)$"
    ),
)
_AMENDED = (
    re.compile(r"关于修(?:改|订|正)[〈《<＜](.+?)[〉》>＞](?:[^等]{0,12})的决定"),
    re.compile(r"关于修(?:改|订|正)(.{2,40}?(?:法|条例|规定|办法))(?:部分条款|个别条款)?的决定"),
    re.compile(r"^[《〈](.+?)[》〉]的?补充规定$"),
    re.compile(r"^(.+?)修正案(?:[（(].{1,4}[)）])?$"),
)
_INTERPRETED = re.compile(r"关于[《〈](.{2,40}?)[》〉].*的解释$")
_AMENDING = re.compile(r"关于(?:修(?:改|订|正)|废止).+的决定")

# A name ends where 法 is not part of a longer word (法律, 法定, 法人 …); 法规定 is 法 and 规定.
_ENDS = r"(?![律院人官治制庭警医学纪理案定]|规(?!定)|典|宣誓)"
_IMPLEMENTING = r"(?:实施条例|实施细则|实施办法)?"
_AFTER_KNOWN = re.compile(_ENDS + _IMPLEMENTING)
_UNKNOWN = re.compile(rf"[\u4e00-\u9fa5]{{1,20}}?(?:法典|法{_ENDS}|条例){_IMPLEMENTING}")
_NATION = "中华人民共和国"
_FORMS = word_forms("not_laws")
_NO_LAW = ("points", "branch-of-law", "clause", "ordinary-word")


@dataclass(frozen=True, slots=True)
class LawNames:
    """How one law names itself and others.

    Attributes:
        own: the word for itself, such as ``本条例``.
        short: short name → full title, from （以下简称…）, and the law that it implements.
        amended: the title of the law that a 修改决定 amends or an 解释 interprets, to which its bare article
            numbers belong; empty when there is none or several.
        amending: whether it amends.
    """

    own: str
    short: Mapping[str, str] = field(default_factory=dict)
    amended: str = ""
    amending: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """Finds the short names where they stand without 《》."""
        bare = tuple(sorted((n for n in self.short if _bare_usable(n)), key=len, reverse=True))
        return _short_pattern(bare) if bare else None


def names_of(law: Law) -> LawNames:
    """The names that ``law`` uses, read from its title and its words."""
    title = without_remarks(law.title)
    short: dict[str, str] = {}
    for pattern in _PARENT:
        match = pattern.search(title)
        if match:
            short[without_remarks(match[1]).removeprefix(_NATION)] = match[1]
            if match[1].endswith("条例"):
                short["条例"] = match[1]
    if "简称" in law.text or "下称" in law.text:
        for match in _ALIAS.finditer(law.text):
            full, alias = match[1], match[3].strip()
            if is_norm(full) and (match[2] == "《" or is_norm(alias)) and not alias.startswith("本"):
                short[alias] = full
    amended = next((m[1] for m in (p.search(title) for p in _AMENDED) if m), "")
    amending = bool(amended) or bool(_AMENDING.search(title))
    match = _INTERPRETED.search(title)
    if match and not any(article.number.startswith("第") for article in law.articles):
        amended = match[1]  # an 解释 with articles of its own means these by 第X条
    return LawNames(_own_word(title, law.text), short, amended, amending)


def without_remarks(title: str) -> str:
    """``title`` without white space and without remarks at its end such as （试行） or （2018修正）."""
    title = re.sub(r"\s", "", title)
    for _ in range(_MOST_REMARKS):
        cut = _TRAILING_REMARK.sub("", title)
        if cut in ("", title):
            break
        title = cut
    return title


def is_norm(title: str) -> bool:
    """Whether ``title``, the words inside 《》, names a law or another norm, not a paper or a licence."""
    return _FORMS["norm"].fits(without_remarks(title).rstrip("〉＞>》 "))


def bare_name_at(text: str, at: int, short: Mapping[str, str]) -> tuple[int, int] | None:
    """Where the name of a law without 《》 begins and ends that follows a verb at ``at``; None without one."""
    start = at + len(_NATION) if text.startswith(_NATION, at) else at
    known = known_name_at(text, start)
    after = _AFTER_KNOWN.match(text, start + len(known)) if known else None
    if after is not None:
        return at, after.end()
    match = _UNKNOWN.match(text, start)
    if match is None:
        return None
    name = _name_at_end(match[0], short)
    return (match.end() - len(name), match.end()) if name else None


def bare_name_before(text: str, at: int, short: Mapping[str, str]) -> str:
    """The name of a law without 《》 that ends at ``at``, before 第X条; empty without one."""
    run = _RUN.search(text, max(0, at - 30), at)
    return _name_at_end(run[0], short) if run is not None else ""


def full_title(name: str, short: Mapping[str, str]) -> str:
    """The title that a name without 《》 stands for."""
    return short.get(name) or law_names().get(name.removeprefix(_NATION), name)


def _name_at_end(words: str, short: Mapping[str, str]) -> str:
    """The name that ``words`` end in: 不属于专利法 → 专利法; empty where they end in none."""
    name = _FORMS["border"].pattern.split(words)[-1]
    known = known_name_before(words, len(words))
    if len(known) >= len(name) or (known and name not in short):
        return known
    if name in short:
        return name
    is_name = name.endswith(("法", "条例", "法典", "细则", "实施办法")) and len(name) >= 3
    plain = name.removeprefix(_NATION)
    return name if is_name and not any(_FORMS[form].fits(plain) for form in _NO_LAW) else ""


def _own_word(title: str, text: str) -> str:
    match = _TITLE_WORD.search(title)
    ending = match[1] if match else ""
    used = Counter(_OWN_WORD.findall(text)) if ending or "本" in text else Counter[str]()
    fitting = [(count, word) for word, count in used.items() if ending and word.endswith(ending)]
    if fitting:
        return "本" + max(fitting)[1]
    if ending:
        return "本" + ending
    return "本" + used.most_common(1)[0][0] if used else "本法"


def _bare_usable(name: str) -> bool:
    # 条例, 规定 alone would be found inside every 本条例.
    return len(name) >= 3 and is_norm(name)


@lru_cache(maxsize=256)
def _short_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![《〈＜<])(?:中华人民共和国)?(" + "|".join(map(re.escape, names)) + r")(?![律定院实])"
    )
