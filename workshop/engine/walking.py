"""Tonight's walk-through: the next day's own run sheet played in a copy, and what would break.

The copy is made of the records and thrown away; nothing is written anywhere. People come as they
are invited and write the least that lets the room move on, so that what is still missing then is
missing because somebody or something is not there.
"""

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.engine.acts import ACTS
from workshop.engine.deciding import Edge, Given, decide
from workshop.engine.rulebook import CRITERIA
from workshop.engine.walkers import RECIPES, members
from workshop.rules import gates, leaving, playbook, presence, schedule, visit
from workshop.rules.refusals import Refusal
from workshop.rules.roles import DESK, PEOPLE, Role, Viewer
from workshop.rules.signing import latest
from workshop.rules.state import Record, State, apply
from workshop.rules.timing import MINUTE

#: What has to be there before a line of a kind makes sense: record kinds, and what to say without them.
NEEDED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "white_space": (("offering",), "The grid is empty: no offerings"),
    "vote": (("opportunity",), "There is nothing to vote on"),
    "opportunity_map": (("cell",), "No place in the white space is open"),
    "actions": (("strategy",), "There is no strategy to write actions for"),
}


@dataclass(frozen=True)
class Finding:
    """Something that would not work: when ("12:40", empty: before the doors open), at which line, what. `breaks`: it
    stops the room or breaks a promise of the run sheet; else it is worth a look.
    """

    at: str
    line: str
    say: str
    breaks: bool = True


@dataclass(frozen=True)
class Walked:
    """A day as it was walked: its number, when it began and ended, how many lines and contributions, what was found.

    `signed` is when the plan was signed, empty on a day on which it was not.
    """

    day: int
    begins: str
    ends: str
    lines: int
    given: int
    findings: tuple[Finding, ...]
    signed: str = ""


class Copy:
    """A throw-away copy of a workshop with a clock of its own."""

    def __init__(self, state: State, now: int) -> None:
        self.state, self.now, self.given = State(), now, 0
        for record in state.records.values():
            self.state.index(record)
        self.state.seq, self.known = state.seq, frozenset(state.records)
        self._ids = (f"walk{n}" for n in itertools.count(1))

    @property
    def today(self) -> dt.date:
        """The day in the copy."""
        return schedule.local_day(self.state, self.now)

    def lead(self) -> str:
        """Who leads."""
        return presence.lead(self.state)

    def team(self, number: int) -> str:
        """Somebody of the team who is here, in turn."""
        there = members(self.state)
        return there[number % len(there)].id if there else self.lead()

    def give(self, person: str, command: str, /, **data: Any) -> str:
        """Give a command at once; what it made. Raises Refusal."""
        who = Viewer(person, Role(self.state.records[person]["role"]))
        edge = Edge(self.now, lambda: next(self._ids), list, (), True)
        outcome = decide(self.state, Given(next(self._ids), command, data), who, edge)
        for event in outcome.events:
            apply(self.state, event)
        self.given += 1
        return outcome.made[0] if outcome.made else ""


def walk(state: State, now: int, day_no: int = 0) -> Walked:
    """Walk a day's run sheet, the next one unless said. Raises ValueError where that day has no lines."""
    day_no = day_no or next_day(state)
    walker = _Walker(state, now, day_no)
    walker.play()
    began = schedule.clock_of(state, walker.morning)
    ended = schedule.clock_of(state, walker.copy.now)
    found = tuple(walker.findings)
    return Walked(day_no, began, ended, len(walker.lines), walker.copy.given, found, walker.signed)


def next_day(state: State) -> int:
    """The day of the run sheet that comes next: today's where its doors have not been open yet."""
    live = state.live
    if live is None:
        return schedule.today(state)
    later = [s for s in schedule.lines(state) if s["order"] > live["order"] and not s["dropped"]]
    return int(later[0]["day"]) if later else int(live["day"])


