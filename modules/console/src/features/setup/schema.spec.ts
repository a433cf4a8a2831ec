import { expect, test } from "vitest";
import { KINDS } from "./kinds";
import { fieldsOf, type Field } from "./schema";

function field(input: string, row: string, name: string): Field {
  return fieldsOf(input, row).find((it) => it.name === name) as Field;
}

test("a field is written as the interface describes it", () => {
  const of = (name: string) => field("UserInput", "User", name).kind;
  expect(["username", "is_agent", "ring_timeout_sec", "status", "allowed_classes", "fwd_busy_xform"].map(of)).toEqual([
    "text",
    "yes",
    "number",
    "choice",
    "choices",
    "pairs",
  ]);
  expect(field("UserInput", "User", "ring_timeout_sec")).toMatchObject({ unsaid: 25, description: "seconds" });
  expect(field("RingGroupInput", "RingGroup", "members").parts.map((part) => part.name)).toContain("delay_sec");
});

test("what is written and never read again is a secret", () => {
  expect(field("DeviceInput", "Device", "password").kind).toBe("secret");
  expect(field("VoicemailInput", "Voicemail", "pin").kind).toBe("secret");
});

test("a field names rows of a path, or of the kind that the field beside it says", () => {
  expect(field("DeviceInput", "Device", "user_id").refers).toEqual({ path: "/v1/users" });
  expect(field("DidInput", "Did", "schedule_id").refers).toEqual({ path: "/v1/schedules" });
  expect(field("QueueInput", "Queue", "moh_playlist_id").refers).toEqual({ path: "/v1/playlists" });
  expect(field("DidInput", "Did", "closed_dest_id").refers).toEqual({ beside: "closed_dest_kind" });
  expect(field("UserInput", "User", "username").refers).toBeUndefined();
});

test("every field that a list or a form shows first is one of the interface", () => {
  const unknown = KINDS.flatMap((kind) => {
    const known = fieldsOf(kind.input, kind.row).map((it) => it.name);
    return kind.first.filter((name) => !known.includes(name)).map((name) => `${kind.name}.${name}`);
  });
  expect(unknown).toEqual([]);
});
