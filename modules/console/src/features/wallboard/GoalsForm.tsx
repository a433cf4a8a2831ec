import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { go } from "../../app/location";
import { useSeen } from "../../app/session";
import { goalsOf, MOST, PERIODS, wallHref, type Goals } from "./figures";

const NUMBERS = ["within", "level", "lost"] as const;

/** Over which time figures are shown and what is held to be good; both stand in the address. */
export function GoalsForm({ goals }: { goals: Goals }) {
  const { t } = useTranslation();
  const { account } = useSeen();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]);
    go(wallHref(goalsOf(new URLSearchParams(given)), account));
  };
  return (
    <form key={JSON.stringify(goals)} className="line" aria-label={t("wall.goals")} onSubmit={submit}>
      <label>
        {t("wall.period")}
        <select name="period" defaultValue={goals.period}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {t(`period.${period}`)}
            </option>
          ))}
        </select>
      </label>
      {NUMBERS.map((name) => (
        <label key={name}>
          {t(`goal.${name}`)}
          <input name={name} type="number" min={0} max={MOST[name]} defaultValue={goals[name]} required />
        </label>
      ))}
      <button type="submit">{t("wall.show")}</button>
    </form>
  );
}
