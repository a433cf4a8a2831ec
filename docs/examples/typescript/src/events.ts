import type { components } from './ringlog.js';

export type EventRecord = components['schemas']['EventRecord'];

/** One server-sent event: the cursor to go on from, and the record; the first, `ready`, has none. */
export interface Told {
  id: string;
  record?: EventRecord;
}

/** The event stream of the key's account. It comes back by itself with the last cursor, so that nothing is missed. */
export async function* events(url: string, key: string, types: string[], from?: string): AsyncGenerator<Told> {
  let cursor = from;
  for (;;) {
    const headers: Record<string, string> = { 'x-api-key': key };
    if (cursor) headers['Last-Event-ID'] = cursor;
    const answer = await fetch(`${url}/v1/events?type=${types.join(',')}`, { headers });
    if (!answer.ok || !answer.body) throw new Error(await answer.text());
    for await (const block of blocks(answer.body)) {
      const field = (name: string) => block.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const id = field('id');
      if (!id) continue; // a sign of life, or the word that this client was too slow
      cursor = id;
      yield field('event') === 'ready' ? { id } : { id, record: JSON.parse(field('data') ?? '') as EventRecord };
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** The lines of each event; an empty line ends one. */
async function* blocks(body: ReadableStream<Uint8Array>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield part.split('\n');
  }
}
