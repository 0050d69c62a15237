// What somebody of the team has: a thin bar, one task, and everything else one pull away.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { boot, Boundary } from "../live/boot.js";
import { html, names, part } from "../live/part.js";
import { Button } from "../parts/button.js";
import { LiveRegion, say } from "../parts/live_region.js";
import { SavedLight } from "../parts/saved_light.js";
import { Sheet } from "../parts/sheet.js";
import { liveSlot, sittingOpen, stageTitle } from "../room/agenda.js";
import { isWide, loadBoard, useBoard } from "../room/board.js";
import { BottomSheet } from "../room/bottom_sheet.js";
import { useRevealed } from "../room/announce.js";
import { ClockFace } from "../room/clock_face.js";
import { mineOf } from "../room/facts.js";
import { Homework } from "../room/homework.js";
import { insteadOf } from "../room/farewell.js";
import { ReturnToLive, useFollowing } from "../room/following.js";
import { Hand } from "../room/hand.js";
import { MyTurn } from "../room/my_turn.js";
import { Banners } from "../room/hold_banner.js";
import { Lobby } from "../room/lobby.js";
import { later } from "../room/later.js";
import { BeforeIGo, LeavingSheet } from "../room/leaving.js";
import { DeputySheet, ManagerStrip } from "../room/manager_strip.js";
import { MoveOn, TakeTheDesk } from "../room/move_on.js";
import { Arrive, ComingAndGoing, SteppedOut } from "../room/presence_bar.js";
import { BetweenSittings, CameBackToUs } from "../room/resting.js";
import { ProposalBar } from "../room/proposal.js";
import { OwnRoom, RoomLine, useRoom } from "../room/breakouts/own_room.js";
import { RoomClock } from "../room/breakouts/room_clock.js";
import { ownRoom } from "../room/breakouts/rooms.js";
import { RoomMessages } from "../room/breakouts/telling.js";
import { BoardAndRooms, askOf } from "../room/stage_view.js";
import { OwnUndo } from "../room/taking_back.js";
import { MorningCard } from "../room/what_changed.js";
import { DESK, isHere, isManager, meOf } from "../room/who.js";

const CameBack = later(async () => (await import("../room/came_back.js")).CameBack);
const LateCard = later(async () => (await import("../room/catch_up.js")).LateCard);
const WhileOut = later(async () => (await import("../room/catch_up.js")).WhileOut);
const HowAreWe = later(async () => (await import("../room/how_are_we.js")).HowAreWe);
const KeysSheet = later(async () => (await import("../room/keys_sheet.js")).KeysSheet);
const OwnPart = later(async () => (await import("../room/voices.js")).OwnPart);
const StageShared = later(async () => (await import("../room/voices.js")).StageShared);

/** @typedef {import("../live/boot.js").Live} Live */
/** @typedef {import("../live/view.js").WireRecord} WireRecord */

/** @param {{live: Live}} props */
function Page({ live }) {
  const { store } = live;
  const instead = insteadOf(live);
  if (instead) return instead;
  if (store.ready.value && DESK.includes(store.me.value.role)) return part(Elsewhere, {});
  if (store.ready.value && store.me.value.admitted === false) return part(Lobby, { live });
  return part(Task, { live });
}

/** Another role has another page, at the same address. */
function Elsewhere() {
  useEffect(() => location.reload(), []);
  return html`<p class="waiting">The desk is yours now</p>`;
}

/** @param {{live: Live}} props */
function Task({ live }) {
  const { store } = live;
  const following = useFollowing(live);
  const running = liveSlot(store);
  const slot = (following.looking && store.record(following.looking)) || running;
  const [module] = useBoard(slot?.body.kind ?? "");
  useEffect(() => live.presence.hush(slot?.body.naming === "anonymous"), [slot?.id, slot?.body.naming]);
  useEffect(() => {
    if (running) say(`Now: ${askOf(running)}`, "now");
  }, [running?.id]);
  const elsewhere = Boolean(following.looking) && slot?.id !== running?.id;
  const wide = (elsewhere || sittingOpen(store)) && isWide(slot, module);
  useRevealed(live, running);
  return html`<div class="task-page">
    ${part(Bar, { live, slot: running })}
    <div class="task-banners">${part(Banners, { live, children: html`${part(SteppedOut, { live })}${part(RoomMessages, { live })}` })}</div>
    <main id="main" class=${names("task", wide && "task-wide")}>
      ${part(CameBack, { live })}
      ${store.ready.value && part(Middle, { live, slot, following, elsewhere, loaded: module !== undefined })}
    </main>
    ${part(ProposalBar, { live })}
    ${part(BottomSheet, { live, onLook: following.look })}
    ${part(KeysSheet, { live })} ${part(LiveRegion, {})}
  </div>`;
}

