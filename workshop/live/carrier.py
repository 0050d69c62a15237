"""What carries connections: the library's sockets, taken in hand.

Every packet of every transport comes in through `SeatSocket.packet`, where it is checked
and counted before any handler sees it, and goes out through `SeatSocket.deliver`.
"""

import logging
import math
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import engineio
from engineio import packet as engine
from engineio import socket as engine_socket
from werkzeug.http import parse_cookie

from workshop.config import Config
from workshop.live import guard, wire
from workshop.live.connection import Connection, Handlers
from workshop.live.limits import Limits
from workshop.live.scheduler import Scheduler
from workshop.live.wire import LEFT, Unwanted
from workshop.rules.refusals import Refusal

log = logging.getLogger("workshop.live")

#: Bytes that may wait behind the frame being sent; a slower reader is dropped and starts anew.
MAX_BACKLOG = 1 << 20
MAX_CONNECTS = 3


class Endpoint:
    """All sockets of one server, and the one task that keeps them honest."""

    def __init__(self, handlers: Handlers, config: Config, scheduler: Scheduler) -> None:
        self.handlers = handlers
        self.config = config
        self.scheduler = scheduler
        self.sockets: set[SeatSocket] = set()
        self.lock = scheduler.lock()
        self._beating = False

    def add(self, socket: "SeatSocket") -> None:
        """Look after a new socket."""
        self.sockets.add(socket)
        if not self._beating:
            self._beating = True
            self.scheduler.spawn(self._beat)

    def connect(self, socket: "SeatSocket", environ: guard.Environ) -> bool:
        """Ask whether the seat named in the handshake may connect."""
        query = parse_qs(environ.get("QUERY_STRING", ""))
        seat = query.get("seat", [""])[0]
        connection = Connection(
            socket, seat, cookie_of(environ, self.config.cookie), environ.get("REMOTE_ADDR", "")
        )
        try:
            admitted = self.handlers.opened(connection)
        except Exception:
            log.exception("a seat could not be opened")
            return False
        if not admitted:
            return False
        socket.connection = connection
        socket.farewell()  # it may have gone while it was being let in
        return True

    def close(self) -> None:
        """End every socket."""
        for socket in list(self.sockets):
            socket.end(wire.GOING_AWAY)

    def _beat(self) -> None:
        pause = min(1.0, self.config.ping_interval / 5)
        while True:
            self.scheduler.sleep(pause)
            self._beat_once()

    def _beat_once(self) -> None:
        now = self.scheduler.now()
        for socket in list(self.sockets):
            try:
                socket.beat(now)
            except Exception:
                log.exception("a heartbeat failed")


