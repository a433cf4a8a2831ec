/** What is wrong with one field of what was sent. */
export interface WrongField {
  field: string;
  code: string;
  message: string;
}

/** A refusal of the interface: a problem document (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: WrongField[] = [],
  ) {
    super(message);
  }
}

/** A status of its own for what never reached the interface. */
export const UNREACHABLE = 0;

let csrfToken = "";

/** The token that goes with changes; told by whoever knows the session. */
export function useToken(token: string): void {
  csrfToken = token;
}

type Query = Record<string, string | number | undefined>;

/** A path with the parameters that are there. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}

async function problem(response: Response): Promise<Problem> {
  const said: unknown = await response.json().catch(() => ({}));
  const { type, detail, errors } = said as { type?: string; detail?: string; errors?: WrongField[] };
  const code = (type ?? "").split("/").pop() ?? "";
  return new Problem(response.status, code, detail ?? response.statusText, errors ?? []);
}

/** Asks the interface; throws a {@link Problem} for whatever is no success. */
export async function ask<T>(
  path: string,
  method = "GET",
  body?: unknown,
  more: Record<string, string> = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", ...more };
  if (method !== "GET") {
    headers["x-csrf-token"] = csrfToken;
    headers["Content-Type"] = "application/json";
  }
  const init: RequestInit = { method, headers, credentials: "same-origin" };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch(() => {
    throw new Problem(UNREACHABLE, "console.unreachable", "");
  });
  if (!response.ok) {
    throw await problem(response);
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}
