import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between Teams and the replicas: each request goes to the next of those that it knows, once it is let through. */
export async function startIngress() {
  const replicas: string[] = [];
  let turn = 0;
  let mayPass: () => Promise<void> | undefined = () => undefined;
  const server = createServer(async (asked, answer) => {
    await mayPass();
    turn += 1;
    const replica = replicas[turn % replicas.length];
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
    /** Asked of each request before it is passed on. */
    holdUntil(may: typeof mayPass): void {
      mayPass = may;
    },
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
