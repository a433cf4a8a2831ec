import { lazy } from "react";
import type { LoggedIn } from "../api/types";
import { CallsPage } from "../features/calls/CallsPage";
import { LivePage } from "../features/live/LivePage";
import { SCOPES } from "../features/setup/kinds";
import { StoryPage } from "../features/story/StoryPage";
import type { MessageKey } from "../i18n";
import { opens } from "./session";

const WallboardPage = lazy(() => import("../features/wallboard/WallboardPage"));
const SetupPage = lazy(() => import("../features/setup/SetupPage"));

/** A page of the menu, for whom one of its scopes is open. */
export interface Page {
  path: string;
  title: MessageKey;
  scopes: string[];
  show: (path: string) => React.ReactNode;
}

export const PAGES: Page[] = [
  { path: "/live", title: "live.title", scopes: ["calls"], show: () => <LivePage /> },
  { path: "/calls", title: "calls.title", scopes: ["cdr"], show: () => <CallsPage /> },
  { path: "/wallboard", title: "wall.title", scopes: ["queues", "agents"], show: () => <WallboardPage /> },
  { path: "/setup", title: "setup.title", scopes: SCOPES, show: (path) => <SetupPage path={path} /> },
];

/** What of the menu somebody sees. */
export function pagesOf(me: LoggedIn): Page[] {
  return PAGES.filter((page) => page.scopes.some((scope) => opens(me, scope)));
}

/** The page of a path; the first of the menu where the path is none, nothing where it is not open. */
export function pageAt(path: string, me: LoggedIn): React.ReactNode | null {
  const story = /^\/calls\/([A-Za-z0-9_-]{1,80})$/.exec(path)?.[1];
  if (story !== undefined) {
    return opens(me, "cdr") ? <StoryPage key={story} call={story} /> : null;
  }
  const open = pagesOf(me);
  const is = (page: Page) => page.path === path || (page.path === "/setup" && path.startsWith("/setup/"));
  const page = PAGES.some(is) ? open.find(is) : open[0];
  return page?.show(PAGES.some(is) ? path : page.path) ?? null;
}
