// The manager's page: her marks are kept as she makes them, and she is told when the plan goes on without her copy.
// Everything here also works without this script, by the form.
const EVERY_MS = 10_000;

const form = document.querySelector("form[data-signing]");
const seat = form instanceof HTMLFormElement ? form.dataset.signing ?? "" : "";

/** A command id: 128 random bits in hexadecimal. */
function freshId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Element} block @param {string} name */
function value(block, name) {
  const field = block.querySelector(`[name^="${name}-"]`);
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : "";
}

/** Show the fields for a condition or a return only where one is chosen. @param {Element} block */
function unfold(block) {
  const chosen = block.querySelector("input[type=radio]:checked");
  const mark = chosen instanceof HTMLInputElement ? chosen.value : "";
  const more = block.querySelector(".verdict-more");
  if (more instanceof HTMLElement) more.hidden = mark === "" || mark === "ok";
  return mark;
}

/** @param {string} mark how many objectives are marked so */
const marked = (mark) => document.querySelectorAll(`[data-mark] input[value="${mark}"]:checked`).length;

/** Say on the button what pressing it does. */
function label() {
  const button = document.getElementById("approve");
  const note = document.getElementById("verdict-note");
  if (!button || !note || !(form instanceof HTMLFormElement)) return;
  const conditions = marked("condition");
  const version = form.dataset.version;
  button.textContent = conditions ? `Approve with ${conditions} ${conditions === 1 ? "condition" : "conditions"}: version ${version}` : `Sign version ${version}`;
  note.textContent = marked("return") ? "What you send back keeps the plan from being signed: return it, or make that a condition."
    : conditions ? "Each condition becomes an action that its owner is asked to promise." : "";
}

/** Keep one mark; what is still missing for a return is waited for. @param {HTMLElement} block */
async function keep(block) {
  const mark = unfold(block);
  const said = block.querySelector(".verdict-saved");
  const target = block.closest("[data-objective]")?.getAttribute("data-objective") ?? "";
  label();
  if (!mark || !said) return;
  const whole = Boolean(value(block, "owner") && value(block, "due"));
  if (mark === "return" && !whole) return;
  const data = { target, mark, text: value(block, "text"), owner: value(block, "owner"), due: value(block, "due") };
  try {
    const reply = await fetch(`/s/${seat}/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ id: freshId(), type: "signoff.mark", data }),
    });
    const answer = await reply.json();
    const wants = mark === "condition" && !(whole && value(block, "text").trim());
    said.textContent = !answer.ok ? answer.say : wants ? "Kept. Before you sign: what you ask for, who takes it, and by when. It becomes an action." : "Kept.";
  } catch {
    said.textContent = "Not kept yet: there is no line. It goes with your signature.";
  }
}

/** Ask how far the plan has gone on since she started reading. By asking she stays here, while she reads. */
async function look() {
  if (document.hidden) return;
  const box = document.getElementById("since");
  try {
    const reply = await fetch(`/s/${seat}/signoff`, { headers: { Accept: "application/json" } });
    const { changes } = await reply.json();
    const count = box?.querySelector("strong");
    if (!changes || !box || !count) return;
    count.textContent = changes === 1 ? "1 change since you started reading." : `${changes} changes since you started reading.`;
    box.hidden = false;
  } catch {
    // The page stays as it was read; that is the point of it.
  }
}

for (const block of document.querySelectorAll("[data-mark]")) {
  if (!(block instanceof HTMLElement)) continue;
  unfold(block);
  block.addEventListener("change", () => keep(block));
}
// In the PIN's field, and where a new one is typed again, Enter leads to the button; pressing it is hers.
for (const field of ["pin", "again"]) {
  document.getElementById(field)?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    document.getElementById("approve")?.focus();
  });
}
label();
if (seat) {
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}

export {};
