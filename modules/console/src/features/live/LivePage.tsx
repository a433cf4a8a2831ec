import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import { useCallEvents } from "../../api/events";
import type { LiveCall, Rows } from "../../api/types";
import { hrefOf } from "../../app/location";
import { changes, useSeen } from "../../app/session";
import { Link } from "../../ui/Link";
import { Notice } from "../../ui/Notice";
import { Table, type Column } from "../../ui/Table";
import { duration } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { CallActions } from "./CallActions";
import { parties, place } from "./words";

/** In case the stream is lost. */
const AGAIN_MS = 10_000;

/** Calls as they happen. */
export function LivePage() {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  const now = useNow();
  const key = ["calls", "live", account];
  const stream = useCallEvents(account, key);
  const calls = useQuery({
    queryKey: key,
    queryFn: () => ask<Rows<LiveCall>>(withQuery("/v1/calls/live", { account_id: account })),
    refetchInterval: AGAIN_MS,
  });
  const columns: Column<LiveCall>[] = [
    {
      head: t("live.from"),
      cell: (call) => <Link href={hrefOf(`/calls/${call.call_id}`, account)}>{call.from_num}</Link>,
    },
    { head: t("live.to"), cell: (call) => call.to_num },
    { head: t("live.direction"), cell: (call) => t(`direction.${call.direction as "inbound"}`) },
    { head: t("live.phase"), cell: (call) => t(`phase.${call.phase as "ringing"}`, { defaultValue: call.phase }) },
    { head: t("live.place"), cell: (call) => place(call) },
    { head: t("live.parties"), cell: (call) => parties(call) },
    { head: t("live.since"), cell: (call) => <time>{duration(now - (call.answer_ts ?? call.start_ts))}</time> },
  ];
  if (changes(me, "calls")) {
    columns.push({ head: t("act.actions"), cell: (call) => <CallActions call={call} /> });
  }
  return (
    <>
      <h1>{t("live.title")}</h1>
      <p role="status" className={`stream ${stream}`}>
        {t(`stream.${stream}`)}
      </p>
      {calls.error !== null && <Notice error={calls.error} />}
      {calls.data !== undefined && (
        <Table
          caption={t("live.count", { count: calls.data.count })}
          columns={columns}
          rows={calls.data.rows}
          id={(call) => call.call_id}
        />
      )}
    </>
  );
}
