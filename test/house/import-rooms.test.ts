import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';

const root = path.join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const { forbidden }: { forbidden: { name: string }[] } = require('../../.dependency-cruiser.cjs');
const { rooms }: { rooms: string[] } = require('../../.dependency-cruiser.rooms.cjs');

const run = promisify(execFile);

/** A tree outside of the sources: some planted files would not compile. */
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

/** Planted single files, by the rule that finds them. */
const single: Record<string, [file: string, contents: string]> = {
  'every-file-has-a-room': ['src/loose/no-room.ts', "export { y } from '../store/plain.ts';"],
  'rules-import-rules-and-kernel': ['src/restore/rules/acts.ts', "export { y } from '../plain.ts';"],
  'rules-are-pure': ['src/restore/rules/reads-files.ts', "export { readFileSync } from 'node:fs';"],
  'only-features-list-commands': ['src/restore/knows-one.ts', "export { y } from './commands/plain.ts';"],
  'index-is-for-the-list': ['src/restore/asks-index.ts', "export { y } from '../jobs/index.ts';"],
  'src-knows-no-sandbox': ['src/restore/tried.ts', "export { y } from '../../sandbox/world.ts';"],
  'sandbox-imports-only-start': ['sandbox/bot.ts', "export { y } from '../src/store/plain.ts';"],
  'only-bot-imports-start': ['sandbox/page.ts', "export { y } from '../src/app/main.ts';"],
  'bot-framework-stops-at-teams': ['src/chat/speaks-teams.ts', "export { TurnContext } from 'botbuilder';"],
  'azure-sdk-stops-at-azure': ['src/saga/asks-azure.ts', "export { logger } from '@azure/identity';"],
  'database-stops-at-store': ['src/saga/asks-rows.ts', "export { sql } from 'kysely';"],
  'embedded-is-loaded-late': ['src/store/asks-both.ts', "export { y } from './embedded/open-embedded.ts';"],
  'no-cycles': ['src/ui/types.ts', "import type { Y } from './types-back.ts'; export type X = Y;"],
  resolvable: ['src/store/lost.ts', "export { y } from './nowhere.ts';"],
};

function plantAll(): void {
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'));
  plant('tsconfig.json', '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }');
  plant('src/app/main.ts', 'export const y = 1;');
  plant('sandbox/world.ts', 'export const y = 1;');
  plant('src/store/embedded/open-embedded.ts', 'export const y = 1;');
  plant('src/ui/types-back.ts', "import type { X } from './types.ts'; export type Y = X;");
  for (const [file, contents] of Object.values(single)) plant(file, contents);
  for (const room of rooms) {
    for (const file of ['plain', 'index', 'commands/plain'])
      plant(`src/${room}/${file}.ts`, 'export const y = 1; export type Y = 1;');
    for (const other of rooms.filter((each) => each !== room)) {
      imports(`src/${room}/to-${other}.ts`, `src/${other}/plain.ts`);
      imports(`src/${room}/type-of-${other}.ts`, `src/${other}/plain.ts`, true);
    }
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

  it('go down, also of types', () => {
    for (const [at, room] of rooms.entries()) {
      for (const [to, other] of rooms.entries()) {
        if (room === other) continue;
        for (const file of [`src/${room}/to-${other}.ts`, `src/${room}/type-of-${other}.ts`])
          assert.equal(broken(file).includes(`rooms ${room}`), to > at, file);
      }
    }
  });

  it('break each rule that has no room in its name where that is planted', () => {
    for (const [name, [file]] of Object.entries(single)) {
      // A circle is reported for one of its files.
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
