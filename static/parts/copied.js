// Puts the words of an element on the clipboard; where there is none, selects them.

/** @param {HTMLElement} from */
const textOf = (from) => (from instanceof HTMLTextAreaElement || from instanceof HTMLInputElement ? from.value : from.innerText);

/** @param {HTMLElement} from @returns {Promise<string>} what to say on the button that was pressed */
export async function copied(from) {
  return (await copy(from)) ? "Copied" : "Selected: press Ctrl+C";
}

/** @param {HTMLElement} from */
async function copy(from) {
  try {
    await navigator.clipboard.writeText(textOf(from).trim());
    return true;
  } catch {
    // Without https there is no clipboard: select it, so that two keys do it.
    if (from instanceof HTMLTextAreaElement || from instanceof HTMLInputElement) from.select();
    else getSelection()?.selectAllChildren(from);
    return document.execCommand("copy");
  }
}
