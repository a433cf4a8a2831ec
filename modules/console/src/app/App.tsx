import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask, Problem, useToken } from "../api/client";
import type { LoggedIn } from "../api/types";
import { LogInPage } from "../features/session/LogInPage";
import { Notice } from "../ui/Notice";
import { Frame } from "./Frame";

export const SESSION = ["session"] as const;

/** The session, or null for nobody; asked again now and then, because it ends. */
async function session(): Promise<LoggedIn | null> {
  try {
    const me = await ask<LoggedIn>("/v1/session");
    useToken(me.csrf_token);
    return me;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) {
      return null;
    }
    throw problem;
  }
}

/** Lets people in, and shows them what their role opens. */
export function App() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: me, error } = useQuery({ queryKey: SESSION, queryFn: session, refetchInterval: 60_000 });
  // What one saw the next must not; the session itself stays, because this page watches it.
  const is = (now: LoggedIn | null) => {
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
    queries.setQueryData(SESSION, now);
  };
  const entered = (loggedIn: LoggedIn) => {
    useToken(loggedIn.csrf_token);
    is(loggedIn);
  };
  const left = () => is(null);
  if (me === undefined) {
    return <main className="centred">{error === null ? <p>{t("loading")}</p> : <Notice error={error} />}</main>;
  }
  return me === null ? <LogInPage entered={entered} /> : <Frame me={me} left={left} />;
}
