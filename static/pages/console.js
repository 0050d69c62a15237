// The facilitators' console: the run sheet, the stage, the people; one filled button.
import { render } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { boot, Boundary } from "../live/boot.js";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { LiveRegion, say } from "../parts/live_region.js";
import { Tabs } from "../parts/tabs.js";
import { liveSlot, sittingOpen, stageTitle } from "../room/agenda.js";
import { isWide, useBoard } from "../room/board.js";
import { AskEverybody } from "../room/ask_everybody.js";
import { ReturnToLive, useFollowing } from "../room/following.js";
import { visitStage } from "../room/customers_time.js";
import { insteadOf } from "../room/farewell.js";
import { Guide } from "../room/guide.js";
import { Banners } from "../room/hold_banner.js";
import { useMove } from "../room/moving.js";
import { NextButton } from "../room/next_button.js";
import { later } from "../room/later.js";
import { LeadBanner } from "../room/leading.js";
import { NextView } from "../room/next_view.js";
import { NowAndNext } from "../room/now_and_next.js";
import { PeopleColumn } from "../room/people_column.js";
import { DeskPresence } from "../room/presence_bar.js";
import { ProposalBar } from "../room/proposal.js";
import { QuickRecords } from "../room/quick_records.js";
import { SplitMenu } from "../room/split_up.js";
import { RunSheet } from "../room/run_sheet.js";
import { SimpleTools } from "../room/simple_tools.js";
import { Resting, StageView } from "../room/stage_view.js";
import { DeskUndo } from "../room/taking_back.js";
import { DESK } from "../room/who.js";
import { followingStage, missingCount } from "../room/standings.js";
import { TopBar } from "../room/top_bar.js";
import { whoMustLeave } from "../room/visitors.js";

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */
/** @typedef {import("../room/following.js").Following} Following */

const CameBack = later(async () => (await import("../room/came_back.js")).CameBack);
const ChecklistSheet = later(async () => (await import("../room/checklist_panel.js")).ChecklistSheet);
const ConsoleSheet = later(async () => (await import("../room/console_sheets.js")).ConsoleSheet);
const KeysSheet = later(async () => (await import("../room/keys_sheet.js")).KeysSheet);
const PeopleSheet = later(async () => (await import("../room/people_sheet.js")).PeopleSheet);

const COLUMNS = /** @type {const} */ ([["sheet", "Run sheet"], ["stage", "Stage"], ["people", "People"]]);
/** Simple or expert, as this person left it on this device. @param {Live} live */
const viewKey = (live) => `console:view:${live.boot.person}`;

/** @param {{live: Live}} props */
function Console({ live }) {
  const move = useMove(live);
  const following = useFollowing(live);
  const [sheet, setSheet] = useState("");
  const [column, setColumn] = useState("stage");
  const [simple, setSimple] = useState(localStorage.getItem(viewKey(live)) === "simple");
  const instead = insteadOf(live);
  const gone = live.store.ready.value && !DESK.includes(live.store.me.value.role);
  useEffect(() => {
    // Another role has another page, at the same address.
    if (gone) location.reload();
  }, [gone]);
  if (instead) return instead;

  const mover = { ...move, begin: guarded(live, move.begin, setSheet) };
  /** @param {string} slot */
  const look = (slot) => {
    following.look(slot);
    setColumn("stage");
  };
  const turn = () => {
    localStorage.setItem(viewKey(live), simple ? "expert" : "simple");
    setSimple(!simple);
  };
  return html`<div class=${names("console", simple && "console-simple")}>
    ${part(TopBar, { live, simple, onSheet: setSheet, onView: turn, onBring: () => bring(live) })}
    ${part(Banners, { live, ...(isLead(live) && { onStay: move.cancel }), children: html`${part(DeskPresence, { live })}${part(LeadBanner, { live, onAsk: () => setSheet("lead") })}${part(CameBack, { live, only: "words" })}` })}
    <div class="console-columns">
      <nav class="console-sheet" data-column data-shown=${shownWhen(column === "sheet")} aria-label="Run sheet">${part(simple ? NowAndNext : RunSheet, { live, looking: following.looking, onLook: look, expert: !simple, onVisit: (here) => visit(live, mover.begin, here) })}</nav>
      ${part(Stage, { live, move: mover, following, simple, onLook: look, shown: column === "stage", onSheet: setSheet, onOpen: (what) => open(live, what, setSheet) })}
      <aside class="console-people" data-column data-shown=${shownWhen(column === "people")} aria-label="People">${part(PeopleColumn, { live, simple, onPerson: (id) => setSheet(`people:${id}`) })}</aside>
    </div>
    <nav class="console-switch" aria-label="Columns">
      ${COLUMNS.map(([id, title]) => html`<button key=${id} type="button" aria-pressed=${String(column === id)} onClick=${() => setColumn(id)}>${title}${id === "people" && part(Hands, { live })}</button>`)}
    </nav>
    ${part(ProposalBar, { live })}
    ${part(Sheets, { live, sheet, onClose: () => setSheet(""), onLook: look, move })}
    ${part(KeysSheet, { live, also: [["↑ ↓", "In the run sheet: from line to line"], ["→", "In the run sheet: the line’s menu"]] })} ${part(LiveRegion, {})}
  </div>`;
}

