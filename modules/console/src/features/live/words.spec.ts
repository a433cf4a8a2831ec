import { expect, test } from "vitest";
import type { LiveCall } from "../../api/types";
import { parties, place } from "./words";

const call = { legs: [] } as unknown as LiveCall;

test("a call is where it was put last", () => {
  expect(place(call)).toBe("");
  expect(place({ ...call, dest_kind: "hangup" })).toBe("hangup");
  expect(place({ ...call, dest_id: "us_1", flow_id: "flow_1", flow_version: 3, node_id: "menu" })).toBe(
    "flow_1 v3 menu",
  );
  expect(place({ ...call, flow_id: "flow_1", queue_id: "q_1" })).toBe("q_1");
  expect(place({ ...call, queue_id: "q_1", park_slot: "701" })).toBe("701");
});

test("legs are told with their state, hold and quality", () => {
  const legs = [
    { leg_id: "a", state: "talking", held: true, media: { mos_x100: 432 } },
    { leg_id: "b1", state: "ringing", held: false, media: null },
  ] as unknown as LiveCall["legs"];
  expect(parties({ ...call, legs })).toBe("a talking ⏸ (MOS 4.3), b1 ringing");
});
