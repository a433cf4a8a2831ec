import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import type { Decision, LiveCall } from "../../api/types";
import { useSeen } from "../../app/session";
import { Notice } from "../../ui/Notice";
import { Twice } from "../../ui/Twice";
import { legName, talkingLegs } from "./words";

const MODES = ["listen", "whisper", "barge"] as const;

/** What can be done with a call; whether it may be is decided where it is asked, and told in its words. */
export function CallActions({ call }: { call: LiveCall }) {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  const [passing, setPassing] = useState(false);
  const act = useMutation({
    mutationFn: ({ verb, body }: { verb: string; body?: unknown }) =>
      ask<Decision>(withQuery(`/v1/calls/${call.call_id}/${verb}`, { account_id: account }), "POST", body),
  });
  const user = me.person.user_id;
  const talking = talkingLegs(call);
  return (
    <div className="actions">
      <Twice
        says={t("act.hangUp")}
        asks={t("act.hangUpReally")}
        disabled={act.isPending}
        act={() => act.mutate({ verb: "hangup" })}
      />
      {talking.length > 1 && (
        <button type="button" aria-expanded={passing} onClick={() => setPassing(!passing)}>
          {t("act.transfer")}
        </button>
      )}
      {user != null &&
        talking.length > 1 &&
        MODES.map((mode) => (
          <button
            key={mode}
            type="button"
            disabled={act.isPending}
            onClick={() => act.mutate({ verb: "supervise", body: { user, mode } })}
          >
            {t(`act.${mode}`)}
          </button>
        ))}
      {passing && (
        <PassOn
          call={call}
          send={(leg, number) => {
            act.mutate({ verb: "transfer", body: { leg, mode: "blind", to: { number } } });
            setPassing(false);
          }}
        />
      )}
      {act.error !== null && <Notice error={act.error} />}
      {act.data !== undefined && <span role="status">{act.data.text || t("act.done")}</span>}
    </div>
  );
}

/** Who leaves, and where to whoever they talk to is passed on. */
function PassOn({ call, send }: { call: LiveCall; send: (leg: string, number: string) => void }) {
  const { t } = useTranslation();
  const legs = talkingLegs(call);
  const [leg, setLeg] = useState(legs.at(-1)?.leg_id ?? "");
  const [number, setNumber] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(leg, number.trim());
  };
  return (
    <form onSubmit={submit}>
      <label>
        {t("act.leaves")}
        <select value={leg} onChange={(event) => setLeg(event.target.value)}>
          {legs.map((it) => (
            <option key={it.leg_id} value={it.leg_id}>
              {legName(call, it)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("act.to")}
        <input value={number} onChange={(event) => setNumber(event.target.value)} autoComplete="off" required />
      </label>
      <button type="submit">{t("act.passOn")}</button>
    </form>
  );
}
