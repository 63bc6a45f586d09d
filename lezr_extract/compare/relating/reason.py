"""The reason of a decision, in Chinese, with the words of both sides and what was not compared."""

import re

from lezr_extract.compare.consequences.fines import Fines, Range
from lezr_extract.compare.relating.article_pair import Case
from lezr_extract.compare.relating.territory import Common, variation
from lezr_extract.records import ComparedArticle, ComparedLaw, DifferenceKind, PowerType, Rank, Relation
from lezr_extract.text.numerals import to_chinese
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.territories import NATION

_QUOTED = 44
_SAYS_LITTLE = 6
_BREAKS = re.compile(r"\s+")
# The lines of an article that begin a 款, and not a 项 or 目 of one.
_PARAGRAPHS = re.compile(r"^(?![（(][一二三四五六七八九十百\d]+[）)]|\d+[.．、]|\s*$).", re.M)
_POINTS = re.compile(r"^(?:对?有)?(?:前款|本条|本法|本条例|本办法|上款)[^，]*(?:行为|情形|规定)(?:之一)?的?$")
_OF_PENALTIES = {
    DifferenceKind.FINE_RANGE,
    DifferenceKind.MEASURE,
    DifferenceKind.CONDITION,
    DifferenceKind.SCOPE,
}
# 行政处罚法: inside which kinds and ranges a lower law must keep where a higher one punishes the same act.
_AUTHORITY = {
    Rank.ADMINISTRATIVE_REGULATION: "《行政处罚法》第十一条第二款",
    Rank.LOCAL_REGULATION: "《行政处罚法》第十二条第二款",
    Rank.ZONE_REGULATION: "《行政处罚法》第十二条第二款",
    Rank.AUTONOMOUS_REGULATION: "《行政处罚法》第十二条第二款",
    Rank.MINISTRY_RULE: "《行政处罚法》第十三条第一款",
    Rank.LOCAL_RULE: "《行政处罚法》第十四条第一款",
}


def reason(case: Case, relation: Relation, act: str) -> str:
    """Why the pair is what it is: the act, the land, the consequence, and what was left out."""
    if relation is Relation.UNRELATED:
        return _unrelated(case) + _left_out(case, relation)
    said = {
        Relation.RELATED: _related,
        Relation.PARALLEL: _parallel,
        Relation.DUPLICATE: _duplicate,
        Relation.REFINE: _refine,
        Relation.CONFLICT: _conflict,
        Relation.OVERLAP: _overlap,
    }[relation](case, act)
    return said + _left_out(case, relation)


def _unrelated(case: Case) -> str:
    return f"{_both(case)}领域和行为都不同，只有用语相近。"


def _related(case: Case, act: str) -> str:
    same = (
        "行为有一部分相交，但对象或者后果不同，不能认定重复、细化或者抵触" if act == "partial" else "行为不同"
    )
    field = f"同属“{case.a.field}”领域，" if case.a.field == case.b.field else "领域相近，"
    return f"{_both(case)}{field}{same}。"


def _parallel(case: Case, act: str) -> str:
    matter = "同一事项" if act == "yes" else "部分相同的事项"
    lands = f"一个适用于{case.a.territory or '不明地域'}，一个适用于{case.b.territory or '不明地域'}"
    return f"{_both(case)}规定的是{matter}，但{lands}，没有共同的适用地域，不列入同一份清单，也不存在抵触。"


def _duplicate(case: Case, act: str) -> str:
    fines = case.consequences.fines
    same = f"罚款同为{fines.a.words}，" if fines.sort is Fines.SAME and fines.a else ""
    part = "" if act == "yes" else "就相同的部分而言，"
    what = f"行为相同，{same}后果实质相同" if _punishes(case) else "规定的内容实质相同"
    return f"{_both(case)}{part}{what}，可以作为同一事项的两个依据。"


def _refine(case: Case, act: str) -> str:
    part = "" if act == "yes" else "就相同的部分而言，"
    fines = case.consequences.fines
    how = "作了更具体的规定"
    if fines.a and fines.b and fines.a.amount is None and fines.sort is Fines.INSIDE:
        how = f"甲规定了罚款而没有写数额，乙规定为{_of(fines.b)}"
    elif fines.sort in (Fines.INSIDE, Fines.SHIFTED) and fines.a and fines.b:
        how = f"在甲规定的幅度（{_of(fines.a)}）以内规定为{_of(fines.b)}"
    elif fines.sort is Fines.DROPPED:
        how = "没有另设罚款，作了更具体的规定"
    elif fines.sort is Fines.ADDED and fines.b:
        how = f"对甲没有规定罚款的行为规定了{_of(fines.b)}"
    others = (  # of a range inside the other one `how` tells
        one
        for one in case.consequences.differences
        if one.kind is not DifferenceKind.FINE_RANGE or fines.sort is Fines.OUTSIDE
    )
    differing = "；".join(one.detail for one in others)
    rest = f"但有不同，须核对：{differing}" if differing else "比较过的各项没有发现与甲不一致"
    return f"{_both(case)}{part}乙是对甲的细化：{how}，{rest}。"


