"""What the documents show is what the commands do."""

import re
import shlex
from pathlib import Path

import pytest
from lezr_extract.cli import lezr, status

ROOT = Path(__file__).parent.parent
TOUR = ROOT / "docs" / "learn" / "tour.md"
CHECKING = ROOT / "docs" / "do" / "check-a-list.md"
COMMAND_LINE = re.compile(r"(?:^|`|/|\$ )lezr ([a-z]+(?: [^`\n#]*)?)", re.MULTILINE)
SOURCES = [
    file.relative_to(ROOT).as_posix()
    for folder in ("lezr_extract", "bench", "docs", "tests")
    for file in (ROOT / folder).rglob("*.py")
]
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


@pytest.mark.parametrize("page", [TOUR, CHECKING], ids=lambda page: page.stem)
def test_every_command_of_a_page_prints_what_the_page_shows(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert shown_commands(page)
    for command, shown in shown_commands(page):
        words = [re.sub(r"^outputs/", f"{tmp_path}/", word) for word in shlex.split(command)]
        assert words[0] == "lezr"
        code = status(words[1:])
        printed = capsys.readouterr().out
        assert code == (1 if words[1] == "check" else 0), command  # a list with faults
        assert fits(shown, printed), f"{command}\n{printed}"


def test_no_page_shows_output_that_no_test_compares():
    assert {page for page in PAGES if shown_commands(page)} == {TOUR, CHECKING}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_and_option_of_the_documents_is_one_of_the_program(page):
    wrong = []
    for line in COMMAND_LINE.findall(page.read_text(encoding="utf-8")):
        name, *words = line.split()
        command = lezr.commands.get(name)
        known = {option for one in command.params for option in one.opts} if command else set()
        given = {match[0] for word in words if (match := re.match(r"--?[a-z][a-z-]*", word))}
        if command is None or given - known - {"--help"}:
            wrong.append(line)
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_source_file_that_the_documents_name_exists(page):
    if page.name == "CHANGELOG.md":
        return  # what was, is no longer where it was
    named = re.findall(r"`(?:\.\./)?([\w./-]+\.py)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in SOURCES)] == []


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
