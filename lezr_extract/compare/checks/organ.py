"""C10 another organ than the higher law fixes; C22 a rule of one ministry on the business of two."""

import re
from collections.abc import Iterable, Iterator

from lezr_extract.compare.checks.alarm import Test, alarm, cleared, lowered, notice, side, stands, untested
from lezr_extract.compare.checks.case import Setting
from lezr_extract.compare.checks.order import is_in_force, made, newer, varies, was_law
from lezr_extract.compare.checks.pair import Pair, same_conduct
from lezr_extract.compare.checks.penalties import reference
from lezr_extract.compare.checks.words import any_of
from lezr_extract.records import Deed, Difference, DifferenceKind, Finding, PowerType, Rank, Role
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.checks import checks, house_of
from lezr_extract.vocabulary.registry import registry

_ORGAN_OPEN = re.compile(
    r"有关(?:主管)?(?:部门|机关)|各自(?:的)?职责|职责分工|(?:规定|指定|确定|授权|委托|设立)的[^，。；]{0,8}(?:部门|机关|机构)|原[^，。；]{0,14}机关|作出[^，。；]{0,12}决定的|^(?:有关)?主管部门$|^行政机关$|上级[^，。；]{0,4}机关|本部门|委员会$|有关[^，。；]{0,8}部门|主管部门或者|其他有关|法律、法规规定的|相应的|综合(?:行政)?执法"
)
_CONCENTRATED = re.compile(r"综合(?:行政)?执法|城市管理|城管|市政市容")
_TOWNSHIP = re.compile(r"乡镇|乡（镇）|派出机关|[乡镇]人民政府|街道办|镇政府")
_JOINT = re.compile(r"[、，,]|会同|(?<=[部局署委会行])(?:和|与|及)")
_TYPES = (PowerType.PENALTY, PowerType.LICENCE, PowerType.COERCION)
_ANY = r"处罚|罚款|警告|没收|吊销|许可|批准|核准|核发|查封|扣押|检查|责令"


def other_organ(pair: Pair) -> Iterator[Finding]:
    """C10 (行政处罚法 arts. 17, 18, 24; 行政许可法 arts. 22–25)."""
    a, b = pair.a_deed, pair.b_deed
    if a is None or b is None or pair.related.same_agency != "no" or pair.same_act == "no":
        return
    if a.type not in _TYPES or a.type is not b.type or not a.holder or not b.holder:
        return
    one, other = _named(a), _named(b)
    finding = alarm(
        "C10",
        side(pair.a, pair.a_article, a),
        side(pair.b, pair.b_article, b),
        f"上位法由{one}实施，下位法由{other}实施。{newer(pair.a, pair.b)}",
        (
            same_conduct(pair),
            _fixed(a, b),
            _beside(pair, b),
            _reformed(a, b),
            _concentrated(b),
            _township(b),
            is_in_force(pair.a),
            varies(pair.b),
        ),
        day=made(pair.b),
        not_compared=(*pair.left_out, "没有查对本地的机构改革方案和划转决定"),
        differences=(
            Difference(DifferenceKind.AGENCY, f"上位法由{one}，下位法由{other}"[:60], a.span, b.span),
        ),
    )
    if finding is not None:
        yield finding


def rule_of_one_ministry(setting: Setting) -> Iterator[Finding]:
    """C22 (规章制定程序条例 art. 9.2): once for a rule, at the first power that it gives to another ministry's organs."""
    law = setting.law
    if law.rank is not Rank.MINISTRY_RULE or _JOINT.search(law.issuer):
        return
    own = _issuers(law.issuer)
    for article in law.articles:
        for deed in article.deeds:
            if deed.role is not Role.BASIS or deed.type is not PowerType.PENALTY:
                continue
            ids = _today(deed.agency_ids)
            if not own or not ids or ids & own or not deed.holder or _is_general(ids | own):
                continue
            finding = alarm(
                "C22",
                None,
                side(law, article, deed),
                f"规章由{law.issuer}单独制定，却规定了{_named(deed)}的权力；两个以上部门职权范围内的事项应当联合制定规章，单独制定的无效。",
                (
                    reference(article, deed, _ANY),
                    _same_house(deed, own),
                    untested("restated", "没有核对该部门的这一权力是否由上位法规定"),
                    stands("issuer_known", f"制定机关为{law.issuer}"),
                    was_law(checks()["C22"].valid_from, law),
                ),
                day=setting.day,
            )
            if finding is not None:
                yield finding
                return


