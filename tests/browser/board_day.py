"""A day in a workshop for the tests of boards: its people in the room, moved to where a test begins."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

TEAM = ("Tom Okafor", "Tess Marchetti", "陈晓梅", "Wiktor Zaręba", "Mara Vandenbroucke")
DEBRIEF, THREE_CS, MAP = "slot:debrief", "slot:three_cs", "slot:insight"


class Day:
    """A workshop whose people are in the room, moved to where a test begins."""

    def __init__(self, room: Any, stage: str, slot: str) -> None:
        self.room, self.fay = room, room.fay
        self.seats = {name: room.person(name) for name in TEAM}
        for person in (self.fay, *self.seats.values()):
            person.command("people.arrive", how="room")
        self.give("Fay", "stage.open_doors")
        for to in {"open": [], "briefing": ["briefing"], "research": ["briefing", "research"]}[stage]:
            self.give("Fay", "stage.advance", to=to, reason="For this test")
        self.give("Fay", "stage.go", slot=slot)

    def give(self, name: str, kind: str, **data: Any) -> str:
        """Somebody's command over HTTP; the first record it made."""
        person = self.fay if name == "Fay" else self.seats[name]
        answer = person.command(kind, **data)
        assert answer.get("ok"), answer
        return str((answer.get("made") or [""])[0])

    def page(self, name: str, path: str = "/", **size: Any) -> Page:
        """Somebody's page, once it is there."""
        page: Page = self.room.page(name, path, **size)
        page.wait_for_selector("main")
        return page


def write(page: Page, words: str, label: str = "main textarea") -> None:
    box = page.locator(label).first
    box.fill(words)
    box.press("Enter")


def card(page: Page, words: str) -> Locator:
    return page.locator("article.card, li").filter(has_text=words).first


def pick(page: Page, words: str, item: str) -> None:
    """Choose from the small menu of a card, with the keyboard."""
    opener = page.locator("article.card").filter(has_text=words).first.locator(".card-menu button").first
    opener.focus()
    opener.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.get_by_role("menuitem", name=item).focus()
    page.keyboard.press("Enter")


def revealed(now: Day, count: int = 5) -> list[str]:
    names = ("Tom Okafor", "Tess Marchetti")
    made = [
        now.give(names[n % 2], "capture.add_note", text=f"Thought {n}", slot=DEBRIEF) for n in range(count)
    ]
    now.give("Fay", "capture.reveal", slot=DEBRIEF)
    return made
