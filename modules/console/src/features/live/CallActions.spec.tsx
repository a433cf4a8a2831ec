// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { LiveCall, LoggedIn } from "../../api/types";
import { SeenContext } from "../../app/session";
import "../../i18n";
import { CallActions } from "./CallActions";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const call = {
  call_id: "call_1",
  from_num: "paul",
  to_num: "106",
  legs: [
    { leg_id: "a", state: "talking", talk_id: "tk-1", party: { type: "anonymous" } },
    { leg_id: "b1", state: "talking", talk_id: "tk-1", party: { type: "number", number: "+4420" } },
  ],
} as unknown as LiveCall;

function shown(user_id: string | null, answer: Response, of = call) {
  const asked: { way: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ way: `${init.method} ${path}`, body: init.body === undefined ? null : JSON.parse(String(init.body)) });
    return answer;
  });
  const me = { scopes: ["*"], changes: ["*"], person: { user_id } } as unknown as LoggedIn;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SeenContext.Provider value={{ me, account: undefined }}>
        <CallActions call={of} />
      </SeenContext.Provider>
    </QueryClientProvider>,
  );
  return asked;
}

const decided = () => Response.json({ accepted: true, code: "", text: "It is so.", shown_within_ms: 1 });

test("a call is hung up by two presses", async () => {
  const asked = shown(null, decided());

  await userEvent.click(screen.getByRole("button", { name: "Hang up" }));
  expect(asked).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Really hang up?" }));

  expect((await screen.findByRole("status")).textContent).toBe("It is so.");
  expect(asked).toEqual([{ way: "POST /v1/calls/call_1/hangup", body: null }]);
});

test("a party is passed on by who leaves", async () => {
  const asked = shown(null, decided());

  await userEvent.click(screen.getByRole("button", { name: "Pass on …" }));
  await userEvent.selectOptions(screen.getByLabelText("Who leaves"), "a (paul)");
  await userEvent.type(screen.getByLabelText("Number or extension"), "104");
  await userEvent.click(screen.getByRole("button", { name: "Pass on" }));

  await screen.findByRole("status");
  expect(asked).toEqual([
    { way: "POST /v1/calls/call_1/transfer", body: { leg: "a", mode: "blind", to: { number: "104" } } },
  ]);
});

test("whoever has a user hears a call as that user, or is told why not", async () => {
  const said = { type: "https://ringlog.io/problems/supervise.no-supervisor", detail: "rita is no supervisor" };
  const asked = shown("us_1", Response.json(said, { status: 409 }));

  await userEvent.click(screen.getByRole("button", { name: "Listen" }));

  expect((await screen.findByRole("alert")).textContent).toBe("rita is no supervisor");
  expect(asked[0]?.body).toEqual({ user: "us_1", mode: "listen" });
});

test("nobody is offered to hear who has no telephone, nor what nobody says", () => {
  shown(null, decided());
  expect(screen.queryByRole("button", { name: "Listen" })).toBeNull();
  cleanup();
  shown("us_1", decided(), { ...call, legs: call.legs.slice(0, 1) });
  expect(screen.queryByRole("button", { name: "Listen" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Pass on …" })).toBeNull();
});
