import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { product } from '../../src/app/product.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { texts } from '../../src/i18n/texts.ts';
import { machineTwins } from '../../src/machines/cards/lines.ts';

const src = path.join(import.meta.dirname, '../../src');
const sources = globSync('**/*.ts', { cwd: src }).map((file) => ({
  file,
  source: readFileSync(path.join(src, file), 'utf8'),
}));
const { has } = texts('en');

/** Names that the sources contain in a pattern, and their places. */
function namedBy(pattern: RegExp): { name: string; file: string }[] {
  return sources.flatMap(({ file, source }) => [...source.matchAll(pattern)].map(([, name = '']) => ({ name, file })));
}

// The compiler finds texts that another language lacks.
test('every text that is asked for by its whole key is there', () => {
  const asked = namedBy(/\bt\(\s*'([\w.-]+)'/g);
  assert.ok(asked.length > 500, `${asked.length}`);
  const missing = asked.filter(({ name }) => !has(name));
  assert.deepEqual(
    missing.map(({ name, file }) => `src/${file} asks for ${name}, which no file of src/i18n/en has`),
    [],
  );
});

/** Whether the code has a text, as failureParts looks for it; one that leaves nothing to do has no remedy. */
function isTold(code: string): boolean {
  return has(`errors.${code}.message`) || has(`${code}.message`);
}

test('every failure that is named where it is made has a text', () => {
  // A code with a dot is the path of its text; one without may be that of a rule, an evidence or a finding.
  const made = [
    ...namedBy(/(?:new CodedError\(\s*|failure: \{\s*code: )'([\w.-]+)'/g),
    ...namedBy(/\bcode: '([\w-]+\.[\w.-]+)'/g),
  ];
  assert.ok(made.length > 300, `${made.length}`);
  const missing = made.filter(({ name }) => !isTold(name));
  assert.deepEqual(
    missing.map(({ name, file }) => `src/${file} fails with ${name}, whose text no file of src/i18n/en has`),
    [],
  );
});

test('every step and every kind of request has a name', () => {
  const keys = [...Object.keys(product.steps).map((kind) => `cards.step.${kind}`)];
  assert.deepEqual(
    keys.filter((key) => !has(key)),
    [],
  );
});

test('every button that a machine may have tells what it does and what to type instead', () => {
  const offers = sources.find(({ file }) => file === path.join('protection', 'offers.ts'))?.source ?? '';
  const verbs = [...new Set([...offers.matchAll(/'(open-[\w-]+)'/g)].flatMap(([, verb = '']) => verb))];
  assert.ok(verbs.length > 8, `${verbs.length}`);
  const reader = { language: 'en', timeZone: 'UTC' } as const;
  assert.deepEqual(
    verbs.filter((verb) => !has(`cards.button.${verb}`) || !machineTwins([verb], 'sql-01', reader).includes('sql-01')),
    [],
  );
});

/** Kinds without their own text for approving, which count as starting at once. */
const withoutOwnYes = new Set(['restore']);

test('every kind of request that begins without a vote says in the audit that it was asked', () => {
  const begun = requestKinds.filter(
    ({ name, extent }) => extent || !(has(`approval.yes.${name}`) || withoutOwnYes.has(name)),
  );
  assert.ok(begun.length > 5, `${begun.length}`);
  const missing = begun.filter(({ name }) => !has(`audit.event.${name}.asked`));
  assert.deepEqual(
    missing.map(
      ({ name }) => `audit.event.${name}.asked is in no file of src/i18n/en, and ${name} not in withoutOwnYes`,
    ),
    [],
  );
});
