"""A server with the smallest application that the transport tests need, run as its own process.

It keeps what its handlers were told, for `GET /told`. A command is answered to its
sender and patched to everybody; `say` decides about the rest.
"""

import os
import sys
from pathlib import Path
from typing import Any

from workshop.__main__ import run
from workshop.config import Config, read


class Echo:
    """Handlers that tell everybody what anybody said."""

    def __init__(self) -> None:
        self.connections: list[Any] = []
        self.told: list[Any] = []
        self.n = 0

    def opened(self, connection: Any) -> bool:
        from workshop.live.wire import frame

        self.told.append(["opened", connection.seat, connection.cookie])
        if connection.seat == "nobody":
            return False
        self.connections.append(connection)
        connection.send(frame("notice", {"text": "welcome", "by": ""}))
        return True

    def message(self, connection: Any, name: str, data: dict[str, Any]) -> None:
        from workshop.live.wire import frame

        self.told.append([name, connection.seat, data if len(str(data)) < 200 else "long"])
        if name == "hello":
            connection.send(frame("snapshot", {"protocol": 1, "filler": "x" * int(data.get("size", 0))}))
        if name == "clock":
            connection.send(frame("clock", {"t0": data["t0"], "t1": 1}))
        if name == "command":
            self._command(connection, data)

    def _command(self, connection: Any, data: dict[str, Any]) -> None:
        from workshop.live.wire import frame

        if data.get("type") == "test.fail":
            raise RuntimeError("a defect")
        if data.get("type") == "test.leave":
            connection.close()
            return
        self.n += 1
        answer = frame("answer", {"id": data["id"], "ok": True, "n": self.n, "made": []})
        filler = "x" * int(data.get("size", 0))
        patch = frame(
            "patch", {"stream": "s", "n": self.n, "put": [{"text": data.get("text"), "filler": filler}]}
        )
        connection.send(answer, patch)
        for other in list(self.connections):
            if other is not connection:
                other.send(patch)

    def closed(self, connection: Any) -> None:
        self.told.append(["closed", connection.seat])
        self.connections.remove(connection)


class Application:
    def __init__(self, config: Config, scheduler: Any) -> None:
        from flask import Flask, Response, jsonify, request

        from workshop.live import carrier, direct
        from workshop.live.socket import attach

        if os.environ.get("ECHO_UNBOUNDED"):  # a defect, for the test of the test
            carrier.MAX_BACKLOG = direct.MAX_BACKLOG = 1 << 40
        app = Flask(__name__)
        echo = Echo()
        self.transport = attach(app, echo, config, scheduler)
        self.wsgi = self.transport.wsgi
        sockets = self.transport.endpoint.sockets

        @app.get("/told")
        def told() -> Response:
            return jsonify(
                told=echo.told, sockets=len(sockets), engine=len(self.transport.socketio.server.eio.sockets)
            )

        @app.route("/page", methods=["GET", "POST"])
        def page() -> Response:
            remote = [request.remote_addr, request.scheme, request.headers.get("X-Forwarded-For")]
            return jsonify(length=len(request.get_data()), remote=remote)

        @app.get("/defect")
        def defect() -> Response:
            raise RuntimeError("a defect")

        @app.get("/memory")
        def memory() -> Response:
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            engine = len(self.transport.socketio.server.eio.sockets)
            return jsonify(bytes=pages * os.sysconf("SC_PAGE_SIZE"), engine=engine)

    def notices(self, address: str) -> list[str]:
        """Nothing to say at the start."""
        return []

    def close(self) -> None:
        self.transport.close()


if __name__ == "__main__":
    run(read(sys.argv[1:], os.environ), lambda: Application)
