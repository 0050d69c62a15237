"""Pages as somebody hears them who sees nothing: the browser's own accessibility tree, taken at its word."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

#: What can be worked. Of these no two may sound the same where they stand.
CONTROLS = {
    *(
        "button",
        "checkbox",
        "combobox",
        "Date",
        "DisclosureTriangle",
        "InputTime",
        "link",
        "listbox",
        "menuitem",
    ),
    *("radio", "searchbox", "slider", "spinbutton", "switch", "tab", "textbox"),
}
#: What says its name when one comes into it with the Tab key, and so says which of several "Keep" a button is.
PLACES = {
    *(
        "complementary",
        "dialog",
        "form",
        "group",
        "list",
        "navigation",
        "radiogroup",
        "region",
        "table",
        "tabpanel",
    ),
}
#: These are nothing without a name.
NAMED = {"article", "dialog", "grid", "image", "radiogroup", "region", "table", "tablist"}
#: The two places that speak.
SPEAKING = [("alert", "assertive"), ("status", "polite")]
Node = dict[str, Any]


def role(node: Node) -> str:
    """Its role; "none" where it has none."""
    return str(node.get("role", {}).get("value", "none"))


def called(node: Node) -> str:
    """Its name."""
    return str(node.get("name", {}).get("value", "")).strip()


def states(node: Node) -> dict[str, Any]:
    """Its states and properties."""
    return {one["name"]: one["value"].get("value") for one in node.get("properties", [])}


def words(text: str) -> str:
    """Its words alone, as they sound."""
    return " ".join(re.findall(r"\w+", text.lower()))


class Tree:
    """What is not hidden from whoever listens to a page, in the order in which it is read."""

    def __init__(self, nodes: list[Node]) -> None:
        self.every = {one["nodeId"]: one for one in nodes}
        self.heard = [one for one in self.inside(nodes[0]) if not one.get("ignored")]

    def inside(self, node: Node) -> Iterator[Node]:
        """It, and everything in it."""
        yield node
        for one in node.get("childIds", []):
            if one in self.every:
                yield from self.inside(self.every[one])

    def around(self, node: Node) -> Iterator[Node]:
        """What it stands in, from the inside out."""
        while above := self.every.get(node.get("parentId")):
            yield above
            node = above

    def text(self, node: Node) -> str:
        """The words in it."""
        said = (
            called(one) for one in self.inside(node) if role(one) == "StaticText" and not one.get("ignored")
        )
        return " ".join(filter(None, said))

    def place(self, node: Node) -> str:
        """The names of what it stands in; a row is called by its head, what folds by what stays to be seen."""
        names = []
        for one in self.around(node):
            below = [self.every[child] for child in one.get("childIds", []) if child in self.every]
            names += [self.text(head) for head in below if role(head) in ("rowheader", "DisclosureTriangle")]
            names += [called(one)] if role(one) in PLACES and called(one) else []
        return ", in ".join(names)


def bare(tree: Tree) -> Iterator[str]:
    """What can have the focus, or is worked, and says nothing of itself."""
    for one in tree.heard[1:]:
        kind, name = role(one), called(one)
        focusable = states(one).get("focusable")
        if (kind in CONTROLS or focusable) and not words(name):
            yield f"{kind} without a name: {tree.text(one)[:40]!r}, in {tree.place(one)}"
        elif focusable and kind in ("generic", "none"):
            yield f"has the focus and is nothing: {name[:40]!r}"
        elif kind in NAMED and not name:
            yield f"{kind} without a name: {tree.text(one)[:40]!r}"
        elif kind == "figure" and not tree.text(one):
            yield f"figure without words, in {tree.place(one)}"


def alike(tree: Tree) -> Iterator[str]:
    """Controls that nobody can tell apart by their names and the names of what they stand in."""
    worked = (one for one in tree.heard if role(one) in CONTROLS and called(one))
    whole = (one for one in worked if not any(role(above) == "Date" for above in tree.around(one)))
    for (kind, name, place), count in Counter(
        (role(one), called(one), tree.place(one)) for one in whole
    ).items():
        if count > 1:
            yield f"{count} times {kind} {name!r}, in {place or 'the page'}"


def otherwise(tree: Tree) -> Iterator[str]:
    """Controls called otherwise than the words that are seen on them: nobody can work them by voice."""
    for one in tree.heard:
        seen = tree.text(one)
        if role(one) in ("button", "link", "tab", "menuitem") and words(seen) not in words(called(one)):
            yield f"{role(one)} {called(one)!r} shows {seen!r}"


def headings(tree: Tree) -> Iterator[str]:
    """One of the first level, and none that leaves a level out."""
    found = [(states(one).get("level", 0), called(one)) for one in tree.heard if role(one) == "heading"]
    modal = any(states(one).get("modal") for one in tree.heard)  # nothing but it is heard then
    if (first := [level for level, _ in found].count(1)) != 1 and not modal:
        yield f"{first} headings of the first level"
    for (before, _), (level, name) in pairwise(found):
        if level > before + 1:
            yield f"heading {name!r} of level {level} follows one of level {before}"


def speaking(tree: Tree, wanted: list[tuple[str, str]]) -> Iterator[str]:
    """What speaks by itself: two places, and no clock."""
    live = [(role(one), states(one).get("live"), tree.text(one)) for one in tree.heard]
    found = sorted((kind, how, text) for kind, how, text in live if how in ("polite", "assertive"))
    if [(kind, how) for kind, how, _ in found] != wanted:
        yield f"speaks by itself: {found}"


class Listener:
    """Somebody who hears a page; `speaks` says whether news is read out there, None that it does not matter."""

    def __init__(self, page: Page, *, speaks: bool | None = None) -> None:
        self.session = page.context.new_cdp_session(page)
        self.speaks = speaks

    def found(self) -> list[str]:
        """What is wrong with what they hear now."""
        tree = Tree(self.session.send("Accessibility.getFullAXTree")["nodes"])
        found = [*bare(tree), *alike(tree), *otherwise(tree), *headings(tree)]
        if self.speaks is not None:
            found += speaking(tree, SPEAKING if self.speaks else [])
        return found
