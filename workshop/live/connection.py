"""What rooms see of a socket, and what a socket expects of rooms. No library shows through."""

import secrets
from typing import Any, Protocol

from workshop.live.wire import GOING_AWAY


class Carrier(Protocol):
    """Whatever carries a connection's bytes."""

    def deliver(self, frames: tuple[bytes, ...]) -> None: ...

    def end_soon(self, code: int) -> None: ...


class Connection:
    """One socket of one seat. `id` is random and never leaves the server.

    `seat` is what the browser asked for and `cookie` its browser session: `Handlers.opened`
    decides whether they belong together. `remote` is the client's address.
    """

    __slots__ = ("_carrier", "cookie", "id", "remote", "seat")

    def __init__(self, carrier: Carrier, seat: str, cookie: str | None, remote: str) -> None:
        self._carrier = carrier
        self.id = secrets.token_hex(8)
        self.seat = seat
        self.cookie = cookie
        self.remote = remote

    def send(self, *frames: bytes) -> None:
        """Send frames made by `wire.frame`, in this order. Never blocks; a reader too slow is dropped."""
        self._carrier.deliver(frames)

    def close(self) -> None:
        """End it soon. `Handlers.closed` follows once, not from within this call; closing twice does nothing."""
        self._carrier.end_soon(GOING_AWAY)


class Handlers(Protocol):
    """What stands behind the door. Calls for one connection come in order, one at a time.

    They must return soon: enqueue and return. In threading mode, calls for different
    connections come from different threads, and `closed` may come during a `message`.
    """

    def opened(self, connection: Connection) -> bool:
        """Whether this seat may connect. What is sent from here arrives after the handshake."""

    def message(self, connection: Connection, name: str, data: dict[str, Any]) -> None:
        """One event whose name is in `wire.NAMES`, strict JSON, within the limits; nothing else is checked."""

    def closed(self, connection: Connection) -> None:
        """An opened connection is gone."""
