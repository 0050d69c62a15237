"""Plays a script, contribution by contribution, and notes what was asked for and what was seen."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from workshop.rehearsal import translate, unmet
from workshop.rehearsal.numbers import Answers, Plan, funnel_result, numbers, votes
from workshop.rehearsal.script import Contribution, Script
from workshop.rehearsal.translate import Names, Sort

Answer = dict[str, Any]
SNAPSHOTS = ("focus", "signoff", "review1", "review2")
HERE = ("room", "remote")


class Hands(Protocol):
    """What the people of a rehearsal can do; persons are named by their record ids."""

    def at(self, moment: int) -> None:
        """Set the rehearsal's clock (ms)."""

    def send(self, person: str, command: str, kind: str, data: dict[str, Any]) -> Answer:
        """Send a command and wait for its answer."""
        ...

    def lose(self, person: str) -> None:
        """Lose the person's connection, and wait until the workshop has noticed."""

    def find(self, person: str) -> None:
        """See to it that the person is connected."""

    def read(self, person: str) -> Plan:
        """The plan as this person sees it now."""
        ...

    def sign(self, person: str) -> dict[str, Any]:
        """Open the page to sign on and give the PIN: {version, hash} of what was read."""
        ...

    def prove(self, person: str) -> None:
        """Give the PIN, so that the next signature counts."""


@dataclass(frozen=True)
class Row:
    """One line of the result: what was asked for, and what was seen."""

    where: str
    asked: Any
    seen: Any
    note: str = ""

    @property
    def fits(self) -> bool:
        """Whether they are the same."""
        return bool(self.asked == self.seen)


@dataclass
class _Sent:
    command: str
    kind: str
    data: dict[str, Any]
    answer: Answer


