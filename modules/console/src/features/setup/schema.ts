import document from "../../../openapi.json?raw";

/** How a field is written in a form. */
export type FieldKind = "text" | "secret" | "number" | "yes" | "choice" | "words" | "choices" | "pairs" | "list";

/** Whose rows a field names: those of one path, or of the kind that the field beside it says. */
export type Refers = { path: string } | { beside: string };

/** One field of a form, as the interface describes it; whether a value will do is the interface's to say. */
export interface Field {
  name: string;
  kind: FieldKind;
  required: boolean;
  nullable: boolean;
  choices: string[];
  /** What it is when nobody says anything. */
  unsaid: unknown;
  /** A unit, in the words of the interface. */
  description: string;
  /** Of the objects of a list. */
  parts: Field[];
  refers: Refers | undefined;
}

interface Schema {
  type?: string | string[];
  enum?: (string | null)[];
  default?: unknown;
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  $ref?: string;
}

/** Where rows of a kind are, by the word that targets use for it. */
export const PATHS: Record<string, string> = {
  user: "/v1/users",
  extension: "/v1/extensions",
  ring_group: "/v1/ring-groups",
  queue: "/v1/queues",
  voicemail: "/v1/voicemails",
  conference: "/v1/conferences",
  forward: "/v1/forwards",
  flow: "/v1/flows",
  schedule: "/v1/schedules",
  trunk: "/v1/trunks",
  playlist: "/v1/playlists",
  did: "/v1/numbers",
};

const schemas = (JSON.parse(document) as { components: { schemas: Record<string, Schema> } }).components.schemas;

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split("/").pop();
  return name === undefined ? schema : (schemas[name] ?? {});
}

function kindOf(schema: Schema, secret: boolean): FieldKind {
  const type = [schema.type ?? "string"].flat()[0];
  switch (type) {
    case "integer":
      return "number";
    case "boolean":
      return "yes";
    case "object":
      return "pairs";
    case "array":
      return schema.items?.$ref !== undefined ? "list" : schema.items?.enum === undefined ? "words" : "choices";
    default:
      return schema.enum !== undefined ? "choice" : secret ? "secret" : "text";
  }
}

function refers(name: string, siblings: Record<string, Schema>): Refers | undefined {
  const stem = name.replace(/_id$/, "");
  const beside = `${stem}_kind`;
  if (stem !== name && beside in siblings) {
    return { beside };
  }
  const word = Object.keys(PATHS).find((it) => stem !== name && (stem === it || stem.endsWith(`_${it}`)));
  return word === undefined ? undefined : { path: PATHS[word] as string };
}

function fields(schema: Schema, isSecret: (name: string) => boolean): Field[] {
  const properties = schema.properties ?? {};
  return Object.entries(properties).map(([name, said]) => ({
    name,
    kind: kindOf(said, isSecret(name)),
    required: schema.required?.includes(name) === true,
    nullable: Array.isArray(said.type) && said.type.includes("null"),
    choices: (said.enum ?? said.items?.enum ?? []).filter((word): word is string => word !== null),
    unsaid: said.default ?? null,
    description: said.description ?? "",
    parts: said.items?.$ref === undefined ? [] : fields(resolved(said.items), () => false),
    refers: refers(name, properties),
  }));
}

/** The fields of a form: what may be written of a row. What is written but never shown again is a secret. */
export function fieldsOf(input: string, row: string): Field[] {
  const shown = schemas[row]?.properties ?? {};
  return fields(schemas[input] ?? {}, (name) => !(name in shown) && name !== "parent_id");
}
