import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { parse } from 'pg-connection-string';

/**
 * cut: connections are closed, and new ones refused. silent: nothing passes; held data arrives when the gate opens, as
 * after a network partition.
 */
export type Way = 'open' | 'cut' | 'silent';

export type Gate = {
  way: Way;
  port: number;
  /** What is done, each time, once a caller has said this and it is on its way. */
  onSaid: { said: string; act(caller: Socket): void } | undefined;
  close(): void;
};

/** A gate before a database. */
export type DatabaseGate = Gate & {
  /** Of the same database, through the gate. */
  url: string;
};

export async function startDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const { host, port } = parse(databaseUrl);
  const number = Number(port || 5432);
  const gate = await startGate(
    host?.startsWith('/') ? { path: `${host}/.s.PGSQL.${number}` } : { host: host ?? 'localhost', port: number },
  );
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String(gate.port);
  return Object.assign(gate, { url: url.href });
}

/** What stands between one process and a service that it calls. */
export async function startGate(target: NetConnectOpts): Promise<Gate> {
  let now: Way = 'open';
  let trap: Gate['onSaid'];
  const pairs = new Map<Socket, Socket | undefined>();
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (near) => {
    near.on('error', () => undefined);
    near.once('close', () => pairs.delete(near));
    if (now === 'cut') return void near.destroy();
    pairs.set(near, undefined);
    if (now === 'open') pass(near);
  });

  function pass(near: Socket): void {
    const far = pairs.get(near) ?? reach(near);
    near.pipe(far);
    far.pipe(near);
    // Behind the pipe: what is said has been passed on.
    near.off('data', heard).on('data', heard);
  }

  function heard(this: Socket, part: Buffer): void {
    if (trap && part.includes(trap.said)) trap.act(this);
  }

  function reach(near: Socket): Socket {
    const far = connect({ ...target, allowHalfOpen: true });
    far.on('error', () => near.destroy());
    far.once('close', () => near.destroySoon());
    near.once('close', () => far.destroySoon());
    pairs.set(near, far);
    return far;
  }

  function hold(near: Socket, far: Socket | undefined): void {
    if (!far) return;
    near.unpipe(far).pause();
    far.unpipe(near).pause();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get onSaid() {
      return trap;
    },
    set onSaid(next) {
      trap = next;
    },
    get way() {
      return now;
    },
    set way(way) {
      if (way === now) return;
      now = way;
      for (const [near, far] of pairs) {
        if (way === 'open') pass(near);
        else if (way === 'silent') hold(near, far);
        else for (const end of [near, far]) end?.destroy();
      }
    },
    close() {
      server.close();
      for (const [near, far] of pairs) for (const end of [near, far]) end?.destroy();
    },
  };
}
