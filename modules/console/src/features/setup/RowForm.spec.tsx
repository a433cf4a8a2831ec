// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { LoggedIn } from "../../api/types";
import { go } from "../../app/location";
import { SeenContext } from "../../app/session";
import "../../i18n";
import { KINDS, type Kind, type Row } from "./kinds";
import { RowForm } from "./RowForm";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const domains = KINDS.find((kind) => kind.name === "domains") as Kind;
const row: Row = { id: "dom_1", domain: "acme.example", is_primary: true, version: 3 };

function shown(answers: Response[], changes = ["*"]) {
  const asked: { way: string; version: string | null; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({
      way: `${init.method} ${path}`,
      version: new Headers(init.headers).get("If-Match"),
      body: init.body === undefined ? undefined : JSON.parse(String(init.body)),
    });
    return answers.shift() ?? Response.json({ count: 0, rows: [] });
  });
  const me = { scopes: ["*"], changes, person: {} } as unknown as LoggedIn;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SeenContext.Provider value={{ me, account: undefined }}>
        <RowForm kind={domains} row={row} />
      </SeenContext.Provider>
    </QueryClientProvider>,
  );
  return asked;
}

async function renamed(to: string) {
  await userEvent.clear(screen.getByLabelText("Domain"));
  await userEvent.type(screen.getByLabelText("Domain"), to);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
}

test("what is another is sent with the version that was read", async () => {
  const asked = shown([Response.json({ ...row, domain: "acme.test", version: 4 })]);

  await renamed("acme.test");

  expect(await screen.findByText("Saved")).toBeDefined();
  expect(asked).toEqual([{ way: "PATCH /v1/domains/dom_1", version: '"3"', body: { domain: "acme.test" } }]);
});

test("what is wrong with a field stands beside it", async () => {
  const errors = [{ field: "domain", code: "config.domain", message: "is no name of a domain" }];
  shown([Response.json({ errors, detail: "1 field is wrong" }, { status: 422 })]);

  await renamed("acme");

  expect((await screen.findByRole("alert")).textContent).toBe("is no name of a domain");
  expect(screen.getByLabelText("Domain").getAttribute("aria-invalid")).toBe("true");
});

test("a change of somebody else is shown beside mine, which then goes on top of it", async () => {
  const theirs = { ...row, is_primary: false, version: 7 };
  const asked = shown([
    Response.json({ detail: "stale" }, { status: 412 }),
    Response.json(theirs),
    Response.json({ ...theirs, domain: "acme.test", version: 8 }),
  ]);

  await renamed("acme.test");
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("acme.test");
  expect(alert.textContent).toContain("Primary");
  await userEvent.click(screen.getByRole("button", { name: "Keep my changes" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("Saved")).toBeDefined();
  expect(asked[2]).toEqual({ way: "PATCH /v1/domains/dom_1", version: '"7"', body: { domain: "acme.test" } });
});

test("whoever leaves with changes is asked", async () => {
  shown([]);
  const confirm = vi.fn(() => false);
  vi.stubGlobal("confirm", confirm);
  const here = window.location.href;

  go("/app/live");
  expect(confirm).not.toHaveBeenCalled();
  window.history.replaceState(null, "", here);
  await userEvent.type(screen.getByLabelText("Domain"), "x");
  go("/app/live");

  expect(confirm).toHaveBeenCalledOnce();
  expect(window.location.href).toBe(here);
});

test("whoever may not change sees what is there, and cannot", () => {
  shown([], []);
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  expect((screen.getByLabelText("Domain") as HTMLInputElement).matches(":disabled")).toBe(true);
});
