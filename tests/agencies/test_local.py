"""The office's own table of duties: the local body in the place of the organ that a statute means."""

import pytest
from lezr_extract.agencies import link
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.records import LocalDuty
from tests.agencies.small_laws import law_of

WATER = LocalDuty("水行政", ("water",), "青溪县农业农村和水务局", "县", basis="三定", place="第 2 行")
LAND = LocalDuty("自然资源", ("natural-resources",), "青溪县自然资源局", place="第 4 行")
CHARGE = LocalDuty("主管部门", (), "青溪县茶叶局", law="青溪县示范茶园管理办法", place="第 5 行")


def holders(words, *duties, title="青溪县示范茶园管理办法"):
    law = law_of(f"{title}\n{words}\n")
    norms = parse_law(law)
    rows = link(law, norms, find_powers(law, norms), duties)
    return [(p.agency_resolved, p.agency_reason, p.agency_id) for row in rows for p in row.powers]


FINE = "第一条 擅自取水的，由{}处一千元罚款。"


@pytest.mark.parametrize(
    ("mention", "resolved", "note"),
    [
        ("县级以上人民政府水行政主管部门", "青溪县农业农村和水务局", "县级以上 names our level too"),
        ("县水利局", "青溪县农业农村和水务局", "a usual local name"),
        ("水行政主管部门", "青溪县农业农村和水务局", "no level: any"),
        ("设区的市级以上人民政府水行政主管部门", "设区的市级以上人民政府水行政主管部门", "above our level"),
        ("省人民政府水行政主管部门", "省人民政府水行政主管部门", "the province alone"),
        ("国务院水行政主管部门", "国务院水行政主管部门", "the centre alone"),
        ("有关部门", None, "open stays open"),
    ],
)  # fmt: skip
def test_the_local_body_stands_for_the_organ_at_its_own_level_only(mention, resolved, note):
    ((words, _, _),) = holders(FINE.format(mention), WATER)
    assert words == resolved, note


def test_the_reason_shows_the_row_and_its_basis_and_the_registry_keeps_its_organ():
    ((_, reason, organ),) = holders(FINE.format("县级以上人民政府水行政主管部门"), WATER)
    assert "按本单位职责表第 2 行，水行政由青溪县农业农村和水务局承担（三定）" in reason
    assert organ == "water"


def test_of_two_rows_on_one_organ_the_one_whose_duty_the_clause_names_counts():
    food = LocalDuty("食品安全", ("market-regulation",), "青溪县食安中心", place="第 6 行")
    price = LocalDuty("价格监督检查", ("market-regulation",), "青溪县价检所", place="第 7 行")
    ((words, _, _),) = holders(
        "第一条 违反食品安全规定的，由县级以上人民政府市场监督管理部门处一千元罚款。", food, price
    )
    assert words == "青溪县食安中心"


def test_an_old_name_leads_to_the_body_that_holds_the_duty_today():
    ((words, reason, _),) = holders(
        "第一条 擅自采矿的，由县级以上人民政府国土资源主管部门处一千元罚款。", LAND
    )
    assert words == "青溪县自然资源局"
    assert "旧名" in reason
    assert "第 4 行" in reason


def test_where_nothing_tells_two_rows_apart_neither_is_chosen():
    other = LocalDuty("水利", ("water",), "青溪县河道所", place="第 9 行")
    ((words, reason, _),) = holders(FINE.format("县级以上人民政府水务主管部门"), WATER, other)
    assert words == "县级以上人民政府水务主管部门"
    assert "待确认：按本单位职责表，可能是青溪县农业农村和水务局、青溪县河道所" in reason


def test_of_two_holders_each_is_looked_up():
    ((words, _, _),) = holders("第一条 擅自取水的，由水行政主管部门或者市场监督管理部门处一千元罚款。", WATER)
    assert words == "青溪县农业农村和水务局、市场监督管理部门"


def test_a_row_for_one_law_names_its_department_in_charge_and_counts_nowhere_else():
    unnamed = "第一条 擅自采摘的，由主管部门处一千元罚款。"
    ((words, reason, _),) = holders(unnamed, CHARGE)
    assert (words, "第 5 行" in reason) == ("青溪县茶叶局", True)
    ((words, _, _),) = holders(unnamed, CHARGE, title="青溪县示范果园管理办法")
    assert words is None


def test_without_a_table_holders_are_as_ever():
    assert holders(FINE.format("水行政主管部门")) == holders(FINE.format("水行政主管部门"), LAND)
