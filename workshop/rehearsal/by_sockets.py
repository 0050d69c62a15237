"""A rehearsal against a real server: everybody at a browser of their own."""

import secrets
import time
from collections.abc import Mapping
from typing import Any

from workshop.rehearsal import founding
from workshop.rehearsal.browser import PATIENCE, Browser, Stuck
from workshop.rehearsal.numbers import Plan
from workshop.rehearsal.player import HERE, Answer
from workshop.rehearsal.script import Script
from workshop.rehearsal.translate import Names, Sort
from workshop.rules.roles import INSIDE

#: Seconds within which a server that was there has noticed a lost connection.
NOTICED_WITHIN = 3.0
SIGNERS = ("first_line_manager", "second_level_manager")


class BySockets:
    """The hands of a rehearsal's people at their browsers. Persons are named by their record ids.

    `readers` may read the plan.
    """

    def __init__(self, url: str, browsers: dict[str, Browser], lead: str, readers: set[str]):
        self.url = url
        self.readers = readers
        self.browsers = browsers
        self.lead = lead
        self.pins: dict[str, str] = {}

    def at(self, moment: int) -> None:
        """Set the rehearsal's clock (ms), if its lead is there to do it."""
        self.browsers[self.lead].set_clock(moment)

    def send(self, person: str, command: str, kind: str, data: dict[str, Any]) -> Answer:
        """Send a command and wait for its answer."""
        return self.browsers[person].send(command, kind, data)

    def lose(self, person: str) -> None:
        """Lose the connection, and wait until everybody can see that."""
        browser = self.browsers[person]
        browser.connect()
        browser.disconnect()
        watcher = next(p for p in self.browsers if self._may_watch(p, person))
        for _ in range(int(PATIENCE / NOTICED_WITHIN)):
            end = time.monotonic() + NOTICED_WITHIN
            while time.monotonic() < end:
                if self.read(watcher).records[person]["body"].get("presence") not in HERE:
                    return
                time.sleep(0.05)
            # A server that was away just then has nothing to notice: once more.
            browser.connect()
            browser.disconnect()
        raise Stuck("Nobody noticed that a connection was lost.")

    def _may_watch(self, watcher: str, person: str) -> bool:
        return watcher != person and watcher in self.readers and self.browsers[watcher].wanted

    def find(self, person: str) -> None:
        """See to it that the person is connected."""
        self.browsers[person].connect()

    def read(self, person: str) -> Plan:
        """The plan as this person gets it from the server now."""
        browser = self.browsers[person]
        return Plan(browser.data("GET", f"/s/{browser.seat}/plan.json")["records"])

    def choose_pin(self, person: str) -> None:
        """At roll call: the PIN this person will sign with."""
        # Both, so that asking again after a lost answer does no harm.
        pin = self.pins[person] = secrets.token_hex(4)
        browser = self.browsers[person]
        browser.data("POST", f"/s/{browser.seat}/pin", json={"pin": pin, "new_pin": pin})

    def prove(self, person: str) -> None:
        """Give the PIN, so that the next signature counts."""
        browser = self.browsers[person]
        browser.data("POST", f"/s/{browser.seat}/pin", json={"pin": self.pins[person]})

    def sign(self, person: str) -> dict[str, Any]:
        """Open the page to sign on, read, and give the PIN: {version, hash} of what was read."""
        browser = self.browsers[person]
        read = browser.data("GET", f"/s/{browser.seat}/signoff")
        self.prove(person)
        return {"version": read["version"], "hash": read["hash"]}

    def close(self) -> None:
        """Everybody closes their browser."""
        for browser in self.browsers.values():
            browser.disconnect()


class Opened:
    """A new workshop with everybody in it: the hands, the names, and everybody's link."""

    def __init__(self, hands: BySockets, names: Names, workshop: str, links: dict[str, str]):
        self.hands, self.names, self.workshop, self.links = hands, names, workshop, links


def open_workshop(script: Script, url: str, email: str, password: str) -> Opened:
    """Make a rehearsal workshop for a script, and let everybody come in by their own link."""
    desk = Browser(url)
    desk.log_in(email, password)
    ids, invited = founding.people(script)
    wanted = {**founding.particulars(script), "lead": founding.lead(script), "people": invited}
    made = desk.data("POST", "/new", json=wanted)
    lead_id = script.person("facilitator").id
    # Whoever is named like the account is the account's own; the order is that of the invitation.
    links = dict(zip([lead_id, *ids], made["people"], strict=False))
    names = Names()
    browsers: dict[str, Browser] = {}
    for script_id, person in links.items():
        names.learn(Sort.person, script_id, person["id"])
        browsers[person["id"]] = desk if script_id == lead_id else Browser(url)
    desk.seat = made["seat"]
    roles = {p.id: p.role for p in script.people}
    readers = {person["id"] for i, person in links.items() if roles[i] in INSIDE}
    hands = BySockets(url, browsers, links[lead_id]["id"], readers)
    for script_id, person in links.items():
        browser = browsers[person["id"]]
        if browser is not desk:
            browser.come_in(person["link"])
        browser.connect()
        if roles[script_id] in SIGNERS:
            hands.choose_pin(person["id"])
    furnish(script, hands, names)
    shown = {person["name"]: _way_in(url, person, hands.pins) for person in made["people"]}
    return Opened(hands, names, made["workshop"], shown)


def _way_in(url: str, person: Mapping[str, str], pins: Mapping[str, str]) -> str:
    """Somebody's link, and the PIN that a further device of theirs is asked for."""
    pin = f"  PIN {pins[person['id']]}" if person["id"] in pins else ""
    return f"{url.rstrip('/')}{person['link']}{pin}"


def furnish(script: Script, hands: BySockets, names: Names) -> None:
    """Before the doors open: the offerings, and the research pack."""
    for sort, ids, kind, data in founding.commands(script):
        if sort is Sort.person:
            continue
        answer = hands.send(hands.lead, secrets.token_hex(16), kind, data)
        if "refused" in answer:
            raise Stuck(f"{kind} was refused: {answer['say']}")
        for script_id, record in zip(ids, answer["made"], strict=True):
            names.learn(sort, script_id, record)
