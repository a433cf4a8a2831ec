import { expect, test } from "vitest";
import { LANGUAGES } from "./languages";

test("every language says everything, with the same values in it", () => {
  const { en, ...others } = LANGUAGES;
  const values = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((it) => it[1]).sort();
  for (const [language, words] of Object.entries(others)) {
    expect(Object.keys(words).sort(), language).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(words)) {
      expect(text.trim(), `${language} ${key}`).not.toBe("");
      expect(values(text), `${language} ${key}`).toEqual(values(en[key as keyof typeof en]));
    }
  }
});
