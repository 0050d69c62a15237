"""A workshop near its end: objectives, strategies and promises, moved to any stage from `objectives` to a review."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import Room
from tests.server import Person

ORDER = (
    *("open", "briefing", "research", "stakeholders", "whitespace", "focus", "objectives", "actions"),
    *("signoff", "acceptance", "review1"),
)
TOM, TESS, XIA, WIK, MARA, SVEN = (
    *("Tom Okafor", "Tess Marchetti", "陈晓梅", "Wiktor Zaręba", "Mara Vandenbroucke"),
    "Sven Pellew",
)
LONG = (
    *("Bartholomew Featherstonehaugh-Cholmondeley", "مریم", "Anneke van der Bellen-Oosterhuis"),
    *("Siddharth Balasubramanian", "Łucja Dąbrowska", "이서연", "Zoë Ó Súilleabháin"),
)
CATEGORIES = ("marketing", "business_development", "revenue", "cross_account")
OBJECTIVES = (
    "Three store managers tell their colleagues what changed",
    "We know by March whether Poland wants the retrofit",
    "The roll-out is signed before the peak season",
    "Group finance knows us by name",
)
STRATEGIES = (
    "Let the store managers tell it, in their own words and at their own regional meetings",
    "Measure the waiting times where it hurts most",
    "One offer for all thirteen stores",
    "Ask Julian to take us along",
)
WHAT = (
    "Collect the waiting times in three stores",
    "Call the store manager of Lille-Englos",
    "Write the one-page offer for Donaudampfschifffahrtsgesellschaftskapitänsmützenregalsysteme",
    "Ask Julian for a morning with the finance team",
)
PIN = "5829"


def day(days: int) -> str:
    """A calendar day from today."""
    return (dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=days)).isoformat()


class Promised:
    """The room at one line of the run sheet, with what came before; commands go over HTTP."""

    def __init__(self, make: Callable[..., Room], stage: str, slot: str, *, crowd: bool = False) -> None:
        more = [f"{LONG[n % len(LONG)]} {n}" for n in range(24)] if crowd else []
        people: list[dict[str, Any]] = [
            {"name": n, "function": "sales"} for n in (TOM, TESS, XIA, WIK, *more)
        ]
        people += [
            {"name": MARA, "role": "first_line_manager"},
            {"name": SVEN, "role": "second_level_manager"},
        ]
        self.room = make(people=people, currency="EUR")
        self.team = (TOM, TESS, XIA, WIK, *more)
        self.ids = {name: str(one["id"]) for name, one in self.room.people.items()}
        self.seats: dict[str, Person] = {"Fay": self.room.fay}
        self.made: dict[str, list[str]] = {"objective": [], "strategy": [], "action": []}
        self.stage = "open"
        self.ask("Fay", "stage.open_doors")
        for name in (*self.team, MARA):
            self.ask(name, "people.arrive", how="room")
        self.go(stage, crowd)
        if slot:
            self.ask("Fay", "stage.go", slot=f"slot:{slot}")

    def ask(self, name: str, command: str, /, **data: Any) -> list[str]:
        """A command that must be taken; the ids it made."""
        answer = self.person(name).command(command, **data)
        assert answer.get("ok"), (command, data, answer)
        return list(answer["made"])

    def person(self, name: str) -> Person:
        """Somebody over HTTP, always on the same browser session."""
        if name not in self.seats:
            self.seats[name] = self.room.person(name)
        return self.seats[name]

    def page(self, name: str, **look: Any) -> Page:
        """Somebody's page, once their board is there."""
        person = self.person(name)
        page = self.room.open(person, **look)
        page.goto(f"{self.room.server.address}/s/{person.seat}/")
        page.wait_for_selector(":is(.board-objectives, .board-actions, .board-signoff, .board-review)")
        return page

    def go(self, stage: str, crowd: bool) -> None:
        """Move on, going around what is missing, and leave behind what each stage brings."""
        for to in ORDER[ORDER.index(self.stage) + 1 : ORDER.index(stage) + 1]:
            if self.stage == "objectives":
                self.objectives()
            if self.stage == "actions":
                self.actions(40 if crowd else 6)
            if self.stage == "signoff":
                self.sign(MARA, "signoff.decide", "approved")
            if to == "review1":
                self.accept()
            self.ask("Fay", "stage.advance", to=to, reason="only a test")
            self.stage = to

    def objectives(self) -> None:
        """An objective in each category, a strategy for each."""
        for category, text, strategy in zip(CATEGORIES, OBJECTIVES, STRATEGIES, strict=True):
            made = self.ask(TOM, "objectives.add_objective", category=category, text=text)
            self.made["objective"] += made
            self.made["strategy"] += self.ask(
                TESS, "objectives.add_strategy", objective=made[0], text=strategy
            )

    def actions(self, count: int) -> None:
        """So many promises, spread over the team; most of them accepted."""
        for n in range(count):
            owner = self.team[n % len(self.team)]
            what = WHAT[n] if n < 4 else f"{WHAT[n % 4]}, part {1 + n // 4}"
            self.made["action"] += self.ask(
                TESS, "actions.add_action", strategy=self.made["strategy"][n % 4], what=what,
                outcome="The store managers agree on the numbers", owner=self.ids[owner], due=day(3 + 5 * n),
            )  # fmt: skip
            if n % 5 != 4:
                self.ask(owner, "actions.accept", action=self.made["action"][-1])

    def sign(self, who: str, command: str, verdict: str) -> None:
        """Decide with a PIN that is set for it, on the version that is being read."""
        boss = self.person(who)
        assert boss.post(f"/s/{boss.seat}/pin", json={"new_pin": PIN}).ok
        if command == "signoff.decide":
            for action in self.made["action"][4::5]:
                self.ask("Fay", "record.withdraw", id=action)
            reading = self.reading(boss)
            self.ask(who, command, verdict=verdict, comments=["Keep Lille informed"], **reading)
        else:
            self.ask(who, command, verdict=verdict)

    def reading(self, boss: Person) -> dict[str, Any]:
        """Version and fingerprint of what she reads, as her page has them."""
        self.ask(MARA, "signoff.start_reading")
        text = boss.get(f"/s/{boss.seat}/signoff").text
        found = {name: re.search(rf'name="{name}" value="([^"]+)"', text) for name in ("version", "hash")}
        assert found["version"], text
        assert found["hash"], text
        return {"version": int(found["version"][1]), "hash": found["hash"][1]}

    def accept(self) -> None:
        """Senior management accepts."""
        self.ask(SVEN, "people.arrive", how="remote")
        self.sign(SVEN, "signoff.accept", "accepted")
