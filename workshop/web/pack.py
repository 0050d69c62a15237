"""Everything on paper, for the day on which nothing else works: to print before, and to put in a drawer."""

import itertools
from typing import Any

from flask import Blueprint, Response
from markupsafe import Markup

from workshop.rules import playbook, schedule
from workshop.rules.roles import TEAM, Role
from workshop.rules.state import Record, State
from workshop.web.guides import guide
from workshop.web.page import page
from workshop.web.seat import desk, services

pages = Blueprint("pack", __name__)

#: Cards on a sheet, and what each sheet asks for.
CARDS = (
    ("A fact", "How do we know it? Who said it, when?"),
    ("What they are trying to achieve", "In their own words. Who told us?"),
    ("What presses on them, what they do about it, what is in the way", "Which goal is it about?"),
    ("What we could do", "Which of their initiatives does it serve? Whom there would it help?"),
)
ON_A_SHEET = 8
#: Actions on the sheet that is signed: as many as fit.
ACTIONS = 14


@pages.get("/s/<seat>/pack")
def pack(seat: str) -> Response:
    """Run sheet, guides, blank cards, people and the sheet to sign, as one page to print."""
    here = desk(seat)
    state, now = here.room.state, here.room.now()
    return page(
        "pack.html",
        here,
        title=state.workshop["title"],
        days=days(state, now),
        guides=guides(state),
        people=_people(state),
        cards=[(title, ask, range(ON_A_SHEET)) for title, ask in CARDS],
        actions=range(ACTIONS),
        signer=(state.get(state.workshop["signer"], "person") or {"name": ""})["name"],
        senior=next((p["name"] for p in state.of("person") if p["role"] == Role.second_level_manager), ""),
    )


def days(state: State, now: int) -> list[dict[str, Any]]:
    """The run sheet of each day as it stands: when each line begins if nobody is late."""
    dates, found = state.workshop["days"], []
    lines = [s for s in schedule.lines(state) if not s["dropped"] and s["day"] <= max(len(dates), 2)]
    for day_no, slots in itertools.groupby(lines, key=lambda slot: int(slot["day"])):
        todo = list(slots)
        morning = schedule.at_clock(state, schedule.day_start(state), now)
        expected = schedule.expected_of_day(state, todo, morning)
        rows = [
            {"at": schedule.clock_of(state, start), "slot": slot, "minimum": slot["minimum"]}
            for slot, (start, _) in zip(todo, expected, strict=True)
        ]
        end = schedule.clock_of(state, expected[-1][1])
        date = dates[day_no - 1] if day_no <= len(dates) else ""
        found.append({"number": day_no, "date": date, "rows": rows, "end": end})
    return found


def guides(state: State) -> list[tuple[str, str, Markup]]:
    """What to say and what to watch for, stage by stage: (title, purpose, guide)."""
    home = services().config.home
    made = ((s.title, s.purpose, guide(state, s.id, home)) for s in playbook.of(state).stages)
    return [(title, purpose, Markup(text)) for title, purpose, text in made if text]  # noqa: S704 - cleaned


def _people(state: State) -> list[Record]:
    """Everybody who is invited: the team, who else sits in, the desk."""
    found = [p for p in state.of("person") if p["role"] != Role.screen and not p["withdrawn"]]
    return sorted(found, key=lambda p: (p["role"] not in TEAM, str(p["name"]).casefold()))
