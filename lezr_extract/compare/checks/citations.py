"""C13 a repealed document cited, C14 an article that moved or does not exist, C16 a title that nothing bears."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lezr_extract.compare.checks.alarm import Test, alarm, cleared, lowered, notice, side, stands, untested
from lezr_extract.compare.checks.known import Edition, Known, Repealed
from lezr_extract.compare.checks.order import made
from lezr_extract.compare.checks.titles import plain_title
from lezr_extract.compare.checks.words import all_pairs, sameness
from lezr_extract.records import ComparedArticle, ComparedLaw, Finding, Level, Side
from lezr_extract.text.titles import in_marks

# 《甲》施行前已经建成的; 依照《甲》《乙》设立并保留原组织形式的.
_A_TIME = re.compile(
    r"(?:[》〉]|《[^《》]*》|[、和及])*(?:(?:已经?)?(?:设立|成立|取得|批准)[^，。；]{0,6}(?:并|的|后)|(?:正式)?(?:施行|实施|生效|颁布|公布|发布)(?:之?前|以前|之?后|以后|之日|之时|时))"
)
# 责成省人民政府制定《甲》: a task of that day, no law that the text rests on.
_TO_BE_MADE = re.compile(r"(?:责成|授权|委托)[^。；]{0,40}(?:制定|起草|拟定|修订)《?$")
# 1998年3月1日…通过的《甲》同时废止: one text under that title, not the title; a new 《甲》 may have come since.
_OF_A_DAY = re.compile(
    r"[0-9０-９〇○零一二三四五六七八九]{4}年[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}日[^，。；《》]{0,50}$"
)
_FORM = re.compile(r"(?:暂行)?(?:监督|管理|实施|暂行)*(?:法典|条例|办法|规定|细则|规则|决定|法)$")
_SAME = 0.5
_COPY = 0.8
_NAMED = 3


def repealed_laws(law: ComparedLaw, known: Known) -> Iterator[Finding]:
    """C13: once for each title, at the article that cites it first."""
    day = made(law)
    for title, citing in _titles(law).items():
        ended = known.repealed(title, law.territory)
        articles = [article for article in citing if not _only_as_past(article.text, title)]
        if ended is None or not articles:
            continue
        where = f"{ended.by}{ended.article}"
        finding = alarm(
            "C13",
            _ending(ended),
            side(law, articles[0]),
            f"所引{in_marks(title)}自{ended.day}起废止（{in_marks(ended.by)}{ended.article}）{_also(articles)}。",
            (
                stands("repeal_clause", f"{where}：{ended.words}")
                if ended.words
                else untested("repeal_clause", f"{where}的原文不在手"),
                _before_or_after(law, day, ended.day),
                _again(ended),
                _own_repeal(law, title),
            ),
            day=day,
        )
        if finding is not None:
            yield finding


def _ending(ended: Repealed) -> Side:
    """The repeal clause, as one of the law in which it stands."""
    return ended.clause or Side(
        "", ended.by, "", "", ended.day, ended.territory, ended.article, None, None, ended.words, None
    )


def moved_articles(law: ComparedLaw, known: Known) -> Iterator[Finding]:
    """C14: once for each cited article that moved, and once for all that an article cites of a law in vain.

    What an earlier article cites already is not looked at again.
    """
    seen: set[tuple[str, str]] = set()
    for article in law.articles:
        absent: dict[tuple[str, str], list[_LookedUp]] = {}
        for cite in article.cites:
            if not cite.law or cite.article is None or (cite.law, cite.article) in seen:
                continue
            seen.add((cite.law, cite.article))
            looked = _looked_up(law, cite.law, cite.article, known)
            if looked is None:
                continue
            if looked.number not in looked.edition.articles:
                absent.setdefault((cite.law, looked.edition.version), []).append(looked)
            elif finding := _moved(law, article, looked, known):
                yield finding
        for some in absent.values():
            if finding := _absent(law, article, some, known):
                yield finding


def unknown_titles(law: ComparedLaw, known: Known) -> Iterator[Finding]:
    """C16: a cited title that no text at hand bears while one bears a very similar one."""
    for title, articles in _titles(law).items():
        if known.holds(title) or plain_title(title) in {plain_title(one) for one in law.repeals}:
            continue
        near = known.near(title)
        if not near or near == plain_title(law.title):
            continue
        finding = alarm(
            "C16",
            None,
            side(law, articles[0]),
            f"手头没有名为{in_marks(title)}的文件，或许是{in_marks(near)}{_also(articles)}。",
            (
                stands("full_and_short", "不是全称与简称之别"),
                stands("nested_marks", "不是书名号写法之别"),
                stands("near_title", f"有名称相近的{in_marks(near)}"),
            ),
            day=made(law),
            most=Level.SUSPECTED if near[-2:] == plain_title(title)[-2:] else Level.NOTICE,
            not_compared=("手头没有的文件没有比较",),
        )
        if finding is not None:
            yield finding


def _titles(law: ComparedLaw) -> dict[str, list[ComparedArticle]]:
    """The titles that a law cites, with the articles that do; the clause by which it ends others cites nothing."""
    found: dict[str, list[ComparedArticle]] = {}
    for article in law.articles:
        for cite in article.cites:
            rows = found.setdefault(cite.law, []) if cite.law else []
            if article not in rows[-1:]:
                rows.append(article)
    return found


def _only_as_past(text: str, title: str) -> bool:
    """Whether a text names a law only to tell a time (《…》施行前已经建成的) or as one to be made; it need not stand."""
    named = list(re.finditer(f"{re.escape(title)}[》〉]?", text))
    return bool(named) and all(
        _A_TIME.match(text, one.end()) or _TO_BE_MADE.search(text[: one.start()]) for one in named
    )


def _also(articles: list[ComparedArticle]) -> str:
    return f"，共{len(articles)}条引用" if len(articles) > 1 else ""


def _before_or_after(law: ComparedLaw, day: str, ended: str) -> Test:
    if not day:
        return untested("repealed_later", f"{in_marks(law.title)}的制定日期不明")
    if day < ended:
        return notice("repealed_later", f"本文件{day}制定，在废止之前：属于需要清理，不是起草错误")
    return stands("repealed_later", f"本文件{day}制定，在废止之后")


def _again(ended: Repealed) -> Test:
    """Guard: no new text came under the title.

    A law on something else that ends the text of a certain day leaves the title free for a new one.
    """
    at = ended.words.find(f"《{ended.title}")
    match = _OF_A_DAY.search(ended.words[:at]) if at > 0 else None
    one, other = (_FORM.sub("", plain_title(title)) for title in (ended.by, ended.title))
    succeeds = all_pairs(one) & all_pairs(other)
    if match is not None and not succeeds:
        return lowered(
            "same_title_again", f"废止的是“{match.group()}”文本，手头没有同名的新文件，但或许另有，请核对"
        )
    return stands("same_title_again", "手头没有同名的新文件")


def _own_repeal(law: ComparedLaw, title: str) -> Test:
    if plain_title(title) in {plain_title(one) for one in law.repeals}:
        return cleared("own_repeal", "是本文件废止它的条款")
    return stands("own_repeal", "不是本文件的废止条款")


@dataclass(frozen=True, slots=True)
class _LookedUp:
    """A cited article with the texts in which it was looked for.

    Attributes:
        title, number: as cited.
        edition: the text of the time in which the citing law was made; the newest one where that is not at hand.
        of_its_time: whether it is that of the time.
        newest: the newest text.
    """

    title: str
    number: str
    edition: Edition
    of_its_time: bool
    newest: Edition


def _looked_up(law: ComparedLaw, title: str, number: str, known: Known) -> _LookedUp | None:
    """The texts of a cited law; None where none is at hand or the law has ended, of which C13 speaks."""
    day = made(law)
    newest = known.newest(title, law.territory)
    if newest is None or known.repealed(title, law.territory) is not None:
        return None
    newest = known.part(newest, law.territory, number)
    then = known.in_force(title, law.territory, day) if day else None
    then = then and known.part(then, law.territory, number)
    return _LookedUp(title, number, then or newest, then is not None, newest)


def _moved(law: ComparedLaw, article: ComparedArticle, looked: _LookedUp, known: Known) -> Finding | None:
    """An article that says something else in the newest text than in that of its time."""
    title, number, then, newest = looked.title, looked.number, looked.edition, looked.newest
    if not looked.of_its_time or then is newest:
        return None
    old, new = then.articles[number], newest.articles.get(number, "")
    if sameness(old, new) >= _SAME:
        return None
    best = max(newest.articles, key=lambda one: sameness(old, newest.articles[one]), default="")
    share = sameness(old, newest.articles[best]) if best else 0.0
    if share >= _SAME:
        words = f"所引{in_marks(title)}{number}在{newest.version}的版本中为{best}。"
        moved = stands("moved_to", f"与{best}相同{share:.0%}")
    else:
        words = f"所引{in_marks(title)}{number}的内容在{newest.version}的版本中已经改变或者删去。"
        moved = untested("moved_to", "现行版本中没有找到相近的条文")
    return alarm(
        "C14",
        _edition_side(newest, best if share >= _SAME else number),
        side(law, article),
        words,
        (
            _edition(title, law.territory, then, known),
            stands("same_text", f"现行{number}与当时的{number}只有{sameness(old, new):.0%}相同"),
            moved,
        ),
        day=made(law),
        most=Level.CONFLICT if share >= _COPY else Level.SUSPECTED,
    )


def _absent(
    law: ComparedLaw, article: ComparedArticle, some: Sequence[_LookedUp], known: Known
) -> Finding | None:
    """Numbers that an edition does not have; without the edition of its time at most 疑似."""
    title, edition = some[0].title, some[0].edition
    if not edition.articles:
        return None
    return alarm(
        "C14",
        None,
        side(law, article),
        f"所引{in_marks(title)}{_listed([one.number for one in some])}在{edition.version or '手头'}的版本中不存在。",
        (
            _edition(title, law.territory, edition, known)
            if some[0].of_its_time
            else untested("edition_at_hand", "制定时的版本不在手"),
            stands("same_text", f"没有{'、'.join(one.number for one in some)}"),
            stands("moved_to", "没有这一条") if edition.whole else untested("moved_to", "手头的文本或许不全"),
        ),
        day=made(law),
    )


def _listed(numbers: Sequence[str]) -> str:
    """The first numbers, and how many there are where there are more."""
    rest = f"等{len(numbers)}条" if len(numbers) > _NAMED else ""
    return "、".join(numbers[:_NAMED]) + rest


def _edition(title: str, territory: str, then: Edition, known: Known) -> Test:
    """Guard: what is at hand as the edition of that time is a text of the same law, not another one under its title."""
    others = [one for one in known.editions(title, territory) if one is not then and one.articles]
    if others and not any(then.of_one_law(one) for one in others):
        return untested(
            "edition_at_hand",
            f"题名为{in_marks(title)}的{then.version}文本与其他版本的内容不同，或许是另一部法的文本",
        )
    return stands("edition_at_hand", f"制定时的版本为{then.version}")


def _edition_side(edition: Edition, number: str) -> Side:
    words = edition.articles.get(number, "")
    return Side(
        edition.law_id,
        edition.title,
        edition.rank,
        edition.version,
        edition.effective,
        edition.territory,
        number,
        None,
        None,
        words,
        None,
        edition.file,
    )
