// Given a folder of scripts as they are sent: names each that does not say what its source says in as many lines.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";

const root = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "static");
const sent = process.argv[2];

/** A script as a tree, wherever its parts stand. */
function said(text) {
  const tree = parse(text, { ecmaVersion: "latest", sourceType: "module" });
  const places = ["start", "end", "loc"];
  return JSON.stringify(tree, (key, value) => (places.includes(key) ? undefined : typeof value === "bigint" ? `${value}n` : value));
}

const scripts = readdirSync(sent, { recursive: true }).filter((name) => name.endsWith(".js"));
for (const name of scripts) {
  const [as, from] = [readFileSync(join(sent, name), "utf8"), readFileSync(join(root, name), "utf8")];
  if (said(as) !== said(from) || as.split("\n").length !== from.split("\n").length) console.log(name);
}
console.log(`${scripts.length} compared`);
