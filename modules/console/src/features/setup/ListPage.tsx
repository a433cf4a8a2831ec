import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import type { Rows } from "../../api/types";
import { hrefOf } from "../../app/location";
import { useSeen } from "../../app/session";
import { Link } from "../../ui/Link";
import { Notice } from "../../ui/Notice";
import { Table } from "../../ui/Table";
import { mayChange, nameOf, type Kind, type Row } from "./kinds";
import { RowName } from "./RowName";
import { fieldsOf } from "./schema";
import { labelOf, shown } from "./words";

const PAGE = 100;

/** The rows of a kind, each a link to its form. */
export function ListPage({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  const { me, account } = useSeen();
  const path = `/v1/${kind.name}`;
  const fields = fieldsOf(kind.input, kind.row);
  const rows = useInfiniteQuery({
    queryKey: ["rows", path, account, "list"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask<Rows<Row>>(withQuery(path, { account_id: account, limit: PAGE, cursor: pageParam })),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
  const columns = kind.columns.map((name, index) => ({
    head: labelOf(name, t),
    cell: (row: Row) => {
      const refers = fields.find((field) => field.name === name)?.refers;
      const text =
        refers === undefined ? shown(row[name], t) : <RowName refers={refers} row={row} id={row[name] as string} />;
      return index > 0 ? text : <Link href={hrefOf(`/setup/${kind.name}/${row.id}`, account)}>{text || nameOf(row)}</Link>;
    },
  }));
  return (
    <>
      <h1>{t(kind.title)}</h1>
      {mayChange(me, kind) && (
        <p>
          <Link href={hrefOf(`/setup/${kind.name}/new`, account)}>{t("setup.new")}</Link>
        </p>
      )}
      {rows.error !== null && <Notice error={rows.error} />}
      {rows.data !== undefined && (
        <Table
          caption={t(kind.title)}
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
