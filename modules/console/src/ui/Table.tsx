import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A column of a table: its head, and what stands in it of a row. */
export interface Column<T> {
  head: string;
  cell: (row: T) => ReactNode;
}

/** Rows under a caption; in a narrow window each row is a card whose cells say their heads. */
export function Table<T>(props: { caption: string; columns: Column<T>[]; rows: T[]; id: (row: T) => string }) {
  const { t } = useTranslation();
  const { caption, columns, rows, id } = props;
  if (rows.length === 0) {
    return <p className="empty">{t("nothing")}</p>;
  }
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} scope="col">
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={id(row)}>
            {columns.map((column) => (
              <td key={column.head} data-head={column.head}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
