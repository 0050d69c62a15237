"""A workshop that stands at one line of the run sheet, with what the boards before it would hold."""

from collections.abc import Callable
from typing import Any

from tests.browser.conftest import Room
from tests.server import Person

STAGES = ("open", "briefing", "research", "stakeholders", "whitespace", "focus", "objectives")
NAMES = ("Tom Okafor", "Tess Marchetti", "陈晓梅", "Wiktor Zaręba")
LONG = (
    *("Bartholomew Featherstonehaugh-Cholmondeley", "مریم", "Anneke van der Bellen-Oosterhuis"),
    *("Siddharth Balasubramanian", "Łucja Dąbrowska", "이서연", "Zoë Ó Súilleabháin"),
)
PEOPLE = (
    ("Thierry Garnier", "CEO", "Group", "executive", "high", "supporter", ""),
    ("Bernard Bot", "CFO", "Group", "executive", "high", "unknown", "Thierry Garnier"),
    (
        "Claire Boucher",
        "Head of store operations",
        "Castorama France",
        "senior manager",
        "high",
        "neutral",
        "Thierry Garnier",
    ),
    ("Paul Lemaire", "Store equipment", "Castorama France", "manager", "medium", "sceptic", "Claire Boucher"),
    ("Anaïs Roux", "Planner", "Castorama France", "specialist", "low", "supporter", "Paul Lemaire"),
    ("", "Somebody in finance", "Screwfix", "", "", "unknown", ""),
    ("", "Head of purchasing (anonymous)", "Screwfix", "manager", "medium", "opponent", "Bernard Bot"),
)
UNITS = ("Castorama France", "Screwfix", "B&Q", "Brico Dépôt Ibérica")
OFFERINGS = ("Shelf-edge collection", "Spares contract", "Planning software")
STANDING = ("open", "owned", "competitor", "in_house", "blocked", "unknown", "not_applicable")


