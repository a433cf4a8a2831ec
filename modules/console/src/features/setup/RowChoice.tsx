import { useQuery } from "@tanstack/react-query";
import { ask, withQuery } from "../../api/client";
import type { Rows } from "../../api/types";
import { useSeen } from "../../app/session";
import { nameOf, type Row } from "./kinds";

const MOST = 1_000;

/** One row of another kind by its name; by its id where there are more than a list can hold. */
export function RowChoice(props: {
  path: string;
  id: string;
  value: unknown;
  nullable: boolean;
  put: (value: string | null) => void;
}) {
  const { path, value, nullable, put, ...common } = props;
  const { account } = useSeen();
  const rows = useQuery({
    queryKey: ["rows", path, account, "choice"],
    queryFn: () => ask<Rows<Row>>(withQuery(path, { account_id: account, limit: MOST })),
  });
  const known = rows.data?.rows ?? [];
  const text = String(value ?? "");
  if (rows.error !== null || rows.data?.next_cursor != null) {
    return <input {...common} value={text} onChange={(event) => put(event.target.value || null)} />;
  }
  return (
    <select {...common} value={text} onChange={(event) => put(event.target.value || null)}>
      {(nullable || text === "") && <option value="">–</option>}
      {text !== "" && !known.some((row) => row.id === text) && <option value={text}>{text}</option>}
      {known.map((row) => (
        <option key={row.id} value={row.id}>
          {nameOf(row)}
        </option>
      ))}
    </select>
  );
}
