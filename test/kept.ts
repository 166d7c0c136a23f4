import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

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
  const hash = createHash('sha256');
  for (const file of madeFrom.flatMap((entry) => filesOf(join(root, entry)))) {
    hash.update(relative(root, file)).update(readFileSync(file));
  }
  const folder = join(cache, `strongroom-${name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  removeOld(name);
  const aside = `${folder}.${process.pid}`;
  await fill(aside);
  try {
    renameSync(aside, folder);
  } catch {
    // Another test process was first.
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

function removeOld(name: string): void {
  for (const entry of readdirSync(cache).filter((each) => each.startsWith(`strongroom-${name}-`))) {
    const path = join(cache, entry);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > goneAfterMs) rmSync(path, { recursive: true, force: true });
  }
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
