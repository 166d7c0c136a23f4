import type { BackupJobsListOptionalParams } from '@azure/arm-recoveryservicesbackup';
import { CodedError } from '../kernel/errors.ts';
import { askingAzure, lastCall } from './action.ts';
import { AzureError, unreadable } from './errors.ts';

/**
 * Runs a read. The SDK's error for an answer that it cannot parse (truncated JSON, an odd shape) quotes the body,
 * so it is replaced as a whole.
 * @throws AzureError
 */
export function askAzure<T>(read: () => Promise<T>): Promise<T> {
  return askingAzure(async () => {
    try {
      return await read();
    } catch (error) {
      throw error instanceof CodedError ? error : readable(error);
    }
  });
}

/** Like askAzure; undefined when Azure answers 404. */
export async function askIfThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await askAzure(read);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'azure.not-found') return undefined;
    throw error;
  }
}

/** The longest known list has some 60 pages. A list whose pages refer to each other never ends. */
const mostPages = 1000;

/** All pages, reduced one by one; `parse` returns undefined for entries that do not belong. */
export function askAll<T, Facts>(
  list: { byPage(): AsyncIterable<T[]> },
  parse: (item: T) => Facts | undefined,
): Promise<Facts[]> {
  return askAzure(async () => {
    const all: Facts[] = [];
    let pages = 0;
    for await (const page of list.byPage()) {
      pages += 1;
      if (pages > mostPages) throw unreadable('pages');
      for (const item of page) {
        const facts = parse(item);
        if (facts !== undefined) all.push(facts);
      }
    }
    return all;
  });
}

/**
 * The result of the first of these reads that Azure does not reject with 400, as it does a version or filter that
 * a cloud lacks: data that only a newer version returns must not block anything.
 */
export async function firstTaken<T>(read: () => Promise<T>, ...others: (() => Promise<T>)[]): Promise<T> {
  const [next, ...more] = others;
  try {
    return await read();
  } catch (error) {
    if (next && error instanceof AzureError && error.params.status === 400) return firstTaken(next, ...more);
    throw error;
  }
}

/**
 * Options for lists of the older clients, which read an answer without `value` as an empty page. An empty list of
 * jobs permits a repeated send, so Azure must have returned it explicitly.
 */
export const wholePages: Pick<BackupJobsListOptionalParams, 'onResponse'> = {
  onResponse({ parsedBody }) {
    if (!Array.isArray(parsedBody?.value)) throw unreadable('list');
  },
};

// The SDK and our parsers throw RestError, TypeError or SyntaxError on an odd answer; other errors are not about
// the answer.
function readable(error: unknown): unknown {
  const name = error instanceof Error ? error.name : '';
  if (name !== 'RestError' && name !== 'TypeError' && name !== 'SyntaxError') return error;
  // Without an answer the defect is our own.
  return lastCall() === undefined ? error : unreadable('documented');
}
