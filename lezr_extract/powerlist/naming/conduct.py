"""The illegal conduct (违法行为) inside a clause: which words of a liability clause say what is punished.

A liability clause runs ``[违反…规定，] conduct 的，[由 organ] 责令…，处…``; the conduct may stand in a list of
items under ``有下列行为之一的``. A clause that only cites (违反本法第二十条规定的) says nothing of the conduct; it
then lies in the cited clause, where 不得 and 禁止 name it and 应当 names its opposite.
"""

import re
from typing import NamedTuple

from lezr_extract.records import Article, Item, Paragraph, Span
from lezr_extract.vocabulary.word_forms import word_forms

SANCTIONS = (
    "责令|罚款|没收|警告|通报批评|吊销|暂扣|拘留|停业|取缔|处罚|收缴|撤销|降低资质|查封|扣押|冻结|强制|代为"
    "|代履行|拆除|加处|滞纳金|拍卖|划拨"
)
ORGAN_END = "部门|机关|机构|委员会|政府|局|厅|委|支队|总队|大队|中心|街道办事处|办公室"
NO_NAMES = word_forms("no_names", ORGAN_END)
"""Words on which the name of an entry of one type cannot rest, by the ids of ``data/no_names.toml``."""

_UNLAWFUL = re.compile(
    r"[未不无非违拒]|擅自|私自|随意|任意|超|逾|禁|伪造|变造|冒|假|阻|妨|破坏|损|侵|骗|乱|盗|毁"
)
_FAULT = re.compile(r"未(?![来遂满]|成年)|擅自|拒绝|拒不|不(?=[按依]|履行|如实|执行|配合|提供|报告|报送)")
"""How the predicate of a fault begins."""
_EXCEPT = re.compile(r"^除[^，]{2,40}外(?:，|$)")
_SENTENCE = re.compile(r"[^。；\n]+")
_CLAUSE = re.compile(r"[^，：:,]+")
_CITES = re.compile(
    r"^(?:对)?(?:违反|不遵守|依照|依据|根据|按照)(?P<cited>[^，]*?)(?:的?规定|的|第[^，]*条[^，]{0,12})(?P<rest>，?)$"
)
_CITES_THEN = re.compile(
    r"^违反(?:了)?(?:本|第)[^，]{0,60}?(?:条|款|项|法|条例|办法|规定|细则)(?:的)?规定(?:(?:，)?(?:或者|和)?有[^，]{0,30}?(?:所列|规定)[^，]{0,4}行为)?[，,]?"
)
_SANCTION_FIRST = re.compile(
    rf"^(?:(?:并|可以|可|应当|应|有权|依法|分别|按|由其|并可以?|一律|予以|给予|处以?|视情节|根据情节|先行){{0,3}})"
    rf"(?:{SANCTIONS}|处[^，]{{1,30}}罚款|处以|给予|依法|依照[^，]+(?:处罚|处理)|按照[^，]+处罚)"
)
_BY_ORGAN = re.compile(
    rf"^(?:由|经由|应当由)[^，]{{2,}}|^[^，]{{1,48}}?(?:{ORGAN_END})(?:、[^，]+)?(?:按照职责分工)?(?:应当|可以|有权|依法|责令|给予|予以|处|没收|吊销|按照|根据|依据|对其)"
)
_LIST_HEAD = re.compile(
    r"(?P<subject>[^，。；]*?)(?:有|存在|具有|实施|从事)?(?:本条|前款|第[^，]{1,6}款)?(?:下列|以下)[^，。；]{0,12}?(?:行为|情形|情况)(?:之一)?(?:[，,的]|$)"
)
_TIER = re.compile(
    r"^(?:情节|后果|逾期|拒不(?!配合|提供|接受[^，]{0,12}(?:检查|监督|调查)|如实|报告|报送|协助|服从|移交)|经责令|造成|构成|有违法所得|没有违法所得|违法所得|货值|两年内|一年内|再次|尚不|触犯|无法|数额|属于|未造成)"
)
_BROKEN_RULE = re.compile(
    r"违反(?:了)?本(?:法|条例|条(?=第)|办法|规定|细则|规则|决定|章程)"
    r"(?:第[零一二三四五六七八九十百千、和至及或者第条款项（）()]+)?(?:的?(?:有关|相关)?规定)?的?[，,]?"
)
_OWN_LAW = re.compile(
    r"本(?:法|条例|办法|规定|细则|规则|决定|章程)(?:第[零一二三四五六七八九十百千、和至及或者第条款项（）()]+)?的?"
    r"(?:(?=(?:有关|相关)?规定)|(?<=[条款项])|(?<=[条款项]的))"
)
_ONLY_CITES = re.compile(
    r"违反(?:了)?(?:本(?:法|条例|办法|规定|细则|规则|决定|章程)|前款|前条|第)[^，]*?(?:第[^，]+[条款项]|前款|前条)(?:之一)?(?:的?规定)?的?$"
)
# 经营者违反本法规定实施集中的: what was done is unlawful only by the rule that it breaks, so a name must say so.
_BREAKS_BY_IT = re.compile(
    r"^(?P<who>[^，]{2,20}?)违反(?:了)?本(?:法|条例|办法|规定|细则|规则|决定)(?:第[^，]{1,12}[条款项])?的?规定(?=[^，的]{3})"
)
_CRIME = re.compile(r"，(?:已经)?(?:触犯|构成犯罪).*$")
_ON_DUTY = re.compile(
    rf"^(?:[^，]{{2,60}}?(?:{ORGAN_END}))?(?:在[^，]{{2,30}}?(?:时|中|过程中)，?)?(?:发现|查明)|^在[^，]{{2,12}}执法[^，]{{0,4}}时，"
)


