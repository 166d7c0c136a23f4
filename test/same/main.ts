import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, type Told } from './compare.ts';

/**
 * Compares two commits for people who use Strongroom, run it, or have signed something in it: texts, words of commands,
 * cards, stored names, plans and their hashes, and one run of the real bot through requests of every kind: `npm run
 * same -- BEFORE [AFTER] [--flows word] [--but pattern]`. AFTER defaults to the working tree, including uncommitted
 * changes. It exits with 1 if something differs that no pattern covers.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { flows: { type: 'string', default: '' }, but: { type: 'string', multiple: true, default: [] } },
});
const [before, after] = positionals;
if (!before) throw new Error('name the commit to compare with');
const folder = mkdtempSync(join(tmpdir(), 'strongroom-same-'));
try {
  const was = tellCommit(before);
  const is = after ? tellCommit(after) : tell('.');
  const meant = values.but.map((pattern) => new RegExp(pattern));
  const different = compare(was, is);
  const left = different.filter(({ key }) => !meant.some((pattern) => pattern.test(key)));
  for (const { key, kind, lines } of left) {
    console.log(`${kind}: ${key}`);
    for (const line of lines.slice(0, 20)) console.log(`  ${line.slice(0, 300)}`);
  }
  console.log(`${Object.keys(is).length} compared, ${different.length} differ, ${left.length} of them unnamed`);
  process.exitCode = left.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
  execFileSync('git', ['worktree', 'prune']);
}

function tellCommit(commit: string): Told {
  const checkout = join(folder, commit.replaceAll(/\W/g, '-'));
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', checkout, commit]);
  if (!existsSync(join(checkout, 'test/same/collect.ts'))) throw new Error(`${commit} has no test/same`);
  symlinkSync(resolve('node_modules'), join(checkout, 'node_modules'));
  return tell(checkout);
}

/** Each checkout is collected by its own code, because moved files take their imports along. */
function tell(checkout: string): Told {
  const file = join(folder, 'told.json');
  const flows = values.flows ? [values.flows] : [];
  execFileSync(process.execPath, ['--liftoff-only', 'test/same/collect.ts', file, ...flows], {
    cwd: checkout,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return JSON.parse(readFileSync(file, 'utf8')) as Told;
}
