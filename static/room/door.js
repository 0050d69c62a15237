// Devices that ask to come in as somebody who is here already: a guest's second one, a name picked twice. The desk says yes or no.
import { useEffect, useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { sayNow } from "../parts/live_region.js";

/** One device that waits. @typedef {{id: string, person: string, name: string, device: string, at: number}} Asking */

const EVERY_MS = 5000;

/** @param {{live: import("../live/boot.js").Live}} props */
export function Door({ live }) {
  const address = `/s/${live.boot.seat}/door`;
  const [asking, setAsking] = useState(/** @type {Asking[]} */ ([]));
  useEffect(() => {
    const look = () => void asked(address).then((found) => found && setAsking(found));
    const timer = setInterval(look, EVERY_MS);
    look();
    return () => clearInterval(timer);
  }, [address]);
  useEffect(() => {
    if (asking.length) sayNow(`${asking[0]?.name} asks to come in on another device.`);
  }, [asking[0]?.id]);
  /** @param {Asking} one @param {"yes" | "no"} answer */
  async function decide(one, answer) {
    await fetch(`${address}/${one.id}`, { method: "POST", body: new URLSearchParams({ answer }), redirect: "manual" });
    setAsking(asking.filter((other) => other.id !== one.id));
  }
  if (!asking.length) return null;
  return html`<section class="lobby-group" aria-label="Another device">
    <h2 class="people-title">Another device <span class="people-count">${asking.length}</span></h2>
    <ul class="stack gap-s">${asking.map((one) => html`<li key=${one.id}><bdi>${one.name}</bdi>, <span class="quiet">${one.device}</span>
      <div class="row">${part(Button, { size: "s", onClick: () => void decide(one, "yes"), children: "Let in" })}${part(Button, { size: "s", look: "quiet", onClick: () => void decide(one, "no"), children: "No" })}</div></li>`)}</ul>
  </section>`;
}

/** @param {string} address @returns {Promise<Asking[] | undefined>} what it was before stays while there is no line */
async function asked(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).asking : undefined;
  } catch {
    return undefined;
  }
}
