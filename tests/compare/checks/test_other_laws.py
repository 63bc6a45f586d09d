"""An alarm against one higher law is weighed with what the others say of the same act."""

from dataclasses import replace
from decimal import Decimal

import pytest
from lezr_extract.compare.checks.other_laws import Nearest, PairFound, weighed
from lezr_extract.records import Amount, Finding, FindingKind, Level, Rank, Related, Relation, Side, Span
from tests.compare.small_laws import article, deed, law

FINE = (Amount(Decimal(2), Decimal(5), "倍", "骗取金额", None, None, Span(0, 4)),)
ACT = "骗取示范渔船补贴的，处骗取金额二倍以上五倍以下罚款。"


def national(title, rank=Rank.LAW, version="2015-01-01", amounts=FINE):
    return law(
        title,
        article("第九条", ACT, deed(ACT, amounts=amounts)),
        rank=rank,
        territory="全国",
        version=version,
    )


LOCAL = law(
    "浙江省示范渔船条例", article("第五条", ACT, deed(ACT), deed("丢弃示范渔船的", span=Span(90, 97)))
)


def pair(a, relation, *findings, same_act="yes", b=0):
    related = Related(relation, same_act, "yes", (), "", "", 0, b)
    return PairFound(a, 0, LOCAL, 0, related, findings)


def alarm(rule="C01", level=Level.CONFLICT, kind=FindingKind.CONFLICT):
    side = Side(LOCAL.id, LOCAL.title, "", "", "", "", "第五条", 1, None, ACT, Span(0, len(ACT)))
    return Finding(kind, level, rule, None, side, "上限高于上位法")


OLD = national("示范渔船补贴条例", Rank.ADMINISTRATIVE_REGULATION, "1999-01-01")


@pytest.mark.parametrize(
    ("other", "level", "note"),
    [
        (pair(national("示范渔业法"), Relation.DUPLICATE), Level.NOTICE, "what stands above the regulation says the same as b"),
        (pair(national("示范渔业法"), Relation.DUPLICATE, same_act="partial"), Level.SUSPECTED, "… of part of the act"),
        (pair(national("示范港口条例", OLD.rank, "2010-01-01"), Relation.REFINE), Level.NOTICE, "the newer of two equals"),
        (pair(national("示范港口条例", OLD.rank, "1990-01-01"), Relation.REFINE), Level.SUSPECTED, "the older of two equals"),
        (pair(national("示范渔业法"), Relation.CONFLICT, alarm()), Level.CONFLICT, "the other law gives the same alarm"),
        (pair(national("示范渔业法", amounts=()), Relation.REFINE), Level.CONFLICT, "a law without a fine bears no fine out"),
        (pair(national("示范渔业法"), Relation.RELATED), Level.CONFLICT, "another matter bears nothing out"),
        (pair(national("示范渔业法"), Relation.DUPLICATE, b=1), Level.CONFLICT, "another act of the same article neither"),
    ],
)  # fmt: skip
def test_an_alarm_falls_where_another_higher_law_bears_the_article_out(other, level, note):
    found = [one for one in weighed([pair(OLD, Relation.CONFLICT, alarm()), other]) if one.rule == "C01"]
    assert found[0].level is level, note
    assert bool(found[0].guards) is (level is not Level.CONFLICT), "what lowered it is shown"


@pytest.mark.parametrize(
    ("kinds", "level", "note"),
    [
        (("罚款",), Level.NOTICE, "the other law punishes the act too, and nothing differs"),
        ((), Level.SUSPECTED, "it only lays down the duty, and says nothing of what its breach costs"),
    ],
)
def test_a_duty_does_not_bear_out_a_penalty(kinds, level, note):
    bare = alarm("", Level.SUSPECTED)
    duty = law("示范渔业法", article("第九条", ACT, deed(ACT, kinds=kinds)), rank=Rank.LAW, territory="全国")
    found = weighed([pair(OLD, Relation.CONFLICT, bare), pair(duty, Relation.DUPLICATE)])
    assert [one.level for one in found] == [level], note


def test_nothing_else_is_touched():
    copy = alarm("C21", Level.NOTICE, FindingKind.DUPLICATE)
    alone = alarm()
    assert weighed([pair(OLD, Relation.CONFLICT, alone, copy)]) == [alone, copy]
    told = replace(alone, level=Level.NOTICE)
    assert weighed(
        [pair(OLD, Relation.CONFLICT, told), pair(national("示范渔业法"), Relation.DUPLICATE)]
    ) == [told]


def river(title, *acts, **more):
    """A law with an article for each act in a river."""
    return law(
        title, *(article(f"第{n}条", act, deed(act)) for n, act in zip("三四五", acts, strict=False)), **more
    )


RIVER = river("示范河道法", "在河道内采砂", "在河道内洗车", field="河道", rank=Rank.LAW, territory="全国")
BROOK = river("浙江省示范河道条例", "在河道内洗车", "在河道内游泳", field="河道")


def met(i, j, *findings):
    return PairFound(RIVER, i, BROOK, j, Related(Relation.CONFLICT, "yes", "yes", (), "", "", 0, 0), findings)


@pytest.mark.parametrize(
    ("pairs", "level", "note"),
    [
        ([met(0, 0, alarm()), met(1, 0)], Level.NOTICE, "another article of the higher law is of b's act"),
        ([met(1, 1, alarm()), met(1, 0)], Level.NOTICE, "another article of b is of the higher law's act"),
        ([met(1, 0, alarm()), met(0, 0)], Level.CONFLICT, "the nearest article keeps its alarm"),
        ([met(0, 1, alarm()), met(1, 0)], Level.CONFLICT, "two acts that are left over may be one"),
    ],
)
def test_an_alarm_falls_where_another_article_comes_much_nearer(pairs, level, note):
    found = [one for pair in pairs for one in weighed([pair], Nearest(pairs))]
    assert [one.level for one in found] == [level], note
    assert bool(found[0].guards) is (level is Level.NOTICE), "what lowered it is shown"
