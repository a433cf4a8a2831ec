import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ask } from "../../api/client";
import type { LoggedIn } from "../../api/types";
import { Notice } from "../../ui/Notice";

/** Lets in by a link that is good once; a press is asked for, so that nothing that only looks at links uses it up. */
export function ByLinkPage(props: { link: string; entered: (me: LoggedIn) => void; otherwise: () => void }) {
  const { t } = useTranslation();
  const { link, entered, otherwise } = props;
  const logIn = useMutation({
    mutationFn: () => ask<LoggedIn>("/v1/session/link", "POST", { link }),
    onSuccess: entered,
  });
  return (
    <main className="centred">
      <h1>Ringlog</h1>
      <p>{t("link.says")}</p>
      {logIn.error !== null && <Notice error={logIn.error} />}
      <p className="buttons">
        <button type="button" disabled={logIn.isPending || logIn.isError} onClick={() => logIn.mutate()}>
          {t("logIn.do")}
        </button>
        <button type="button" onClick={otherwise}>
          {t("link.otherwise")}
        </button>
      </p>
    </main>
  );
}
