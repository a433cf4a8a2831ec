// What a browser loads before the first page is shown, compressed as it travels, stays under a bound.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST_BYTES = 500_000;
const folder = new URL("../target/console/", import.meta.url);
const page = readFileSync(new URL("index.html", folder), "utf8");
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name);
if (named.length === 0) {
  throw new Error("the page names no files");
}
const bytes = named.reduce((sum, name) => sum + gzipSync(readFileSync(new URL(name, folder))).length, 0);
console.log(`first load: ${named.length} files, ${bytes} bytes compressed, of at most ${MOST_BYTES}`);
if (bytes > MOST_BYTES) {
  throw new Error(`the console's first load is ${bytes} bytes, more than ${MOST_BYTES}`);
}
