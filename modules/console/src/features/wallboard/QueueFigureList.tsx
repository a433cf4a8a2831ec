import { useTranslation } from "react-i18next";
import type { QueueFigures } from "../../api/types";
import { duration, localeOf } from "../../ui/time";
import { Figure } from "./Figure";
import { atLeast, atMost, percent, type Goals, type Newest } from "./figures";

/** Key figures of a queue, each with what it is made of; nothing until they are known. */
export function QueueFigureList({ newest, goals }: { newest: Newest<QueueFigures> | undefined; goals: Goals }) {
  const { t, i18n } = useTranslation();
  if (newest === undefined) {
    return null;
  }
  const { row, formulas } = newest;
  const share = (value: number) => percent(value, localeOf(i18n.language));
  const { service_level_pct: level, abandon_rate_pct: lost, offered } = row;
  return (
    <dl>
      <div>
        <dt>{t("wall.serviceLevel")}</dt>
        <dd>
          <Figure
            name={t("wall.serviceLevel")}
            text={share(level)}
            formula={formulas.service_level_pct}
            calls={row.calls}
            verdict={atLeast(level, goals.level, offered)}
            large
          />
        </dd>
      </div>
      <div>
        <dt>{t("wall.abandoned")}</dt>
        <dd>
          <Figure
            name={t("wall.abandoned")}
            text={share(lost)}
            formula={formulas.abandon_rate_pct}
            calls={row.calls}
            verdict={atMost(lost, goals.lost, offered)}
            large
          />
        </dd>
      </div>
      <div>
        <dt>{t("wall.asa")}</dt>
        <dd>
          <Figure name={t("wall.asa")} text={duration(row.asa_ms)} formula={formulas.asa_ms} calls={row.calls} />
        </dd>
      </div>
      <div>
        <dt>{t("wall.aht")}</dt>
        <dd>
          <Figure name={t("wall.aht")} text={duration(row.aht_ms)} formula={formulas.aht_ms} calls={row.calls} />
        </dd>
      </div>
      <div>
        <dt>{t("wall.offered")}</dt>
        <dd>{offered}</dd>
      </div>
    </dl>
  );
}
