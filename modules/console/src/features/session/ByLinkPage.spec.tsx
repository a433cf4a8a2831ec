// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, configure, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { App } from "../../app/App";
import { takenLink } from "../../app/link";
import "../../i18n";

configure({ asyncUtilTimeout: 60_000 });

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.history.replaceState(null, "", "/");
});

const me = {
  id: "ses_1",
  person: { account_id: "acc_1", name: "Root", role: "agent" },
  scopes: [],
  changes: [],
  csrf_token: "t-1",
};

function shown(answer: () => Response) {
  const asked: string[] = [];
  let loggedIn = false;
  window.history.replaceState(null, "", "/app?a=b#link=w-0_rd");
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    switch (`${init.method} ${path}`) {
      case "GET /v1/session":
        return loggedIn ? Response.json(me) : new Response("{}", { status: 401 });
      case "POST /v1/session/link": {
        asked.push(String(init.body));
        const said = answer();
        loggedIn = said.ok;
        return said;
      }
      default:
        return Response.json({ wanted: false });
    }
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App link={takenLink()} />
    </QueryClientProvider>,
  );
  return asked;
}

test("a link is taken out of the address, and used when it is pressed", async () => {
  const asked = shown(() => Response.json(me, { status: 201 }));
  const button = await screen.findByRole("button", { name: "Log in" });
  expect(window.location.href).toMatch(/\/app\?a=b$/);
  expect(asked).toEqual([]);

  await userEvent.click(button);

  expect(await screen.findByText("Root")).toBeDefined();
  expect(asked).toEqual(['{"link":"w-0_rd"}']);
});

test("a link that was used says so once, and a password does", async () => {
  const asked = shown(() => Response.json({ detail: "the link was used" }, { status: 401 }));

  await userEvent.click(await screen.findByRole("button", { name: "Log in" }));
  expect((await screen.findByRole("alert")).textContent).toBe("the link was used");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Log in" }).disabled).toBe(true);
  await userEvent.click(screen.getByRole("button", { name: "With a password" }));

  expect(await screen.findByLabelText("Password")).toBeDefined();
  expect(asked.length).toBe(1);
});

test("whatever else stands behind an address is no link, and stays there", () => {
  for (const hash of ["#page", "#link=", "#link=a%20b", `#link=${"x".repeat(101)}`, "#link=a&b"]) {
    window.history.replaceState(null, "", `/app${hash}`);
    expect(takenLink()).toBeUndefined();
    expect(window.location.hash).toBe(hash);
  }
});