class Conduct(NamedTuple):
    """The words of a conduct.

    Attributes:
        words: as written, without 的 at the end, mostly short enough for a name.
        span: where its first statement stands in the text that was given.
        more: the clause names further conducts.
    """

    words: str
    span: Span
    more: bool


def is_fault(words: str) -> bool:
    """Whether ``words`` say that something was done wrongly or left undone."""
    return bool(_UNLAWFUL.search(words))


def of_clause(text: str, at: int) -> Conduct | None:
    """The conduct that the sentence around offset ``at`` of ``text`` punishes or answers; None when it names none.

    Tiers (情节严重的, 逾期不改正的) belong to the conduct before them, so the search goes back over them.
    """
    sentences = [m.span() for m in _SENTENCE.finditer(text)]
    upto = [s for s in sentences if s[0] <= max(at, 0)] or sentences[:1]
    floor = _sentence_floor(text, upto)
    for start, end in reversed(upto):
        if start < floor:
            break
        found = _of_sentence(text, start, end)
        if found is not None:
            return found
    return None


def of_list(paragraph: Paragraph, item: str | None) -> Conduct | None:
    """The conduct of an item list: subject of the head with the first item, or with the given one."""
    if not paragraph.items:
        return None
    head = subject_of_head(paragraph.text)
    if head is None:
        return None
    chosen = next((i for i in paragraph.items if i.no == item), None) if item else paragraph.items[0]
    if chosen is None:
        return None
    words = chosen.text.splitlines()[0].strip("　 ；;。，,") if chosen.text else ""
    sanction = re.search(r"的，(?:由|处|责令|没收)", words)
    if sanction:
        words = words[: sanction.start()]
    words = _CITES_THEN.sub("", words).removesuffix("的")
    if len(head) >= 2 and words.startswith(head[-2:]):
        head = head[:-2]
    more = item is None and len(paragraph.items) > 1
    return Conduct(plain(head + words), _words_of(chosen), more)