/** @param {{live: Live, slot: WireRecord | undefined}} props */
function Bar({ live, slot }) {
  const { store } = live;
  const [deputy, setDeputy] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [own, setOwn] = useState(false);
  const open = sittingOpen(store);
  const stage = open || !store.records("sitting").length ? stageTitle(store, store.stage.value) : "Between sittings";
  const piece = open && slot && slot.body.title !== stage ? slot.body.title : "";
  const more = isManager(live.store) ? [{ id: "deputy", title: "A deputy for the day…", onPick: () => setDeputy(true) }] : [];
  const me = meOf(store);
  const room = ownRoom(store);
  return html`<header class="task-bar">
    <span class="task-stage clip" title=${piece || stage}>${piece ? html`<span class="task-stage-whole">${stage} · </span>${piece}` : stage}</span>
    ${open && (room ? part(RoomClock, { live, room }) : part(ClockFace, { live }))}
    ${part(SavedLight, { waiting: store.waiting.value, held: store.held.value, online: store.online.value === "ok", brief: true })}
    ${part(OwnUndo, { live })}
    ${me && isHere(me) && html`${part(Hand, { live })} ${part(ComingAndGoing, { live, more: [...more, { id: "part", title: "My part in this stage", onPick: () => setOwn(true) }, wordsItem(), { id: "early", title: "I have to leave early…", onPick: () => setLeaving(true) }] })}`}
    ${part(Sheet, { title: "My part in this stage", open: own, onClose: () => setOwn(false), children: own && part(OwnPart, { live }) })}
    ${part(DeputySheet, { live, open: deputy, onClose: () => setDeputy(false) })} ${part(LeavingSheet, { live, open: leaving, onClose: () => setLeaving(false) })}
  </header>`;
}

const wordsItem = () => ({ id: "words", title: "What the words mean", onPick: () => void window.open("/help/words", "_blank", "noopener") });

/** @param {{live: Live, slot: WireRecord | undefined, following: import("../room/following.js").Following, elsewhere: boolean, loaded: boolean}} props `loaded`: its board is there, so that there is something to be done with */
function Middle({ live, slot, following, elsewhere, loaded }) {
  const { store } = live;
  const me = meOf(store);
  const [room, way] = useRoom(live);
  const { look: onLook, follow: onReturn } = following;
  if (!sittingOpen(store)) return slot && elsewhere ? part(FromHome, { live, slot, onReturn }) : part(BetweenSittings, { live, onLook: lookFor(onLook, store) });
  if (!me || !(isHere(me) || me.body.presence === "stepped_out")) return html`${part(WhileOut, { live })} ${part(Arrive, { live })} ${part(Homework, { live, first: false })}`;
  if (!slot) return part(BetweenSittings, { live, onLook: lookFor(onLook, store) });
  return html`
    ${elsewhere && part(ReturnToLive, { live, following })}
    ${part(CameBackToUs, { live, onLook: lookFor(onLook, store) })}
    ${part(MyTurn, { live })} ${part(HowAreWe, { live })} ${part(StageShared, { live })}
    ${part(ManagerStrip, { live })} ${part(BeforeIGo, { live })} ${part(WhileOut, { live })} ${part(MorningCard, { live })} ${part(LateCard, { live })}
    ${room && !elsewhere && !way.peeking ? part(OwnRoom, { live, room, slot: store.record(room.body.slot), way, key: room.id }) : html`
    ${!elsewhere && part(RoomLine, { live, room, way })}
    <div><h1 class="task-ask" dir="auto">${askOf(slot)}</h1>${slot.body.prompt && slot.body.task && html`<p class="task-why" dir="auto">${slot.body.task}</p>`}</div>
    ${part(BoardAndRooms, { live, slot, view: "Board" })}
    ${part(TakeTheDesk, { live })} ${!elsewhere && loaded && html`${part(Done, { live, slot })} ${part(MoveOn, { live })}`}`}`;
}

/**
 * Look at a piece, and at one of its records as soon as its board stands there.
 * @param {(slot: string) => void} onLook
 * @param {Live["store"]} store
 */
const lookFor = (onLook, store) => (/** @type {string} */ slot, /** @type {string} */ record = "") => {
  onLook(slot);
  const kind = store.record(slot)?.body.kind;
  if (record && kind) void loadBoard(kind).then((module) => module.openRecord?.(record), () => undefined);
};

/** @param {{live: Live, slot: WireRecord, onReturn: () => void}} props a board between sittings: what is put right from home */
function FromHome({ live, slot, onReturn }) {
  return html`<p class="looking"><span>Between sittings. What you change here is in the plan at once; whoever promised is asked again.</span>${part(Button, { size: "s", icon: "back", onClick: onReturn, children: "Back" })}</p>
    <h1 class="task-ask" dir="auto">${slot.body.title}</h1>
    ${part(BoardAndRooms, { live, slot, view: "Board" })}`;
}

/** @param {{live: Live, slot: WireRecord}} props how far one is, and "I'm done" */
function Done({ live, slot }) {
  const { store, send } = live;
  const counted = mineOf(store, slot);
  const me = meOf(store);
  const nameless = slot.body.naming === "anonymous";
  const ready = (nameless ? live.presence.readyFor.value : me?.body.ready) === slot.id;
  if (slot.body.rest || slot.body.kind === "talk" || slot.body.kind === "vote") return null;
  const next = ready ? "" : slot.id;
  // Without names it is counted and nowhere kept.
  const press = () => (nameless ? live.presence.ready(next) : void send("people.ready", { slot: next }));
  return html`<div class="task-done">
    <p class="task-count">${counted && html`<b>You ${counted.mine}</b>, team ${counted.all}`}</p>
    ${part(Button, { pressed: ready, onClick: press, children: ready ? "You are done" : "I’m done" })}
  </div>`;
}

const live = boot();
const root = /** @type {HTMLElement} */ (document.getElementById("root"));
root.replaceChildren();
root.className = "";
render(part(Boundary, { live, children: part(Page, { live }) }), root);
