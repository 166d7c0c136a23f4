import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/**
 * cut: connections end at once, and none comes about. silent: nothing gets through, and what was said meanwhile arrives when
 * it is open again, as after a partition of a network.
 */
export type Way = 'open' | 'cut' | 'silent';

export type Gate = { way: Way; close(): void };

/** What stands between one replica and a service that it calls. @param at path of a socket; a free port when left out */
export async function startGate(target: NetConnectOpts, at?: string): Promise<Gate & { port: number }> {
  let now: Way = 'open';
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

  server.listen(at === undefined ? { port: 0, host: '127.0.0.1' } : { path: at });
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
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
