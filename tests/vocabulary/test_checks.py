"""The data of the checks: the matrix of 设定权 cell by cell, dates, caps, and an office's own caps."""

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.records import Level, Rank
from lezr_extract.text.numerals import to_chinese
from lezr_extract.vocabulary.checks import (
    COLUMNS,
    Answer,
    cap_on,
    caps_with,
    checks,
    column_of,
    fine_caps,
    guards,
    house_of,
    may_set,
    rights,
    variation,
)
from lezr_extract.vocabulary.registry import registry

GOLDEN = Path(__file__).parents[1] / "cases" / "setting.txt"
SIGNS = {"✔": Answer.YES, "✘": Answer.NO, "△": Answer.CONDITION}
LAWS = {
    "处": "《行政处罚法》",
    "旧": "《行政处罚法》（1996年）",
    "许": "《行政许可法》",
    "强": "《行政强制法》",
    "立": "《立法法》",
    "旧立": "《立法法》（2000年）",
    "立15·": "《立法法》（2015年）",
    "优": "《优化营商环境条例》",
}
RANK_OF = {
    "法律": (Rank.LAW, "全国"),
    "行政法规": (Rank.ADMINISTRATIVE_REGULATION, "全国"),
    "国务院决定": (Rank.STATE_COUNCIL_DECISION, "全国"),
    "地方性法规": (Rank.LOCAL_REGULATION, "浙江省"),
    "部门规章": (Rank.MINISTRY_RULE, "全国"),
    "省级政府规章": (Rank.LOCAL_RULE, "浙江省"),
    "市级政府规章": (Rank.LOCAL_RULE, "杭州市"),
    "规范性文件": (Rank.NORMATIVE_DOCUMENT, "杭州市"),
}


def golden():
    day = ""
    for line in GOLDEN.read_text("utf-8").splitlines():
        if line.startswith("day "):
            day = line.removeprefix("day ")
        elif "|" in line and not line.startswith("power"):
            power, *cells = (part.strip() for part in line.split("|"))
            for column, cell in zip(COLUMNS, cells, strict=True):
                yield pytest.param(day, power, column, cell, id=f"{day}-{power}-{column}")


def article(short: str) -> str:
    law, number, paragraph, item = re.fullmatch(r"(\D+?·?|立15·)(\d+)(?:\.(\d+)|\((\d+)\))?", short).groups()
    words = f"{LAWS[law]}第{to_chinese(int(number))}条"
    words += f"第{to_chinese(int(paragraph))}款" if paragraph else ""
    return words + (f"第{to_chinese(int(item))}项" if item else "")


@pytest.mark.parametrize(("day", "power", "column", "cell"), [*golden()])
def test_the_matrix_says_what_the_law_says(day, power, column, cell):
    rank, territory = RANK_OF[column]
    found = may_set(power, rank, territory, day)
    if cell == "–":
        assert found is None
        return
    sign, short = cell.split()
    assert (found.answer, found.article) == (SIGNS[sign], article(short))
    assert bool(found.condition) == (found.answer is Answer.CONDITION)


def test_every_power_of_the_matrix_is_in_the_golden_file():
    text = GOLDEN.read_text("utf-8")
    assert {right.power for right in rights()} == set(re.findall(r"^([a-z_]+)\s+\|", text, re.M)) - {"power"}


def test_a_power_has_one_row_for_each_day():
    for power in {right.power for right in rights()}:
        rows = [right for right in rights() if right.power == power]
        for earlier, later in pairwise(rows):
            assert earlier.valid_to
            assert earlier.valid_to < later.valid_from
        assert not rows[-1].valid_to


@pytest.mark.parametrize(
    ("rank", "territory", "column"),
    [
        (Rank.LOCAL_RULE, "浙江省", "省级政府规章"),  # a province
        (Rank.LOCAL_RULE, "北京市", "省级政府规章"),  # a 直辖市 is one
        (Rank.LOCAL_RULE, "杭州市", "市级政府规章"),
        (Rank.LOCAL_RULE, "", "市级政府规章"),  # unknown: the narrower right
        (Rank.ZONE_REGULATION, "深圳市", "地方性法规"),
        (Rank.JUDICIAL_INTERPRETATION, "全国", ""),
    ],
)
def test_the_column_of_a_rank(rank, territory, column):
    assert column_of(rank, territory) == column


def test_the_checks_are_25_and_their_guards_are_all_asked():
    assert list(checks()) == [f"C{number:02d}" for number in range(1, 26)]
    used = {guard for check in checks().values() for guard in check.guards}
    assert used == set(guards())


@pytest.mark.parametrize("check", [*checks().values()], ids=[*checks()])
def test_a_check_cites_an_authority_on_every_day_of_its_validity(check):
    assert check.authorities[0].valid_from == check.valid_from
    for earlier, later in zip(check.authorities, check.authorities[1:], strict=False):
        assert earlier.valid_to < later.valid_from
    assert check.authority("") == check.authorities[-1].words
    assert check.authority("1949-10-01") == check.authorities[0].words


