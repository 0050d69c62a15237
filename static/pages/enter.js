// A personal link. The token leaves the address bar first; then a person says “I am Hester”, and only that uses it.
// This script imports nothing: an import would be loaded while the token still stands in the address bar.

/** What the server says of a link. @typedef {{name: string, role: string, role_words: string, workshop: string, customer: string, asks: string}} Whose */

const token = location.hash.slice(1) || String(history.state?.token ?? "");
/** A facilitator's phone goes on to their remote. */
const onward = new URLSearchParams(location.search).get("to") === "remote" || history.state?.remote ? "remote" : "";
// Kept in this tab's history entry only, so that loading the page again still works.
history.replaceState({ token, remote: Boolean(onward) }, "", location.pathname);

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} address @param {Record<string, string>} data */
async function post(address, data) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(data),
  });
  return { ok: response.ok, said: await response.json() };
}

/** @param {"reading" | "who" | "wrong"} which */
function show(which) {
  for (const id of ["reading", "who", "wrong"]) at(id).hidden = id !== which;
}

/** @param {Whose} whose */
function introduce(whose) {
  const words = { name: whose.name, workshop: whose.workshop, customer: whose.customer, role: whose.role_words.toLowerCase() };
  for (const place of document.querySelectorAll("[data-say]")) {
    const key = /** @type {keyof typeof words} */ (place.getAttribute("data-say"));
    place.textContent = words[key];
  }
  if (whose.role === "screen") {
    at("is-it").textContent = "Is this the room’s screen?";
    at("is-for").textContent = "It shows what everybody may see, and nothing else. Open it on the machine with the projector.";
    at("i-am").textContent = "Show it here";
    at("not-you").hidden = true;
  }
  at("pin-field").hidden = whose.asks !== "pin";
  document.title = whose.workshop;
  show("who");
}

/** @param {string} say */
function complain(say) {
  at("enter-problem").textContent = say;
  at("enter-problem").hidden = false;
}

async function read() {
  if (!token) return show("wrong");
  try {
    const { ok, said } = await post("/i", { token });
    if (ok) return introduce(said);
    at("wrong-say").textContent = said.say;
    show("wrong");
  } catch {
    at("wrong-say").textContent = "There is no line to the workshop just now. Check the network and load this page again; your link is kept.";
    show("wrong");
  }
}

// Two presses would begin two sessions, and the browser would keep the cookie of the wrong one.
let entering = false;
at("enter-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (entering) return;
  entering = true;
  const pin = /** @type {HTMLInputElement} */ (at("pin"));
  try {
    const { said } = await post("/i/enter", { token, pin: pin.value });
    if (said.to) return location.replace(onward && said.to.startsWith("/s/") ? `${said.to}${onward}` : said.to);
    at("pin-field").hidden = said.asks !== "pin";
    complain(said.say);
    if (said.asks === "pin") pin.select();
  } catch {
    complain("There is no line to the workshop just now. Check the network and press again.");
  }
  entering = false;
});

read();

export {};
