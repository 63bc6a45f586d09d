import os
from pathlib import Path

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.read import Source, found, laws_database, sources
from lezr_extract.records import Problem, Severity


def names(paths):
    return [one.file for one in sources(paths)]


def test_a_folder_gives_its_files_by_name_depth_first(tmp_path):
    for name in ("b/2.md", "b/10.md", "a.md", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("第一条")
    root = str(tmp_path)
    assert names([root]) == [f"{root}/{name}" for name in ("a.md", "b/10.md", "b/2.md", "c.md")]
    assert names([root + "/"]) == names([root])


def test_the_display_path_is_the_path_as_given_joined_with_what_was_found(tmp_path, monkeypatch):
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "一.md").write_text("第一条")
    monkeypatch.chdir(tmp_path)
    assert names(["laws"]) == ["laws/一.md"]
    assert names(["./laws"]) == ["./laws/一.md"]


def test_litter_of_systems_is_left_out_unless_named(tmp_path):
    for name in (".DS_Store", "~$锁.docx", "Thumbs.db", "desktop.ini", "律.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "__MACOSX" / "y.md").write_text("x")
    assert names([str(tmp_path)]) == [f"{tmp_path}/律.md"]
    assert names([str(tmp_path / ".DS_Store")]) == [f"{tmp_path}/.DS_Store"]


def test_a_file_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.md").write_text("第一条")
    assert len(names([str(tmp_path), str(tmp_path / "a.md"), str(tmp_path / "." / "a.md")])) == 1


@pytest.mark.parametrize(("path", "words"), [("没有这个文件.md", "找不到路径"), ("a\x00b", "找不到路径")])
def test_a_path_that_does_not_exist_stops_the_run_with_one_sentence(path, words):
    with pytest.raises(CannotRunError, match=words) as caught:
        list(sources([path]))
    assert "\n" not in str(caught.value)


def test_national_without_its_package_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(laws_database, "national_database", lambda: None)
    with pytest.raises(CannotRunError, match="make setup"):
        list(sources(["national"]))


def test_links_are_followed_and_a_loop_is_noted_once(tmp_path):
    (tmp_path / "a.md").write_text("第一条")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    got = list(sources([str(tmp_path)]))
    assert [(one.code, one.severity) for one in got if isinstance(one, Problem)] == [
        ("gone", Severity.LOST),
        ("link-loop", Severity.NOTE),
    ]
    assert sum(isinstance(one, Source) for one in got) == 1


def test_a_name_that_is_not_utf_8_can_be_printed_and_opened(tmp_path):
    raw = tmp_path / os.fsdecode("税法.md".encode("gb18030"))
    raw.write_text("第一条")
    (one,) = sources([str(tmp_path)])
    assert one.file == f"{tmp_path}/税法.md"
    assert Path(one.path).read_text() == "第一条"


def test_a_name_with_line_breaks_and_escapes_stays_on_one_line(tmp_path):
    (tmp_path / "甲\n\x1b[31m乙 丙.md").write_text("第一条")
    (one,) = sources([str(tmp_path)])
    assert one.file == f"{tmp_path}/甲\ufffd\ufffd[31m乙 丙.md"
    assert Path(one.path).read_text() == "第一条"


def test_a_pipe_and_a_folder_without_permission_become_rows(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "管道")
    (tmp_path / "封").mkdir()
    listed = found.Path.iterdir

    def refusing(path):
        if path.name == "封":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(found.Path, "iterdir", refusing)
    assert [one.code for one in sources([str(tmp_path)])] == ["no-permission", "unsupported-format"]


def test_a_folder_named_like_a_document_is_a_folder(tmp_path):
    (tmp_path / "x.docx").mkdir()
    assert list(sources([str(tmp_path)])) == []
