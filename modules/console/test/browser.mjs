// A browser that does what it is told: one JSON request a line on standard input, {"does": "press", "with": {...}}, one
// JSON answer a line on standard output. Every deed waits for what it needs to be shown; none waits for a time.
// Arguments: the console's address, a folder for pictures of what went wrong, the browser's program.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [base, evidence, program] = process.argv.slice(2);
const PATIENCE_MS = 20_000;
const WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({ executablePath: program, chromiumSandbox: false });
const page = await browser.newPage({ locale: "en-GB", timezoneId: "UTC" });
page.setDefaultTimeout(PATIENCE_MS);
page.on("pageerror", (error) => console.error(`page: ${error.stack}`));
page.on("console", (said) => said.type() === "error" && console.error(`console: ${said.text()}`));

/** A row of a table, or an entry of a list, that shows all of these. */
function entry(texts) {
  return texts.reduce((found, text) => found.filter({ hasText: text }), page.locator("tbody tr, li, article")).first();
}

const deeds = {
  open: ({ path }) => page.goto(base + path),
  fill: ({ label, text }) => page.getByLabel(label, { exact: true }).fill(text),
  choose: ({ label, option }) => page.getByRole("combobox", { name: label, exact: true }).selectOption({ label: option }),
  press: ({ button }) => page.getByRole("button", { name: button, exact: true }).click(),
  follow: ({ link }) => page.getByRole("link", { name: link, exact: true }).first().click(),
  sees: ({ text }) => page.getByText(text).first().waitFor(),
  seesHeading: ({ text }) => page.locator("h1").filter({ hasText: text }).waitFor(),
  seesEntry: ({ texts }) => entry(texts).waitFor(),
  followIn: ({ texts }) => entry(texts).getByRole("link").first().click(),
  pressIn: ({ texts, button }) => entry(texts).getByRole("button", { name: button, exact: true }).click(),
  lacks: ({ text }) => page.getByText(text).first().waitFor({ state: "hidden" }),
  menu: () => page.getByRole("navigation").getByRole("link").allTextContents(),
  look: ({ scheme, width }) =>
    Promise.all([page.emulateMedia({ colorScheme: scheme }), page.setViewportSize({ width, height: 800 })]),
  overhang: () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  async barriers() {
    await page.evaluate(axe);
    const found = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), WCAG_AA);
    return found.violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html} ${node.failureSummary}`));
  },
  ask: ({ method, path }) =>
    page.evaluate(
      async ([way, to]) => {
        const session = await (await fetch("/v1/session")).json();
        const headers = { "x-csrf-token": session.csrf_token, "Content-Type": "application/json" };
        const answer = await fetch(to, way === "GET" ? { headers } : { method: way, headers, body: "{}" });
        return answer.status;
      },
      [method, path],
    ),
};

async function answer({ does, with: how }) {
  try {
    return { value: (await deeds[does](how)) ?? null };
  } catch (error) {
    const picture = `${evidence}/page.png`;
    await page.screenshot({ path: picture }).catch(() => {});
    const shown = await page.locator("body").innerText({ timeout: 1_000 }).catch(() => "");
    return { failed: `${error.message}\nshown at ${page.url()}, see ${picture}:\n${shown}` };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { value, failed } = await answer(JSON.parse(line));
  process.stdout.write(`${JSON.stringify(failed === undefined ? { value } : { failed })}\n`);
}
await browser.close();
