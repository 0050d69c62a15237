// Copies what a button points at: a link, an invitation.

/** @param {HTMLElement} from */
const textOf = (from) => (from instanceof HTMLTextAreaElement || from instanceof HTMLInputElement ? from.value : from.textContent ?? "");

/** @param {HTMLElement} from */
async function copy(from) {
  const text = textOf(from).trim();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard: select it, so that two keys do it.
    if (from instanceof HTMLTextAreaElement || from instanceof HTMLInputElement) from.select();
    else getSelection()?.selectAllChildren(from);
    return document.execCommand("copy");
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  const from = document.querySelector(button?.getAttribute("data-copy") || "#nothing");
  if (!(button instanceof HTMLElement) || !(from instanceof HTMLElement)) return;
  const before = button.textContent;
  button.textContent = (await copy(from)) ? "Copied" : "Selected: press Ctrl+C";
  setTimeout(() => (button.textContent = before), 2500);
});

export {};
