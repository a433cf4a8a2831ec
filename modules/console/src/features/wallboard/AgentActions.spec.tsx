// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Agent, LoggedIn } from "../../api/types";
import { SeenContext } from "../../app/session";
import "../../i18n";
import { AgentActions } from "./AgentActions";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(status: string, answer: Response) {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push([`${init.method} ${path}`, JSON.parse(String(init.body))]);
    return answer;
  });
  const me = { scopes: ["*"], changes: ["*"], person: {} } as unknown as LoggedIn;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SeenContext.Provider value={{ me, account: "acc_1" }}>
        <AgentActions agent={{ user_id: "us_1", status } as unknown as Agent} />
      </SeenContext.Provider>
    </QueryClientProvider>,
  );
  return asked;
}

test("whoever is offline is logged in, and nothing else", async () => {
  const asked = shown("offline", Response.json({ accepted: true }));

  expect(screen.getAllByRole("button").map((it) => it.textContent)).toEqual(["Log in to queues"]);
  await userEvent.click(screen.getByRole("button"));

  expect(asked).toEqual([["POST /v1/agents/state?account_id=acc_1", { user_id: "us_1", event: "login" }]]);
});

test("a break has the reason that was typed, and a refusal is told", async () => {
  const asked = shown("available", Response.json({ detail: "agent us_1 is no agent" }, { status: 409 }));

  await userEvent.type(screen.getByLabelText("Reason for the break"), " lunch ");
  await userEvent.click(screen.getByRole("button", { name: "Break" }));

  expect((await screen.findByRole("alert")).textContent).toBe("agent us_1 is no agent");
  expect(asked).toEqual([
    ["POST /v1/agents/state?account_id=acc_1", { user_id: "us_1", event: "pause", reason: "lunch" }],
  ]);
});
