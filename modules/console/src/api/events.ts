import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { withQuery } from "./client";

/** Whether the stream stands; a browser comes back by itself, with the id of the newest event it had. */
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

/** Follows a stream until the answer is called; `changed` after it opened and after each event, of one call if said. */
export function follow(
  source: Source,
  changed: () => void,
  state: (now: StreamState) => void,
  call?: string,
): () => void {
  const { tell, end } = coalesced(changed);
  source.addEventListener("ready", () => {
    state("open");
    tell();
  });
  source.addEventListener("error", () => state("lost"));
  const heard = (event: Event) => {
    if (call === undefined || isOf(event, call)) {
      tell();
    }
  };
  CALL_EVENTS.forEach((type) => source.addEventListener(type, heard));
  return () => {
    end();
    source.close();
  };
}

/** Reads the queries with this key anew whenever something happened to a call of the account, or to the one named. */
export function useCallEvents(account: string | undefined, key: readonly unknown[], call?: string): StreamState {
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>("opening");
  const name = JSON.stringify(key);
  useEffect(() => {
    const path = withQuery("/v1/events", { account_id: account, type: CALL_EVENTS.join(",") });
    const queryKey = JSON.parse(name) as unknown[];
    return follow(new EventSource(path), () => void queries.invalidateQueries({ queryKey }), setState, call);
  }, [account, call, name, queries]);
  return state;
}
