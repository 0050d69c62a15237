"""What a rehearsal begins with: the workshop's particulars, its people, offerings and research pack."""

from collections.abc import Iterator
from typing import Any

import msgspec

from workshop.rehearsal.script import Script
from workshop.rehearsal.translate import Names, Sort

#: Bytes of sources in one command; a message may hold 64 kB.
BATCH = 48_000


def particulars(script: Script) -> dict[str, Any]:
    """The workshop as its desk would describe it."""
    days = list(dict.fromkeys(c.at[:10] for c in script.contributions))
    return {
        "title": script.title,
        "customer": script.customer["name"],
        "seller": script.seller["name"],
        "sector": script.customer.get("sector", ""),
        "currency": script.currency,
        "time_zone": script.time_zone,
        "days": days[:10],
        "annual_revenue": script.seller.get("annual_revenue_with_customer", 0),
        "growth_target_percent": script.seller.get("growth_target_percent", 0),
        "rehearsal": True,
        "grace_s": 0,
    }


def lead(script: Script) -> dict[str, Any]:
    """The facilitator, as the workshop's first person."""
    person = script.person("facilitator")
    return {
        "name": person.name,
        "function": person.function,
        "organisation": person.organisation,
        "side": person.side,
    }


def people(script: Script) -> tuple[list[str], list[dict[str, Any]]]:
    """Everybody else: their ids in the script, and how they are invited, in the same order."""
    lead_id = script.person("facilitator").id
    others = [p for p in script.people if p.id != lead_id]
    fields = ("name", "role", "function", "organisation", "side", "place", "calls_on")
    return [p.id for p in others], [{name: getattr(p, name) for name in fields} for p in others]


def packs(script: Script) -> Iterator[tuple[list[str], list[dict[str, Any]]]]:
    """The facts as sources, in batches that fit into a message each: ids, and their sources."""
    ids: list[str] = []
    batch: list[dict[str, Any]] = []
    size = 0
    for fact in script.facts:
        source = {
            "title": fact.source.title[:200],
            "text": fact.text,
            "url": fact.source.url,
            "date": fact.source.date or "",
            "date_note": fact.source.date_note[:200],
            "ref": fact.id,
        }
        weight = len(msgspec.json.encode(source))
        if batch and size + weight > BATCH:
            yield ids, batch
            ids, batch, size = [], [], 0
        ids.append(fact.id)
        batch.append(source)
        size += weight
    if batch:
        yield ids, batch


def commands(script: Script) -> Iterator[tuple[Sort, list[str], str, dict[str, Any]]]:
    """What the desk does before the doors open: sort and ids of what each command makes, its type and data."""
    ids, invited = people(script)
    yield Sort.person, ids, "people.add", {"people": invited}
    for offering in script.offerings:
        yield Sort.offering, [offering.id], "white_space.add_offering", {"name": offering.name}
    for facts, sources in packs(script):
        yield Sort.fact, facts, "research.add_sources", {"sources": sources}


def named(script: Script, lead_record: str) -> Names:
    """The names before anything was made: only the lead is there."""
    names = Names()
    names.learn(Sort.person, script.person("facilitator").id, lead_record)
    return names
