// See ../../README.md.
// RINGLOG_KEY=sk_... npm start -- users | watch [CURSOR] | number E164 ACCOUNT
import createClient from 'openapi-fetch';
import { events } from './events.js';
import type { components, paths } from './ringlog.js';

const url = process.env.RINGLOG_URL ?? 'http://localhost:8080';
const key = process.env.RINGLOG_KEY ?? '';
// Some lists can be had as CSV too, which is not asked for here.
type Media = 'application/json' | 'application/problem+json';
const ringlog = createClient<paths, Media>({ baseUrl: url, headers: { 'x-api-key': key } });

type Problem = components['schemas']['Problem'];

/** What was answered, or an error with the reason and the fields that are wrong. */
function granted<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.data === undefined) {
    const { title, detail, errors } = answer.error ?? { title: 'no answer' };
    throw new Error([title, detail, ...(errors ?? []).map((it) => `${it.field}: ${it.code}`)].join('; '));
  }
  return answer.data;
}

/** Every user, page by page. */
async function users(): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor && { cursor }) };
    const page = granted(await ringlog.GET('/v1/users', { params: { query } }));
    page.rows.forEach((user) => console.log(user.id, user.username, user.is_agent ? 'agent' : ''));
    cursor = page.next_cursor;
  } while (cursor);
}

/** Calls as they begin and end; the cursor of the last line goes on from there. */
async function watch(from?: string): Promise<void> {
  for await (const { id, record } of events(url, key, ['CallStarted', 'CallEnded'], from)) {
    if (record?.event.type === 'CallStarted') {
      console.log(id, record.call_id, record.event.from, '->', record.event.to);
    } else if (record?.event.type === 'CallEnded') {
      console.log(id, record.call_id, record.event.disposition, record.event.cdr.billsec, 's');
    } else {
      console.log(id, 'ready');
    }
  }
}

/** A number that is there already is left alone; a label somebody else changed meanwhile is read again. */
async function number(e164: string, account: string): Promise<void> {
  const query = { account_id: account };
  const found = granted(await ringlog.GET('/v1/dids', { params: { query: { ...query, e164 } } }));
  let id = found.rows[0]?.id;
  if (!id) {
    const body = { e164, dest_kind: 'hangup' as const };
    id = granted(await ringlog.POST('/v1/dids', { params: { query }, body })).id;
  }
  for (let attempt = 1; attempt <= 3; attempt++) {
    const read = await ringlog.GET('/v1/dids/{id}', { params: { path: { id }, query } });
    const etag = read.response.headers.get('ETag') ?? '*';
    const changed = await ringlog.PATCH('/v1/dids/{id}', {
      params: { path: { id }, query, header: { 'If-Match': etag } },
      body: { label: `${granted(read).label || 'new'}!` },
    });
    if (changed.response.status !== 412) {
      const did = granted(changed);
      console.log(did.id, did.e164, did.label, 'version', did.version);
      return;
    }
  }
  throw new Error(`${e164} is changed by somebody else all the time`);
}

const [command, ...words] = process.argv.slice(2);
if (command === 'users') {
  await users();
} else if (command === 'watch') {
  await watch(words[0]);
} else if (command === 'number' && words[0] && words[1]) {
  await number(words[0], words[1]);
} else {
  console.error('users | watch [CURSOR] | number E164 ACCOUNT');
  process.exitCode = 2;
}
