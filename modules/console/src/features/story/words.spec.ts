import { expect, test } from "vitest";
import type { Step } from "../../api/types";
import { explained, shownFields } from "./words";

test("a story is copied as one line for each step", () => {
  const step = {
    seq: 1,
    at: 0,
    sentence: "The call began.",
    because: { rule: "directory.did", inputs: {}, alternatives: [] },
  };
  expect(explained([step, { ...step, seq: 2 }] as unknown as Step[])).toBe(
    "1. 1970-01-01T00:00:00.000Z The call began. [directory.did]\n" +
      "2. 1970-01-01T00:00:00.000Z The call began. [directory.did]",
  );
});

test("fields that say nothing are left out", () => {
  expect(shownFields({ a: null, b: "", c: [], d: 0, e: false, f: { x: 1 } })).toEqual([
    ["d", "0"],
    ["e", "false"],
    ["f", '{"x":1}'],
  ]);
});
