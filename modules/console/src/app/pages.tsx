import type { LoggedIn } from "../api/types";
import { CallsPage } from "../features/calls/CallsPage";
import { LivePage } from "../features/live/LivePage";
import { NumbersPage, QueuesPage, UsersPage } from "../features/setup/pages";
import { StoryPage } from "../features/story/StoryPage";
import type { MessageKey } from "../i18n";
import { opens } from "./session";

/** A page of the menu, for whom a scope is open. */
export interface Page {
  path: string;
  title: MessageKey;
  scope: string;
  show: () => React.ReactNode;
}

export const PAGES: Page[] = [
  { path: "/live", title: "live.title", scope: "calls", show: () => <LivePage /> },
  { path: "/calls", title: "calls.title", scope: "cdr", show: () => <CallsPage /> },
  { path: "/users", title: "users.title", scope: "config", show: () => <UsersPage /> },
  { path: "/numbers", title: "numbers.title", scope: "numbers", show: () => <NumbersPage /> },
  { path: "/queues", title: "queues.title", scope: "queues", show: () => <QueuesPage /> },
];

/** What of the menu somebody sees. */
export function pagesOf(me: LoggedIn): Page[] {
  return PAGES.filter((page) => opens(me, page.scope));
}

/** The page of a path; the first of the menu where the path is none, nothing where it is not open. */
export function pageAt(path: string, me: LoggedIn): React.ReactNode | null {
  const story = /^\/calls\/([A-Za-z0-9_-]{1,80})$/.exec(path)?.[1];
  if (story !== undefined) {
    return opens(me, "cdr") ? <StoryPage call={story} /> : null;
  }
  const open = pagesOf(me);
  const known = PAGES.find((page) => page.path === path);
  const page = known === undefined ? open[0] : open.find((it) => it.path === path);
  return page?.show() ?? null;
}
