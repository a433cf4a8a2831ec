import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import type { Rows } from "../../api/types";
import { useSeen } from "../../app/session";
import { Notice } from "../../ui/Notice";
import { Table, type Column } from "../../ui/Table";

const PAGE = 100;

/** Rows of configuration, to look at. */
export function RowsPage<T extends { id: string }>(props: { path: string; title: string; columns: Column<T>[] }) {
  const { t } = useTranslation();
  const { account } = useSeen();
  const { path, title, columns } = props;
  const rows = useInfiniteQuery({
    queryKey: ["rows", path, account],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask<Rows<T>>(withQuery(path, { account_id: account, limit: PAGE, cursor: pageParam })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  return (
    <>
      <h1>{title}</h1>
      {rows.error !== null && <Notice error={rows.error} />}
      {rows.data !== undefined && (
        <Table
          caption={title}
          columns={columns}
          rows={rows.data.pages.flatMap((page) => page.rows)}
          id={(row) => row.id}
        />
      )}
      {rows.hasNextPage && (
        <button type="button" disabled={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t("more")}
        </button>
      )}
    </>
  );
}
