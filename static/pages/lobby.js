// Waits at the door: asks every other second whether the desk said yes, and goes on by itself.
const main = document.getElementById("main");
const address = main?.dataset["waiting"] ?? "";

async function ask() {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    const said = response.ok ? await response.json() : response.status < 500 ? { over: true } : {};
    if (said.to) return location.replace(said.to);
    const told = main?.querySelector("[data-say]");
    if (said.say && told && told.textContent !== said.say) told.textContent = said.say;
    if ((said.admitted || said.over) && !document.querySelector("details[open]")) return location.reload();
  } catch {
    // No line just now: the next round asks again.
  }
  setTimeout(ask, 2000);
}

setTimeout(ask, 1000);

export {};
