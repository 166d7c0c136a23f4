import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a new database depends on; whatever else changes leaves it as it is. */
const madeFrom = ['package-lock.json', 'src/store/queue.ts', 'src/store/embedded', 'src/store/migrations'];

/**
 * A data directory with an empty, migrated database, to be copied. Creating one takes 4 s of a processor, copying 0.1 s;
 * kept for as long as what it is made from stays the same.
 */
export async function embeddedTemplate(): Promise<string> {
  const root = join(import.meta.dirname, '..', '..');
  const hash = createHash('sha256');
  for (const path of madeFrom.flatMap((entry) => filesOf(join(root, entry)))) hash.update(readFileSync(path));
  const template = join(root, 'node_modules', '.cache', `strongroom-store-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(template)) return template;
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  const aside = `${template}.${process.pid}`;
  await create(aside);
  try {
    renameSync(aside, template);
  } catch {
    // Another test process was first.
    rmSync(aside, { recursive: true, force: true });
  }
  return template;
}

/** By the system's cp: Node's cpSync needs eight times as long for these thousand files. */
export function copyDirectory(from: string, to: string): void {
  execFileSync('cp', ['-R', `${from}/.`, to]);
}

/** Imported here: a test of the bot as its own process has no other use for the store. */
async function create(dataDir: string): Promise<void> {
  const [{ openStore }, { Clock }, { quiet }] = await Promise.all([
    import('../../src/store/open.ts'),
    import('../../src/kernel/clock.ts'),
    import('./quiet.ts'),
  ]);
  await (await openStore({ dataDir, clock: new Clock(), log: quiet })).close();
}

function filesOf(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name));
}
