"""Old Word (.doc), Kingsoft Writer (.wps), RTF and Word 2003 XML, through a program that is installed on the system.

LibreOffice turns a whole batch into .docx with one start (a start takes 1.4 s, each further file 0.06 s), so that
tables, notes and automatic numbers come through the reader of .docx. antiword reads plain .doc where there is no
LibreOffice. Neither is called with macros, links or a network.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lezr_extract.read import programs, word
from lezr_extract.read.assemble import document
from lezr_extract.read.sample import Sample, look
from lezr_extract.read.source import MEGABYTE, RefusedError, Source, problem, problem_of
from lezr_extract.records import Document, Problem, Severity

NAME = "doc"

SIZE_LIMIT = 64 * MEGABYTE
PATIENCE = 25.0
"""Seconds that a file may take before it is given up; 民法典 takes 0.6 s."""
TOGETHER = 24
"""Files of one start: 0.12 s a file, and a crash costs little."""

_BYTES_TOGETHER = 16 * MEGABYTE
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_ML = b"schemas.microsoft.com/office/word/2003/wordml"
_FILTERS = {"doc": "MS Word 97", "rtf": "Rich Text Format", "xml": "MS Word 2003 XML"}
_TO_DOCX = "docx:MS Word 2007 XML"
_ASK_INSTALL = (
    "请安装 LibreOffice（Debian/Ubuntu：apt install libreoffice-writer-nogui；其他系统见 libreoffice.org）"
    "{or_antiword}，或用 Word、WPS 另存为 .docx 后重试"
)
_OR_ANTIWORD = "或 antiword（apt install antiword，只读 .doc 的文字）"
# No macro runs, no link is followed, nothing is asked: what a hostile file could otherwise reach.
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    *(
        ("org.openoffice.Inet/Settings", f"ooInet{kind}Proxy{what}", value)
        for kind in ("HTTP", "HTTPS", "FTP")
        for what, value in (("Name", "127.0.0.1"), ("Port", "9"))
    ),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)


@dataclass(frozen=True, slots=True)
class _Converted:
    """What became of one file: the .docx made of it, or why there is none."""

    path: str = ""
    refused: RefusedError | None = None


def recognises(sample: Sample) -> bool:
    """An OLE file with Word's main stream, RTF, or the XML of Word 2003."""
    return bool(_kind(sample))


def documents(source: Source) -> list[Document | Problem]:
    """The one document of the file.

    Raises:
        OSError, RefusedError: see `read`.
    """
    return together([source])[0]


def together(sources: Sequence[Source]) -> list[list[Document | Problem]]:
    """What each of several files of this format gives, with one start of LibreOffice; never raises over one."""
    office, antiword = programs.find("soffice", "libreoffice"), programs.find("antiword")
    with tempfile.TemporaryDirectory(prefix="lezr-") as folder:
        jobs = [_job(source, folder, number) for number, source in enumerate(sources)]
        ready = [job for job in jobs if isinstance(job, Path)]
        converted = _converted(office, ready, Path(folder)) if office and ready else {}
        found: list[list[Document | Problem]] = []
        for source, job in zip(sources, jobs, strict=True):
            if isinstance(job, Problem):
                found.append([job])
                continue
            try:
                if office:
                    found.append(_from_docx(source, converted[job], job))
                else:
                    found.append(_plainly(source, job, antiword))
            except RefusedError as refused:
                found.append([problem(source.file, refused.code, str(refused), refused.severity)])
            except OSError as error:
                found.append([problem_of(source.file, error)])
        return found


def grouped(items: Iterable[Source | Problem]) -> Iterator[Source | Problem]:
    """The same items, neighbours that may be of this format as one source of up to `TOGETHER`."""
    group: list[Source] = []
    for item in items:
        if isinstance(item, Source) and not item.members and _may_be(item):
            if len(group) == TOGETHER or sum(one.size for one in group) > _BYTES_TOGETHER:
                yield from _as_one(group)
                group = []
            group.append(item)
            continue
        yield from _as_one(group)
        group = []
        yield item
    yield from _as_one(group)


def _as_one(group: list[Source]) -> list[Source]:
    if len(group) < 2:
        return group
    first, size = group[0], sum(one.size for one in group)
    return [replace(first, size=size, together=tuple(group))]


