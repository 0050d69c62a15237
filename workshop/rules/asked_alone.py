"""Asked of everybody alone: each answers for their own eyes, then how the answers are spread is put on the table.

One way for every private scale (how we see somebody, would you bet on it, what is it worth): blind until shown, never
with fewer answers than would hide who said what, and asked again with the first answers put away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask
from workshop.rules.refusals import invalid
from workshop.rules.state import Record, State

#: A spread is put on the table from so many answers on: fewer would show who said what.
SPREAD_FROM = 3


@dataclass(frozen=True)
class AskedAlone:
    """A private scale: the kind of its answers, the kind and id of what is put on the table, and what it is about."""

    answer: str
    table: str
    about: str
    table_id: str

    def said(self, state: State, thing: str) -> list[Record]:
        """What was answered so far about one thing."""
        return [r for r in state.of(self.answer) if r[self.about] == thing]

    def shown(self, state: State, thing: str) -> Record | None:
        """The spread, if it is on the table."""
        record = state.get(self.table_id.format(thing), self.table)
        return record if record and record.active else None

    def need_open(self, ask: Ask, thing: str) -> Record:
        """What is asked about, while answers are still taken."""
        record = ask.need(thing, self.about)
        if self.shown(ask.state, record.id):
            raise invalid(self.about, "The answers are on the table already.")
        return record

    def give(self, ask: Ask, event: str, thing: str, values: Mapping[str, Any]) -> Event:
        """My answer; again replaces it."""
        own = f"{self.answer}:{thing}:{ask.who.person}"
        return ask.event(event, ask.put(self.answer, own, {self.about: thing, **values}))

    def show(
        self, ask: Ask, event: str, thing: str, spread: Callable[[list[Record]], Mapping[str, Any]]
    ) -> Event:
        """Put the spread on the table, without names."""
        said = self.said(ask.state, thing)
        if len(said) < SPREAD_FROM:
            raise invalid(self.about, f"Wait for {SPREAD_FROM} answers: fewer would show who said what.")
        values = {self.about: thing, "answers": len(said), **spread(said)}
        return ask.event(event, ask.put(self.table, self.table_id.format(thing), values))

    def again(self, ask: Ask, event: str, thing: str) -> Event:
        """Everybody is asked once more: what was said is put away, and the spread with it."""
        table = self.shown(ask.state, thing)
        gone = [*self.said(ask.state, thing), *([table] if table else [])]
        if not gone:
            raise invalid(self.about, "Nobody has answered yet.")
        return ask.event(event, *(Change(id=r.id, kind=r.kind, status="withdrawn") for r in gone))
