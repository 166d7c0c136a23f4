import type { HttpClient } from '@azure/core-rest-pipeline';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { azureAction } from './action.ts';
import { createHttpClient } from './http-client.ts';

/** Counts and times every exchange with Azure where it leaves the process: ARM, Key Vault, Graph and blobs. */
export function measuredClient(telemetry: Telemetry, inner: HttpClient = createHttpClient()): HttpClient {
  return {
    sendRequest(request) {
      const { hostname } = new URL(request.url);
      // Azure spells the same type in several ways, and a figure has one label for it.
      const action = azureAction(request.method, request.url).action.toLowerCase();
      const clientRequestId = request.headers.get('x-ms-client-request-id') ?? '';
      return telemetry.span('azure', { action, host: hostname, clientRequestId }, async () => {
        const begun = performance.now();
        let status = 'none';
        try {
          const response = await inner.sendRequest(request);
          status = String(response.status);
          if (response.status === 429) telemetry.count('azure_throttled_total', { action });
          return response;
        } finally {
          telemetry.took('azure_call_seconds', (performance.now() - begun) / 1000, { action, status });
        }
      });
    },
  };
}
