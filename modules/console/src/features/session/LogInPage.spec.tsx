// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import "../../i18n";
import { LogInPage } from "./LogInPage";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(wanted: boolean, answer: () => Response) {
  const asked: { path: string; body: unknown }[] = [];
  const keys: (string | null)[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (init.method === "GET") {
      return new Response(JSON.stringify({ wanted }));
    }
    keys.push(new Headers(init.headers).get("x-api-key"));
    asked.push({ path, body: JSON.parse(String(init.body)) });
    return answer();
  });
  const entered = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <LogInPage entered={entered} />
    </QueryClientProvider>,
  );
  return { asked, entered, keys };
}

test("whoever has the password is let in", async () => {
  const { asked, entered } = shown(false, () => new Response(JSON.stringify({ id: "ses_1" }), { status: 201 }));

  await userEvent.type(await screen.findByLabelText("E-mail"), "ann@acme.example");
  await userEvent.type(screen.getByLabelText("Password"), "correct-horse-battery");
  await userEvent.click(screen.getByRole("button", { name: "Log in" }));

  expect(asked).toEqual([
    { path: "/v1/session", body: { email: "ann@acme.example", password: "correct-horse-battery" } },
  ]);
  expect(entered.mock.calls[0]?.[0]).toEqual({ id: "ses_1" });
});

test("a wrong password is told, and has to be typed again", async () => {
  const said = JSON.stringify({ type: "https://ringlog.io/problems/session.refused" });
  const { entered } = shown(false, () => new Response(said, { status: 401 }));

  await userEvent.type(await screen.findByLabelText("E-mail"), "ann@acme.example");
  await userEvent.type(screen.getByLabelText("Password"), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Log in" }));

  expect((await screen.findByRole("alert")).textContent).toContain("wrong");
  expect((screen.getByLabelText("Password") as HTMLInputElement).value).toBe("");
  expect(entered).not.toHaveBeenCalled();
});

test("on a platform without people the first one is made", async () => {
  const { asked, keys } = shown(true, () => new Response("{}", { status: 201 }));

  await userEvent.type(await screen.findByLabelText("Platform's key"), " sk_1 ");
  await userEvent.type(screen.getByLabelText("Name"), "Root");
  await userEvent.type(screen.getByLabelText("E-mail"), "root@ringlog.example");
  await userEvent.type(screen.getByLabelText("Password"), "correct-horse-battery");
  await userEvent.click(screen.getByRole("button", { name: "Begin" }));

  expect(asked.map((it) => it.path)).toEqual(["/v1/first-person"]);
  expect(keys).toEqual(["sk_1"]);
});
