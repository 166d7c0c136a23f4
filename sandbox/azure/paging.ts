import type { Call } from './call.ts';
import { link } from './call.ts';
import { AzureError } from './errors.ts';

/** Recovery Services pages its lists by this many (documented); compute is given the same here. */
const pageSize = 200;

/** One page of a list with the link to the next. */
export function page<T>(
  call: Call,
  all: T[],
  show: (one: T) => unknown,
  size = pageSize,
): { value: unknown[]; nextLink?: string } {
  const from = readToken(call);
  const value = all.slice(from, from + size).map(show);
  const next = from + size;
  if (next >= all.length) return { value };
  const query = new URLSearchParams([...call.query].filter(([name]) => name !== '$skiptoken'));
  query.set('$skipToken', Buffer.from(`offset=${next}`).toString('base64'));
  return { value, nextLink: link(call, `${call.url.split('?')[0] ?? ''}?${query}`) };
}

function readToken(call: Call): number {
  const token = call.query.get('$skiptoken');
  if (token === undefined) return 0;
  const offset = /^offset=(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8'))?.[1];
  if (offset === undefined) throw new AzureError(400, 'InvalidSkipToken', 'The skip token is invalid.');
  return Number(offset);
}
