"""The database: the one place that touches SQLite (through sqlite-utils) and PostgreSQL; schema, migrations, search.

Laws, articles, powers and entries as tables (docs/lookup/tables.md); written by one run, read by everything else.
"""

from lezr_extract.store.connect import engine, ensure_free
from lezr_extract.store.effects import TextAt, Version, effect_rows
from lezr_extract.store.liability import Clause as LiabilityRow
from lezr_extract.store.liability_rows import liability_rows, referral_id
from lezr_extract.store.opening import created, database_file, opened
from lezr_extract.store.referred import CitedArticle
from lezr_extract.store.rows import FileRow, Rows, citation_rows, file_row, paragraph_json, rows_of_law
from lezr_extract.store.schema import TABLES, VERSION, Table
from lezr_extract.store.search import Hit
from lezr_extract.store.store import Store
from lezr_extract.store.versions import Choice, Ending

__all__ = [
    "TABLES",
    "VERSION",
    "Choice",
    "CitedArticle",
    "Ending",
    "FileRow",
    "Hit",
    "LiabilityRow",
    "Rows",
    "Store",
    "Table",
    "TextAt",
    "Version",
    "citation_rows",
    "created",
    "database_file",
    "effect_rows",
    "engine",
    "ensure_free",
    "file_row",
    "liability_rows",
    "opened",
    "paragraph_json",
    "referral_id",
    "rows_of_law",
]
