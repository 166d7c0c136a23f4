import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { between, commandsKnow, commandsMayKnow, mayKnow, rooms, rowOf, upward } from './rooms.ts';

const root = path.join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const { forbidden }: { forbidden: { name: string }[] } = require('../../.dependency-cruiser.cjs');

const run = promisify(execFile);

/** A tree of its own outside of the sources: some of what is planted would not compile. */
const tree = mkdtempSync(path.join(tmpdir(), 'planted-'));
after(() => rmSync(tree, { recursive: true }));

function plant(file: string, contents: string): void {
  const at = path.join(tree, file);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, contents);
}

function imports(from: string, to: string, type = false): void {
  const there = path.relative(path.dirname(from), to);
  const specifier = there.startsWith('.') ? there : `./${there}`;
  plant(from, type ? `export type { Y } from '${specifier}';\n` : `export { y } from '${specifier}';\n`);
}

/** What is planted alone, by the rule that finds it. */
const single: Record<string, [file: string, contents: string]> = {
  'every-file-has-a-room': ['src/loose/no-room.ts', "export { y } from '../store/plain.ts';"],
  'rules-import-rules-and-kernel': ['src/restore/rules/acts.ts', "export { y } from '../plain.ts';"],
  'kernel-names-no-feature': ['src/kernel/upward.ts', "export { y } from '../restore/plain.ts';"],
  'rules-are-pure': ['src/restore/rules/reads-files.ts', "export { readFileSync } from 'node:fs';"],
  'services-are-types-only': ['src/services.ts', "export { y } from './store/plain.ts';"],
  'commands-know-no-list-of-them': ['src/restore/commands/lists.ts', "export { y } from '../../features/plain.ts';"],
  'index-is-for-the-list': ['src/restore/asks-index.ts', "export { y } from '../jobs/index.ts';"],
  'src-knows-no-sandbox': ['src/restore/tried.ts', "export { y } from '../../sandbox/world.ts';"],
  'sandbox-imports-only-start': ['sandbox/bot.ts', "export { y } from '../src/store/plain.ts';"],
  'only-bot-imports-start': ['sandbox/page.ts', "export { y } from '../src/main.ts';"],
  'bot-framework-stops-at-teams': ['src/chat/speaks-teams.ts', "export { TurnContext } from 'botbuilder';"],
  'azure-sdk-stops-at-azure': ['src/saga/asks-azure.ts', "export { logger } from '@azure/identity';"],
  'database-stops-at-store': ['src/saga/asks-rows.ts', "export { sql } from 'kysely';"],
  'no-cycles': ['src/ui/circle.ts', "export { y } from './circle-back.ts';"],
  'no-cycles-of-types': ['src/ui/types.ts', "import type { Y } from './types-back.ts'; export type X = Y;"],
  resolvable: ['src/store/lost.ts', "export { y } from './nowhere.ts';"],
};

function plantAll(): void {
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  plant('tsconfig.json', '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }');
  plant('src/main.ts', 'export const y = 1;');
  plant('src/chat/turn.ts', 'export type Y = 1;');
  plant('sandbox/world.ts', 'export const y = 1;');
  plant('src/ui/circle-back.ts', "export { y } from './circle.ts';");
  plant('src/ui/types-back.ts', "import type { X } from './types.ts'; export type Y = X;");
  for (const [file, contents] of Object.values(single)) plant(file, contents);
  for (const room of rooms) {
    for (const file of ['plain', 'rules/plain', 'commands/plain'])
      plant(`src/${room}/${file}.ts`, 'export const y = 1; export type Y = 1;');
    for (const other of rooms.filter((each) => each !== room)) {
      imports(`src/${room}/to-${other}.ts`, `src/${other}/plain.ts`);
      imports(`src/${room}/rules/to-${other}.ts`, `src/${other}/rules/plain.ts`);
      imports(`src/${room}/commands/to-${other}.ts`, `src/${other}/plain.ts`);
      imports(`src/${room}/commands/to-commands-of-${other}.ts`, `src/${other}/commands/plain.ts`);
    }
    imports(`src/${room}/to-command.ts`, `src/${room}/commands/plain.ts`);
    const brought = rooms.map((other, index) => `export { y as y${index} } from '../${other}/plain.ts';`);
    plant(`src/${room}/index.ts`, [`export { y } from './commands/plain.ts';`, ...brought].join('\n'));
  }
  for (const [index, [room, to]] of upward.entries()) {
    const file = to.endsWith('/') ? `${to}plain.ts` : to;
    imports(`src/${room}/up-${index}-type.ts`, `src/${file}`, true);
    imports(`src/${room}/up-${index}-value.ts`, `src/${file}`);
  }
}

type Violation = { from: string; to: string; rule: { name: string } };

