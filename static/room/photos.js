// Photographs of flip charts beside a line of the run sheet: taken with a phone, pasted or dropped. The browser draws each
// anew at two thousand pixels, so that neither its place nor its camera leaves this device; words are written beside it.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Sheet } from "../parts/sheet.js";
import { sittingOpen } from "./agenda.js";
import { authorOf } from "./contribution.js";
import { DeskWrites } from "./desk_writing.js";
import { atDesk } from "./aloud.js";
import { PhotoShows } from "./photo_shows.js";
import { addressOf, photoWords } from "./shown_on.js";
import { takeOff } from "./undo.js";
import { WriteOne, isHidden } from "./writing.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

const LONGEST = 2000;
const LARGEST = 950_000;

/** @param {Blob} file @returns {Promise<Blob>} the same picture as a JPEG of at most two thousand pixels and one megabyte, without what it says about itself */
async function drawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  for (const [most, quality] of /** @type {[number, number][]} */ ([[LONGEST, 0.82], [LONGEST, 0.65], [1400, 0.6], [1000, 0.5]])) {
    const scale = Math.min(1, most / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale))];
    const paper = canvas.getContext("2d");
    if (!paper) break;
    paper.fillStyle = "white";
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((/** @type {(blob: Blob | null) => void} */ done) => canvas.toBlob(done, "image/jpeg", quality));
    if (made && made.size <= LARGEST) return made;
  }
  throw new Error("This picture cannot be made small enough.");
}

/**
 * Sends a picture; what could not be sent is kept here to be tried again.
 * @param {Live} live
 * @param {WireRecord} slot
 */
function useSending(live, slot) {
  const [state, setState] = useState(/** @type {{busy: boolean, say: string, again: Blob | null}} */ ({ busy: false, say: "", again: null }));
  const send = async (/** @type {Blob} */ file) => {
    setState({ busy: true, say: "", again: null });
    try {
      const body = await drawn(file).catch(() => {
        throw new Error("This is not a picture that can be read here. Take it once more, or choose another.");
      });
      const response = await fetch(`/s/${live.boot.seat}/photos?slot=${encodeURIComponent(slot.id)}`, { method: "POST", headers: { "Content-Type": "image/jpeg" }, body }).catch(() => {
        throw new Error("There is no line just now. The picture is kept here.");
      });
      const answer = await response.json();
      setState({ busy: false, say: answer.ok ? "" : (answer.say ?? "It could not be kept."), again: null });
    } catch (error) {
      setState({ busy: false, say: error instanceof Error ? error.message : "It could not be sent.", again: file });
    }
  };
  return { ...state, send };
}

/** @param {DataTransfer | null} data */
const pictureIn = (data) => [...(data?.files ?? [])].find((file) => file.type.startsWith("image/"));

/**
 * A picture pasted anywhere on the page, or let fall here.
 * @param {string} slot
 * @param {boolean} may
 * @param {(file: File) => Promise<void>} send
 */
function usePictures(slot, may, send) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const paste = (/** @type {ClipboardEvent} */ event) => {
      const file = pictureIn(event.clipboardData);
      if (!file || !may) return;
      event.preventDefault();
      void send(file);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [slot, may]);
  const drop = (/** @type {DragEvent} */ event) => {
    setOver(false);
    const file = pictureIn(event.dataTransfer);
    if (!file) return;
    event.preventDefault();
    void send(file);
  };
  const hover = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setOver(true);
  };
  return { over, drop, hover, leave: () => setOver(false) };
}

