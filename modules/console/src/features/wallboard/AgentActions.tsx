import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import type { Agent, AgentAction, Decision } from "../../api/types";
import { useSeen } from "../../app/session";
import { Notice } from "../../ui/Notice";

const OUT: AgentAction["event"][] = ["login"];
const IN: AgentAction["event"][] = ["available", "pause", "logout"];

/** Another state for an agent; whether it may be is decided where it is asked, and told in its words. */
export function AgentActions({ agent }: { agent: Agent }) {
  const { t } = useTranslation();
  const { account } = useSeen();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const act = useMutation({
    mutationFn: (event: AgentAction["event"]) => {
      const asked: AgentAction = { user_id: agent.user_id, event };
      const why = event === "pause" && reason.trim() !== "" ? { reason: reason.trim() } : {};
      return ask<Decision>(withQuery("/v1/agents/state", { account_id: account }), "POST", { ...asked, ...why });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["wallboard"] }),
  });
  const offline = agent.status === "offline";
  return (
    <div className="actions">
      {(offline ? OUT : IN).map((event) => (
        <button key={event} type="button" disabled={act.isPending} onClick={() => act.mutate(event)}>
          {t(`agent.${event}`)}
        </button>
      ))}
      {!offline && (
        <input
          aria-label={t("agent.reason")}
          placeholder={t("agent.reason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {act.error !== null && <Notice error={act.error} />}
    </div>
  );
}
