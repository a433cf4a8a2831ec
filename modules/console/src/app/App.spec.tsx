// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import "../i18n";
import { App } from "./App";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const person = {
  id: "per_1",
  account_id: "acc_1",
  email: "ann@acme.example",
  name: "Ann",
  role: "agent",
  user_id: null,
};
const me = { id: "ses_1", person, scopes: ["queues"], changes: [], csrf_token: "t-1", expires_at: 1 };

const rows = { count: 0, rows: [] };

/** An interface where the cookie is whoever's was told last. */
function cookieOf(id: string | null, accounts: { id: string; name: string }[] = []) {
  let now = id;
  let open = true;
  const asked: string[] = [];
  const someone = () => ({ ...me, id: now, person: { ...person, name: `Person ${now}` }, scopes: ["*"] });
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push(`${init.method} ${path}`);
    if (path === "/v1/session") return now === null ? new Response("{}", { status: 401 }) : Response.json(someone());
    if (path === "/v1/first-person") return Response.json({ wanted: false });
    if (path.startsWith("/v1/accounts")) return Response.json({ count: accounts.length, rows: accounts });
    return open ? Response.json(rows) : Response.json({ detail: "over" }, { status: 401 });
  });
  vi.stubGlobal("EventSource", class extends EventTarget {
    close() {}
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>,
  );
  const become = (other: string | null, keeps = true) => {
    now = other;
    open = keeps;
  };
  return { queries, asked, become };
}

test("what one saw the next does not, who logs in by another tab", async () => {
  const { queries, become } = cookieOf("ann");
  await screen.findByText("Person ann");
  queries.setQueryData(["calls", "live", "of-ann"], "seen");

  become("bob");
  await queries.refetchQueries({ queryKey: ["session"] });

  await screen.findByText("Person bob");
  expect(queries.getQueryData(["calls", "live", "of-ann"])).toBeUndefined();
});

test("whoever is logged out elsewhere sees nothing any more as soon as anything is refused", async () => {
  const { queries, become } = cookieOf("ann");
  await screen.findByText("Person ann");
  queries.setQueryData(["calls", "live", "of-ann"], "seen");

  become(null, false);
  await queries.refetchQueries({ queryKey: ["calls"] });

  expect(await screen.findByRole("button", { name: "Log in" })).toBeDefined();
  expect(queries.getQueryData(["calls", "live", "of-ann"])).toBeUndefined();
});

test("another account has a page of its own, and one that is in no list is not called by another's name", async () => {
  window.history.replaceState(null, "", "/app/calls?account=acc_9");
  const { asked } = cookieOf("ann", [
    { id: "acc_1", name: "Acme" },
    { id: "acc_2", name: "Beta" },
  ]);
  const account = await screen.findByLabelText<HTMLSelectElement>("Account");
  expect(account.selectedOptions[0]?.textContent).toBe("acc_9");
  await userEvent.type(await screen.findByRole("searchbox"), "4420");

  await userEvent.selectOptions(account, "Beta");

  expect((await screen.findByRole<HTMLInputElement>("searchbox")).value).toBe("");
  expect(asked).toContain("GET /v1/calls?account_id=acc_2&limit=50");
  window.history.replaceState(null, "", "/");
});

/** An interface where somebody logs in and out. */
function answering() {
  let loggedIn = false;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const way = `${init.method} ${path}`;
    if (way === "POST /v1/session") loggedIn = true;
    if (way === "DELETE /v1/session") loggedIn = false;
    switch (way) {
      case "GET /v1/session":
      case "POST /v1/session":
        return loggedIn ? Response.json(me) : new Response("{}", { status: 401 });
      case "DELETE /v1/session":
        return new Response(null, { status: 204 });
      case "GET /v1/first-person":
        return Response.json({ wanted: false });
      default:
        return Response.json({ count: 0, rows: [] });
    }
  });
}

test("somebody logs in, sees what their role opens, and logs out", async () => {
  answering();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App />
    </QueryClientProvider>,
  );

  await userEvent.type(await screen.findByLabelText("E-mail"), "ann@acme.example");
  await userEvent.type(screen.getByLabelText("Password"), "correct-horse-battery");
  await userEvent.click(screen.getByRole("button", { name: "Log in" }));

  expect(await screen.findByRole("link", { name: "Set-up" })).toBeDefined();
  expect(screen.queryByRole("link", { name: "Live calls" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Log out" }));
  expect(await screen.findByRole("button", { name: "Log in" })).toBeDefined();
});
