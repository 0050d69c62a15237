// People, words and times for the gallery; the selling side and its guest are invented.

/** @typedef {import("../../../static/parts/person.js").PersonView} PersonView */

/** @type {PersonView[]} */
export const TEAM = [
  { id: "ros", name: "Rosalind Achterberg", detail: "sales, London", presence: "room" },
  { id: "cal", name: "Callum Dreyfuss", detail: "sales, Southampton", presence: "room" },
  { id: "mae", name: "Maëlle Quéran", detail: "sales, Lille", presence: "remote" },
  { id: "wik", name: "Wiktor Zaręba", detail: "sales, Warsaw", presence: "remote" },
  { id: "xia", name: "陈晓梅", detail: "technical, London", presence: "room" },
  { id: "daf", name: "Dafydd Prosser", detail: "technical, Cardiff", presence: "room" },
  { id: "olu", name: "Oluwaseun Adekoya", detail: "service, Leeds", presence: "out", back: "10:50" },
  { id: "bet", name: "Bettina Hauswald", detail: "service, Frankfurt", presence: "room" },
  { id: "pri", name: "Priya Raghunathan", detail: "marketing, London", presence: "remote" },
  { id: "mar", name: "مریم", detail: "product, Dubai", presence: "away" },
  { id: "tom", name: "Tomás Iribarne", detail: "product, Madrid", presence: "room" },
];

/** @type {PersonView} */
export const HESTER = { id: "flm", name: "Hester Vandenbroucke", detail: "first-line manager", presence: "room" };
/** @type {PersonView} */
export const JULIAN = { id: "gst", name: "Julian Marsh", detail: "Kingfisher, store operations", presence: "room", guest: true };

const LONG = ["Bartholomew Featherstonehaugh-Cholmondeley", "Siddharth Balasubramanian", "Anneke van der Bellen-Oosterhuis",
  "João Gonçalves", "Þóra Guðmundsdóttir", "Łucja Dąbrowska", "이서연", "محمد عبد الرحمن", "Nguyễn Thị Minh Khai", "Zoë Ó Súilleabháin"];

/** @param {boolean} crowd eleven people, or thirty of them with long names @returns {PersonView[]} */
export function cast(crowd) {
  if (!crowd) return TEAM;
  const more = Array.from({ length: 19 }, (_, i) => ({
    id: `p${i}`, name: LONG[i % LONG.length] ?? "", detail: "partner, Rotterdam", presence: /** @type {const} */ ("remote"),
  }));
  return [...TEAM, ...more];
}

/** @param {string} id */
export const who = (id) => TEAM.find((person) => person.id === id) ?? HESTER;

const NOTES = [
  ["93% of online orders are picked in stores, 85% are collected there.", "daf", "research", "Annual report 2024/25, p. 14"],
  ["The thirteen French stores that were converted first hold one hour of stock on the shelf edge; the rest have none.", "mae", "customer", "Julian Marsh, 09:24"],
  ["Core system is SAP ECC6, kept and connected to cloud parts.", "xia", "research", "Interview with the CTO"],
  ["Poland like for like down 3.2% in the first quarter.", "wik", "research", "Trading update, May"],
  ["Screwfix City opens up to 35 stores by January, mostly without a back room.", "cal", "crm", "Account note, 3 June"],
  ["门店员工每天花四个小时拣货。", "xia", "team", "store visit in Croydon"],
  ["Spares for the Trafford Park line arrive two days late, and have done since March.", "bet", "crm", "Cases 5512, 5540"],
  ["«فروشگاه‌های کوچک جای انبار ندارند»", "mar", "customer", "site visit"],
  ["Store equipment in France is decided by the banner, not by the group: anything above €250,000 goes to Lille.", "ros", "customer", "Julian Marsh, 09:41"],
];

/** @param {number} count */
export function cards(count) {
  return Array.from({ length: count }, (_, i) => {
    const [text = "", by = "", kind = "team", title = ""] = NOTES[i % NOTES.length] ?? [];
    return {
      record: { id: `c${i}`, body: { text } },
      author: who(by),
      sources: [{ kind: /** @type {import("../../../static/parts/card.js").SourceKind} */ (kind), title }],
      voice: kind === "customer" ? /** @type {const} */ ("customer") : undefined,
    };
  });
}

const START = Date.now();
/** A clock that stands, so that two pictures of one page are the same. */
export const now = () => START;
/** @param {number} seconds */
export const inSeconds = (seconds) => START + seconds * 1000;
