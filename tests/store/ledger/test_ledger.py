"""What people decided is never lost, never overwritten and never altered unseen."""

import sqlite3
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.errors import CannotRunError
from lezr_extract.records import Decision, Gate, State, Verdict
from lezr_extract.store.ledger import DecidedMeanwhileError, Ledger, ListedEntry, NotItsTurnError, standing_of
from lezr_extract.store.ledger.ledger import MIGRATIONS
from lezr_extract.store.migrate import FOLDER

NOW = "2026-01-05T08:00:00+00:00"
WORDS, OTHER_WORDS = "hash-of-the-words", "hash-of-other-words"


@pytest.fixture
def ledger():
    with Ledger.in_memory() as ledger:
        ledger.take(run(("e1", WORDS), ("e2", WORDS), ("e3", WORDS)), NOW)
        yield ledger


def run(*listed):
    """The entries of a run, given by id and hash of the clauses."""
    return [
        ListedEntry(number, entry, words, "示范条例", f"名称{entry}", "其他", "水务局")
        for number, (entry, words) in enumerate(listed, 1)
    ]


def decision(entry="e1", gate=Gate.FIRST, verdict=Verdict.ACCEPT, who="王", words=WORDS, **more):
    return Decision(entry, gate, verdict, who, NOW, words, **more)


def decide(ledger, *decisions):
    """Decides with open eyes: having seen what is there."""
    seen = {(s.entry, s.clause_hash): s.last for d in decisions for s in ledger.standings(d.entry)}
    return ledger.decide(decisions, seen)


def standing(ledger, entry="e1"):
    (only,) = ledger.standings(entry)
    return only


def test_an_entry_passes_four_gates_in_their_order_and_is_confirmed(ledger):
    for gate in Gate:
        assert standing(ledger).gate is gate
        decide(ledger, decision(gate=gate))
    assert (standing(ledger).state, standing(ledger).gate) == (State.LISTED, None)
    assert [d.gate for d in ledger.history("e1")] == list(Gate)


@pytest.mark.parametrize(
    ("before", "gate", "why"),
    [
        ([], Gate.JOINT, "no gate can be skipped"),
        ([Gate.FIRST], Gate.FIRST, "no gate is passed twice"),
        (list(Gate), Gate.CONFIRMATION, "what is confirmed waits at no gate"),
    ],
)
def test_a_decision_out_of_turn_is_refused_and_nothing_is_written(ledger, before, gate, why):
    for passed in before:
        decide(ledger, decision(gate=passed))
    events = len(list(ledger.events()))
    with pytest.raises(NotItsTurnError):
        decide(ledger, decision("e2"), decision(gate=gate))
    assert len(list(ledger.events())) == events, why
    assert standing(ledger, "e2").last == 0


def test_changes_are_kept_through_the_gates_and_the_latest_counts(ledger):
    decide(ledger, decision(verdict=Verdict.CHANGE, changes=(("name", "甲"), ("agency", "水务局"))))
    decide(ledger, decision(gate=Gate.EXAMINATION, verdict=Verdict.CHANGE, changes=(("name", "乙"),)))
    assert standing(ledger).changes == (("agency", "水务局"), ("name", "乙"))


def test_a_question_holds_the_entry_at_its_gate(ledger):
    decide(ledger, decision(verdict=Verdict.ASK, reason="行使主体是谁？"))
    assert (standing(ledger).state, standing(ledger).gate) == (State.ASKED, Gate.FIRST)
    decide(ledger, decision(verdict=Verdict.ACCEPT))
    assert (standing(ledger).state, standing(ledger).gate) == (State.WAITING, Gate.EXAMINATION)


