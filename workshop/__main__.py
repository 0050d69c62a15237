"""Serve: the only file that knows eventlet.

`python -m workshop [serve] [options]` runs the server; other first words, and `--help`, are for
`workshop.cli`. Nothing of the application may be imported before `run` has prepared the
process for eventlet.
"""

import gc
import logging
import os
import resource
import signal
import socket
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, NoReturn, Protocol

from workshop.config import WILDCARDS, Config, own_address, read
from workshop.live.guard import CLOSE
from workshop.live.scheduler import (
    Calls,
    Done,
    Scheduler,
    Signal,
    Threads,
    Timer,
    Watch,
    one_by_one,
    tried,
)

log = logging.getLogger("workshop")


class Application(Protocol):
    """What is served, and closed at the end."""

    @property
    def wsgi(self) -> Callable[..., Any]: ...

    def notices(self, address: str) -> list[str]: ...

    def close(self) -> None: ...


Create = Callable[[Config, Scheduler], Application]

BACKLOG = 4096
MAX_CLIENTS = 20_000
#: So many rooms wait for the disk at the same time.
MAX_HANDS = 16
#: Seconds a request may take to arrive, and an idle connection is kept for the next one.
REQUEST_TIMEOUT = 30


def main() -> None:
    """Start what the command line asks for."""
    arguments = sys.argv[1:]
    first = arguments[0] if arguments else "serve"
    if first in ("-h", "--help") or (first != "serve" and not first.startswith("-")):
        from workshop.cli import main as command

        sys.exit(command(arguments))
    try:
        config = read(arguments[1:] if arguments[:1] == ["serve"] else arguments, os.environ)
    except ValueError as problem:
        _give_up(problem)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("workshop").setLevel(logging.INFO)
    try:
        run(config)
    except Exception as problem:
        from workshop.store.log import StoreError

        if not isinstance(problem, StoreError):
            raise
        _give_up(problem)


def _give_up(problem: object) -> NoReturn:
    """Say in a sentence what is wrong; the status is the one all commands have for what cannot be done."""
    print(f"workshop: {problem}", file=sys.stderr)
    sys.exit(2)


def load() -> Create:
    """The application's maker, imported only once the process is prepared."""
    from workshop.app import create_app

    return create_app


def run(config: Config, load: Callable[[], Create] = load) -> None:
    """Serve until SIGTERM or Ctrl-C, then end connections and close what is open."""
    _raise_file_limit()
    if config.async_mode == "threading":
        _serve_with_threads(config, load)
    else:
        _serve_with_eventlet(config, load)


def listen(config: Config) -> socket.socket:
    """The listening socket. Accepted sockets inherit TCP_NODELAY: small frames leave at once.

    Ends the program with a sentence where the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        sock.bind((config.host, config.port))
    except OSError as problem:
        where = f"{config.host} port {config.port}"
        _give_up(f"{where} cannot be listened on: {problem.strerror}. Choose another with --host and --port.")
    sock.listen(BACKLOG)
    return sock


def _serve_with_eventlet(config: Config, load: Callable[[], Create]) -> None:
    warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")
    import eventlet
    import eventlet.wsgi

    eventlet.monkey_patch()
    application = load()(config, Greenlets())
    sock = listen(config)
    stopping = _stop_signal()
    _settle()
    eventlet.spawn(
        eventlet.wsgi.server,
        eventlet.greenio.GreenSocket(sock),
        application.wsgi,
        protocol=_protocol(eventlet.wsgi.HttpProtocol),
        log=logging.getLogger("workshop.http"),
        max_size=MAX_CLIENTS,
        log_output=False,
        debug=False,
        keepalive=REQUEST_TIMEOUT,
        socket_timeout=REQUEST_TIMEOUT,
    )
    _announce(sock, application)
    stopping.recv(1)
    sock.close()
    application.close()
    # One turn of the loop, so that the last frames leave.
    eventlet.sleep(0.1)


def _protocol(standard: Any) -> Any:
    """The server's HTTP, with the guard's wish to end a connection, and buffers that every socket can keep."""

    class Protocol(standard):  # type: ignore[misc]
        rbufsize, wbufsize = 2048, 4096

        def get_environ(self) -> dict[str, Any]:
            environ: dict[str, Any] = super().get_environ()
            environ[CLOSE] = lambda: setattr(self, "close_connection", 1)
            return environ

        def finish(self) -> None:
            super().finish()
            # It leads back here: what is left of a connection must not wait for a collection of garbage.
            self.environ = None

    return Protocol


def _serve_with_threads(config: Config, load: Callable[[], Create]) -> None:
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    scheduler = Threads()
    application = load()(config, scheduler)
    sock = listen(config)
    server = make_server(config.host, config.port, application.wsgi, threaded=True, fd=sock.fileno())
    _on_stop(lambda: scheduler.spawn(server.shutdown))
    _settle()
    _announce(sock, application)
    server.serve_forever()
    application.close()


def _stop_signal() -> socket.socket:
    """A socket with something to read once the process is asked to stop: a signal alone wakes no idle loop."""
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.detach())
    _on_stop(lambda: None)
    return reader


def _on_stop(stop: Callable[[], object]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop())


def _announce(sock: socket.socket, application: Application) -> None:
    host, port = sock.getsockname()[:2]
    host = own_address() if host in WILDCARDS else host
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    lines = [f"Workshop is at {address}/", *application.notices(address)]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _settle() -> None:
    """What is loaded now stays: keep it out of every later collection, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


