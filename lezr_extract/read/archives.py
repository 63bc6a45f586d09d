"""Archives (.zip, .rar, .7z, .tar and their kin): their members are read as files of their own, ``archive.zip#member``.

Nothing is ever unpacked under a name that the archive chose: members go one by one into a temporary folder under
numbers, are read and deleted. Limits hold on their number, on the size of each and of all, on how tightly they are
packed and on archives inside archives.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lezr_extract.read import archive_stream, archive_zip
from lezr_extract.read.archive_member import Budget, Member
from lezr_extract.read.download_folders import LISTS
from lezr_extract.read.file_names import is_litter_inside, parts_of, shown
from lezr_extract.read.sample import FILE_LIMIT, Sample
from lezr_extract.read.source import MEGABYTE, RefusedError, Source, problem
from lezr_extract.records import Problem

DEPTH = 3
"""Archives inside archives: the one that was found is the first."""
_AT_ONCE = 64
_BYTES_AT_ONCE = 32 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Place:
    """How deep a source lies in archives, and what those may still give.

    Attributes:
        depth: archives above it.
        budget: shared by all that comes out of one archive that was found.
    """

    depth: int = 0
    budget: Budget | None = None

    def inside(self) -> "Place":
        """The place of what lies in an archive at this place."""
        return replace(self, depth=self.depth + 1, budget=self.budget or Budget())


def recognises(sample: Sample) -> bool:
    """A ZIP that is no package of an office program, or another archive."""
    return archive_zip.recognises(sample) or archive_stream.recognises(sample)


def shares(source: Source, head: bytes) -> Iterator[Source | Problem]:
    """A ZIP in shares of some members each; any other file, or a broken one, as it is.

    Args:
        source: the file.
        head: its first bytes.
    """
    yield from archive_zip.shares(source) if archive_zip.may_be_archive(head) else (source,)


def batches(source: Source, place: Place) -> Iterator[list[Source | Problem]]:
    """The members of an archive as sources, some at a time; each batch is gone when the next is asked for.

    Args:
        source: the archive, or a share of one.
        place: of the members, as `Place.inside` of the archive's gives it.

    Raises:
        OSError: the archive cannot be opened.
        RefusedError: it is broken, encrypted, too deep, or of a kind for which a program is missing.
    """
    budget = place.budget
    if place.depth > DEPTH or budget is None:
        raise RefusedError(
            "archive-too-deep", f"压缩包里套压缩包超过 {DEPTH} 层，已停止", "请先解开内层压缩包后重试"
        )
    with open(source.path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
        head = file.read(4)
    kind = archive_zip if head.startswith(b"PK") else archive_stream
    with tempfile.TemporaryDirectory(prefix="lezr-") as folder:
        batch = _Batch(source.file, Path(folder), budget)
        try:
            for member in kind.members(source, budget):
                batch.take(member)
                if batch.full:
                    yield batch.handed_over()
                    batch.clear()
        except RefusedError as refused:
            batch.found.append(problem(source.file, refused.code, str(refused), refused.severity))
        if not batch.found and not batch.any:
            raise RefusedError("empty-file", "压缩包里没有可读的文件", "请确认文件内容")
        yield batch.handed_over()


class _Batch:
    """Members that have been unpacked and wait to be read."""

    def __init__(self, archive: str, folder: Path, budget: Budget) -> None:
        self.archive, self.folder, self.budget = archive, folder, budget
        self.found: list[Source | Problem] = []
        self.given = 0
        self.any = False
        self.bytes = 0
        self._lists: set[Path] = set()
        self._folders: dict[str, Path] = {}

    @property
    def full(self) -> bool:
        return len(self.found) >= _AT_ONCE or self.bytes >= _BYTES_AT_ONCE

    def take(self, member: Member) -> None:
        """Unpacks a member, or notes why it is not unpacked; what systems leave behind is passed over."""
        if is_litter_inside(member.name):
            return
        parts = parts_of(member.name)
        file = f"{self.archive}#{shown('/'.join(parts))}"
        try:
            self.budget.spend(member)
            if member.size > FILE_LIMIT:
                raise _too_large(member.size)
            path = self._path(parts)
            size = self._unpack(member, path)
        except RefusedError as refused:
            if refused.code == "archive-too-large":
                raise
            self.found.append(problem(file, refused.code, str(refused), refused.severity))
            return
        self.bytes += size
        if member.aside:
            return
        if member.size < 0:
            self.budget.bytes -= size
        self.found.append(Source(file, str(path), size=size))

    def _path(self, parts: list[str]) -> Path:
        """A place with a number for a name; only the lists of a download keep theirs, to be found again."""
        above = "/".join(parts[:-1])
        if above not in self._folders:
            self._folders[above] = self.folder / str(len(self._folders))
            self._folders[above].mkdir()
        if parts[-1] in LISTS:
            path = self._folders[above] / parts[-1]
            self._lists.add(path)
            return path
        self.given += 1
        return self._folders[above] / f"member{self.given}"

    def _unpack(self, member: Member, path: Path) -> int:
        size = 0
        with path.open("wb") as file:
            for piece in member.pieces():
                size += len(piece)
                if size > FILE_LIMIT or size > member.size >= 0:
                    raise _too_large(size)
                file.write(piece)
        return size

    def handed_over(self) -> list[Source | Problem]:
        self.any = True
        return self.found

    def clear(self) -> None:
        """Deletes what has been read; lists of a download stay for the members after them."""
        for one in self.found:
            if isinstance(one, Source) and Path(one.path) not in self._lists:
                Path(one.path).unlink(missing_ok=True)
        self.found, self.bytes = [], 0


def _too_large(size: int) -> RefusedError:
    return RefusedError(
        "too-large",
        f"文件展开后有 {size / MEGABYTE:.0f} MB，超过单个文件 {FILE_LIMIT / MEGABYTE:.0f} MB 的上限",
        "请确认是否选错文件，或拆分后重试",
    )
