// Keeps the readiness list and the door fresh: what the server says now replaces what stands, unless somebody is busy there.
const list = document.querySelector("[data-again]");
const address = list?.getAttribute("data-again");

/** @param {Element} place whether somebody is typing or choosing in it, or has opened something there */
function busy(place) {
  if (place.contains(document.activeElement)) return true;
  if (place.querySelector("details[open]")) return true;
  const inputs = [...place.querySelectorAll("input:not([type=hidden]), textarea")];
  return inputs.some((input) => /** @type {HTMLInputElement} */ (input).value !== /** @type {HTMLInputElement} */ (input).defaultValue);
}

async function again() {
  if (!list || !address) return;
  try {
    const response = await fetch(address);
    if (!response.ok) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-again]");
    for (const place of fresh ? [...fresh.children] : []) {
      const old = place.id ? document.getElementById(place.id) : null;
      if (old && old.outerHTML !== place.outerHTML && !busy(old)) old.replaceWith(document.adoptNode(place));
    }
  } catch {
    // No line just now: the next round asks again.
  }
}

setInterval(() => {
  if (!document.hidden) again();
}, 4000);

export {};
