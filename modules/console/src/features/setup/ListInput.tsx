import { useTranslation } from "react-i18next";
import { draftOf, type Draft } from "./draft";
import { FieldInput, type ControlProps } from "./FieldInput";
import { human } from "./words";

/** The objects of a list, each a small form of its own: members of a group, rules of a schedule. */
export function ListInput({ field, value, errors, put, id }: ControlProps) {
  const { t } = useTranslation();
  const entries = (value ?? []) as Draft[];
  const parts = field.parts.filter((part) => part.name !== "id");
  const inside = (index: number) =>
    errors
      .filter((it) => it.field.startsWith(`${field.name}[${index}].`) || it.field.startsWith(`${field.name}.${index}.`))
      .map((it) => ({ ...it, field: it.field.replace(/^[^.[]+(\[\d+\]\.|\.\d+\.)/, "") }));
  return (
    <ol id={id} className="entries">
      {entries.map((entry, index) => (
        <li key={index}>
          <fieldset>
            <legend>{`${human(field.name)} ${index + 1}`}</legend>
            {parts.map((part) => (
              <FieldInput
                key={part.name}
                field={part}
                value={entry[part.name] ?? null}
                beside={entry}
                errors={inside(index)}
                put={(now) => put(entries.map((it, at) => (at === index ? { ...it, [part.name]: now } : it)))}
              />
            ))}
            <button type="button" onClick={() => put(entries.filter((_, at) => at !== index))}>
              {t("setup.takeOut")}
            </button>
          </fieldset>
        </li>
      ))}
      <li>
        <button type="button" onClick={() => put([...entries, draftOf(parts)])}>
          {t("setup.addOne")}
        </button>
      </li>
    </ol>
  );
}