def _words_of(item: Item) -> Span:
    """The item without its mark and its closing mark."""
    where = item.text_span if item.text_span.end else item.span
    return Span(where.start, where.end - 1) if item.text[-1:] in tuple("；;。，,：") and item.text else where


def subject_of_head(text: str) -> str | None:
    """The subject before 有下列行为之一的 (旅行社有下列情形之一的 → 旅行社); None when the text opens no such list."""
    match = _LIST_HEAD.search(text)
    if match is None:
        return None
    subject = _CITES_THEN.sub("", match["subject"]).strip()
    if re.search(r"[不应]|可以|由|对|责令|采取|规定", subject) or len(subject) > 24:
        return ""
    return subject


def of_cited(article: Article, paragraph: int | None, item: str | None = None) -> str:
    """What breaking the cited clause means: 不得X and 禁止X give X, 应当X gives 未按规定X; empty when unclear."""
    chosen = (
        [p for p in article.paragraphs if p.number == paragraph] if paragraph else list(article.paragraphs)
    )
    for one in chosen:
        own = next((i for i in one.items if item is not None and i.no == item), None)
        if own is not None and own.text:
            return _of_item(one.text, own.text.splitlines()[0].strip("　 ；;。，,"))
        for sentence in _SENTENCE.finditer(one.text):
            words = _against(sentence.group().strip())
            if words and one.items and re.search(r"(?:下列|以下)", words):
                first = one.items[0].text.strip("　 ；;。，,").removesuffix("的")
                subject = words.split("下列")[0].split("以下")[0].removeprefix("未按规定")
                return plain(subject.rstrip("有实施从事") + first)
            if words:
                return plain(words)
    return ""


def _of_item(head: str, words: str) -> str:
    """What breaking one of the listed rules means (不乱倒垃圾 → 乱倒垃圾)."""
    banned = re.match(r"^(?:不得|禁止|严禁|不(?=[随乱在向擅损破占私闯违]))(?P<act>.{2,})$", words)
    if banned:
        return plain(banned["act"])
    if re.search(r"不得|禁止|严禁|行为", head):
        return plain(words.removesuffix("的"))
    return f"未按规定{plain(words)}" if re.search(r"应当|必须|遵守", head) else ""


def plain(words: str) -> str:
    """``words`` without 违反本法规定 and the like, which a name must not carry."""
    words = _OWN_LAW.sub("", _BROKEN_RULE.sub("", re.sub(r"\s+", "", words)))
    words = words.replace("有违法行为之一", "有违法行为")  # 有本法第四十八条第一项违法行为之一
    return _ON_DUTY.sub("", _CRIME.sub("", words)).strip('，、；:：“”"').removesuffix("的")


_ITEM_MARK = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")


def shorten(words: str, limit: int) -> tuple[str, bool]:
    """``words`` cut at the last boundary between conducts before ``limit`` characters, and whether it was cut."""
    words = _ITEM_MARK.sub("", words)
    if len(words) <= limit:
        return words, False
    cuts = [m.start() for m in re.finditer(r"，或者|或者|，|；|、", words) if 6 <= m.start() <= limit]
    strong = [c for c in cuts if c > limit * 0.6 and (words[c] in "，；" or words.startswith("或者", c))]
    at = (strong or cuts or [limit])[-1]
    return words[:at].removesuffix("的").rstrip("，、；"), True


def shorten_conduct(words: str, limit: int) -> tuple[str, bool]:
    """``words`` of a conduct cut as `shorten` does, so that what was done wrongly stays, and whether some of it went.

    Where many persons or things stand before it and the cut leaves only them (甲企业、乙企业、丙企业未登记), the name
    keeps as many as there is room for beside the fault (甲企业、乙企业等未登记).
    """
    short, cut = shorten(words, limit)
    fault = _FAULT.search(words)
    if not cut or fault is None or is_fault(short):
        return short, cut
    done, cut = shorten(words[fault.start() :], limit)
    who, _ = shorten(words[: fault.start()], max(limit - len(done) - 1, 0))
    # What ends inside a circumstance (在许可证有效期…) names nobody.
    whole = 4 <= len(who) < limit - len(done) and not re.search("在[^，]*$", who)
    return f"{who}等{done}" if whole else done, cut