/** @param {{live: Live, slot: WireRecord}} props what hangs on the wall for this piece, and the way to add to it */
export function Photos({ live, slot }) {
  const { store } = live;
  const { busy, say, again, send } = useSending(live, slot);
  const [open, setOpen] = useState("");
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const all = store.records("photo").filter((one) => one.body.slot === slot.id);
  const may = sittingOpen(store);
  const { over, drop, hover, leave } = usePictures(slot.id, may, send);
  if (slot.body.rest || (!may && all.length === 0)) return null;
  const chosen = (/** @type {any} */ event) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file) void send(file);
  };
  const shown = all.find((one) => one.id === open);
  return html`<section class=${names("photos", over && "drop-zone-over")} aria-label="Photographs" onDragOver=${hover} onDragLeave=${leave} onDrop=${drop}>
    <ul class="photos-strip">
      ${all.map((one) => html`<li key=${one.id} data-record=${one.id}><button type="button" class="photo" onClick=${() => setOpen(one.id)} aria-label=${photoWords(one)}>
        <img src=${addressOf(live, one)} alt="" width="120" height="90" loading="lazy" /></button></li>`)}
      ${may && html`<li class="hang">${part(Button, { size: "s", look: "quiet", icon: "plus", pending: busy, onClick: () => input.current?.click(), children: busy ? "Sending…" : "Photograph of a flip chart" })}
        <input ref=${input} type="file" accept="image/*" capture="environment" hidden onChange=${chosen} aria-label="Choose a photograph" /></li>`}
    </ul>
    ${say && html`<p class="field-error" role="alert">${say} ${again && part(Button, { size: "s", look: "quiet", onClick: () => void send(again), children: "Try again" })}</p>`}
    ${shown && part(PhotoSheet, { live, slot, photo: shown, onClose: () => setOpen(""), key: shown.id })}
  </section>`;
}

/** @param {{live: Live, slot: WireRecord, photo: WireRecord, onClose: () => void}} props the picture large, and its words beside it */
function PhotoSheet({ live, slot, photo, onClose }) {
  const { body } = photo;
  const { author, byline } = authorOf(live, photo);
  // What is being typed stays as it is while others' changes come in.
  const [words, setWords] = useState({ caption: body.caption, text: body.text });
  const typed = (/** @type {"caption" | "text"} */ field) => (/** @type {any} */ event) => setWords((now) => ({ ...now, [field]: event.target.value }));
  const keep = (/** @type {"caption" | "text"} */ field) => () => {
    const text = words[field].trim();
    if (text !== body[field]) void live.send("record.edit", { id: photo.id, set: { [field]: text } }, { rev: photo.rev });
  };
  const off = () => (takeOff(live, photo.id, body.caption || "a photograph"), onClose());
  const cards = slot.body.kind === "capture" && !isHidden(slot);
  return part(Sheet, { title: body.caption || "Photograph", open: true, onClose, children: html`<div class="stack photo-sheet">
    <a href=${addressOf(live, photo)} target="_blank" rel="noopener"><img class="photo-large" src=${addressOf(live, photo)} alt=${body.text || "A flip chart"} width=${body.width} height=${body.height} /></a>
    <p class="small faint">Taken by <bdi>${author?.name ?? byline ?? "somebody"}</bdi>. The team sees it; guests never do.</p>
    <div class="field"><label for="photo-caption">Caption</label><input id="photo-caption" dir="auto" maxlength="200" value=${words.caption} onInput=${typed("caption")} onChange=${keep("caption")} /></div>
    <div class="field"><label for="photo-text">What stands on it</label><textarea id="photo-text" rows="4" dir="auto" maxlength="4000" value=${words.text} onInput=${typed("text")} onChange=${keep("text")}></textarea>
      <p class="field-hint">Read by a screen reader, and in the minutes.</p></div>
    ${part(PhotoShows, { live, photo })}
    ${cards && html`<div class="stack gap-s"><h3>As cards</h3>${atDesk(live) ? part(DeskWrites, { live, slot, kind: "note", photo: photo.id }) : part(WriteOne, { live, slot, kind: "note", photo: photo.id })}</div>`}
    <div>${part(Button, { size: "s", look: "quiet", onClick: off, children: "Take it off" })}</div>
  </div>` });
}
