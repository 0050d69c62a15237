"""What holds for every HTTP request and response, Flask's and Socket.IO's alike.

Socket.IO answers before Flask sees a request, so this wraps both: which hosts and
origins are served, how large a body may be, and the headers that every response carries.
"""

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from workshop.config import Config

Environ = dict[str, Any]
Start = Callable[..., Any]
App = Callable[[Environ, Start], Iterable[bytes]]

SOCKET_PATH = "/socket.io"
MAX_SOCKET_BODY = 64 * 1024
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

#: Where the server puts a function that ends the connection after this answer.
CLOSE = "workshop.close"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Other sites learn nothing. With `no-referrer` browsers would also hide from us where a form
    # comes from (Origin: null), and then nothing tells it from another site's.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    # Pages say more precisely what they need; whatever forgets to may load nothing.
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
HTTPS_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}
FORWARDED = ("FOR", "PROTO", "HOST", "PORT", "PREFIX", "SERVER", "SCHEME", "SSL")


class Refused(Exception):
    """A request that is not served: the status line, and a sentence."""

    def __init__(self, status: str, say: str) -> None:
        super().__init__(say)
        self.status = status


class Guard:
    """A WSGI application around another one."""

    def __init__(self, app: App, config: Config) -> None:
        self.app = app
        self.config = config
        self.hosts = config.hosts
        self.headers = HEADERS | (HTTPS_HEADERS if config.https else {})

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Serve the request if it may be served, with our headers in any case."""
        start = self._with_headers(start_response)
        try:
            forwarded(environ, self.config.proxies)
            self._check(environ)
        except Refused as refused:
            return refuse(refused, environ, start)
        return self.app(environ, start)

    def _check(self, environ: Environ) -> None:
        self._check_host(environ.get("HTTP_HOST", ""))
        on_socket = is_socket(environ.get("PATH_INFO", ""))
        check_body(environ, MAX_SOCKET_BODY if on_socket else self.config.max_body)
        if on_socket or environ["REQUEST_METHOD"] not in SAFE_METHODS:
            self._check_origin(environ)
        if on_socket:
            check_socket(environ)

    def _check_host(self, host: str) -> None:
        name = host_name(host)
        if name in self.hosts or (self.config.room and _private(name)):
            return
        raise Refused("421 Misdirected Request", "This address is not served here.")

    def _check_origin(self, environ: Environ) -> None:
        origin = environ.get("HTTP_ORIGIN")
        site = environ.get("HTTP_SEC_FETCH_SITE")
        if origin is None:
            # Not every browser request names its origin; every handshake of a browser does.
            upgrade = "HTTP_UPGRADE" in environ
            fine = site is None or (site == "same-origin" and not upgrade)
        else:
            scheme = "https" if self.config.https else environ["wsgi.url_scheme"]
            fine = origin.lower() == f"{scheme}://{environ['HTTP_HOST']}".lower() and site in (
                None,
                "same-origin",
            )
        if not fine:
            raise Refused("403 Forbidden", "This request comes from another site.")

    def _with_headers(self, start_response: Start) -> Start:
        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            kept = [pair for pair in headers if not pair[0].lower().startswith(("server", "access-control-"))]
            present = {name.lower() for name, _ in kept}
            kept += [pair for pair in self.headers.items() if pair[0].lower() not in present]
            return start_response(status, kept, exc_info) if exc_info else start_response(status, kept)

        return start


def host_name(host: str) -> str:
    """The name in a Host header, without its port, in lower case; IPv6 without brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def is_socket(path: str) -> bool:
    """Whether Socket.IO answers this path."""
    return path.rstrip("/") == SOCKET_PATH or path.startswith(SOCKET_PATH + "/")


def forwarded(environ: Environ, proxies: tuple[str, ...]) -> None:
    """Take client address and scheme from a proxy we know; remove all forwarded headers, known proxy or not."""
    if environ.get("REMOTE_ADDR") in proxies:
        last = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if last:
            environ["REMOTE_ADDR"] = last
        if environ.get("HTTP_X_FORWARDED_PROTO") in ("http", "https"):
            environ["wsgi.url_scheme"] = environ["HTTP_X_FORWARDED_PROTO"]
    for name in FORWARDED:
        environ.pop(f"HTTP_X_FORWARDED_{name}", None)
    environ.pop("HTTP_FORWARDED", None)


def check_body(environ: Environ, limit: int) -> None:
    """Only bodies that say their length, and not more than the limit."""
    if "HTTP_TRANSFER_ENCODING" in environ:
        raise Refused("400 Bad Request", "A body has to say its length.")
    length = environ.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        raise Refused("400 Bad Request", "The length is not a number.")
    if int(length) > limit:
        raise Refused("413 Content Too Large", f"More than {limit} bytes at once.")


def check_socket(environ: Environ) -> None:
    """Only today's protocol: no script-tag polling, no drafts of WebSocket, no compression."""
    query = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    if environ["REQUEST_METHOD"] not in ("GET", "POST"):
        raise Refused("405 Method Not Allowed", "Only GET and POST.")
    if "j" in query or any(len(values) > 1 for values in query.values()):
        raise Refused("400 Bad Request", "Not this kind of polling.")
    environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
    if "HTTP_UPGRADE" not in environ:
        return
    draft = "HTTP_SEC_WEBSOCKET_KEY1" in environ or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13"
    if draft or len(environ.get("HTTP_SEC_WEBSOCKET_KEY", "")) != 24:
        raise Refused("400 Bad Request", "Only WebSocket version 13.")


def _private(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return False


def refuse(refused: Refused, environ: Environ, start: Start) -> list[bytes]:
    """Answer that this request is not served, and end its connection where the server lets us (`CLOSE`)."""
    # What was not read must not be taken for the next request, nor be read to the end.
    environ.get(CLOSE, int)()
    body = f"{refused}\n".encode()
    start(
        refused.status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
        ],
    )
    return [body]
