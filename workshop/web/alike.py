"""Which words sound alike: a hint for whoever joins cards or opens a vote. Nothing is ever joined by it."""

import unicodedata
from collections.abc import Mapping

import msgspec
from flask import Blueprint, Response, request
from rapidfuzz import fuzz, process, utils

from workshop.engine.rulebook import KINDS
from workshop.rules.state import State
from workshop.web.documents import inside
from workshop.web.page import answer
from workshop.web.seat import services

pages = Blueprint("alike", __name__)

#: Alike from here on, in per cent: the same words in whatever order are 100.
ALIKE = 73
#: So many texts are compared with each other, the newest ones, and so many pairs are told.
TEXTS, PAIRS = 400, 300


class Pair(msgspec.Struct, frozen=True):
    """Two records, and how alike their words are, in per cent."""

    one: str
    other: str
    alike: float


@pages.get("/s/<seat>/alike.json")
def alike(seat: str) -> Response:
    """The pairs among the records of a kind (`kind`, on one line of the run sheet with `slot`) that the reader sees."""
    here = inside(seat)
    kind, slot = request.args.get("kind", ""), request.args.get("slot", "")
    texts = words(here.room.seen_by(here.viewer), kind, slot) if kind in KINDS else {}
    found = services().scheduler.aside(lambda: pairs(texts))
    return answer({"pairs": [msgspec.to_builtins(pair) for pair in found]})


def words(state: State, kind: str, slot: str = "") -> dict[str, str]:
    """What there is to compare, by record: the newest of a kind, on one line of the run sheet if it is named."""
    records = [r for r in state.of(kind) if not slot or r["slot"] == slot]
    return {r.id: str(r[KINDS[kind].title] or "") for r in records[-TEXTS:]}


def pairs(texts: Mapping[str, str]) -> list[Pair]:
    """What sounds alike whatever the order of its words, its capitals, accents and signs; the most alike first."""
    plain = {key: text for key, said in texts.items() if (text := _plain(said))}
    found: list[Pair] = []
    for one in list(plain):
        text = plain.pop(one)
        near = process.extract(text, plain, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=None)
        found += [Pair(one, other, round(share, 1)) for _, share, other in near]
    return sorted(found, key=lambda pair: -pair.alike)[:PAIRS]


def _plain(text: str) -> str:
    bare = (sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return utils.default_process("".join(bare))