def _named(deed: Deed) -> str:
    return deed.resolved or "、".join(deed.holder)


def _fixed(a: Deed, b: Deed) -> Test:
    """Guard: the higher law names an organ, and does not leave it open which."""
    words = "、".join((*a.holder, *([a.resolved] if a.resolved and not a.agency_ids else [])))
    if match := _ORGAN_OPEN.search(words):
        return cleared("organ_open", f"上位法写的是“{match.group()}”，没有确定机关")
    if match := _ORGAN_OPEN.search("、".join(word for word in b.holder if not _CONCENTRATED.search(word))):
        return cleared("organ_open", f"下位法写的是“{match.group()}”，没有改定机关")
    if not a.agency_ids or not b.agency_ids:
        return notice("organ_open", "有一方的机关没有识别出来，不能断定是两个机关")
    return stands("organ_open", f"上位法写的是“{words[:40]}”")


def _beside(pair: Pair, b: Deed) -> Test:
    """Guard: the same article of the higher law does not give its like to this very organ (one organ to each sort)."""
    ids = _today(b.agency_ids)
    for deed in pair.a_article.deeds:
        if deed is not pair.a_deed and deed.type is b.type and ids and ids <= _today(deed.agency_ids):
            words = f"{in_marks(pair.a.title)}{pair.a_article.number}也写明由{_named(deed)}实施"
            return notice("other_clause", words)
    return stands("other_clause", "该条没有同时写明由这一机关实施")


def _reformed(a: Deed, b: Deed) -> Test:
    """Guard: both are not the same organ before and after a reform; a split name may be either of its successors."""
    one, other = _today(a.agency_ids), _today(b.agency_ids)
    if one & other:
        return cleared("organ_reform", "机构改革后是同一机关，或者是承接职责的机关之一")
    if _kin(one, other):
        return lowered("organ_reform", "两个机关有隶属关系")
    if _is_general(one) or _is_general(other):
        return lowered("organ_reform", "一方是人民政府，或许由其部门承办")
    return stands("organ_reform", "机构改革前后都不是同一机关")


def _concentrated(b: Deed) -> Test:
    if match := _CONCENTRATED.search("".join((*b.holder, b.resolved or ""))):
        return notice("concentrated", f"“{match.group()}”行使，多因相对集中处罚权（《行政处罚法》第十八条）")
    return stands("concentrated", "不是综合执法机关")


def _township(b: Deed) -> Test:
    if match := _TOWNSHIP.search("".join(b.holder)):
        return notice("township", f"“{match.group()}”行使，省级可以决定赋权（《行政处罚法》第二十四条）")
    return stands("township", "不是乡镇、街道")


def _today(ids: Iterable[str]) -> frozenset[str]:
    """Ids of today's organs: an old one's successors all count, since any of them may hold the duty now."""
    found: set[str] = set()
    for key in ids:
        entry = registry().get(key)
        if entry is None or not entry.former:
            found.add(key)
        else:
            found.update(entry.agency.successors)
            found.update(moved.to for moved in entry.moved)
    return frozenset(found)


def _kin(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(house_of(x) & other for x in one)


def _is_general(ids: frozenset[str]) -> bool:
    return any(key.startswith(("government", "state-council")) for key in ids)


def _issuers(issuer: str) -> frozenset[str]:
    """Ids of the organ that made a rule, today's; empty when its name is unknown."""
    plain = re.sub(r"^(?:中华人民共和国|国家)|[（(].*", "", issuer)
    for key, entry in registry().items():
        names = {re.sub(r"^(?:中华人民共和国|国家)", "", name) for name in (entry.agency.name, *entry.names)}
        if plain and plain in names:
            return _today((key,))
    return frozenset()


def _same_house(deed: Deed, own: frozenset[str]) -> Test:
    if _kin(_today(deed.agency_ids), own):
        return cleared("organ_reform", "是制定部门所属的机关")
    words = "".join(deed.holder)
    for key in own:
        if word := any_of(registry()[key].agency.duties, words):
            return cleared("organ_reform", f"“{word}”属于制定部门")
    return stands("organ_reform", "不是制定部门改革前后的机关")
