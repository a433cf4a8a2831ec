/** The browser's own way of a language, en-GB of en. */
export function localeOf(language: string, browser = navigator.language): string {
  return browser.startsWith(language) ? browser : language;
}

/** A moment of the log (epoch milliseconds) as people of a language write it. */
export function moment(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "medium" }).format(at);
}

/** The time of day with milliseconds, for steps that follow each other. */
export function timeOfDay(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
  }).format(at);
}

/** `1:02:03`, `2:03`: hours where there are any. Never less than nothing, whatever the clocks say. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (n: number) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
