"""Files that are either whole or not there: written under another name, then put in place in one step."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives the partial name to write to; puts it in place when the block ends well, removes it when it does not.

    Raises:
        OSError: what writing raised (disk full, no permission); nothing stays under either name then. Also where
            ``path`` is there and no file (a folder, a device), which is left as it is.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    partial = path.with_name(f"{path.name}.partial")
    try:
        yield partial
        os.replace(partial, path)  # noqa: PTH105  # replaces an older file in one step on every system
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
