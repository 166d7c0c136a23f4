import type { HttpClient } from '@azure/core-rest-pipeline';
import { readOnly } from './action.ts';

/**
 * Lets so many reads be on their way at once; others wait in their order, within the time that they have. A list over
 * hundreds of subscriptions would else take as many connections, of those that people's turns come in on. What changes
 * Azure never waits behind it.
 */
export function fewAtOnce(inner: HttpClient, most = 50): HttpClient {
  let underway = 0;
  const waiting: (() => void)[] = [];
  return {
    async sendRequest(request) {
      if (!readOnly.has(request.method)) return inner.sendRequest(request);
      if (underway < most) underway += 1;
      else await new Promise<void>((begin) => waiting.push(begin));
      try {
        return await inner.sendRequest(request);
      } finally {
        // Whoever is next takes this one's place.
        const begin = waiting.shift();
        if (begin) begin();
        else underway -= 1;
      }
    },
  };
}
