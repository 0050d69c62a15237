// The one-time link of an account page: its token goes from the address bar into the form at once.
const field = document.getElementById("token");
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
if (field instanceof HTMLInputElement) {
  if (token) field.value = token;
  const around = field.closest("[data-token]");
  if (around instanceof HTMLElement) around.hidden = field.value !== "";
}

export {};
