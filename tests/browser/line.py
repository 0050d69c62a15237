"""The network between a browser and its server, as a hotel has it: cut, swallowed, or with WebSockets blocked."""

import contextlib
import socket
import threading
from typing import Self


class Line:
    """A relay on a port of its own. What it does to bytes can be changed at any time.

    `cut` ends every connection and takes no new one; `swallow` keeps them and forwards nothing,
    as a network does that went away without saying so; `no_websockets` ends the attempts to upgrade.
    """

    def __init__(self, port: int) -> None:
        self.target = port
        self.cut_off = self.swallowing = self.no_websockets = False
        self.pairs: set[tuple[socket.socket, socket.socket]] = set()
        self.upgrades = 0
        self.door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self.door.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.door.close()
        self.drop()

    def cut(self) -> None:
        """The network is gone, and everybody notices."""
        self.cut_off = True
        self.drop()

    def swallow(self) -> None:
        """The network is gone, and nobody is told."""
        self.swallowing = True

    def heal(self) -> None:
        """It works again. Connections whose bytes were swallowed stay broken."""
        if self.swallowing:
            self.drop()
        self.cut_off = self.swallowing = False

    def drop(self) -> None:
        """End what is connected now."""
        for pair in list(self.pairs):
            for end in pair:
                _end(end)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(near,), daemon=True).start()

    def _serve(self, near: socket.socket) -> None:
        if self.cut_off:
            _end(near)
            return
        try:
            far = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            _end(near)
            return
        far.settimeout(None)
        self.pairs.add((near, far))
        threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()
        self._pump(near, far, True)
        self.pairs.discard((near, far))

    def _pump(self, source: socket.socket, sink: socket.socket, upwards: bool) -> None:
        try:
            while data := source.recv(65536):
                if upwards and b"upgrade: websocket" in data.lower():
                    self.upgrades += 1
                    if self.no_websockets:
                        break
                if not self.swallowing:
                    sink.sendall(data)
        except OSError:
            pass
        _end(source)
        _end(sink)


def _end(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
