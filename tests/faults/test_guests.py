"""What leaves for a guest and for the room screen, byte by byte; and what reaches nobody any more."""

import base64
import json
import re
import secrets
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import msgspec
import pytest

from tests.faults.site import Line, Site, times
from tests.faults.writers import write_on, writing
from tests.live.wired import Gone
from workshop.engine.rulebook import COMMANDS, KINDS
from workshop.rules.events import Change, Entry, Event

PAGES = (
    "",
    "plan",
    "plan.md",
    "plan.json",
    "minutes",
    "minutes.md",
    "thread",
    "thread/{}",
    "version.json",
    "actions.csv",
    "alike.json?kind=card",
    "log.json",
    "customer",
    "acceptance",
    "signoff",
    "week",
    "people",
    "people/{}",
    "readiness",
    "invitations.csv",
    "tents",
    "door",
    "screen",
    "link/{}.json",
    "guide/research.html",
)
#: The workshop's frame, which everybody stands in, and what is the customer's own.
SHARED = frozenset({"workshop", "playbook", "stage", "slot", "timebox", "person", "sitting", "plan"})


def planted(kind: str) -> tuple[str, dict[str, Any]]:
    """A record of a kind, its every free text a canary of its own."""
    return f"planted{kind}", {
        field.name: value
        for field in msgspec.structs.fields(KINDS[kind].body)
        if (value := _filled(kind, field)) is not msgspec.UNSET
    }


def _filled(kind: str, field: msgspec.structs.FieldInfo) -> Any:
    bare = _bare(field.type)
    limits = getattr(field.type, "__metadata__", (msgspec.Meta(),))[0]
    if bare is str and limits.pattern is None and limits.max_length != 64:
        return f"SECRET-{kind}-{field.name}"[: limits.max_length or 200]
    if field.default is not msgspec.NODEFAULT:
        return msgspec.to_builtins(field.default)
    if field.default_factory is not msgspec.NODEFAULT:
        return msgspec.to_builtins(field.default_factory())
    if bare is str:
        return ""
    if bare in (int, float, bool):
        return limits.ge or 1
    if typing.get_origin(bare) is typing.Literal:
        return typing.get_args(bare)[0]
    if typing.get_origin(bare) in (list, dict):
        return typing.get_origin(bare)()
    return next(iter(bare)).value if hasattr(bare, "__members__") else None


def _bare(kind: Any) -> Any:
    while typing.get_origin(kind) is typing.Annotated:
        kind = kind.__origin__
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        return _bare(next(a for a in typing.get_args(kind) if a is not type(None)))
    return kind


def plant(site: Site) -> None:
    """One record of every kind of ours, by Tess, straight into the log."""
    found = {kind: planted(kind) for kind in KINDS if kind not in SHARED}
    with site.inside() as parts:
        room = parts.rooms.open(site.workshop)
        by, at = site.people["Tess"], room.now()
        changes = tuple(Change(record, kind, body) for kind, (record, body) in found.items())
        event = Event("test.planted", at, by, changes)
        room.log.append(room.log.head, [Entry(person="", command="", answer={}, events=(event,))])


def received(site: Site, name: str, line: Line, records: Iterable[str] = ("plantedcard",)) -> bytes:
    """Everything that somebody's socket got, and every page they can ask for."""
    line.caught_up()
    found = "".join(line.texts).encode()
    for path in PAGES:
        for record in records if "{}" in path else ("",):
            found += site.request(name, path.format(record))[1]
    return found


