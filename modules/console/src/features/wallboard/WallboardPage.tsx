import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import { useCallEvents } from "../../api/events";
import type { Agent, LiveQueue, Rows } from "../../api/types";
import { hrefOf, useLocation } from "../../app/location";
import { changes, opens, useSeen } from "../../app/session";
import { Link } from "../../ui/Link";
import { Notice } from "../../ui/Notice";
import { Table } from "../../ui/Table";
import { duration, localeOf } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { AgentActions } from "./AgentActions";
import { Figure } from "./Figure";
import { goalsOf, percent, type Goals } from "./figures";
import { GoalsForm } from "./GoalsForm";
import { QueueFigureList } from "./QueueFigureList";
import { useAgentFigures, useQueueFigures } from "./useFigures";
import { bucketsOf } from "./words";

/** In case the stream is lost, or not open to who looks. */
const AGAIN_MS = 5_000;

/** Queues and agents as they are, for a screen on the wall. */
export default function WallboardPage() {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  const goals = goalsOf(useLocation().query);
  const board = useRef<HTMLDivElement>(null);
  const key = ["wallboard", account];
  useCallEvents(account, key, undefined, opens(me, "calls"));
  const queues = useQuery({
    queryKey: [...key, "queues"],
    queryFn: () => ask<Rows<LiveQueue>>(withQuery("/v1/queues/live", { account_id: account })),
    refetchInterval: AGAIN_MS,
    enabled: opens(me, "queues"),
  });
  const agents = useQuery({
    queryKey: [...key, "agents"],
    queryFn: () => ask<Rows<Agent>>(withQuery("/v1/agents", { account_id: account })),
    refetchInterval: AGAIN_MS,
    enabled: opens(me, "agents"),
  });
  const error = queues.error ?? agents.error;
  return (
    <div ref={board} className="board">
      <h1>{t("wall.title")}</h1>
      <p className="buttons">
        <button type="button" onClick={() => void board.current?.requestFullscreen()}>
          {t("wall.fullScreen")}
        </button>
      </p>
      <GoalsForm goals={goals} />
      {error !== null && <Notice error={error} />}
      {queues.data !== undefined && <Queues queues={queues.data.rows} goals={goals} />}
      {agents.data !== undefined && <Agents agents={agents.data.rows} goals={goals} />}
    </div>
  );
}

function Queues({ queues, goals }: { queues: LiveQueue[]; goals: Goals }) {
  const { t } = useTranslation();
  const now = useNow();
  const figures = useQueueFigures(
    queues.map((queue) => queue.queue_id),
    goals,
  );
  return (
    <section>
      <h2>{t("wall.queues")}</h2>
      {figures.error !== null && <Notice error={figures.error} />}
      <div className="tiles">
        {queues.map((queue) => (
          <article key={queue.queue_id} className={queue.waiting > 0 ? "waiting" : undefined}>
            <h3>{queue.name ?? queue.queue_id}</h3>
            <dl>
              <div>
                <dt>{t("wall.waiting")}</dt>
                <dd className="figure">{queue.waiting}</dd>
              </div>
              <div>
                <dt>{t("wall.talking")}</dt>
                <dd className="figure">{queue.talking}</dd>
              </div>
              <div>
                <dt>{t("wall.oldest")}</dt>
                <dd>{queue.oldest_since == null ? "–" : <time>{duration(now - queue.oldest_since)}</time>}</dd>
              </div>
              <div>
                <dt>{t("wall.agents")}</dt>
                <dd>{bucketsOf(queue, (bucket) => t(`bucket.${bucket as "ready"}`, { defaultValue: bucket }))}</dd>
              </div>
            </dl>
            <QueueFigureList newest={figures.data?.get(queue.queue_id)} goals={goals} />
          </article>
        ))}
      </div>
    </section>
  );
}

function Agents({ agents, goals }: { agents: Agent[]; goals: Goals }) {
  const { t, i18n } = useTranslation();
  const { me, account } = useSeen();
  const now = useNow();
  const figures = useAgentFigures(
    agents.map((agent) => agent.user_id),
    goals,
  );
  const figure = (agent: Agent, name: "occupancy_pct" | "aht_ms", head: string) => {
    const newest = figures.data?.get(agent.user_id);
    if (newest === undefined) {
      return "–";
    }
    const value = newest.row[name];
    const text = name === "aht_ms" ? duration(value) : percent(value, localeOf(i18n.language));
    return <Figure name={head} text={text} formula={newest.formulas[name]} calls={newest.row.calls} />;
  };
  const call = (id: string) => (opens(me, "cdr") ? <Link href={hrefOf(`/calls/${id}`, account)}>{id}</Link> : id);
  return (
    <section>
      <h2>{t("wall.agents")}</h2>
      {figures.error !== null && <Notice error={figures.error} />}
      <Table
        caption={t("wall.agents")}
        rows={agents}
        id={(agent) => agent.user_id}
        columns={[
          { head: t("wall.agent"), cell: (agent) => agent.username ?? agent.user_id },
          {
            head: t("wall.bucket"),
            cell: ({ bucket }) => (
              <span className={`bucket ${bucket}`}>{t(`bucket.${bucket as "ready"}`, { defaultValue: bucket })}</span>
            ),
          },
          { head: t("wall.since"), cell: (agent) => <time>{duration(now - agent.bucket_since)}</time> },
          { head: t("wall.reason"), cell: (agent) => agent.reason ?? "" },
          { head: t("wall.queues"), cell: (agent) => agent.queues.map((it) => it.name ?? it.queue_id).join(", ") },
          { head: t("wall.call"), cell: (agent) => (agent.call_id == null ? "" : call(agent.call_id)) },
          { head: t("wall.occupancy"), cell: (agent) => figure(agent, "occupancy_pct", t("wall.occupancy")) },
          { head: t("wall.aht"), cell: (agent) => figure(agent, "aht_ms", t("wall.aht")) },
          ...(changes(me, "agents")
            ? [{ head: t("act.actions"), cell: (agent: Agent) => <AgentActions agent={agent} /> }]
            : []),
        ]}
      />
    </section>
  );
}
