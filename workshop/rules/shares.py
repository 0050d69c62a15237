"""One board, many hands: its pieces dealt out to pairs. A share orders nobody about: all else stays reachable."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from msgspec import Meta

from workshop.rules import dealing, presence
from workshop.rules.events import Change, Event
from workshop.rules.exercise import Ask, Exercise, Kind
from workshop.rules.fields import Body, Ref, Short
from workshop.rules.refusals import Refusal, invalid
from workshop.rules.roles import DESK, INSIDE, MEMBERS, NOBODY, TEAM
from workshop.rules.sight import INSIDERS, TEAM_ONLY, Audience
from workshop.rules.state import Record, State

#: So many facts make a C worth showing; the playbook's own number decides whether one may move on.
FACTS = 3


class Share(Body):
    """Whose piece of a board it is: a row, a C, an objective, a strategy, an opportunity."""

    board: Short
    piece: Short
    people: list[Short] = []


shares = Exercise(
    kind="shares",
    title="Split the work",
    kinds=(Kind("share", Share, TEAM_ONLY, title="piece", noun="piece", edit=NOBODY, planning=False),),
)


class Deal(Body):
    """Which board, and among whom: whoever of the team is here unless said."""

    board: Short
    people: Annotated[list[Short], Meta(max_length=200)] = []


class Give(Body):
    board: Short
    piece: Short
    people: Annotated[list[Short], Meta(min_length=1, max_length=12)]


class Back(Body):
    """One piece, or the whole board."""

    board: Short
    piece: Ref = ""


@shares.command("deal", Deal, DESK, planning=False, between=True, present=False, proxy=False)
def deal(ask: Ask, data: Deal) -> Event:
    """Every piece of a board once, to pairs with their functions mixed; again deals anew."""
    work = [piece for piece, *_ in _pieces(ask.state, data.board)]
    if not work:
        raise invalid("board", "There is nothing on this board to deal out yet.")
    people = ask.need_all(data.people, "person", "people") if data.people else _here(ask.state)
    if not people:
        raise invalid("people", "Nobody of the team is here yet.")
    dealt = dealing.pieces(work, [dealing.known(p) for p in people], ask.shuffle)
    gone = [s for s in of_board(ask.state, data.board) if s["piece"] not in dealt]
    return ask.event(
        "shares.dealt",
        *(_to(ask, data.board, piece, pair) for piece, pair in dealt.items()),
        *(Change(s.id, s.kind, status="withdrawn") for s in gone),
    )


@shares.command("give", Give, INSIDE, planning=False, refuse="excluded")
def give(ask: Ask, data: Give) -> Event:
    """This piece to these people: by the desk, or by who had it."""
    if data.piece not in {piece for piece, *_ in _pieces(ask.state, data.board)}:
        raise invalid("piece", "That is not on the board any more.")
    held = ask.state.get(_id(data.board, data.piece), "share")
    if not ask.at_desk and not (held and held.active and ask.who.person in held["people"]):
        raise Refusal("not_yours", whose="whoever has it, or the desk")
    people = ask.need_all(dict.fromkeys(data.people), "person", "people")
    if any(p["role"] not in TEAM for p in people):
        raise invalid("people", "Only the team takes a piece.")
    return ask.event("shares.given", _to(ask, data.board, data.piece, [p.id for p in people]))


@shares.command("take_back", Back, DESK, planning=False, between=True, present=False, proxy=False)
def take_back(ask: Ask, data: Back) -> Event:
    """One piece, or all of a board: it is everybody's again."""
    found = [s for s in of_board(ask.state, data.board) if data.piece in ("", s["piece"])]
    return ask.event("shares.taken_back", *(Change(s.id, s.kind, status="withdrawn") for s in found))


@shares.derive(
    "share", "unit", "offering", "cell", "card", "objective", "strategy", "action", "opportunity", to=INSIDERS
)
def standing(state: State, audience: Audience, now: int) -> dict[str, tuple[str, dict[str, Any]]]:
    """How far each piece of a dealt board is: "Castorama row: 3 of 6". `of` is 0 where there is no such number."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for board in dict.fromkeys(s["board"] for s in state.of("share") if s["board"] in _BOARDS):
        rows = [{"piece": i, "title": t, "done": n, "of": m} for i, t, n, m in _pieces(state, board)]
        found[f"pieces:{board}"] = ("pieces", {"board": board, "pieces": rows})
    return found


def of_board(state: State, board: str) -> list[Record]:
    """The shares of a board that stand."""
    return [s for s in state.of("share") if s["board"] == board]


#: (piece, title, done, of)
Piece = tuple[str, str, int, int]


def _pieces(state: State, board: str) -> list[Piece]:
    makes = _BOARDS.get(board)
    if makes is None:
        raise invalid("board", "This board is not dealt out.")
    return list(makes(state))


def _rows(state: State) -> Iterable[Piece]:
    offerings = [o.id for o in state.of("offering")]
    for unit in state.of("unit"):
        cells = (state.get(f"cell:{unit.id}:{offering}", "cell") for offering in offerings)
        known = sum(1 for c in cells if c and c.active and c["status"] != "unknown")
        yield unit.id, f"{unit['name']} row", known, len(offerings)


def _cs(state: State) -> Iterable[Piece]:
    for c in ("customer", "competitor", "company"):
        yield c, c.title(), sum(1 for card in state.of("card") if card["c"] == c), FACTS


def _objectives(state: State) -> Iterable[Piece]:
    for one in state.of("objective"):
        yield one.id, one["text"], sum(1 for s in state.of("strategy") if s["objective"] == one.id), 0


def _strategies(state: State) -> Iterable[Piece]:
    for one in state.of("strategy"):
        own = [a for a in state.of("action") if a["strategy"] == one.id]
        yield one.id, one["text"], sum(1 for a in own if a["state"] == "accepted"), len(own)


def _opportunities(state: State) -> Iterable[Piece]:
    asked = ("initiatives", "amount", "close_date", "sponsor")
    for one in state.of("opportunity"):
        if one["focus"] != "drop":
            yield one.id, one["name"], sum(1 for name in asked if one[name]), len(asked)


_BOARDS: dict[str, Callable[[State], Iterable[Piece]]] = {
    "white_space": _rows,
    "research": _cs,
    "objectives": _objectives,
    "actions": _strategies,
    "opportunity_map": _opportunities,
}


def _id(board: str, piece: str) -> str:
    return f"share:{board}:{piece}"


def _to(ask: Ask, board: str, piece: str, people: list[str]) -> Change:
    return ask.put("share", _id(board, piece), {"board": board, "piece": piece, "people": people})


def _here(state: State) -> list[Record]:
    """Who gets a piece unless said: managers go round and ask, so they are given one by hand only."""
    return presence.taking_part(state, MEMBERS)
