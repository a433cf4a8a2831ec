import { ask, Problem, withQuery } from "../../api/client";
import { hrefOf } from "../../app/location";

/** Over which time figures are shown. */
export const PERIODS = ["day", "hour", "half"] as const;
export type Period = (typeof PERIODS)[number];

/** What figures are of, and what is held to be good: whole numbers, percent or seconds. */
export interface Goals {
  period: Period;
  /** An answer within so many seconds keeps the service level. */
  within: number;
  /** The least service level in percent. */
  level: number;
  /** The highest abandon rate in percent. */
  lost: number;
}

export const GOALS: Goals = { period: "day", within: 20, level: 80, lost: 5 };

/** The most that each may be. */
export const MOST = { within: 600, level: 100, lost: 100 };

const TIMES: Record<Period, Record<string, string | number>> = {
  day: { interval: "day" },
  hour: { interval: "hour" },
  half: { last_min: 30 },
};

/** Those that an address names; what is none there is as usual. */
export function goalsOf(query: URLSearchParams): Goals {
  const number = (name: keyof typeof MOST) => {
    const given = query.get(name) ?? "";
    return /^[0-9]{1,3}$/.test(given) && Number(given) <= MOST[name] ? Number(given) : GOALS[name];
  };
  const period = PERIODS.find((it) => it === query.get("period")) ?? GOALS.period;
  return { period, within: number("within"), level: number("level"), lost: number("lost") };
}

/** The address of the wallboard with these, for a screen on the wall. */
export function wallHref(goals: Goals, account: string | undefined): string {
  return withQuery(hrefOf("/wallboard"), { account, ...goals });
}

/** A whole number of hundredths as a language writes it. */
export function percent(value: number, language: string): string {
  return new Intl.NumberFormat(language, { style: "percent" }).format(value / 100);
}

/** What is asked for; the last row of the answer is the time that runs. */
export function askedOf(goals: Goals): Record<string, string | number> {
  return { ...TIMES[goals.period], sl_sec: goals.within };
}

/** Of how many figures are asked for: a hundred requests of a key a second are answered. */
export const MOST_ASKED = 100;

/** What every answer with figures has. */
interface Answered<R> {
  formulas: Record<string, string>;
  intervals: R[];
}

/** The row of the time that runs, with what its figures are made of. */
export interface Newest<R> {
  formulas: Record<string, string>;
  row: R;
}

/**
 * Figures of the first hundred, asked for one after the other so that many do not come at once; whoever was removed
 * meanwhile has none.
 */
export async function inTurn<R>(
  ids: string[],
  path: (id: string) => string,
  signal: AbortSignal,
): Promise<Map<string, Newest<R>>> {
  const found = new Map<string, Newest<R>>();
  for (const id of ids.slice(0, MOST_ASKED)) {
    signal.throwIfAborted();
    const answer = await ask<Answered<R>>(path(id)).catch(none);
    const row = answer?.intervals.at(-1);
    if (answer !== null && row !== undefined) {
      found.set(id, { formulas: answer.formulas, row });
    }
  }
  return found;
}

function none(error: unknown): null {
  if (error instanceof Problem && error.status === 404) {
    return null;
  }
  throw error;
}

/** The page of the calls that an answer says a figure is made of. */
export function callsHref(calls: string, account: string | undefined): string {
  const query = Object.fromEntries(new URLSearchParams(calls.slice(calls.indexOf("?") + 1)));
  return withQuery(hrefOf("/calls"), { account, ...query });
}

/** Whether a figure is as it should be; nothing is said of what nothing was counted for. */
export type Verdict = "good" | "bad" | undefined;

export function atLeast(value: number, goal: number, counted: number): Verdict {
  return counted === 0 ? undefined : value >= goal ? "good" : "bad";
}

export function atMost(value: number, goal: number, counted: number): Verdict {
  return counted === 0 ? undefined : value <= goal ? "good" : "bad";
}