def test_what_was_rejected_is_out_until_the_decision_is_undone(ledger):
    (rejected,) = decide(ledger, decision(verdict=Verdict.REJECT, reason="内部管理"))
    assert (standing(ledger).state, standing(ledger).gate) == (State.REJECTED, None)
    ledger.undo(rejected.number, "李", NOW)
    assert (standing(ledger).state, standing(ledger).gate) == (State.WAITING, Gate.FIRST)
    assert [d.verdict for d in ledger.history("e1")] == [Verdict.REJECT, Verdict.UNDO]


def test_only_the_last_valid_decision_can_be_undone_and_only_once(ledger):
    (first,) = decide(ledger, decision())
    (second,) = decide(ledger, decision(gate=Gate.EXAMINATION))
    with pytest.raises(NotItsTurnError):
        ledger.undo(first.number, "李", NOW)
    ledger.undo(second.number, "李", NOW)
    with pytest.raises(NotItsTurnError):
        ledger.undo(second.number, "李", NOW)
    ledger.undo(first.number, "李", NOW)
    assert standing(ledger).gate is Gate.FIRST
    with pytest.raises(NotItsTurnError):
        ledger.undo(999, "李", NOW)


def test_a_batch_is_decided_and_undone_whole(ledger):
    decide(ledger, *(decision(entry, batch="b1") for entry in ("e1", "e2", "e3")))
    assert {standing(ledger, entry).gate for entry in ("e1", "e2", "e3")} == {Gate.EXAMINATION}
    ledger.undo_batch("b1", "王", NOW)
    assert {standing(ledger, entry).gate for entry in ("e1", "e2", "e3")} == {Gate.FIRST}


def test_a_batch_of_which_one_went_on_is_undone_not_at_all(ledger):
    decide(ledger, *(decision(entry, batch="b1") for entry in ("e1", "e2")))
    decide(ledger, decision("e2", gate=Gate.EXAMINATION))
    with pytest.raises(NotItsTurnError):
        ledger.undo_batch("b1", "王", NOW)
    assert standing(ledger, "e1").gate is Gate.EXAMINATION


def test_who_did_not_see_the_last_decision_overwrites_nothing(ledger):
    seen = {("e1", WORDS): standing(ledger).last}
    ledger.decide([decision(who="王", verdict=Verdict.ASK)], seen)
    with pytest.raises(DecidedMeanwhileError) as refused:
        ledger.decide([decision(who="李", verdict=Verdict.REJECT)], seen)
    assert [s.state for s in refused.value.standings] == [State.ASKED]
    assert [d.who for d in ledger.history("e1")] == ["王"]


def test_a_decision_on_words_that_changed_meanwhile_is_refused(ledger):
    ledger.take(run(("e1", OTHER_WORDS)), NOW)
    with pytest.raises(DecidedMeanwhileError):
        ledger.decide([decision(words=WORDS)], {})


def test_decisions_survive_a_run_that_left_the_clause_as_it_was(ledger):
    decide(ledger, decision())
    taken = ledger.take(run(("e1", WORDS), ("e2", WORDS), ("e3", WORDS), ("e4", WORDS)), NOW)
    assert (taken.entries, taken.new, taken.lapsed, taken.gone) == (4, 1, 0, 0)
    assert standing(ledger).gate is Gate.EXAMINATION


def test_a_changed_clause_makes_its_decisions_lapse_and_the_entry_waits_anew(ledger):
    decide(ledger, decision(verdict=Verdict.CHANGE, changes=(("name", "甲"),)))
    taken = ledger.take(run(("e1", OTHER_WORDS), ("e2", WORDS), ("e3", WORDS)), NOW)
    assert taken.lapsed == 1
    now = standing(ledger)
    assert (now.lapsed, now.gate, now.changes) == (True, Gate.FIRST, ())
    assert len(ledger.history("e1")) == 1, "the lapsed decision stays in the history"
    decide(ledger, decision(words=OTHER_WORDS))
    assert (standing(ledger).lapsed, standing(ledger).gate) == (False, Gate.EXAMINATION)


