import { expect, test } from "vitest";
import { duration, localeOf, moment } from "./time";

test.each([
  [-5_000, "0:00"],
  [0, "0:00"],
  [59_999, "0:59"],
  [123_000, "2:03"],
  [3_723_000, "1:02:03"],
  [360_000_000, "100:00:00"],
])("%d ms are %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test("a moment is written as the language writes it", () => {
  const noon = Date.UTC(2026, 10, 30, 12, 0, 5);
  expect(moment(noon, "de")).toMatch(/^30\.11\.26/);
  expect(moment(noon, "en-GB")).toMatch(/^30\/11\/2026/);
});

test("times are written as the browser's country does, where it speaks the language", () => {
  expect(localeOf("en", "en-GB")).toBe("en-GB");
  expect(localeOf("en", "de-AT")).toBe("en");
});
