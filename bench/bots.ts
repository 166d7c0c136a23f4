import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { BotProcess } from '../sandbox/bot-process.ts';
import { botScript } from '../sandbox/start-sandbox.ts';
import { migrate } from '../sandbox/wipe-data.ts';
import { onDatabase, testServer } from '../test/store/postgres-server.ts';
import type { Services } from './services.ts';

export type BotKind = 'bare' | 'embedded' | 'server';

/** Names of the bots in the tables. */
export const botNames: Record<BotKind, string> = {
  bare: 'bare botbuilder bot',
  embedded: 'Strongroom, embedded database',
  server: 'Strongroom, PostgreSQL',
};

const scripts: Record<BotKind, string> = {
  bare: join(import.meta.dirname, 'bare-bot.ts'),
  embedded: botScript,
  server: botScript,
};

/** One name for every run, so that a server given by TEST_DATABASE_URL doesn't fill up with databases. */
export const databaseName = 'strongroom_bench';

export type BotPlace = { dataDir: string; databaseUrl?: string };

/** An empty place for the data of a bot of this kind. */
export async function newPlace(kind: BotKind, directory: string): Promise<BotPlace> {
  const dataDir = join(directory, kind);
  mkdirSync(dataDir, { recursive: true });
  if (kind !== 'server') return { dataDir };
  const server = await testServer();
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`drop database if exists ${databaseName} with (force)`);
    await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
  const databaseUrl = onDatabase(server, databaseName);
  await migrate(databaseUrl);
  return { dataDir, databaseUrl };
}

/** A bot in its own process, started the way the sandbox starts it. */
export function botProcess(
  kind: BotKind,
  place: BotPlace,
  { azure, teams, world }: Services,
  subscriptions: readonly string[] = [],
): BotProcess {
  return new BotProcess(scripts[kind], join(place.dataDir, 'bot.log'), () => ({
    azurePort: azure.port,
    teamsOrigin: teams.server.origin,
    dataDir: join(place.dataDir, 'data'),
    ...(place.databaseUrl && { databaseUrl: place.databaseUrl }),
    subscriptions,
    clock: world.clock.setting,
  }));
}

/** Process id and address of a running bot. */
export function running(bot: BotProcess): { pid: number; address: string } {
  const { pid, address } = bot.state;
  if (pid === null || address === null) throw new Error(`the bot has stopped; its last lines:\n${bot.log.join('\n')}`);
  return { pid, address };
}
