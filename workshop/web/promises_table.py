"""Every promise in a table, to follow up in a spreadsheet: who, what, for what outcome, with whom, by when."""

import csv
from io import StringIO

from flask import Blueprint, Response

from workshop.exports.phrases import aloud, name, yes_aloud
from workshop.exports.promises import standing_of
from workshop.rules.state import Record, State
from workshop.web.documents import inside
from workshop.web.invitations import download
from workshop.web.letters import harmless

pages = Blueprint("promises_table", __name__)

COLUMNS = (
    "Owner", "What", "Outcome", "With", "Due", "How it stands", "First step", "Said aloud",
    "Strategy", "Objective",
)  # fmt: skip


@pages.get("/s/<seat>/actions.csv")
def actions(seat: str) -> Response:
    """The promises that this reader sees, by day."""
    here = inside(seat)
    state = here.room.seen_by(here.viewer)
    return download(as_csv(state), "text/csv; charset=utf-8", "actions.csv")


def as_csv(state: State) -> bytes:
    """The table, with a mark that tells spreadsheets its encoding; no cell begins a formula."""
    out = StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL)
    table.writerow(COLUMNS)
    for action in sorted(state.of("action"), key=lambda one: str(one["due"])):
        table.writerow([harmless(cell) for cell in _row(state, action)])
    return out.getvalue().encode("utf-8-sig")


def _row(state: State, action: Record) -> tuple[str, ...]:
    strategy = state.get(action["strategy"], "strategy")
    objective = state.get(strategy["objective"], "objective") if strategy else None
    return (
        name(state, action["owner"]),
        action["what"],
        action["outcome"],
        action["with_whom"] or "",
        action["due"],
        standing_of(state, action)[0],
        action["first_step"] or "",
        "; ".join(said for said in (aloud(state, action), yes_aloud(state, action)) if said),
        strategy["text"] if strategy else "",
        objective["text"] if objective else "",
    )