def test_words_that_come_back_bring_their_decisions_back(ledger):
    decide(ledger, decision())
    ledger.take(run(("e1", OTHER_WORDS)), NOW)
    ledger.take(run(("e1", WORDS)), NOW)
    assert (standing(ledger).lapsed, standing(ledger).gate) == (False, Gate.EXAMINATION)


def test_two_versions_listed_side_by_side_are_decided_each_for_itself(ledger):
    decide(ledger, decision())
    assert ledger.take(run(("e1", WORDS), ("e1", OTHER_WORDS)), NOW).lapsed == 0
    old, new = sorted(ledger.standings("e1"), key=lambda standing: standing.clause_hash != WORDS)
    assert (old.gate, new.gate, new.lapsed) == (Gate.EXAMINATION, Gate.FIRST, False)
    decide(ledger, decision(words=OTHER_WORDS, verdict=Verdict.REJECT))
    ledger.take(run(("e1", OTHER_WORDS)), NOW)
    assert (standing(ledger).state, standing(ledger).lapsed) == (State.REJECTED, False)


def test_an_entry_that_is_gone_keeps_its_decisions_for_the_day_it_returns(ledger):
    (made,) = decide(ledger, decision())
    assert ledger.take(run(("e2", WORDS)), NOW).gone == 1
    assert ledger.standings("e1") == []
    with pytest.raises(NotItsTurnError):
        ledger.undo(made.number, "王", NOW)
    assert len(ledger.history("e1")) == 1
    ledger.take(run(("e1", WORDS), ("e2", WORDS)), NOW)
    assert standing(ledger).gate is Gate.EXAMINATION


def test_progress_counts_the_entries_of_today_by_gate(ledger):
    decide(ledger, decision("e1"), decision("e2", verdict=Verdict.REJECT))
    ledger.take(run(("e1", WORDS), ("e2", WORDS)), NOW)
    assert ledger.progress() == {"初审": 0, "审查": 1, "会审": 0, "确认": 0, "已确认": 0, "不列入": 1}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events",
        "UPDATE events SET who = '赵'",
        "DELETE FROM decisions",
        "UPDATE decisions SET verdict = '通过'",
    ],
)
def test_the_database_itself_refuses_to_alter_or_remove_what_happened(ledger, statement):
    decide(ledger, decision())
    with pytest.raises(sqlite3.DatabaseError, match="never"):
        ledger.database.execute(statement)


@pytest.mark.parametrize("column", ["who", "at", "body", "kind", "previous", "hash"])
def test_whoever_goes_round_the_triggers_is_found_out(ledger, column):
    decide(ledger, decision(), decision("e2"))
    assert ledger.first_broken() is None
    ledger.database.execute("DROP TRIGGER events_fixed")
    ledger.database.execute(f"UPDATE events SET {column} = '[7]' WHERE number = 2")
    assert ledger.first_broken() == 2


def test_a_removed_event_leaves_a_gap_that_shows(ledger):
    decide(ledger, decision(), decision("e2"))
    ledger.database.execute("DROP TRIGGER events_kept")
    ledger.database.execute("DROP TRIGGER decisions_kept")
    ledger.database.execute("DELETE FROM decisions WHERE number = 2")
    ledger.database.execute("DELETE FROM events WHERE number = 2")
    assert ledger.first_broken() == 2


