import { useTranslation } from "react-i18next";
import { Problem, UNREACHABLE } from "../api/client";

/** What went wrong, in words. */
export function Notice({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const away = error instanceof Problem && error.status === UNREACHABLE;
  const text = away ? t("unreachable") : error instanceof Error ? error.message : String(error);
  return (
    <p role="alert" className="notice">
      {text}
    </p>
  );
}
