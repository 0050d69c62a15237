"""The real server under load: workshops in which everybody is seated and may write.

    served.py prepare FOLDER [--workshops 10] [--people 50]
    served.py serve FOLDER HOME PORT

`prepare` founds the workshops through the server's own parts, each in the middle of its open
debrief: a facilitator, the first-line manager and participants, all present, each with a browser
session of their own. `serve` serves a copy of them, at HOME, without rate limits. The load driver
names room and client in the path of its handshake ("room3-5f2a", "c17"); they are exchanged
here for that person's seat and cookie. Everything behind that is the server as it is.
"""

import argparse
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

PLACES = "places.json"
FUNCTIONS = ("sales", "technical", "service", "marketing", "product")
Places = list[list[tuple[str, str]]]


def prepare(folder: Path, workshops: int, people: int) -> None:
    """Found the workshops and write down everybody's seat and cookie: [workshop][client] -> (seat, cookie)."""
    from tests.browser.house import Now
    from workshop.app import create_app
    from workshop.config import Config

    application = create_app(Config(home=folder, async_mode="threading"), Now())
    try:
        places = [_found(application.services, people) for _ in range(workshops)]
    finally:
        application.close()
    (folder / PLACES).write_text(json.dumps(places))


def _found(parts: Any, people: int) -> list[tuple[str, str]]:
    values = {"title": "Plan for Castor", "customer": "Castor Homes", "seller": "Ours"}
    workshop = parts.rooms.found(values, parts.rooms.playbook("two_days"), {"name": "Fay"})
    room = parts.rooms.open(workshop)
    give = _Giving(room)
    team = [{"name": f"Tess {n}", "function": FUNCTIONS[n % 5]} for n in range(people - 2)]
    give("people.add", people=[{"name": "Mara", "role": "first_line_manager"}, *team])
    give("stage.open_doors")
    everybody = [person.id for person in room.state.of("person")]
    for person in everybody:
        give("people.arrive", person, how="remote")
    for stage in ("briefing", "research"):
        give("stage.advance", to=stage, reason="only to measure")
    give("capture.choose_mode", slot=room.state.workshop["slot"], mode="open", naming="named")
    room.commit()
    parts.rooms.summarise(room)
    return [_seated(parts, workshop, person) for person in everybody]


def _seated(parts: Any, workshop: str, person: str) -> tuple[str, str]:
    cookie, session = parts.accounts.start_session(parts.clock())
    seat = parts.accounts.grant_seat(session.id, workshop, person, "Chrome", parts.clock())
    return seat.id, cookie


class _Giving:
    """Commands that must be taken, the lead's unless somebody else is named."""

    def __init__(self, room: Any) -> None:
        self.room, self.given = room, 0

    def __call__(self, command: str, person: str = "", /, **data: Any) -> None:
        from workshop.engine.deciding import Given
        from workshop.rules.roles import Role, Viewer

        self.given += 1
        viewer = Viewer(person or self.room.state.workshop["lead"], Role.participant)
        answers: list[dict[str, Any]] = []
        self.room.submit(viewer, Given(f"{self.given:032x}", command, data), answers.append)
        if not person:
            self.room.commit()
            assert answers[0].get("ok"), answers


def serve(folder: Path, home: Path, port: int) -> None:
    """Serve a copy until SIGTERM."""
    from workshop.__main__ import run
    from workshop.config import Config

    shutil.copytree(folder, home, ignore=shutil.ignore_patterns(PLACES))
    places: Places = json.loads((folder / PLACES).read_text())

    def load() -> Callable[..., Any]:
        from workshop.app import create_app

        def create(config: Config, scheduler: Any) -> Any:
            application = create_app(config, scheduler)
            application.wsgi = _seating(application.wsgi, places)
            return application

        return create

    run(Config(home=home, port=port, rate_limits=False), load)


def _seating(wsgi: Callable[..., Iterable[bytes]], places: Places) -> Callable[..., Iterable[bytes]]:
    def seated(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        query = parse_qs(environ["QUERY_STRING"])
        if "client" in query:
            room, client = int(query["room"][0][4:].partition("-")[0]), int(query["client"][0][1:])
            seat, cookie = places[room][client]
            environ["QUERY_STRING"] = f"EIO=4&transport=websocket&seat={seat}"
            environ["HTTP_COOKIE"] = f"workshop={cookie}"
        return wsgi(environ, start)

    return seated


def main() -> None:
    """Prepare or serve, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="what", required=True)
    preparing = commands.add_parser("prepare")
    preparing.add_argument("folder", type=Path)
    preparing.add_argument("--workshops", type=int, default=10)
    preparing.add_argument("--people", type=int, default=50)
    serving = commands.add_parser("serve")
    serving.add_argument("folder", type=Path)
    serving.add_argument("home", type=Path)
    serving.add_argument("port", type=int)
    given = parser.parse_args()
    if given.what == "prepare":
        prepare(given.folder, given.workshops, given.people)
    else:
        serve(given.folder, given.home, given.port)


if __name__ == "__main__":
    main()
