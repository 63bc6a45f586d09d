"""The names by which a law speaks of itself and of other laws: 本条例, 《…》, short names, bare names."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lezr_extract.records import Law

_TRAILING_REMARK = re.compile(r"[（(〔\[][^（）()]{1,30}[)）〕\]]$")
# What a 《…》 must end in to be a norm; licences, forms, papers and plans are no citations.
_NORM = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|决定|决议|解释|公约|协定|议定书|条约|宪章|章程|准则|规程|规范|标准|通则|守则"
    r"|通知|意见|批复|命令|令|公告|纲要|方案|目录|名录|指南|大纲|制度|修正案|若干问题|问题|暂行|导则|总则|补充规定)$"
)
_ALIAS = re.compile(
    r"《((?:[^《》\n]|《[^《》\n]{1,90}》){2,150})》[（(](?:以下|下文|下|并)?[^（）()《》“”\n]{0,6}?简称为?[:：]?"
    r"([《“\"]?)([^（）()《》“”\"\n，、]{1,40})[》”\"]?[)）]"
)
_OWN_WORD = re.compile(
    r"本((?:实施|暂行|试行)?(?:条例|规定|办法|细则|决定|规则|法|章程|准则|规程|规范|通则|守则|解释|通知|意见))"
)
_TITLE_WORD = re.compile(r"(条例|规定|办法|细则|决定|规则|章程|准则|规程|规范|通则|守则|解释|通知|意见|法)$")
_PARENT = (
    re.compile(r"^(?:.{2,12}?)?(?:实施|执行|贯彻)[〈《<＜](.+?法)[〉》>＞]"),
    re.compile(r"^(?:中华人民共和国)?(.+?(?:法|条例))(?:实施|施行)(?:条例|细则|办法|规定|规则)$"),
)
_AMENDED = (
    re.compile(r"关于修(?:改|订|正)[〈《<＜](.+?)[〉》>＞](?:[^等]{0,12})的决定"),
    re.compile(r"关于修(?:改|订|正)(.{2,40}?(?:法|条例|规定|办法))(?:部分条款|个别条款)?的决定"),
    re.compile(r"^(.+?)修正案(?:[（(].{1,4}[)）])?$"),
)
_AMENDING = re.compile(r"关于(?:修(?:改|订|正)|废止).+的决定")

# A bare name ends where 法 is not part of a longer word (法律, 法定, 法人 …); 法规定 is 法 and 规定.
_NOT_AFTER = r"(?![律院人官治制庭警医学纪理案定]|规(?!定)|典)"
BARE = re.compile(
    rf"(?:中华人民共和国)?([\u4e00-\u9fa5]{{1,20}}?(?:法典|法{_NOT_AFTER}|条例)(?:实施条例|实施细则|实施办法)?)"
)
_NO_LAW = re.compile(
    r"^(?:其|有关|相关|其他|其它|本|该|此|国家|现行|上述|前述|下列|以下|地方|各|我国|依|原|所在|另|专门|行政法|民事法|国际法|法)"
    r"|[的，。；者]|本法|本条例|依照|按照|规定|职责|职权|权限|分工|情况|要求|程序|内容"
    r"|(?:办|方|司|执|立|依|合|违|非|守|手|做|说|用|看|算|想|疗|书|兵|施|打|工|制|普|枉|学|语|文|章|乘|除|加|减|公|私|位|下|上位|母|国内|国际|地方|无|直线|方)法$"
    r"|^(?:宪法)?条例$|^地方性|^单行|自治条例"
)


@dataclass(frozen=True, slots=True)
class LawNames:
    """How one law names itself and others.

    Attributes:
        own: the word for itself, such as ``本条例``.
        short: short name → full title, from （以下简称…）, and the law that it implements.
        amended: the title of the law that a 修改决定 amends, to which its bare article numbers belong;
            empty when it amends none or several.
        amending: whether it is such a decision.
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
    title = plain_title(law.title)
    short: dict[str, str] = {}
    for pattern in _PARENT:
        match = pattern.search(title)
        if match:
            short[plain_title(match[1]).removeprefix("中华人民共和国")] = match[1]
    if "简称" in law.text:
        for match in _ALIAS.finditer(law.text):
            full, alias = match[1], match[3].strip()
            if is_norm(full) and (match[2] == "《" or is_norm(alias)) and not alias.startswith("本"):
                short[alias] = full
    amended = next((m[1] for m in (p.search(title) for p in _AMENDED) if m), "")
    amending = bool(amended) or bool(_AMENDING.search(title))
    return LawNames(_own_word(title, law.text), short, amended, amending)


def plain_title(title: str) -> str:
    """``title`` without white space and without remarks at its end such as （试行） or （2018修正）."""
    title = re.sub(r"\s", "", title)
    while True:
        cut = _TRAILING_REMARK.sub("", title)
        if cut in ("", title):
            return title
        title = cut


def is_norm(title: str) -> bool:
    """Whether ``title``, the words inside 《》, names a law or another norm, not a paper or a licence."""
    return bool(_NORM.search(plain_title(title).rstrip("〉＞>》 ")))


def is_bare_law(name: str) -> bool:
    """Whether words that end in 法 or 条例 are the name of a law (not 方法, 有关法 …)."""
    return _NO_LAW.search(name) is None and len(name) >= 2


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
