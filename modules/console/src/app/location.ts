import { useSyncExternalStore } from "react";

/** Where the pages are; what is behind it is never sent to the server as a path of its own. */
export const BASE = "/app";

const CHANGED = "ringlog:location";

/** Asks whoever looks whether the page may be left; nobody asks unless something would be lost. */
let mayLeave: () => boolean = () => true;
let shown = "";

/** Until the answer is called, a page is left only when this agrees. */
export function guard(agrees: () => boolean): () => void {
  mayLeave = agrees;
  shown = window.location.href;
  return () => {
    mayLeave = () => true;
  };
}

function subscribe(listener: () => void): () => void {
  const back = () => {
    if (mayLeave()) {
      listener();
    } else {
      window.history.pushState(null, "", shown);
    }
  };
  window.addEventListener("popstate", back);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", back);
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

/** Goes to a page without loading anything, unless something would be lost and somebody wants to keep it. */
export function go(href: string): void {
  if (!mayLeave()) {
    return;
  }
  window.history.pushState(null, "", href);
  window.dispatchEvent(new Event(CHANGED));
}