async function cruise(): Promise<Violation[]> {
  const cruiser = path.join(root, 'node_modules/.bin/depcruise');
  const config = path.join(root, '.dependency-cruiser.cjs');
  const cruised = await run(
    process.execPath,
    [cruiser, 'src', 'sandbox', '--config', config, '--output-type', 'json'],
    { cwd: tree, maxBuffer: 256 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  const { summary } = JSON.parse(cruised.stdout) as { summary: { violations: Violation[] } };
  return summary.violations;
}

describe('imports between rooms', async () => {
  plantAll();
  const found = await cruise();
  const broken = (file: string, there?: string) =>
    found.filter(({ from, to }) => from === file && (there === undefined || to === there)).map(({ rule }) => rule.name);

  it('go down, or within a row along the list: of what a room does and of its rules', () => {
    for (const room of rooms) {
      for (const other of rooms.filter((each) => each !== room)) {
        const told = `${room} -> ${other}`;
        assert.equal(broken(`src/${room}/to-${other}.ts`).includes(`rooms ${room}`), !mayKnow(room, other), told);
        assert.equal(broken(`src/${room}/rules/to-${other}.ts`).includes(`rules ${room}`), !mayKnow(room, other), told);
      }
    }
  });

  it('go as far as the way in from commands, and to one from nobody but what its room brings', () => {
    for (const room of rooms) {
      for (const other of rooms.filter((each) => each !== room)) {
        const told = `commands of ${room} -> ${other}`;
        const name = `commands ${room}`;
        assert.equal(broken(`src/${room}/commands/to-${other}.ts`).includes(name), !commandsMayKnow(room, other), told);
        assert.ok(broken(`src/${room}/commands/to-commands-of-${other}.ts`).includes(name), told);
      }
      assert.ok(broken(`src/${room}/to-command.ts`).includes(`rooms ${room}`), room);
    }
  });

  it('go as far from what a room brings as from its commands, and to those', () => {
    for (const room of rooms) {
      const index = `src/${room}/index.ts`;
      assert.deepEqual(broken(index, `src/${room}/commands/plain.ts`), []);
      for (const other of rooms.filter((each) => each !== room)) {
        const found = broken(index, `src/${other}/plain.ts`).includes(`index ${room}`);
        assert.equal(found, !commandsMayKnow(room, other), `index of ${room} -> ${other}`);
      }
    }
  });

  it('go up along a list only, of types where it says so', () => {
    for (const [index, [room, to, what]] of upward.entries()) {
      assert.deepEqual(broken(`src/${room}/up-${index}-type.ts`), [], to);
      const expected = what === 'types' ? [`types ${room} ${to}`] : [];
      assert.deepEqual(broken(`src/${room}/up-${index}-value.ts`), expected, to);
    }
  });

  it('break each rule that has no room in its name where that is planted', () => {
    for (const [name, [file]] of Object.entries(single)) {
      // A circle is told of one of its files.
      const told = [...broken(file), ...broken(file.replace('.ts', '-back.ts'))];
      assert.ok(told.includes(name), name);
    }
  });

  it('break every rule that there is somewhere, so that none is without a violation to find', () => {
    const seen = new Set(found.map(({ rule }) => rule.name));
    assert.deepEqual(
      forbidden.map(({ name }) => name).filter((name) => !seen.has(name)),
      [],
    );
  });
});

describe('the lists of rooms that know each other', () => {
  it('run in no circle but one: a request and how it is decided are shown on one card', () => {
    const left = between.filter(([one, other]) => ![one, other].every((room) => rowOf(room) === rowOf('requests')));
    assert.equal(between.length - left.length, 2);
    // Whoever knows nobody that is left is no part of a circle.
    const inCircle = (pairs: typeof between): typeof between => {
      const next = pairs.filter(([, other]) => pairs.some(([one]) => one === other));
      return next.length === pairs.length ? pairs : inCircle(next);
    };
    assert.deepEqual(inCircle(left), []);
  });

  it('hold each pair once, where it belongs, with a reason', () => {
    for (const list of [between, upward, commandsKnow]) {
      const pairs = list.map(([one, other]) => `${one} ${other}`);
      assert.equal(new Set(pairs).size, pairs.length);
      for (const entry of list) assert.match(entry.at(-1) ?? '', / /, entry.join(' '));
    }
    for (const [one, other] of between) assert.equal(rowOf(one), rowOf(other), `${one} ${other}`);
    for (const [room, to, what] of upward) {
      assert.ok(rowOf(to.split('/')[0] ?? '') > rowOf(room), `${room} ${to}`);
      assert.ok(what === 'types' || to.endsWith('/rules/'), `${room} ${to}`);
    }
    for (const [room, other] of commandsKnow) assert.ok(rowOf(other) > rowOf('chat'), `${room} ${other}`);
  });

  it('hold no pair that nothing takes', () => {
    const taken = new Set<string>();
    for (const file of globSync('src/*/**/*.ts', { cwd: root })) {
      const source = readFileSync(path.join(root, file), 'utf8');
      for (const [, specifier = ''] of source.matchAll(/ from '(\.[^']+)'/g)) {
        const [, room = '', ...inRoom] = file.split('/');
        const [, other = '', ...there] = path.join(path.dirname(file), specifier).split('/');
        taken.add(`${room} ${other}`).add(`${room} ${other}/${there.length > 1 ? `${there[0]}/` : there[0]}`);
        if (inRoom[0] === 'commands') taken.add(`commands ${room} ${other}`);
      }
    }
    assert.deepEqual(
      [...between, ...upward].filter(([one, other]) => !taken.has(`${one} ${other}`)),
      [],
    );
    assert.deepEqual(
      commandsKnow.filter(([one, other]) => !taken.has(`commands ${one} ${other}`)),
      [],
    );
  });
});
