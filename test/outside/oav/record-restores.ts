import type { Exchange } from '../../../sandbox/azure/start-azure.ts';
import { over, startSaga } from '../../saga/saga.ts';

/** Machines whose restores make different calls: with existing keys, an extension, lost keys. */
const machines = ['sql-01', 'web-01', 'lostkey-01'];

export type Recorded = {
  liveRequest: { method: string; url: string; headers: Record<string, string | undefined>; body: unknown };
  liveResponse: { statusCode: string; headers: Record<string, string>; body: unknown };
};

/** All calls between the bot and the local Azure, from the question to running machines. */
export async function recordRestores(): Promise<{ exchanges: Recorded[]; ended: string[] }> {
  const exchanges: Recorded[] = [];
  const witness = ({ call, status, headers, body }: Exchange) => {
    const { method, host, url } = call;
    // Copied at once, because the world goes on.
    const frozen = JSON.stringify({
      liveRequest: { method, url: `https://${host}${url}`, headers: call.headers, body: call.body },
      liveResponse: {
        statusCode: String(status),
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        body: Buffer.isBuffer(body) ? undefined : body,
      },
    });
    exchanges.push(JSON.parse(frozen) as Recorded);
  };
  const saga = await startSaga({ witness });
  try {
    const ended: string[] = [];
    for (const vm of machines) {
      const request = await saga.asked(`${vm} latest as ${vm}-copy isolated`);
      await saga.approve(request);
      const end = await saga.until(request.card, over);
      ended.push(/✓ Done/.test(end.all) ? vm : `${vm} did not end well`);
    }
    return { exchanges, ended };
  } finally {
    await saga.close();
  }
}