def test_the_authority_is_that_of_the_day_on_which_the_text_was_made():
    assert checks()["C01"].authority("2020-01-01").startswith("《行政处罚法》（1996年）第十条")
    assert checks()["C01"].authority("2021-07-15").startswith("《行政处罚法》第十一条")


def test_old_names_are_only_notices():
    assert checks()["C15"].highest is Level.NOTICE


@pytest.mark.parametrize(
    ("rank", "territory", "day", "usual"),
    [
        (Rank.LOCAL_RULE, "浙江省", "2022-01-01", 30000),
        (Rank.LOCAL_RULE, "杭州市", "2022-01-01", 30000),  # a city stands under its province's cap
        (Rank.LOCAL_RULE, "山东省", "2018-01-01", 100000),
        (Rank.LOCAL_RULE, "山东省", "2017-08-31", None),  # the day before it came into force
        (Rank.LOCAL_RULE, "云南省", "2022-01-01", None),  # not in our table
        (Rank.MINISTRY_RULE, "全国", "2021-11-14", 30000),
        (Rank.MINISTRY_RULE, "全国", "2021-11-15", 100000),
        (Rank.MINISTRY_RULE, "全国", "", 100000),  # of today
    ],
)
def test_the_cap_of_a_place_and_a_day(rank, territory, day, usual):
    cap = cap_on(rank, territory, day)
    assert (cap.usual if cap else None) == (Decimal(usual) if usual else None)


def test_a_row_of_the_office_wins_over_ours(tmp_path):
    file = tmp_path / "caps.toml"
    file.write_text(
        '[[cap]]\nrank = "地方政府规章"\nterritory = "云南省"\nfrom = "2022-01-01"\nusual = 80000\n'
        '[[cap]]\nrank = "地方政府规章"\nterritory = "浙江省"\nfrom = "2024-01-01"\nusual = 50000\n',
        "utf-8",
    )
    caps = caps_with(file)
    assert cap_on(Rank.LOCAL_RULE, "昆明市", "2023-01-01", caps).usual == 80000
    assert cap_on(Rank.LOCAL_RULE, "浙江省", "2024-06-01", caps).usual == 50000
    assert cap_on(Rank.LOCAL_RULE, "浙江省", "2023-06-01", caps).usual == 30000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("x = [", "不是有效的 TOML"),
        ("x = 1", "没有 [[cap]]"),
        ('[[cap]]\nrank = "法律"\nterritory = "全国"\nfrom = "2022-01-01"\nusual = 1', "rank"),
        ('[[cap]]\nrank = "部门规章"\nterritory = "仙境"\nfrom = "2022-01-01"\nusual = 1', "仙境"),
        ('[[cap]]\nrank = "部门规章"\nterritory = "全国"\nfrom = "去年"\nusual = 1', "from"),
        ('[[cap]]\nrank = "部门规章"\nterritory = "全国"\nfrom = "2022-01-01"\nusual = -5', "usual"),
        ('[[cap]]\nrank = "部门规章"\nterritory = "全国"\nfrom = "2022-01-01"', "usual"),
    ],
)
def test_a_faulty_file_of_caps_says_what_is_wrong(tmp_path, words, said):
    file = tmp_path / "caps.toml"
    file.write_text(words, "utf-8")
    with pytest.raises(CannotRunError, match=re.escape(said)):
        caps_with(file)


def test_a_file_of_caps_that_is_absent_is_named(tmp_path):
    with pytest.raises(CannotRunError, match="nowhere"):
        caps_with(tmp_path / "nowhere.toml")


def test_a_raised_cap_is_higher_and_says_for_what():
    for cap in fine_caps():
        assert cap.source
        assert (cap.raised is None) == (not cap.raised_for)
        assert cap.raised is None or cap.raised > cap.usual


@pytest.mark.parametrize(
    ("title", "rank", "article"),
    [
        ("上海市浦东新区示范条例", Rank.LOCAL_REGULATION, "第八十四条第二款"),
        ("海南自由贸易港示范条例", Rank.LOCAL_REGULATION, "第八十四条第三款"),
        ("深圳经济特区示范条例", Rank.ZONE_REGULATION, "第八十四条第一款"),
        ("某某自治县示范条例", Rank.AUTONOMOUS_REGULATION, "第八十五条第二款"),
        ("浦东新区示范办法", Rank.LOCAL_RULE, ""),  # a 规章 may not
        ("浙江省示范条例", Rank.LOCAL_REGULATION, ""),
    ],
)
def test_which_texts_may_depart_from_higher_law(title, rank, article):
    assert article in variation(title, rank)
    assert bool(variation(title, rank)) == bool(article)


def test_bodies_of_a_ministry_are_in_the_registry():
    for key in ("transport", "health", "water"):
        assert house_of(key) - {key}
        assert house_of(key) <= set(registry())


@pytest.mark.parametrize("check", checks().values(), ids=lambda check: check.id)
def test_the_group_of_a_check_is_the_file_that_raises_its_alarms(check):
    file = Path(__file__).parents[2] / "lezr_extract" / "compare" / "checks" / f"{check.group}.py"
    assert f'"{check.id}"' in file.read_text(encoding="utf-8")
