import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A row a call, or some that go alike, for the page. */
export type Calls = { columns: string[]; rows: string[][] };

/** What came of a part. `why` holds what failed, a line each, or why it could not run and what would bring it. */
export type Outcome = {
  state: 'passed' | 'failed' | 'skipped';
  version: string;
  ran: string;
  why: string[];
  calls?: Calls;
};

export type Part = {
  /** What it holds Strongroom against. */
  about: string;
  run(options: Options): Promise<Outcome>;
};

export type Options = {
  /** The committed snapshots are written anew instead of compared. */
  update: boolean;
  /** Of a part that takes long, only what has one of these names; everything where it is empty. */
  only: readonly string[];
};

/** A part cannot run on this machine. It is never counted as passed. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** Downloads stand here, outside the project; deleting it only costs time. */
export function cacheFolder(name: string): string {
  const root = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(root, 'strongroom-outside', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function outcome(version: string, ran: string, failures: readonly string[], calls?: Calls): Outcome {
  return {
    state: failures.length > 0 ? 'failed' : 'passed',
    version,
    ran,
    why: [...failures],
    ...(calls && { calls }),
  };
}
