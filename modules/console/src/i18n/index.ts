import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { en } from "./en";
import { LANGUAGES } from "./languages";

/** A sentence of the console; a plural is asked for without its ending. */
export type MessageKey = keyof typeof en;

const language = navigator.languages.map((it) => it.slice(0, 2)).find((it) => it in LANGUAGES) ?? "en";

void i18next.use(initReactI18next).init({
  lng: language,
  fallbackLng: "en",
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  resources: { en: { translation: LANGUAGES.en }, de: { translation: LANGUAGES.de } },
});
document.documentElement.lang = language;

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    keySeparator: false;
    nsSeparator: false;
    resources: { translation: typeof en };
  }
}
