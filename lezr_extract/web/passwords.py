"""Passwords: kept as argon2 makes them, never as they are."""

from lezr_extract.errors import LezrError

FEWEST_CHARACTERS = 10


class WeakPasswordError(LezrError):
    """The password is too short."""


def made(password: str) -> str:
    """What is kept of ``password`` (argon2id with the library's own parameters).

    Raises:
        WeakPasswordError: it has fewer than ten characters.
    """
    from argon2 import PasswordHasher  # noqa: PLC0415

    if len(password) < FEWEST_CHARACTERS:
        raise WeakPasswordError(f"密码至少 {FEWEST_CHARACTERS} 个字符")
    return PasswordHasher().hash(password)


def right(kept: str, password: str) -> bool:
    """Whether ``password`` is the one that ``kept`` was made of."""
    from argon2 import PasswordHasher  # noqa: PLC0415
    from argon2.exceptions import Argon2Error, InvalidHash  # noqa: PLC0415

    try:
        return PasswordHasher().verify(kept, password)
    except (Argon2Error, InvalidHash):
        return False
