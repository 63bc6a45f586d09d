"""What a law says that its short names mean: （以下简称X）, 本条例所称X是指Y, X是…的登记机关."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.agencies.competence import clean_name, mask_organs
from lezr_extract.records import ActorKind, Mention, Span

_ORGAN_LIKE = re.compile(
    r"(?:部门|机关|机构|局|厅|委|办|委员会|办公室|中心|政府|[收监检]?站|(?:派出|税务|监督|检定|司法)所|总队|支队|大队|管委会|处|署|部)$"
)
_POOR = re.compile(
    r"^(?:等|指|其|该|下列|机构|部门|机关|负责)|中介|培训|评估|咨询|服务机构|医疗机构|教育机构|检测机构"
)
_CERTAIN = re.compile(
    r"(?:部门|机关|委员会|管委会|政府|[^邮书药]局|办公室|中心)$"
)  # endings that no party has
_SHORT = re.compile(r"（以下(?:统称|简称|称)(?:为|：)?[“\"「]?(?P<short>[^”\"」）（，]{2,24})[”\"」]?）")
_JOINED = re.compile(r"O+(?:(?:、|和|与|或者|以及|及|或)(?:其|所属的?|有关|其他){0,3}O+)*$")
_CALLED = re.compile(r"所称的?(?P<short>[^，。；\n]{2,24}?)，?(?:是指|系指|指|为)(?P<full>[^。；\n]{2,160})")
_GLOSSARY = re.compile(r"[“\"](?P<short>[^”\"\n]{1,16})[”\"]，?是?指?是?(?P<full>[^。；\n]{2,160})")
_IS_ORGAN_OF = re.compile(
    r"(?P<full>O+(?:(?:、|和|与|或者|以及|及|或)(?:其|所属的?){0,2}O+)*)是(?P<matter>[^，。；\n]{0,24}?)(?P<short>O+)(?=[，。；：（\n]|$)"
)
_IS = re.compile(
    r"(?P<short>O+)(?:（[^）\n]*）)?是(?P<full>(?:中华人民共和国)?O+(?:(?:、|和|与|或者|以及|及|或)(?:其|所属的?|地方各级){0,2}O+)*)(?=[，。；：（\n]|$)"
)
_BOUNDARY = re.compile(r"[，。；：\n（）]|(?:^|(?<=[，。；：\n]))(?:由|经|向|报|设立|成立|授权|委托|是)")
_POWER_HEAD = re.compile(r"^(?:由|经|向|报|设立|成立|授权|委托|是|在|对|的)+")


@dataclass(frozen=True, slots=True)
class Definition:
    """What a short name stands for in its law.

    Attributes:
        short: the short name.
        full: the words that it stands for.
        article: index into `Law.articles`.
    """

    short: str
    full: str
    article: int


def find_definitions(text: str, mentions: Sequence[Mention], offset: int, article: int) -> list[Definition]:
    """The short names of organs that an article defines.

    Args:
        text: the article's words.
        mentions: its actors, spans in the law's text.
        offset: where ``text`` begins in the law's text.
        article: its index.
    """
    plain = text.replace("(", "（").replace(")", "）")
    if not any(word in plain for word in ("以下", "所称", "是")):
        return []
    masked = _masked(plain, mentions, offset)
    found = [*_abbreviations(plain, masked, article)] if "以下" in plain else []
    patterns = (
        (_CALLED, "所称"),
        (_GLOSSARY, "用语"),
        (_GLOSSARY, "含义"),
        (_IS_ORGAN_OF, "是"),
        (_IS, "机关"),
    )
    for pattern, sign in patterns:
        if sign not in plain:
            continue
        for match in pattern.finditer(plain if pattern in (_CALLED, _GLOSSARY) else masked):
            short = plain[slice(*match.span("short"))].strip('“”"')
            full = plain[slice(*match.span("full"))].strip("，")
            if pattern is _IS_ORGAN_OF:
                short = _organ_of(plain, match)
            organ = "O" in masked[slice(*match.span("full"))]
            if organ and _ORGAN_LIKE.search(short) and "人民政府" not in short:
                found.append(Definition(short.removeprefix("称"), _trimmed(full), article))
    return _sound(found)


def _sound(found: list[Definition]) -> list[Definition]:
    """Without parties, names that say nothing, and a definition that only turns an earlier one around."""
    kept: list[Definition] = []
    for definition in found:
        turned = any(d.short == definition.full and d.full == definition.short for d in kept)
        poor = _POOR.search(definition.short) or _POOR.match(definition.full)
        if definition.short != definition.full and not poor and not turned:
            kept.append(definition)
    return kept


def _masked(plain: str, mentions: Sequence[Mention], offset: int) -> str:
    """The text with organs masked, but never the words of a bracket 「（以下简称…）」."""
    spans: list[Span] = []
    for mention in mentions:
        if mention.kind is not ActorKind.ORGAN:
            continue
        start, end = mention.span.moved(-offset)
        cut = plain.find("（以下", start, end)
        if cut > start:
            end = cut
        elif "以下" in plain[max(0, start - 4) : start + 2] and plain.rfind("（", 0, start + 1) >= start - 6:
            continue
        spans.append(Span(start, end))
    return mask_organs(plain, spans)


def _abbreviations(plain: str, masked: str, article: int) -> list[Definition]:
    found = []
    for match in _SHORT.finditer(masked):
        short = plain[slice(*match.span("short"))]
        if not _ORGAN_LIKE.search(short):
            continue
        line = masked.rfind("\n", 0, match.start()) + 1
        group = _JOINED.search(masked, max(line, match.start() - 160), match.start())
        if group:
            full = plain[group.start() : match.start()]
        else:
            edges = [edge.end() for edge in _BOUNDARY.finditer(masked, line, match.start())]
            full = plain[max([line, *edges]) : match.start()]
            if not _CERTAIN.search(full):
                continue
        full = _trimmed(full)
        if len(full) > 1:
            found.append(Definition(short, full, article))
    return found


def _organ_of(plain: str, match: re.Match[str]) -> str:
    """「工商行政管理机关是公司登记机关」 defines 公司登记机关; 「X是主管部门」 defines nothing that says more."""
    words = plain[match.start("matter") : match.end("short")]
    words = words.rsplit("的", 1)[-1] if "的" in words else words
    return re.sub(r"^(?:全国|本市|本省|本行政区域内?)", "", words)


def _trimmed(words: str) -> str:
    return clean_name(_POWER_HEAD.sub("", words).strip("，、 "))
