import type { components } from "../../target/schema";

type Schemas = components["schemas"];

export type LoggedIn = Schemas["LoggedIn"];
export type LiveCall = Schemas["LiveCall"];
export type LiveQueue = Schemas["LiveQueue"];
export type QueueFigures = Schemas["QueueFigures"];
export type AgentFigures = Schemas["AgentFigures"];
export type Agent = Schemas["Agent"];
export type AgentAction = Schemas["AgentAction"];
/** What the brain has decided. */
export type Decision = Schemas["Decision"];
export type EventRecord = Schemas["EventRecord"];
export type Step = Schemas["Step"];
/** A call in progress, over, or both. */
export type OneCall = Schemas["Call"];
export type Cdr = Schemas["Cdr"];
export type Account = Schemas["Account"];
/** By which ways calls come to a row. */
export type Reached = Schemas["Reached"];

/** Every list of the interface. */
export interface Rows<T> {
  count: number;
  rows: T[];
  next_cursor?: string | null;
}
