import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { full } from "acorn-walk";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const longest = 40;

/** Our own scripts below a folder; nothing that set-up put there. */
function scripts(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name.startsWith("vendor") ? [] : scripts(path);
    return /\.m?js$/.test(entry.name) ? [path] : [];
  });
}

/** The functions of a text that are too long, as "line: lines". */
function tooLong(text) {
  const found = [];
  full(parse(text, { ecmaVersion: "latest", sourceType: "module", locations: true }), (node) => {
    if (!/Function/.test(node.type)) return;
    const lines = node.loc.end.line - node.loc.start.line + 1;
    if (lines > longest) found.push(`${node.loc.start.line}: ${lines} lines`);
  });
  return found;
}

test("no function of ours is longer than 40 lines", () => {
  const wrong = ["static", "tests/js", "tools"].flatMap(scripts).flatMap((path) =>
    tooLong(readFileSync(join(root, path), "utf8")).map((what) => `${relative(root, join(root, path))}:${what}`),
  );
  assert.deepEqual(wrong, []);
});

test("the measure finds a long function, however it is written", () => {
  const body = "\n".repeat(longest + 1);
  for (const text of [`function f() {${body}}`, `const f = () => {${body}};`, `class A { f() {${body}} }`]) {
    assert.equal(tooLong(text).length, 1);
  }
});
