"""The closed kinds of penalties, the clauses in which they stand, and the conditions that open them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lezr_extract.compare.checks.alarm import Test, cleared, lowered, notice, stands
from lezr_extract.compare.checks.basis import bases_of, rests_on_more
from lezr_extract.compare.checks.pair import Pair, said
from lezr_extract.compare.checks.titles import plain_title
from lezr_extract.compare.relating.one_pair import shared
from lezr_extract.records import ComparedArticle, Deed, PowerType, Role
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.territories import NATION

# 行政处罚法 art. 9(1)–(5); what else 法律 and 行政法规 provide is no kind of this list. With each the words by which
# a clause names it.
KINDS = {
    "警告": r"警告",
    "通报批评": r"通报批评",
    "罚款": r"罚款",
    "没收违法所得": r"没收",
    "没收非法财物": r"没收",
    "暂扣许可证件": r"(?:暂扣|扣留)(?!期)",
    "降低资质等级": r"降低",
    "吊销许可证件": r"吊销",
    "限制开展生产经营活动": r"限制|停止|暂停|禁止|不得",
    "责令停产停业": r"停产|停业|停止|停工|限制生产|暂停",
    "责令关闭": r"关闭|关停",
    "限制从业": r"不得|禁止|限制|终身|停止|取消",
    "行政拘留": r"拘留",
}
LIGHT = frozenset(("警告", "通报批评"))
# What a 规章 may set by itself (行政处罚法 arts. 13.2, 14.2).
OF_RULES = frozenset(("警告", "通报批评", "罚款"))

_OPENS = re.compile(
    r"情节(?:特别)?(?:严重|较重|恶劣)|后果严重|(?:逾期|拒)(?:仍)?(?:不|未)[^，。；]{0,24}?(?:的|，)"
    r"|(?:造成|致使)(?:严重|重大|较大)?[^，。；]{0,14}(?:后果|损失|影响|危害|事故|污染|损坏|损害|损毁|伤亡|死亡|灭失|破坏)|引起[^，。；]{0,14}的|拒绝改正|经责令|仍不|屡教不改|多次|再次"
)
# Words just before or around a sanction by which a clause points to what another law sets.
_REFERS = re.compile(
    r"(?:依照|按照|依据|根据|适用)[^，。；]{0,30}?(?:法律|法规|治安管理|[\u4e00-\u9fff]{2,12}法(?=及|的|、|和|第|规定)|《[^》]{2,40}》)[^。；]*$"
    r"|依法[^，。；]{0,30}$|(?:提请|建议|移送|移交|报请|通知|函告|商请|申请|由[^，。；]{2,20}依法)[^。；]{0,40}$"
)
# … and after it (拘留处罚由公安机关依照《…》的规定决定; 提出吊销其营业执照的建议).
_REFERS_AFTER = re.compile(
    r"^(?:处罚)?(?:由[^，。；]{2,24}?)?(?:依照|按照|依据|根据)[^，。；]{0,12}(?:《|法律|法规|治安管理)|^的?建议|^等治安管理处罚"
)
_COURT = re.compile(r"人民法院[^。；]{0,60}$")
# What a sentence says once of the article that it applies holds for its further tiers as well.
_CITES = re.compile(
    r"(?:依照|按照|依据|根据)[^，。；]{0,16}《[^》]{2,40}》[^，。；]{0,12}第[^，。；]{1,12}条[^，。；]{0,30}规定"
    r"|依法(?:给予|予以)[^，。；]{0,4}处罚[，；]"
)
_LEAVES = re.compile(
    r"(?:具体|处罚|罚款)[^，。；]{0,16}(?:标准|办法|幅度|数额)[^，。；]{0,6}由[^，。；]{2,40}(?:规定|制定)"
    r"|(?:拒不|逾期)[^，。；]{0,10}的?，依法(?:追究法律责任|处理|(?:给予|予以)处罚)(?=[，。；])"
    r"|另有规定的[^，。；]{0,6}(?:从其|依照其|适用)规定|可以[^，。；]{0,20}制定[^，。；]{0,10}(?:具体|实施)(?:办法|规定|标准)"
)
_LEAVES_TO_PROVINCES = re.compile(
    r"处罚[^。；]{0,30}(?:依照|按照|由)省、自治区、直辖市[^。；]{0,24}(?:制定|规定)[^。；]{0,16}"
)
# 除依照有关法律法规规定予以处罚外: what comes on top of the penalties of other laws bounds none of them.
_ON_TOP = re.compile(r"除(?:依照|按照|根据)[^，。；]{0,16}(?:法律|法规)[^，。；]{0,12}处罚(?:以)?外")
# 依照《…法》第…条规定处以罚款的，按照下列规定执行: what else is set for the act stands in the law that is cited.
_SUMS_ONLY = re.compile(r"(?:依照|按照|根据)《[^》]{2,40}》[^。；]{0,80}规定处(?:以)?罚款的")
_NAMES = re.compile(r"[^、，。；等的和及对\n]{3,}")
_NEAR = 0.6
_SUFFERED = re.compile(r"(?:被|受到|受过|应当予以|需要|可能|涉及|罚没)[^，。；]{0,40}$|经(?:责令)?$")
_SPOKEN_OF = re.compile(r"的?(?:情况|信息|处罚决定|决定|案件|期间|后|之日|的，应当(?:移送|及时))")
_STOPS = "；。\n"


@dataclass(frozen=True, slots=True)
class Clause:
    """A sanction where it stands.

    Attributes:
        before: the words of its clause before it, from the last semicolon or full stop.
        words: the sanction as found.
        after: the words of the clause after it.
        sentence: the words before it from the last full stop.
    """

    before: str
    words: str
    after: str
    sentence: str


def clauses(article: ComparedArticle, deed: Deed, pattern: str) -> Iterator[Clause]:
    """The clauses of a deed in which words of ``pattern`` stand."""
    text, start = article.text, deed.span.start - article.span.start
    stop = deed.span.end - article.span.start
    if not 0 <= start <= stop <= len(text):  # a deed that was not read from this article
        text, start, stop = deed.quote, 0, len(deed.quote)
    for match in re.compile(pattern).finditer(text, start, stop):
        first = max(text.rfind(mark, 0, match.start()) for mark in _STOPS) + 1
        ends = [at for at in (text.find(mark, match.end()) for mark in _STOPS) if at >= 0]
        full = max(text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
        yield Clause(
            before=text[first : match.start()],
            words=match.group(),
            after=text[match.end() : min(ends, default=len(text))],
            sentence=text[full : match.start()],
        )


def kinds_of(deeds: Iterable[Deed]) -> frozenset[str]:
    """The closed kinds that some deeds carry."""
    return frozenset(kind for deed in deeds for kind in deed.kinds if kind in KINDS)


def has(kind: str, deed: Deed) -> bool:
    """Whether an act carries a kind."""
    return kind in deed.kinds


def listed(kinds: Iterable[str]) -> str:
    """The kinds in the order of the law, joined for a sentence."""
    found = set(kinds)
    return "、".join(kind for kind in KINDS if kind in found)


def penalties_of(article: ComparedArticle) -> tuple[Deed, ...]:
    """The deeds of an article that set a penalty of a closed kind."""
    return tuple(
        deed
        for deed in article.deeds
        if deed.type is PowerType.PENALTY and deed.role is Role.BASIS and kinds_of((deed,))
    )


def opens(article: ComparedArticle, deed: Deed, kind: str) -> str:
    """The condition without which this kind is not given (情节严重, 逾期不改正); empty where it is given at once."""
    first = ""
    for clause in _given(article, deed, kind):
        match = _OPENS.search(clause.before)
        if match is None:
            return ""
        first = first or match.group().rstrip("，")
    return first


def at_once(article: ComparedArticle, deed: Deed, kind: str) -> bool:
    """Whether a clause gives this kind without such a condition."""
    return any(_OPENS.search(clause.before) is None for clause in _given(article, deed, kind))


def with_some_condition(article: ComparedArticle, deed: Deed) -> bool:
    """Whether the sentence of a deed names such a condition anywhere, perhaps before an earlier semicolon."""
    start = deed.span.start - article.span.start
    if not 0 <= start < len(article.text):
        return _OPENS.search(deed.quote) is not None
    first = max(article.text.rfind(mark, 0, start) for mark in "。\n") + 1
    return _OPENS.search(article.text, first, max(start, deed.span.end - article.span.start)) is not None


def _given(article: ComparedArticle, deed: Deed, kind: str) -> Iterator[Clause]:
    """The clauses that give a kind; one that only speaks of it (经停业整顿仍…) gives none."""
    for clause in clauses(article, deed, KINDS[kind]):
        if not _SUFFERED.search(clause.before) and not _SPOKEN_OF.match(clause.after):
            yield clause


def sets(article: ComparedArticle, deed: Deed, pattern: str) -> bool:
    """Whether a clause gives the sanction, and not only speaks of who has suffered it (被吊销营业执照的)."""
    return any(
        not _SUFFERED.search(clause.before) and not _SPOKEN_OF.match(clause.after)
        for clause in clauses(article, deed, pattern)
    )


def refers(article: ComparedArticle, deed: Deed, pattern: str) -> str:
    """The words by which every clause with this sanction leaves it to another law; empty where one sets it itself."""
    first = ""
    for clause in clauses(article, deed, pattern):
        if _SUFFERED.search(clause.before) or _SPOKEN_OF.match(clause.after):
            continue
        match = (
            _REFERS.search(clause.before) or _CITES.search(clause.sentence) or _COURT.search(clause.before)
        )
        after = _REFERS_AFTER.search(clause.after) if match is None else None
        if match is None and after is None:
            return ""
        first = first or (match.group() if match else "") + clause.words + (after.group() if after else "")
    return first


def reference(article: ComparedArticle, deed: Deed, pattern: str) -> Test:
    """Guard: the clause sets the sanction itself and does not merely point to what another law sets."""
    words = refers(article, deed, pattern)
    if words:
        return cleared("reference", f"写明“{words[:40]}”，只是援引")
    return stands("reference", "条文自行规定，没有援引其他法律、法规")


def other_basis(pair: Pair, deed: Deed, *, unnamed: bool) -> Test:
    """Guard: the lower law carries out this higher law, and no other one that may set what is in question.

    Args:
        pair: the articles that are compared.
        deed: the act of the lower law.
        unnamed: whether laws that it does not name (等法律、法规) count. A fine of theirs must lie inside the range
            of the 法律 as well, a kind need not.
    """
    plain = plain_title(pair.a.title)
    cited = [clause.law for clause in (*deed.conduct, *pair.b_article.cites) if clause.law]
    if cited and all(plain_title(title) != plain for title in cited):
        return notice("other_basis", f"条文依照的是{in_marks(cited[0])}")
    others = [title for title in (*bases_of(pair.b), *cited) if plain_title(title) != plain]
    if others:
        return lowered("other_basis", f"还依据{in_marks(others[0])}")
    if unnamed and rests_on_more(pair.b):
        return lowered("other_basis", "还依据其他法律、法规")
    return stands("other_basis", "没有写明其他上位法依据")


def own_leave(pair: Pair) -> Test:
    """Guard: the higher law does not leave it to others to set the details, here or for local law as a whole."""
    match = _LEAVES.search(pair.a_article.text)
    if match:
        return lowered("own_leave", f"上位法写明“{match.group()}”")
    if match := _ON_TOP.search(said(pair.a_deed, pair.a_article)):
        return notice("own_leave", f"上位法写明“{match.group()}”，不排除其他法律、法规的处罚")
    for article in pair.a.articles if pair.b.territory != NATION else ():
        if match := _LEAVES_TO_PROVINCES.search(article.text):
            words = f"{in_marks(pair.a.title)}{article.number}写明“{match.group()[:40]}”"
            about = article.text[: match.start()].rsplit("。", 1)[-1].replace("违法行为", "，")
            named = next((name for name in _NAMES.findall(about) if _is_about(pair, name)), "")
            if named:
                return notice("own_leave", f"{words}，对象正是{named}")
            return lowered("own_leave", words)
    return stands("own_leave", "上位法没有授权另行规定")


def supplement(pair: Pair) -> Test:
    """Guard: a's article sets the penalties of its act, and not only how high a fine of another law is."""
    if match := _SUMS_ONLY.search(said(pair.a_deed, pair.a_article)):
        return notice("supplement", f"上位法该条写明“{match.group()[:40]}”，只定罚款的数额")
    return stands("supplement", "上位法对该行为已有处罚规定，不是补充设定")


