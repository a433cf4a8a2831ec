import type { LiveCall } from "../../api/types";

/** Where a call is: the node of a flow, a queue, a slot, a room, else what it was put through to. */
export function place(call: LiveCall): string {
  const flow =
    call.flow_id == null ? null : `${call.flow_id} v${call.flow_version ?? "?"} ${call.node_id ?? ""}`.trim();
  return (
    call.park_slot ??
    call.queue_id ??
    flow ??
    call.conference?.conference_id ??
    call.dest_id ??
    call.dest_kind ??
    ""
  );
}

type Leg = LiveCall["legs"][number];

/** A leg and who is there, as far as a number says it. */
export function legName(call: LiveCall, leg: Leg): string {
  const party = leg.party;
  const number = leg.leg_id === "a" ? call.from_num : "number" in party ? party.number : call.to_num;
  return `${leg.leg_id} (${number})`;
}

/** Who can pass on whom they talk to. */
export function talkingLegs(call: LiveCall): Leg[] {
  return call.legs.filter((leg) => leg.talk_id !== undefined && leg.talk_id !== null);
}

/** Each leg with its state, and how good it sounds where that is known. */
export function parties(call: LiveCall): string {
  return call.legs
    .map((leg) => {
      const mos = leg.media?.mos_x100;
      const quality = mos == null ? "" : ` (MOS ${(mos / 100).toFixed(1)})`;
      return `${leg.leg_id} ${leg.state}${leg.held ? " ⏸" : ""}${quality}`;
    })
    .join(", ");
}
