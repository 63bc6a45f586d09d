"""The same database in PostgreSQL, where many machines write into one store or a single file grows too large.

Tables, columns and meanings are those of `lezr_extract.store.schema`; the SQL of the other modules is carried over
by `speech`, so that both engines hold the same rows and answer the same questions.
"""

from lezr_extract.store.postgresql.store import PostgresStore, is_address

__all__ = ["PostgresStore", "is_address"]
