// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { LoggedIn } from "../../api/types";
import { SeenContext } from "../../app/session";
import "../../i18n";
import WallboardPage from "./WallboardPage";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

const QUEUE = { queue_id: "q_1", name: "Support", waiting: 0, talking: 1, agents: {} };
const AGENT = { user_id: "us_1", username: "carol", bucket: "ready", bucket_since: 1, queues: [] };
const OF_QUEUE = {
  offered: 10,
  service_level_pct: 79,
  abandon_rate_pct: 5,
  asa_ms: 12_000,
  aht_ms: 61_000,
  calls: "/v1/calls?queue=q_1&since=1&until=2",
};
const OF_AGENT = { occupancy_pct: 40, aht_ms: 62_000, calls: "/v1/calls?user=us_1&since=1&until=2" };

function shown(...scopes: string[]) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    switch (path.split("?")[0]) {
      case "/v1/queues/live":
        return Response.json({ count: 1, rows: [QUEUE] });
      case "/v1/agents":
        return Response.json({ count: 1, rows: [AGENT] });
      case "/v1/queues/q_1/figures":
        return Response.json({ formulas: { service_level_pct: "round(a / b)" }, intervals: [OF_QUEUE] });
      default:
        return Response.json({ formulas: { occupancy_pct: "round(c / d)" }, intervals: [OF_AGENT] });
    }
  });
  const me = { scopes, changes: [], person: {} } as unknown as LoggedIn;
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SeenContext.Provider value={{ me, account: "acc_1" }}>
        <WallboardPage />
      </SeenContext.Provider>
    </QueryClientProvider>,
  );
  return asked;
}

test("figures say what they are made of, whether a goal is missed, and lead to their calls", async () => {
  shown("queues", "agents", "cdr");

  const level = await screen.findByRole("link", { name: "Service level: 79% goal missed" });
  expect(level.getAttribute("href")).toBe("/app/calls?account=acc_1&queue=q_1&since=1&until=2");
  expect(document.getElementById(level.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
    "Service level = round(a / b)",
  );
  expect(screen.getByRole("link", { name: "Abandon rate: 5%" })).toBeDefined();
  expect(screen.getByRole("link", { name: "Handling time: 1:01" })).toBeDefined();
  const occupancy = await screen.findByRole("link", { name: "Occupancy: 40%" });
  expect(occupancy.getAttribute("href")).toBe("/app/calls?account=acc_1&user=us_1&since=1&until=2");
});

test("whoever may not see calls is led to none, and reads the formula all the same", async () => {
  shown("queues", "agents");

  const [level] = await screen.findAllByRole("note");
  expect(level?.textContent).toBe("Service level: 79% goal missed");
  expect(level?.tabIndex).toBe(0);
  expect(screen.queryByRole("link")).toBeNull();
});

test("other goals stand in the address and are held to", async () => {
  const asked = shown("queues", "agents", "cdr");
  const least = await screen.findByLabelText("Service level of at least, %");

  await userEvent.clear(least);
  await userEvent.type(least, "75");
  await userEvent.selectOptions(screen.getByLabelText("Figures of"), "The last 30 minutes");
  await userEvent.click(screen.getByRole("button", { name: "Show" }));

  expect(await screen.findByRole("link", { name: "Service level: 79%" })).toBeDefined();
  expect(window.location.search).toBe("?account=acc_1&period=half&within=20&level=75&lost=5");
  expect(asked).toContain("/v1/queues/q_1/figures?account_id=acc_1&last_min=30&sl_sec=20");
  expect(asked).toContain("/v1/agents/us_1/figures?account_id=acc_1&last_min=30");
});
