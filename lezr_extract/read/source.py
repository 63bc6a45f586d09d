"""What can be read: a file, or some members of a container."""

import binascii
import errno
import struct
import zlib
from dataclasses import dataclass

from lezr_extract.errors import UnreadableError
from lezr_extract.records import Problem, Severity, Stage

MEGABYTE = 1 << 20
FOREIGN_ERRORS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    EOFError,
    NotImplementedError,
    zlib.error,
    struct.error,
    binascii.Error,
)
"""What libraries that parse office and PDF files throw over broken input, beside their own errors."""


@dataclass(frozen=True, slots=True)
class Source:
    """One unit of reading work; small and picklable, so that it can go to a worker.

    Attributes:
        file: the path as it was given joined with what was found under it, always printable.
        path: the path to open (a name that is not UTF-8 keeps its bytes as surrogates).
        members: of a container such as a laws database, the ids to read; empty for a whole file.
        size: in bytes; for members their share of the container.
        together: files that are best read in one go (old Word files share one start of LibreOffice); this
            source then stands for them all, under the name of the first.
    """

    file: str
    path: str
    members: tuple[str, ...] = ()
    size: int = 0
    together: "tuple[Source, ...]" = ()


class RefusedError(UnreadableError):
    """A document that cannot become a text, with the code and the weight of the row that it becomes."""

    def __init__(self, code: str, cause: str, remedy: str = "", severity: Severity = Severity.LOST) -> None:
        super().__init__(cause, remedy)
        self.code = code
        self.severity = severity


def problem(file: str, code: str, cause: str, severity: Severity = Severity.LOST, place: str = "") -> Problem:
    """A row of the reading stage."""
    return Problem(Stage.READ, severity, file, place, code, " ".join(cause.split()))


_CAUSES = {
    errno.EACCES: ("no-permission", "没有读取的权限；请检查文件或文件夹的权限后重试"),
    errno.EPERM: ("no-permission", "没有读取的权限；请检查文件或文件夹的权限后重试"),
    errno.ENOENT: ("gone", "文件不存在或链接已失效；请确认后重试"),
    errno.ELOOP: ("link-loop", "链接指回自身，无法打开；请删除该链接"),
    errno.EIO: ("unreadable", "磁盘读取出错；请检查磁盘或网络后重试"),
    errno.EMFILE: ("unreadable", "系统打开的文件过多；请关闭其他程序后重试"),
}


def problem_of(file: str, error: OSError) -> Problem:
    """The row for a file or folder that the system does not let be read."""
    number = errno.EACCES if isinstance(error, PermissionError) else error.errno or 0
    code, cause = _CAUSES.get(
        number, ("unreadable", f"系统无法读取（{error.strerror or error}）；请检查磁盘或网络后重试")
    )
    return problem(file, code, cause)
