// Copies what a button points at: a link, an invitation.
import { copied } from "../parts/copied.js";

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  const from = document.querySelector(button?.getAttribute("data-copy") || "#nothing");
  if (!(button instanceof HTMLElement) || !(from instanceof HTMLElement)) return;
  const before = button.textContent;
  button.textContent = await copied(from);
  setTimeout(() => (button.textContent = before), 2500);
});
