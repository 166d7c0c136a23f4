import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Random } from '../faults/seeded.ts';

/** Work of one process: a file, or as many files as one process takes. */
export type Job = {
  name: string;
  args: string[];
  files: string[];
  /** Whether it uses the bot, which must have been bundled. */
  talks: boolean;
  /** Whether it is a program of `npm run check`. */
  check?: boolean;
  env?: Record<string, string>;
};

type Kind = 'alone' | 'sandbox' | 'store' | 'lane';

const root = join(import.meta.dirname, '../..');
/**
 * Files that need a process of their own: snapshots are found by the process's file, and environment and loaded modules
 * belong to the process.
 */
const alone = /\.snapshot\(|process\.env\.\w+ =|process\.chdir|-hooks\.ts'|createRequire\(.*\.cache/;
const talking =
  /sandbox\/start|open-sandbox|startTalk|startSaga|killSaga|inOneSandbox|startBench|startApart|\/stage\.ts'/;
export const storing = /\/engines\.ts'/;

/**
 * Number of processes that share the files of a kind: starting one and loading the code under test takes longer than
 * most files.
 */
const lanes = { sandbox: 6, store: 4, lane: 4 };
/** Estimated seconds per kilobyte of a file's text, for the order of processes and for predicting the duration. */
const pace: Record<Kind, number> = { alone: 0.6, sandbox: 0.9, store: 0.3, lane: 0.05 };
const browserSeconds = 25;
/** Each of these files is little more than a list of calls at which the bot is killed. */
const killSeconds = 25;
/** Files that take far longer than their size says: much time passes, a bot starts often, or thousands of texts are read. */
const longSeconds: Record<string, number> = {
  'test/chat/rules/plain-words/plain-words.test.ts': 40,
  'test/jobs/notifications.test.ts': 30,
  'test/requests/addenda.test.ts': 25,
  'test/restore/quarantine.test.ts': 20,
  'test/saga/preflight.test.ts': 20,
  'test/saga/resend.test.ts': 25,
};

export function filesOf(patterns: readonly string[]): string[] {
  return globSync(patterns, { cwd: root })
    .flatMap((file) =>
      statSync(join(root, file)).isDirectory() ? globSync(`${file}/**/*.test.ts`, { cwd: root }) : [file],
    )
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

/** @param folder for the lists of files that the processes get */
export function jobsOf(files: readonly string[], random: Random, folder: string): Job[] {
  const kinds = Map.groupBy(shuffled(files, random), kindOf);
  return [
    ...(kinds.get('alone') ?? []).map((file) => ({
      name: file,
      args: [resolve(root, file)],
      files: [file],
      talks: talking.test(textOf(file)),
    })),
    ...(['sandbox', 'store', 'lane'] as const).flatMap((kind) => dealt(kind, kinds.get(kind) ?? [], random, folder)),
  ];
}

export function secondsOf(file: string): number {
  if (file.startsWith('test/e2e/')) return browserSeconds;
  if (file.startsWith('test/faults/where-killed/')) return killSeconds;
  return longSeconds[file] ?? (pace[kindOf(file)] * statSync(join(root, file)).size) / 1024;
}

export const textOf = (file: string) => readFileSync(join(root, file), 'utf8');

function kindOf(file: string): Kind {
  const text = textOf(file);
  if (alone.test(text) || file.startsWith('test/faults/')) return 'alone';
  if (talking.test(text)) return 'sandbox';
  return storing.test(text) ? 'store' : 'lane';
}

/** Distributes the files so that each process gets about the same work. The longest are dealt first. */
function dealt(kind: 'sandbox' | 'store' | 'lane', all: readonly string[], random: Random, folder: string): Job[] {
  const shares = Array.from({ length: Math.min(lanes[kind], all.length) }, () => ({
    seconds: 0,
    files: [] as string[],
  }));
  for (const file of all.toSorted((one, other) => secondsOf(other) - secondsOf(one))) {
    const least = shares.reduce((one, other) => (other.seconds < one.seconds ? other : one));
    least.seconds += secondsOf(file);
    least.files.push(file);
  }
  return shares.map(({ files }, index) => {
    const program = join(folder, `${kind}-${index + 1}.mjs`);
    const imported = JSON.stringify(join(import.meta.dirname, 'lane.ts'));
    const paths = shuffled(files, random).map((file) => resolve(root, file));
    writeFileSync(program, `import { runLane } from ${imported};\nrunLane(${JSON.stringify(paths, null, 2)});\n`);
    return { name: relative(folder, program), args: [program], files, talks: kind === 'sandbox' };
  });
}

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: Random): T[] {
  const order = [...all];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = random.below(last + 1);
    [order[last], order[pick]] = [order[pick] as T, order[last] as T];
  }
  return order;
}
