// The print button of the name tents.
document.getElementById("print")?.addEventListener("click", () => window.print());

export {};
