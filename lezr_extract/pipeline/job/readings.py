"""The readings of many sources, in their order: what was kept of an earlier run, and the rest from the workers."""

import json
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from lezr_extract.pipeline.job import cluster, many
from lezr_extract.pipeline.job.keys import source_key
from lezr_extract.pipeline.job.one_source import Options, Reading, read_source
from lezr_extract.pipeline.job.written import made, read_back, written
from lezr_extract.read import Source
from lezr_extract.records import ComparedLaw, Problem
from lezr_extract.store import FileRow
from lezr_extract.store.kept import Kept, KeptReadings
from lezr_extract.store.rows import NO_MAP, map_cells, source_map_of
from lezr_extract.store.standing import joined, lasting_apart

Item = Source | Problem

PASSING = frozenset(
    (
        "crashed",
        "gone",
        "locked-database",
        "no-permission",
        "recognition-failed",
        "stage-failed",
        "unreadable",
    )
)
"""Codes of problems that the next run may not meet again, whatever the file's bytes: such readings are not kept."""
_LEVEL = 1
"""Of zlib: the rows are packed while the workers are busy with other things, and read once at most."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or a share of a container, with the number under which what it gives is kept.

    Attributes:
        item: what to read.
        key: see `source_key`; empty where nothing can be kept.
    """

    item: Item
    key: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a worker gives for one unit.

    Attributes:
        key: of the bytes that it met; empty where it gave a problem that need not come again.
        readings: one for each document, where they are not to be kept.
        kept: the same written down.
    """

    key: str
    readings: tuple[Reading, ...] = ()
    kept: Kept | None = None


@dataclass(slots=True)
class Resumed:
    """What a run goes on from, and what became of its units.

    Attributes:
        kept: what earlier runs have left, and where this one leaves its own; None for neither.
        run: the number of program and options, see `run_key`; empty where nothing is kept.
        units: of the sources of the run, in their order.
        standing: keys of units whose lasting rows stand in the former database (`Store.go_on_from`).
        whole: keys of units whose laws were all taken into the database of this run.
        taken: how many units came from what was kept.
        unkept: how many could not be kept.
        turn: the next day on which a reading may be another one; empty where there is none.
    """

    kept: KeptReadings | None = None
    run: str = ""
    units: Sequence[Unit] = ()
    standing: Container[str] = frozenset()
    whole: list[str] = field(default_factory=list)
    taken: int = 0
    unkept: int = 0
    turn: str = ""


def units_of(items: Iterable[Item], run: str) -> list[Unit]:
    """The units of ``items``, each with its key; ``run`` as `run_key` gives it, empty where nothing is kept."""
    return [Unit(one, source_key(one, run) if run else "") for item in items for one in _parts(item)]


def readings(
    items: Sequence[Item], options: Options, resumed: Resumed, listener: many.Listener = many.deaf
) -> Iterator[tuple[Unit, tuple[Reading, ...]]]:
    """What each unit gives, in their order: read anew where nothing good is kept of it, and then kept.

    Args:
        items: the sources; files that are best read together are one.
        options: what the user chose.
        resumed: the units of these items and what is kept; is told what became of them.
        listener: hears of pages while they are read.
    """
    today = date.today().isoformat()
    kept = resumed.kept
    good = kept.good(today) if kept else set()
    work = partial(read_units, options=options, run=resumed.run, today=today)
    given = _given(work, [*_to_read(items, resumed.units, good)], options, listener, kept)
    for unit in resumed.units:
        known = unit.key in good
        one = kept.get(unit.key, without_lasting=unit.key in resumed.standing) if kept and known else None
        resumed.taken += one is not None
        if one is None:
            # Damaged rows are read again here and now: they are few, and what they were made of broke nobody.
            fresh = work([unit.item])[0][0] if known else next(given)
            resumed.unkept += not fresh.key or fresh.key != unit.key
            one = fresh.kept
            if kept and one and fresh.key == unit.key:
                kept.put(unit.key, one)
            if one is None:
                yield unit, fresh.readings
                continue
        resumed.turn = min(filter(None, (resumed.turn, one.until)), default="")
        yield unit, read_back_readings(one)
    # The last batch is committed when it is asked for what follows it.
    next(given, None)


def read_units(items: Sequence[Item], options: Options, run: str, today: str) -> list[list[Given]]:
    """What each of ``items`` gives, for each of its units; runs in a worker."""
    return [
        [
            _one_given(unit, tuple(found), run, today)
            for unit, found in zip(_parts(item), read_source(item, options), strict=True)
        ]
        for item in items
    ]


def read_back_readings(kept: Kept) -> tuple[Reading, ...]:
    """The readings that were kept; without their lasting rows where these were not asked for."""
    light = read_back(tuple[Reading, ...], kept.light)
    rows = _unpacked(kept.rows)
    lasting = _unpacked(kept.lasting) if kept.lasting else [None] * len(rows)
    return tuple(
        replace(
            reading,
            rows=joined(tables, more) if tables and more else tables,
            file=replace(reading.file, source_map=source_map_of(*cells)),
            compared=made(ComparedLaw, compared) if compared else None,
        )
        for reading, (tables, cells, compared), more in zip(light, rows, lasting, strict=True)
    )


def _one_given(item: Item, found: tuple[Reading, ...], run: str, today: str) -> Given:
    # A file that changed while it was read has another key by now: what it gave stands under none.
    key = source_key(item, run) if run else ""
    # A problem of finding sources is met anew by every run; only what reading met may be another one next time.
    passing = (problem for reading in found for problem in reading.problems if problem.code in PASSING)
    if isinstance(item, Source) and next(passing, None):
        key = ""
    if not run:
        return Given(key, found)
    light = tuple(
        replace(one, rows=None, compared=None, file=replace(one.file, source_map=NO_MAP)) for one in found
    )
    parts = [lasting_apart(one.rows) if one.rows else (None, None) for one in found]
    rows = [
        [tables, map_cells(one.file.source_map), one.compared]
        for one, (tables, _) in zip(found, parts, strict=True)
    ]
    turns = [turn for one in found for turn in one.turns if turn > today]
    until = min(turns, default="")
    lasting = _packed([more for _, more in parts])
    return Given(key, (), Kept(today, until, written(light), _packed(rows), lasting))


def _packed(value: object) -> bytes:
    return zlib.compress(written(value), _LEVEL)


def _unpacked(data: bytes) -> list[Any]:
    found: list[Any] = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    return found


def _given(
    work: many.Work[list[Given]],
    items: Sequence[Item],
    options: Options,
    listener: many.Listener,
    kept: KeptReadings | None,
) -> Iterator[Given]:
    carried = partial(cluster.each, address=options.cluster) if options.cluster else many.each
    for _, found in carried(work, items, _crashed, workers=options.workers, listener=listener):
        yield from (one for several in found for one in several)
        # All of the batch has been put by now: whatever happens, it need not be read again.
        if kept:
            kept.commit()


def _to_read(items: Iterable[Item], units: Sequence[Unit], good: Container[str]) -> Iterator[Item]:
    """The items without the units that are kept."""
    at = 0
    for item in items:
        parts = units[at : at + len(_parts(item))]
        at += len(parts)
        left = [unit.item for unit in parts if unit.key not in good]
        if len(left) == len(parts):
            yield item
        elif len(left) == 1:
            yield left[0]
        elif left and isinstance(item, Source):
            files = tuple(one for one in left if isinstance(one, Source))
            yield replace(files[0], size=sum(one.size for one in files), together=files)


def _parts(item: Item) -> tuple[Item, ...]:
    return item.together if isinstance(item, Source) and len(item.together) > 1 else (item,)


def _crashed(item: Item) -> list[Given]:
    return [
        Given("", (Reading(FileRow(problem.file), (problem,)),)) for problem in many.crashed_problems(item)
    ]
