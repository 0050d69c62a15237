"""One workshop with every role in it, walked through every line of the two days and what comes after."""

from collections.abc import Callable, Iterator

from tests.browser.conftest import Room
from tests.browser.promised import Promised
from tests.browser.shared_room import at_home
from tests.browser.standing import LONG, Standing
from tests.server import Person

TOM, TESS, XIA, WIK = "Tom Okafor", "Tess Marchetti", "陈晓梅", "Wiktor Zaręba"
MARA, CORA, SVEN, CARL = "Mara Vandenbroucke", "Cora Lind", "Sven Pellew", "Carl Marsh"
TEAM = (TOM, TESS, XIA, WIK)
CAST = [
    *({"name": name} for name in TEAM),
    {"name": MARA, "role": "first_line_manager"},
    {"name": CORA, "role": "co_facilitator"},
    {"name": SVEN, "role": "second_level_manager"},
    {"name": CARL, "role": "customer_guest", "function": "COO"},
]
REASON = "Only a look at every page"
WORDS = (
    "The back room is where their day disappears",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "门店员工每天花四个小时拣货。",
)


class Way(Promised, Standing):
    """The room, moved line by line; each line holds something of each sort before it is looked at."""

    def __init__(self, make: Callable[..., Room], *, crowd: bool = False) -> None:
        more = [{"name": f"{LONG[n % len(LONG)]} {n}", "function": "sales"} for n in range(26)]
        cast = {"people": [*CAST, *more]} if crowd else {}
        self.room = make(offerings=[], currency="EUR", annual_revenue=10_000_000, **cast)
        self.crowd = crowd
        self.more = [str(one["name"]) for one in more] if crowd else []
        self.team = TEAM
        self.ids = {name: str(one["id"]) for name, one in self.room.people.items()}
        self.seats = {"Fay": self.room.fay}
        self.made = {"objective": [], "strategy": [], "action": []}
        self.known: dict[str, str] = {}
        self.reached = self.stage = "open"

    def person(self, name: str) -> Person:
        """Always the same browser session: a visitor's second device would ask the desk."""
        return self.room.fay if name == "Fay" else at_home(self.room, name)

    def go_to(self, stage: str) -> None:
        """Move on, going around what is missing. What fills a stage only says where it is."""
        if stage != self.reached:
            self.ask("Fay", "stage.advance", to=stage, reason=REASON)
            self.reached = stage

    def walk(self) -> Iterator[str]:
        """Every stage in its order; what is given is the title of what everybody has before them."""
        for stage in (
            self.opening, self.briefing, self.research, self.stakeholders, self.whitespace, self.focus,
            self.goals, self.promises, self.signing, self.afterwards,
        ):  # fmt: skip
            yield from stage()

    def lines(self, *slots: str) -> Iterator[str]:
        """Start one line after the other."""
        for slot in slots:
            self.ask("Fay", "stage.go", slot=f"slot:{slot}")
            yield slot

    def opening(self) -> Iterator[str]:
        yield "doors closed"
        self.ask("Fay", "stage.open_doors")
        yield "doors open"
        for name in (*TEAM, MARA, CORA, SVEN, CARL, *self.more):
            self.ask(name, "people.arrive", how="room")
        self.ask(TESS, "people.raise_hand", to_say="About Lille")
        yield from self.lines("roll_call")
        yield from self.written("promises")
        self.ask("Fay", "stage.go", slot="slot:questions")
        for text in WORDS:
            self.ask(TOM, "questions.add_question", text=text)
        yield "questions"

    def written(self, slot: str) -> Iterator[str]:
        """Notes of several people on a line."""
        self.ask("Fay", "stage.go", slot=f"slot:{slot}")
        for n, text in enumerate(WORDS * (67 if self.crowd else 2)):
            self.ask(TEAM[n % 4], "capture.add_note", text=f"{n} {text}", slot=f"slot:{slot}")
        yield slot

    def briefing(self) -> Iterator[str]:
        self.go_to("briefing")
        for text in WORDS:
            note = self.ask(TESS, "questions.add_brief", text=text)[0]
        for one in (note, self.ask(CARL, "questions.add_brief", text="Two hours back for everybody")[0]):
            self.ask(TOM, "questions.quote", of=one)
        yield from self.lines("talk")
        asked = [self.ask(XIA, "questions.add_question", text=f"What keeps you awake, {n}?") for n in (1, 2)]
        self.ask("Fay", "questions.put", question=asked[0][0])
        self.ask("Fay", "questions.answer", question=asked[0][0], text="Less waiting.")
        self.ask("Fay", "questions.put", question=asked[1][0])
        yield from self.lines("ask", "read_back", "coffee")

    def research(self) -> Iterator[str]:
        self.go_to("research")
        yield from self.written("debrief")
        self.ask("Fay", "capture.reveal", slot="slot:debrief")
        self.ask(TOM, "capture.add_cluster", title="The back room", slot="slot:debrief")
        yield "debrief revealed"
        source = self.ask(TOM, "research.add_source", title="Annual report", customer_words=True)
        for n, c in enumerate(("customer", "competitor", "company") * (67 if self.crowd else 2)):
            text = f"{n} {WORDS[n % 3]}"
            self.ask(TESS, "research.add_card", c=c, text=text, sources=source if n % 2 else [])
        for place in ("Lille", "Poland"):
            self.ask(TOM, "research.add_unknown", question=f"Who decides in {place}?")
        yield from self.lines("three_cs")
        self.places(self.crowd, 4)
        goal = self.ask(XIA, "insight_map.add_goal", text="Shops that anybody can run alone")
        self.ask(XIA, "insight_map.add_pressure", text="Rents rise", links=goal)
        self.ask(XIA, "insight_map.add_obstacle", text=WORDS[1], links=list(self.known.values())[:1])
        yield from self.lines("insight")

    def stakeholders(self) -> Iterator[str]:
        self.people(self.crowd, 4)
        yield from self.lines("people_map")
        claire = self.known["Claire Boucher"]
        for name, mark in ((TESS, "supporter"), (XIA, "opponent"), (WIK, "neutral")):
            self.ask(name, "relationship_map.rate", stakeholder=claire, disposition=mark, influence="high")
        self.ask("Fay", "relationship_map.show", stakeholder=claire)
        yield from self.lines("spread", "people_gaps")

    def people(self, crowd: bool, units: int) -> None:
        """The map, unless it stands."""
        if "Claire Boucher" not in self.known:
            super().people(crowd, units)

    def grid(self, crowd: bool, units: int) -> None:
        """The grid, unless it stands."""
        if not hasattr(self, "open"):
            super().grid(crowd, units)

    def whitespace(self) -> Iterator[str]:
        self.grid(self.crowd, 4)
        yield from self.lines("grid")
        self.deals(self.crowd, 4)
        yield from self.lines("opportunities")
        for place in ("Lille", "Poland"):
            self.ask(TOM, "talk.add_parked", text=f"Who pays for {place}?")
            self.ask(TOM, "talk.add_decision_note", text=f"We call {place} first", how="asked around")
        yield from self.lines("close_of_day")
        self.ask("Fay", "stage.adjourn")
        yield "adjourned"
        self.ask("Fay", "stage.open_doors")
        for name in (*TEAM, MARA, CORA):
            self.ask(name, "people.arrive", how="room")
        yield from self.lines("overnight")

    def focus(self) -> Iterator[str]:
        self.go_to("focus")
        for n, deal in enumerate(self.deal_ids[:2]):
            for name in TEAM:
                self.ask(name, "opportunity_map.bet", opportunity=deal, yes=bool(n))
        self.ask(MARA, "opportunity_map.show", opportunity=self.deal_ids[0], what="bet")
        yield from self.lines("honesty", "dots")
        ballot = self.ask("Fay", "vote.open", items=self.deal_ids)[0]
        self.ask(TOM, "vote.set_dots", ballot=ballot, item=self.deal_ids[0], dots=1)
        yield "dots open"
        self.ask("Fay", "vote.close", ballot=ballot)
        yield "dots closed"
        for n, name in enumerate(TEAM):
            self.ask(
                name, "opportunity_map.rate", opportunity=self.deal_ids[0], to_customer=5 - n, to_us=1 + n
            )
        yield from self.lines("mutual_value", "decide", "morning_two")

    def goals(self) -> Iterator[str]:
        self.go_to("objectives")
        yield from self.lines("funnel")
        self.ask(
            TOM, "funnel.set", growth_target=2_100_000, average_deal=100_000, win_rate_percent=70,
            prospects_per_opportunity=5,
        )  # fmt: skip
        yield "funnel worked out"
        for name in ("Head of purchasing", "Head of stores"):
            self.ask(TESS, "funnel.add_prospect", name=name, referrer="The store manager")
        yield from self.lines("names")
        self.objectives()
        yield from self.lines("objectives")

    def promises(self) -> Iterator[str]:
        self.go_to("actions")
        self.actions(40 if self.crowd else 6)
        self.ask(TOM, "actions.decline", action=self.made["action"][4], why="I am away until June")
        yield from self.lines("write_actions", "accept_actions", "load", "first_steps")

    def signing(self) -> Iterator[str]:
        self.go_to("signoff")
        yield from self.written("premortem")
        for text, what in (
            ("Prices go up", "A technician for two days a week"),
            ("Julian leaves", "A demo van"),
        ):
            self.ask(TOM, "signoff.add_risk", text=text, owner=self.ids[TOM])
            self.ask(WIK, "signoff.add_ask", what=what, why="Lille waits")
        yield from self.lines("asks", "she_reads")
        one = self.ask(MARA, "signoff.challenge", target=self.made["action"][0], text="Who pays?")[0]
        two = self.ask(MARA, "signoff.challenge", target=self.made["objective"][0], text="How do we know?")[0]
        self.ask(TOM, "signoff.answer_challenge", challenge=two, text="They told us on the first morning")
        yield from self.lines("challenges", "pledge")
        for name in TEAM:
            self.ask(name, "signoff.pledge", confidence=4)
        self.ask(TOM, "signoff.five_why", text="A technician")
        self.ask(TOM, "signoff.answer_challenge", challenge=one, text="Their own budget for repairs")
        yield from self.lines("decision")
        self.sign(MARA, "signoff.decide", "approved")
        yield "signed"
        self.ask("Fay", "signoff.set_date", what="weekly", when="Fridays at nine", who="Tom")
        yield from self.lines("dates")

    def afterwards(self) -> Iterator[str]:
        self.go_to("acceptance")
        self.ask(SVEN, "people.arrive", how="remote")
        yield from self.lines("senior_review")
        self.sign(SVEN, "signoff.accept", "accepted")
        self.go_to("review1")
        self.ask(TOM, "actions.report", action=self.made["action"][0], status="late", note="They moved")
        yield from self.lines("progress1", "attainment1")
        for n, text in enumerate(("Poland says no", "Lille wants more")):
            touched = self.made["objective"][n : n + 1]
            self.ask(TOM, "review.add_signal", kind="result", text=text, affects=touched)
        yield from self.lines("signals1", "stay_or_change1")
        self.go_to("review2")
        self.go_to("closed")
        yield "closed"
