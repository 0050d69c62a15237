"""The door: sockets in, sockets out, and nobody behind it sees which library carries them.

`attach` puts Socket.IO in front of a Flask application. The library does the handshake
and long polling; every packet of every transport then comes through `SeatSocket.packet`,
where it is checked and counted before any handler sees it.
"""

import logging
import secrets
from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any, Protocol
from urllib.parse import parse_qs

import engineio
import msgspec
from engineio import packet as engine
from engineio import socket as engine_socket
from flask import Flask
from flask_socketio import SocketIO

from workshop.config import Config
from workshop.live import guard, wire
from workshop.live.limits import Limits
from workshop.live.scheduler import Scheduler
from workshop.live.wire import Unwanted
from workshop.rules.refusals import Refusal

log = logging.getLogger("workshop.live")

#: Bytes that may wait behind the frame being sent; a slower reader is dropped and starts anew.
MAX_BACKLOG = 1 << 20
#: Seconds for a new socket to say whose it is.
OPENING = 20.0
MAX_CONNECTS = 3


class Connection:
    """One socket of one seat. `id` is random and never leaves the server.

    `seat` is what the browser asked for and `cookie` its browser session: `Handlers.opened`
    decides whether they belong together. `remote` is the client's address.
    """

    __slots__ = ("_socket", "cookie", "id", "remote", "seat")

    def __init__(self, socket: "SeatSocket", seat: str, cookie: str | None, remote: str) -> None:
        self._socket = socket
        self.id = secrets.token_hex(8)
        self.seat = seat
        self.cookie = cookie
        self.remote = remote

    def send(self, *frames: bytes) -> None:
        """Send frames made by `wire.frame`, in this order. Never blocks; a reader too slow is dropped."""
        self._socket.deliver(frames)

    def close(self) -> None:
        """End it. `Handlers.closed` follows once; closing twice does nothing."""
        self._socket.end(wire.GOING_AWAY)


class Handlers(Protocol):
    """What stands behind the door. Calls for one connection come in order, one at a time.

    They must return soon: enqueue and return. In threading mode, calls for different
    connections come from different threads.
    """

    def opened(self, connection: Connection) -> bool:
        """Whether this seat may connect. What is sent from here arrives after the handshake."""

    def message(self, connection: Connection, name: str, data: dict[str, Any]) -> None:
        """One event whose name is in `wire.NAMES`, strict JSON, within the limits; nothing else is checked."""

    def closed(self, connection: Connection) -> None:
        """An opened connection is gone."""


class Transport(msgspec.Struct, frozen=True):
    """What `attach` makes: the WSGI application to serve, and how to end it."""

    wsgi: guard.App
    socketio: SocketIO
    endpoint: "Endpoint"

    def close(self) -> None:
        """End all connections; browsers come back to whoever serves next."""
        self.endpoint.close()


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
        if not self.handlers.opened(connection):
            return False
        socket.connection = connection
        return True

    def close(self) -> None:
        """End every socket."""
        for socket in list(self.sockets):
            socket.end(wire.GOING_AWAY)

    def _beat(self) -> None:
        pause = min(1.0, self.config.ping_interval / 5)
        while True:
            self.scheduler.sleep(pause)
            now = self.scheduler.now()
            for socket in list(self.sockets):
                try:
                    socket.beat(now)
                except Exception:
                    log.exception("a heartbeat failed")


