import type { TFunction } from "i18next";

/** A word of the interface as people read it: `ring_timeout_sec` is the ring timeout. */
export function human(word: string): string {
  const text = word.replace(/_(sec|id|ids|mb)$/, "").replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a field is called. */
export function labelOf(name: string, t: TFunction): string {
  return t(`field.${name}` as "field.name", { defaultValue: human(name) });
}

/** What is in a field, in a line. */
export function shown(value: unknown, t: TFunction): string {
  if (value === null || value === undefined || value === "") {
    return "–";
  }
  if (typeof value === "boolean") {
    return value ? t("yes") : t("no");
  }
  if (Array.isArray(value) && value.every((it) => typeof it === "string")) {
    return value.join(", ");
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