def test_ten_people_at_once_lose_no_decision(tmp_path):
    path, entries = tmp_path / "review.db", [f"e{n}" for n in range(10)]
    with Ledger.open(path) as ledger:
        ledger.take(run(*((entry, WORDS) for entry in entries)), NOW)
    refused = []

    def work(person):
        with Ledger.open(path) as mine:
            for entry in entries:
                seen = {(entry, WORDS): standing(mine, entry).last}
                try:
                    mine.decide([decision(entry, verdict=Verdict.ASK, who=person)], seen)
                except DecidedMeanwhileError:
                    refused.append(entry)

    people = [threading.Thread(target=work, args=(f"p{n}",)) for n in range(10)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    with Ledger.open(path) as ledger:
        written = sum(len(ledger.history(entry)) for entry in entries)
        assert written + len(refused) == 100
        assert written >= 10
        assert ledger.first_broken() is None


def test_what_is_no_ledger_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "review.db"
    path.write_text("not a database, but longer than the hundred bytes of a header would be " * 9)
    with pytest.raises(CannotRunError, match=r"review\.db"):
        Ledger.open(path)


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.sampled_from(list(Verdict)[:4])),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("words"), st.sampled_from([WORDS, OTHER_WORDS])),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(_STEPS)
def test_the_kept_standing_is_always_the_one_that_the_history_gives(steps):
    with Ledger.in_memory() as ledger:
        words = WORDS
        ledger.take(run(("e1", words)), NOW)
        for kind, value in steps:
            now = standing(ledger)
            if kind == "words":
                words = value
                ledger.take(run(("e1", words)), NOW)
            elif kind == "decide" and now.gate:
                decide(ledger, decision(gate=now.gate, verdict=value, words=words))
            elif kind == "undo":
                last = ledger.history("e1")[-1:]
                if last and last[0].verdict is not Verdict.UNDO and last[0].clause_hash == words:
                    ledger.undo(last[0].number, "王", NOW)
            assert standing(ledger) == standing_of("e1", words, ledger.history("e1"), {words})
        assert ledger.first_broken() is None


def renumbered(*listed):
    """Entries of a run, given by id, hash of the clauses and words without numbers."""
    return [
        ListedEntry(number, entry, words, "示范条例", "名称", "其他", "水务局", key)
        for number, (entry, words, key) in enumerate(listed, 1)
    ]


def test_an_entry_whose_article_was_renumbered_shows_its_history_and_waits_anew():
    with Ledger.in_memory() as ledger:
        ledger.take(renumbered(("old", "第五条", "甲"), ("kept", "第六条", "乙")), NOW)
        decide(ledger, decision("old", words="第五条"))
        taken = ledger.take(renumbered(("new", "第七条", "甲"), ("kept", "第六条", "乙")), NOW)
        assert (taken.lapsed, taken.gone, taken.new) == (1, 0, 1)
        found = standing(ledger, "new")
        assert (found.lapsed, found.gate) == (True, Gate.FIRST)
        assert [one.entry for one in ledger.history("new")] == ["old"]
        decide(ledger, decision("new", words="第七条"))
        assert standing(ledger, "new").gate is Gate.EXAMINATION
        # Moved once more, and taken in once more.
        for _ in range(2):
            ledger.take(renumbered(("newest", "第九条", "甲"), ("kept", "第六条", "乙")), NOW)
            assert standing(ledger, "newest").lapsed
            assert [one.entry for one in ledger.history("newest")] == ["old", "new"]
        assert ledger.first_broken() is None


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ([("a", "1", "甲")], [("b", "2", "乙")], "other words"),
        ([("a", "1", "甲")], [("a", "1", "甲"), ("b", "2", "甲")], "the old one is still there"),
        ([("a", "1", "甲")], [("b", "2", "甲"), ("c", "3", "甲")], "two that it might be"),
        ([("a", "1", ""), ("x", "9", "")], [("b", "2", "")], "words that are not known"),
    ],
)
def test_what_might_be_another_entry_takes_no_history_over(before, after, note):
    with Ledger.in_memory() as ledger:
        ledger.take(renumbered(*before), NOW)
        decide(ledger, decision("a", words="1"))
        ledger.take(renumbered(*after), NOW)
        assert ledger.history("b") == (), note
        assert not standing(ledger, "b").lapsed, note


@pytest.mark.parametrize("folder", [FOLDER, MIGRATIONS])
def test_no_two_steps_of_a_database_bear_one_number(folder):
    numbers = [path.name[:4] for path in folder.glob("*.sql")]
    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]
