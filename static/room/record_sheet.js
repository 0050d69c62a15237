// One record in a sheet, to add it or to put it right: only what was changed is sent, with the revision it was read at.
// A refusal in time stays here beside what was typed; one that comes later stands on the board.
import { useState } from "preact/hooks";
import { html, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { Menu } from "../parts/menu.js";
import { Sheet } from "../parts/sheet.js";
import { atDesk, useAloud } from "./aloud.js";
import { parkItem } from "./park.js";
import { takeOff } from "./undo.js";
import { useTakenUp } from "./edits.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../live/part.js").Children} Children */
/** @typedef {{[field: string]: any}} Values */
/**
 * What a form's fields are drawn from. A value that is `undefined` is being typed and is not one yet.
 * @typedef {{values: Values, set: (change: Values) => void, wrong: {[field: string]: string}}} Form
 */
/**
 * @typedef {object} RecordSheetProps
 * @property {Live} live
 * @property {string} title
 * @property {string} type  the command that adds one
 * @property {Values} empty  every field a form starts from
 * @property {WireRecord} [record]  the one that is corrected; a new one without it
 * @property {(form: Form) => Children} draw
 * @property {() => void} onClose
 * @property {string} [word]  on the button for a new one
 * @property {(values: Values) => string} [named]  what it is called where it is taken off
 * @property {(values: Values, before: Values) => void} [onSaved]
 * @property {import("../parts/menu.js").MenuItem[]} [menu]
 */

/** Longer than this nobody waits for an answer: the sheet closes, and the board shows how it stands (ms). */
const PATIENCE = 900;

/** @param {Values} body @param {Values} empty the fields of a form as a record has them */
const startOf = (body, empty) => Object.fromEntries(Object.keys(empty).map((name) => [name, body[name] ?? empty[name]]));

/** @param {Values} now @param {Values} before */
export const changedIn = (now, before) =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])));

/** @param {RecordSheetProps} props @param {string} onBehalf whose words the desk writes, "" for one's own */
function useRecordForm({ live, record, empty, type, onClose, onSaved }, onBehalf) {
  const [from] = useState(record);
  const [before] = useState(() => startOf(from?.body ?? {}, empty));
  const [values, setValues] = useState(before);
  const [wrong, setWrong] = useState(/** @type {{[field: string]: string}} */ ({}));
  const [pending, setPending] = useState(false);
  const takenUp = useTakenUp(live);
  const set = (/** @type {Values} */ change) => setValues((now) => ({ ...now, ...change }));

  const send = () => {
    const how = onBehalf ? { onBehalf } : {};
    if (!from) return live.send(type, withoutBlanks(values), how);
    return live.send("record.edit", { id: from.id, set: changedIn(values, before) }, { rev: from.rev, ...how });
  };
  const save = async () => {
    const unread = Object.keys(values).filter((name) => values[name] === undefined);
    if (unread.length) return setWrong({ [unread[0] ?? ""]: "This cannot be read yet." });
    if (from && Object.keys(changedIn(values, before)).length === 0) return onClose();
    setPending(true);
    const answer = await Promise.race([send(), new Promise((done) => setTimeout(() => done(null), PATIENCE))]);
    setPending(false);
    if (answer?.refused && answer.refused !== "stale") {
      setWrong({ [answer.field ?? ""]: answer.say });
      return takenUp(answer);
    }
    if (answer?.ok) onSaved?.(values, before);
    return onClose();
  };
  return { form: { values, set, wrong }, pending, save };
}

/** @param {Values} values what was left empty is not sent for something new */
const withoutBlanks = (values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== 0 && value !== false));

/** @param {RecordSheetProps} props keyed by the record, so that another one starts afresh */
export function RecordSheet(props) {
  const { live, title, record, draw, onClose, word = "Add", named, menu = [] } = props;
  const aloud = useAloud(live);
  const { form, pending, save } = useRecordForm(props, aloud.person);
  const general = Object.entries(form.wrong).filter(([field]) => !(field in form.values));
  const remove = () => {
    if (record) takeOff(live, record.id, named?.(record.body) ?? title);
    onClose();
  };
  const more = record ? [...menu, ...parkItem(live, record.id), { id: "off", title: "Take it off the board", danger: true, onPick: remove }] : menu;
  const submit = (/** @type {Event} */ event) => (event.preventDefault(), void save());
  const foot = html`
    ${part(Button, { look: atDesk(live) ? "outline" : "filled", pending, onClick: () => void save(), children: record ? "Save" : word })}
    ${part(Button, { look: "quiet", onClick: onClose, children: "Cancel" })}
    ${more.length > 0 && html`<span class="push menu-up">${part(Menu, { label: "More for this one", items: more })}</span>`}`;
  return part(Sheet, { title, open: true, onClose, foot, writes: !record, children: html`<form class="stack sheet-form" onSubmit=${submit}>
    ${aloud.line}
    ${draw(form)}
    ${general.map(([field, say]) => html`<p key=${field} class="field-error" role="alert">${say}</p>`)}
    <button type="submit" hidden>Save</button>
  </form>` });
}
