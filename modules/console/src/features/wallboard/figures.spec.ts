import { afterEach, expect, test, vi } from "vitest";
import { askedOf, atLeast, atMost, callsHref, GOALS, goalsOf, inTurn, MOST_ASKED, wallHref } from "./figures";

afterEach(() => vi.unstubAllGlobals());

const path = (id: string) => `/v1/queues/${id}/figures`;
const never = new AbortController().signal;

test("goals stand in the address, and what is none there is as usual", () => {
  const goals = { period: "half", within: 0, level: 90, lost: 3 } as const;

  expect(goalsOf(new URL(wallHref(goals, "acc_1"), "http://here").searchParams)).toEqual(goals);
  expect(goalsOf(new URLSearchParams("period=year&within=601&level=-1&lost=101"))).toEqual(GOALS);
  expect(goalsOf(new URLSearchParams("within=1e2&level=&lost=5.5"))).toEqual(GOALS);
  expect(goalsOf(new URLSearchParams("within=600&level=100&lost=100"))).toMatchObject({ within: 600, level: 100 });
});

test("the last minutes go with no interval", () => {
  expect(askedOf({ ...GOALS, period: "half" })).toEqual({ last_min: 30, sl_sec: 20 });
  expect(askedOf({ ...GOALS, within: 0 })).toEqual({ interval: "day", sl_sec: 0 });
});

test("a goal that is just met is met, and nothing is said of nobody", () => {
  expect([atLeast(80, 80, 1), atLeast(79, 80, 1), atLeast(0, 80, 0)]).toEqual(["good", "bad", undefined]);
  expect([atMost(5, 5, 1), atMost(6, 5, 1), atMost(0, 5, 0)]).toEqual(["good", "bad", undefined]);
});

test("a figure leads to its calls on a page of this console, whatever it is called", () => {
  expect(callsHref("/v1/calls?queue=q_1&since=1&until=2", "acc_1")).toBe(
    "/app/calls?account=acc_1&queue=q_1&since=1&until=2",
  );
  expect(callsHref("javascript:alert(1)?queue=q_1", undefined)).toBe("/app/calls?queue=q_1");
});

test("figures are asked for one by one, the newest row counts, and who was removed has none", async () => {
  const asked: string[] = [];
  let open = 0;
  vi.stubGlobal("fetch", async (to: string) => {
    expect(open++).toBe(0);
    asked.push(to);
    await Promise.resolve();
    open--;
    return to === path("gone")
      ? Response.json({}, { status: 404 })
      : Response.json({ formulas: { a: "b" }, intervals: to === path("new") ? [] : [{ n: 1 }, { n: 2 }] });
  });

  const found = await inTurn(["q", "gone", "new"], path, never);

  expect([...found]).toEqual([["q", { formulas: { a: "b" }, row: { n: 2 } }]]);
  expect(asked).toEqual([path("q"), path("gone"), path("new")]);
});

test("no more than a hundred are asked for, and none for a page that was left", async () => {
  let asked = 0;
  vi.stubGlobal("fetch", async () => {
    asked++;
    return Response.json({ formulas: {}, intervals: [{}] });
  });
  const many = Array.from({ length: MOST_ASKED * 3 }, (_, index) => `q${index}`);

  expect((await inTurn(many, path, never)).size).toBe(MOST_ASKED);
  await expect(inTurn(many, path, AbortSignal.abort())).rejects.toThrow();
  expect(asked).toBe(MOST_ASKED);
});

test("what is refused is told, not shown as nothing", async () => {
  vi.stubGlobal("fetch", async () => Response.json({ detail: "too many" }, { status: 429 }));

  await expect(inTurn(["q"], path, never)).rejects.toThrow("too many");
});
