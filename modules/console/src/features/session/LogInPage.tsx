import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ask, Problem } from "../../api/client";
import type { LoggedIn } from "../../api/types";
import { Notice } from "../../ui/Notice";

const SHORTEST = 12;

/** Lets somebody in; on a platform without people, on its own machine and with its key, makes the first one. */
export function LogInPage({ entered }: { entered: (me: LoggedIn) => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [key, setKey] = useState("");
  const first = useQuery({
    queryKey: ["first-person"],
    queryFn: () => ask<{ wanted: boolean }>("/v1/first-person"),
  });
  const isFirst = first.data?.wanted === true;
  const logIn = useMutation({
    mutationFn: () =>
      isFirst
        ? ask<LoggedIn>("/v1/first-person", "POST", { email, name, password }, { "x-api-key": key.trim() })
        : ask<LoggedIn>("/v1/session", "POST", { email, password }),
    onSuccess: entered,
    onError: () => setPassword(""),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    logIn.mutate();
  };
  if (first.isPending) {
    return <main className="centred">{t("loading")}</main>;
  }
  const wrong = logIn.error instanceof Problem && logIn.error.code === "session.refused";
  return (
    <main className="centred">
      <form onSubmit={submit}>
        <h1>Ringlog</h1>
        <p>{isFirst ? t("first.says") : t("logIn.says")}</p>
        {isFirst && (
          <>
            <label>
              {t("first.key")}
              <input
                type="password"
                value={key}
                onChange={(event) => setKey(event.target.value)}
                autoComplete="off"
                required
              />
            </label>
            <label>
              {t("name")}
              <input value={name} onChange={(event) => setName(event.target.value)} autoComplete="name" required />
            </label>
          </>
        )}
        <label>
          {t("email")}
          <input
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            autoComplete="username"
            required
          />
        </label>
        <label>
          {t("password")}
          <input
            type="password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            autoComplete={isFirst ? "new-password" : "current-password"}
            minLength={isFirst ? SHORTEST : undefined}
            required
          />
        </label>
        {wrong ? (
          <p role="alert" className="notice">
            {t("logIn.refused")}
          </p>
        ) : (
          logIn.error !== null && <Notice error={logIn.error} />
        )}
        <button type="submit" disabled={logIn.isPending}>
          {isFirst ? t("first.do") : t("logIn.do")}
        </button>
      </form>
    </main>
  );
}
