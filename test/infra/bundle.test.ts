import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { idIn, startTalk } from '../talk.ts';
import { type ImageFolder, makeImageFolder } from './image-folder.ts';

const root = join(import.meta.dirname, '../..');
let parent: string;
let image: ImageFolder;
before(async () => {
  parent = mkdtempSync(join(tmpdir(), 'strongroom-image-'));
  image = await makeImageFolder(join(parent, 'app'));
});
after(() => rmSync(parent, { recursive: true, force: true }));

/** As in a container: nothing of the project is beside it. */
function node(args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, args, {
    cwd: image.folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NODE_OPTIONS: image.nodeOptions, ...env },
  });
}

test('what the image holds answers a command, shows a card, carries a restore to its end, and reads its audit', async (t) => {
  const talk = await startTalk({ botScript: image.botScript });
  t.after(() => talk.close());
  await talk.ask('oncall', 'ops', 'vm sql-01', /sql-01 is protected/);
  await talk.ask('platform', 'personal-platform', 'doctor', /Strongroom/);
  const plan = await talk.ask('oncall', 'ops', 'restore sql-01 latest because INC0012345', /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
  await talk.click('approver-1', card.id, 'open-approve');
  await talk.api.inDialog('approver-1', 'approve');
  await talk.passes('the end of the restore', async () =>
    (await talk.read('ops')).find(({ all }) => all.includes(`${id} is done`)),
  );
  assert.equal(talk.sandbox.bot.log.filter((line) => !line.startsWith('{')).join('\n'), '', 'only JSON is logged');

  await talk.sandbox.bot.stop();
  const cli = (...args: string[]) => node(['--liftoff-only', ...args], { DATA_DIR: talk.botData });
  const verified = cli('src/app/cli/audit.ts', 'verify', '--json');
  assert.equal(JSON.parse(verified.stdout).whole, true, verified.stderr);
  assert.match(cli('src/app/cli/audit.ts', 'print').stdout, new RegExp(id));
  assert.match(cli('src/app/cli/erase.ts', people.oncall.objectId).stdout, /\d+ {2}people/);
});

test('the bot starts by the command of the image, and says what is missing', () => {
  const { stdout, stderr, status } = node(['src/app/main.ts']);
  assert.match(stdout, /BOT_APP_ID: .*Strongroom cannot start/s);
  assert.equal(stderr, '');
  assert.equal(status, 1);
});

const said: Record<string, RegExp> = {
  'approval-policy.ts': /npm run policy -- check/,
  'audit.ts': /npm run audit -- verify/,
  'doctor.ts': /TENANT_ID: it is missing/,
  'erase.ts': /npm run erase -- <object id>/,
  'evidence.ts': /npm run evidence -- 2026-Q4/,
  'migrate.ts': /DATABASE_URL: name the database/,
  'move-store.ts': /npm run move-store -- --from/,
};

test('every command of src/app/cli is in the image, under its own name', () => {
  const commands = globSync('src/app/cli/*.ts', { cwd: root }).filter((file) =>
    readFileSync(join(root, file), 'utf8').includes('if (import.meta.main)'),
  );
  assert.deepEqual(commands.map((file) => file.slice('src/app/cli/'.length)).toSorted(), Object.keys(said));
  for (const [file, expected] of Object.entries(said)) {
    const { stderr, status } = node([`src/app/cli/${file}`]);
    assert.match(stderr, expected, file);
    assert.equal(status, 1, file);
  }
});

test('a stack names the source and the line where an error was thrown, and Node keeps its codes in it', () => {
  const program = `
    const { start } = await import('./src/app/main.ts');
    await start({}, {}).catch(({ stack }) => console.log(stack));
    try { new URL('nowhere') } catch ({ stack }) { console.log(stack) }`;
  const { stdout } = node(['--input-type=module', '--eval', program]);
  const [, line = ''] = /createLog \(src\/kernel\/telemetry\/log\.ts:(\d+):\d+\)/.exec(stdout) ?? assert.fail(stdout);
  const source = readFileSync(join(root, 'src/kernel/telemetry/log.ts'), 'utf8').split('\n');
  assert.match(source[Number(line) - 1] ?? '', / pino\(/);
  assert.match(stdout, /TypeError: Invalid URL/);
});

test('each file is of ASCII, so that V8 keeps a byte for each letter, and has no line that would fill a log', () => {
  for (const file of globSync('src/**/*.ts', { cwd: image.folder })) {
    const text = readFileSync(join(image.folder, file), 'latin1');
    assert.ok(!/[^\0-\x7f]/.test(text), file);
    for (const line of text.split('\n')) assert.ok(line.length < 20_000, `${file}: ${line.slice(0, 80)}`);
  }
});

test('every package in it is listed by its package.json, with its licence, and none but the embedded database by more', () => {
  const packages = globSync('node_modules/**/package.json', { cwd: image.folder });
  const manifest = (file: string) => JSON.parse(readFileSync(join(image.folder, file), 'utf8'));
  const names = new Set(packages.map((file) => manifest(file).name));
  for (const name of ['botbuilder', 'pg-boss', '@azure/identity', 'restify', 'zod']) assert.ok(names.has(name), name);
  for (const name of ['esbuild', 'typescript', 'gpt-tokenizer', 'openai']) assert.ok(!names.has(name), name);
  const code = globSync('node_modules/**/*.{js,cjs,mjs,wasm}', { cwd: image.folder });
  const other = code.filter((file) => !file.startsWith('node_modules/@electric-sql/pglite/dist/'));
  assert.deepEqual(other, []);
  assert.ok(existsSync(join(image.folder, 'node_modules/botbuilder/LICENSE')));
});
