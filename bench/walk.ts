import assert from 'node:assert/strict';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { over, startSaga } from '../test/saga/saga.ts';

/**
 * `npm run walk`: counts the code that one restore runs in the real bot, from its form to its closing, by V8's
 * coverage. `--list` names the files. It also prints the arrows between rooms, for values and with those for types.
 */
type Script = { url: string; functions: { functionName: string; ranges: { count: number }[] }[] };

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'strongroom-walk-'));
const file = join(folder, 'ran.json');
process.env.WALK_FILE = file;
process.env.NODE_OPTIONS = `--import ${new URL('./children/coverage.ts', import.meta.url)}`;
const saga = await startSaga();
const { talk } = saga;

await signal();
await talk.ask('oncall', 'ops', 'restore sql-01');
const request = await saga.asked('web-01 latest as web-walked isolated');
await saga.approve(request);
assert.match((await saga.until(request.card, over, 120)).all, /✓ Done/);
rmSync(file);
await signal();
const scripts = JSON.parse(readFileSync(file, 'utf8')) as Script[];
await saga.close();
rmSync(folder, { recursive: true });

const ran = scripts
  // A file's body is a function without a name, which ran when the file was loaded.
  .map(({ url, functions }) => ({
    path: url.slice(url.lastIndexOf('/src/') + 1),
    functions: functions.filter(({ functionName, ranges: [range] }) => functionName !== '' && (range?.count ?? 0) > 0),
  }))
  .filter(({ functions }) => functions.length > 0);
const rooms = new Set(ran.map(({ path }) => roomOf(path)));
const count = ran.reduce((sum, { functions }) => sum + functions.length, 0);
console.log(`a restore: ${ran.length} files, ${count} functions, ${rooms.size} rooms`);
const { values, all } = arrows();
console.log(`arrows between rooms: ${values} of values, ${all} with those of types`);
if (process.argv.includes('--list'))
  console.log(
    ran
      .map(({ path }) => path)
      .toSorted()
      .join('\n'),
  );
process.exit(0);

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Signals the bot to start counting, or to write the result. */
async function signal(): Promise<void> {
  process.kill(talk.sandbox.bot.state.pid ?? assert.fail('no bot runs'), 'SIGUSR2');
  while (!existsSync(file)) await sleep(20);
  await sleep(200);
}

function arrows(): { values: number; all: number } {
  const [values, all] = [new Set<string>(), new Set<string>()];
  for (const from of globSync('src/**/*.ts', { cwd: root })) {
    for (const [, type, names = '', to = ''] of readFileSync(join(root, from), 'utf8').matchAll(
      /^(?:import|export)(?: (type))? (\{[^}]*\}|[^'"{]*) from '(\.[^']+)'/gm,
    )) {
      const path = normalize(join(dirname(from), to));
      if (!path.startsWith('src/') || roomOf(path) === roomOf(from)) continue;
      all.add(`${roomOf(from)} ${roomOf(path)}`);
      const onlyTypes = type || (names.startsWith('{') && !/(?:\{|,)\s*(?!type )[\w$]/.test(names));
      if (!onlyTypes) values.add(`${roomOf(from)} ${roomOf(path)}`);
    }
  }
  return { values: values.size, all: all.size };
}
