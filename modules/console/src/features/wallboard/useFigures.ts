import { useQuery } from "@tanstack/react-query";
import { withQuery } from "../../api/client";
import type { AgentFigures, QueueFigures } from "../../api/types";
import { useSeen } from "../../app/session";
import { askedOf, inTurn, type Goals, type Newest } from "./figures";

/** Views count once a moment has passed, and many are asked for: figures need not be newer. */
const AGAIN_MS = 15_000;

/** Key figures of these queues, by their ids. */
export function useQueueFigures(ids: string[], goals: Goals) {
  return useFigures<QueueFigures>("queues", ids, askedOf(goals));
}

/** Key figures of these agents, by their ids. */
export function useAgentFigures(ids: string[], goals: Goals) {
  const { sl_sec: _, ...times } = askedOf(goals);
  return useFigures<AgentFigures>("agents", ids, times);
}

function useFigures<R>(of: "queues" | "agents", ids: string[], asked: Record<string, string | number>) {
  const { account } = useSeen();
  const query = { account_id: account, ...asked };
  const path = (id: string) => withQuery(`/v1/${of}/${encodeURIComponent(id)}/figures`, query);
  return useQuery<Map<string, Newest<R>>>({
    queryKey: ["figures", of, account, asked, ids],
    queryFn: ({ signal }) => inTurn<R>(ids, path, signal),
    refetchInterval: AGAIN_MS,
    enabled: ids.length > 0,
  });
}