def readings(content: bytes) -> Iterator[str]:
    """The bytes as they are, and as they read once escapes and base64 are undone."""
    text = content.decode("utf-8", "replace")
    yield text.casefold()
    yield re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text).casefold()
    yield re.sub(
        r"%([0-9A-Fa-f]{2})|&#(\d+);", lambda m: chr(int(m[1], 16) if m[1] else int(m[2])), text
    ).casefold()
    for part in re.findall(rb"[A-Za-z0-9+/_-]{24,}={0,2}", content):
        padded = part.replace(b"-", b"+").replace(b"_", b"/") + b"=="
        yield base64.b64decode(padded[: len(padded) // 4 * 4], validate=False).decode("latin-1").casefold()


def leaks(content: bytes, canaries: Iterable[str]) -> list[str]:
    whole = "\n".join(readings(content))
    return [canary for canary in canaries if canary.casefold() in whole]


def test_the_search_finds_what_is_hidden_in_other_writing() -> None:
    for written in (
        b"SECRET-card-text",
        b"secret-CARD-text",
        rb"\u0053ECRET-card-text",
        b"%53ECRET-card-text",
        b"&#83;ECRET-card-text",
        b"x " + base64.b64encode(b"a SECRET-card-text here") + b" y",
    ):
        assert leaks(written, ["SECRET-card-text"]), written


#: What the second-level manager may read: the briefing, what is asked of them, signed, and told the customer.
SENIORS = ("brief", "quote", "ask", "decision", "acceptance", "customer_item", "presentation")
THEIRS = tuple(f"SECRET-{kind}-" for kind in SENIORS)


#: Fields of commands that point at a record.
POINTING = frozenset({"id", "person", "question", "quote", "note", "slot", "of", "into", "target"})
OUTSIDE = ("Carl", "Screen", "Sven", "Walker")
BRIEFINGS = (*OUTSIDE, "asking", "neighbour", "calm", "busy", "closing")


@pytest.fixture(scope="module")
def workshops(street: Site) -> dict[str, Site]:
    """A workshop for each of what follows, on one server: most in the briefing, with words of ours in five of them."""
    made = {name: street.twin("briefing") for name in BRIEFINGS}
    made |= {f"withdrawn {n}": street.twin("research") for n in range(times("WITHDRAWALS", 1))}
    for name in (*OUTSIDE, "asking"):
        plant(made[name])
    street.start()
    return made


def canaries() -> list[str]:
    """Every free text of every planted record."""
    texts = [str(v) for kind in KINDS if kind not in SHARED for v in planted(kind)[1].values()]
    return sorted({text for text in texts if text.startswith("SECRET")})


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_of_ours_is_in_any_byte_that_leaves_the_team(workshops: dict[str, Site], name: str) -> None:
    site, ours = workshops[name], canaries()
    assert len(ours) > 60
    with site.line(name) as outside, site.line("Tess") as tess, site.line("Fay") as fay:
        outside.give("people.arrive", how="room")
        assert tess.give("questions.add_question", text="SECRET-drafted")["ok"]
        assert tess.give("people.raise_hand", to_say="SECRET-hand")["ok"]
        assert fay.give("people.add", people=[{"name": "SECRET-name", "email": "SECRET-mail@x.test"}])["ok"]
        assert fay.give("people.attest", person=site.people["Tom"], presence="left")["ok"]
        keys = []
        for kind, command in COMMANDS.items():
            fields = {f.name: f"planted{f.name}" for f in msgspec.structs.fields(command.data)}
            for wish in (fields, {"id": "plantedcard"}, {"question": "plantedquestion", "text": "x"}):
                keys.append(secrets.token_hex(16))
                outside.event("command", id=keys[-1], type=kind, data=wish)
        assert all(outside.answer(key) for key in keys)
        more = ["SECRET-drafted", "SECRET-hand", "SECRET-name", "SECRET-mail", '"Tom"']
        more += [site.people[one] for one in ("Tom", "Tess", "Mara", "Cora")]
        if name == "Sven":
            ours = [canary for canary in ours if not canary.startswith(THEIRS)]
            more.remove(site.people["Tess"])
        outside.settled()
        assert leaks(received(site, name, outside), [*ours, *more]) == []
        assert len(leaks(received(site, "Tess", tess, KINDS), ours)) > 30  # and so the search does find


def test_a_guest_cannot_tell_a_record_of_ours_from_one_that_is_not_there(workshops: dict[str, Site]) -> None:
    site = workshops["asking"]
    with site.line("Carl") as carl:
        assert carl.give("people.arrive", how="room")["ok"]
        for kind, command in COMMANDS.items():
            names = [f.name for f in msgspec.structs.fields(command.data)]
            for name in names:
                if name not in POINTING:
                    continue
                answers = []
                for record in ("plantedcard", "notherecard"):
                    wish = {n: "x" for n in names if n in ("text", "to_say", "why")} | {name: record}
                    found = carl.give(kind, **wish)
                    answers.append({n: v for n, v in found.items() if n not in ("id", "made")})
                assert answers[0] == answers[1], (kind, name, answers)


def test_nothing_of_one_workshop_reaches_anybody_of_another(workshops: dict[str, Site]) -> None:
    site, other = workshops["neighbour"], workshops["asking"]
    with site.line("Fay") as fay, site.line("Tess") as tess:
        for kind, command in COMMANDS.items():
            names = {f.name for f in msgspec.structs.fields(command.data)} & POINTING
            for name in names if kind != "people.withdraw" else ():
                fay.give(kind, **{name: "plantedcard"})
        people = {other.people[name] for name in ("Tess", "Tom", "Mara")}
        for name, line in (("Fay", fay), ("Tess", tess)):
            line.settled()
            assert (
                leaks(received(site, name, line, ("plantedcard", "plantedaction")), [*canaries(), *people])
                == []
            )
    for name in ("Fay", "Tess"):  # a cookie is good for its own seats
        mixed = Request(f"http://127.0.0.1:{site.port}/s/{other.seats[name]}/plan.json")
        mixed.add_header("Cookie", f"workshop={site.cookies[name]}")
        with pytest.raises(HTTPError, match="403"):
            urlopen(mixed, timeout=10)


def masked(line: Line) -> list[str]:
    """Frames without what is random or a time."""
    found = [re.sub(r'"[a-z2-7]{16}"|"[0-9a-f]{16,32}"', '"*"', text) for text in line.texts]
    return [re.sub(r"\d{13}", "T", text) for text in found if text.startswith("42")]


def test_a_guests_bytes_are_the_same_however_busy_the_team_is(workshops: dict[str, Site]) -> None:
    heard, pages = [], []
    for busy in (False, True):
        site = workshops["busy" if busy else "calm"]
        with site.line("Carl") as carl, site.line("Tess") as tess, site.line("Fay") as fay:
            assert carl.give("people.arrive", how="room")["ok"]
            made = tess.give("questions.add_question", text="What comes first?")["made"][0]
            for number in range(12 if busy else 0):
                assert tess.give("questions.add_question", text=f"hidden {number}")["ok"]
                assert tess.give("questions.add_brief", text=f"we heard {number}")["ok"]
                assert tess.give("people.raise_hand", to_say="me")["ok"]
                assert fay.give("people.attest", person=site.people["Tom"], presence="room")["ok"]
                fay.event("presence", typing=True, ready=True)
            assert fay.give("questions.put", question=made)["ok"]
            assert carl.give("questions.answer", question=made, text="The shops.")["ok"]
            carl.settled()
        with site.line("Carl") as again:
            heard.append([*masked(carl), *masked(again)])
        found = [site.request("Carl", path)[1] for path in ("", "customer", "plan.json")]
        clean = [re.sub(rb"[a-z2-7]{16}|[0-9a-f]{16,32}|\d{13}|127.0.0.1:\d+", b"*", page) for page in found]
        pages.append([re.sub(rb"(Date|Content-Length|ETag): .*", b"", page) for page in clean])
    assert heard[0] == heard[1]
    assert pages[0] == pages[1]


def test_a_person_whose_link_is_withdrawn_hears_and_says_nothing_more(workshops: dict[str, Site]) -> None:
    for number in range(times("WITHDRAWALS", 1)):
        site = workshops[f"withdrawn {number}"]
        writers = writing(site, ("Tom", "Mara"), pause=0.01)
        with site.line("Tess") as one, site.line("Tess") as other, site.line("Fay") as fay:
            write_on(writers)
            status, _page = site.request("Fay", f"people/{site.people['Tess']}/withdraw", b"")
            assert status == 200
            write_on(writers)
            for writer in writers:
                writer.stop()
            fay.caught_up()
            for tab in (one, other):
                with pytest.raises(Gone):
                    tab.give("people.raise_hand")
                names = [json.loads(text[2:])[0] for text in tab.texts if text.startswith("42")]
                assert "closed" in names
                assert "patch" not in names[names.index("closed") :]
                assert "answer" not in names
            assert site.request("Tess", "")[0] in (403, 410)
            assert site.request("Tess", "plan.json")[0] in (403, 410)
            with pytest.raises(Gone):
                Line(site, "Tess").come()


def test_a_guest_whose_window_closes_hears_and_says_nothing_more(workshops: dict[str, Site]) -> None:
    site = workshops["closing"]
    with site.line("Carl") as one, site.line("Carl") as other, site.line("Fay") as fay:
        assert fay.give("stage.advance", to="research", reason="a test")["ok"]
        writers = writing(site, ("Tom", "Tess"), pause=0.01)
        write_on(writers)
        for writer in writers:
            writer.stop()
        for tab in (one, other):
            key = secrets.token_hex(16)
            assert tab.give("questions.add_brief", key, text="too late")["refused"] == "excluded"
            tab.settled()
            names = [json.loads(text[2:])[0] for text in tab.texts if text.startswith("42")]
            assert names[names.index("closed") :] == ["closed", "answer"]
        for path in PAGES:
            assert site.request("Carl", path.format("x"))[0] in (403, 404, 410), path
        with site.line("Carl") as again:
            assert again.held == {}
