import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { parse } from 'pg-connection-string';

export type NetworkPath = {
  /** Of the same database, by way of this path. */
  url: string;
  /** From now on nothing comes through and nothing is closed, as when a cable is pulled. */
  cut(): void;
  /** What was sent meanwhile comes through, as TCP would send it again. */
  heal(): void;
  /** Cuts it once this has come through to the server. */
  cutAfter(said: string): Promise<void>;
  /** Closes connections on which this is said; undefined: none any more. */
  breakAt(said?: string): void;
  close(): void;
};

/** A path of one process to a database server, which can be cut while others reach the server. */
export async function openNetworkPath(databaseUrl: string): Promise<NetworkPath> {
  const { host, port } = parse(databaseUrl);
  const number = Number(port || 5432);
  const sockets: Socket[] = [];
  let held: (() => void)[] | undefined;
  let breaking: string | undefined;
  let last: { said: string; done: () => void } | undefined;

  const cut = () => {
    held ??= [];
  };
  const whenWhole = (act: () => void) => {
    if (held) held.push(act);
    else act();
  };
  const door = createServer((client) => {
    const behind = host?.startsWith('/') ? connect(`${host}/.s.PGSQL.${number}`) : connect(number, host ?? 'localhost');
    sockets.push(client, behind);
    for (const [from, to] of [
      [client, behind],
      [behind, client],
    ] as const) {
      from.on('data', (part) => {
        if (breaking !== undefined && part.includes(breaking)) return from.destroy();
        whenWhole(() => to.write(part));
        if (from !== client || !last || !part.includes(last.said)) return;
        cut();
        last.done();
        last = undefined;
      });
      from.on('close', () => whenWhole(() => to.destroy()));
      from.on('error', () => whenWhole(() => to.destroy()));
    }
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String((door.address() as AddressInfo).port);
  return {
    url: url.href,
    cut,
    heal() {
      const waiting = held ?? [];
      held = undefined;
      for (const act of waiting) act();
    },
    cutAfter: (said) =>
      new Promise((done) => {
        last = { said, done };
      }),
    breakAt(said) {
      breaking = said;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      door.close();
    },
  };
}
