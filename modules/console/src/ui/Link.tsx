import type { MouseEvent, ReactNode } from "react";
import { go } from "../app/location";

/** A link to a page of the console; another tab is the browser's matter. */
export function Link({ href, current, children }: { href: string; current?: boolean; children: ReactNode }) {
  const follow = (event: MouseEvent) => {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(href);
    }
  };
  return (
    <a href={href} onClick={follow} aria-current={current === true ? "page" : undefined}>
      {children}
    </a>
  );
}
