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


def load() -> Callable[[Config, Any], Any]:
    """The application's maker, imported only once the process is prepared."""
    from workshop.app import create_app
    from workshop.live.scheduler import machine

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
    """What the server holds: sockets, rooms, greenlets, objects, and the bytes of its process."""
    from greenlet import greenlet

    gc.collect()
    transport, house = application._transport, application.services.house
    everything = gc.get_objects()
    pages = int(open("/proc/self/statm").read().split()[1])  # noqa: SIM115, PTH123
    return {
        "sockets": len(transport.endpoint.sockets),
        "engine": len(transport.socketio.server.eio.sockets),
        "environs": len(transport.socketio.server.environ),
        "seated": len(house._seated),
        "rooms": len(application.services.rooms._open),
        "audiences": len(house._audiences),
        "readers": sum(len(a.readers) for a in house._audiences.values()),
        "greenlets": sum(isinstance(one, greenlet) for one in everything),
        "objects": len(everything),
        "bytes": pages * os.sysconf("SC_PAGE_SIZE"),
    }


if __name__ == "__main__":
    run(read(sys.argv[2:], os.environ), load)
