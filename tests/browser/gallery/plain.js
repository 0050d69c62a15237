// Pages with one thing on them: home, create, readiness, join, lobby.
import { html, part } from "../../../static/live/part.js";
import { Avatar } from "../../../static/parts/person.js";
import { Button } from "../../../static/parts/button.js";
import { Choice } from "../../../static/parts/choice.js";
import { cast } from "./cast.js";

const top = html`<header class="page-top"><span class="brand">Workshop</span><span class="push">Ingrid Solheim</span></header>`;

export function HomeScreen() {
  return html`${top}<main class="plain plain-wide">
    <div class="page-head"><h1>Workshops</h1>${part(Button, { icon: "plus", children: "New workshop" })}</div>
    <section class="shelf"><h2 class="shelf-title">Now</h2><ul>
      <li class="shelf-row shelf-live"><p class="shelf-when">Day 2, live</p>
        <div><a class="shelf-name" href="#k">Kingfisher</a><p class="shelf-note">Objectives and strategies, 11 people, 6 min late</p></div>
        ${part(Button, { look: "filled", children: "Back to the desk" })}</li>
    </ul></section>
    <section class="shelf"><h2 class="shelf-title">Coming</h2><ul>
      <li class="shelf-row"><p class="shelf-when">Tue 1 Dec<br />08:30</p>
        <div><a class="shelf-name" href="#n">Nordic Paper and Packaging Group, northern region</a><p class="shelf-note">9 of 14 have tried their link. The customer’s slot has no host yet.</p></div>
        ${part(Button, { children: "Check readiness" })}</li>
      <li class="shelf-row"><p class="shelf-when">Thu 14 Jan<br />09:00</p>
        <div><a class="shelf-name" href="#h">Havenbedrijf</a><p class="shelf-note">Invitations not sent</p></div></li>
    </ul></section>
    <section class="shelf"><h2 class="shelf-title">Past</h2><ul>
      <li class="shelf-row shelf-past"><p class="shelf-when">10 Jun</p>
        <div><a class="shelf-name" href="#o">Omya</a><p class="shelf-note">Signed 16:52 by Hester Vandenbroucke, version 7. Two actions late, next review 9 December.</p></div></li>
    </ul></section>
  </main>`;
}

export function CreateScreen() {
  return html`${top}<main class="plain plain-wide">
    <p class="kicker">New workshop</p><h1>Who is the customer?</h1>
    <ol class="asks">
      <li><div><label class="asks-what" for="c">The account</label><p class="asks-why">As the team says it.</p></div><input id="c" value="Kingfisher" /></li>
      <li><div><p class="asks-what">The two days</p><p class="asks-why">The time zone of the room; everybody sees its clock.</p></div>
        <div class="field-row"><div class="field"><label for="d">First day</label><input id="d" type="date" value="2026-12-01" /></div>
        <div class="field"><label for="t">Starts</label><input id="t" type="time" value="08:30" /></div>
        <div class="field"><label for="z">Time zone</label><select id="z"><option>Europe/London</option></select></div></div></li>
      <li><div><p class="asks-what">First-line manager</p><p class="asks-why">There is no planning without her.</p></div>
        <div class="field-row"><div class="field"><label for="m">Name</label><input id="m" value="Hester Vandenbroucke" /></div>
        <div class="field"><label for="e">E-mail</label><input id="e" type="email" placeholder="for her link" /></div></div></li>
      <li><div><p class="asks-what">The customer</p><p class="asks-why">A couple of hours at a fixed time.</p></div>
        ${part(Choice, { label: "Does somebody come?", hideLabel: true, value: "yes", onChoose: () => undefined, options: [
          { id: "yes", title: "Comes to brief us" }, { id: "call", title: "A call instead" }, { id: "no", title: "Not this time" }] })}</li>
    </ol>
    <p class="form-actions">${part(Button, { look: "filled", size: "l", children: "Make the workshop" })}<span class="faint small">Nothing is sent to anybody yet.</span></p>
  </main>`;
}

export function ReadyScreen() {
  const lines = [["Hester Vandenbroucke has confirmed", "good", "Yes, and her PIN works"], ["The customer’s slot", "warn", "09:00 to 10:45, no host named"], ["Room screen", "warn", "Not connected"], ["Co-facilitator", "good", "Dafydd Prosser"], ["Links tried", "", "9 of 14"]];
  return html`${top}<main class="plain plain-wide">
    <p class="kicker">Kingfisher, day 1</p><h1>Starts tomorrow at 08:30</h1>
    <ol class="asks">${lines.map(([what, tone, say]) => html`<li><p class="asks-what">${what}</p>
      <div class="row apart"><span class=${tone}>${tone === "good" ? "✓ " : ""}${say}</span>${tone !== "good" && part(Button, { size: "s", children: "Fix it" })}</div></li>`)}</ol>
    <p class="form-actions">${part(Button, { look: "filled", size: "l", children: "Open doors" })}</p>
  </main>`;
}

/** @param {{ crowd: boolean }} props */
export function JoinScreen({ crowd }) {
  return html`<main class="plain">
    <p class="brand">Kingfisher, day 1</p>
    <h1>Who are you?</h1>
    <p class="lead">Pick your name. What you write is shown with it, unless a round says it is anonymous.</p>
    <ul class="names">${cast(crowd).map((person) => html`<li><button type="button" class="names-pick">${part(Avatar, { person })}<bdi class="clip">${person.name}</bdi></button></li>`)}</ul>
    <p><button type="button" class="more-link">I am not on the list</button></p>
  </main>`;
}

export function LobbyScreen() {
  return html`<main class="plain">
    <p class="brand">Kingfisher, day 1</p>
    <h1>You are at the door, Anneke</h1>
    <p class="lead">The desk has been told and lets you in. Leave this page open; it goes on by itself.</p>
    <p class="waiting" role="status">Waiting for the desk</p>
    <p class="faint small">Wrong name? <button type="button" class="more-link">Write it again</button></p>
  </main>`;
}
