// Copies what the pages load from node_modules into static/vendor/, and nothing else.
//
// Every script is one self-contained ES module whose bare imports are names of the pages' import map.
// The folder is filled beside its place and moved in whole, so a stopped set-up leaves no half of it.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const target = join(root, "static", "vendor");
const filling = `${target}.filling`;

/** Import map name -> [file in static/vendor, package, file in the package]. */
const scripts = {
  "preact": ["preact.js", "preact", "dist/preact.mjs"],
  "preact/hooks": ["preact-hooks.js", "preact", "hooks/dist/hooks.mjs"],
  "@preact/signals-core": ["signals-core.js", "@preact/signals-core", "dist/signals-core.mjs"],
  "@preact/signals": ["signals.js", "@preact/signals", "dist/signals.mjs"],
  "htm": ["htm.js", "htm", "dist/htm.mjs"],
  "socket.io-client": ["socket.io-client.js", "socket.io-client", "dist/socket.io.esm.min.js"],
  "idb-keyval": ["idb-keyval.js", "idb-keyval", "dist/index.js"],
};

/**
 * One family out of three packages. Where two cover a character the later one is taken,
 * so Latin punctuation stays Latin: the order is Chinese, Arabic, then everything else.
 */
const family = "Noto Sans";
const fonts = [
  ["@fontsource-variable/noto-sans-sc", (slice) => /^\[\d+\]$/.test(slice)],
  ["@fontsource-variable/noto-sans-arabic", (slice) => slice === "arabic"],
  ["@fontsource-variable/noto-sans", (slice) => slice !== "devanagari"],
];

const read = (...parts) => readFileSync(join(...parts), "utf8");
const facts = (name) => JSON.parse(read(modules, name, "package.json"));

/** Writes a text. */
function put(name, text) {
  const file = join(filling, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The names that a module's text imports, relative ones included. */
function importsOf(text) {
  const found = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)].map((match) => match[1]);
  return [...new Set(found)];
}

/** Copies one script without its source map's address; an import no page could resolve is an error. */
function copyScript([file, name, path]) {
  const text = read(modules, name, path).replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  const lost = importsOf(text).filter((wanted) => !(wanted in scripts));
  if (lost.length) throw new Error(`${name}/${path} imports ${lost.join(", ")}: not in the import map`);
  put(file, text);
}

/** The @font-face rules of one package for its wanted slices; copies their files. */
function copyFont([name, wanted]) {
  const css = read(modules, name, existsSync(join(modules, name, "wght.css")) ? "wght.css" : "index.css");
  const faces = [...css.matchAll(/\/\* (\S+) \*\/\s*(@font-face \{[^}]*\})/g)];
  const prefix = `${basename(name)}-`;
  const rules = [];
  for (const [, title, rule] of faces) {
    if (!wanted(title.slice(prefix.length).replace(/-wght-normal$/, ""))) continue;
    const from = /url\(\.\/(files\/[^)]+\.woff2)\)/.exec(rule)[1];
    cpSync(join(modules, name, from), join(filling, "fonts", basename(from)));
    rules.push(face(basename(from), /unicode-range: ([^;]+);/.exec(rule)[1]));
  }
  if (!rules.length) throw new Error(`${name} has no wanted slice left: did its style sheet change?`);
  return rules;
}

function face(file, range) {
  return `@font-face{font-family:"${family}";font-style:normal;font-weight:100 900;font-display:swap;` +
    `src:url("fonts/${file}") format("woff2");unicode-range:${range}}`;
}

/** Keeps each package's licence beside its code, as the licences ask. */
function copyLicence(name) {
  const file = readdirSync(join(modules, name)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} comes without a licence text`);
  mkdirSync(join(filling, "licences"), { recursive: true });
  writeFileSync(join(filling, "licences", `${name.replace("/", "-")}.txt`), read(modules, name, file));
}

function main() {
  rmSync(filling, { recursive: true, force: true });
  mkdirSync(join(filling, "fonts"), { recursive: true });
  Object.values(scripts).forEach(copyScript);
  put("fonts.css", fonts.flatMap(copyFont).join("\n") + "\n");
  const packages = [...new Set([...Object.values(scripts).map(([, name]) => name), ...fonts.map(([name]) => name)])].sort();
  packages.forEach(copyLicence);
  const imports = Object.fromEntries(Object.entries(scripts).map(([name, [file]]) => [name, file]));
  const versions = Object.fromEntries(packages.map((name) => [name, facts(name).version]));
  writeFileSync(join(filling, "versions.json"), JSON.stringify({ imports, versions }, null, 2) + "\n");
  rmSync(target, { recursive: true, force: true });
  renameSync(filling, target);
  console.log(`static/vendor: ${Object.keys(scripts).length} scripts, ${readdirSync(join(target, "fonts")).length} font files`);
}

main();