/** @param {boolean} yes an attribute that is there or not */
const shownWhen = (yes) => (yes ? "" : undefined);

/** @param {Live} live */
const isLead = ({ store }) => store.workshop.value?.body.lead === store.me.value.person;

/** @param {{live: Live}} props how many hands are up, where the people are behind a tab */
function Hands({ live }) {
  const hands = live.store.records("person").filter((one) => one.body.hand).length;
  return hands ? html` <span class="handle-count" title="Hands">${hands}</span>` : null;
}

/**
 * Leaving a stage with people from outside still in their chairs is asked first.
 * @param {Live} live
 * @param {ReturnType<typeof useMove>["begin"]} begin
 * @param {(sheet: string) => void} setSheet
 * @returns {ReturnType<typeof useMove>["begin"]}
 */
function guarded(live, begin, setSheet) {
  return (planned) => (planned.type === "stage.advance" && whoMustLeave(live).length ? setSheet("leaving") : begin(planned));
}

/** Whoever looks elsewhere is called back to what is live; who is in a sentence is only told. @param {Live} live */
function bring(live) {
  const slot = liveSlot(live.store);
  live.tell("moving", { bring: true, to: slot?.body.title ?? stageTitle(live.store, live.store.stage.value) });
}

/** The customer is here: every screen counts down, then hears them. @param {Live} live @param {ReturnType<typeof useMove>["begin"]} begin @param {string[]} [here] which guests */
function visit(live, begin, here) {
  begin({ type: "visit.begin", data: here ? { here } : {}, to: stageTitle(live.store, visitStage(live)), done: () => undefined });
}

/** What the one button opens when it sends nothing. @param {Live} live @param {string} what @param {(sheet: string) => void} setSheet */
function open(live, what, setSheet) {
  if (what === "checklist" || what === "adjourn") return setSheet(what);
  const page = { plan: "plan", signoff: "signoff", acceptance: "acceptance" }[what];
  if (page) return void window.open(`/s/${live.boot.seat}/${page}`, "_blank", "noopener");
  // A vote opens as the board has it set, by the board's own button; without anything to vote on, the board says so.
  const opens = what === "vote" && document.getElementById("opens-vote");
  if (opens) return opens.click();
  // What is left is done on the board itself: the focus goes there.
  /** @type {HTMLElement | null} */ (document.querySelector(".stage-rest button, .stage-rest input"))?.focus();
}

/**
 * @param {{live: Live, move: ReturnType<typeof useMove>, following: Following, simple: boolean, shown: boolean, onSheet: (what: string) => void,
 *   onLook: (slot: string) => void, onOpen: (what: string) => void}} props
 */
