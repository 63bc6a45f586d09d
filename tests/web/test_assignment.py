"""分办: who works on which entry."""

import pytest
from lezr_extract.records import Gate
from lezr_extract.store.ledger import NO_FILTER, QueueFilter
from tests.web.conftest import form_of


def given(review, person):
    with review.queue() as queue:
        return [row.number for row in queue.rows(QueueFilter(person=person))]


def token(pages, path):
    return form_of(pages.get(path))["form_token"]


def assign(pages, number, person):
    return pages.post(
        f"/entry/{number}/assign",
        data={"form_token": token(pages, f"/entry/{number}"), "person": person},
        follow_redirects=False,
    )


def test_a_keeper_gives_an_entry_to_somebody_who_finds_it_under_the_own_name(office, review):
    li, keeper = office.signed_in("李"), office.signed_in("王", keeper=True)
    assert assign(keeper, 1, "李").status_code == 303
    assert given(review, "李") == [1]
    assert "分给 李" in li.get("/entry/1").text
    table = li.get("/queue?person=李").text.partition('<table class="queue">')[2]
    assert table.count('name="number"') == 1
    assert "分办" in keeper.get("/record").text
    assign(keeper, 1, "")
    assert given(review, "李") == []


def test_a_reviewer_takes_an_entry_and_gives_it_back_but_not_to_others(office, review):
    zhang, li = office.signed_in("张"), office.signed_in("李")
    assert assign(li, 1, "李").status_code == 303
    assert given(review, "李") == [1]
    assert assign(li, 1, "张").status_code == 403
    assert assign(zhang, 1, "张").status_code == 403, "nor away from somebody else"
    assert assign(li, 1, "").status_code == 303
    assert given(review, "李") == []


def test_all_that_the_filter_shows_are_given_in_one_step(office, review):
    office.signed_in("李")
    keeper = office.signed_in("王", keeper=True)
    answer = keeper.post(
        "/assign?type=行政处罚",
        data={"form_token": token(keeper, "/queue"), "person": "李", "all": "1"},
        follow_redirects=False,
    )
    assert answer.status_code == 303
    with review.queue() as queue:
        wanted = [row.number for row in queue.rows(QueueFilter(type="行政处罚"))]
    assert given(review, "李") == wanted != []
    with review.ledger() as ledger:
        assert sum(event.kind == "assigned" for event in ledger.events()) == 1
        assert ledger.first_broken() is None


@pytest.mark.parametrize(
    ("person", "chosen", "status", "note"),
    [
        ("没有这个人", {"all": "1"}, 400, "nobody of that name"),
        ("<script>alert(1)</script>", {"all": "1"}, 400, "a script for a name"),
        ("李", {}, 400, "nothing chosen"),
        ("李", {"number": "x"}, 400, "no number"),
    ],
)
def test_what_cannot_be_given_is_refused_and_nothing_is_written(office, review, person, chosen, status, note):
    office.signed_in("李")
    keeper = office.signed_in("王", keeper=True)
    data = {"form_token": token(keeper, "/queue"), "person": person} | chosen
    answer = keeper.post("/assign", data=data, follow_redirects=False)
    assert answer.status_code == status, note
    assert "<script>alert" not in answer.text
    assert given(review, person) == []


def test_giving_many_is_for_keepers_and_needs_the_page_s_own_form(office):
    li = office.signed_in("李", gates=(Gate.FIRST,))
    sent = {"form_token": token(li, "/queue"), "person": "李", "all": "1"}
    assert li.post("/assign", data=sent).status_code == 403
    keeper = office.signed_in("王", keeper=True)
    assert keeper.post("/assign", data={"person": "李", "all": "1"}).status_code == 403


def test_an_assignment_outlives_a_run(office, review):
    office.signed_in("李")
    keeper = office.signed_in("王", keeper=True)
    assign(keeper, 2, "李")
    with review.queue() as queue:
        total, rows = queue.page(NO_FILTER)
    assert [row.number for row in rows if row.person == "李"] == [2]
    assert total > 2


def test_a_citation_of_the_law_itself_opens_its_article(pages, review):
    with review.queue() as queue:
        _, rows = queue.page(NO_FILTER, 0, 100)
    shown = [pages.get(f"/entry/{row.number}").text for row in rows]
    assert any("（未找到）" not in page and 'class="origin">引用：<a href="/law/' in page for page in shown)
