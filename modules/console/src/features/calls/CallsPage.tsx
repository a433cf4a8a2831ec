import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import type { Cdr, Rows } from "../../api/types";
import { hrefOf, useLocation } from "../../app/location";
import { useSeen } from "../../app/session";
import { Link } from "../../ui/Link";
import { Notice } from "../../ui/Notice";
import { Table, type Column } from "../../ui/Table";
import { duration, localeOf, moment } from "../../ui/time";

const PAGE = 50;

/** What an address narrows the list to, beside what is typed: the calls that a figure was made of. */
const NARROWED = ["queue", "user", "since", "until"] as const;

/** Calls that are over, found by a number, a cause or any part of them. */
export function CallsPage() {
  const { t, i18n } = useTranslation();
  const { account } = useSeen();
  const { query } = useLocation();
  const narrowed = Object.fromEntries(NARROWED.map((name) => [name, query.get(name) ?? undefined]));
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState<string>();
  const calls = useInfiniteQuery({
    queryKey: ["calls", "over", account, wanted, narrowed],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask<Rows<Cdr>>(
        withQuery("/v1/calls", { account_id: account, limit: PAGE, text: wanted, cursor: pageParam, ...narrowed }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const search = (event: FormEvent) => {
    event.preventDefault();
    setWanted(text.trim() === "" ? undefined : text.trim());
  };
  const columns: Column<Cdr>[] = [
    {
      head: t("calls.start"),
      cell: (call) => (
        <Link href={hrefOf(`/calls/${call.call_id}`, account)}>
          {moment(call.start_ts, localeOf(i18n.language))}
        </Link>
      ),
    },
    { head: t("live.from"), cell: (call) => call.from_num },
    { head: t("live.to"), cell: (call) => call.to_num },
    { head: t("calls.disposition"), cell: (call) => call.disposition },
    { head: t("calls.cause"), cell: (call) => call.hangup_cause },
    { head: t("calls.billsec"), cell: (call) => duration(call.billsec * 1_000) },
  ];
  const rows = calls.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <h1>{t("calls.title")}</h1>
      <form role="search" onSubmit={search}>
        <label>
          {t("calls.search")}
          <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <button type="submit">{t("calls.find")}</button>
      </form>
      <Narrowed of={narrowed} />
      {calls.error !== null && <Notice error={calls.error} />}
      {calls.data !== undefined && (
        <Table caption={t("calls.title")} columns={columns} rows={rows} id={(call) => call.call_id} />
      )}
      {calls.hasNextPage && (
        <button type="button" disabled={calls.isFetchingNextPage} onClick={() => void calls.fetchNextPage()}>
          {t("more")}
        </button>
      )}
    </>
  );
}

/** Which calls an address asks for, and the way to all of them. */
function Narrowed({ of }: { of: Record<string, string | undefined> }) {
  const { t, i18n } = useTranslation();
  const { account } = useSeen();
  const { queue, user, since, until } = of;
  const time = (at: string) => (/^[0-9]{1,15}$/.test(at) ? moment(Number(at), localeOf(i18n.language)) : at);
  const parts = [
    queue !== undefined && t("calls.ofQueue", { what: queue }),
    user !== undefined && t("calls.ofUser", { what: user }),
    since !== undefined && t("calls.since", { what: time(since) }),
    until !== undefined && t("calls.until", { what: time(until) }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : (
    <p role="status">
      {parts.join(", ")} – <Link href={hrefOf("/calls", account)}>{t("calls.all")}</Link>
    </p>
  );
}
