"""The documents that speed is measured on: lawrefbook and ministry_rules, whole or every so many files."""

from pathlib import Path

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
FOLDERS = ("lawrefbook", "ministry_rules")


def files(every: int = 1) -> list[str]:
    """Every so many of the files, the same ones each time."""
    found = [path for folder in FOLDERS for path in sorted((CORPORA / folder).rglob("*.md"))]
    return [str(path) for path in found[::every]]
