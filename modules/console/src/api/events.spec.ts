import { afterEach, beforeEach, expect, test, vi } from "vitest";
import document from "../../openapi.json?raw";
import { CALL_EVENTS, coalesced, follow, type Source, type StreamState } from "./events";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function source() {
  const listeners = new Map<string, (event: unknown) => void>();
  const closed = vi.fn();
  const fake = {
    readyState: 0,
    close: closed,
    addEventListener: (type: string, listener: (event: unknown) => void) => void listeners.set(type, listener),
  } as unknown as Source;
  const emit = (type: string, data = "", lastEventId = "") => listeners.get(type)?.({ data, lastEventId });
  return { fake, closed, emit };
}

test("every event that is followed is one of the log", () => {
  expect(CALL_EVENTS.filter((name) => !document.includes(`"${name}"`))).toEqual([]);
});

test("many events are one reading soon and one later", () => {
  const say = vi.fn();
  const { tell } = coalesced(say, 100, 1_000);

  for (let i = 0; i < 1_000; i++) tell();
  vi.advanceTimersByTime(100);
  expect(say).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  expect(say).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(60_000);
  expect(say).toHaveBeenCalledTimes(2);
});

test("events that never stop do not put the reading off", () => {
  const say = vi.fn();
  const { tell } = coalesced(say, 100, 1_000);

  for (let i = 0; i < 100; i++) {
    tell();
    vi.advanceTimersByTime(50);
  }
  expect(say.mock.calls.length).toBeGreaterThan(30);
});

test("a stream that opens and one that comes back is read after, a lost one is told", () => {
  const { fake, closed, emit } = source();
  const changed = vi.fn();
  const states: StreamState[] = [];
  const stop = follow(() => fake, changed, (state) => states.push(state));

  emit("ready");
  emit("error");
  emit("ready");
  vi.advanceTimersByTime(10_000);
  expect(states).toEqual(["open", "lost", "open"]);
  expect(changed).toHaveBeenCalledTimes(2);

  emit("CallStarted");
  stop();
  vi.advanceTimersByTime(10_000);
  expect(changed).toHaveBeenCalledTimes(2);
  expect(closed).toHaveBeenCalledOnce();
});

test("of one call alone its own events are told, and those that cannot be read", () => {
  const { fake, emit } = source();
  const changed = vi.fn();
  follow(() => fake, changed, () => {}, "call_1");

  emit("CallEnded", '{"call_id":"call_2"}');
  vi.advanceTimersByTime(10_000);
  expect(changed).not.toHaveBeenCalled();
  emit("CallEnded", '{"call_id":"call_1"}');
  vi.advanceTimersByTime(10_000);
  expect(changed).toHaveBeenCalledTimes(2);
  emit("CallEnded", "{");
  vi.advanceTimersByTime(10_000);
  expect(changed).toHaveBeenCalledTimes(4);
});

test("a stream that the browser has given up is opened again from the newest event on, ever later", () => {
  const sources: ReturnType<typeof source>[] = [];
  const cursors: (string | undefined)[] = [];
  const stop = follow(
    (cursor) => {
      cursors.push(cursor);
      sources.push(source());
      return sources.at(-1)!.fake;
    },
    () => {},
    () => {},
  );
  const givenUp = () => {
    Object.assign(sources.at(-1)!.fake, { readyState: 2 });
    sources.at(-1)!.emit("error");
  };

  sources[0]!.emit("ready", "", "7-0");
  sources[0]!.emit("CallStarted", "{}", "7-1");
  givenUp();
  vi.advanceTimersByTime(1_000);
  expect(cursors).toEqual([undefined, "7-1"]);
  givenUp();
  vi.advanceTimersByTime(1_000);
  expect(cursors).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(cursors).toEqual([undefined, "7-1", "7-1"]);

  stop();
  givenUp();
  vi.advanceTimersByTime(60_000);
  expect(sources.at(-1)!.closed).toHaveBeenCalled();
  expect(cursors).toHaveLength(3);
});
