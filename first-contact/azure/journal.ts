import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isStart, type Start } from './place.ts';

/**
 * The record on this machine of what a run asks Azure to change, written before each call. A run that was killed is
 * cleaned up from it alone.
 */
export type Journal = {
  start: Start;
  /** Notes a change before it is sent: method and path, never a body. */
  note(method: string, path: string): void;
  /** Paths of all changes, without doubles. */
  paths(): string[];
  /** Forgets the run, once nothing is left of it. */
  forget(): void;
};

export function startJournal(folder: string, start: Start): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  appendFileSync(fileOf(folder, start.run), `${JSON.stringify(start)}\n`, { mode: 0o600, flush: true });
  return journalOf(folder, start);
}

/** Runs of which something may be left. */
export function openJournals(folder: string): Journal[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.journal'))
    .flatMap((name) => {
      const [first = ''] = readFileSync(join(folder, name), 'utf8').split('\n');
      // A kill within the first line made nothing yet.
      return first.endsWith('}') ? [journalOf(folder, startIn(first, join(folder, name)))] : [];
    });
}

/** What is deleted is named by these, so a journal that says anything else is not followed. */
function startIn(line: string, file: string): Start {
  const start = JSON.parse(line) as Start;
  if (isStart(start) && fileOf(dirname(file), start.run) === file) return start;
  throw new Error(`${file} is not as a run wrote it: look what is left in the subscription, and delete the file.`);
}

function fileOf(folder: string, run: string): string {
  return join(folder, `${run}.journal`);
}

function journalOf(folder: string, start: Start): Journal {
  const file = fileOf(folder, start.run);
  return {
    start,
    note: (method, path) => appendFileSync(file, `${method} ${path}\n`, { flush: true }),
    paths: () => [
      ...new Set(
        readFileSync(file, 'utf8')
          .split('\n')
          .slice(1)
          .flatMap((line) => line.split(' ')[1] ?? []),
      ),
    ],
    forget: () => rmSync(file),
  };
}
