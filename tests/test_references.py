import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


def maker():
    spec = importlib.util.spec_from_file_location("make_references", DOCS / "make_references.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "tables.md", "checks.md"])
def test_a_reference_says_what_the_code_says(name):
    made = maker().REFERENCES[name]()
    assert (DOCS / "lookup" / name).read_text(encoding="utf-8") == made, (
        "run: .venv/bin/python docs/make_references.py"
    )


def test_every_command_of_the_design_is_there():
    text = (DOCS / "lookup" / "commands.md").read_text(encoding="utf-8")
    for command in ("run", "articles", "powers", "search", "export", "score"):
        assert f"## lezr {command}\n" in text
