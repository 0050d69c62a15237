"""A small plan for Castor Homes, from the customer's sentence to a promise, written by the cast in a room."""

from typing import Any

from tests.cast import Workshop

DUE = "2025-10-20"


class Castor(Workshop):
    """The workshop with a plan in it; `ids` by name of what was written."""

    def __init__(self, log: Any = None) -> None:
        super().__init__(log, currency="GBP", time_zone="Europe/London", days=["2025-10-09", "2025-10-10"])
        self.made: dict[str, str] = {}
        self.open()

    def write(self, as_: str, who: str, command: str, /, **data: Any) -> str:
        """Write something and remember it by a name."""
        self.made[as_] = self.ok(who, command, **data)[0]
        return self.made[as_]

    def briefing(self) -> "Castor":
        """The customer speaks; a published source says the same."""
        self.go_to("briefing")
        self.write("release", "Ana", "research.add_source", title="Annual report 2025", url="https://example.org/r",
                   date="2025-03-25", text="Margins are to rise.", customer_words=True)  # fmt: skip
        carl = self.person("Carl").id
        brief = self.write(
            "brief", "Carl", "questions.add_brief", text="The small stores have nowhere to put anything."
        )
        self.ok("Fay", "record.edit", id=brief, set={"sources": [self.made["release"]]})

        self.write("quote", "Tom", "questions.add_quote", text="Give me two hours a day back.", said_by=carl)
        self.ok("Carl", "questions.confirm", quote=self.made["quote"])
        return self

    def insight(self) -> "Castor":
        """Goal, pressure, initiative, obstacle."""
        self.go_to("research")
        made = self.made
        self.write(
            "goal", "Ana", "insight_map.add_goal", text="Bring the margin to 7 %", told_by=[made["quote"]]
        )
        self.write("pressure", "Ben", "insight_map.add_pressure", text="Wages rise", links=[made["goal"]],
                   sources=[made["release"]])  # fmt: skip
        self.write("initiative", "Eve", "insight_map.add_initiative", text="Modernise the small stores",
                   links=[made["pressure"], made["goal"]])  # fmt: skip
        self.write(
            "obstacle", "Dev", "insight_map.add_obstacle", text="No back room", links=[made["initiative"]]
        )
        return self

    def deal(self) -> "Castor":
        """A person, a unit, an open cell and an opportunity."""
        self.go_to("stakeholders")
        tom, made = self.person("Tom").id, self.made
        self.write("boss", "Tom", "relationship_map.add_stakeholder", name="Ida Norrby", title="Chief executive",
                   level="executive", influence="high", coverage=tom)  # fmt: skip
        self.write("cfo", "Tom", "relationship_map.add_stakeholder", title="Finance chief", level="executive",
                   placeholder=True, reports_to=made["boss"])  # fmt: skip
        self.go_to("whitespace")
        self.write("unit", "Tom", "white_space.add_unit", name="Castor France")
        self.write("offering", "Fay", "white_space.add_offering", name="Pick stations")
        self.ok("Tom", "white_space.set_cell", unit=made["unit"], offering=made["offering"], status="open")
        self.write("deal", "Tom", "opportunity_map.add_opportunity", name="Stations for forty stores",
                   unit=made["unit"], offering=made["offering"], initiatives=[made["initiative"]], amount=600_000,
                   stage="qualified", close_date="2026-03-27")  # fmt: skip
        return self

    def promises(self) -> "Castor":
        """The funnel, two objectives, one strategy, one promise given and one asked for."""
        self.go_to("objectives")
        made = self.made
        self.ok("Tom", "funnel.set", growth_target=1_000_000, average_deal=100_000, win_rate_percent=50,
                prospects_per_opportunity=5)  # fmt: skip
        self.write("objective", "Tom", "objectives.add_objective", category="revenue", text="Win the forty stores",
                   opportunities=[made["deal"]])  # fmt: skip
        self.write("bare", "Eve", "objectives.add_objective", category="marketing", text="Be known in France")
        self.write(
            "strategy",
            "Tom",
            "objectives.add_strategy",
            objective=made["objective"],
            text="Prove two hours in one store",
        )
        self.go_to("actions")
        self.write("action", "Tom", "actions.add_action", strategy=made["strategy"], what="Time the picking route",
                   outcome="A baseline they agree with", owner=self.person("Ana").id, due=DUE)  # fmt: skip
        self.write("asked", "Tom", "actions.add_action", strategy=made["strategy"], what="Draw the station",
                   outcome="A drawing", owner=self.person("Ben").id, due="2025-12-01")  # fmt: skip
        self.ok("Ana", "actions.accept", action=made["action"])
        return self

    def whole(self) -> "Castor":
        """All of it, up to the door of sign-off."""
        return self.briefing().insight().deal().promises()

    def at_signoff(self) -> "Castor":
        """Everything answered, and the room in sign-off."""
        self.whole()
        self.ok("Ben", "actions.accept", action=self.made["asked"])
        self.write(
            "ask",
            "Tom",
            "signoff.add_ask",
            what="A reference visit",
            amount=12_000,
            why="nobody saw one work",
        )
        self.write(
            "risk", "Tom", "signoff.add_risk", text="The project is stopped", response="Start elsewhere"
        )
        self.go_to("signoff")
        return self

    def sign(self, verdict: str = "approved", **more: Any) -> dict[str, Any]:
        """Mara reads and decides."""
        self.ok("Mara", "signoff.start_reading")
        read = self.room.state.records[f"reading:{self.person('Mara').id}"]
        given = {"verdict": verdict, "version": read["version"], "hash": read["hash"], **more}
        return self.do("Mara", "signoff.decide", signed=True, **given)

    def seen(self, name: str) -> Any:
        """The state as somebody sees it."""
        return self.room.seen_by(self.viewer(name))
