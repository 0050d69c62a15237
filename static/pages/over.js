// A page that is over: what was written on it in this browser, and never arrived, is given back.
import { render } from "preact";
import { browserKeep, forgiving } from "../live/kept.js";
import { html, part } from "../live/part.js";
import { clearTab, drafts, wordsIn } from "../live/unsent.js";
import { LiveRegion } from "../parts/live_region.js";
import { OwnWords } from "../parts/own_words.js";

const place = document.getElementById("unsent");

async function giveBack() {
  if (!place) return;
  const keep = forgiving(browserKeep(place.dataset["seat"] ?? ""));
  const sent = (await keep.entries()).map(([, item]) => item).sort((a, b) => a.order - b.order);
  const texts = [...sent.map((item) => wordsIn(item.data)), ...drafts()].filter(Boolean);
  const remove = () => (clearTab(true), void keep.clear());
  if (texts.length) render(html`${part(OwnWords, { texts, onRemove: remove })}${part(LiveRegion, {})}`, place);
}

void giveBack();
