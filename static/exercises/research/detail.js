// What one card rests on, how sure we are, and whose rival it is.
import { html, part } from "../../live/part.js";
import { Choice } from "../../parts/choice.js";
import { Sheet } from "../../parts/sheet.js";
import { edited } from "../../room/edits.js";
import { SourcePicker } from "../../room/sources.js";

/** @param {{ live: import("../../live/boot.js").Live, id: string, onClose: () => void }} props */
export function DetailSheet({ live, id, onClose }) {
  const card = live.store.record(id);
  if (!card) return null;
  const { body } = edited(live.store, card).record;
  const set = (/** @type {{[field: string]: unknown}} */ values) => void live.send("record.edit", { id, set: values }, { rev: card.rev });
  const rest = (/** @type {import("../../room/sources.js").Rests} */ next) => {
    if (next.basis !== (body.basis ?? "")) return set({ basis: next.basis });
    const fresh = next.sources.find((one) => !body.sources.includes(one));
    const gone = body.sources.find((/** @type {string} */ one) => !next.sources.includes(one));
    if (fresh) void live.send("record.link", { id, to: fresh, field: "sources" });
    if (gone) void live.send("record.unlink", { id, to: gone, field: "sources" });
  };
  return part(Sheet, { title: "Where it comes from", open: true, onClose, children: html`<div class="stack gap-l">
    <p class="joining-into" dir="auto">${body.text}</p>
    ${part(SourcePicker, { live, value: { sources: body.sources ?? [], basis: body.basis ?? "" }, onChange: rest })}
    ${part(Choice, { label: "How sure are we?", value: body.confidence || null, onChoose: (confidence) => set({ confidence }),
      options: [{ id: "sure", title: "Sure" }, { id: "likely", title: "Likely" }, { id: "guess", title: "A guess" }] })}
    ${body.c === "competitor" && part(Choice, { label: "Whose competitor?", value: body.whose || null, onChoose: (whose) => set({ whose }),
      options: [{ id: "ours", title: "Ours" }, { id: "theirs", title: "Theirs" }] })}
  </div>` });
}
