import multiprocessing
import os
import threading
import time

import pytest
from lezr_extract.pipeline.job import many
from lezr_extract.read import PageDone, Source
from lezr_extract.read.recognition import pages

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.fixture(autouse=True)
def _fork(monkeypatch):
    """The runner of the tests may have threads of its own; these workers need none of its locks."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def sources(count, size=many.BATCH_BYTES):
    return [Source(f"{n}.md", f"/{n}.md", size=size) for n in range(count)]


def names(batch):
    return [item.file for item in batch]


def slower_first(batch):
    time.sleep(0.05 if batch[0].file in ("0.md", "3.md") else 0)
    return names(batch)


def deadly(batch):
    for item in batch:
        if item.file in ("2.md", "9.md"):
            os._exit(9)
    return names(batch)


def faulty(batch):
    if any(item.file == "4.md" for item in batch):
        raise RuntimeError(batch)
    return names(batch)


def heavy(batch):
    return [f"{item.file}{'甲' * 400_000}" for item in batch]


def lost(item):
    return f"lost {item.file}"


def results(work, items, workers=2):
    return [result for _, found in many.each(work, items, lost, workers) for result in found]


@pytest.mark.parametrize(
    ("sizes", "lengths", "note"),
    [
        ([], [], "nothing"),
        ([10] * 5, [5], "small files together"),
        ([many.BATCH_BYTES + 1, 1, 1], [1, 2], "a big file alone"),
        ([1, 1, many.BATCH_BYTES, 1], [2, 1, 1], "a batch is closed before it grows too big"),
        ([0] * (many.BATCH_ITEMS + 1), [many.BATCH_ITEMS, 1], "never too many files"),
    ],
)
def test_batches_are_cut_by_size_and_number(sizes, lengths, note):
    items = [Source(f"{n}", f"/{n}", size=size) for n, size in enumerate(sizes)]
    found = list(many.batches(items))
    assert [len(batch) for batch in found] == lengths, note
    assert [item for batch in found for item in batch] == items


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_sources_whoever_ends_first(workers):
    assert results(slower_first, sources(12), workers) == [f"{n}.md" for n in range(12)]


def test_large_results_do_not_block_the_workers():
    assert [r[:5] for r in results(heavy, sources(9))] == [f"{n}.md"[:5].ljust(5, "甲") for n in range(9)]


def test_long_names_do_not_block_the_workers():
    items = [Source(f"{n}" + "甲" * 30_000, "/x" * 30_000, size=many.BATCH_BYTES) for n in range(9)]
    assert len(results(heavy, items)) == 9


@pytest.mark.parametrize("size", [many.BATCH_BYTES, many.BATCH_BYTES // 4], ids=["alone", "in company"])
def test_a_file_that_kills_its_worker_costs_nothing_but_itself(size):
    assert results(deadly, sources(12, size)) == [
        f"lost {n}.md" if n in (2, 9) else f"{n}.md" for n in range(12)
    ]


def test_a_worker_that_died_before_its_next_batch_came_is_replaced(monkeypatch):
    # The batch is sent only when the worker is surely gone.
    give = many._Worker.give

    def late(worker, number, batch):
        if worker.in_hand and worker.in_hand[0][1][0].file == "2.md":
            worker.process.join()
        give(worker, number, batch)

    monkeypatch.setattr(many._Worker, "give", late)
    assert results(deadly, sources(8)) == [f"lost {n}.md" if n == 2 else f"{n}.md" for n in range(8)]


def test_a_fault_outside_the_stages_costs_one_file(capfd):
    assert results(faulty, sources(8, many.BATCH_BYTES // 3)) == [
        "lost 4.md" if n == 4 else f"{n}.md" for n in range(8)
    ]
    assert "RuntimeError" in capfd.readouterr().err


def test_a_run_that_ends_early_leaves_no_process():
    running = many.each(slower_first, sources(30), lost, 2)
    next(running)
    assert len(multiprocessing.active_children()) == 2
    running.close()
    assert multiprocessing.active_children() == []


def test_sources_are_taken_only_as_fast_as_results_are(monkeypatch):
    taken = []
    running = many.each(names, (taken.append(s) or s for s in sources(200)), lost, 2)
    next(running)
    time.sleep(0.2)
    assert len(taken) < 30
    running.close()


def telling(batch):
    """Tells of two pages of each file, as reading a scan does."""
    for item in batch:
        listener = pages._LISTENER.get()
        for number in (1, 2):
            listener(PageDone(item.file, number, number, 2))
    return deadly(batch)


@pytest.mark.parametrize("workers", [1, 3])
def test_every_page_that_a_worker_reads_is_heard_of_here_before_its_file_is_done(workers):
    heard, done = [], []
    items = [Source(f"x{n}.tiff", "", size=many.BATCH_BYTES) for n in range(7)]
    for _, found in many.each(telling, items, lost, workers, heard.append):
        done += found
        assert {(name, page) for name in found for page in (1, 2)} <= {
            (news.file, news.page) for news in heard
        }
    assert done == [item.file for item in items]
    assert len(heard) == 14


def test_news_of_a_worker_that_dies_does_not_pass_for_a_result():
    heard = []
    items = [Source(f"{n}.md", "") for n in range(4)]
    found = [
        one for _, part in many.each(telling, items, lost, 2, heard.append, always_apart=True) for one in part
    ]
    assert found == ["0.md", "1.md", "lost 2.md", "3.md"]
    assert [news.page for news in heard if news.file == "2.md"] == [1, 2, 1, 2]


def test_nobody_need_listen():
    assert [found for _, found in many.each(telling, [Source("a.tiff", "")], lost, 1)] == [["a.tiff"]]


def test_work_that_may_do_harm_never_runs_in_this_process():
    def process(batch):
        return [os.getpid() for _ in batch]

    ((_, (found,)),) = many.each(process, [Source("a.pdf", "")], lost, 1, always_apart=True)
    assert found != os.getpid()
