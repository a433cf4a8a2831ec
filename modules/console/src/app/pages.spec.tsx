import { expect, test } from "vitest";
import type { LoggedIn } from "../api/types";
import { pageAt, pagesOf } from "./pages";

function somebody(...scopes: string[]): LoggedIn {
  return { scopes } as unknown as LoggedIn;
}

test("the menu has what the role opens", () => {
  expect(pagesOf(somebody("*")).map((page) => page.path)).toEqual(["/live", "/calls", "/wallboard", "/setup"]);
  expect(pagesOf(somebody("agents", "queues")).map((page) => page.path)).toEqual(["/wallboard", "/setup"]);
  expect(pagesOf(somebody())).toEqual([]);
});

test("a page that is not open is not shown, whatever the address says", () => {
  expect(pageAt("/live", somebody("queues"))).toBeNull();
  expect(pageAt("/calls/call_01J", somebody("calls"))).toBeNull();
  expect(pageAt("/calls/call_01J", somebody("cdr"))).not.toBeNull();
});

test("what is set up has addresses below one page", () => {
  expect(pageAt("/setup/queues/q_1", somebody("queues"))).not.toBeNull();
  expect(pageAt("/setup/queues/q_1", somebody("calls"))).toBeNull();
});

test("an address that is none shows the first page", () => {
  expect(pageAt("/", somebody("*"))).not.toBeNull();
  expect(pageAt("/calls/%3Cscript%3E", somebody("*"))).not.toBeNull();
  expect(pageAt("/", somebody())).toBeNull();
});
