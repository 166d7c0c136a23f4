import { type Call, link } from './call.ts';
import { AzureError } from './errors.ts';

/** Page size of Recovery Services (documented); compute uses the same here. */
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

/** Parses `a eq 'x' and b eq 'y'`, all that Recovery Services understands. Names are returned in lower case. */
export function readFilter(text: string | undefined): Map<string, string> {
  const terms = new Map<string, string>();
  if (!text?.trim()) return terms;
  for (const term of text.split(/\s+and\s+/i)) {
    const match = /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/i.exec(term);
    if (!match) throw invalid(text);
    terms.set((match[1] ?? '').toLowerCase(), (match[2] ?? '').replaceAll("''", "'"));
  }
  return terms;
}

/** Parses "2016-06-21 11:17:42 PM" in UTC, and "00:00:00 AM" too: the format of filters, as recorded. */
export function readFilterDate(text: string): Date {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{1,2}):(\d{2}):(\d{2}) (AM|PM)$/i.exec(text.trim());
  if (!match) throw invalid(text);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const half = match[7]?.toUpperCase() === 'PM' ? 12 : 0;
  if (hour > 12 || minute > 59 || second > 59) throw invalid(text);
  return new Date(Date.UTC(year, month - 1, day, (hour % 12) + half, minute, second));
}

/** The code is the service's; the text is modelled. */
export function invalid(text: string): AzureError {
  return new AzureError(400, 'BMSUserErrorInvalidInput', `Input provided for the call is invalid: ${text}`);
}
