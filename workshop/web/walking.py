"""Tonight's walk-through, on a page: what would break tomorrow."""

from flask import Blueprint, Response

from workshop.engine.walking import next_day, walk
from workshop.web.page import page
from workshop.web.seat import desk, services

pages = Blueprint("walking", __name__)


@pages.get("/s/<seat>/walk-through")
def walk_through(seat: str) -> Response:
    """The next day's run sheet, walked in a copy just now."""
    here = desk(seat)
    with here.room.lock:
        here.room.settle()
        state, now = here.room.state, here.room.now()
        try:
            walked = walk(state, now)
        except ValueError:
            walked = None
    days, number = state.workshop["days"], walked.day if walked else next_day(state)
    date = days[number - 1] if number <= len(days) else ""
    return page(
        "walking.html", here, walked=walked, date=date, title=state.workshop["title"], at=services().clock()
    )
