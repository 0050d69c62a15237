// A document that is open while the plan goes on: it says so, and changes nothing under the reader's eyes.
// By asking, whoever reads it stays here: there is no socket on these pages.
const EVERY_MS = 20_000;

const page = document.querySelector("main[data-watch]");
const news = document.getElementById("news");

/** @param {number} count */
function words(count) {
  return count === 1 ? "One change since you opened this." : `${count} changes since you opened this.`;
}

/** Ask for the version, and say how far the reader's copy is behind. */
async function look() {
  if (!(page instanceof HTMLElement) || document.hidden) return;
  try {
    const reply = await fetch(page.dataset.watch ?? "", { headers: { Accept: "application/json" } });
    if (!reply.ok || !news) return;
    const behind = (await reply.json()).version - Number(page.dataset.version);
    if (behind <= 0 || news.dataset.behind === String(behind)) return;
    news.dataset.behind = String(behind);
    const again = document.createElement("a");
    again.href = location.pathname + location.search;
    again.textContent = "Show them";
    news.replaceChildren(words(behind), " ", again);
    news.hidden = false;
  } catch {
    // Without a line the document stays readable; the next look tells.
  }
}

setInterval(look, EVERY_MS);
document.addEventListener("visibilitychange", look);

export {};
