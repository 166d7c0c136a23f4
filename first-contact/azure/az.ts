import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { decodeJwt } from 'jose';
import { createHttpClient } from '../../src/azure/http-client.ts';
import type { Azure } from './wire.ts';

const run = promisify(execFile);

/** The subscription, as the person who is signed in to az. Tokens stay in this process. */
export async function azureOf(subscriptionId: string): Promise<Azure> {
  const known = new Map<string, { token: string; until: number }>();
  const token = async (scope: string): Promise<string> => {
    const held = known.get(scope);
    if (held && held.until - Date.now() > 300_000) return held.token;
    const wanted = ['account', 'get-access-token', '--subscription', subscriptionId, '--scope', scope];
    const asked = run('az', [...wanted, '--query', 'accessToken', '--output', 'tsv']);
    const { stdout } = await asked.catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new Error('az is missing: install it, then type "az login".') : error;
    });
    const fresh = stdout.trim();
    known.set(scope, { token: fresh, until: (decodeJwt(fresh).exp ?? 0) * 1000 });
    return fresh;
  };
  const { oid, tid } = decodeJwt(await token('https://management.azure.com/.default'));
  return { client: createHttpClient(), token, subscriptionId, caller: String(oid), tenantId: String(tid) };
}