class Standing:
    """The room at one line, everybody in it; what a person asks for goes over HTTP."""

    def __init__(self, make: Callable[..., Room], slot: str, *, crowd: bool = False, units: int = 4) -> None:
        more = [f"{LONG[n % len(LONG)]} {n}" for n in range(24)] if crowd else []
        people: list[dict[str, Any]] = [{"name": n, "function": "sales"} for n in (*NAMES, *more)]
        people += [{"name": "Mara Vandenbroucke", "role": "first_line_manager"}]
        self.room = make(people=people, offerings=[], currency="EUR", annual_revenue=10_000_000)
        self.seats: dict[str, Person] = {"Fay": self.room.fay}
        self.ids = {name: one["id"] for name, one in self.room.people.items()}
        self.ask("Fay", "stage.open_doors")
        for name in (*NAMES, *more[:6], "Mara Vandenbroucke"):
            self.ask(name, "people.arrive", how="room")
        self.slot = slot
        self.reached = "open"
        self.known: dict[str, str] = {}
        self.fill(crowd, units)

    def ask(self, name: str, command: str, /, **data: Any) -> list[str]:
        """A command that must be taken; the ids it made."""
        if name not in self.seats:
            self.seats[name] = self.room.person(name)
        answer = self.seats[name].command(command, **data)
        assert answer.get("ok"), (command, data, answer)
        return list(answer["made"])

    def go_to(self, stage: str) -> None:
        """Move on, going around what is missing."""
        while self.reached != stage:
            self.reached = STAGES[STAGES.index(self.reached) + 1]
            self.ask("Fay", "stage.advance", to=self.reached, reason="only a test")

    def fill(self, crowd: bool, units: int) -> None:
        """Walk through the stages and leave behind what each brings."""
        stops: dict[str, list[Callable[[bool, int], None]]] = {
            "people_map": [self.people],
            "spread": [self.people],
            "grid": [self.grid],
            "opportunities": [self.grid],
            "honesty": [self.deals],
            "dots": [self.deals],
            "mutual_value": [self.deals],
            "decide": [self.deals],
            "funnel": [self.deals],
            "names": [self.deals],
        }
        self.places(crowd, units)
        stage = {
            "people_map": "stakeholders",
            "spread": "stakeholders",
            "grid": "whitespace",
            "opportunities": "whitespace",
            "funnel": "objectives",
            "names": "objectives",
        }.get(self.slot, "focus")
        for make in stops[self.slot]:
            make(crowd, units)
        self.go_to(stage)
        self.ask("Fay", "stage.go", slot=f"slot:{self.slot}")

    def places(self, crowd: bool, units: int) -> None:
        """Initiatives, units and offerings."""
        self.go_to("research")
        goal = self.ask(
            "Tom Okafor", "insight_map.add_goal", text="Half of all sales through shops and phones by 2028"
        )[0]
        for text in (
            "Two hours a day back to every store manager",
            "Compact stores without a back room by June 2027",
        ):
            self.known[text] = self.ask("Tom Okafor", "insight_map.add_initiative", text=text, links=[goal])[
                0
            ]
        names = [*UNITS, *(f"Unit number {n} with a rather long name" for n in range(20))][
            : 12 if crowd else units
        ]
        for name in names:
            self.known[name] = self.ask("Tom Okafor", "white_space.add_unit", name=name)[0]
        more = (
            "Robots",
            "Consulting",
            "Installation",
            "Financing",
            "Night-shift maintenance and emergency call-out",
        )
        for name in (*OFFERINGS, *(more if crowd else ())):
            self.known[name] = self.ask("Fay", "white_space.add_offering", name=name)[0]
        self.units = [self.known[n] for n in names]
        self.offerings = [self.known[n] for n in (*OFFERINGS, *(more if crowd else ()))]

    def people(self, crowd: bool, units: int) -> None:
        """The relationship map."""
        self.go_to("stakeholders")
        for name, title, unit, level, influence, stance, boss in PEOPLE:
            values = {
                "name": name,
                "title": title,
                "unit": unit,
                "level": level,
                "influence": influence,
                "disposition": stance,
                "placeholder": not name,
                "reports_to": self.known.get(boss, ""),
                "coverage": self.ids["Tom Okafor"] if influence == "high" and stance != "unknown" else "",
                "contact": "multiple",
            }
            self.known[name or title] = self.ask("Tom Okafor", "relationship_map.add_stakeholder", **values)[
                0
            ]
        for n in range(23 if crowd else 0):
            self.ask(
                "Tess Marchetti",
                "relationship_map.add_stakeholder",
                name=LONG[n % len(LONG)],
                title="Vice president for continental distribution and replenishment",
                unit=f"Unit number {n % 5} with a rather long name",
                influence=("low", "medium", "high")[n % 3],
                disposition=("neutral", "sceptic", "supporter")[n % 3],
            )

    def grid(self, crowd: bool, units: int) -> None:
        """Most of the grid, in one go."""
        self.people(crowd, units)
        self.go_to("whitespace")
        cells = []
        for r, unit in enumerate(self.units):
            for c, offering in enumerate(self.offerings):
                status = STANDING[(r * 2 + c * 3) % len(STANDING)]
                if (r + c) % 5 == 4:
                    continue
                cell: dict[str, Any] = {"unit": unit, "offering": offering, "status": status}
                if status in ("open", "competitor"):
                    cell |= {"spend": 250_000 * (1 + (r * 3 + c) % 6)}
                if status == "owned":
                    cell |= {"our_revenue": 1_200_000, "contract_end": "2027-12-31"}
                if status == "competitor":
                    cell |= {"competitor": "Knapp", "contract_end": "2028-06-30"}
                cells.append(cell)
        self.ask("Tom Okafor", "white_space.paste_grid", cells=cells)
        self.open = [(c["unit"], c["offering"]) for c in cells if c["status"] in ("open", "owned")]

    def deals(self, crowd: bool, units: int) -> None:
        """Opportunities in the open places."""
        self.grid(crowd, units)
        initiatives = [i for name, i in self.known.items() if name.startswith(("Two hours", "Compact"))]
        words = (
            "Shelf-edge stock in the next thirteen stores",
            "Spares within two days",
            "Planning for all French stores",
            "Extend the framework to Ibérica",
        )
        self.deal_ids = []
        for n in range(40 if crowd else 4):
            unit, offering = self.open[n % len(self.open)]
            name = words[n % 4] + (f", and a name that goes on and on, number {n}" if crowd else "")
            values = {
                "name": name,
                "unit": unit,
                "offering": offering,
                "initiatives": [initiatives[n % 2]],
                "amount": (4 - n % 4) * 300_000,
                "close_date": f"2027-0{1 + n % 8}-28",
                "stage": ("qualified", "potential", "proposal")[n % 3],
                "sponsor": self.known["Claire Boucher"],
                "evidence": "Asked for a visit to Croydon last week" if n % 2 == 0 else "",
            }
            self.deal_ids += self.ask("Tess Marchetti", "opportunity_map.add_opportunity", **values)
