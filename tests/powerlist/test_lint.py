"""Faults in the names of entries: form, words to avoid, one power under two names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.powerlist.lint import Fault, Named, lint
from lezr_extract.records import PowerType

P = PowerType


def faults(name, kind):
    return [fault.fault for fault in lint([Named("第 1 行", name, kind)])]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("对填埋水渠行为的行政处罚", P.PENALTY),
        ("对填埋、挖断水渠等行为的处罚", P.PENALTY),
        ("对存放违禁渔具场所的行政强制（查封）", P.COERCION),
        ("取水许可证核发", P.LICENCE),
        ("水渠改道审批", P.LICENCE),
        ("对水渠养护情况的监督检查", P.INSPECTION),
        ("对水资源费的征收", P.LEVY),
        ("守渠人生活补助给付", P.BENEFIT),
        ("水渠权属认定", P.CONFIRMATION),
        ("对水渠保护工作成绩显著的单位和个人的奖励", P.REWARD),
        ("水事争议裁决", P.ADJUDICATION),
        ("水渠改建备案", P.OTHER),
        ("对安全管理人员的考核", P.CONFIRMATION),
        ("物业服务企业备案", P.OTHER),
        ("质量管理体系认证", P.CONFIRMATION),
    ],
)
def test_a_name_as_official_lists_write_it_has_no_fault(name, kind):
    assert faults(name, kind) == []


@pytest.mark.parametrize(
    ("name", "kind", "fault"),
    [
        ("水渠养护管理", P.OTHER, Fault.AVOIDED),
        ("组织开展水渠清淤", P.OTHER, Fault.AVOIDED),
        ("会同有关部门清理河道", P.OTHER, Fault.AVOIDED),
        ("推进水渠数字化", P.OTHER, Fault.AVOIDED),
        ("填埋水渠的处罚决定", P.PENALTY, Fault.FORM),
        ("水渠的检查办法", P.INSPECTION, Fault.FORM),
        ("对违反本条例规定行为的行政处罚", P.PENALTY, Fault.CITES),
        ("对第九条所列行为的行政处罚", P.PENALTY, Fault.CITES),
        ("对" + "填" * 70 + "行为的行政处罚", P.PENALTY, Fault.LONG),
        ("水渠改道（扩建审批", P.OTHER, Fault.MARKS),
        ("水渠改道备案。", P.OTHER, Fault.MARKS),
    ],
)
def test_a_fault_of_a_name_is_told_by_its_kind(name, kind, fault):
    assert faults(name, kind) == [fault]


def test_the_form_is_not_asked_for_where_the_list_does_not_say_the_type():
    assert faults("填埋水渠的处罚决定", None) == []


def two_names(*entries):
    return [(f.entry.where, f.words) for f in lint(entries) if f.fault is Fault.TWICE]


def test_two_spellings_of_one_name_are_told_with_the_usual_one():
    usual = Named("第 1 行", "对填埋水渠行为的行政处罚", P.PENALTY)
    other = Named("第 3 行", "对填埋水渠的处罚", P.PENALTY)
    ((where, words),) = two_names(usual, usual._replace(where="第 2 行"), other)
    assert where == "第 3 行"
    assert "第 1 行“对填埋水渠行为的行政处罚”只是写法不同" in words


def test_like_names_on_one_basis_are_one_power_and_unlike_ones_are_not():
    basis = "水渠条例第九条"
    one = Named("第 1 行", "对填埋灌溉水渠行为的行政处罚", P.PENALTY, basis)
    like = Named("第 2 行", "对填埋灌溉用水渠行为的行政处罚", P.PENALTY, basis)
    unlike = Named("第 3 行", "对毒鱼行为的行政处罚", P.PENALTY, basis)
    assert [where for where, _ in two_names(one, like, unlike)] == ["第 2 行"]


def test_the_same_words_under_two_types_are_two_powers():
    assert two_names(Named("1", "水渠登记", P.LICENCE), Named("2", "水渠的登记", P.CONFIRMATION)) == []


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="对的行政处罚管理组织会同（）《》第一条本法，。…甲乙", max_size=30),
            st.sampled_from([*P, None]),
        ),
        max_size=8,
    )
)
def test_no_names_ever_raise_and_every_fault_belongs_to_one_of_them(pairs):
    entries = [Named(str(i), name, kind, "依据") for i, (name, kind) in enumerate(pairs)]
    assert all(fault.entry in entries and fault.words for fault in lint(entries))
