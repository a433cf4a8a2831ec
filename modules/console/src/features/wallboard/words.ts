import type { LiveQueue } from "../../api/types";

/** How many agents of a queue do what, the most first. */
export function bucketsOf(queue: LiveQueue, say: (bucket: string) => string): string {
  const text = Object.entries(queue.agents)
    .sort(([one, some], [other, more]) => more - some || one.localeCompare(other))
    .map(([bucket, count]) => `${count} ${say(bucket)}`)
    .join(", ");
  return text === "" ? "–" : text;
}
