import { request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What listens at every address is asked at the one of this machine. */
const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/**
 * Whether a port of this process answers a request that comes in through its own listening socket. Any answer will do:
 * it was accepted, read, routed and written.
 */
export function doorAnswers({ address, port }: AddressInfo, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request(
      { host: everywhere[address] ?? address, port, path: '/api/messages', agent: false, timeout: timeoutMs },
      (response) => {
        response.resume();
        clearTimeout(timer);
        resolve(true);
      },
    );
    const timer = setTimeout(() => asked.destroy(), timeoutMs);
    asked.once('error', () => resolve(false));
    asked.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
    asked.end();
  });
}
