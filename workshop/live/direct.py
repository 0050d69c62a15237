"""The fast path: a WebSocket read and written straight from the event loop.

The library's socket costs a queue and two greenlets per client and packs every frame
anew for each of them. Here the loop calls `readable`, packets wait in one inbox for the
one task that runs handlers, and a frame made once is handed to the kernel at once.
Everything that is not WebSocket (long polling, the handshake) stays with `SeatSocket`.
"""

import socket as sockets
import struct
from collections import deque
from typing import Any

import engineio
from engineio import packet as engine

from workshop.live import websocket, wire
from workshop.live.carrier import MAX_BACKLOG, SeatSocket, log
from workshop.live.scheduler import Scheduler, Signal, Watch
from workshop.live.wire import Unwanted

READ = 65536
#: A reader that took this much since its ping is slow, not gone.
PROGRESS = 64 * 1024
RESET = struct.pack("ii", 1, 0)


class Packer:
    """Packs the bytes that go to many, one after the other, only once."""

    __slots__ = ("_frame", "_packed")

    def __init__(self) -> None:
        self._frame = self._packed = b""

    def __call__(self, frame: bytes) -> bytes:
        """The WebSocket frame around these bytes."""
        if self._frame is not frame:
            self._frame, self._packed = frame, websocket.pack(frame)
        return self._packed


