import { useQuery } from "@tanstack/react-query";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../api/client";
import type { Account, LoggedIn, Rows } from "../api/types";
import { Link } from "../ui/Link";
import { go, hrefOf, useLocation } from "./location";
import { pageAt, pagesOf } from "./pages";
import { opens, SeenContext } from "./session";

const PLATFORM = "acc_platform";

/** The page that is there without any account. */
const ACCOUNTS = "/setup/accounts";

/** A row is of one account: whoever looks at another sees its list, or its calls. */
function listOf(path: string): string {
  return /^\/(calls|setup\/[^/]+)/.exec(path)?.[0] ?? path;
}

/** The menu, the account that is looked at, and the page. */
export function Frame({ me, left }: { me: LoggedIn; left: () => void }) {
  const { t } = useTranslation();
  const { path, query } = useLocation();
  const chosen = query.get("account") ?? undefined;
  const accounts = useQuery({
    queryKey: ["accounts"],
    queryFn: () => ask<Rows<Account>>("/v1/accounts?limit=1000"),
    enabled: opens(me, "config"),
  });
  const rows = accounts.data?.rows ?? [];
  const account = chosen ?? (me.person.account_id === PLATFORM ? rows[0]?.id : undefined);
  const shown = account ?? me.person.account_id;
  const known = rows.some((row) => row.id === shown);
  const nothing = me.person.account_id === PLATFORM && account === undefined && !path.startsWith(ACCOUNTS);
  const logOut = () => ask("/v1/session", "DELETE").then(left, left);
  return (
    <SeenContext.Provider value={{ me, account }}>
      <a className="skip" href="#page">
        {t("skip")}
      </a>
      <header>
        <strong>Ringlog</strong>
        <nav aria-label={t("menu")}>
          {pagesOf(me).map((page, index) => (
            <Link
              key={page.path}
              href={hrefOf(page.path, chosen)}
              current={path.startsWith(page.path) || (path === "/" && index === 0)}
            >
              {t(page.title)}
            </Link>
          ))}
        </nav>
        {rows.length > 1 && (
          <label>
            <span>{t("account")}</span>
            <select
              value={shown}
              onChange={(event) => go(hrefOf(listOf(path), event.target.value))}
            >
              {!known && <option value={shown}>{shown}</option>}
              {rows.map((row) => (
                <option key={row.id} value={row.id}>
                  {row.name}
                </option>
              ))}
            </select>
          </label>
        )}
        <span className="me" title={t(`role.${me.person.role as "agent"}`)}>
          {me.person.name}
        </span>
        <button type="button" onClick={() => void logOut()}>
          {t("logOut")}
        </button>
      </header>
      <main id="page" tabIndex={-1}>
        {nothing ? (
          <p>{accounts.isPending ? t("loading") : <Link href={hrefOf(`${ACCOUNTS}/new`)}>{t("noAccount")}</Link>}</p>
        ) : (
          <Suspense key={account} fallback={<p>{t("loading")}</p>}>{pageAt(path, me) ?? <p>{t("notOpen")}</p>}</Suspense>
        )}
      </main>
    </SeenContext.Provider>
  );
}
