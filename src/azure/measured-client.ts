import type { HttpClient } from '@azure/core-rest-pipeline';
import { SpanKind } from '@opentelemetry/api';
import type { SpanSetting, Telemetry } from '../telemetry/telemetry.ts';
import { azureAction, readOnly } from './action.ts';

/** Counts and times every exchange with Azure where it leaves the process: ARM, Key Vault, Graph and blobs. */
export function measuredClient(telemetry: Telemetry, inner: HttpClient): HttpClient {
  return {
    async sendRequest(request) {
      const { hostname } = new URL(request.url);
      // Azure spells the same type in several ways, and a figure has one label for it.
      const action = azureAction(request.method, request.url).action.toLowerCase();
      const attributes = {
        'http.request.method': request.method,
        'server.address': hostname,
        'azure.resource_provider.namespace': action.split('/')[0] ?? '',
        'strongroom.azure_action': action,
        'strongroom.client_request_id': request.headers.get('x-ms-client-request-id') ?? '',
      };
      // By the action, since no figure and no trace may be told apart by a machine's name.
      const span = { name: `${request.method} ${action}`, kind: SpanKind.CLIENT, attributes };
      if (!readOnly.has(request.method)) await tellBefore(telemetry, span);
      return telemetry.span(span, async (note) => {
        const begun = performance.now();
        let status = 'none';
        try {
          const response = await inner.sendRequest(request);
          status = String(response.status);
          const serviceRequestId = response.headers.get('x-ms-request-id');
          note(
            {
              'http.response.status_code': response.status,
              ...(serviceRequestId && { 'azure.service.request.id': serviceRequestId }),
            },
            response.status >= 400 ? { code: status } : undefined,
          );
          if (response.status === 429) telemetry.count('azure_throttled_total', { action });
          return response;
        } finally {
          telemetry.took('azure_call_seconds', (performance.now() - begun) / 1000, { action, status });
        }
      });
    },
  };
}

/** A span leaves the process when it ends: of a process that is killed in the middle of a change nothing would be seen. */
async function tellBefore(telemetry: Telemetry, { name, attributes }: SpanSetting): Promise<void> {
  if (!telemetry.traced) return;
  await telemetry.span({ name: `before ${name}`, kind: SpanKind.INTERNAL, attributes }, async () => undefined);
  await telemetry.flush();
}
