import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { readData } from './read-data.ts';

const mostLines = 40;

/** State after a failed storm: stuck messages, wake-ups and throttles, and the bot's last complaints. */
export async function restOfStorm(bench: Bench, place: { dataDir: string; databaseUrl?: string }): Promise<string> {
  const now = bench.sandbox.world.clock.now();
  const rows = await readData(place, async (db) => {
    const unsent = await db
      .selectFrom('messages')
      .select(['conversation_id', 'number', 'kind', 'state', 'tries', 'due_at', 'thread_id', 'error'])
      .where('state', 'in', ['waiting', 'sending', 'dead'])
      .orderBy('number')
      .limit(mostLines)
      .execute();
    const dead = await db
      .selectFrom('conversations')
      .select(['id', 'dead_at'])
      .where('dead_at', 'is not', null)
      .execute();
    const wakeups = await db
      .selectFrom('wakeups')
      .select(['queue', 'key', 'due_at', 'next_due_at', 'token', 'tries'])
      .orderBy('due_at')
      .limit(mostLines)
      .execute();
    const throttles = await db.selectFrom('throttles').selectAll().where('until', '>', now).execute();
    return { now, unsent, dead, wakeups, throttles };
  });
  const complaints = readFileSync(join(bench.dataDir, 'bot.log'), 'utf8')
    .split('\n')
    .filter((line) => /"level":"(warn|error|fatal)"/.test(line))
    .slice(-mostLines);
  const tables = Object.entries(rows).map(([name, value]) =>
    Array.isArray(value) ? [name, ...value.map((row) => `  ${JSON.stringify(row)}`)].join('\n') : `${name} ${value}`,
  );
  return [...tables, 'complaints', ...complaints].join('\n');
}
