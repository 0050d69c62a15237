"""Who may sign in, which browsers are signed in, and which seat each of them has in which workshop.

All times are milliseconds since 1970 and passed in. Tokens are random, handed out once and kept
only as their hash, so the file alone opens nothing.
"""

import contextlib
import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from workshop.store.catalogue import plain
from workshop.store.database import DataFile, Kind, whole
from workshop.store.log import Conflict, Foreign, Unavailable

_FIRST = """
CREATE TABLE account (
    email TEXT PRIMARY KEY, name TEXT NOT NULL, password TEXT NOT NULL, created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE token (
    hash BLOB PRIMARY KEY, purpose TEXT NOT NULL, email TEXT NOT NULL,
    created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE session (
    id TEXT PRIMARY KEY, hash BLOB NOT NULL UNIQUE, email TEXT NOT NULL,
    created INTEGER NOT NULL, last_seen INTEGER NOT NULL, ended INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_email ON session (email);
CREATE TABLE seat (
    id TEXT PRIMARY KEY, session TEXT NOT NULL REFERENCES session (id),
    workshop TEXT NOT NULL, person TEXT NOT NULL, device TEXT NOT NULL,
    created INTEGER NOT NULL, last_seen INTEGER NOT NULL, ended INTEGER, pin_ok_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seat_by_person ON seat (workshop, person);
CREATE INDEX seat_by_session ON seat (session);
"""

ACCOUNTS_FILE = Kind("file of accounts", 0x57534841, (_FIRST,))  # "WSHA"

DAY = 86_400_000
#: A browser that was not seen for so long has to sign in again.
SESSION_IDLE = 30 * DAY
#: Being seen is written down at most once a minute.
SEEN_EVERY = 60_000
#: Who was seen within so long is written down together.
GATHER = 1000
#: For so long after the PIN a seat may sign (ms).
SIGNED_IN = 5 * 60_000
#: The folder of tokens that were made outside the server.
HANDED_IN = "tokens"
LONGEST_PASSWORD = 1000

# Enough against guessing, and short enough not to hold up a room that shares the processor.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _hasher.hash(secrets.token_hex())


class Account(msgspec.Struct, frozen=True):
    """Somebody who can sign in by password."""

    email: str
    name: str
    created: int


class Session(msgspec.Struct, frozen=True):
    """One browser. `email` is empty unless somebody signed in by password."""

    id: str
    email: str
    created: int
    last_seen: int


class Seat(msgspec.Struct, frozen=True):
    """One person in one workshop on one browser. Until `pin_ok_until` they may sign."""

    id: str
    session: str
    workshop: str
    person: str
    device: str
    created: int
    last_seen: int
    pin_ok_until: int = 0

    def may_sign(self, now: int) -> bool:
        """Whether the PIN was given lately. By a clock that was set back since, it was not."""
        return now < self.pin_ok_until <= now + SIGNED_IN


