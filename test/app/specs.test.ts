import assert from 'node:assert/strict';
import { test } from 'node:test';
import { product } from '../../src/app/product.ts';
import { parseCommandLine } from '../../src/chat/rules/parse-command-line.ts';
import { grammar } from '../../src/i18n/grammar.ts';
import { commandIn, examplesIn, texts, typedIn } from '../../src/i18n/texts.ts';
import { languages } from '../../src/kernel/languages.ts';
import { storedAskForm } from '../../src/protection/ask-for.ts';

const { commands } = product;

const specs = commands.map(({ spec }) => spec);

test('no two commands have a name or an alias in common', () => {
  const owners = new Map<string, string>();
  for (const { name, aliases } of specs) {
    for (const word of [name, ...Object.values(aliases).flat()]) {
      assert.equal(owners.get(word.toLowerCase()) ?? name, name, `"${word}" is of ${name} and of another`);
      owners.set(word.toLowerCase(), name);
    }
  }
});

test('a command is called by its name in English', () => {
  for (const { name } of specs) assert.equal(commandIn('en', name), name);
});

test('the languages name and explain the commands that there are, and no others', () => {
  for (const language of languages) {
    assert.deepEqual(Object.keys(typedIn(language)).sort(), specs.map(({ name }) => name).sort());
  }
});

test('every example is a line that works as typed', () => {
  for (const { name } of specs) {
    for (const example of languages.flatMap((language) => examplesIn(language, name))) {
      const line = parseCommandLine(example, specs, grammar);
      assert.deepEqual([example, line.kind, 'name' in line ? line.name : ''], [example, 'command', name]);
    }
  }
});

test('whatever can be missing is called by words in each language', () => {
  const named = specs.flatMap(({ arguments: all }) =>
    all.filter((one) => one.kind !== 'keyword' && one.required).map(({ name }) => name),
  );
  for (const language of languages) {
    const { t } = texts(language);
    for (const name of new Set(named)) assert.ok(t(`commands.argument.${name}`), name);
  }
});

test('one command asks for each kind of request whose form asks for a reason', () => {
  const kinds = storedAskForm.schema.shape.plan.options.map(({ shape }) => shape.kind.value);
  assert.deepEqual(commands.flatMap(({ asks }) => asks?.kind ?? []).sort(), kinds.toSorted());
});

test('the time zone of a policy is one by any of its names, and the zone of a restore is one of Azure', () => {
  for (const word of ['timezone', 'time zone', 'time-zone', 'zone', 'tijdzone']) {
    const line = parseCommandLine(`policy new rsv-prod nightly daily 02:00 ${word} Europe/Amsterdam`, specs, grammar);
    assert.equal(line.kind === 'command' && line.args.timezone, 'Europe/Amsterdam', word);
  }
  const restore = parseCommandLine('restore sql-01 latest zone 2', specs, grammar);
  assert.deepEqual(restore.kind === 'command' && [restore.args.zone, restore.args.timezone], ['2', undefined]);
});
