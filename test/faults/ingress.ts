import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Ingress between Teams and the replicas. Distributes requests by the Thue-Morse sequence once they may pass: with
 * round robin, the second request of every click on Approve would always reach the same replica.
 */
export async function startIngress() {
  const replicas: string[] = [];
  let turn = 0;
  let mayPass: () => Promise<void> | undefined = () => undefined;
  const server = createServer(async (asked, answer) => {
    await mayPass();
    turn += 1;
    const ones = turn.toString(2).replaceAll('0', '').length;
    const replica = replicas[ones % replicas.length];
    const { method, headers, url = '/' } = asked;
    const passed = request(new URL(url, replica), { method, headers, agent: false }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passed.on('error', () => {
      if (!answer.headersSent) answer.writeHead(502);
      answer.end();
    });
    asked.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    add(replica: string | null): void {
      if (replica) replicas.push(replica);
    },
    remove(replica: string | null): void {
      replicas.splice(0, replicas.length, ...replicas.filter((each) => each !== replica));
    },
    /** Condition for passing a request on, checked for each. */
    holdUntil(may: typeof mayPass): void {
      mayPass = may;
    },
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
