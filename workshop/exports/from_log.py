"""A document straight from a log, without a server."""

import time

from workshop.engine.seeing import as_seen
from workshop.exports.markdown import as_markdown
from workshop.exports.plan import plan as plan_of
from workshop.rules.roles import Role, Viewer
from workshop.rules.state import fold
from workshop.store.log import Log


def document(log: Log) -> str:
    """The plan as the team reads it."""
    state = fold(event for _, event in log.read())
    now = time.time_ns() // 1_000_000
    return as_markdown(plan_of(as_seen(state, Viewer("", Role.participant), now), now))