def _may_be(source: Source) -> bool:
    try:
        with open(source.path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
            return file.read(8).startswith((_OLE, b"{\\rtf"))
    except OSError:
        return False


def _job(source: Source, folder: str, number: int) -> Path | Problem:
    """A copy of the file under a harmless name, or why it cannot be read at all."""
    try:
        sample = look(source)
        kind = _kind(sample) or "doc"
        if sample.size > SIZE_LIMIT:
            raise RefusedError(
                "too-large",
                f"文件有 {sample.size / MEGABYTE:.0f} MB，超过 64 MB 的上限",
                "请确认是否选错文件",
            )
        target = Path(folder) / f"in{number}.{kind}"
        shutil.copyfile(source.path, target)
        if kind == "doc" and _is_encrypted(target.read_bytes()):
            raise RefusedError("encrypted", "Word 文件设有打开密码", "请去除密码后重试")
    except RefusedError as refused:
        return problem(source.file, refused.code, str(refused), refused.severity)
    except OSError as error:
        return problem_of(source.file, error)
    return target


def _kind(sample: Sample) -> str:
    if sample.head.startswith(_OLE):
        return "doc" if sample.has_ole_stream("WordDocument") else ""
    if sample.head.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    return "xml" if _WORD_ML in sample.head else ""


def _is_encrypted(data: bytes) -> bool:
    """Whether Word's file information block, which begins a sector, says so (fEncrypted)."""
    at = data.find(b"\xec\xa5")
    while at >= 0:
        if at % 512 == 0 and at + 12 <= len(data):
            return bool(data[at + 11] & 1)
        at = data.find(b"\xec\xa5", at + 1)
    return False


def _converted(office: str, jobs: list[Path], folder: Path) -> dict[Path, _Converted]:
    """Every job turned into .docx; a file that stops LibreOffice costs itself and no other."""
    _write_settings(folder / "profile")
    out = folder / "out"
    out.mkdir()
    found: dict[Path, _Converted] = {}
    for kind, name in _FILTERS.items():
        waiting = [job for job in jobs if job.suffix == f".{kind}"]
        while waiting:
            ended = _convert(office, name, waiting, folder)
            made = {job: out / f"{job.stem}.docx" for job in waiting}
            found |= {job: _Converted(str(path)) for job, path in made.items() if path.is_file()}
            left = [job for job in waiting if job not in found]
            # After a proper end LibreOffice has tried them all; else the first without a result was in its hands.
            for job in left if ended == 0 else left[:1]:
                found[job] = _Converted(refused=_failed(ended))
            waiting = [job for job in left if job not in found]
    return found


def _convert(office: str, kind: str, jobs: Sequence[Path], folder: Path) -> int | None:
    """Runs LibreOffice once; its exit status, None where it had to be ended."""
    out = folder / "out"
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *(f"--infilter={kind}", "--convert-to", _TO_DOCX, "--outdir", str(out)),
        *(str(job) for job in jobs),
    ]
    process = programs.start(command, str(folder))
    ended = programs.watch(process, PATIENCE, lambda: sum(1 for _ in out.iterdir()))
    return process.returncode if ended else None


def _failed(ended: int | None) -> RefusedError:
    if ended is None:
        return RefusedError(
            "too-slow",
            f"LibreOffice 超过 {PATIENCE:.0f} 秒没有读完该文件，已停止",
            "请用 Word 或 WPS 另存为 .docx 后重试",
        )
    return RefusedError(
        "broken-file",
        "旧版 Word 文件已损坏，LibreOffice 无法打开",
        "请用 Word 或 WPS 打开修复并另存为 .docx 后重试",
    )


def _from_docx(source: Source, converted: _Converted, job: Path) -> list[Document | Problem]:
    if converted.refused is not None:
        raise converted.refused
    found = word.documents(Source(source.file, converted.path))
    digest = _sha256(job)
    return [replace(one, format=NAME, sha256=digest) if isinstance(one, Document) else one for one in found]


def _plainly(source: Source, job: Path, antiword: str | None) -> list[Document | Problem]:
    """Through antiword: words and nothing else."""
    if antiword is None or job.suffix != ".doc":
        or_antiword = _OR_ANTIWORD if job.suffix == ".doc" else ""
        raise RefusedError(
            "needs-office",
            f"{_SAID[job.suffix]}需要另外的程序才能读取",
            _ASK_INSTALL.format(or_antiword=or_antiword),
        )
    ended, printed = programs.printed([antiword, "-w", "0", "-m", "UTF-8.txt", str(job)], PATIENCE)
    if ended is None:
        raise RefusedError(
            "too-slow", f"antiword 超过 {PATIENCE:.0f} 秒没有读完该文件，已停止", "请另存为 .docx 后重试"
        )
    text = printed.decode("utf-8", "replace")
    if ended != 0 or not text.strip():
        raise RefusedError(
            "broken-file", "旧版 Word 文件无法打开（antiword）", "请用 Word 或 WPS 另存为 .docx 后重试"
        )
    text = "\n".join(_paragraphs(text.splitlines()))
    return [
        document(source.file, NAME, text, sha256=_sha256(job)),
        problem(
            source.file,
            "plain-words",
            "由 antiword 读取，自动编号和表格可能不全；安装 LibreOffice（apt install libreoffice-writer-nogui）后读得完整",
            Severity.NOTE,
        ),
    ]


_SAID = {".doc": "旧版 Word 文档（.doc）", ".rtf": "RTF 文档", ".xml": "Word 2003 XML 文档"}


def _paragraphs(lines: Iterable[str]) -> list[str]:
    """Lines of antiword, which sets an empty one after each paragraph."""
    return [line.strip() for line in lines if line.strip()]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
