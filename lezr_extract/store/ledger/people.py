"""Who may review, and who is signed in."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lezr_extract.errors import LezrError
from lezr_extract.records import Gate, Person
from lezr_extract.store.ledger.ledger import Ledger


class NoSuchPersonError(LezrError):
    """No account has this name."""


@dataclass(frozen=True, slots=True)
class Session:
    """A person who is signed in.

    Attributes:
        person: who.
        form_token: what every form of the session carries, so that no other site can send one.
        ends: UTC, ISO 8601.
    """

    person: Person
    form_token: str
    ends: str


class People:
    """The accounts and sessions of a ledger. Every change is an event of the ledger; passwords are not in it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep(self, person: Person, password: str, by: str, at: str) -> None:
        """Makes or changes an account.

        Args:
            person: the account as it shall be.
            password: as argon2 made it; empty leaves the old one.
            by: who does it.
            at: UTC, ISO 8601.
        """
        gates = json.dumps(person.gates, ensure_ascii=False)
        with self._ledger.writing():
            self._ledger.execute(
                "INSERT INTO people (name, password, gates, agency, keeper, active) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET password = iif(excluded.password = '', password, excluded.password), "
                "gates = excluded.gates, agency = excluded.agency, keeper = excluded.keeper, active = excluded.active",
                (person.name, password, gates, person.agency, person.keeper, person.active),
            )
            # What an account may do no more, its open sessions may do no more either.
            self._ledger.execute("DELETE FROM sessions WHERE name = ?", (person.name,))
            body = {"name": person.name, "gates": list(person.gates), "agency": person.agency}
            self._ledger.append("person", by, at, body | {"keeper": person.keeper, "active": person.active})

    def find(self, name: str) -> tuple[Person, str]:
        """The account ``name`` and its password as argon2 made it.

        Raises:
            NoSuchPersonError: there is none.
        """
        row = self._ledger.execute(
            "SELECT name, gates, agency, keeper, active, password FROM people WHERE name = ?", (name,)
        ).fetchone()
        if row is None:
            raise NoSuchPersonError(f"没有这个账户：{name}")
        return _person(row), str(row[5])

    def all(self) -> list[Person]:
        """Every account, by name."""
        rows = self._ledger.execute("SELECT name, gates, agency, keeper, active FROM people ORDER BY name")
        return [_person(row) for row in rows]

    def sign_in(self, name: str, token: str, form_token: str, ends: str, at: str) -> None:
        """Opens a session; of ``token`` only the hash is kept."""
        with self._ledger.writing():
            self._ledger.execute("DELETE FROM sessions WHERE ends < ?", (at,))
            self._ledger.execute(
                "INSERT INTO sessions (token_hash, name, form_token, ends) VALUES (?, ?, ?, ?)",
                (_hash(token), name, form_token, ends),
            )
            self._ledger.append("sign-in", name, at, {})

    def session(self, token: str, at: str) -> Session | None:
        """The session of ``token``; None where there is none, it has ended, or its account was closed."""
        row = self._ledger.execute(
            "SELECT name, gates, agency, keeper, active, form_token, ends FROM sessions JOIN people USING (name) "
            "WHERE token_hash = ? AND ends > ? AND active",
            (_hash(token), at),
        ).fetchone()
        return Session(_person(row), row[5], row[6]) if row else None

    def sign_out(self, token: str, name: str, at: str) -> None:
        """Ends the session of ``token``."""
        with self._ledger.writing():
            self._ledger.execute("DELETE FROM sessions WHERE token_hash = ?", (_hash(token),))
            self._ledger.append("sign-out", name, at, {})


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _person(row: Sequence[Any]) -> Person:
    name, gates, agency, keeper, active = row[:5]
    return Person(name, tuple(map(Gate, json.loads(gates))), agency, bool(keeper), bool(active))
