import { useTranslation } from "react-i18next";
import { Table } from "../../ui/Table";
import type { Difference } from "./draft";
import { labelOf, shown } from "./words";

/** Somebody else has changed the row meanwhile: what was read, what is here, what is there now, and whose is to stay. */
export function Conflict(props: { differences: Difference[]; keepMine: () => void; takeTheirs: () => void }) {
  const { t } = useTranslation();
  const { differences, keepMine, takeTheirs } = props;
  return (
    <section role="alert" className="conflict">
      <h2>{t("conflict.title")}</h2>
      <p>{t("conflict.says")}</p>
      <Table
        caption={t("conflict.differences")}
        rows={differences}
        id={({ field }) => field.name}
        columns={[
          { head: t("conflict.field"), cell: ({ field }) => labelOf(field.name, t) },
          { head: t("conflict.before"), cell: ({ before }) => shown(before, t) },
          { head: t("conflict.mine"), cell: ({ mine }) => shown(mine, t) },
          { head: t("conflict.theirs"), cell: ({ theirs }) => shown(theirs, t) },
        ]}
      />
      <p className="buttons">
        <button type="button" onClick={keepMine}>
          {t("conflict.keepMine")}
        </button>
        <button type="button" onClick={takeTheirs}>
          {t("conflict.takeTheirs")}
        </button>
      </p>
    </section>
  );
}
