import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * Floods the bot's port from a process of its own: strangers.ts PORT KIND COUNT. Opens this many connections, each of
 * which sends its bytes and waits. Exits when the bot has closed all of them, or 30 s after the last was opened.
 */

const kilobyte = 1024;
const body = 'x'.repeat(255 * kilobyte);

const sends: Record<string, string> = {
  upgrades: 'GET / HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n\r\n',
  bodies: `POST /api/messages HTTP/1.1\r\nhost: x\r\nauthorization: Bearer a.b.c\r\ncontent-length: ${256 * kilobyte}\r\n\r\n${body}`,
  'half heads': 'POST /api/messages HTTP/1.1\r\nhost: x\r\nx-more: ',
};

const holdMs = 30_000;
/** Connections being opened at the same time: as many as fit into a listening socket's queue. */
const openingAtOnce = 200;

const [port, kind = '', count] = process.argv.slice(2);
const sent = sends[kind];
if (sent === undefined) throw new Error(`no flood of ${kind}`);
const open = new Set<Socket>();
let left = Number(count);
let failed = 0;

async function one(text: string): Promise<void> {
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]).catch(() => undefined);
  if (socket.destroyed) {
    failed += 1;
    return;
  }
  open.add(socket);
  socket.once('close', () => open.delete(socket));
  socket.write(text);
}

await Promise.all(
  Array.from({ length: openingAtOnce }, async () => {
    while (left-- > 0) await one(sent);
  }),
);
process.send?.({ opened: Number(count) - failed, open: open.size });
const until = Date.now() + holdMs;
while (open.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
for (const socket of open) socket.destroy();
process.disconnect?.();
