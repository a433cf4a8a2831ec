import { afterEach, expect, test, vi } from "vitest";
import { ask, Problem, useToken, withQuery } from "./client";

afterEach(() => vi.unstubAllGlobals());

function answering(response: Response) {
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => response);
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("a change brings the token, a question does not", async () => {
  useToken("t-1");
  const fetched = answering(new Response("{}"));

  await ask("/v1/session");
  await ask("/v1/session/password", "POST", { password: "a" }).catch(() => {});

  const [question, change] = fetched.mock.calls.map((call) => call[1].headers as Record<string, string>);
  expect(question).not.toHaveProperty("x-csrf-token");
  expect(change).toMatchObject({ "x-csrf-token": "t-1", "Content-Type": "application/json" });
});

test("a refusal is told by its code and its detail", async () => {
  const said = { type: "https://ringlog.io/problems/session.refused", detail: "wrong" };
  answering(new Response(JSON.stringify(said), { status: 401 }));

  const refused = await ask("/v1/session", "POST", {}).catch((problem: unknown) => problem);

  expect(refused).toBeInstanceOf(Problem);
  expect(refused).toMatchObject({ status: 401, code: "session.refused", message: "wrong" });
});

test("a server that answers no problem document and one that cannot be reached are told too", async () => {
  answering(new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
  await expect(ask("/v1/session")).rejects.toMatchObject({ status: 502, message: "Bad Gateway" });

  vi.stubGlobal("fetch", async () => {
    throw new TypeError("no network");
  });
  await expect(ask("/v1/session")).rejects.toMatchObject({ status: 0 });
});

test("nothing is answered by 204", async () => {
  answering(new Response(null, { status: 204 }));
  await expect(ask("/v1/session", "DELETE")).resolves.toBeUndefined();
});

test("a query has what is there alone", () => {
  expect(withQuery("/v1/calls", { limit: 10, cursor: undefined, number: "+1 2" })).toBe(
    "/v1/calls?limit=10&number=%2B1+2",
  );
  expect(withQuery("/v1/calls", {})).toBe("/v1/calls");
});
