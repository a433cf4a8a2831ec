// Chromium with a phone in its page, that does what it is told: a deed and its JSON a line on standard input, what came
// of it a line on standard output.
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { chromium } from 'playwright-core';

const { ORIGIN, CHROMIUM } = process.env;
const script = buildSync({ entryPoints: ['page.js'], bundle: true, format: 'iife', write: false }).outputFiles[0].text;

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  chromiumSandbox: false,
  args: [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,LocalNetworkAccessChecksWebRTC',
    '--allow-loopback-in-peer-connection',
    '--ignore-certificate-errors',
    '--autoplay-policy=no-user-gesture-required',
  ],
});
const context = await browser.newContext({ ignoreHTTPSErrors: true });
const page = await context.newPage();
page.on('pageerror', (error) => console.error(`page: ${error.stack}`));
page.on('console', (said) => console.error(`console: ${said.text()}`));
await page.route(`${ORIGIN}/**`, (route) =>
  route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Phone</title><audio autoplay></audio>' }),
);
await page.goto(`${ORIGIN}/`);
await page.addScriptTag({ content: script });

for await (const line of createInterface({ input: process.stdin })) {
  const [deed, how] = [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)];
  try {
    console.log(`did ${await page.evaluate(([what, given]) => globalThis.phone(what, given), [deed, JSON.parse(how)])}`);
  } catch (error) {
    console.log(`failed ${String(error).replaceAll('\n', ' ')}`);
  }
}
await browser.close();
