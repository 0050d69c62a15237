// The join code: brought by a QR code in the fragment, or typed, in capitals with its dash in the middle.
const input = document.getElementById("code");
const form = document.getElementById("code-form");

/** @param {string} typed */
function shown(typed) {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, 8);
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain;
}

if (input instanceof HTMLInputElement && form instanceof HTMLFormElement) {
  input.addEventListener("input", () => {
    const atEnd = input.selectionStart === input.value.length;
    if (atEnd) input.value = shown(input.value);
  });
  const bring = () => {
    const brought = shown(location.hash.slice(1));
    if (brought) history.replaceState(null, "", location.pathname);
    if (brought.length !== 9) return;
    input.value = brought;
    form.requestSubmit();
  };
  addEventListener("hashchange", bring);
  bring();
}

export {};
