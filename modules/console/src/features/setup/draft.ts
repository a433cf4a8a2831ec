import type { WrongField } from "../../api/client";
import type { Field } from "./schema";

/** What a form holds, by the names of its fields. */
export type Draft = Record<string, unknown>;

/** A form of a row, or an empty one with what is so when nobody says anything; secrets are never known. */
export function draftOf(fields: Field[], row?: Record<string, unknown>): Draft {
  return Object.fromEntries(
    fields.map((field) => [field.name, field.kind === "secret" ? null : (row?.[field.name] ?? emptyOf(field, row))]),
  );
}

function emptyOf(field: Field, row?: Record<string, unknown>): unknown {
  const unsaid = row === undefined ? field.unsaid : null;
  return unsaid ?? (field.kind === "words" || field.kind === "choices" || field.kind === "list" ? [] : null);
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The fields that a draft changes. */
export function changed(fields: Field[], before: Draft, now: Draft): Field[] {
  return fields.filter((field) => !same(before[field.name], now[field.name]));
}

/** Pairs are merged by the interface: whatever is to go from them is named (RFC 7396). */
function merged(before: unknown, now: unknown): unknown {
  if (typeof before !== "object" || before === null || typeof now !== "object" || now === null || Array.isArray(now)) {
    return now;
  }
  const gone = Object.keys(before).filter((key) => !(key in now));
  return { ...now, ...Object.fromEntries(gone.map((key) => [key, null])) };
}

/** A change of a row, which says what is to be another, and nothing else. */
export function patchOf(fields: Field[], before: Draft, now: Draft): Draft {
  return Object.fromEntries(
    changed(fields, before, now).map(({ name }) => [name, merged(before[name], now[name])]),
  );
}

/** A new row, which says what somebody has said. */
export function newRow(fields: Field[], now: Draft): Draft {
  return patchOf(fields, draftOf(fields), now);
}

/** A field that more than one hand has changed, or one of them: as it was read, as it is here, as it is there now. */
export interface Difference {
  field: Field;
  before: unknown;
  mine: unknown;
  theirs: unknown;
}

/** What differs between a draft and a row that somebody else has changed meanwhile. */
export function differences(fields: Field[], before: Draft, mine: Draft, theirs: Draft): Difference[] {
  return fields
    .filter(({ name }) => !same(before[name], mine[name]) || !same(before[name], theirs[name]))
    .map((field) => ({
      field,
      before: before[field.name],
      mine: mine[field.name],
      theirs: theirs[field.name],
    }));
}

/** My changes, made to the row as it is now. */
export function rebased(fields: Field[], before: Draft, mine: Draft, theirs: Draft): Draft {
  const kept = changed(fields, before, mine).map(({ name }) => [name, mine[name]] as const);
  return { ...theirs, ...Object.fromEntries(kept) };
}

/** What is wrong with a field or a part of it. */
export function wrongIn(name: string, errors: WrongField[]): WrongField[] {
  return errors.filter(({ field }) => field === name || (field.startsWith(name) && /^[.[]/.test(field.slice(name.length))));
}

/** What is wrong, and with no field that the form has. */
export function wrongElsewhere(fields: Field[], errors: WrongField[]): WrongField[] {
  return errors.filter((error) => !fields.some(({ name }) => wrongIn(name, [error]).length > 0));
}
