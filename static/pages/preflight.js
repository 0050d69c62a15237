// Tries what the day needs: a live line, a clock that is about right, and room to keep what is typed.

const token = location.hash.slice(1) || String(history.state?.token ?? "");
history.replaceState({ token }, "", location.pathname);

/** One thing tried: whether it works, and a sentence. @typedef {{works: boolean, say: string}} Found */

/** @returns {Promise<Found>} */
function line() {
  return new Promise((resolve) => {
    const began = performance.now();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/socket.io/?EIO=4&transport=websocket`);
    const blocked = { works: false, say: "The network or a filter stops it. Ask your IT department to allow WebSockets for this address, or use your phone’s connection on the day." };
    const late = setTimeout(() => done(blocked), 8000);
    /** @param {Found} found */
    function done(found) {
      clearTimeout(late);
      socket.onclose = socket.onerror = socket.onmessage = null;
      socket.close();
      resolve(found);
    }
    socket.onmessage = () => done({ works: true, say: `works, in ${Math.round(performance.now() - began)} ms` });
    socket.onerror = socket.onclose = () => done(blocked);
  });
}

/** @returns {Promise<Found>} */
async function clock() {
  const began = Date.now();
  const response = await fetch("/preflight/time", { headers: { Accept: "application/json" } });
  const off = Math.abs((began + Date.now()) / 2 - (await response.json()).now) / 1000;
  // The pages go by the server's clock anyway; a wrong one only makes other programs lie.
  if (off < 120) return { works: true, say: off < 2 ? "right" : `${Math.round(off)} seconds off; the pages go by the server’s` };
  return { works: true, say: `${Math.round(off / 60)} minutes off; the pages go by the server’s, but put it right` };
}

/** @returns {Promise<Found>} */
function storage() {
  const lost = { works: false, say: "this browser keeps nothing. Leave private browsing, or allow site data for this address." };
  return new Promise((resolve) => {
    try {
      const opening = indexedDB.open("preflight", 1);
      opening.onerror = () => resolve(lost);
      opening.onsuccess = () => {
        opening.result.close();
        indexedDB.deleteDatabase("preflight");
        resolve(navigator.cookieEnabled ? { works: true, say: "works" } : lost);
      };
    } catch {
      resolve(lost);
    }
  });
}

/** @param {string} name @param {Promise<Found>} trying */
async function tried(name, trying) {
  const found = await trying.catch(() => ({ works: false, say: "could not be tried: no line to the server" }));
  const row = /** @type {HTMLElement} */ (document.querySelector(`[data-check="${name}"]`));
  row.className = found.works ? "checks-good" : "checks-bad";
  /** @type {HTMLElement} */ (row.querySelector(".checks-say")).textContent = found.say;
  return found.works;
}

async function note() {
  if (!token) return "It works. On the day, open the link you were sent, or type the code on the room screen.";
  const response = await fetch("/preflight/tick", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ token, works: true }),
  });
  const said = await response.json();
  if (!response.ok) return `It works. ${said.say}`;
  /** @type {HTMLElement} */ (document.getElementById("preflight-where")).textContent = said.workshop;
  return `It works, ${said.name}. The facilitator sees a tick beside your name; there is nothing more to do.`;
}

async function run() {
  const result = /** @type {HTMLElement} */ (document.getElementById("preflight-result"));
  const again = /** @type {HTMLElement} */ (document.getElementById("preflight-again"));
  const all = await Promise.all([tried("line", line()), tried("clock", clock()), tried("storage", storage())]);
  const fine = all.every(Boolean);
  result.textContent = fine ? await note() : "Something is in the way. Put it right or tell the facilitator; then try again here.";
  again.hidden = fine;
}

document.getElementById("preflight-again")?.addEventListener("click", run);
run();

export {};
