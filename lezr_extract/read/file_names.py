"""Names of files as they are shown, and those that nobody meant to be read."""

import os
import re

# What systems and editors leave beside documents; nobody meant them to be read.
_LITTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_LITTER_STARTS = (".", "~$")
_LINES = re.compile(r"[\\/]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def is_litter(name: str) -> bool:
    """Whether a file or folder is left out unless named outright: hidden, a lock file of Word, a system's own."""
    return name.startswith(_LITTER_STARTS) or name.lower() in _LITTER


def parts_of(member: str) -> list[str]:
    """The folders and the name of a member of an archive, on whatever system it was packed."""
    return [part for part in _LINES.split(member) if part not in ("", ".", "..")]


def is_litter_inside(member: str) -> bool:
    """Whether a member of an archive is none, or is left out as `is_litter` says."""
    parts = parts_of(member)
    return not parts or any(is_litter(part) for part in parts)


def joined(folder: str, name: str) -> str:
    """What was found under ``folder``, shown."""
    return folder + name if folder.endswith(("/", os.sep)) else f"{folder}/{name}"


def shown(name: str) -> str:
    """A name that can be printed on one line.

    Bytes that are not UTF-8 are mostly GB18030 from a Chinese Windows; control characters could break a
    table or steer a terminal.
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("gb18030", errors="replace")
    return name if name.isprintable() else _CONTROL.sub("\ufffd", name)
