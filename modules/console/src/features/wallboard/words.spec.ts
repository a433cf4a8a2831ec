import { expect, test } from "vitest";
import type { LiveQueue } from "../../api/types";
import { bucketsOf } from "./words";

const queue = (agents: Record<string, number>) => ({ agents }) as unknown as LiveQueue;

test("the agents of a queue are counted by what they do, the most first", () => {
  expect(bucketsOf(queue({ ready: 1, incall: 3, paused: 1 }), (it) => it)).toBe("3 incall, 1 paused, 1 ready");
  expect(bucketsOf(queue({}), (it) => it)).toBe("–");
});
