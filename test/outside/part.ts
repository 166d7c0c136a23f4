import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Outcome of a part. `why` lists failures, one per line, or why it could not run and how to change that. */
export type Outcome = {
  state: 'passed' | 'failed' | 'skipped';
  version: string;
  ran: string;
  why: string[];
};

export type Part = {
  /** What Strongroom is checked against. */
  about: string;
  run(options: Options): Promise<Outcome>;
};

export type Options = {
  /** Writes the committed snapshots anew instead of comparing them. */
  update: boolean;
  /** For a slow part, runs only the cases with one of these names; empty: all. */
  only: readonly string[];
};

/** Thrown by a part that cannot run on this machine. It never counts as passed. */
export class NotHere extends Error {
  override readonly name = 'NotHere';
}

/** Folder for downloads, outside the project; deleting it only costs time. */
export function cacheFolder(name: string): string {
  const root = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const folder = join(root, 'strongroom-outside', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function outcome(version: string, ran: string, failures: readonly string[]): Outcome {
  return {
    state: failures.length > 0 ? 'failed' : 'passed',
    version,
    ran,
    why: [...failures],
  };
}