class Inbox:
    """What the loop has read, in order, for the task that may run handlers."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._waiting: deque[tuple[DirectSocket, bytes | int]] = deque()
        self._signal: Signal = scheduler.signal()
        scheduler.spawn(self._run)

    def put(self, socket: "DirectSocket", packet: bytes | int) -> None:
        """A packet, or the close code with which the connection is to end after what came before."""
        self._waiting.append((socket, packet))
        self._signal.set()

    def _run(self) -> None:
        while True:
            self._signal.wait()
            self._signal.clear()
            while self._waiting:
                self._handle(*self._waiting.popleft())

    @staticmethod
    def _handle(socket: "DirectSocket", packet: bytes | int) -> None:
        try:
            socket.lost(packet) if isinstance(packet, int) else socket.arrived(packet)
        except Exception:  # noqa: BLE001 - one client's defect must not stop everybody's inbox
            log.exception("a packet could not be handled")


class DirectSocket(SeatSocket):
    """One seat's socket: the library's while it polls, our own once it is a WebSocket."""

    def __init__(self, server: engineio.Server, sid: str) -> None:
        super().__init__(server, sid)
        self.inbox: Inbox = server.inbox
        self.packed: Packer = server.packed
        self.sock: sockets.socket | None = None
        self.watch: Watch | None = None
        self.over: Signal | None = None
        self.reader = websocket.Reader(wire.MAX_MESSAGE)
        self.backlog: deque[bytes | memoryview] = deque()
        self.behind = 0
        self.drained = 0

    def _websocket_handler(self, ws: Any) -> list[bytes]:
        """The library's greenlet of this client comes here after the handshake, and sleeps till the end."""
        ws.websocket_closed = True  # closing is ours
        ws.iterator = None  # and so is reading; it leads back to the socket and would keep it
        if self.sock is not None or self.closed:
            return []
        self.over = over = self.endpoint.scheduler.signal()
        self.sock = getattr(ws.socket, "fd", ws.socket)
        self.sock.setblocking(False)
        self.watch = self.endpoint.scheduler.watch(self.sock, self)
        if self.connected:
            self.upgrading = True
        else:
            self.connected = True
            self._upgraded()
        over.wait()
        return []

    # The loop calls these; they may not wait, and leave handlers to the inbox.

    def readable(self) -> None:
        """Bytes have come."""
        if self.sock is None:
            return
        try:
            data = self.sock.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.broken()
            return
        reader, before = self.reader, self.reader.frames
        try:
            found = reader.feed(data)
            self.charge(len(data), reader.frames - before)
            for opcode, payload in found:
                self._message(opcode, payload)
        except Unwanted as why:
            self._fail(why)

    def writable(self) -> None:
        """The kernel takes bytes again."""
        backlog = self.backlog
        while backlog and self.sock is not None:
            head = backlog[0]
            try:
                sent = self.sock.send(head)
            except BlockingIOError:
                return
            except OSError:
                self.broken()
                return
            self.drained += sent
            if sent < len(head):
                backlog[0] = memoryview(head)[sent:]
                return
            backlog.popleft()
            if backlog:
                self.behind -= len(backlog[0])
        if self.watch is not None:
            self.watch.writes(False)

    def broken(self) -> None:
        """The connection is no more."""
        self._stop_reading()
        self.inbox.put(self, wire.GOING_AWAY)

    def _message(self, opcode: int, payload: bytes) -> None:
        if opcode == websocket.TEXT:
            self.inbox.put(self, payload)
        elif opcode == websocket.PING:
            self._write(websocket.pack(payload, websocket.PONG))
        elif opcode == websocket.CLOSE:
            if len(payload) == 1:
                raise Unwanted(wire.BROKEN, "half a close code")
            self._stop_reading()
            self.inbox.put(self, wire.LEFT)

    def _fail(self, why: Unwanted) -> None:
        log.info("connection ended: %s", why)
        self._stop_reading()
        self.inbox.put(self, why.code)

    def _stop_reading(self) -> None:
        if self.watch is not None:
            self.watch.stop()
            self.watch = None

    # Packets of a polling client that is changing over to WebSocket.

    def arrived(self, packet: bytes) -> None:
        """One packet over WebSocket."""
        if not self.upgrading:
            self.packet(packet)
        elif packet == b"2probe":
            self._write(websocket.pack(b"3probe"))
            self.queue.put(engine.Packet(engine.NOOP))  # ends the poll that is waiting
        elif packet == b"5":
            self._upgraded()
        else:
            self.lost(wire.UNWANTED)

    def _upgraded(self) -> None:
        self.upgraded = True
        self.upgrading = False
        while not self.queue.empty():
            packet = self.queue.get()
            if packet is not None and packet.packet_type != engine.NOOP:
                self._write(websocket.pack(packet.encode().encode()))
        self.waiting = 0

    # Out.

    def transmit(self, frames: tuple[bytes, ...]) -> None:
        """Straight to the kernel, several frames in one call."""
        if not self.upgraded:
            super().transmit(frames)
        elif len(frames) == 1:
            self._write(self.packed(frames[0]))
        else:
            # What is only for this one comes first, what goes to everybody last.
            own = [websocket.pack(frame) for frame in frames[:-1]]
            self._write(b"".join([*own, self.packed(frames[-1])]))

    def send(self, pkt: engine.Packet) -> None:
        """A packet of the library's own."""
        if not self.upgraded:
            super().send(pkt)
        elif pkt.packet_type != engine.CLOSE:
            self._write(websocket.pack(pkt.encode().encode()))

    def _write(self, data: bytes) -> None:
        if self.sock is None or self.dropped:
            return
        if self.backlog:
            if self.behind > MAX_BACKLOG:
                self.drop()
                return
            self.backlog.append(data)
            self.behind += len(data)
            return
        try:
            sent = self.sock.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.drop()
            return
        if sent < len(data):
            self.backlog.append(memoryview(data)[sent:])
            if self.watch is not None:
                self.watch.writes(True)

    # Life and end.

    def beat(self, now: float) -> None:
        """As before, but a ping behind a long backlog waits while the backlog moves."""
        if self.pinged and self.backlog and self.drained > PROGRESS:
            self.pinged, self.drained = now, 0
        super().beat(now)

    def end_soon(self, code: int) -> None:
        """End it once the handler that is running has returned."""
        self.inbox.put(self, code)

    def lost(self, code: int) -> None:
        """The WebSocket is over, and the connection with it, unless it was only being tried."""
        if self.upgrading and not self.upgraded:
            self.upgrading = False
            self._cut(code)
            self.reader = websocket.Reader(wire.MAX_MESSAGE)
        else:
            self.end(code)

    def end(self, code: int) -> None:
        """End it now."""
        self._cut(code)
        super().end(code)

    def _cut(self, code: int) -> None:
        sock, self.sock = self.sock, None
        if sock is None:
            return
        self._stop_reading()
        try:
            if self.backlog:
                # Whoever did not read so far will not read the rest: free the kernel's memory too.
                sock.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, RESET)
            else:
                sock.send(websocket.pack(code.to_bytes(2, "big"), websocket.CLOSE))
            sock.shutdown(sockets.SHUT_RDWR)
        except OSError:
            pass
        self.backlog.clear()
        if self.over is not None:
            self.over.set()