def _is_about(pair: Pair, name: str) -> bool:
    """Whether b, or its article, is about whom a clause of a names (食品摊贩)."""
    return name in pair.b.title or name in pair.b_article.text


def _is_cited(article: str, deed: Deed) -> bool:
    """Whether a deed is that of another article of its law (实施本条例第X条规定的违法行为)."""
    return any(not cited.law and cited.article == article for cited in deed.conduct)


def other_clause(pair: Pair, sets: Callable[[Deed], bool]) -> Test:
    """Guard: no other clause of the higher law sets this for the same act.

    Args:
        pair: the articles that are compared.
        sets: whether a deed of the higher law sets what is in question.
    """
    partly = ""
    own = pair.a.articles[pair.i].number
    for i, article in enumerate(pair.a.articles):
        if i == pair.i or not any(sets(deed) for deed in article.deeds):
            continue
        if any(_is_cited(own, deed) for deed in article.deeds if sets(deed)):
            return cleared("other_clause", f"{in_marks(pair.a.title)}{article.number}对同一行为有这样的规定")
        related = shared().relate(pair.a, i, pair.b, pair.j, words=False)
        same = related.same_act
        if same == "yes" or (same == "partial" and Pair(pair.a, i, pair.b, pair.j, related).share >= _NEAR):
            return cleared("other_clause", f"{in_marks(pair.a.title)}{article.number}对同一行为有这样的规定")
        partly = partly or (article.number if same == "partial" else "")
    if partly:
        return lowered("other_clause", f"{in_marks(pair.a.title)}{partly}或许适用")
    return stands("other_clause", f"{in_marks(pair.a.title)}的其他条款没有")
