"""The door: Socket.IO in front of a Flask application, and our own interface behind it.

Rooms see `Connection` and `Handlers`. The library does the handshake and long polling;
what carries the bytes is in `carrier` and `direct`.
"""

import logging
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs

import engineio
import msgspec
from engineio import socket as engine_socket
from flask import Flask
from flask_socketio import SocketIO

from workshop.config import Config
from workshop.live import guard, wire
from workshop.live.carrier import Endpoint, SeatSocket, cookie_of
from workshop.live.connection import Connection, Handlers
from workshop.live.scheduler import Scheduler

__all__ = ["Connection", "Handlers", "Transport", "attach"]


class Transport(msgspec.Struct, frozen=True):
    """What `attach` makes: the WSGI application to serve, and how to end it."""

    wsgi: guard.App
    socketio: SocketIO
    endpoint: Endpoint

    def close(self) -> None:
        """End all connections; browsers come back to whoever serves next."""
        self.endpoint.close()


def attach(app: Flask, handlers: Handlers, config: Config, scheduler: Scheduler) -> Transport:
    """Serve Socket.IO in front of this application, behind the guard. One application per process."""
    # The libraries' own log lines would repeat what clients sent; what matters is logged in `carrier`.
    silent = logging.getLogger("workshop.live.library")
    silent.setLevel(logging.CRITICAL)
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
        logger=silent,
        engineio_logger=silent,
    )
    endpoint = Endpoint(handlers, config, scheduler)
    server = socketio.server
    server.eio.endpoint = endpoint
    engine_socket.Socket = _socket_class(server.eio, config, scheduler)

    def connect(sid: str, environ: guard.Environ, auth: object = None) -> bool:
        return endpoint.connect(server.eio.sockets[server.manager.eio_sid_from_sid(sid, "/")], environ)

    server.on("connect", connect)
    return Transport(guard.Guard(_bound(app, server, config), config), socketio, endpoint)


def _socket_class(engine_server: engineio.Server, config: Config, scheduler: Scheduler) -> type[SeatSocket]:
    if config.async_mode != "eventlet" or not config.direct:
        return SeatSocket
    from workshop.live.direct import DirectSocket, Inbox, Packer

    engine_server.inbox = Inbox(scheduler)
    engine_server.packed = Packer()
    return DirectSocket


def _bound(app: Flask, server: Any, config: Config) -> guard.App:
    """Polling requests belong to a session only with the cookie that began it."""

    def serve(environ: guard.Environ, start_response: guard.Start) -> Iterable[bytes]:
        if guard.is_socket(environ.get("PATH_INFO", "")):
            sid = parse_qs(environ.get("QUERY_STRING", "")).get("sid", [""])[0]
            began = server.environ.get(sid)
            if sid and began and cookie_of(began, config.cookie) != cookie_of(environ, config.cookie):
                return guard.refuse(
                    guard.Refused("403 Forbidden", "Not your connection."), environ, start_response
                )
        return app(environ, start_response)

    return serve
