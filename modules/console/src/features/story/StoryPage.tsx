import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import { useCallEvents } from "../../api/events";
import type { EventRecord, OneCall, Rows, Step } from "../../api/types";
import { changes, useSeen } from "../../app/session";
import { CallActions } from "../live/CallActions";
import { Notice } from "../../ui/Notice";
import { localeOf, timeOfDay } from "../../ui/time";
import { explained, shownFields } from "./words";

/** What became of one call and why: its CDR, each step with its reason, the records of the log. */
export function StoryPage({ call }: { call: string }) {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  useCallEvents(account, ["story", call], call);
  const path = `/v1/calls/${call}`;
  const about = (part: string) => withQuery(path + part, { account_id: account });
  const row = useQuery({
    queryKey: ["story", call, account, "row"],
    queryFn: () => ask<OneCall>(about("")),
  });
  const steps = useQuery({
    queryKey: ["story", call, account, "why"],
    queryFn: () => ask<Rows<Step>>(about("/why")),
  });
  const events = useQuery({
    queryKey: ["story", call, account, "events"],
    queryFn: () => ask<Rows<EventRecord>>(about("/events")),
  });
  const error = steps.error ?? events.error;
  return (
    <>
      <h1>
        {t("story.title")} <small>{call}</small>
      </h1>
      {error !== null && <Notice error={error} />}
      {row.data?.live != null && changes(me, "calls") && <CallActions call={row.data.live} />}
      {row.data !== undefined && <Fields caption={t("story.row")} row={{ ...row.data.live, ...row.data.cdr }} />}
      {steps.data !== undefined && <Timeline steps={steps.data.rows} />}
      {events.data !== undefined && (
        <section>
          <h2>{t("story.events")}</h2>
          {events.data.rows.map((event) => (
            <details key={event.seq}>
              <summary>
                {event.seq} {String((event.event as { type?: unknown }).type ?? "")}
              </summary>
              <pre>{JSON.stringify(event, null, 2)}</pre>
            </details>
          ))}
        </section>
      )}
    </>
  );
}

function Fields({ caption, row }: { caption: string; row: Record<string, unknown> }) {
  return (
    <section>
      <h2>{caption}</h2>
      <dl>
        {shownFields(row).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Timeline({ steps }: { steps: Step[] }) {
  const { t, i18n } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(explained(steps)).then(() => setCopied(true));
  return (
    <section>
      <h2>{t("story.why")}</h2>
      <button type="button" onClick={() => void copy()}>
        {copied ? t("story.copied") : t("story.copy")}
      </button>
      <ol className="timeline">
        {steps.map((step) => (
          <li key={step.seq} value={step.seq}>
            <time>{timeOfDay(step.at, localeOf(i18n.language))}</time> {step.sentence}
            <details>
              <summary>{step.because.rule}</summary>
              <ul>
                {Object.entries(step.because.inputs ?? {}).map(([name, value]) => (
                  <li key={name}>
                    {name}: {String(value)}
                  </li>
                ))}
                {(step.because.alternatives ?? []).map((other, index) => (
                  <li key={index}>{t("story.instead", { what: JSON.stringify(other) })}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}
