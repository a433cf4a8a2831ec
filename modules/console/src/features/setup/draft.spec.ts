import { expect, test } from "vitest";
import { differences, draftOf, newRow, patchOf, rebased, wrongElsewhere, wrongIn } from "./draft";
import { numberOf, pairsOf, wordsOf } from "./FieldInput";
import { fieldsOf } from "./schema";

const fields = fieldsOf("DidInput", "Did");
const row = { e164: "12025550123", label: "Main", dest_kind: "user", dest_id: "us_1", dest_xform: { a: "1", b: "2" } };
const read = draftOf(fields, row);

test("a change says what is another, and what is to go from pairs", () => {
  expect(patchOf(fields, read, read)).toEqual({});
  expect(patchOf(fields, read, { ...read, label: "Sales", dest_xform: { b: "3" } })).toEqual({
    label: "Sales",
    dest_xform: { b: "3", a: null },
  });
  expect(patchOf(fields, read, { ...read, dest_id: null, dest_xform: null })).toEqual({
    dest_id: null,
    dest_xform: null,
  });
});

test("a new row says what somebody has said", () => {
  expect(newRow(fields, { ...draftOf(fields), e164: "12025550123" })).toEqual({ e164: "12025550123" });
});

test("a secret is never read, and sent when somebody has typed one", () => {
  const device = fieldsOf("DeviceInput", "Device");
  const before = draftOf(device, { auth_username: "a", password: "never" });
  expect(before.password).toBeNull();
  expect(patchOf(device, before, { ...before, password: "secret" })).toEqual({ password: "secret" });
});

test("of a conflict both sides are told, and my changes are made to what is there now", () => {
  const mine = { ...read, label: "Sales" };
  const theirs = { ...read, dest_id: "us_2" };
  expect(differences(fields, read, mine, theirs).map(({ field, mine, theirs }) => [field.name, mine, theirs])).toEqual([
    ["label", "Sales", "Main"],
    ["dest_id", "us_1", "us_2"],
  ]);
  expect(rebased(fields, read, mine, theirs)).toMatchObject({ label: "Sales", dest_id: "us_2" });
});

test("what is wrong stands at its field, or where the form has none", () => {
  const wrong = ["label", "rules[0].kind", "rules.1.kind", "labels", "account_id"].map((field) => ({
    field,
    code: "x",
    message: field,
  }));
  expect(wrongIn("label", wrong).map((it) => it.field)).toEqual(["label"]);
  expect(wrongIn("rules", wrong).map((it) => it.field)).toEqual(["rules[0].kind", "rules.1.kind"]);
  expect(wrongElsewhere(fields, wrong).map((it) => it.field)).toEqual([
    "rules[0].kind",
    "rules.1.kind",
    "labels",
    "account_id",
  ]);
});

test("what is typed is a number, words or pairs; what is none is left to the interface", () => {
  expect([numberOf(""), numberOf("25"), numberOf("soon"), numberOf("1e9")]).toEqual([null, 25, "soon", "1e9"]);
  expect(wordsOf("a, b\n\n c,")).toEqual(["a", "b", "c"]);
  expect(pairsOf("a=1\nb\nc = d=e\n")).toEqual({ a: "1", b: "", c: "d=e" });
  expect(pairsOf(" \n")).toBeNull();
});
