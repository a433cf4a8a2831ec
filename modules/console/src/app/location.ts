import { useSyncExternalStore } from "react";

/** Where the pages are; what is behind it is never sent to the server as a path of its own. */
export const BASE = "/app";

const CHANGED = "ringlog:location";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** The path of the page, `/live`, and its query. */
export function useLocation(): { path: string; query: URLSearchParams } {
  const href = useSyncExternalStore(subscribe, () => window.location.href);
  const url = new URL(href);
  return {
    path: url.pathname.startsWith(BASE) ? url.pathname.slice(BASE.length) || "/" : "/",
    query: url.searchParams,
  };
}

/** The address of a page; the account that is looked at goes along. */
export function hrefOf(path: string, account?: string): string {
  return BASE + path + (account === undefined ? "" : `?account=${encodeURIComponent(account)}`);
}

/** Goes to a page without loading anything. */
export function go(href: string): void {
  window.history.pushState(null, "", href);
  window.dispatchEvent(new Event(CHANGED));
}