class _Walker:
    def __init__(self, state: State, now: int, day_no: int) -> None:
        live = state.live
        done = live["order"] if live else -1
        todo = [s for s in schedule.lines(state) if s["day"] == day_no and not s["dropped"]]
        self.lines: Sequence[Record] = [s for s in todo if s["order"] > done] or todo
        if not self.lines:
            raise ValueError(f"Day {day_no} has nothing on the run sheet.")
        days = state.workshop["days"]
        noon = now if day_no > len(days) else schedule.noon(days[day_no - 1])
        self.morning = schedule.at_clock(state, schedule.day_start(state), noon)
        self.copy = Copy(state, self.morning)
        self.day_no, self.findings, self.signed = day_no, list[Finding](), ""

    def play(self) -> None:
        """The whole day."""
        self._before()
        if not self._open():
            return
        for line in self.lines:
            if not self._reach(line):
                return
            self._line(self.copy.state.records[line.id])
        self._end()

    def _before(self) -> None:
        state = self.copy.state
        people = [p for p in state.of("person") if not p["withdrawn"]]
        managers = [p for p in people if p["role"] == Role.first_line_manager]
        if not managers:
            self._find("", "No first-line manager is invited: nobody may plan, and nobody signs")
        if not any(p["role"] in DESK and p.id != self.copy.lead() for p in people):
            self._find("", "Nobody could take over from you: there is no second facilitator", breaks=False)
        if self._decides() and not any(p["role"] == Role.plan_owner for p in people):
            self._find("", "No plan owner is named: nobody keeps the plan alive afterwards", breaks=False)
        for person in people:
            if presence.lapsed(state, person, self.morning):
                self._find("", f"{person['name']}’s access ends before this day")
        heard = visit.stage_of(playbook.of(state))
        if heard and visit.how(state) in ("", "later") and any(s["stage"] == heard.id for s in self.lines):
            self._before_the_customer([p for p in people if p["role"] == Role.customer_guest])

    def _before_the_customer(self, guests: Sequence[Record]) -> None:
        if not guests:
            self._find("", "Nobody from the customer is invited", breaks=False)
        for guest in guests:
            if not guest["host"]:
                self._find("", f"Nobody is named as the host of {guest['name']}", breaks=False)

    def _open(self) -> bool:
        state = self.copy.state
        if presence.sitting_open(state):
            self.copy.give(self.copy.lead(), "stage.adjourn")
        try:
            self.copy.give(self.copy.lead(), "stage.open_doors")
        except Refusal as refusal:
            self._find("", refusal.say)
            return False
        for person in presence.invited(state, PEOPLE):
            lapsed = presence.lapsed(state, person, self.copy.now)
            if presence.window_open(state, person) and not lapsed:
                self.copy.give(person.id, "people.arrive", how="room")
        return True

    def _reach(self, line: Record) -> bool:
        """Bring the room to a line; False where nobody could."""
        state = self.copy.state
        if line["interlude"] and visit.how(state) == "later" and line["stage"] != state.stage:
            return self._try(line, "visit.begin")
        for _ in playbook.of(state).stages:
            if state.stage == line["stage"]:
                break
            to = visit.next_stage(state)
            if to is None or not self._move(line, to.id, to.title):
                return False
        if state.stage == line["stage"] and state.workshop["slot"] != line.id:
            return self._try(line, "stage.go", slot=line.id)
        return True

    def _move(self, line: Record, to: str, title: str) -> bool:
        self._write()
        state = self.copy.state
        lacking = gates.missing(state, playbook.of(state).stage(state.stage), CRITERIA)
        for standing in lacking:
            for unmet in standing.unmet:
                self._find(str(line["title"]), f"Before “{title}”: {unmet.say}")
        if any(standing.firm for standing in lacking):
            self._find(str(line["title"]), f"Nobody can go on to “{title}”; what comes after was not walked")
            return False
        return self._try(line, "stage.advance", to=to, reason="walked through")

    def _write(self) -> None:
        """People write what the stage still lacks, as far as they can."""
        state = self.copy.state
        for _ in range(2):
            for standing in gates.missing(state, playbook.of(state).stage(state.stage), CRITERIA):
                recipe = RECIPES.get(standing.criterion)
                for unmet in standing.unmet if recipe else ():
                    try:
                        assert recipe
                        recipe(self.copy, unmet)
                    except Refusal as refusal:
                        self._find(self._now_at(), f"Somebody writes and reads: {refusal.say}")
                    except StopIteration:
                        continue  # what it would hang on is missing, and is found by itself

    def _line(self, line: Record) -> None:
        state, box = self.copy.state, self.copy.state.records["timebox"]
        title = str(line["title"])
        fixed = schedule.at_clock(state, line["fixed_at"], self.copy.now) if line["fixed_at"] else 0
        late = (self.copy.now - fixed) // MINUTE if fixed else 0
        if late >= 1:
            self._find(title, f"Should begin at {line['fixed_at']} and begins {late} minutes late")
        self.copy.now = max(self.copy.now, fixed)
        if line["protected"] and line["minutes"] < line["minimum"]:
            self._find(title, f"Has {line['minutes']} minutes and needs {line['minimum']}")
        self._people_go(line)
        self._write()
        needed, say = NEEDED.get(line["kind"], ((), ""))
        missing = [kind for kind in needed if not any(state.of(kind))]
        if missing:
            self._find(title, say)
        self._act(line)
        self.copy.now += int((box["minutes"] or line["minutes"]) * MINUTE)

    def _act(self, line: Record) -> None:
        """What people do because of what stands on the board."""
        title = str(line["title"])
        for kind in line["board"] or () if self.copy.state.stage == line["stage"] else ():
            if kind not in ACTS:
                continue
            try:
                ACTS[kind](self.copy, lambda say, breaks: self._find(title, say, breaks))
            except Refusal as refusal:
                self._find(title, refusal.say)
        decision = latest(self.copy.state, "decision")
        if (
            decision
            and decision.id not in self.copy.known
            and self.copy.state.records[decision.by]["has_pin"]
        ):
            self.signed = schedule.clock_of(self.copy.state, decision.at)

    def _people_go(self, line: Record) -> None:
        """Who said they leave early is gone by now; who is missing at a protected line is said."""
        state = self.copy.state
        for person in list(state.of("person")):
            moment = leaving.leaves(state, person, self.copy.now)
            if not moment or moment > self.copy.now:
                continue
            if presence.here(person):
                self.copy.give(self.copy.lead(), "people.attest", person=person.id, presence="left")
            # Whether somebody decides in their place is found at the decision itself.
            needed = line["protected"] and "decision" not in (line["board"] or ())
            if needed and person["role"] == Role.first_line_manager:
                self._find(
                    str(line["title"]), f"{person['name']} has left at {schedule.clock_of(state, moment)}"
                )

    def _decides(self) -> bool:
        """Whether this is the day on which the plan is decided."""
        return any("decision" in (line["board"] or ()) for line in self.lines)

    def _end(self) -> None:
        self._write()
        state = self.copy.state
        after = visit.next_stage(state)
        if self._decides() and after:
            self._move(self.copy.state.records[self.lines[-1].id], after.id, after.title)
        planned = playbook.of(state).run_sheet.day_end
        late = (self.copy.now - schedule.at_clock(state, planned, self.morning)) // MINUTE
        if self.day_no <= 2 and late >= 1:
            self._find("", f"The day ends {late} minutes after {planned}")

    def _try(self, line: Record, command: str, **data: Any) -> bool:
        try:
            self.copy.give(self.copy.lead(), command, **data)
        except Refusal as refusal:
            absent = refusal.code == "first_line_manager_absent" and refusal.details["manager"]
            gone = f"Without {absent} nobody can go on; what comes after was not walked"
            self._find(str(line["title"]), gone if absent else refusal.say)
            return False
        return True

    def _now_at(self) -> str:
        live = self.copy.state.live
        return str(live["title"]) if live else ""

    def _find(self, line: str, say: str, breaks: bool = True) -> None:
        at = schedule.clock_of(self.copy.state, self.copy.now) if line else ""
        # Said once for a line, at its first time.
        if not any((one.line, one.say) == (line, say) for one in self.findings):
            self.findings.append(Finding(at, line, say, breaks))
