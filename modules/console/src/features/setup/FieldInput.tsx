import { useId, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { WrongField } from "../../api/client";
import { wrongIn } from "./draft";
import { ListInput } from "./ListInput";
import { RowChoice } from "./RowChoice";
import { PATHS, type Field } from "./schema";
import { human, labelOf } from "./words";

/** What each way of writing a field needs. */
export interface FieldProps {
  field: Field;
  value: unknown;
  /** What the fields beside it hold. */
  beside: Record<string, unknown>;
  errors: WrongField[];
  put: (value: unknown) => void;
}

/** A field with its label, its unit and what is wrong with it. */
export function FieldInput(props: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { field, errors } = props;
  const wrong = wrongIn(field.name, errors);
  const about = wrong.length > 0 ? `${id}-wrong` : field.description === "" ? undefined : `${id}-about`;
  return (
    <div className={`field ${field.kind}`}>
      <label htmlFor={id} className={field.required ? "required" : undefined}>
        {labelOf(field.name, t)}
      </label>
      <Control {...props} id={id} about={about} wrong={wrong.length > 0} />
      {field.description !== "" && wrong.length === 0 && (
        <small id={`${id}-about`}>{t(`unit.${field.description}` as "unit.seconds", field.description)}</small>
      )}
      {wrong.length > 0 && (
        <p id={`${id}-wrong`} role="alert" className="notice">
          {wrong.map((it) => it.message).join("; ")}
        </p>
      )}
    </div>
  );
}

export interface ControlProps extends FieldProps {
  id: string;
  about: string | undefined;
  wrong: boolean;
}

const WHOLE = /^-?\d{1,15}$/;

/** What is no number is sent as it stands: the interface says what is wrong with it. */
export function numberOf(text: string): number | string | null {
  return text === "" ? null : WHOLE.test(text) ? Number(text) : text;
}

/** Words one a line or with commas between them. */
export function wordsOf(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** `name=value`, one a line. */
export function pairsOf(text: string): Record<string, string> | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const pairs = lines.map((line) => {
    const at = line.indexOf("=");
    return at < 0 ? [line.trim(), ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  return lines.length === 0 ? null : (Object.fromEntries(pairs) as Record<string, string>);
}

function Control(props: ControlProps): ReactNode {
  const { field, value, beside, put, id, about, wrong } = props;
  const common = { id, "aria-describedby": about, "aria-invalid": wrong, "aria-required": field.required };
  const path = pathOf(field, beside);
  if (path !== undefined) {
    return <RowChoice {...common} path={path} value={value} nullable={!field.required} put={put} />;
  }
  switch (field.kind) {
    case "yes":
      return (
        <input {...common} type="checkbox" checked={value === true} onChange={(event) => put(event.target.checked)} />
      );
    case "choice":
      return (
        <select {...common} value={String(value ?? "")} onChange={(event) => put(event.target.value || null)}>
          {(field.nullable || value === null) && <option value="">–</option>}
          {field.choices.map((word) => (
            <option key={word} value={word}>
              {human(word)}
            </option>
          ))}
        </select>
      );
    case "choices":
      return <Choices {...props} />;
    case "list":
      return <ListInput {...props} />;
    case "words":
      return <Lines {...common} text={lines(value)} read={wordsOf} put={put} />;
    case "pairs":
      return <Lines {...common} text={lines(value)} read={pairsOf} put={put} />;
    case "number":
      return (
        <input
          {...common}
          inputMode="numeric"
          value={String(value ?? "")}
          onChange={(event) => put(numberOf(event.target.value.trim()))}
        />
      );
    case "secret":
      return (
        <input
          {...common}
          type="password"
          autoComplete="new-password"
          value={String(value ?? "")}
          onChange={(event) => put(event.target.value || null)}
        />
      );
    case "text":
      return (
        <input
          {...common}
          value={String(value ?? "")}
          onChange={(event) => put(event.target.value === "" && field.nullable ? null : event.target.value)}
        />
      );
  }
}

/** Where the rows are that a field names; nowhere when its kind has none. */
function pathOf(field: Field, beside: Record<string, unknown>): string | undefined {
  if (field.refers === undefined) {
    return undefined;
  }
  return "path" in field.refers ? field.refers.path : PATHS[String(beside[field.refers.beside])];
}

/** Words, or pairs, one a line. */
function lines(value: unknown): string {
  return Array.isArray(value)
    ? value.join("\n")
    : Object.entries((value ?? {}) as Record<string, string>)
        .map(([name, text]) => `${name}=${text}`)
        .join("\n");
}

/** What is typed stays as it is typed while it means what the form holds. */
function Lines(props: { id: string; text: string; read: (text: string) => unknown; put: (value: unknown) => void }) {
  const { text, read, put, ...common } = props;
  const [typed, setTyped] = useState(text);
  const change = (now: string) => {
    setTyped(now);
    put(read(now));
  };
  const stands = lines(read(typed)) === text;
  return (
    <textarea {...common} rows={3} value={stands ? typed : text} onChange={(event) => change(event.target.value)} />
  );
}

function Choices({ field, value, put, id }: ControlProps) {
  const chosen = (value ?? []) as string[];
  return (
    <fieldset id={id}>
      <legend className="hidden">{human(field.name)}</legend>
      {field.choices.map((word) => (
        <label key={word} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(word)}
            onChange={(event) =>
              put(field.choices.filter((it) => (it === word ? event.target.checked : chosen.includes(it))))
            }
          />
          {human(word)}
        </label>
      ))}
    </fieldset>
  );
}
