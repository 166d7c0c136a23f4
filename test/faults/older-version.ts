import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { migrations } from '../../src/store/migrations/migrate.ts';

const root = join(import.meta.dirname, '../..');

/** The runnable code of an older commit, or why there is none. */
export type OlderVersion = { name: string; script: string; remove(): void } | { missing: string };

/**
 * Extracts an older commit, with the packages of this version: the commit in OLDER, or the one before the newest
 * migration; code from before the initial migration uses another database. It runs in today's world, because
 * subscriptions, restore profiles and people are settings.
 */
export function olderVersion(): OlderVersion {
  const asked = process.env.OLDER ?? beforeNewestMigration();
  if (asked === undefined) return { missing: 'there is no migration but the initial one: name a commit in OLDER' };
  const commit = git('rev-parse', '--verify', '--quiet', `${asked}^{commit}`);
  if (commit === undefined) {
    return { missing: 'the history is too short: git fetch --unshallow, or name another commit in OLDER' };
  }
  const ours: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies;
  const theirs: unknown = JSON.parse(git('show', `${commit}:package.json`) ?? '{}').dependencies;
  if (!isDeepStrictEqual(ours, theirs))
    return { missing: `${commit.slice(0, 8)} has other packages than this version` };
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-older-'));
  const archive = execFileSync('git', ['archive', commit, 'src', 'sandbox', 'cards', 'package.json'], {
    cwd: root,
    maxBuffer: 1e9,
  });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  cpSync(join(root, 'sandbox/world'), join(folder, 'sandbox/world'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return {
    name: commit.slice(0, 8),
    script: join(folder, 'sandbox/bot.ts'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Undefined until a second migration exists. An uncommitted migration is in no commit, so every commit precedes it. */
function beforeNewestMigration(): string | undefined {
  const [, ...later] = Object.keys(migrations);
  if (later.length === 0) return undefined;
  const file = `src/store/migrations/${later.at(-1)}.ts`;
  const added = git('log', '--diff-filter=A', '--format=%H', '-1', '--', file);
  return added ? `${added}^` : 'HEAD';
}

/** Output of git without the final newline; undefined if git fails or is missing. */
function git(...line: string[]): string | undefined {
  try {
    return execFileSync('git', line, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
