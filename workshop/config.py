"""Settings: read once at the start, from the environment and the command line, never changed after.

Every setting has one environment variable, `WORKSHOP_` and its name in capitals
(`WORKSHOP_PORT=8080`); the command line wins over the environment.
"""

import argparse
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

LOOPBACK = ("localhost", "127.0.0.1", "::1")
WILDCARDS = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
PREFIX = "WORKSHOP_"


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How this server runs. Durations are seconds, sizes bytes.

    `room` is for one laptop serving a meeting room: it listens on all addresses, and private
    addresses and the laptop's own name are served too. `proxies` are the addresses whose forwarded headers are
    believed; from anybody else those headers are removed. `copy_to` is a folder that gets a copy of
    everything every minute.
    """

    home: Path = Path("sessions")
    host: str = "127.0.0.1"
    port: int = 8000
    async_mode: str = "eventlet"
    direct: bool = True
    allowed_hosts: tuple[str, ...] = ()
    room: bool = False
    https: bool = False
    proxies: tuple[str, ...] = ()
    rate_limits: bool = True
    cookie_name: str = "workshop"
    max_body: int = 1 << 20
    ping_interval: float = 25.0
    ping_timeout: float = 20.0
    copy_to: Path | None = None
    smtp: str = ""
    mail_from: str = ""

    def __post_init__(self) -> None:
        if self.async_mode not in ("eventlet", "threading"):
            raise ValueError(f"async_mode is eventlet or threading, not {self.async_mode!r}")
        if not 0 <= self.port <= 65535:
            raise ValueError(f"port is between 0 and 65535, not {self.port}")

    @property
    def cookie(self) -> str:
        """The browser-session cookie's name; over https the prefix binds it to this host."""
        return f"__Host-{self.cookie_name}" if self.https else self.cookie_name

    @property
    def hosts(self) -> frozenset[str]:
        """The host names served, in lower case, without ports."""
        names = [*LOOPBACK, *self.allowed_hosts]
        if self.host not in WILDCARDS:
            names.append(self.host)
        if self.room:
            mine = socket.gethostname()
            names += [mine, f"{mine}.local"]
        return frozenset(name.lower() for name in names)


def read(arguments: Sequence[str], environ: Mapping[str, str]) -> Config:
    """The configuration that environment and command line ask for.

    Raises ValueError for a setting that cannot be taken; a wrong command line ends the
    program with its usage, as command lines do.
    """
    chosen = {
        name: environ[PREFIX + name.upper()]
        for name in Config.__struct_fields__
        if PREFIX + name.upper() in environ
    }
    chosen.update(
        {name: text for name, text in vars(_parser().parse_args(arguments)).items() if text is not None}
    )
    values = {
        name: text.split(",") if name in ("allowed_hosts", "proxies") else text
        for name, text in chosen.items()
    }
    for name in ("allowed_hosts", "proxies"):
        if name in values:
            values[name] = [part.strip() for part in values[name] if part.strip()]
    if values.get("room") == "true":
        values.setdefault("host", WILDCARDS[0])
    try:
        return msgspec.convert(values, Config, strict=False, dec_hook=_path)
    except msgspec.ValidationError as problem:
        _, path, name = str(problem).rstrip("`").partition(" - at `$.")
        reason = f"{name} cannot be “{chosen[name]}”." if path else str(problem)
        raise ValueError(reason) from None


def own_address() -> str:
    """This machine's address in the network it is in, also where that leads nowhere; nothing is sent to find it."""
    for other in ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254", "169.254.255.254"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((other, 9))
            except OSError:
                continue
            return str(probe.getsockname()[0])
    return LOOPBACK[1]


def _path(kind: type, value: object) -> object:
    return Path(str(value)).expanduser() if kind is Path else value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workshop serve",
        description="Run the workshop server.",
        epilog="Every option can be an environment variable: WORKSHOP_PORT=8080. WORKSHOP_SMTP and WORKSHOP_MAIL_FROM, "
        "for sending invitations by mail, are environment variables only.",
    )
    parser.add_argument("--home", help="folder that holds the workshops (WORKSHOP_HOME, ./sessions)")
    parser.add_argument("--host", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (8000; 0 lets the system choose)")
    parser.add_argument("--async-mode", choices=("eventlet", "threading"), help="what carries the sockets")
    parser.add_argument("--allowed-hosts", help="further host names to answer to, separated by commas")
    parser.add_argument("--proxies", help="addresses of reverse proxies to believe, separated by commas")
    parser.add_argument(
        "--room", action="store_const", const="true", help="serve a meeting room on private addresses"
    )
    parser.add_argument("--copy-to", help="a folder that gets a copy of everything, every minute")
    parser.add_argument("--https", action="store_const", const="true", help="a proxy in front speaks https")
    parser.add_argument(
        "--no-rate-limits",
        dest="rate_limits",
        action="store_const",
        const="false",
        help="for benchmarks only",
    )
    return parser
