// Shows one shell by its name in the address: ?screen=console&theme=dark&crowd=1
import { render } from "preact";
import { html, part } from "../../../static/live/part.js";
import { ConsoleScreen } from "./console.js";
import { CreateScreen, HomeScreen, JoinScreen, LobbyScreen, ReadyScreen } from "./plain.js";
import { BoardScreen, GuestScreen, ParticipantScreen, SheetScreen } from "./participant.js";
import { RoomScreen } from "./screen.js";
import { PlanScreen, SigningScreen } from "./document.js";
import { PartsScreen } from "./parts.js";

/** @type {Record<string, (props: { crowd: boolean }) => import("preact").VNode<any>>} */
const SCREENS = {
  console: ConsoleScreen,
  participant: ParticipantScreen,
  board: BoardScreen,
  sheet: SheetScreen,
  guest: GuestScreen,
  room: RoomScreen,
  plan: PlanScreen,
  signing: SigningScreen,
  home: HomeScreen,
  create: CreateScreen,
  ready: ReadyScreen,
  join: JoinScreen,
  lobby: LobbyScreen,
  parts: PartsScreen,
};

const asked = new URLSearchParams(location.search);
document.documentElement.dataset["theme"] = asked.get("theme") ?? "";
const screen = SCREENS[asked.get("screen") ?? ""];
const index = html`<main class="plain"><h1>Gallery</h1>
  <ul class="lines">${Object.keys(SCREENS).map((name) => html`<li><a href=${`?screen=${name}`}>${name}</a></li>`)}</ul></main>`;
render(screen ? part(screen, { crowd: asked.has("crowd") }) : index, document.body);
