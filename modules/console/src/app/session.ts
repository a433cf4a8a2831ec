import { createContext, useContext } from "react";
import type { LoggedIn } from "../api/types";

/** Who looks, and at which account. */
export interface Seen {
  me: LoggedIn;
  /** Named in every question; left out where the person's own is meant. */
  account: string | undefined;
}

export const SeenContext = createContext<Seen | null>(null);

export function useSeen(): Seen {
  const seen = useContext(SeenContext);
  if (seen === null) {
    throw new Error("this page is for people who are logged in");
  }
  return seen;
}

/** Whether a role opens a scope to read. */
export function opens(me: LoggedIn, scope: string): boolean {
  return me.scopes.includes("*") || me.scopes.includes(scope);
}

/** Whether a role changes what a scope opens. */
export function changes(me: LoggedIn, scope: string): boolean {
  return me.changes.includes("*") || me.changes.includes(scope);
}
