import { AsyncLocalStorage } from 'node:async_hooks';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { readOnly } from './action.ts';
import { AzureError } from './errors.ts';
import { createHttpClient } from './http-client.ts';

const lateness = new AsyncLocalStorage<() => Promise<boolean>>();

/** Of what `send` asks of Azure, nothing that changes anything leaves the process once it is late. */
export function unlessLate<T>(isLate: () => Promise<boolean>, send: () => Promise<T>): Promise<T> {
  return lateness.run(isLate, send);
}

/**
 * Behind all that a call waits for: a process that stood still wakes up in any of it, with the answer at hand and before
 * its own deadline fires.
 */
export function withoutLateChanges(inner: HttpClient = createHttpClient()): HttpClient {
  return {
    async sendRequest(request) {
      if (readOnly.has(request.method) || !(await lateness.getStore()?.())) return inner.sendRequest(request);
      // It may as well have been slow: from here nobody can tell.
      throw new AzureError('azure.unreachable', { reason: 'too long between the look and the change' }, 'refused');
    },
  };
}