def hash_password(password: str) -> str:
    """A password or PIN in the form in which it may be kept. Raises ValueError when it is absurdly long."""
    if not 0 < len(password) <= LONGEST_PASSWORD:
        raise ValueError(f"a password has 1 to {LONGEST_PASSWORD} characters")
    return _hasher.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether this is the password or PIN that was hashed."""
    try:
        return len(password) <= LONGEST_PASSWORD and _hasher.verify(kept, password)
    except (Argon2Error, InvalidHashError, UnicodeEncodeError):
        return False


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def hand_in(home: Path, purpose: str, email: str, expires: int) -> str:
    """A one-time token laid into the home beside the file that a running server holds; it is good there at once.

    Raises `Foreign` when nobody has an account under that address, `Unavailable` when there are no accounts.
    """
    with DataFile(home / "accounts.db", ACCOUNTS_FILE, write=False) as file, file.reading() as db:
        if not list(db.query("SELECT 1 FROM account WHERE email = ?", (plain(email),))):
            raise Foreign(f"Nobody has an account under {email}.")
    token = secrets.token_urlsafe(32)
    folder = home / HANDED_IN
    folder.mkdir(mode=0o700, exist_ok=True)
    with whole(folder / _hash(token).hex()) as draft:
        draft.write_bytes(msgspec.json.encode(_Handed(purpose, plain(email), expires)))
    return token


class _Handed(msgspec.Struct, frozen=True):
    purpose: str
    email: str
    expires: int


def _at_once(work: Callable[[], Any]) -> Any:
    return work()


class Accounts:
    """The accounts, sessions and seats of one home. Every method may raise `StoreError`."""

    def __init__(self, file: DataFile, aside: Callable[[Callable[[], Any]], Any] = _at_once) -> None:
        self._file = file
        self._aside = aside
        self._handed_in = file.path.parent / HANDED_IN
        self._seen: dict[str, int] = {}

    @classmethod
    def open(cls, home: Path, aside: Callable[[Callable[[], Any]], Any] = _at_once) -> Self:
        """The home's accounts, made where there are none. `aside` runs what hashes passwords."""
        return cls(DataFile.ready(home / "accounts.db", ACCOUNTS_FILE), aside)

    def close(self) -> None:
        """Let go of the file."""
        self._write_seen(max(self._seen.values(), default=0))
        self._file.close()

    # Accounts

    def has_accounts(self) -> bool:
        """Whether anybody can sign in yet; if not, a set-up link is called for."""
        return bool(self._rows("SELECT 1 AS yes FROM account LIMIT 1"))

    def create_account(self, email: str, name: str, password: str, now: int) -> Account:
        """A new account. Raises `Conflict` when the address has one, ValueError for an impossible password."""
        account = Account(plain(email), name, now)
        kept = self._aside(lambda: hash_password(password))
        if self.account(email):
            raise Conflict(f"{account.email} already has an account.")
        with self._file.writing() as db:
            db.table("account").insert({**msgspec.structs.asdict(account), "password": kept})
        return account

    def account(self, email: str) -> Account | None:
        """The account of this address."""
        rows = self._rows("SELECT email, name, created FROM account WHERE email = ?", plain(email))
        return msgspec.convert(rows[0], Account) if rows else None

    def accounts(self) -> list[Account]:
        """Everybody who can sign in."""
        return msgspec.convert(
            self._rows("SELECT email, name, created FROM account ORDER BY email"), list[Account]
        )

    def check_password(self, email: str, password: str) -> Account | None:
        """The account, if the password is right. An unknown address takes as long as a wrong password."""
        rows = self._rows("SELECT password FROM account WHERE email = ?", plain(email))
        kept = rows[0]["password"] if rows else _NOBODY
        right = self._aside(lambda: matches(kept, password))
        return self.account(email) if rows and right else None

    def set_password(self, email: str, password: str, now: int) -> list[str]:
        """Change a password and sign its owner out everywhere. Gives the ids of the seats that ended."""
        kept = self._aside(lambda: hash_password(password))
        with self._file.writing() as db:
            db.execute("UPDATE account SET password = ? WHERE email = ?", (kept, plain(email)))
        sessions = self._rows("SELECT id FROM session WHERE email = ? AND ended IS NULL", plain(email))
        return [seat for row in sessions for seat in self.end_session(row["id"], now)]

    # Tokens that are used once: to set up, to invite, to choose a new password

    def issue_token(self, purpose: str, now: int, expires: int, email: str = "") -> str:
        """A new one-time token, 256 random bits; earlier ones for the same purpose and address end."""
        token = secrets.token_urlsafe(32)
        row = {
            "hash": _hash(token),
            "purpose": purpose,
            "email": plain(email),
            "created": now,
            "expires": expires,
        }
        with self._file.writing() as db:
            db.execute("DELETE FROM token WHERE purpose = ? AND email = ?", (purpose, plain(email)))
            db.table("token").insert(row)
        return token

    def token_for(self, purpose: str, token: str, now: int) -> str | None:
        """For which address the token can still be used (empty for anybody), or None. Uses nothing up."""
        sql = "SELECT email FROM token WHERE hash = ? AND purpose = ? AND expires > ? AND used IS NULL"
        rows = self._rows(sql, _hash(token), purpose, now)
        return str(rows[0]["email"]) if rows else self._handed(purpose, token, now)

    def use_token(self, purpose: str, token: str, now: int) -> str | None:
        """The same, and it can never be used again."""
        sql = (
            "UPDATE token SET used = ? WHERE hash = ? AND purpose = ? AND expires > ? AND used IS NULL"
            " RETURNING email"
        )
        rows = self._change(sql, now, _hash(token), purpose, now)
        if rows:
            return str(rows[0]["email"])
        email = self._handed(purpose, token, now)
        (self._handed_in / _hash(token).hex()).unlink(missing_ok=True)
        return email

    def _handed(self, purpose: str, token: str, now: int) -> str | None:
        """For which address somebody with access to the home has handed this token in."""
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            path = self._handed_in / _hash(token).hex()
            handed = msgspec.json.decode(path.read_bytes(), type=_Handed)
            if handed.purpose == purpose and handed.expires > now:
                return handed.email
        return None

    # Browser sessions

    def start_session(self, now: int, email: str = "") -> tuple[str, Session]:
        """A new browser session and the token for its cookie."""
        token, session = secrets.token_urlsafe(32), Session(secrets.token_hex(16), plain(email), now, now)
        with self._file.writing() as db:
            db.table("session").insert({**msgspec.structs.asdict(session), "hash": _hash(token)})
        return token, session

    def session(self, token: str, now: int) -> Session | None:
        """The living session this cookie proves. Being seen keeps it alive."""
        sql = "SELECT id, email, created, last_seen FROM session WHERE hash = ? AND ended IS NULL AND last_seen > ?"
        self._write_seen(now - GATHER)
        rows = self._rows(sql, _hash(token), now - SESSION_IDLE)
        if not rows:
            return None
        session = msgspec.convert(rows[0], Session)
        if now - session.last_seen >= SEEN_EVERY:
            self._seen.setdefault(session.id, now)
        return session

    def _write_seen(self, until: int) -> None:
        """Write down who was seen, once the first of them was before then: a crowd that arrives waits for no disk."""
        if next(iter(self._seen.values()), until + 1) > until:
            return
        seen, self._seen = self._seen, {}
        with contextlib.suppress(Unavailable), self._file.writing() as db:
            sql = "UPDATE session SET last_seen = max(last_seen, ?) WHERE id = ?"
            db.conn.executemany(sql, [(at, session) for session, at in seen.items()])

    def rotate_session(self, session_id: str, now: int, email: str | None = None) -> str:
        """A new token for the cookie, at sign-in or at a change of rights; the old one is dead at once.

        Seats stay. `email` signs somebody in, an empty one signs them out.
        """
        token = secrets.token_urlsafe(32)
        sql = "UPDATE session SET hash = ?, last_seen = ?, email = coalesce(?, email) WHERE id = ? AND ended IS NULL"
        self._change(sql, _hash(token), now, None if email is None else plain(email), session_id)
        return token

    def end_session(self, session_id: str, now: int) -> list[str]:
        """Sign a browser out for good. Gives the ids of its seats, which end too."""
        self._change("UPDATE session SET ended = ? WHERE id = ? AND ended IS NULL", now, session_id)
        return self._end("session = ?", now, session_id)

    # Seats

    def grant_seat(self, session_id: str, workshop: str, person: str, device: str, now: int) -> Seat:
        """Seat a person on this browser; the seat they already have there, if any. Raises `Conflict`
        when the session is unknown.
        """
        mine = "workshop = ? AND person = ? AND session = ?"
        for seat in self._seats(mine, workshop, person, session_id):
            return seat
        seat = Seat(secrets.token_hex(16), session_id, workshop, person, device, now, now)
        with self._file.writing() as db:
            db.table("seat").insert(msgspec.structs.asdict(seat))
        return seat

    def seat(self, seat_id: str, session_id: str) -> Seat | None:
        """The seat, if it has not ended and belongs to this browser session."""
        return next(iter(self._seats("id = ? AND session = ?", seat_id, session_id)), None)

    def seats_of(self, workshop: str, person: str) -> list[Seat]:
        """A person's living seats in a workshop, oldest first."""
        return self._seats("workshop = ? AND person = ?", workshop, person)

    def seats_in(self, session_id: str) -> list[Seat]:
        """The living seats of one browser, oldest first."""
        return self._seats("session = ?", session_id)

    def seen(self, seat_id: str, now: int) -> None:
        """Note that somebody sits there."""
        sql = "UPDATE seat SET last_seen = ? WHERE id = ? AND ended IS NULL AND last_seen <= ?"
        with contextlib.suppress(Unavailable):  # nobody is shut out because a disk is full
            self._change(sql, now, seat_id, now - SEEN_EVERY)

    def mark_pin(self, seat_id: str, until: int) -> None:
        """The PIN was right: until then this seat may sign. 0 takes it back."""
        self._change("UPDATE seat SET pin_ok_until = ? WHERE id = ? AND ended IS NULL", until, seat_id)

    def end_seat(self, seat_id: str, now: int) -> list[str]:
        """End one seat. Gives its id if it was living."""
        return self._end("id = ?", now, seat_id)

    def end_seats(self, workshop: str, person: str, now: int) -> list[str]:
        """End all of a person's seats, when their link is withdrawn. Gives the ids of those that ended."""
        return self._end("workshop = ? AND person = ?", now, workshop, person)

    def _seats(self, where: str, *values: Any) -> list[Seat]:
        columns = ", ".join(Seat.__struct_fields__)
        # A seat cannot outlive its browser's session.
        living = "ended IS NULL AND EXISTS (SELECT 1 FROM session AS s WHERE s.id = seat.session AND s.ended IS NULL)"
        sql = f"SELECT {columns} FROM seat WHERE {where} AND {living} ORDER BY created, id"  # noqa: S608
        return msgspec.convert(self._rows(sql, *values), list[Seat])

    def _end(self, where: str, now: int, *values: Any) -> list[str]:
        sql = f"UPDATE seat SET ended = ?, pin_ok_until = 0 WHERE {where} AND ended IS NULL RETURNING id"  # noqa: S608
        return [str(row["id"]) for row in self._change(sql, now, *values)]

    def _rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with self._file.reading() as db:
            return list(db.query(sql, values))

    def _change(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        with self._file.writing() as db:
            cursor = db.conn.execute(sql, values)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
