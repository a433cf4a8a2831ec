import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { withQuery } from "./client";

/** Whether the stream stands; it comes back with the id of the newest event that was read. */
export type StreamState = "opening" | "open" | "lost";

/** The events after which calls, their parties or their places are others. */
export const CALL_EVENTS = [
  "CallStarted",
  "CallRefused",
  "CallEnded",
  "CallerAnswered",
  "LegsRung",
  "LegRang",
  "LegConnected",
  "LegLost",
  "LegLeft",
  "LegHoldChanged",
  "TalkJoined",
  "TalkSplit",
  "CallTransferred",
  "CallParked",
  "CallPickedUp",
  "CallRetrieved",
  "PartyAdded",
  "CallerQueued",
  "AgentReserved",
  "AgentConfirmed",
  "CallerLeftQueue",
  "CallerMoved",
  "CallerPrioritised",
  "AgentStateChanged",
  "Supervised",
] as const;

/** What is seen of a stream; the browser's own one, but for specs. */
export type Source = Pick<EventSource, "addEventListener" | "close" | "readyState">;

const SOON_MS = 250;
const LATER_MS = 1_500;

/**
 * Says once, soon after the first of many calls, and once more a while later: views follow the log by a moment.
 * Returns how it is told and how it ends.
 */
export function coalesced(
  say: () => void,
  soon = SOON_MS,
  later = LATER_MS,
): { tell: () => void; end: () => void } {
  let first: ReturnType<typeof setTimeout> | undefined;
  let last: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    first ??= setTimeout(() => {
      first = undefined;
      say();
    }, soon);
    clearTimeout(last);
    last = setTimeout(say, later);
  };
  const end = () => {
    clearTimeout(first);
    clearTimeout(last);
  };
  return { tell, end };
}

/** Whether an event of the stream is of a call; one that cannot be read may be of any. */
function isOf(event: Event, call: string): boolean {
  try {
    return (JSON.parse((event as MessageEvent<string>).data) as { call_id?: unknown }).call_id === call;
  } catch {
    return true;
  }
}

const AGAIN_MS = 1_000;
const SELDOM_MS = 30_000;

/** A browser has given a stream up: it was refused, or answered with something else. */
const GIVEN_UP = 2;

/**
 * Follows a stream until the answer is called; `changed` after it opened and after each event, of one call if said. A
 * browser opens a lost stream again by itself; one that it gives up is opened here, from the newest event on, so that
 * none is missed, after ever longer.
 */
export function follow(
  open: (cursor?: string) => Source,
  changed: () => void,
  state: (now: StreamState) => void,
  call?: string,
): () => void {
  const { tell, end } = coalesced(changed);
  let again: ReturnType<typeof setTimeout> | undefined;
  let wait = AGAIN_MS;
  let newest: string | undefined;
  let over = false;
  let source = opened();

  function opened(): Source {
    const stream = open(newest);
    const read = (event: Event) => {
      newest = (event as MessageEvent).lastEventId || newest;
    };
    stream.addEventListener("ready", (event) => {
      read(event);
      wait = AGAIN_MS;
      state("open");
      tell();
    });
    stream.addEventListener("error", () => {
      state("lost");
      if (stream.readyState === GIVEN_UP && !over) {
        clearTimeout(again);
        again = setTimeout(() => (source = opened()), wait);
        wait = Math.min(wait * 2, SELDOM_MS);
      }
    });
    const heard = (event: Event) => {
      read(event);
      if (call === undefined || isOf(event, call)) {
        tell();
      }
    };
    CALL_EVENTS.forEach((type) => stream.addEventListener(type, heard));
    return stream;
  }

  return () => {
    over = true;
    clearTimeout(again);
    end();
    source.close();
  };
}

/** Reads the queries with this key anew whenever something happened to a call of the account, or to the one named. */
export function useCallEvents(
  account: string | undefined,
  key: readonly unknown[],
  call?: string,
  open = true,
): StreamState {
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>("opening");
  const name = JSON.stringify(key);
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const source = (cursor?: string) =>
      new EventSource(withQuery("/v1/events", { account_id: account, type: CALL_EVENTS.join(","), cursor }));
    const queryKey = JSON.parse(name) as unknown[];
    return follow(source, () => void queries.invalidateQueries({ queryKey }), setState, call);
  }, [account, call, name, open, queries]);
  return state;
}