def _conflict(case: Case, act: str) -> str:
    part = "行为相同，" if act == "yes" else "行为部分相同，"
    rows = "；".join(one.detail for one in case.consequences.differences)
    by = _rule(case)
    free = variation(case.b)
    lawful = f"但{free}，须核对变通的授权。" if free else ""
    unsure = "两部法规的地域没有查明。" if case.common is Common.UNKNOWN else ""
    return f"{_both(case)}{part}乙与甲不一致：{rows}。{by}{lawful}{unsure}"


def _rule(case: Case) -> str:
    """The rules that decide a departure, in words with their articles; empty where none is in question."""
    kinds = {one.kind for one in case.consequences.differences}
    if not case.lower:
        return ""
    rules: list[str] = []
    if kinds & _OF_PENALTIES and _punishes(case):
        article = (
            _AUTHORITY.get(case.b.rank, "") if case.a.territory == NATION else "《立法法》第八十一条第一款"
        )
        if article:
            rules.append(f"下位法应当在上位法规定的行为、种类和幅度以内规定（{article}）。")
    if DifferenceKind.AGENCY in kinds:
        rules.append(
            "实施机关由上位法确定；由其他机关集中行使或者下放的，须有国务院、省级人民政府的决定（《行政处罚法》第十八条、第二十四条，《行政许可法》第二十五条）。"
        )
    if DifferenceKind.TIME_LIMIT in kinds:
        rules.append("许可的期限不得长于法律、行政法规的规定（《行政许可法》第四十二条）。")
    return "".join(rules)


def _overlap(case: Case, act: str) -> str:
    part = "同一行为" if act == "yes" else "部分相同的行为"
    who = case.consequences.agencies
    return (
        f"{_both(case)}{part}由两个部门管：甲由{who.a or '未写明的机关'}，乙由{who.b or '未写明的机关'}，"
        "同一地域内职责交叉，须按职责分工、集中处罚权的决定或者《行政处罚法》第二十五条、第二十九条处理。"
    )


def _both(case: Case) -> str:
    one = f"甲{_named(case.a, case.article_a, case.matched.a)}“{_quoted(case.article_a, case.matched.a)}”"
    other = f"乙{_named(case.b, case.article_b, case.matched.b)}“{_quoted(case.article_b, case.matched.b)}”"
    return f"{one}；{other}。"


def _named(law: ComparedLaw, article: ComparedArticle, deed: int | None) -> str:
    """The article, and of a penalty the 款 where there are several and the 项."""
    name = f"{in_marks(law.short_title or law.title)}{article.number}"
    if deed is None or article.deeds[deed].type is not PowerType.PENALTY:
        return name
    one = article.deeds[deed]
    if one.paragraph and len(_PARAGRAPHS.findall(article.text)) > 1:
        name += f"第{to_chinese(one.paragraph)}款"
    return f"{name}第{one.item}项" if one.item else name


def _quoted(article: ComparedArticle, deed: int | None) -> str:
    """The words of the act, of a bare citation of the broken rule its words, else the article's first words."""
    words = article.text
    if deed is not None and article.deeds[deed].type is PowerType.PENALTY:
        one = article.deeds[deed]
        # Of a list the item that is cited stands behind its head.
        broken = next((cited.text.rpartition("：")[2] for cited in one.conduct if cited.text), "")
        words = (broken if _POINTS.match(one.act) or len(one.act) < _SAYS_LITTLE else "") or one.act or words
    words = _BREAKS.sub("", words).rstrip("。；，")
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…"


def _of(one: Range) -> str:
    return f"{one.payer}{one.words}"


def _punishes(case: Case) -> bool:
    deeds = (*case.deeds_a, *case.deeds_b)
    return any(deed.type is PowerType.PENALTY for deed in deeds)


def _left_out(case: Case, relation: Relation) -> str:
    """没有比较：… — always said, since silence would claim that all was compared."""
    rows: list[str] = []
    if relation in (Relation.UNRELATED, Relation.RELATED, Relation.PARALLEL):
        rows.append("后果和机关")
    else:
        rows += case.consequences.not_compared
        if _punishes(case):
            rows.append("刑事、民事责任和处分")
        others = list(dict.fromkeys(c.law for c in (*case.article_a.cites, *case.article_b.cites) if c.law))
        if others:
            rows.append("所引" + "、".join(in_marks(law) for law in others[:2]) + "的规定")
        rows.append("两部法规以外的授权和裁量基准")
    return "没有比较：" + "；".join(rows) + "。"
