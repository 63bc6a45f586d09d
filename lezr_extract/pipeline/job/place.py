"""Where a run writes: partial names first, final names only when everything is there."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from lezr_extract.errors import CannotRunError

PARTIAL = ".partial"


@contextmanager
def finished_together(folder: Path, names: Sequence[str]) -> Iterator[dict[str, Path]]:
    """The partial path for each final name in ``folder``; all get their final names when the block ends well.

    However else it ends (an error, Ctrl-C), the partial files go, and so do folders that were made for them;
    what stood under the final names before stays as it was.

    Raises:
        CannotRunError: the folder cannot be made or written, or the disk is full.
    """
    with explained(folder):
        made = _make(folder)
        for name in names:
            if (folder / name).exists() and not (folder / name).is_file():
                raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
    partial = {name: folder / (name + PARTIAL) for name in names}
    done = False
    try:
        with explained(folder):
            for path in partial.values():
                # What a run that was killed has left.
                for left in folder.glob(f"{path.name}*"):
                    left.unlink()
            yield partial
            for path in partial.values():
                _to_disk(path)
            for name, path in partial.items():
                path.replace(folder / name)
        done = True
    finally:
        if not done:
            for path in partial.values():
                path.unlink(missing_ok=True)
            for new in made:
                if not any(new.iterdir()):
                    new.rmdir()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns an error of the file system into one Chinese sentence that names the place and the remedy.

    Raises:
        CannotRunError: instead of any ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise CannotRunError(f"{_sentence(error)}：{error.filename or path}；{_remedy(error)}") from error


def _sentence(error: OSError) -> str:
    return _WORDS.get(error.errno or 0, (f"读写出错（{error.strerror or error}）", ""))[0]


def _remedy(error: OSError) -> str:
    return _WORDS.get(error.errno or 0, ("", "请检查磁盘和路径后重试"))[1]


_ROOM = "请腾出空间，或换一个位置"
_WORDS = {
    errno.ENOSPC: ("磁盘空间不足", _ROOM),
    errno.EDQUOT: ("磁盘配额用完", _ROOM),
    errno.EFBIG: ("文件大小超过限制", _ROOM),
    errno.EACCES: ("没有写入的权限", "请检查权限，或用 -o 换一个位置"),
    errno.EPERM: ("没有写入的权限", "请检查权限，或用 -o 换一个位置"),
    errno.EROFS: ("只读的磁盘", "请用 -o 换一个位置"),
    errno.ENOTDIR: ("不是文件夹", "请用 -o 给出一个文件夹"),
    errno.EEXIST: ("不是文件夹", "请用 -o 给出一个文件夹"),
    errno.EISDIR: ("同名文件夹挡住了要写的文件", "请移走它，或用 -o 换一个位置"),
}


def _make(folder: Path) -> list[Path]:
    """Makes ``folder``; gives what was made, innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _to_disk(path: Path) -> None:
    # Without this a power failure could leave a final name over an empty file.
    with path.open("rb") as file:
        os.fsync(file.fileno())
