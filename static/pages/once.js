// A form is sent once, however often its button is pressed: a double click would send it again, and the browser would
// then hold the answer to a cookie that the first answer has just replaced.

/** Longer than a double click; a page that goes somewhere is gone by then, or its network is. */
const AGAIN_AFTER_MS = 8000;
/** Where a script took the form, it may have to be sent again soon: after a wrong PIN. */
const SOON_MS = 700;

/** @type {WeakSet<HTMLFormElement>} */
let sent = new WeakSet();

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post") return;
    if (sent.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sent.add(form);
    setTimeout(() => setTimeout(() => sent.delete(form), event.defaultPrevented ? SOON_MS : AGAIN_AFTER_MS));
  },
  true,
);
// Back from the page it led to, it may be sent again.
addEventListener("pageshow", () => (sent = new WeakSet()));

export {};
