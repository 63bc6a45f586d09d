"""Whether what a run left is sound: the database, its inputs, the ledger of the review."""

from collections.abc import Iterator
from pathlib import Path

from lezr_extract.pipeline.deciding.review import LEDGER
from lezr_extract.pipeline.job.former import database_sum
from lezr_extract.pipeline.job.keys import file_sum
from lezr_extract.pipeline.job.run import MANIFEST
from lezr_extract.store import Store, database_file, opened
from lezr_extract.store.kept import FILE as KEPT
from lezr_extract.store.kept import tested
from lezr_extract.store.ledger import Ledger
from lezr_extract.store.postgresql import PostgresStore
from lezr_extract.store.soundness import Tested


def verify(database: Path | str) -> Iterator[Tested]:
    """Tests the database at ``database`` (a file, the folder of a run, or ``postgresql://…``), one by one.

    Raises:
        CannotRunError: it is no database of ours.
    """
    with opened(database) as store:
        yield from store.tests()
        said, held = store.run_counts(), store.counts()
        wrong = [name for name in held if name in said and said[name] != held[name]]
        yield Tested("各表行数与运行时所记一致", len(held), len(wrong), wrong[0] if wrong else "")
        yield _inputs(store)
    if isinstance(store, PostgresStore):
        return
    path = database_file(database)
    if (total := database_sum(path.parent, MANIFEST, path.name)) is not None:
        other = total != file_sum(path).hex()
        yield Tested("数据库与写出时一致", 1, int(other), str(path) if other else "")
    if path.with_name(KEPT).is_file():
        yield Tested("留存的读取结果完好", *tested(path.with_name(KEPT)))
    ledger = path.with_name(LEDGER)
    if ledger.is_file():
        yield _ledger(ledger)


def _inputs(store: Store) -> Tested:
    """The files that were read, as far as they are still there: is what is there what was read?"""
    tested = faults = 0
    example = ""
    for row in store.files():
        path = Path(row.file)
        if not row.sha256 or "#" in row.file or not path.is_file():
            continue
        tested += 1
        if file_sum(path).hex() != row.sha256:
            faults += 1
            example = example or row.file
    return Tested("原件没有变（仍在原处的）", tested, faults, example)


def _ledger(path: Path) -> Tested:
    with Ledger.open(path) as ledger:
        total = sum(1 for _ in ledger.events())
        broken = ledger.first_broken()
    return Tested("审核台账与写入时一致", total, int(broken is not None), f"第 {broken} 号" if broken else "")
