"""What the documents show is what the commands do."""

import re
import shlex
from pathlib import Path

import pytest
from lezr_extract.cli import status

ROOT = Path(__file__).parent.parent
TOUR = ROOT / "docs" / "learn" / "tour.md"
PAGES = sorted(p for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "corpora" / "README.md"])


def shown_commands(page: Path) -> list[tuple[str, str]]:
    """The commands of a page's console blocks, each with the output that the page shows below it."""
    blocks = re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [
        (command, shown)
        for block in blocks
        for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)
    ]


def fits(shown: str, printed: str) -> bool:
    """Whether the printed words are the shown ones, … standing for anything."""
    pattern = ".*".join(re.escape(part.strip("\n")) for part in shown.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


def test_the_tour_shows_commands():
    assert len(shown_commands(TOUR)) >= 6


def test_every_command_of_the_tour_prints_what_the_tour_shows(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    for command, shown in shown_commands(TOUR):
        words = [re.sub(r"^outputs/", f"{tmp_path}/", word) for word in shlex.split(command)]
        assert words[0] == "lezr"
        code = status(words[1:])
        printed = capsys.readouterr().out
        assert code == 0, command
        assert fits(shown, printed), f"{command}\n{printed}"


def test_other_words_than_the_printed_ones_are_noticed():
    assert not fits("读了 9 件…", "读了 8 件，得法律 8 件")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_the_documents_leads_to_a_file(page):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_bench_that_the_documents_name_exists(page):
    named = re.findall(r"python -m bench\.(\w+)", page.read_text(encoding="utf-8"))
    assert all((ROOT / "bench" / f"{name}.py").exists() or (ROOT / "bench" / name).is_dir() for name in named)


@pytest.mark.parametrize(
    "name", ["use-from-python.md", "check-against-the-original.md", "compare-versions.md"]
)
def test_the_python_example_runs(monkeypatch, name):
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "do" / name).read_text(encoding="utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert examples
    for example in examples:
        exec(compile(example, name, "exec"), {})