class SeatSocket(engine_socket.Socket):  # type: ignore[misc]
    """The library's socket with one way in (`packet`) and one way out (`deliver`)."""

    connected: bool
    upgraded: bool
    upgrading: bool

    def __init__(self, server: engineio.Server, sid: str) -> None:
        super().__init__(server, sid)
        self.endpoint: Endpoint = server.endpoint
        self.connection: Connection | None = None
        self.ready = False
        self.limits = Limits() if self.endpoint.config.rate_limits else None
        self.connects = 0
        self.connecting = False
        self.told = False
        self.waiting = 0
        self.dropped = False
        self.held: list[bytes] = []
        self.wire: Any = None
        self.began = self.heard = self.endpoint.scheduler.now()
        self.pinged = 0.0
        self.endpoint.add(self)

    # In: packets as bytes, from any transport.

    def packet(self, packet: bytes) -> None:
        """One packet from the browser: handled, or the end of the connection."""
        if self.closed or self.dropped:
            return
        try:
            self._take(packet)
        except Unwanted as why:
            log.info("connection ended: %s", why)
            self.end(why.code)
        except Exception:
            log.exception("a message could not be handled")
            self.end(wire.FAILED)

    def _take(self, packet: bytes) -> None:
        now = self.endpoint.scheduler.now()
        kind = packet[:2]
        if kind == b"42":
            self._event(packet, now)
        elif packet == b"3":
            self._pong(now)
        elif kind == b"40":
            self._connect(packet[2:])
        elif packet in (b"1", b"41"):
            self.end(LEFT)
        else:
            raise Unwanted(wire.UNWANTED, "a packet we do not take")

    def charge(self, size: int, frames: int = 1) -> None:
        """Count what came in. Raises Unwanted above the rate."""
        if self.limits and self.limits.bytes(size, frames, self.endpoint.scheduler.now()):
            raise Unwanted(wire.UNWANTED, "too many bytes")

    def _event(self, packet: bytes, now: float) -> None:
        connection = self.connection
        if connection is None:
            raise Unwanted(wire.UNWANTED, "an event before the handshake")
        name, data = wire.event(packet[2:])
        wait = self.limits.message(name, now) if self.limits else 0.0
        if wait:
            self._too_fast(connection, name, data, wait)
        else:
            self.endpoint.handlers.message(connection, name, data)

    def _too_fast(self, connection: Connection, name: str, data: dict[str, Any], wait: float) -> None:
        if name == "hello":
            raise Unwanted(wire.UNWANTED, "too many hellos")
        if name != "command":
            return
        command = data.get("id")
        if not isinstance(command, str) or len(command) > 64:
            raise Unwanted(wire.UNWANTED, "a command without an id")
        answer = Refusal("too_fast", wait=math.ceil(10 * wait) / 10).answer()
        connection.send(wire.frame("answer", {"id": command, **answer}))

    def _connect(self, auth: bytes) -> None:
        if auth and (auth.startswith(b"/") or not isinstance(wire.strict(auth), dict)):
            raise Unwanted(wire.UNWANTED, "not a handshake of ours")
        with self.endpoint.lock:
            self.connects += 1
            if self.connection or self.connecting or self.connects > MAX_CONNECTS:
                raise Unwanted(wire.UNWANTED, "a second handshake")
            self.connecting = True
        # The library answers it. Who connects was said in the query, so nothing else is handed on.
        super().receive(engine.Packet(engine.MESSAGE, "0"))
        with self.endpoint.lock:
            self.connecting = False
            self.ready = self.connection is not None
            held, self.held = self.held, []
            if self.ready and held:
                self.transmit(tuple(held))

    def _pong(self, now: float) -> None:
        if self.pinged:
            self.pinged = 0.0
            self.heard = now

    # Out: frames made once for everybody.

    def deliver(self, frames: tuple[bytes, ...]) -> None:
        """Send, after the handshake's answer."""
        if not self.ready:
            with self.endpoint.lock:
                if not self.ready:
                    self.held.extend(frames)
                    return
        self.transmit(frames)

    def transmit(self, frames: tuple[bytes, ...]) -> None:
        """Queue for the library's writer or the next poll."""
        for frame in frames:
            if self.dropped:
                return
            if self.waiting > MAX_BACKLOG:
                self.drop()
            self.waiting += len(frame)
            self.send(engine.Packet(engine.MESSAGE, frame[1:].decode()))

    def poll(self) -> Any:
        """What waits, for the library's writer or a polling request."""
        packets = super().poll()
        self.waiting = 0
        return packets

    # Life and end.

    def beat(self, now: float) -> None:
        """Once a second: who does not answer, or never says who it is, is gone."""
        config = self.endpoint.config
        if self.connection is None and now - self.began > config.ping_timeout:
            self.end(wire.UNWANTED)
        elif self.pinged:
            if now - self.pinged > config.ping_timeout:
                self.end(wire.GOING_AWAY)
        elif now - self.heard > config.ping_interval:
            self.pinged = now
            self.send(engine.Packet(engine.PING))

    def drop(self) -> None:
        """Too slow a reader: send nothing more, and end it. It comes back and starts anew."""
        if not self.dropped:
            self.dropped = True
            log.info("connection ended: too slow")
            self.end_soon(wire.GOING_AWAY)

    def end_soon(self, code: int) -> None:
        """End it once the handler that is running has returned: nobody is told in the middle of a send."""
        self.endpoint.scheduler.spawn(lambda: self.end(code))

    def end(self, code: int) -> None:
        """End it now. Safe to call at any time, any number of times. `code` is the WebSocket close code."""
        self.close(wait=False, abort=self.upgraded)
        # A client that leaves by itself waits for the goodbye that the library's writer now says.
        if self.wire is not None and code != LEFT:
            self.wire.cut()

    # The library calls these.

    def send(self, pkt: engine.Packet) -> None:
        """A packet of the library's own: handshake, ping, close."""
        if not self.closed:
            self.queue.put(pkt)

    def receive(self, pkt: engine.Packet) -> None:
        """A packet as the library read it; `Checked` let only well-formed text through."""
        data = pkt.data if isinstance(pkt.data, str) else ""
        self._counted(b"%d%b" % (pkt.packet_type, data.encode()))

    def handle_post_request(self, environ: guard.Environ) -> None:
        """Packets by long polling."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        for packet in body.split(b"\x1e"):
            self._counted(packet)

    def _counted(self, packet: bytes) -> None:
        try:
            self.charge(len(packet))
        except Unwanted as why:
            self.end(why.code)
        else:
            self.packet(packet)

    def close(self, wait: bool = True, abort: bool = False, reason: Any = None) -> None:
        """The library's end, and ours: `Handlers.closed` is told once."""
        if self.closed or self.closing:
            return
        try:
            super().close(wait=False, abort=abort, reason=reason)
        finally:
            self.endpoint.sockets.discard(self)
            self.server.sockets.pop(self.sid, None)
            self.farewell()

    def farewell(self) -> None:
        """Tell, once, that an opened connection is gone."""
        with self.endpoint.lock:
            gone = self.closed and self.connection is not None and not self.told
            self.told = self.told or gone
        if gone and self.connection:
            self.endpoint.handlers.closed(self.connection)
            self.connection = None

    def schedule_ping(self) -> None:
        """Nothing: one task pings everybody."""

    def check_ping_timeout(self) -> bool:
        """Whether it is still there; `beat` decides that, with a clock that nobody sets."""
        return not self.closed

    def _websocket_handler(self, ws: Any) -> Any:
        self.wire = Checked(ws)
        return super()._websocket_handler(self.wire)


class Checked:
    """A WebSocket of threading mode that gives the library only packets it can read."""

    def __init__(self, ws: Any) -> None:
        self.ws = ws
        self.send: Callable[[Any], None] = ws.send

    def close(self) -> None:
        """Say goodbye, if anybody is there to hear it."""
        with suppress(OSError):
            self.ws.close()
        self.cut()

    def wait(self) -> str | None:
        """The next packet as text; None, which ends the connection, for anything else."""
        data = self.ws.wait()
        if not isinstance(data, str) or len(data) > wire.MAX_MESSAGE:
            return None
        whole = data in ("1", "3", "5", "2probe")
        return data if whole or (data[:1] == "4" and "0" <= data[1:2] <= "6") else None

    def cut(self) -> None:
        """End the connection under a writer that may be stuck."""
        sock = getattr(getattr(self.ws, "ws", None), "sock", None)
        with suppress(OSError):
            if sock is not None:
                sock.shutdown(2)


def cookie_of(environ: guard.Environ, name: str) -> str | None:
    """The value of this cookie in a request."""
    return parse_cookie(environ).get(name)
