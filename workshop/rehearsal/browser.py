"""One person at a browser: a cookie, a seat, and one socket, as the pages themselves use them."""

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import requests
import socketio
from socketio.exceptions import ConnectionError as NoConnection

Answer = dict[str, Any]
T = TypeVar("T")
#: Seconds within which a server that went away has to be back.
PATIENCE = 60.0
#: Seconds to wait for one answer before it is asked for again.
ANSWER_WITHIN = 10.0
PAUSE = 0.2


class Stuck(Exception):
    """The server does not answer, or answers what no page of ours would understand."""


class Quick:
    """JSON for the socket. A dozen people's worth of patches is read on one processor."""

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        """As text."""
        return msgspec.json.encode(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_: Any) -> Any:
        """As plain values."""
        return msgspec.json.decode(text)


class Browser:
    """Speaks to one server. Whatever happens to the connection, it comes back and sends again with the same id."""

    def __init__(self, url: str):
        self.url = url.rstrip("/")
        self.seat = ""
        self.wanted = False
        self._session = requests.Session()
        self._client: Any = None
        self._arrived: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._gone = threading.Event()

    # Pages

    def page(self, method: str, path: str, **more: Any) -> requests.Response:
        """Ask for a page, again and again while the server is away."""
        headers = {"Accept": "application/json", **more.pop("headers", {})}
        found = self._patiently(
            lambda: self._session.request(method, self.url + path, headers=headers, timeout=30, **more)
        )
        if found is None:
            raise Stuck(f"{self.url} does not answer.")
        return found

    def data(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        """The same, for JSON; Stuck with the page's own words where it refuses."""
        response = self.page(method, path, **more)
        try:
            found = response.json()
        except requests.JSONDecodeError:
            raise Stuck(f"{method} {path} answered {response.status_code} without data.") from None
        if not response.ok or not isinstance(found, dict):
            say = found.get("say", "") if isinstance(found, dict) else ""
            raise Stuck(f"{method} {path} answered {response.status_code}. {say}")
        return found

    def log_in(self, email: str, password: str) -> None:
        """Sign in by password, as a facilitator does."""
        response = self.page(
            "POST", "/login", data={"email": email, "password": password}, allow_redirects=False
        )
        if response.status_code != 303:
            raise Stuck("That mail address and password do not belong together.")

    def come_in(self, link: str) -> None:
        """Through a personal link: the page asks, the person says “that is me”."""
        token = {"token": link.rpartition("#")[2]}
        self.data("POST", "/i", json=token)
        self.seat = str(self.data("POST", "/i/enter", json=token)["to"]).split("/")[2]

    # The socket

    def connect(self) -> None:
        """Open the socket and say hello."""
        self.wanted = True
        if self._client is not None and not self._gone.is_set():
            return
        if self._patiently(self._connect) is None:
            raise Stuck(f"No connection to {self.url}.")

    def disconnect(self) -> None:
        """Lose the connection, on purpose."""
        self.wanted = False
        self._drop()

    def send(self, command: str, kind: str, data: dict[str, Any]) -> Answer:
        """Send a command and wait for its answer, over the socket, or by a page where there is none."""
        body = {"id": command, "type": kind, "data": data}
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self._ask("command", body, "answer") if self.wanted else self._post(body)
            if answer is None or answer.get("refused") in ("too_fast", "storage_unavailable"):
                time.sleep(float(answer.get("wait", PAUSE)) if answer else PAUSE)
                continue
            return answer
        raise Stuck(f"No answer to {kind}.")

    def set_clock(self, moment: int) -> None:
        """Tell a rehearsal what time it is; waits until the server has taken it."""
        if self.wanted:
            self._ask("rehearsal", {"now": moment}, "rehearsal")

    def _post(self, body: dict[str, Any]) -> Answer:
        return dict(self.page("POST", f"/s/{self.seat}/commands", json=body).json())

    def _ask(self, name: str, body: dict[str, Any], reply: str) -> Answer | None:
        """Send one event and wait for what answers it; None if the connection went away meanwhile."""
        self.connect()
        try:
            self._client.emit(name, body)
        except Exception as problem:  # noqa: BLE001 - the library has many words for a lost connection
            self._gone.set()
            return self._after(problem)
        end = time.monotonic() + ANSWER_WITHIN
        while time.monotonic() < end and not self._gone.is_set():
            try:
                event, data = self._arrived.get(timeout=0.25)
            except queue.Empty:
                continue
            if event == reply and data.get("id", body.get("id")) == body.get("id"):
                return dict(data)
        return None

    @staticmethod
    def _after(problem: Exception) -> None:
        if isinstance(problem, TypeError | ValueError):
            raise problem

    def _connect(self) -> bool:
        self._drop()
        self._gone.clear()
        client = socketio.Client(reconnection=False, http_session=self._session, json=Quick)
        for name in ("answer", "rehearsal", "snapshot", "closed"):
            client.on(name, lambda data, name=name: self._arrived.put((name, data)))
        client.on("disconnect", lambda *_: self._gone.set())
        cookies = "; ".join(f"{c.name}={c.value}" for c in self._session.cookies)
        address = f"{self.url}?seat={self.seat}"
        client.connect(address, headers={"Cookie": cookies}, transports=["websocket"], wait_timeout=10)
        self._client, self._arrived = client, queue.Queue()
        client.emit("hello", {"protocol": 1})
        self._greeted()
        return True

    def _greeted(self) -> None:
        """Until the server has said what there is to see, or that there is nothing for us now."""
        end = time.monotonic() + ANSWER_WITHIN
        while time.monotonic() < end:
            try:
                if self._arrived.get(timeout=0.25)[0] in ("snapshot", "closed"):
                    return
            except queue.Empty:
                if self._gone.is_set():
                    break
        raise NoConnection("no snapshot")

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.disconnect()

    @staticmethod
    def _patiently(work: Callable[[], T]) -> T | None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                return work()
            except (requests.RequestException, NoConnection, OSError):
                time.sleep(PAUSE)
        return None