def _sentence_floor(text: str, upto: list[tuple[int, int]]) -> int:
    """Where the 款 (line) of the last sentence begins: conducts are not looked for above it."""
    if not upto:
        return 0
    return text.rfind("\n", 0, upto[-1][0] + 1) + 1


def _of_sentence(text: str, start: int, end: int) -> Conduct | None:
    kept: list[tuple[int, int]] = []
    for match in _CLAUSE.finditer(text, start, end):
        clause = match.group().strip()
        if not clause:
            continue
        if _ONLY_CITES.search(clause) or (not kept and _CITES.match(clause) and not _says_more(clause)):
            continue
        if _is_sanction(clause):
            break
        if kept and _TIER.match(clause) and text[kept[-1][1] - 1] == "的":
            break
        kept.append(match.span())
    if not kept or _TIER.match(text[kept[0][0] : kept[0][1]].strip()):
        return None
    ends = [k for k in kept if text[k[0] : k[1]].rstrip().endswith("的")]
    if ends:
        kept = kept[: kept.index(ends[-1]) + 1]
    elif end <= kept[-1][1]:
        return None
    span = Span(kept[0][0], (ends[0] if ends else kept[-1])[1])
    words = _CITES_THEN.sub("", span.of(text)).strip().removesuffix("的")
    words = re.sub(r"的(?:单位|个人|企业)(?:和(?:单位|个人))?$", "", _EXCEPT.sub("", plain(words)))
    first = text[kept[0][0] : kept[0][1]].strip()
    if not _UNLAWFUL.search(words):
        breaks = _BREAKS_BY_IT.match(first)
        if _says_more(first):
            words = f"违反规定{words}"
        elif breaks and words.startswith(breaks["who"]):
            words = f"{breaks['who']}违反规定{words.removeprefix(breaks['who'])}"
    if _LIST_HEAD.search(span.of(text)) or len(words) < 3 or NO_NAMES["no-conduct"].fits(words):
        return None
    return Conduct(words, span, len(ends) > 1)


def _says_more(clause: str) -> bool:
    """Whether a clause goes on after its citation without a comma (违反本条例第十条规定倾倒垃圾的)."""
    match = _CITES_THEN.match(clause)
    rest = clause[match.end() :].removesuffix("的") if match else ""
    return len(rest) >= 4 and not _TIER.match(rest) and not rest.startswith(("的", "行为", "之一", "情形"))


def _is_sanction(clause: str) -> bool:
    """Whether the clause says what follows; one that closes with 的 is still a condition (拒绝…部门依法检查的)."""
    if clause.endswith("的") and not clause.startswith("由"):
        return False
    if (
        clause.startswith("对") and "由" not in clause
    ):  # 对某机关依法实施的检查，拒绝…: the organ is no doer here
        return bool(_SANCTION_FIRST.match(clause))
    return bool(_SANCTION_FIRST.match(clause) or _BY_ORGAN.match(clause))


def _against(sentence: str) -> str:
    """The conduct that breaks the norm of ``sentence``."""
    match = re.search(r"^(?P<before>.*?)，?(?P<modal>不得|严禁|禁止|应当|必须|方可)(?P<act>.+)$", sentence)
    if match is None:
        return ""
    before, act = match["before"], match["act"]
    if match["modal"] in ("不得", "严禁", "禁止"):
        whom = re.sub(r"^(?:任何)?(?:单位|个人)(?:和|或者|、)?(?:单位|个人)?(?:都|均)?$", "", before)
        return whom + act
    subject = before.split("，")[-1]
    if re.match(r"^(?:未|不)", act):
        return subject + act
    return f"{subject}未按规定{act}"