function Stage({ live, move, following, simple, shown, onLook, onSheet, onOpen }) {
  const { store, keys } = live;
  const { looking } = following;
  const [tab, setTab] = useState("live");
  useLayoutEffect(() => {
    const offs = ["live", "next", "guide"].map((id, i) => keys.on(String(i + 1), `Show ${id}`, () => setTab(id)));
    return () => offs.forEach((off) => off());
  }, []);
  useEffect(() => {
    if (looking) setTab("live");
  }, [looking]);
  const running = liveSlot(store);
  const slot = (looking && store.record(looking)) || running;
  const [module] = useBoard(tab === "live" ? (slot?.body.kind ?? "") : "");
  useEffect(() => {
    if (running) say(`Live: ${running.body.title}.`, "now");
  }, [running?.id]);
  const inside = { live: part(Live_, { live, slot, running, following }), next: part(NextView, { live }), guide: part(Guide, { live, stage: slot?.body.stage ?? store.stage.value }) };
  return html`<main id="main" class=${names("console-stage", tab === "live" && isWide(slot, module) && "console-stage-wide")} data-column data-shown=${shownWhen(shown)}>
    <div class="stage-body">
      ${store.ready.value && part(Tabs, { label: "Stage", value: tab, onChoose: setTab, children: inside[/** @type {"live"} */ (tab)],
        tabs: [{ id: "live", title: slot?.id === running?.id ? "Live" : "Another piece" }, { id: "next", title: "Next" }, { id: "guide", title: "Guide" }] })}
    </div>
    <div class="stage-dock">
      ${part(NextButton, { live, move, onOpen })}
      ${simple && part(SimpleTools, { live, onSheet })}
      <span class="push">
        ${part(DeskUndo, { live })}
        ${!simple && missingCount(live) > 0 && sittingOpen(store) && !saysMissing(live) && part(Button, { look: "quiet", size: "s", onClick: () => onOpen("checklist"), children: `Still missing: ${missingCount(live)}` })}
        ${!simple && part(AskEverybody, { live })} ${!simple && slot && part(SplitMenu, { live, slot })} ${!simple && part(QuickRecords, { live, onLook })}
      </span>
    </div>
  </main>`;
}

/** Whether the one button says by itself how much is missing. @param {Live} live */
const saysMissing = ({ store }) => store.record("next_step")?.body.open === "checklist";

/** @param {{live: Live, slot: WireRecord | undefined, running: WireRecord | undefined, following: Following}} props */
function Live_({ live, slot, running, following }) {
  if (!slot || (!sittingOpen(live.store) && slot.id === running?.id)) return part(Resting, { live });
  const elsewhere = slot.id !== running?.id;
  return html`${elsewhere && part(ReturnToLive, { live, following, desk: true })}
    ${part(StageView, { live, slot, running: !elsewhere })}`;
}

/** @param {{live: Live, sheet: string, onClose: () => void, onLook: (slot: string) => void, move: ReturnType<typeof useMove>}} props */
function Sheets({ live, sheet, onClose, onLook, move }) {
  const [refused, setRefused] = useState("");
  const to = followingStage(live);
  /** @param {string} type @param {any} data @param {string} stage */
  const go = (type, data, stage) => {
    onClose();
    setRefused("");
    move.begin({ type, data, to: stageTitle(live.store, stage), done: (answer) => setRefused(answer.ok ? "" : (answer.say ?? "")) });
  };
  return html`
    ${part(ChecklistSheet, { live, open: sheet === "checklist", onClose, onLook: (slot) => (onClose(), onLook(slot)), onGoWithout: (reason) => go("stage.advance", { to, reason }, to) })}
    ${part(PeopleSheet, { live, person: sheet.startsWith("people:") ? sheet.slice(7) : null, onClose })}
    ${part(ConsoleSheet, { live, what: sheet, onClose, onReopen: (stage) => go("stage.reopen", { to: stage }, stage), onGo: () => go("stage.advance", { to }, to) })}
    ${refused && html`<p class="console-refused" role="alert">${refused} ${part(Button, { size: "s", look: "quiet", onClick: () => setRefused(""), children: "Close" })}</p>`}`;
}

const live = boot();
const root = /** @type {HTMLElement} */ (document.getElementById("root"));
root.replaceChildren();
root.className = "";
render(part(Boundary, { live, children: part(Console, { live }) }), root);
