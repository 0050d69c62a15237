"""Homework, for the desk: who is asked what, and how many facts each has. Never what they wrote."""

import re

from flask import Blueprint, Response, request

from workshop.rules import homework, presence
from workshop.rules.roles import TEAM
from workshop.rules.state import Record
from workshop.web.page import page
from workshop.web.people import after, back, named
from workshop.web.seat import Seated, desk
from workshop.web.words import by_name

pages = Blueprint("homework", __name__)

#: What each C is called beside its questions.
TITLES = {"customer": "About the customer", "competitor": "About competitors", "company": "About ourselves"}
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


@pages.get("/s/<seat>/homework")
def listed(seat: str) -> Response:
    """Everybody of the team with their question, and the questions to deal out."""
    here = desk(seat)
    state = here.room.state
    questions = {c: [q for of, q in homework.QUESTIONS if of == c] for c in TITLES}
    for given in state.of("homework"):
        kept = questions[given["c"]]
        kept += [given["question"]] if given["question"] not in kept else []
    asked = {h["person"]: h for h in state.of("homework")}
    if asked:
        used = {h["question"] for h in asked.values()}
        questions = {c: [q for q in some if q in used] for c, some in questions.items()}
    return page(
        "homework.html",
        here,
        people=team(here),
        asked=asked,
        done={person: homework.done_by(state, person) for person in asked},
        facts=homework.FACTS,
        questions=questions,
        titles=TITLES,
    )


@pages.post("/s/<seat>/homework/deal")
def deal(seat: str) -> Response:
    """One question to everybody, from the lists, each line one."""
    here = desk(seat)
    questions = [
        {"c": c, "text": text}
        for c in TITLES
        for line in request.form.get(c, "").splitlines()
        if (text := _BULLET.sub("", line).strip()[:4000])
    ]
    if not questions:
        return back(here, problem="Write one question at least.")
    return after(here, here.give("homework.deal", {"questions": questions}))


@pages.post("/s/<seat>/homework/<person>")
def give(seat: str, person: str) -> Response:
    """One person's own question, or none."""
    here = desk(seat)
    named(here, person)
    question = request.form.get("question", "").strip()
    if not question or "none" in request.form:
        return after(here, here.give("homework.take_back", {"person": person}))
    data = {"person": person, "c": request.form.get("c", ""), "question": question}
    return after(here, here.give("homework.give", data))


def team(here: Seated) -> list[Record]:
    """Who can have homework, by name."""
    return by_name(presence.invited(here.room.state, TEAM))