class SeatSocket(engine_socket.Socket):  # type: ignore[misc]
    """The library's socket with one way in (`packet`) and one way out (`deliver`)."""

    def __init__(self, server: engineio.Server, sid: str) -> None:
        super().__init__(server, sid)
        self.endpoint: Endpoint = server.endpoint
        self.connection: Connection | None = None
        self.ready = False
        self.limits = Limits() if self.endpoint.config.rate_limits else None
        self.connects = 0
        self.waiting = 0
        self.held: list[bytes] = []
        self.wire: Any = None
        self.began = self.heard = self.endpoint.scheduler.now()
        self.pinged = 0.0
        self.endpoint.add(self)

    # In: packets as bytes, from any transport.

    def packet(self, packet: bytes) -> None:
        """One packet from the browser: handled, or the end of the connection."""
        if self.closed:
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
        if self.limits and self.limits.bytes(len(packet), now):
            raise Unwanted(wire.UNWANTED, "too many bytes")
        kind = packet[:2]
        if kind == b"42":
            self._event(packet, now)
        elif packet == b"3":
            self._pong(now)
        elif kind == b"40":
            self._connect(packet[2:])
        elif packet in (b"1", b"41"):
            self.end(1000)
        else:
            raise Unwanted(wire.UNWANTED, "a packet we do not take")

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
        answer = Refusal("too_fast", wait=round(wait, 1)).answer()
        connection.send(wire.frame("answer", {"id": command, **answer}))

    def _connect(self, auth: bytes) -> None:
        self.connects += 1
        if self.connection or self.connects > MAX_CONNECTS or auth.startswith(b"/"):
            raise Unwanted(wire.UNWANTED, "not a handshake of ours")
        if auth and not isinstance(wire.strict(auth), dict):
            raise Unwanted(wire.UNWANTED, "not a handshake of ours")
        # The library answers it. Who connects was said in the query, so nothing else is handed on.
        super().receive(engine.Packet(engine.MESSAGE, "0"))
        with self.endpoint.lock:
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
            if self.waiting > MAX_BACKLOG:
                log.info("connection ended: too slow")
                self.end(wire.GOING_AWAY)
                return
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
        if self.connection is None and now - self.began > OPENING:
            self.end(wire.UNWANTED)
        elif self.pinged:
            if now - self.pinged > config.ping_timeout:
                self.end(wire.GOING_AWAY)
        elif now - self.heard > config.ping_interval:
            self.pinged = now
            self.send(engine.Packet(engine.PING))

    def end(self, code: int) -> None:
        """End it now. Safe to call at any time, any number of times. `code` is the WebSocket close code."""
        self.close(wait=False, abort=self.upgraded)
        if self.wire is not None:
            self.wire.cut()

    # The library calls these.

    def send(self, pkt: engine.Packet) -> None:
        """A packet of the library's own: handshake, ping, close."""
        if not self.closed:
            self.queue.put(pkt)

    def receive(self, pkt: engine.Packet) -> None:
        """A packet as the library read it; `Checked` let only well-formed text through."""
        data = pkt.data if isinstance(pkt.data, str) else ""
        self.packet(b"%d%b" % (pkt.packet_type, data.encode()))

    def handle_post_request(self, environ: guard.Environ) -> None:
        """Packets by long polling."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        for packet in body.split(b"\x1e"):
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
            if self.connection:
                self.endpoint.handlers.closed(self.connection)

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
        self.close: Callable[[], None] = ws.close

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
        try:
            if sock is not None:
                sock.shutdown(2)
        except OSError:
            pass


def attach(app: Flask, handlers: Handlers, config: Config, scheduler: Scheduler) -> Transport:
    """Serve Socket.IO in front of this application, behind the guard. One application per process."""
    engine_socket.Socket = SeatSocket
    socketio = SocketIO(
        app,
        async_mode=config.async_mode,
        path=guard.SOCKET_PATH,
        cors_allowed_origins=[],
        async_handlers=False,
        manage_session=False,
        monitor_clients=False,
        http_compression=False,
        max_http_buffer_size=wire.MAX_MESSAGE,
        ping_interval=config.ping_interval,
        ping_timeout=config.ping_timeout,
    )
    endpoint = Endpoint(handlers, config, scheduler)
    server = socketio.server
    server.eio.endpoint = endpoint

    def connect(sid: str, environ: guard.Environ, auth: object = None) -> bool:
        return endpoint.connect(server.eio.sockets[server.manager.eio_sid_from_sid(sid, "/")], environ)

    server.on("connect", connect)
    return Transport(guard.Guard(_bound(app, server, config), config), socketio, endpoint)


def cookie_of(environ: guard.Environ, name: str) -> str | None:
    """The value of this cookie in a request."""
    try:
        found = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(name)
    except CookieError:
        return None
    return found.value if found else None


def _bound(app: Flask, server: Any, config: Config) -> guard.App:
    """Polling requests belong to a session only with the cookie that began it."""

    def serve(environ: guard.Environ, start_response: guard.Start) -> Iterable[bytes]:
        if guard.is_socket(environ.get("PATH_INFO", "")):
            sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
            began = server.environ.get(sid)
            if sid and began and cookie_of(began, config.cookie) != cookie_of(environ, config.cookie):
                return guard.refuse(guard.Refused("403 Forbidden", "Not your connection."), start_response)
        return app(environ, start_response)

    return serve
