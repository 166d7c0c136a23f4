import { rm } from 'node:fs/promises';
import { Client } from 'pg';

/**
 * Empties the bot's data: a new world knows nothing of its old requests.
 * @throws Error for a database whose name does not say that it may be emptied.
 */
export async function wipeData(dataDir: string, databaseUrl?: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true });
  if (!databaseUrl) return;
  const name = new URL(databaseUrl).pathname.slice(1);
  if (!/sandbox|test|bench/i.test(name)) {
    throw new Error(
      `The sandbox empties its database, and "${name}" does not look like one that may be emptied. ` +
        'Use a database with "sandbox", "test" or "bench" in its name.',
    );
  }
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      'DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public',
    );
  } finally {
    await client.end();
  }
}
