import type { Step } from "../../api/types";

/** A story as lines of text, as `ringlog explain` prints it in short. */
export function explained(steps: Step[]): string {
  return steps
    .map((step) => `${step.seq}. ${new Date(step.at).toISOString()} ${step.sentence} [${step.because.rule}]`)
    .join("\n");
}

/** The fields of a row that say something, in their order; whatever is no word or number as JSON. */
export function shownFields(row: Record<string, unknown>): [string, string][] {
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => [name, typeof value === "object" ? JSON.stringify(value) : String(value)]);
}
