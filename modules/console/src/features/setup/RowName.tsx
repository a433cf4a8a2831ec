import { useQuery } from "@tanstack/react-query";
import { ask, withQuery } from "../../api/client";
import type { Rows } from "../../api/types";
import { useSeen } from "../../app/session";
import { nameOf, type Row } from "./kinds";
import { PATHS, type Refers } from "./schema";

const MOST = 1_000;

/** What people call the row that a field of another one names; its id where that is not known. */
export function RowName({ refers, row, id }: { refers: Refers; row: Row; id: string | null }) {
  const { account } = useSeen();
  const path = "path" in refers ? refers.path : PATHS[String(row[refers.beside])];
  const rows = useQuery({
    queryKey: ["rows", path, account, "choice"],
    queryFn: () => ask<Rows<Row>>(withQuery(path ?? "", { account_id: account, limit: MOST })),
    enabled: path !== undefined && id !== null,
  });
  const found = rows.data?.rows.find((it) => it.id === id);
  return <>{found === undefined ? (id ?? "–") : nameOf(found)}</>;
}
