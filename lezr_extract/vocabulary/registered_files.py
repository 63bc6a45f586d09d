"""Files of a model, checked against their SHA-256 sums before a line of them is read.

``SHA256SUMS`` beside them has the form of ``sha256sum``. No pickle anywhere: a model that someone swapped can at worst
be wrong.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from lezr_extract.errors import CannotRunError

SUMS = "SHA256SUMS"
PLACES = tuple(Path(__file__).parents[depth] / "models" for depth in (1, 2))
"""In an installed package beside its modules, in a checkout beside the package."""


def folder_of(name: str = "") -> Path | None:
    """The folder ``models``, or one in it; None where it has no sums, so that there is no such model."""
    return next((place / name for place in PLACES if (place / name / SUMS).exists()), None)


def sums(folder: Path) -> dict[str, str]:
    """File → its registered sum.

    Raises:
        OSError: the sums cannot be read.
        ValueError: they are no such lines.
    """
    lines = (folder / SUMS).read_text("ascii").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def checked(folder: Path, names: Iterable[str], otherwise: str = "") -> dict[str, bytes]:
    """The files of a model by name.

    Args:
        folder: where they are.
        names: of them.
        otherwise: what else the user can do where they are not as registered, after 请重新取得.

    Raises:
        CannotRunError: one is missing or is not the one that was registered.
    """
    try:
        registered = sums(folder)
        files = {name: (folder / name).read_bytes() for name in names}
    except (OSError, ValueError) as error:
        raise CannotRunError(f"模型不完整（{error}）；请重新取得 {folder} 里的文件{otherwise}") from error
    for name, data in files.items():
        if sum_of(data) != registered.get(name):
            raise CannotRunError(
                f"模型文件 {folder / name} 与登记的校验值不符，没有使用；请重新取得{otherwise}"
            )
    return files


def sum_of(data: bytes) -> str:
    """The SHA-256 sum of a file."""
    return hashlib.sha256(data).hexdigest()


def write_sums(folder: Path, names: Iterable[str]) -> None:
    """Registers files of a folder; last, so that a folder with sums is whole."""
    lines = "".join(f"{sum_of((folder / name).read_bytes())}  {name}\n" for name in names)
    (folder / SUMS).write_text(lines, encoding="ascii")
