"""A real server in another process, and clients that speak bare bytes to it."""

import base64
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).parent / "echo_server.py"
MODES = ("eventlet", "threading")
COOKIE = {"Cookie": "workshop=abc"}
#: After so many seconds what should come does not come, however busy the machine is.
PATIENCE_S = 30.0


class Server:
    """One running server: its process, its port and what it wrote to its log."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self.log = log
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith("Workshop is at"), log.read_text()
        self.url = line.split()[-1].rstrip("/")
        self.port = int(self.url.rpartition(":")[2])

    def get(self, path: str) -> dict[str, Any]:
        with urlopen(self.url + path, timeout=PATIENCE_S) as response:
            found: dict[str, Any] = json.load(response)
        return found

    def worked(self) -> float:
        """How long (seconds) a processor has worked for it."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def told(self, seat: str) -> list[Any]:
        """What the handlers heard of one seat."""
        return [call for call in self.get("/told")["told"] if call[1] == seat]

    def names(self, seat: str) -> list[str]:
        return [call[0] for call in self.told(seat)]

    def wait_for(self, seat: str, name: str) -> None:
        """Until the handlers have heard this about a seat."""
        until(lambda: name in self.names(seat))


@contextmanager
def running(mode: str = "eventlet", **settings: object) -> Iterator[Server]:
    """A server of its own, ended by SIGTERM."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "WORKSHOP_PORT": "0", "WORKSHOP_ASYNC_MODE": mode}
    environ |= {f"WORKSHOP_{name.upper()}": str(value).lower() for name, value in settings.items()}
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM)], env=environ, stdout=subprocess.PIPE, stderr=log, text=True
        )
        try:
            yield Server(process, Path(log.name))
        finally:
            process.terminate()
            try:
                process.wait(10)
            finally:
                process.kill()
                process.communicate()


def until(true: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    """Wait for something to become true; fail if it does not."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.03)


def masked(payload: bytes, first: int = 0x81, key: bytes = b"\x11\x22\x33\x44") -> bytes:
    """A client's frame."""
    size = len(payload)
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 65536:
        head = struct.pack(">BBH", first, 0x80 | 126, size)
    else:
        head = struct.pack(">BBQ", first, 0x80 | 127, size)
    return head + key + bytes(byte ^ key[i % 4] for i, byte in enumerate(payload))


class Gone(Exception):
    """The server ended the connection. `code` is its close code, 0 without one."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class Raw:
    """A WebSocket client made of a socket: it sends whatever bytes a test wants."""

    def __init__(self, port: int, seat: str, headers: dict[str, str] | None = None, window: int = 0) -> None:
        self.sock = socket.socket()
        if window:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.sock.settimeout(PATIENCE_S)
        self.sock.connect(("127.0.0.1", port))
        self.buffer = bytearray()
        key = base64.b64encode(os.urandom(16)).decode()
        sent = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
            **COOKIE,
            **(headers or {}),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items() if value)
        path = f"/socket.io/?EIO=4&transport=websocket&seat={seat}"
        self.sock.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        self.head = self._take(self.buffer.index(b"\r\n\r\n")).decode()
        self._take(4)
        self.status = int(self.head.split()[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.sock.close()

    def connect(self) -> Self:
        """Through the handshake, up to the server's welcome."""
        assert self.status == 101, self.head
        assert self.text().startswith("0{")
        self.say("40")
        assert self.text().startswith("40{")
        assert self.text().startswith('42["notice"')
        return self

    def say(self, text: str | bytes) -> None:
        self.sock.sendall(masked(text.encode() if isinstance(text, str) else text))

    def event(self, name: str, **data: Any) -> None:
        self.say("42" + json.dumps([name, data]))

    def events(self, name: str, several: Iterable[dict[str, Any]]) -> None:
        """Many in one go, so that what the server counts in a second is not this process's speed."""
        self.sock.sendall(b"".join(masked(("42" + json.dumps([name, data])).encode()) for data in several))

    def text(self) -> str:
        """The next text frame. Raises Gone when the server has ended it."""
        opcode, payload = self.frame()
        if opcode == 8:
            raise Gone(int.from_bytes(payload[:2], "big"))
        assert opcode == 1, opcode
        return payload.decode()

    def heard(self, name: str) -> Any:
        """The data of the next event of this name; others are passed over."""
        while True:
            text = self.text()
            if text.startswith(f'42["{name}",'):
                return json.loads(text[2:])[1]

    def ended(self) -> int:
        """The close code with which the server ends it; what comes before is passed over."""
        try:
            while True:
                self.text()
        except Gone as gone:
            return gone.code

    def frame(self) -> tuple[int, bytes]:
        opcode, size = self._take(2)
        if size == 126:
            size = int.from_bytes(self._take(2), "big")
        elif size == 127:
            size = int.from_bytes(self._take(8), "big")
        return opcode & 15, self._take(size)

    def _take(self, size: int) -> bytes:
        while len(self.buffer) < size:
            self._more()
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        return taken

    def _more(self) -> None:
        try:
            data = self.sock.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            raise Gone(0)
        self.buffer += data


def exchange(port: int, request: bytes, seconds: float = 5.0) -> bytes:
    """Send bytes to the port and return what comes back until the server closes or falls silent."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as sock:
        sock.sendall(request)
        try:
            while data := sock.recv(65536):
                answer += data
        except (TimeoutError, ConnectionError):
            pass
    return answer


def http(
    port: int, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """One request, headers exactly as given (`_` for `-`; empty leaves one out)."""
    sent = {"Host": f"127.0.0.1:{port}", "Connection": "close"}
    if body:
        sent["Content-Length"] = str(len(body))
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items() if value)
    answer = exchange(port, f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body)
    head, _, content = answer.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    found = {name.lower(): value for name, value in (line.split(": ", 1) for line in rest)}
    if found.get("transfer-encoding") == "chunked":
        content = b"".join(unchunked(content))
    return int(first.split()[1]), found, content


def unchunked(content: bytes) -> Iterator[bytes]:
    """The parts of a body sent in chunks."""
    while content:
        size, _, content = content.partition(b"\r\n")
        yield content[: int(size, 16)]
        content = content[int(size, 16) + 2 :]