@dataclass
class Player:
    """One rehearsal: the script, the hands that play it, and everything learnt on the way."""

    script: Script
    hands: Hands
    names: Names
    salt: str
    sitting: bool = False
    rows: list[Row] = field(default_factory=list)
    answers: Answers = field(default_factory=Answers)
    _sent: dict[str, _Sent] = field(default_factory=dict)
    _lead: str = ""
    _viewer: str = ""

    def __post_init__(self) -> None:
        self._lead = self.person(self.script.person("facilitator").id)
        self._viewer = self.person(self.script.person("participant").id)

    def person(self, script_id: str) -> str:
        """The record id of somebody in the script."""
        return self.names.records[Sort.person, script_id]

    def play(self, until: str = "") -> Iterator[Contribution]:
        """Play contribution after contribution, giving each back once it is done; stop on entering a stage."""
        for entry in self.script.contributions:
            if until and entry.stage == until:
                return
            self.hands.at(entry.moment)
            self._open_doors(entry)
            self._one(entry)
            yield entry

    def compare(self) -> list[Row]:
        """After the last one: every expected number beside what the plan says."""
        seen = numbers(self._plan(), self.names, self.answers)
        for name, asked in self.script.expected.items():
            self.rows.append(Row(f"expected: {name}", _sorted(asked), _sorted(seen.get(name))))
        return self.rows

    def _one(self, entry: Contribution) -> None:
        before = self._plan() if entry.type in ("advance", "drop") or entry.key in self._sent else None
        if entry.key in self._sent:
            answer, again = self._resend(entry, before)
        elif entry.type == "drop":
            answer, again = self._drop(entry, before), False
        else:
            answer, again = self._first(entry), False
        outcome = "duplicate" if again else "refused" if "refused" in answer else "accepted"
        self._count(entry, outcome, answer)
        if outcome == "accepted":
            translate.made(entry, self.names, answer.get("made", []))
            if entry.type == "adjourn":
                self.sitting = False
            if entry.type == "advance" and entry.stage in SNAPSHOTS and before:
                self.answers.plans[entry.stage] = before
        self._check(entry, outcome, answer, before)

    def _first(self, entry: Contribution) -> Answer:
        person = self.person(entry.by)
        if entry.type in ("join", "rejoin"):
            self.hands.find(person)
        kind, data = translate.command(entry, self.names)
        self._prepare(entry, person, data)
        command = self._command(entry.key)
        answer = self.hands.send(person, command, kind, data)
        self._sent[entry.key] = _Sent(command, kind, data, answer)
        return answer

    def _prepare(self, entry: Contribution, person: str, data: dict[str, Any]) -> None:
        """What people do around a contribution: the desk puts a question, a manager reads and gives her PIN."""
        role = next(p.role for p in self.script.people if p.id == entry.by)
        if entry.type == "answer" and role == "customer_guest":
            self._beside(entry, "questions.put", {"question": data["question"]})
        if entry.type == "decision":
            read = self.hands.sign(person) if role == "first_line_manager" else {"version": 0, "hash": "none"}
            data.update({name: read[name] for name in ("version", "hash")})
        if entry.type == "acceptance" and role == "second_level_manager":
            self.hands.prove(person)

    def _drop(self, entry: Contribution, before: Plan | None) -> Answer:
        person = self.person(entry.by)
        body = before.records[person]["body"] if before else {}
        here = body.get("presence") in HERE
        gone = "excluded" if body.get("window") == "closed" else "not_present"
        answer: Answer = {"ok": True} if here else {"refused": gone}
        if here:
            self.hands.lose(person)
        self._sent[entry.key] = _Sent("", "", {}, answer)
        return answer

    def _resend(self, entry: Contribution, before: Plan | None) -> tuple[Answer, bool]:
        """The same once more: the same answer, and nothing new in the plan."""
        sent = self._sent[entry.key]
        if not sent.kind:
            # A connection is lost once; no message says so that could be sent again.
            return sent.answer, True
        answer = self.hands.send(self.person(entry.by), sent.command, sent.kind, sent.data)
        same = _substance(answer) == _substance(sent.answer)
        return answer, same and before is not None and _revisions(before) == _revisions(self._plan())

    def _open_doors(self, entry: Contribution) -> None:
        """A sitting begins with the facilitator's first join, or with the first thing somebody else does in one."""
        joins = entry.type in ("join", "rejoin")
        leads = self.person(entry.by) == self._lead
        if not self.sitting and joins == leads and entry.key not in self._sent:
            self.hands.find(self._lead)
            self._beside(entry, "stage.open_doors", {})
            self.sitting = True

    def _beside(self, entry: Contribution, kind: str, data: dict[str, Any]) -> None:
        """Something the desk does that is no contribution of the script."""
        self.hands.send(self._lead, self._command(f"{entry.seq}:{kind}"), kind, data)

    def _command(self, key: str) -> str:
        return hashlib.sha256(f"{self.salt}:{key}".encode()).hexdigest()[:32]

    def _plan(self) -> Plan:
        return self.hands.read(self._viewer)

    def _count(self, entry: Contribution, outcome: str, answer: Answer) -> None:
        self.answers.outcomes[outcome] += 1
        if outcome == "accepted":
            self.answers.types[entry.type] += 1
        if outcome == "refused":
            self.answers.refusals.append([entry.key, answer["refused"]])

    def _check(self, entry: Contribution, outcome: str, answer: Answer, before: Plan | None) -> None:
        where, expect = f"{entry.seq} {entry.by} {entry.type}", entry.expect
        reason = answer["refused"] if outcome == "refused" else ""
        note = "" if outcome == expect.outcome else str(answer.get("say", ""))
        self.rows.append(
            Row(where, f"{expect.outcome} {expect.reason}".strip(), f"{outcome} {reason}".strip(), note)
        )
        if expect.unmet is not None:
            wanted = unmet.asked(entry.stage, expect.unmet)
            names = self.names.backwards(*Sort)
            found, beyond = unmet.seen(entry.stage, answer.get("unmet", ()), names)
            self.rows.append(Row(f"{where}: unmet", unmet.told(wanted), unmet.told(found), "; ".join(beyond)))
        if outcome == "accepted":
            self._check_result(entry, where, before)

    def _check_result(self, entry: Contribution, where: str, before: Plan | None) -> None:
        expect = entry.expect
        if entry.type == "advance" and before is not None and entry.stage == "briefing":
            self.answers.excluded = self._excluded(before)
        if expect.excluded is not None:
            self.rows.append(Row(f"{where}: excluded", sorted(expect.excluded), self.answers.excluded))
        if expect.result is not None:
            self.rows.append(Row(f"{where}: result", expect.result, funnel_result(self._plan())))
        if expect.tally is not None or expect.dots_cast is not None:
            seen = votes(self._plan(), self.names).get(str(entry.data.get("ballot")), {})
            for name in ("tally", "dots_cast"):
                if (asked := getattr(expect, name)) is not None:
                    self.rows.append(Row(f"{where}: {name}", asked, seen.get(name)))

    def _excluded(self, before: Plan) -> list[str]:
        """Who was here before the room moved on and is out now."""
        people, now = self.names.backwards(Sort.person), self._plan()
        out = [
            p["id"]
            for p in before.of("person")
            if p["body"]["presence"] in HERE and now.records[p["id"]]["body"]["presence"] not in HERE
        ]
        return sorted(people.get(person, person) for person in out)


def _substance(answer: Answer) -> Answer:
    """An answer without the number of the stream it was seen on."""
    return {name: value for name, value in answer.items() if name != "n"}


def _revisions(plan: Plan) -> dict[str, int]:
    return {i: r["rev"] for i, r in plan.records.items() if r["rev"]}


def _sorted(value: Any) -> Any:
    """Counts in one order, so that they can be read beside each other."""
    return {name: _sorted(value[name]) for name in sorted(value)} if isinstance(value, dict) else value
