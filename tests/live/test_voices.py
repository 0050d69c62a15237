"""In the whole of what is sent: no answer, no part and no speech of one person ever reaches somebody else."""

from tests.cast import TEAM, Browser, Workshop
from tests.live.test_audience import browsers, check


def uneven(workshop: Workshop) -> str:
    """A stage with everything in it that is measured: cards, speeches, a round, an answer. The question's id."""
    tom = workshop.person("Tom").id
    for n in range(30):
        workshop.ok("Tom" if n % 3 else "Tess", "research.add_card", c="company", text=f"card {n}")
    workshop.ok("Tom", "people.raise_hand", type="process", to_say="the clock")
    workshop.ok("Fay", "speaking.start", person=tom)
    workshop.time += 41_000
    workshop.ok("Fay", "round.call", how="least")
    workshop.ok("Fay", "round.next")
    workshop.ok("Fay", "round.end")
    pulse = workshop.ok("Fay", "pulse.ask", question="clarity")[0]
    for name in TEAM[:5]:
        workshop.ok(name, "pulse.answer", pulse=pulse, value=4)
    workshop.ok("Fay", "pulse.close", pulse=pulse)
    return pulse


class TestTheStreams:
    def test_hold_ones_own_answer_speech_and_part_and_nobody_elses(self) -> None:
        workshop = Workshop().open().go_to("research")
        held = {**browsers(workshop), **{n: Browser(workshop.audience, workshop.viewer(n)) for n in TEAM}}
        pulse = uneven(workshop)
        check(workshop, held)
        workshop.audience.refresh()
        check(workshop, held)
        people = {name: workshop.person(name).id for name in held}
        for name, browser in held.items():
            sent = [
                r
                for r in browser.view().values()
                if r["kind"] in ("pulse_answer", "speech", "my_part", "voices")
            ]
            whose = {
                r["body"].get("person") or r["by"] for r in sent if r["kind"] in ("pulse_answer", "speech")
            }
            allowed = set(people.values()) if name == "Fay" else {people[name]}
            assert not (whose - allowed) or name == "Cora", name
            for other in held:
                assert (f"pulse:{pulse}:{people[other]}".encode() in browser.bytes) == (
                    name == other and name in TEAM[:5]
                ), (name, other)
            assert (b'"voices"' in browser.bytes) == (name in ("Fay", "Cora")), name
            assert (b'"my_part"' in browser.bytes) == (name in (*TEAM, "Olga", "Mara")), name

    def test_of_a_visitor_and_of_the_screen_with_a_guest_inside_are_the_same_however_lively_the_room(
        self,
    ) -> None:
        sent = []
        for lively in (False, True):
            workshop = Workshop().open().go_to("briefing")
            held = [Browser(workshop.audience, workshop.viewer(n)) for n in ("Carl", "Sven", "Screen")]
            before = [len(b.bytes) for b in held]
            if lively:
                workshop.ok("Tom", "people.raise_hand", type="point", to_say="SECRET")
                workshop.ok("Fay", "speaking.start", person=workshop.person("Tom").id)
                workshop.ok("Fay", "round.call", how="random")
                workshop.ok("Fay", "round.next")
                pulse = workshop.ok("Fay", "pulse.ask", question="energy")[0]
                workshop.ok("Tom", "pulse.answer", pulse=pulse, value=1)
                workshop.ok("Fay", "pulse.close", pulse=pulse)
            sent.append([len(b.bytes) - n for b, n in zip(held, before, strict=True)])
        assert sent[0] == sent[1]

    def test_carry_ones_own_part_also_to_whoever_comes_later(self) -> None:
        workshop = Workshop().open().go_to("research")
        uneven(workshop)
        tom = Browser(workshop.audience, workshop.viewer("Tom"))
        assert tom.view()["my_part"]["body"]["cards"]["share"] == 67
        assert tom.view()["my_part"]["body"].keys() == {"stage", "carries", "cards"}
