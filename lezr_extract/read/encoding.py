"""From bytes to characters, whatever the code page of the office that saved the file."""

import re
from codecs import getincrementaldecoder

from lezr_extract.read.source import RefusedError, problem
from lezr_extract.records import Problem, Severity

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_GUESSES = ("gb18030", "utf-16-le", "utf-16-be")
# The most frequent characters of statutes: a wrong code page shows next to none of them.
_USUAL = re.compile("[的一和有人不应当法规定国关部门条第、，。；：（）0-9\n ]")
_TRIAL = 20_000
_DAMAGE_ALLOWED = 0.05
_DAMAGE_WEIGHS = 3


def decode(data: bytes) -> tuple[str, str]:
    """The characters of ``data`` and the name of the encoding that gave them.

    UTF-8 with and without mark, UTF-16 and UTF-32 with mark, GB18030 (which holds GBK and GB2312) and UTF-16
    without mark, told apart by how usual the characters are. A text with some broken bytes is kept, each
    broken place showing as U+FFFD (see `doubts`).

    Raises:
        RefusedError: no encoding gives a text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    if "\x00" in text[:_TRIAL]:
        return _guessed(data)
    return text, "utf-8"


def doubts(file: str, text: str) -> list[Problem]:
    """A row for a text in which some bytes could not be decoded; none for a sound one."""
    damage = text.count("\ufffd")
    if not damage:
        return []
    at = text.index("\ufffd")
    words = "".join(text[max(0, at - 12) : at + 8].split())
    cause = f"有 {damage} 处文字无法解码，已显示为 \ufffd（首处：{words}）；请与原件核对，或重新另存为 UTF-8"
    return [problem(file, "broken-characters", cause, Severity.DOUBT)]


def decode_beginning(head: bytes) -> str:
    """The characters of the first bytes of a file, whose last character may be cut in two.

    Raises:
        RefusedError: no encoding gives a text.
    """
    try:
        text = getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        text = "\x00"
    return decode(head[: len(head) // 4 * 4])[0] if "\x00" in text else text


def _guessed(data: bytes) -> tuple[str, str]:
    trial = data[:_TRIAL]
    name = max((*_GUESSES, "utf-8"), key=lambda guess: _likeness(trial.decode(guess, errors="replace")))
    text = data.decode(name, errors="replace")
    damage = text.count("\ufffd") + text.count("\x00")
    if _likeness(text[:_TRIAL]) < 0.05 or damage > max(2, _DAMAGE_ALLOWED * len(text)):
        raise RefusedError(
            "unknown-encoding",
            "不是文本文件，或者文字编码无法识别",
            "请用记事本打开并另存为 UTF-8 编码后重试",
        )
    return text, name


def _likeness(text: str) -> float:
    return (
        len(_USUAL.findall(text)) / len(text) - _DAMAGE_WEIGHS * text.count("\ufffd") / len(text)
        if text
        else 0.0
    )
