"""The database (lezr.db): written in one go by a run, then only read."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from lezr_extract import __version__
from lezr_extract.errors import CannotRunError
from lezr_extract.records import (
    Agency,
    Amount,
    Basis,
    Entry,
    Finding,
    Place,
    Problem,
    Referral,
    Severity,
    Span,
    Stage,
)
from lezr_extract.store import (
    connect,
    contents,
    effects,
    history,
    liability,
    lines,
    listed,
    migrate,
    provisions,
    referred,
    search,
    soundness,
    standing,
    versions,
)
from lezr_extract.store.finding_rows import finding_row
from lezr_extract.store.places import Places
from lezr_extract.store.rows import FileRow, Row, Rows, agency_row, map_cells, problem_row
from lezr_extract.store.schema import TABLES, VERSION

COLUMNS = {table.name: tuple(table.columns) for table in TABLES}
COUNTED = tuple(table.name for table in TABLES if not table.name.endswith("_search"))
NUMBERED = ("laws", "articles", "entries", "files", "findings", "problems")


class Store:
    """A lezr database.

    Use as a context manager; it closes at the end. `create` gives one to fill, `read` one to look into.
    """

    def __init__(self, database: Database, path: Path | str) -> None:
        self.database = database
        self.path = path
        self._connection = database.conn
        self._laws: set[str] = set()
        self._next = dict.fromkeys(NUMBERED, 1)
        self._deferred: list[str] = []
        self._places = Places(database)
        self._standing: set[str] = set()

    @classmethod
    def create(cls, path: Path) -> Self:
        """A new, empty database at ``path`` for one run to fill; an older file there is removed.

        Raises:
            CannotRunError: another process writes it, the disk is full, or the folder cannot be written.
        """
        with connect.explained(path):
            connect.ensure_free(path)
            path.unlink(missing_ok=True)
            store = cls(Database(connect.writable(path)), path)
            migrate.migrate(store.database)
            store._defer_indexes()
            return store

    @classmethod
    def in_memory(cls) -> Self:
        """A new, empty database that lives as long as the object."""
        store = cls(Database(memory=True), ":memory:")
        migrate.migrate(store.database)
        return store

    @classmethod
    def read(cls, path: Path) -> Self:
        """The database at ``path``, opened so that nothing can be written.

        Raises:
            CannotRunError: no such file, no lezr database, one of another structure, or one in use.
        """
        with connect.explained(path):
            store = cls(Database(connect.read_only(path)), path)
            found = migrate.version(store.database)
            if not store.database["articles_search"].exists():
                raise CannotRunError(f"不是 lezr 生成的数据库：{path}；请用 lezr run 生成的 lezr.db")
            if found != VERSION:
                raise CannotRunError(
                    f"数据库结构版本是 {found}，本程序用 {VERSION}：{path}；请用 lezr run 重新生成"
                )
            return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was not committed is lost."""
        self._connection.close()

    # Writing

    def add_file(self, file: FileRow) -> None:
        """Notes that a file was read."""
        cells = map_cells(file.source_map)
        self._insert("files", [(file.file, file.format, file.sha256, file.law_id, *cells)])

    def go_on_from(self, path: Path) -> None:
        """Lets `add_law` take over what stands in the database of an earlier run, until this one is finished.

        Raises:
            CannotRunError: there is none.
        """
        with connect.explained(path):
            connect.attach(self._connection, path, standing.FORMER)

    def add_law(self, rows: Rows) -> bool:
        """Adds what `rows_of_law` made of a law; False, and nothing added, when this very text is there.

        Rows without the lasting tables (`standing.lasting_apart`) are of a law that stands in the former database.
        """
        (law,) = rows["laws"]
        law_id = str(law[0])
        if law_id in self._laws:
            return False
        self._laws.add(law_id)
        first = self._next["entries"]
        if not rows.keys() & set(standing.LASTING):
            rows = self._taken_over(rows)
        for table, new in rows.items():
            if table == "bases":
                # Column 0 is the index of the entry within its law until the entries have their numbers.
                new = [(first + int(str(row[0])), *row[1:]) for row in new]  # noqa: PLW2901
            self._insert(table, new)
        return True

    def _taken_over(self, rows: Rows) -> Rows:
        """Takes over what stands of a law; gives the rows that are left."""
        (law,) = rows["laws"]
        with connect.explained(self.path):
            articles = standing.take_over(self._connection, law[:-1], self._next)
        self._next["laws"] += 1
        self._next["articles"] += articles
        self._standing.add(str(law[0]))
        return {table: new for table, new in rows.items() if table != "laws"}

    def add_citations(self, rows: Iterable[Row]) -> None:
        """Adds rows that `citation_rows` made."""
        self._insert("citations", list(rows))

    def next_entry(self) -> int:
        """The number that the first entry of the next law will have."""
        return self._next["entries"]

    def cited_articles(
        self, wanted: Iterable[tuple[str, str]]
    ) -> dict[tuple[str, str], referred.CitedArticle]:
        """The articles of ``wanted`` (law id, article number) that are there, with their penalties."""
        return referred.cited_articles(self.database, wanted)

    def settle_referral(self, row_id: str, referral: Referral) -> None:
        """Writes down what a referral to another law came to."""
        referred.settle(self.database, row_id, referral)

    def extend_entry(
        self,
        number: int,
        *,
        kinds: Sequence[str],
        amounts: Sequence[Amount],
        remarks: Sequence[tuple[str, str]],
        bases: Sequence[Basis],
    ) -> None:
        """Adds to an entry what the clauses of other laws set; see `referred.extend_entry`."""
        referred.extend_entry(
            self.database, number, kinds=kinds, amounts=amounts, remarks=remarks, bases=bases
        )

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Adds problems in the order given."""
        self._insert("problems", [problem_row(problem) for problem in problems])

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Adds what comparing found, in the order given."""
        self._insert("findings", [finding_row(finding) for finding in findings])

    def add_agencies(self, agencies: Iterable[Agency]) -> None:
        """Adds those of ``agencies`` that some power or entry names."""
        named = {
            row[0]
            for row in self.database.execute(
                "SELECT agency_id FROM powers UNION SELECT agency_id FROM entries"
            ).fetchall()
        }
        self._insert("agencies", [agency_row(agency) for agency in agencies if agency.id in named])

    def add_run(
        self, started: str, seconds: float, options: Mapping[str, object], counts: Mapping[str, object]
    ) -> None:
        """Notes the run itself; the one table that differs between two runs over the same input."""
        row = (
            1,
            started,
            round(seconds, 1),
            __version__,
            _json(options),
            _json(counts),
        )
        self._insert("runs", [row])

    def commit(self) -> None:
        """Ends a batch; one transaction each keeps writing fast.

        Raises:
            CannotRunError: the disk is full.
        """
        with connect.explained(self.path):
            self._connection.commit()

    def end_laws(self, ended: Iterable[versions.EndedLaw]) -> list[versions.Ending]:
        """Sets the status of laws that others ended and takes the entries of all ended laws out of the list.

        A mark 已废止 of the source alone ends nothing: its entries stay, with a remark.
        """
        return versions.end(self.database, ended)

    def choose_versions(self) -> list[versions.Choice]:
        """Of laws with one title and territory, lets the newest in force stand for the others in the list.

        The entries of the others are removed; their articles and powers stay.
        """
        return versions.choose(self.database)

    def unsettled_effects(self) -> list[effects.AffectedRow]:
        """The rows of the ledger whose affected version is still to be found."""
        return effects.unsettled(self.database)

    def settle_effects(self, found: Mapping[str, str]) -> None:
        """Writes down the affected versions: id of the row → `Law.id`."""
        effects.settle(self.database, found)

    def finish(self) -> None:
        """Builds the full-text search and the indexes.

        Raises:
            CannotRunError: the disk is full.
        """
        with connect.explained(self.path):
            self._insert("meta", [("schema_version", str(VERSION)), ("lezr_version", __version__)])
            search.build(self.database, self._standing)
            for statement in self._deferred:
                self._connection.execute(statement)
            self._deferred = []
            self._connection.commit()
            if self._standing:
                self._connection.execute(f"DETACH {standing.FORMER}")

    def publish(self) -> None:
        """Makes what was written the store that others read; a file gets its final name from who created it.

        Raises:
            CannotRunError: the disk is full.
        """
        self.commit()

    # Reading

    def counts(self) -> dict[str, int]:
        """Rows in each table that is counted in a run's summary."""
        names = ("files", "laws", "articles", "powers", "amounts", "citations", "competence", "entries")
        return {
            name: int(self.database.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608
            for name in names
        }

    def tally(self, table: str, column: str) -> dict[str, int]:
        """How many rows of ``table`` have which value in ``column``; the most frequent first."""
        rows = self.database.execute(
            f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608
        )
        return {str(value): int(count) for value, count in rows.fetchall()}

    def entries(self) -> Iterator[Entry]:
        """All entries as records, in the order of the list."""
        return (entry for _, entry in self.numbered_entries())

    def numbered_entries(self) -> Iterator[tuple[int, Entry]]:
        """All entries in the order of the list, each with its number (see `entry`); numbers have gaps."""
        return lines.entries(self.database, self._places)

    def law_entries(self) -> Iterator[listed.LawEntries]:
        """All entries in the order of the list, law by law, each law with the sum of what they are made of."""
        return listed.laws(self.database, self._places)

    def law(self, law_id: str) -> provisions.ReadLaw | None:
        """The law with that id, without its words; None where there is none."""
        return provisions.law(self.database, law_id)

    def laws_under(self, folder: str) -> list[provisions.FileLaw]:
        """The files that lie in ``folder`` itself and gave a law, in the order of reading."""
        return provisions.laws_under(self.database, folder)

    def articles(self, law_id: str, around: str | None = None, near: int = 0) -> list[provisions.ReadArticle]:
        """Articles of a law: all, or those at most ``near`` away from the one numbered ``around``."""
        return provisions.articles(self.database, law_id, around, near)

    def cited(self, law_id: str, span: Span) -> tuple[provisions.CitedPlace, ...]:
        """What a stretch of a law's text cites, and where that stands."""
        return provisions.cited(self.database, law_id, span)

    def tests(self) -> Iterator[soundness.Tested]:
        """Whether the database holds what it says; see `soundness`."""
        with connect.explained(self.path):
            yield from soundness.tests(self.database)

    def contents(self) -> dict[str, str]:
        """The sha256 of what each table but ``runs`` holds, by name; see `contents`."""
        with connect.explained(self.path):
            return contents.sums(self.database)

    def run_counts(self) -> dict[str, int]:
        """Rows by table as the run counted them."""
        row = self.database.execute("SELECT counts FROM runs ORDER BY number DESC").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def run_paths(self) -> list[str]:
        """The paths that the run was given."""
        row = self.database.execute("SELECT options FROM runs ORDER BY number DESC").fetchone()
        return list(json.loads(row[0]).get("paths", ())) if row else []

    def run_name(self) -> str:
        """What tells the run that made this database from any other: when it began, and what it counted."""
        row = self.database.execute(
            "SELECT started, seconds, counts FROM runs ORDER BY number DESC"
        ).fetchone()
        return "\t".join(map(str, row)) if row else ""

    def holds(self) -> str:
        """A number that is another one after a further run, or when rows came or went."""
        counted = [self.database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED]  # noqa: S608
        return hashlib.sha256(f"{self.run_name()}\n{counted}".encode()).hexdigest()

    def entry(self, number: int) -> Entry | None:
        """Entry ``number`` of the list, from 1; None where there is none."""
        return lines.entry(self.database, self._places, number)

    def place(self, law_id: str, span: Span) -> Place:
        """Where a stretch of ``laws.text`` stands: file, page, line and boxes, as far as they are known.

        Args:
            law_id: of the law.
            span: of an article, a power, a basis …, as its columns ``start`` and ``end`` say.
        """
        return self._places.place(law_id, span)

    def has_boxes(self) -> bool:
        """Whether any file says where on a page its words stand."""
        return self.database.execute("SELECT 1 FROM files WHERE boxes <> '[]' LIMIT 1").fetchone() is not None

    def files(self) -> Iterator[FileRow]:
        """Every file that was read, in order, without its map."""
        rows = self.database.execute("SELECT file, format, sha256, law_id FROM files ORDER BY number")
        return (FileRow(*row) for row in rows)

    def listed_laws(self) -> Iterator[lines.ListedLaw]:
        """The laws that the list rests on, in the order of reading."""
        return lines.listed_laws(self.database)

    def problems(self) -> Iterator[Problem]:
        """All problems in the order in which they were met."""
        rows = self.database.execute(
            "SELECT stage, severity, file, place, code, cause FROM problems ORDER BY number"
        )
        return (Problem(Stage(row[0]), Severity(row[1]), *row[2:]) for row in rows)

    def power_lines(self) -> Iterator[dict[str, object]]:
        """A line for each article of each file, as `lezr powers --jsonl` prints it."""
        return lines.power_lines(self.database)

    def law_lines(self) -> list[history.LawLine]:
        """The laws that have several versions, or that another text has changed."""
        return history.law_lines(self.database)

    def law_years(self) -> dict[str, dict[str, int]]:
        """Year → how many laws took effect, were amended and ended."""
        return history.years(self.database)

    def history(self, law_id: str) -> history.History | None:
        """The line of time of the law that ``law_id`` is a version of; None where there is none."""
        return history.history(self.database, law_id)

    def entries_on(self, law_ids: tuple[str, ...], articles: tuple[str, ...]) -> list[tuple[int, str]]:
        """Entries (number and name) that rest on one of ``articles`` of one of the laws."""
        return history.entries_on(self.database, law_ids, articles)

    def text_at(self, title: str, day: str) -> effects.TextAt:
        """What is known of the text of the law ``title`` on ``day`` (``YYYY-MM-DD``).

        The version in force then, what decisions of that time change in it and it does not hold yet, and what ended
        it. `lezr_extract.pipeline.comparing.text_at.text_at` carries the changes out.
        """
        return effects.text_at(self.database, title, day)

    def law_text(self, law_id: str) -> str:
        """The whole text of a law; empty where it is not there."""
        row = self.database.execute("SELECT text FROM laws WHERE id = ?", (law_id,)).fetchone()
        return str(row[0]) if row else ""

    def liability_tally(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many clauses of the liability chapters end in what, and the excluded ones by reason."""
        return liability.tally(self.database)

    def liability_clauses(self, ending: str = "") -> Iterator[liability.Clause]:
        """The clauses of the liability chapters; with ``ending`` (power, excluded, open) only those."""
        return liability.clauses(self.database, ending)

    def search(self, words: str, limit: int = 20, kind: str | None = None) -> list[search.Hit]:
        """Articles and entries that hold all of ``words``, the best first (see `lezr_extract.store.search`)."""
        with connect.explained(self.path):
            return search.search(self.database, self._places, words, limit, kind)

    def _insert(self, table: str, rows: list[Row]) -> None:
        if not rows:
            return
        columns = COLUMNS[table]
        if table in self._next:
            number = self._next[table]
            self._next[table] += len(rows)
            rows = [(n, *row) for n, row in enumerate(rows, number)]
            columns = ("number", *(column for column in columns if column != "number"))
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        with connect.explained(self.path):
            self._connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608

    def _defer_indexes(self) -> None:
        """Puts off the indexes until all rows are there: built once they cost a third of being kept up."""
        found = self.database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, statement in found:
            self._connection.execute(f'DROP INDEX "{name}"')
            self._deferred.append(statement)


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)
