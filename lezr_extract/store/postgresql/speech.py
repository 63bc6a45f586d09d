"""SQL as it is written for SQLite, said so that PostgreSQL understands the same."""

import re
from functools import lru_cache

# Quoted words stay as they are; everything between them is carried over.
_QUOTED = re.compile(r"('(?:[^']|'')*')")
_WORDS = (
    (re.compile(r"\bchar\((\d+)\)"), r"chr(\1)"),
    (re.compile(r"\bgroup_concat\("), "string_agg("),
)
_TABLE = re.compile(r"CREATE TABLE (\w+) \(\n")
_COLUMN_TYPES = (
    # Bytes decide the order, as in SQLite: ids are looked up by ranges of their letters.
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),
    (re.compile(r"\bREAL\b"), "DOUBLE PRECISION"),
)
_REFERENCE = re.compile(r" REFERENCES (\w+)\((\w+)\)")
_REFERRING = re.compile(r'^  "?(\w+)"? [^\n]*? REFERENCES (\w+)\((\w+)\)', re.MULTILINE)
_SEARCH = re.compile(r"CREATE VIRTUAL TABLE (\w+) USING fts5\([^;]*\)")


@lru_cache(512)
def said(sql: str) -> str:
    """A query or a change, with PostgreSQL's marks for values and its names of functions."""
    for words, instead in _WORDS:
        sql = words.sub(instead, sql)
    parts = _QUOTED.split(sql.replace("%", "%%"))
    return "".join(part if i % 2 else part.replace("?", "%s") for i, part in enumerate(parts))


def tables(sql: str) -> str:
    """One step of ``migrations/`` as PostgreSQL takes it, without what one table refers to in another.

    Every table has a column ``rowid`` that counts up in the order of writing, as SQLite's tables have. Search is by
    pairs of neighbouring characters (see `search`).
    """
    sql = _REFERENCE.sub("", sql)
    sql = _SEARCH.sub(r"CREATE TABLE \1 (rowid BIGINT PRIMARY KEY, pairs TSVECTOR NOT NULL)", sql)
    made = []
    for statement in sql.split(";\n"):
        said_so = statement
        if _TABLE.search(statement) or "ALTER TABLE" in statement:
            for words, instead in _COLUMN_TYPES:
                said_so = words.sub(instead, said_so)
        said_so = _TABLE.sub(r"CREATE TABLE \1 (\n  rowid BIGINT GENERATED ALWAYS AS IDENTITY,\n", said_so)
        made.append(said_so)
    return ";\n".join(made)


def references(sql: str) -> list[tuple[str, str, str, str]]:
    """What a step of ``migrations/`` lets tables refer to: table, column, other table, its column."""
    found = []
    for statement in sql.split(";\n"):
        if name := _TABLE.search(statement):
            found += [(name[1], column, other, key) for column, other, key in _REFERRING.findall(statement)]
    return found
