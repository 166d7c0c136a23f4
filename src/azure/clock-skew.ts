import type { HttpClient } from '@azure/core-rest-pipeline';

export type ClockSkew = {
  /** Milliseconds that this machine is ahead of Azure, from the last answer; undefined before one. To about a second. */
  ms(): number | undefined;
  client: HttpClient;
};

/** Reads the Date header of every answer. Tokens are refused when this machine's clock is minutes off. */
export function watchClockSkew(inner: HttpClient): ClockSkew {
  let skew: number | undefined;
  return {
    ms: () => skew,
    client: {
      async sendRequest(request) {
        const begun = Date.now();
        const response = await inner.sendRequest(request);
        const said = Date.parse(response.headers.get('date') ?? '');
        // Half of the exchange is taken off; the header has whole seconds.
        if (Number.isFinite(said)) skew = (begun + Date.now()) / 2 - said;
        return response;
      },
    },
  };
}
