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
