import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ask, Problem, useToken } from "../api/client";
import type { LoggedIn } from "../api/types";
import { ByLinkPage } from "../features/session/ByLinkPage";
import { LogInPage } from "../features/session/LogInPage";
import { Notice } from "../ui/Notice";
import { Frame } from "./Frame";

export const SESSION = ["session"] as const;

/** What one saw the next must not; the session itself stays, because its page watches it. */
function forget(queries: QueryClient): void {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION[0] });
}

const UNAUTHENTICATED = 401;

/** The session, or null for nobody; asked again now and then, because it ends. */
async function session(): Promise<LoggedIn | null> {
  try {
    const me = await ask<LoggedIn>("/v1/session");
    useToken(me.csrf_token);
    return me;
  } catch (problem) {
    if (problem instanceof Problem && problem.status === UNAUTHENTICATED) {
      return null;
    }
    throw problem;
  }
}

/** Asks for the session again once anything is refused for want of one; answers how that ends. */
function watched(queries: QueryClient): () => void {
  const over = (error: unknown) => {
    if (error instanceof Problem && error.status === UNAUTHENTICATED) {
      void queries.invalidateQueries({ queryKey: SESSION });
    }
  };
  const ends = [
    queries.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error" && event.query.queryKey[0] !== SESSION[0]) {
        over(event.action.error);
      }
    }),
    queries.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") {
        over(event.action.error);
      }
    }),
  ];
  return () => ends.forEach((end) => end());
}

/** The session as it is now, which may have become another's in another tab. */
async function sessionOf(queries: QueryClient): Promise<LoggedIn | null> {
  const now = await session();
  const before = queries.getQueryData<LoggedIn | null>(SESSION);
  if (before != null && before.id !== now?.id) {
    forget(queries);
  }
  return now;
}

/** Lets people in, and shows them what their role opens. */
export function App({ link }: { link?: string | undefined }) {
  const { t } = useTranslation();
  const [word, setWord] = useState(link);
  const queries = useQueryClient();
  const { data: me, error } = useQuery({ queryKey: SESSION, queryFn: () => sessionOf(queries), refetchInterval: 60_000 });
  useEffect(() => watched(queries), [queries]);
  const is = (now: LoggedIn | null) => {
    setWord(undefined);
    forget(queries);
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
  if (me === null) {
    return word === undefined ? (
      <LogInPage entered={entered} />
    ) : (
      <ByLinkPage link={word} entered={entered} otherwise={() => setWord(undefined)} />
    );
  }
  return <Frame key={me.id} me={me} left={left} />;
}
