import type { MouseEvent, ReactNode } from "react";
import { go } from "../app/location";

/** A link to a page of the console; another tab is the browser's matter. */
export function Link(props: { href: string; current?: boolean; describedBy?: string; children: ReactNode }) {
  const { href, current, describedBy, children } = props;
  const follow = (event: MouseEvent) => {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(href);
    }
  };
  return (
    <a href={href} onClick={follow} aria-current={current === true ? "page" : undefined} aria-describedby={describedBy}>
      {children}
    </a>
  );
}
