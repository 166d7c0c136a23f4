import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lives } from './runner/lives.ts';

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache');
/** Age after which a folder is removed; a younger one may still be used by an earlier run. */
const goneAfterMs = 24 * 60 * 60_000;

/**
 * A folder that takes long to fill, kept while its sources stay the same.
 * @param madeFrom files and folders, from the root of the project
 * @param fill fills a temporary folder, so that the kept one is complete or absent
 */
export async function keptFolder(
  name: string,
  madeFrom: readonly string[],
  fill: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = folderOf(name, madeFrom);
  if (existsSync(folder)) {
    // Touched, so that a parallel run doesn't remove it as old.
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  mkdirSync(cache, { recursive: true });
  removeOld(name);
  removeUnfinished();
  const aside = `${folder}.${process.pid}`;
  // Process ids are reused, and a killed process leaves what it had filled.
  rmSync(aside, { recursive: true, force: true });
  await fill(aside);
  if (folderOf(name, madeFrom) !== folder) {
    // The sources changed meanwhile, so the folder may mix both versions.
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

/** Path of the folder for the current content of the files. */
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

/** Removes folders that killed processes left unfinished. */
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