def _raise_file_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_CLIENTS + 1000 if hard == resource.RLIM_INFINITY else min(hard, MAX_CLIENTS + 1000)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class Greenlets:
    """The scheduler of eventlet mode."""

    def __init__(self) -> None:
        import eventlet
        import eventlet.hubs
        from eventlet import tpool
        from eventlet.green import threading as green

        self._eventlet = eventlet
        self._green = green
        self._tpool = tpool
        self._hub = eventlet.hubs.get_hub()
        self._hands = Hands(eventlet.patcher.original("threading"), eventlet.patcher.original("queue"))

    def spawn(self, work: Callable[[], object]) -> None:
        """Run in a greenlet."""
        self._eventlet.spawn_n(_logged(work))

    def sleep(self, seconds: float) -> None:
        """Let others run for so many seconds."""
        self._eventlet.sleep(seconds)

    def call_later(self, seconds: float, work: Callable[[], object]) -> Timer:
        """Run once, after so many seconds."""
        timer: Timer = self._eventlet.spawn_after(seconds, _logged(work))
        return timer

    def lock(self) -> AbstractContextManager[Any]:
        """A re-entrant lock."""
        lock: AbstractContextManager[Any] = self._green.RLock()
        return lock

    def signal(self) -> Signal:
        """A flag to wait for, light enough to set on every read."""
        return Flag(self._eventlet.event.Event)

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def aside(self, work: Callable[[], Done]) -> Done:
        """In a real thread, while the loop goes on."""
        done: Done = self._tpool.execute(work)
        return done

    def together(self, works: list[Callable[[], None]]) -> list[Exception | None]:
        """In real threads, where there is more than one; the loop waits for them."""
        return self._hands.do(works)

    def watch(self, sock: socket.socket, calls: Calls) -> Watch | None:
        """Call back from the loop itself, for as long as the socket lives."""
        return Listening(self._hub, sock.fileno(), calls)


class Hands:
    """Real threads that wait for disks side by side; `threading` and `queue` are the libraries as they were."""

    def __init__(self, threading: Any, queue: Any) -> None:
        self._threading = threading
        self._todo, self._done = queue.SimpleQueue(), queue.SimpleQueue()
        self._threads = 0

    def do(self, works: list[Callable[[], None]]) -> list[Exception | None]:
        """Do all of it at once, and wait; what each raised, or None."""
        if len(works) < 2:
            return one_by_one(works)
        while self._threads < min(len(works), MAX_HANDS):
            self._threads += 1
            self._threading.Thread(target=self._work, daemon=True).start()
        for item in enumerate(works):
            self._todo.put(item)
        return [error for _, error in sorted((self._done.get() for _ in works), key=lambda one: one[0])]

    def _work(self) -> None:
        while True:
            place, work = self._todo.get()
            self._done.put((place, tried(work)))


class Flag:
    """A flag to wait for."""

    def __init__(self, event: Callable[[], Any]) -> None:
        self._new = event
        self._event = event()

    def set(self) -> None:
        """Wake who waits. May be called from the loop."""
        if not self._event.ready():
            self._event.send(True)

    def clear(self) -> None:
        """Wait again from now on."""
        if self._event.ready():
            self._event = self._new()

    def wait(self, timeout: float | None = None) -> bool:
        """Whether it was set within so many seconds."""
        return self._event.wait(timeout) is not None


class Listening:
    """Persistent listeners of the loop on one socket: no system call between two reads."""

    def __init__(self, hub: Any, fd: int, calls: Calls) -> None:
        self._hub = hub
        self._fd = fd
        self._calls = calls
        self._writer: Any = None
        self._reader = self._add("read", calls.readable)

    def writes(self, wanted: bool) -> None:
        """Whether to call when the socket accepts bytes."""
        if wanted and self._writer is None:
            self._writer = self._add("write", self._calls.writable)
        elif not wanted and self._writer is not None:
            self._hub.remove(self._writer)
            self._writer = None

    def stop(self) -> None:
        """Call nobody any more."""
        self.writes(False)
        if self._reader is not None:
            self._hub.remove(self._reader)
            self._reader = None

    def _add(self, kind: str, call: Callable[[], None]) -> Any:
        return self._hub.add(kind, self._fd, lambda _: call(), lambda *_: self._calls.broken(), lambda: None)


def _logged(work: Callable[[], object]) -> Callable[[], None]:
    def logged() -> None:
        try:
            work()
        except Exception:
            log.exception("background work failed")

    return logged


if __name__ == "__main__":
    main()
