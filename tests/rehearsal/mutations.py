"""Other scripts made from a given one, so that nothing can know a script by heart."""

import copy
import re

PLAIN = frozenset(
    {
        "text",
        "why",
        "note",
        "title",
        "name",
        "stage",
        "what",
        "outcome",
        "key",
        "at",
        "level",
        "disposition",
        "category",
    }
    | {
        "c",
        "comments",
        "status",
        "role",
        "function",
        "objectives_by_category",
        "stakeholders_by_level",
        "cards_active",
    }
    | {
        "stakeholders_by_disposition",
        "type",
        "reason",
        "influence",
        "decision_role",
        "verdict",
        "kind",
        "schema",
        "stages",
    }
    | {"customer", "seller", "unmet", "refusals"}
)


def renamed(raw):
    """The same workshop with other ids and other people everywhere."""
    doc = copy.deepcopy(raw)
    ids = {p["id"]: f"person-{p['id'][::-1]}" for p in doc["people"]}
    for entry in doc["contributions"]:
        data = entry.get("data") or {}
        ids |= {data[n]: f"{entry['type'][:3]}/{data[n][::-1]}" for n in ("id", "ballot") if n in data}
    ids |= {one["id"]: f"{group}.{one['id'][::-1]}" for group in ("offerings", "facts") for one in doc[group]}
    for person in doc["people"]:
        person["name"] = f"Other {person['name'][::-1]}"
    moves = {id(e["data"]) for e in doc["contributions"] if e["type"] == "advance"}
    done = _changed(doc, ids, moves)
    for entry in done["contributions"]:
        if unmet := (entry.get("expect") or {}).get("unmet"):
            entry["expect"]["unmet"] = [_worded(sentence, ids) for sentence in unmet]
    done["expected"]["excluded_after_briefing"].sort()
    return done


def with_proposals(raw):
    """Qualified opportunities are in the proposal stage instead, wherever they are named."""
    doc = copy.deepcopy(raw)
    for entry in doc["contributions"]:
        data = entry.get("data") or {}
        for values in (data, data.get("change") or {}):
            if values.get("stage") == "qualified":
                values["stage"] = "proposal"
    for row in doc["expected"].values():
        if isinstance(row, dict) and "qualified" in row.get("opportunities", {}):
            row["opportunities"]["proposal"] = row["opportunities"].pop("qualified")
    return doc


def staying(raw):
    """The signals of the second review are answered by staying the course."""
    doc = copy.deepcopy(raw)
    for entry in doc["contributions"]:
        if entry["type"] == "realign" and entry["stage"] == "review2":
            entry["type"] = "stay"
            entry["data"] = {"because": entry["data"]["because"], "why": "nothing to change yet"}
    doc["expected"]["reviews"]["review2"]["realigned"] = 0
    doc["expected"].pop("after_review2")
    return doc


def moving_on_too_early(raw):
    """The second review is tried before anybody reports: what was said in the first does not count in it."""
    doc = copy.deepcopy(raw)
    entries = doc["contributions"]
    at = next(i for i, e in enumerate(entries) if e["stage"] == "review2" and e["type"] == "progress")
    due = {e["data"]["action"] for e in entries[:at] if e["type"] == "accept_action"}
    for entry in entries[:at]:
        if entry["type"] == "progress" and entry["data"]["status"] in ("done", "cancelled"):
            due.discard(entry["data"]["action"])
    unmet = ["open actions without progress: " + ", ".join(sorted(due))]
    early = {"key": "too-early", "type": "advance", "by": doc["people"][0]["id"], "data": {"to": "closed"}}
    early["expect"] = {"outcome": "refused", "reason": "exit_criteria", "unmet": unmet}
    entries.insert(at, {**entries[at], **early})
    for number, entry in enumerate(entries, 1):
        entry["seq"] = number
    for name in ("contributions", "refusals"):
        doc["expected"].pop(name)
    return doc


def deciding_nothing_alone(raw):
    """Nothing moves by a facilitator who is not in, nor by a visitor."""
    doc = copy.deepcopy(raw)
    entries = doc["contributions"]
    by = {p["role"]: p["id"] for p in doc["people"]}
    home = next(i for i, e in enumerate(entries) if e["type"] == "adjourn") + 1
    asked = next(i for i, e in enumerate(entries) if e["type"] == "brief") + 1
    for at, role, kind, reason in (
        (home, "facilitator", "adjourn", "not_present"),
        (home, "facilitator", "advance", "not_present"),
        (asked, "customer_guest", "advance", "not_facilitator"),
        (asked, "second_level_manager", "advance", "not_facilitator"),
        (0, "facilitator", "advance", "not_present"),
    ):
        data = {"to": "briefing"} if kind == "advance" else {}
        early = {"key": f"{role} {kind} {at}", "type": kind, "by": by[role], "data": data}
        early["expect"] = {"outcome": "refused", "reason": reason}
        entries.insert(at, {**entries[max(0, at - 1)], **early})
    for number, entry in enumerate(entries, 1):
        entry["seq"] = number
    for name in ("contributions", "refusals"):
        doc["expected"].pop(name)
    return doc


def _changed(value, ids, moves, inside=""):
    if inside in PLAIN or id(value) in moves:
        return value
    if isinstance(value, dict):
        return {ids.get(k, k): _changed(v, ids, moves, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_changed(one, ids, moves) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def _worded(sentence, ids):
    head, colon, tail = sentence.partition(": ")
    if not colon or re.fullmatch(r"\d+( of \d+)?", tail):
        return sentence
    return head + colon + ", ".join(ids.get(i, i) for i in tail.split(", "))
