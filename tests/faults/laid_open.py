"""The server as it is, run by a test: on a machine whose clock the test sets, and telling what it holds.

`clock` in its home says by how many ms the machine's clock is off; `GET /held` counts what is there.
Nothing of this is in the product: what stands here is handed in where the product takes it.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from workshop.__main__ import run
from workshop.config import Config, read

#: Of what comes and goes these are the large ones: nothing may keep them, not even until garbage is collected.
GONE = {
    "workshop.__main__._protocol.<locals>.Protocol",
    "workshop.live.audience.Audience",
    "workshop.live.connection.Connection",
    "workshop.live.direct.DirectSocket",
    "workshop.room.Room",
    "workshop.store.sqlite.SqliteLog",
    "eventlet.websocket.RFC6455WebSocket",
}


def load() -> Callable[[Config, Any], Any]:
    """The application's maker, imported only once the process is prepared."""
    from workshop.app import create_app
    from workshop.live import house
    from workshop.live.scheduler import machine

    house.REST_S = float(os.environ.get("LAID_OPEN_REST_S", house.REST_S))
    house.REFRESH_S = min(house.REFRESH_S, max(house.REST_S, 0.5))

    def create(config: Config, scheduler: Any) -> Any:
        def stepped() -> int:
            path = config.home / "clock"
            return machine() + (int(path.read_text()) if path.exists() else 0)

        application = create_app(config, scheduler, stepped)
        inner = application.wsgi

        def wsgi(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            if environ.get("PATH_INFO") != "/held":
                return inner(environ, start_response)
            body = json.dumps(held(application)).encode()
            start_response("200 OK", [("Content-Type", "application/json")])
            return [body]

        application.wsgi = wsgi
        return application

    return create


def held(application: Any) -> dict[str, int]:
    """How many of everything the server holds that comes and goes."""
    from greenlet import greenlet

    transport, house = application._transport, application.services.house
    everything = gc.get_objects()
    return {
        "sockets": len(transport.endpoint.sockets),
        "engine": len(transport.socketio.server.eio.sockets),
        "environs": len(transport.socketio.server.environ),
        "seated": len(house._seated),
        "connections": len(house._connections),
        "readers": sum(len(a.readers) for a in house._audiences.values()),
        "audiences": len(house._audiences),
        "rooms": len(application.services.rooms._open),
        "greenlets": sum(isinstance(one, greenlet) for one in everything),
        "leftovers": sum(_name(one) in GONE for one in everything) - 1,  # without who asks
    }


def _name(one: object) -> str:
    return f"{type(one).__module__}.{type(one).__qualname__}"


if __name__ == "__main__":
    run(read(sys.argv[2:], os.environ), load)
