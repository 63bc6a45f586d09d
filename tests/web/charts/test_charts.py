"""Places of lines and boxes: inside the drawing, off each other, in proportion, and the same every time."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.web import charts
from lezr_extract.web.charts.bars import scale
from lezr_extract.web.charts.words import fitted, organ, width_of

SCREEN = 768 - 270
"""What is left of a small screen below the head of the page."""
names = st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=22)


def shared(found):
    """Every two neighbours of a list share something."""
    return {(min(a, b), max(a, b)): place + 1 for place, (a, b) in enumerate(pairwise(found))}


def drawn(found, **more):
    return charts.ring(
        [(name, 3) for name in found], shared(found), lambda n: f"/{n}", lambda a, b: f"/{a}/{b}", **more
    )


@pytest.mark.parametrize(
    ("words", "room", "shown", "note"),
    [
        ("公安机关", 60, "公安机关", "fits"),
        ("市场监督管理部门", 60, "市场监…", "four characters fit, of which one is for the mark"),
        ("abc", 60, "abc", "narrow letters"),
        ("", 60, "", "nothing"),
        ("市场", 1, "…", "no room at all"),
    ],
)
def test_words_are_cut_to_the_room_that_there_is(words, room, shown, note):
    assert fitted(words, room, 15) == shown, note


@settings(deadline=None)
@given(st.text(max_size=40), st.integers(20, 300))
def test_cut_words_never_take_more_than_their_room(words, room):
    assert width_of(fitted(words, room, 13), 13) <= room


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("市场监督管理部门", "市场监督管理"),
        ("水行政主管部门", "水行政"),
        ("公安机关", "公安机关"),
        ("部门", "部门"),
    ],
)
def test_a_department_is_called_by_what_tells_it_from_others(name, short):
    assert organ(name) == short


@settings(deadline=None)
@given(names)
def test_on_the_ring_all_stand_inside_and_no_name_covers_another(found):
    chart = drawn(found)
    assert len(chart.nodes) == len(found)
    for node in chart.nodes:
        assert node.radius <= node.y <= chart.height - node.radius
        assert 0 <= node.x <= chart.width
    for side in (True, False):
        heights = sorted(node.y for node in chart.nodes if node.right is side)
        assert all(low - high >= 16 for high, low in pairwise(heights))


def on_the_way(path):
    """Points along a curve."""
    x, y, bend_x, bend_y, to_x, to_y = map(float, re.findall(r"-?[\d.]+", path))
    for part in range(61):
        t = part / 60
        yield (
            (1 - t) ** 2 * x + 2 * t * (1 - t) * bend_x + t * t * to_x,
            (1 - t) ** 2 * y + 2 * t * (1 - t) * bend_y + t * t * to_y,
        )


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 22), st.randoms())
def test_no_line_of_the_ring_runs_through_a_name(count, random):
    found = [f"名称很长的第{number}机关" for number in range(count)]
    numbers = {
        pair: random.randint(1, 60) for pair in combinations(sorted(found), 2) if random.random() < 0.4
    }
    chart = charts.ring([(n, 3) for n in found], numbers, lambda n: "", lambda a, b: "")
    for node in chart.nodes:
        wide = width_of(node.label, 14)
        left = node.x + node.radius + 6 if node.right else node.x - node.radius - 6 - wide
        for edge in chart.edges:
            if node.name not in (edge.one, edge.other):
                assert not any(
                    left < x < left + wide and abs(y - node.y) < 8 for x, y in on_the_way(edge.path)
                )


@settings(deadline=None)
@given(names)
def test_the_ring_is_the_same_every_time(found):
    assert drawn(found) == drawn(found)


def test_the_ring_draws_the_lines_of_the_chosen_one_though_others_are_stronger():
    found = [f"机关{n}" for n in range(20)]
    chart = drawn(found, chosen="机关0")
    assert chart.dimmed
    assert [edge.number for edge in chart.edges if edge.chosen] == [1]


def test_a_full_map_and_a_full_ring_fit_on_a_small_screen():
    found = [f"市场监督管理第{n}部门" for n in range(22)]
    assert charts.matrix(found[:14], shared(found), lambda a, b: "").height <= SCREEN
    assert charts.matrix(found[:14], shared(found), lambda a, b: "").width <= 1238
    assert drawn(found).height <= SCREEN


def test_the_map_has_a_pair_twice_and_its_shade_grows_with_its_number():
    chart = charts.matrix(["甲", "乙", "丙"], {("乙", "甲"): 1, ("丙", "甲"): 36}, lambda a, b: f"/{a}/{b}")
    assert {(c.row, c.column): (c.number, c.shade) for c in chart.cells} == {
        ("甲", "乙"): (1, 1),
        ("乙", "甲"): (1, 1),
        ("甲", "丙"): (36, 6),
        ("丙", "甲"): (36, 6),
    }
    assert chart.legend[0] == (1, "1–2")
    assert chart.legend[-1][1].endswith("–36")


@settings(deadline=None)
@given(st.integers(0, 10**7))
def test_a_scale_reaches_beyond_the_most_in_few_round_steps(most):
    found = scale(most)
    assert found[0] == 0
    assert most <= found[-1]
    assert 2 <= len(found) <= 8
    assert len({b - a for a, b in pairwise(found)}) == 1


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from("甲乙丙"), st.integers(0, 9999)), max_size=12))
def test_parts_of_a_bar_stand_for_all_that_is_counted_and_never_leave_the_drawing(rows):
    named = [(f"行{n}", row) for n, row in enumerate(rows)]
    lying = charts.stacked(named, "甲乙丙", lambda a, b: "")
    standing = charts.columns(named, "甲乙丙")
    for chart in (lying, standing):
        for bar, (_, row) in zip(chart.bars, named, strict=True):
            assert bar.total == sum(part.number for part in bar.parts) == sum(row.values())
            for part in bar.parts:
                assert 0 <= part.x <= part.x + part.width <= chart.width + 1
                assert 0 <= part.y <= part.y + part.height <= chart.height + 1


def test_small_charts_share_one_scale_and_say_how_much_was_added():
    chart = charts.panels([("甲", [10, 20]), ("乙", [5]), ("丙", [])])
    first, second, third = chart.panels
    assert first.bars[1].height == 2 * first.bars[0].height == 4 * second.bars[0].height
    assert (first.last, first.more) == (20, 10)
    assert (second.last, second.more) == (5, None)
    assert (third.last, third.bars) == (0, ())


def line(*days, since="2020-01-01", until=""):
    marks = tuple(charts.Mark(day, "change", "改") for day in days)
    return charts.timeline([charts.Span("版", since, until, "current", marks)], "2026-11-26")


def test_days_lie_in_their_order_and_marks_of_one_day_stand_side_by_side():
    (lane,) = line("2021-05-01", "2021-05-01", "2024-01-01").lanes
    at = [mark.x for mark in lane.marks]
    assert lane.x < at[0] < at[1] < at[2] < line().today
    assert at[1] - at[0] >= 13


def test_a_version_without_an_end_reaches_to_today_and_one_ahead_is_drawn_behind_it():
    assert line().lanes[0].x + line().lanes[0].width == line().today
    ahead = line(since="2027-03-01")
    assert ahead.lanes[0].x > ahead.today


@settings(deadline=None)
@given(st.text(max_size=12) | st.dates().map(str), st.text(max_size=12) | st.dates().map(str))
def test_no_date_however_odd_breaks_the_line_of_time(since, until):
    chart = line(since, until, since=since, until=until)
    assert len(chart.years) <= 16
    assert all(0 <= x <= chart.width for x, _ in chart.years)
    assert all(lane.width >= 0 for lane in chart.lanes)
