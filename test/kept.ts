import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lives } from './runner/lives.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache');
/** An older one may still be in use by a run that began with it. */
const goneAfterMs = 24 * 60 * 60_000;

/**
 * A folder that takes long to fill, kept for as long as what it is made from stays the same.
 * @param madeFrom files and folders, from the root of the project
 * @param fill is given where it is made, aside: it is there as a whole or not at all
 */
export async function keptFolder(
  name: string,
  madeFrom: readonly string[],
  fill: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = folderOf(name, madeFrom);
  if (existsSync(folder)) {
    // Used now, and so no old one to a run beside this.
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  mkdirSync(cache, { recursive: true });
  removeOld(name);
  removeUnfinished();
  const aside = `${folder}.${process.pid}`;
  // Process ids are used again, and one that was killed has left what it had filled.
  rmSync(aside, { recursive: true, force: true });
  await fill(aside);
  if (folderOf(name, madeFrom) !== folder) {
    // Changed while it was filled: it may hold some of both.
    rmSync(aside, { recursive: true, force: true });
    return keptFolder(name, madeFrom, fill);
  }
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    // Another test process was first.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Where it is kept for what the files are now. */
function folderOf(name: string, madeFrom: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of madeFrom.flatMap((entry) => filesOf(join(root, entry)))) {
    hash.update(relative(root, file)).update(readFileSync(file));
  }
  return join(cache, `strongroom-${name}-${hash.digest('hex').slice(0, 16)}`);
}

function removeOld(name: string): void {
  for (const entry of readdirSync(cache).filter((each) => each.startsWith(`strongroom-${name}-`))) {
    const path = join(cache, entry);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > goneAfterMs) rmSync(path, { recursive: true, force: true });
  }
}

/** What processes that were killed had begun to fill. */
export function removeUnfinished(): void {
  if (!existsSync(cache)) return;
  for (const entry of readdirSync(cache)) {
    const [, pid] = /^strongroom-.*\.(\d+)$/.exec(entry) ?? [];
    if (pid && !lives(Number(pid))) rmSync(join(cache, entry), { recursive: true, force: true });
  }
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
