import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { migrations } from '../../src/store/migrations/migrate.ts';

const root = join(import.meta.dirname, '../..');

/** The code of an older commit, as it can be run; or why it cannot. */
export type OlderVersion = { name: string; script: string; remove(): void } | { missing: string };

/**
 * Puts the code of an older commit beside this one, with the packages of this one: of the commit that OLDER names, or of
 * the one before the newest migration. It can be the bot of today's sandbox from 8fb59db6 on. What it is told of the world
 * (subscriptions, restore profiles, people) are settings, and so those of the world that it works in.
 */
export function olderVersion(): OlderVersion {
  const commit = git('rev-parse', '--verify', '--quiet', `${process.env.OLDER ?? beforeNewestMigration()}^{commit}`);
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

/** A migration that is not committed yet is in no commit: all of them are before it. */
function beforeNewestMigration(): string {
  const file = `src/store/migrations/${Object.keys(migrations).at(-1)}.ts`;
  const added = git('log', '--diff-filter=A', '--format=%H', '-1', '--', file);
  return added ? `${added}^` : 'HEAD';
}

/** What git says, without the end of the line; undefined where it fails, or is not there. */
function git(...line: string[]): string | undefined {
  try {
    return execFileSync('git', line, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
