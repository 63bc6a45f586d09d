"""A process that is killed while it writes leaves a batch wholly written or not at all."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from lezr_extract.store.ledger import Ledger, ListedEntry

ENTRIES = 3000
SCRIPT = f"""
import sys
from pathlib import Path
from lezr_extract.records import Decision, Gate, Verdict
from lezr_extract.store.ledger import Ledger
with Ledger.open(Path(sys.argv[1])) as ledger:
    made = [Decision(f"e{{n}}", Gate.FIRST, Verdict.ACCEPT, "王", "now", "words", batch="b1") for n in range({ENTRIES})]
    print("begun", flush=True)
    ledger.decide(made, {{}})
    print("done", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")
@pytest.mark.parametrize("seed", range(6))
def test_a_killed_bulk_decision_is_whole_or_nothing(tmp_path, seed):
    path = tmp_path / "review.db"
    with Ledger.open(path) as ledger:
        ledger.take(
            [ListedEntry(n + 1, f"e{n}", "words", "示范条例", "名称", "其他", "") for n in range(ENTRIES)],
            "now",
        )
    running = subprocess.Popen([sys.executable, "-c", SCRIPT, path], stdout=subprocess.PIPE, text=True)
    assert running.stdout.readline() == "begun\n"
    # The last seeds wait until the batch is done, so that both outcomes are met.
    if seed < 4:
        time.sleep(random.Random(seed).uniform(0, 0.2))
    else:
        assert running.stdout.readline() == "done\n"
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()
    with Ledger.open(path) as ledger:
        written = sum(1 for event in ledger.events() if event.kind == "decision")
        assert written in (0, ENTRIES)
        assert seed < 4 or written == ENTRIES
        assert ledger.progress()["审查"] == written
        assert ledger.first_broken() is None
