"""The plan: one document that is read from top to bottom, the customer first, the signature last."""

from workshop.exports.afterwards import asks, dates, decisions, open_ends, risks, signatures, since, went_on
from workshop.exports.deals import funnel, money_figures, opportunities, white_space
from workshop.exports.outline import Document, Line, Paragraph, Pieces, Section
from workshop.exports.photographs import beside
from workshop.exports.phrases import counted, joined, moment, money, name, quoted
from workshop.exports.promises import load, objectives
from workshop.exports.references import cited
from workshop.exports.wants import people, wants
from workshop.rules.signing import approval
from workshop.rules.state import State


def plan(state: State, now: int) -> Document:
    """The plan as the reader of this state may see it. `now` (ms) is printed as the time of reading."""
    workshop = state.workshop
    sections = (
        brief(state), wants(state), people(state), white_space(state), opportunities(state), funnel(state),
        objectives(state), load(state, now), risks(state), asks(state), decisions(state), dates(state), since(state),
        went_on(state), signatures(state), *open_ends(state),
    )  # fmt: skip
    document = Document(
        title=workshop["customer"],
        kicker=f"Account plan, {workshop['seller']}" if workshop["seller"] else "Account plan",
        lead=workshop["title"] if workshop["title"] != workshop["customer"] else "",
        meta=(standing(state), f"Read at {moment(state, now)}"),
        sections=tuple(s for s in sections if s is not None),
        foot=("What is said about the customer carries its source; the rest is the team’s own judgement.",),
    )  # fmt: skip
    return cited(beside(state, document))


def standing(state: State) -> str:
    """The version, and whether it is signed."""
    version = state.records["plan"]["version"] if "plan" in state.records else 0
    decision = approval(state)
    if decision is None:
        return f"Version {version}, not signed yet"
    by = f"signed by {decision['name']} at {moment(state, decision.at)}"
    if decision["version"] == version:
        return f"Version {version}, {by}"
    return f"Version {version}; version {decision['version']} was {by}"


def brief(state: State) -> Section:
    """What somebody needs to know who reads no further."""
    pieces: list[Pieces] = [Paragraph(tuple(_aims(state)), lead=True)]
    if figures := money_figures(state):
        pieces.append(figures)
    pieces.append(Paragraph((*_promised(state), Line(standing(state)))))
    return Section("brief", "In brief", tuple(pieces))


def _aims(state: State) -> list[Line]:
    goals = list(state.of("goal"))
    customer = state.workshop["customer"]
    if not goals:
        return [Line(f"What {customer} wants has not been written down yet")]
    shown = [quoted(goal["text"]) for goal in goals[:3]]
    more = [f"{counted(len(goals) - 3, 'more thing')}"] if len(goals) > 3 else []
    said = [Line(f"What {customer} wants is this: {joined(shown + more)}", goals[0].id)]
    deals = [
        o
        for o in state.of("opportunity")
        if o["focus"] in ("focus", "") and o["stage"] not in ("lost", "on_hold")
    ]
    if deals:
        top = sorted(deals, key=lambda o: -int(o["amount"]))[:3]
        worth = money(state, sum(d["amount"] for d in deals))
        helps = counted(len(deals), "opportunity", "opportunities")
        said.append(
            Line(f"We can help in {helps} worth {worth}, first with {quoted(top[0]['name'])}", top[0].id)
        )
    return said


def _promised(state: State) -> list[Line]:
    actions = list(state.of("action"))
    objectives_ = sum(1 for _ in state.of("objective"))
    if not actions:
        return [Line("Nothing has been promised yet")]
    owners = {a["owner"] for a in actions}
    people_, under = counted(len(owners), "person", "people"), counted(objectives_, "objective")
    verb = "stands" if len(actions) == 1 else "stand"
    lines = [Line(f"{counted(len(actions), 'promise').capitalize()} by {people_} {verb} under {under}")]
    waiting = sorted({name(state, a["owner"]) for a in actions if a["state"] == "proposed"})
    if waiting:
        verb = "has" if len(waiting) == 1 else "have"
        lines.append(Line(f"{joined(waiting)} {verb} not answered for all of theirs", tone="warn"))
    done = sum(1 for a in actions if a["progress"] == "done")
    if done:
        lines.append(
            Line(f"{counted(done, 'promise').capitalize()} {'is' if done == 1 else 'are'} kept already")
        )
    return lines
