// The new workshop's form: every pasted row is shown at once, with its role and function to choose.
import { render } from "preact";
import { html } from "../live/part.js";

/** @typedef {{name: string, role: string, function: string, email: string, place: string, organisation: string}} Row */
/** @type {{roles: [string, string][], functions: string[]}} */
const { roles, functions } = JSON.parse(document.getElementById("boot")?.textContent ?? "{}");

const form = /** @type {HTMLFormElement} */ (document.getElementById("create-form"));
const text = /** @type {HTMLTextAreaElement} */ (document.getElementById("people"));
const read = /** @type {HTMLElement} */ (document.getElementById("people-read"));
const zone = /** @type {HTMLInputElement} */ (document.getElementById("time_zone"));

/** @type {Row[]} */
let rows = [];
/** Names that are perhaps none. @type {string[]} */
let doubts = [];
/** Names that stood in the list more than once. @type {string[]} */
let twice = [];
/** What somebody chose by hand, by name: it outlives the next reading of the list. @type {Map<string, Partial<Row>>} */
const chosen = new Map();

/** @param {string} address @param {unknown} data */
async function post(address, data) {
  const response = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(data),
  });
  return { ok: response.ok, said: await response.json() };
}

let reading = 0;
async function readPeople() {
  const mine = ++reading;
  const { ok, said } = await post("/new/people", { text: text.value });
  if (!ok || mine !== reading) return;
  rows = said.people.map((/** @type {Row} */ row) => ({ ...row, ...chosen.get(row.name) }));
  ({ doubts, twice } = said);
  draw();
}

/** @param {Row} row @param {"role" | "function"} field @param {string} value */
function choose(row, field, value) {
  chosen.set(row.name, { ...chosen.get(row.name), [field]: value });
  row[field] = value;
  draw();
}

/** @param {Row} row @param {"role" | "function"} field @param {[string, string][]} options */
function select(row, field, options) {
  return html`<select class="select-s" aria-label=${`${field === "role" ? "Role" : "Function"} of ${row.name}`}
    onChange=${(/** @type {Event} */ event) => choose(row, field, /** @type {HTMLSelectElement} */ (event.currentTarget).value)}>
    ${options.map(([id, title]) => html`<option value=${id} selected=${row[field] === id}>${title}</option>`)}
  </select>`;
}

/** @param {Row} row */
function line(row) {
  const known = row.function && !functions.includes(row.function);
  const options = /** @type {[string, string][]} */ ([["", "Function"], ...functions.map((one) => [one, one]), ...(known ? [[row.function, row.function]] : [])]);
  return html`<li key=${row.name + row.email} class="roster-row">
    <span class="roster-name"><bdi>${row.name}</bdi><span class="faint small">${[row.email, row.place, row.organisation].filter(Boolean).join(", ")}</span></span>
    ${select(row, "role", roles)}${select(row, "function", options)}
  </li>`;
}

function draw() {
  const manager = rows.some((row) => row.role === "first_line_manager");
  const say = rows.length === 0 ? "" : `${rows.length} ${rows.length === 1 ? "person" : "people"}. ${manager ? "" : "Nobody is the first-line manager yet; there is no planning without her or him."}`;
  const again = twice.length === 0 ? "" : ` ${twice.slice(0, 5).join(", ")}${twice.length > 5 ? ` and ${twice.length - 5} more` : ""} stood there more than once.`;
  render(rows.length ? html`<p class="small quiet">${say}${again}</p>
    ${doubts.length > 0 && html`<p class="small warn">${doubts.length === 1 ? "Is this a person" : "Are these people"}: ${doubts.slice(0, 5).map((name) => `“${name}”`).join(", ")}${doubts.length > 5 ? ` and ${doubts.length - 5} more` : ""}?</p>`}<ul class="roster">${rows.map(line)}</ul>` : null, read);
}

/** @param {string} say @param {string} [field] */
function complain(say, field) {
  const place = /** @type {HTMLElement} */ (document.getElementById("create-problem"));
  place.textContent = say;
  place.hidden = false;
  const input = field ? form.elements.namedItem(field) : null;
  if (input instanceof HTMLElement) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
}

/** Puts the choices back into the list as a table, and lets the form go as it would without scripts. */
function settle() {
  if (!rows.length) return;
  const heads = ["name", "role", "function", "email", "place", "organisation"];
  /** @param {string} cell */
  const cell = (cell) => `"${cell.replaceAll('"', '""')}"`;
  text.value = [heads, ...rows.map((row) => heads.map((head) => cell(row[/** @type {keyof Row} */ (head)])))].map((cells) => cells.join("\t")).join("\n");
}

let making = false;
let later = 0;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (making) return;
  making = true;
  // A reading that began afterwards would make this one out of date.
  clearTimeout(later);
  try {
    await readPeople();
  } catch {
    making = false;
    return complain("There is no line to the server just now. What you typed is kept here: try again in a moment.");
  }
  making = false;
  if (text.value.trim() && !rows.length) return complain("No names were found in that list.", "people");
  making = true;
  setTimeout(() => (making = false), 8000);
  settle();
  form.submit();
});

text.addEventListener("input", () => {
  clearTimeout(later);
  later = setTimeout(() => readPeople().catch(() => undefined), 200);
});
if (!zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
if (text.value.trim()) readPeople();
