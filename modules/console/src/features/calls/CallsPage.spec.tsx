// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { LoggedIn } from "../../api/types";
import { SeenContext } from "../../app/session";
import "../../i18n";
import { CallsPage } from "./CallsPage";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

function shown(search: string) {
  const asked: string[] = [];
  window.history.replaceState(null, "", `/app/calls${search}`);
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return Response.json({ count: 0, rows: [] });
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SeenContext.Provider value={{ me: { scopes: ["cdr"] } as unknown as LoggedIn, account: "acc_1" }}>
        <CallsPage />
      </SeenContext.Provider>
    </QueryClientProvider>,
  );
  return asked;
}

test("an address narrows the list to the calls of a figure, and to all again", async () => {
  const asked = shown("?account=acc_1&queue=q_1&since=172800000&until=259200000&cursor=x");

  const of = (await screen.findByRole("status")).textContent;
  expect(of).toMatch(/^Of the queue q_1, from 1\/.*70.*, until 1\/.*70.*Show all calls$/);
  await screen.findByText("There is nothing here.");
  await userEvent.click(screen.getByRole("link", { name: "Show all calls" }));
  await screen.findByText("There is nothing here.");

  expect(asked).toEqual([
    "/v1/calls?account_id=acc_1&limit=50&queue=q_1&since=172800000&until=259200000",
    "/v1/calls?account_id=acc_1&limit=50",
  ]);
});

test("what somebody wrote into an address is shown as it stands", async () => {
  shown("?user=%3Cimg%20src%3Dx%3E&since=soon");

  expect((await screen.findByRole("status")).textContent).toMatch(/^Of <img src=x>, from soon/);
  expect(document.querySelector("img")).toBeNull();
});
