import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, unprivilegedAccount, untilItAnswers, usableBinaries } from '../store/postgres-server.ts';

/** Stops the server when the process of the test is gone, however it ended. */
const script = `
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c max_connections=100 -c shared_buffers=32MB >>"$2/log" 2>&1 &
while ps -p "$3" >/dev/null && ps -p $! >/dev/null; do sleep 0.2; done
kill -QUIT $! 2>/dev/null
wait
`;

export type OwnPostgres = {
  /** URL of an empty database. */
  url: string;
  /** Kills the server at once, as on power loss: connections break, and the next start recovers what was committed. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Freezes the server: it stops answering but closes nothing, until it is thawed. */
  freeze(): void;
  thaw(): void;
  /** Saves the current state, while clients are connected. */
  keep(): void;
  /**
   * Crashes and restarts from the saved state: later commits are lost, as in a fail-over to a server that was behind.
   */
  setBack(): Promise<void>;
  close(): Promise<void>;
};

/** A PostgreSQL for a single test, which may crash it. Unlike the shared one it writes through to the disk. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-own-pg-'));
  const account = unprivilegedAccount();
  if (account) chownSync(directory, account.uid, account.gid);
  const binaries = usableBinaries(account, directory);
  const options = { ...account, cwd: directory, stdio: 'ignore' as const };
  execFileSync(
    join(binaries, 'initdb'),
    ['-D', join(directory, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const at = (database: string) => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(directory)}`;
  let gone: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    const shell = spawn('sh', ['-c', script, 'sh', binaries, directory, String(process.pid)], options);
    gone = once(shell, 'exit');
    await untilItAnswers(at('postgres'), directory);
  }

  function postmaster(): number {
    const [pid] = readFileSync(join(directory, 'data', 'postmaster.pid'), 'utf8').split('\n');
    return Number(pid);
  }

  async function crash(): Promise<void> {
    if (!existsSync(join(directory, 'data', 'postmaster.pid'))) return;
    process.kill(postmaster(), 'SIGQUIT');
    await gone;
  }

  /** Signals the main process first, so that it forks no more. */
  function signalAll(signal: NodeJS.Signals): void {
    const pid = postmaster();
    process.kill(pid, signal);
    for (const child of childrenOf(pid)) process.kill(child, signal);
  }

  function keep(): void {
    signalAll('SIGSTOP');
    try {
      copyData('data', 'kept');
    } finally {
      signalAll('SIGCONT');
    }
  }

  async function setBack(): Promise<void> {
    await crash();
    copyData('kept', 'data');
    await start();
  }

  /** Copies with owners and times. */
  function copyData(from: string, to: string): void {
    rmSync(join(directory, to), { recursive: true, force: true });
    execFileSync('cp', ['-a', join(directory, from), join(directory, to)]);
    rmSync(join(directory, to, 'postmaster.pid'), { force: true });
  }

  await start();
  await execute(at('postgres'), 'create database strongroom_test');
  return {
    url: at('strongroom_test'),
    crash,
    start,
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    keep,
    setBack,
    async close() {
      await crash();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function childrenOf(pid: number): number[] {
  return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter((child) => child > 0);
}
