import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask, withQuery } from "../../api/client";
import type { Reached } from "../../api/types";
import { useSeen } from "../../app/session";
import { Notice } from "../../ui/Notice";
import { human } from "./words";

/** By which ways calls come to a row, and what is in the way. */
export function ReachedBy({ path }: { path: string }) {
  const { t } = useTranslation();
  const { account } = useSeen();
  const reached = useQuery({
    queryKey: ["reached", path, account],
    queryFn: () => ask<Reached>(withQuery(`${path}/reached-by`, { account_id: account })),
  });
  return (
    <section>
      <h2>{t("reached.title")}</h2>
      {reached.error !== null && <Notice error={reached.error} />}
      {reached.data !== undefined && <Ways reached={reached.data} />}
    </section>
  );
}

function Ways({ reached }: { reached: Reached }) {
  const { t } = useTranslation();
  const step = ({ kind, name, dialled, node, field, when }: Reached["ways"][number]["steps"][number]) =>
    `${dialled ?? name} (${[human(kind), node, field, when].filter((it) => it != null).join(", ")})`;
  return (
    <>
      {reached.dialled != null && <p>{t("reached.dialled", { what: reached.dialled })}</p>}
      {reached.ways.length === 0 && reached.dialled == null && <p>{t("reached.never")}</p>}
      <ul>
        {reached.ways.map((way, index) => (
          <li key={index}>{way.steps.map(step).join(" → ")}</li>
        ))}
        {reached.dead_ends.map((end) => (
          <li key={end.id + end.code} className="notice">
            {end.name}: {end.message}
          </li>
        ))}
      </ul>
      {!reached.complete && <p>{t("reached.more")}</p>}
    </>
  );
}
