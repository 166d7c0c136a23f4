import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { seeded } from './faults/seeded.ts';
import { longRun } from './runner/long-run.ts';
import { filesOf, type Job, jobsOf, secondsOf, storing, textOf } from './runner/plan.ts';
import { Progress } from './runner/progress.ts';
import type { Told } from './runner/report-events.ts';

/**
 * Runs tests: node test/run.ts [--long] [--at-once 4] [--only WORD] [PATTERN...] Without patterns it runs what `npm
 * test` does: the four programs of `npm run check`, and all test files except those of the long run, which `--long`
 * runs. With patterns it runs the files and folders they name; `--only` keeps those with the word in their path. Files
 * run in random order, from a seed that is printed; TEST_SEED=… repeats it. Only files that change their process have
 * one of their own (runner/plan.ts); the longest processes start first. The bot is the image's, built once from the
 * current sources, unless BOT_SCRIPT names another. Any file can still be run alone, with `node --test`.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'at-once': { type: 'string', default: '4' },
    long: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});

const root = join(import.meta.dirname, '..');
const everything = ['test/*.test.ts', 'test/!(outside)/**/*.test.ts'];
// Optimised code of the embedded database takes longer to compile than a test file runs.
const nodeOptions = ['--liftoff-only', '--test-reporter', join(import.meta.dirname, 'runner/report-events.ts')];
const checkSeconds = 10;
/** Most lines printed of a failed process. */
const lastLines = 80;
/** Minutes after which a process that reports no test is ended; a test itself waits for 10 at most. */
const silentMinutes = 15;
const random = seeded(process.env.TEST_SEED);
const run = realpathSync(mkdtempSync(join(tmpdir(), 'strongroom-run-')));
// PostgreSQL runs under another account if the tests run as root.
chmodSync(run, 0o711);
const { NODE_TEST_CONTEXT: _, ...given } = process.env;
const environment = {
  ...given,
  TEST_RUN: run,
  TMPDIR: run,
  // Shared, because a bot loads a thousand modules.
  NODE_COMPILE_CACHE: given.NODE_COMPILE_CACHE ?? resolve(root, 'node_modules', '.cache', 'compiled'),
};
const cleaner = spawn(process.execPath, [join(import.meta.dirname, 'runner/clean-up.ts'), run], {
  detached: true,
  stdio: ['pipe', 'ignore', 'inherit'],
});
const cleaned = once(cleaner, 'exit');
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
// A killed npm sends no signal, so the parent is watched.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && stop(), 500).unref();

const { jobs, what } = plan();
const progress = new Progress(
  what,
  new Map(jobs.flatMap(({ files, check }) => files.map((file) => [file, check ? checkSeconds : secondsOf(file)]))),
  random.seed,
);
// The checks give the bundle time to be built. Then the longest processes go first, so that none is left at the end.
const queue = jobs.toSorted(
  (one, other) => Number(!one.check) - Number(!other.check) || lengthOf(other) - lengthOf(one),
);
const bot = jobs.some(({ talks }) => talks) ? botProgram() : '';
await Promise.all(Array.from({ length: Number(values['at-once']) }, work));
progress.conclude();
await end(progress.hasFailed ? 1 : 0);

function plan(): { jobs: Job[]; what: string } {
  if (positionals.length > 0) {
    const files = filesOf(positionals).filter((file) => file.includes(values.only));
    if (files.length === 0) throw new Error(`no test file is named by ${positionals.join(' ')}`);
    return { jobs: jobsOf(files, random, run), what: positionals.join(' ') };
  }
  const later = new Set(filesOf(longRun));
  const now = filesOf(everything).filter((file) => !later.has(file));
  if (!values.long) {
    const jobs = jobsOf(now, random, run).map((job) => ({ ...job, env: { TEST_ENGINES: 'one' } }));
    return { jobs: [...checkJobs(), ...jobs], what: 'npm test' };
  }
  const engines = now.filter((file) => storing.test(textOf(file)) && textOf(file).includes('forEachEngine('));
  const others = jobsOf(engines, random, run).map((job) => ({ ...job, env: { TEST_ENGINES: 'other' } }));
  return { jobs: [...jobsOf([...later], random, run), ...others], what: 'npm run test:long' };
}

function lengthOf({ files, check }: Job): number {
  return files.reduce((sum, file) => sum + (check ? checkSeconds : secondsOf(file)), 0);
}

/** The programs of `npm run check`, each with its arguments. */
function checkJobs(): Job[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { check: string } };
  return scripts.check
    .split(' && ')
    .map((line) => ({ name: line, args: line.split(' '), files: [line], talks: false, check: true }));
}

/** One of several parallel workers. */
async function work(): Promise<void> {
  for (let job = queue.shift(); job; job = queue.shift()) await carryOut(job);
}

async function carryOut({ name, args, files, talks, check, env }: Job): Promise<void> {
  const [program = '', ...given] = check ? args : [process.execPath, ...nodeOptions, ...args];
  const botScript = talks ? { BOT_SCRIPT: await bot } : {};
  const child = spawn(check ? join(root, 'node_modules/.bin', program) : program, given, {
    cwd: root,
    env: { ...environment, ...botScript, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const alone = files.length === 1 ? files[0] : undefined;
  if (alone) progress.begins(alone);
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream as Readable }).on('line', (line) => {
      written.push(line);
      if (written.length > 2 * lastLines) written.splice(0, lastLines);
    });
  }
  let failed = false;
  let silent = false;
  let last = name;
  // A wait without a limit, such as one inside a browser's page, would hold up the whole run without a word.
  const patience = setTimeout(() => {
    silent = true;
    child.kill('SIGKILL');
    for (const stream of child.stdio) stream?.destroy();
  }, silentMinutes * 60_000);
  createInterface({ input: child.stdio[3] as Readable }).on('line', (line) => {
    patience.refresh();
    const told = JSON.parse(line) as Told;
    failed ||= told.kind === 'failed';
    if (told.kind === 'starts') last = told.name;
    progress.hears(told, alone);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(patience);
  if (stopped) return new Promise(() => undefined);
  if (code === 0 && check) progress.passes();
  // A crashed process reports no failed test.
  if (silent || (code !== 0 && !failed))
    progress.fails(
      alone ?? last.split(' › ')[0] ?? name,
      silent
        ? `${last} was ended: nothing was reported for ${silentMinutes} minutes`
        : `${alone ?? name} ended with ${signal ?? code}`,
      written.slice(-lastLines).join('\n'),
    );
  for (const file of files) progress.ends(file);
  // A single file's output is its result, such as a table.
  if (jobs.length === 1) console.log(written.join('\n'));
}

/** Builds the bundle in another process, because nothing else may be loaded here. */
async function botProgram(): Promise<string> {
  if (process.env.BOT_SCRIPT !== undefined) return process.env.BOT_SCRIPT;
  const child = spawn(process.execPath, ['--liftoff-only', join(import.meta.dirname, 'kept-image.ts')], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await Promise.all([child.stdout.setEncoding('utf8').toArray(), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error('the bundle of the image could not be made');
  return printed.join('').trim();
}

/** Stops early: remaining results are lost, and nothing else is started. */
function stop(): void {
  if (stopped) return;
  stopped = true;
  void end(130);
}

async function end(code: number): Promise<never> {
  cleaner.stdin?.end();
  await cleaned;
  process.exit(code);
}
