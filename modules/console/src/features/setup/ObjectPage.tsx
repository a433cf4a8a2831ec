import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import { hrefOf } from "../../app/location";
import { useSeen } from "../../app/session";
import { Link } from "../../ui/Link";
import { Notice } from "../../ui/Notice";
import { nameOf, type Kind, type Row } from "./kinds";
import { ReachedBy } from "./ReachedBy";
import { RowForm } from "./RowForm";

/** One row with its form, and who reaches it; or the form of one that is not there yet. */
export function ObjectPage({ kind, id }: { kind: Kind; id: string | undefined }) {
  const { t } = useTranslation();
  const { account } = useSeen();
  const path = `/v1/${kind.name}/${id}`;
  const row = useQuery({
    queryKey: ["row", path, account],
    queryFn: () => ask<Row>(withQuery(path, { account_id: account })),
    enabled: id !== undefined,
    // A form is of the row as it was read; whoever changes it meanwhile is told of when it is saved.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const title = id === undefined ? t("setup.new") : row.data === undefined ? id : nameOf(row.data);
  return (
    <>
      <p>
        <Link href={hrefOf(`/setup/${kind.name}`, account)}>{t("setup.all", { what: t(kind.title) })}</Link>
      </p>
      <h1>
        {title} <small>{id}</small>
      </h1>
      {row.error !== null && <Notice error={row.error} />}
      {row.data?.warnings !== undefined && <Warnings warnings={row.data.warnings as { message: string }[]} />}
      {(id === undefined || row.data !== undefined) && <RowForm key={id ?? "new"} kind={kind} row={row.data} />}
      {id !== undefined && row.data !== undefined && kind.reached && <ReachedBy path={path} />}
    </>
  );
}

function Warnings({ warnings }: { warnings: { message: string }[] }) {
  return (
    <ul>
      {warnings.map(({ message }) => (
        <li key={message} className="notice">
          {message}
        </li>
      ))}
    </ul>
  );
}
