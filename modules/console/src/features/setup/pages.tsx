import { useTranslation } from "react-i18next";
import type { Did, Queue, User } from "../../api/types";
import { RowsPage } from "./RowsPage";

/** What a number, an exit or a queue leads to. */
function target(kind: string | null | undefined, id: string | null | undefined): string {
  return [kind, id].filter((part) => part != null).join(" ");
}

export function UsersPage() {
  const { t } = useTranslation();
  return (
    <RowsPage<User>
      path="/v1/users"
      title={t("users.title")}
      columns={[
        { head: t("users.username"), cell: (row) => row.username },
        { head: t("name"), cell: (row) => row.display_name ?? "" },
        { head: t("users.agent"), cell: (row) => (row.is_agent ? t("yes") : t("no")) },
        { head: t("status"), cell: (row) => row.status },
      ]}
    />
  );
}

export function NumbersPage() {
  const { t } = useTranslation();
  return (
    <RowsPage<Did>
      path="/v1/numbers"
      title={t("numbers.title")}
      columns={[
        { head: t("numbers.number"), cell: (row) => `+${row.e164}` },
        { head: t("numbers.label"), cell: (row) => row.label ?? "" },
        { head: t("numbers.target"), cell: (row) => target(row.dest_kind, row.dest_id) },
        { head: t("status"), cell: (row) => row.status },
      ]}
    />
  );
}

export function QueuesPage() {
  const { t } = useTranslation();
  return (
    <RowsPage<Queue>
      path="/v1/queues"
      title={t("queues.title")}
      columns={[
        { head: t("name"), cell: (row) => row.name },
        { head: t("queues.strategy"), cell: (row) => row.strategy },
        { head: t("queues.wrapUp"), cell: (row) => String(row.wrap_up_sec) },
      ]}
    />
  );
}
