import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

export type Databases = {
  /** A PostgreSQL to use instead of the embedded database. It is emptied. */
  databaseUrl?: string;
  /** Of the same database, as the role that owns its tables; the bot's own when left out. */
  ownerDatabaseUrl?: string;
  /** A data directory that the embedded database is copied from each time, because creating one takes seconds. */
  emptyData?: string;
};

const run = promisify(execFile);

/**
 * Empties the bot's data, because a new world knows nothing of old requests. Creates the tables on a server, where the
 * bot itself creates none.
 * @throws Error for a database whose name does not say that it may be emptied
 */
export async function wipeData(
  dataDir: string,
  { databaseUrl, ownerDatabaseUrl: ownerUrl = databaseUrl, emptyData }: Databases,
): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  if (!databaseUrl) {
    if (!emptyData) return;
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    // The system's cp copies: Node's own takes eight times as long for these thousand files.
    await run('cp', ['-R', `${emptyData}/.`, dataDir]);
    return;
  }
  const name = new URL(databaseUrl).pathname.slice(1);
  if (!/sandbox|test|bench/i.test(name)) {
    throw new Error(
      `The sandbox empties its database, and "${name}" does not look like one that may be emptied. ` +
        'Use a database with "sandbox", "test" or "bench" in its name.',
    );
  }
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(
      'DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public',
    );
  } finally {
    await client.end();
  }
  await migrate(databaseUrl, ownerUrl);
}

/** As an administrator does it: `npm run migrate`. */
export async function migrate(databaseUrl: string, ownerUrl = databaseUrl): Promise<void> {
  const owner = ownerUrl === databaseUrl ? '' : ownerUrl;
  const root = path.join(import.meta.dirname, '..');
  await run(process.execPath, [path.join(root, 'src', 'app', 'cli', 'migrate.ts')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, DATABASE_AUTH: 'password', MIGRATE_DATABASE_URL: owner },
  });
}
