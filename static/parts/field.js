// Fields: one labelled line to fill in; what cannot be taken says so below it and keeps what was typed.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { html } from "../live/part.js";
import { parseMoney } from "./money.js";

/**
 * @typedef {object} FieldProps
 * @property {string} label
 * @property {string} [hint]
 * @property {string} [error] why it came back
 * @property {string} [placeholder]
 */

/** @param {Event} event */
const typed = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {FieldProps & { id: string, children: import("../live/part.js").Children }} props */
function Frame({ id, label, hint, error, children }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${children}
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${error && html`<p class="field-error" id=${`${id}-error`} role="alert">${error}</p>`}
  </div>`;
}

/** @param {FieldProps & { id: string }} props what is spoken with the input */
const spoken = ({ id, hint, error }) => ({
  "aria-describedby": [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined,
  "aria-invalid": error ? "true" : undefined,
});

/** @param {FieldProps & { value: string, onChange: (text: string) => void, most?: number, rows?: number, suggest?: readonly string[] }} props
 *  `rows` makes it a box for several lines; `suggest` are words that are offered, not demanded */
export function TextField(props) {
  const id = useId();
  const { value, onChange, most = 200, rows, suggest, placeholder } = props;
  const onInput = (/** @type {Event} */ event) => onChange(typed(event));
  // What is pasted beyond that is cut off by the browser: it is said, not left to be found out.
  const full = String(value ?? "").length >= most && `That is all that fits here: ${most.toLocaleString("en-GB")} characters.`;
  const said = full ? { ...props, hint: full } : props;
  const input = rows
    ? html`<textarea id=${id} rows=${rows} dir="auto" maxlength=${most} placeholder=${placeholder} value=${value} onInput=${onInput} ...${spoken({ ...said, id })}></textarea>`
    : html`<input id=${id} dir="auto" maxlength=${most} placeholder=${placeholder} autocomplete="off" value=${value} onInput=${onInput}
        list=${suggest ? `${id}-list` : undefined} ...${spoken({ ...said, id })} />`;
  const list = suggest && html`<datalist id=${`${id}-list`}>${suggest.map((word) => html`<option key=${word} value=${word}></option>`)}</datalist>`;
  return Frame({ ...said, id, children: [input, list] });
}

/**
 * An input that is kept when it is left. What is typed stays as typed meanwhile, whatever else arrives, and stays too
 * where it was refused; it gives way to what is kept later.
 * @param {{ value: string, onKeep: (text: string) => void, id?: string, type?: "text" | "date", rows?: number, most?: number, title?: string }} props
 */
export function KeptInput({ value, onKeep, id, type = "text", rows, most, title }) {
  const [draft, setDraft] = useState(/** @type {string | null} */ (null));
  const here = useRef(false);
  useEffect(() => {
    if (!here.current) setDraft(null);
  }, [value]);
  const given = {
    id, title, dir: "auto", maxlength: most, value: draft ?? value,
    onFocus: () => (here.current = true),
    onBlur: () => (here.current = false),
    onInput: (/** @type {Event} */ event) => setDraft(typed(event)),
    onChange: (/** @type {Event} */ event) => onKeep(typed(event).trim()),
  };
  return rows ? html`<textarea rows=${rows} ...${given}></textarea>` : html`<input type=${type} ...${given} />`;
}

/** @param {FieldProps & { value: string, onChange: (day: string) => void }} props a calendar day, 2026-11-21, or "" */
export function DayField(props) {
  const id = useId();
  const onInput = (/** @type {Event} */ event) => props.onChange(typed(event));
  const input = html`<input id=${id} type="date" value=${props.value} onInput=${onInput} ...${spoken({ ...props, id })} />`;
  return Frame({ ...props, id, children: input });
}

/**
 * A number as people type it, kept as typed while it is typed; `undefined` goes up while it is none.
 * @param {FieldProps & { value: number, onChange: (value: number | undefined) => void, read: (text: string) => number | null,
 *   write: (value: number) => string, wrong: string, unit?: string }} props
 */
function Numeric(props) {
  const { value, onChange, read, write, wrong, placeholder, unit } = props;
  const id = useId();
  const [text, setText] = useState(value ? write(value) : "");
  const now = text.trim() === "" ? 0 : read(text);
  // Changed from elsewhere: what is typed gives way only where it says something else.
  useEffect(() => {
    if (value !== undefined && now !== value) setText(value ? write(value) : "");
  }, [value]);
  const onInput = (/** @type {Event} */ event) => {
    setText(typed(event));
    const number = typed(event).trim() === "" ? 0 : read(typed(event));
    onChange(number === null || number < 0 ? undefined : number);
  };
  const error = now === null || now < 0 ? wrong : props.error;
  const input = html`<span class="field-unit">
    <input id=${id} inputmode="decimal" autocomplete="off" class="num" placeholder=${placeholder} value=${text} onInput=${onInput} ...${spoken({ ...props, id, error })} />
    ${unit && html`<span class="field-unit-word" aria-hidden="true">${unit}</span>`}
  </span>`;
  return Frame({ ...props, id, error, children: input });
}

/** @param {FieldProps & { value: number, currency: string, onChange: (value: number | undefined) => void }} props whole units of currency; "600k" is taken */
export function MoneyField(props) {
  const write = (/** @type {number} */ amount) => amount.toLocaleString("en-GB");
  return Numeric({ ...props, read: parseMoney, write, wrong: "Write an amount, such as 600k or 1.2m.", unit: props.currency });
}

/** @param {FieldProps & { value: number, unit?: string, onChange: (value: number | undefined) => void }} props any number from 0 */
export function NumberField(props) {
  const read = (/** @type {string} */ text) => (/^\d+([.,]\d+)?$/u.test(text.trim()) ? Number(text.trim().replace(",", ".")) : null);
  return Numeric({ ...props, read, write: String, wrong: "Write a number." });
}

/** @param {FieldProps & { value: string, options: { id: string, title: string }[], onChange: (id: string) => void }} props */
export function SelectField(props) {
  const id = useId();
  const { value, options, onChange } = props;
  const select = html`<select id=${id} value=${value} onChange=${(/** @type {Event} */ event) => onChange(typed(event))} ...${spoken({ ...props, id })}>
    ${options.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === value}>${one.title}</option>`)}
  </select>`;
  return Frame({ ...props, id, children: select });
}
