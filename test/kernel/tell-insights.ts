import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { SpanKind } from '@opentelemetry/api';
import { createTelemetry } from '../../src/kernel/telemetry/telemetry.ts';

/**
 * A process that reports one span to Application Insights and ends with the addresses that it called, for their test.
 */
const turnedTo = new Set<string>();
subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket };
  socket.once('connectionAttempt', (ip: string, port: number) => turnedTo.add(`${ip}:${port}`));
});
const telemetry = await createTelemetry({
  version: '1',
  applicationInsights: {
    connectionString:
      'InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint=https://northeurope-0.in.applicationinsights.azure.com/',
    credential: { getToken: async () => ({ token: 'a-token', expiresOnTimestamp: Date.now() + 3_600_000 }) },
  },
});
await telemetry.span({ name: 'turn', kind: SpanKind.SERVER, attributes: {} }, async () => undefined);
await telemetry.stop();
console.log([...turnedTo].join());
process.exit(0);
