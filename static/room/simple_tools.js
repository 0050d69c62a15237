// What the simple view keeps beside the one filled button: two minutes more, park, a message.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";
import { sittingOpen } from "./agenda.js";
import { ParkingList } from "./parking.js";

/** @param {{live: import("../live/boot.js").Live, onSheet: (what: string) => void}} props */
export function SimpleTools({ live, onSheet }) {
  const { store, send } = live;
  const [parking, setParking] = useState(false);
  const running = sittingOpen(store) && Boolean(store.record("timebox")?.body.ends_at);
  return html`<span class="row gap-s simple-tools">
    ${running && part(Button, { onClick: () => void send("clock.add", { seconds: 120 }, { now: true }), children: "+2 min" })}
    ${part(Button, { onClick: () => setParking(true), children: "Park" })}
    ${part(Button, { onClick: () => onSheet("message"), children: "Message" })}
    ${part(Sheet, { title: "Parking lot", open: parking, onClose: () => setParking(false), children: parking ? part(ParkingList, { live }) : null })}
  </span>`;
}
